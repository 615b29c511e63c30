"""Charts of units, old names at their longest: what the artists say, and that nothing overlaps or is cut."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from analysis import charts
from analysis.charts import example, palette
from analysis.charts.spread import apart
from analysis.charts.style import characters
from analysis.errors import UnknownNameError
from analysis.measures import funnel, funnel_limits, kitagawa, ranks, segments, shrink
from analysis.measures import lorenz as lorenz_points
from test_charts import joined, named, shown, words

STRATA = ("indicator", "year")
FIRST = example.LONG_NAMES[0]


@pytest.fixture(autouse=True)
def _plain() -> Iterator[None]:
    with mpl.rc_context():
        mpl.use("Agg")
        charts.use_style()
        yield
    plt.close("all")


def drawn(name: str, count: int, doubt: str | None = None, **options: object) -> Axes:
    """A chart of made-up figures of so many places, the first one in focus; with ``doubt`` all are in doubt."""
    units = example.places(count).assign(doubt=doubt)
    focus = FIRST if count else None
    if name == "funnel":
        judged = funnel(units, strata=STRATA)
        return charts.funnel(judged, funnel_limits(judged, strata=STRATA), focus, **options)
    if name == "caterpillar":
        return charts.caterpillar(ranks(shrink(units, strata=STRATA), strata=STRATA), focus, **options)
    if name == "quadrants":
        return charts.quadrants(units.assign(rate=units["low"] / 10), focus, x="rate", y="value", **options)
    if name == "waterfall":
        return charts.waterfall(example.steps(count) if count else example.steps(0).head(0), **options)
    if name == "lorenz":
        return charts.lorenz(
            example.curve(count) if count else example.curve(5).head(0), gini=0.31, **options
        )
    if name == "specification":
        return charts.specification(example.specifications().head(count), **options)
    if name == "alluvial":
        return charts.alluvial(example.flows(min(count, 1)), **options)
    if name in ("trend", "slope"):
        return getattr(charts, name)(example.years(count).assign(doubt=doubt), focus, **options)
    return getattr(charts, name)(units, focus, **options)


NAMES = [
    "trend", "dots", "caterpillar", "specification", "funnel", "quadrants", "lorenz", "distribution", "slope",
    "waterfall", "alluvial",
]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "width", "lang"), [(1, 18, "zh"), (5, 9, "en"), (31, 18, "en"), (300, 18, "zh")]
)
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_draws_within_its_figure(name: str, count: int, width: int, lang: str) -> None:
    charts.use_style(width)
    ax = drawn(
        name,
        count,
        lang=lang,
        title="黔西南布依族苗族自治州与其他地区的比较",
        note="口径：汇总下级；表式 2021",
    )
    figure = ax.figure
    figure.canvas.draw()
    assert figure.get_figwidth() == pytest.approx(width / 2.54)
    assert not {ord(char) for text in words(ax) for char in text} - characters() - {10}
    box = figure.bbox
    for text in shown(ax):
        extent = text.get_window_extent()
        assert extent.x0 >= box.x0 - 2, text.get_text()
        assert extent.x1 <= box.x1 + 2, text.get_text()
        assert extent.y0 >= box.y0 - 2, text.get_text()
        assert extent.y1 <= box.y1 + 2, text.get_text()


@pytest.mark.parametrize(("name", "count"), [(name, count) for name in NAMES for count in (5, 31)])
def test_names_do_not_cover_one_another(name: str, count: int) -> None:
    ax = drawn(name, count)
    ax.figure.canvas.draw()
    marked = [text for text in shown(ax) if text.get_gid() == "name" or text in ax.get_yticklabels()]
    boxes = [text.get_window_extent() for text in marked]
    for at, one in enumerate(boxes):
        for other in boxes[:at]:
            across = min(one.x1, other.x1) - max(one.x0, other.x0)
            up = min(one.y1, other.y1) - max(one.y0, other.y0)
            assert across <= 0.5 or up <= 0.15 * one.height, (marked[at].get_text(), name)


@pytest.mark.parametrize("name", [*NAMES, "tile_map", "region_map"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_frame_gives_a_sentence(name: str, lang: str) -> None:
    if name in ("tile_map", "region_map"):
        ax = getattr(charts, name)(example.places(0), lang=lang)
    else:
        ax = drawn(name, 0, lang=lang)
    said = "没有可画的数据" if lang == "zh" else "There is nothing to draw"
    assert said in joined(ax)
    assert not ax.axison


@pytest.mark.parametrize(
    "name", ["trend", "dots", "caterpillar", "funnel", "quadrants", "distribution", "slope"]
)
@pytest.mark.parametrize("count", [5, 80])
def test_a_unit_on_cells_in_doubt_is_marked_and_the_mark_is_explained(name: str, count: int) -> None:
    plain = drawn(name, count, lang="en")
    assert "in doubt" not in joined(plain)
    ax = drawn(name, count, lang="en", doubt="V302 requests/*/total: 1 ≠ 2")
    assert "in doubt" in joined(ax)
    marks = [text for text in shown(ax) if text.get_gid() == "doubt" or " ?" in text.get_text()]
    assert marks


@pytest.mark.parametrize("name", ["tile_map", "region_map"])
def test_a_place_on_cells_in_doubt_is_marked_on_the_map(name: str) -> None:
    provinces = example.places(3, ["110000", "320000", "440000"]).assign(doubt=[None, "ocr", None])
    ax = getattr(charts, name)(provinces, lang="zh")
    assert "存疑" in joined(ax)
    assert sum("?" in text.get_text() and "存疑" not in text.get_text() for text in shown(ax)) == 1


def frame(values: list[float | None], n: list[int] | None = None) -> pd.DataFrame:
    size = len(values)
    return pd.DataFrame(
        {
            "body": [f"{letter}局" for letter in "甲乙丙丁戊己庚辛"[:size]],
            "value": pd.array(values, dtype="Float64"),
            "low": pd.array([None if value is None else value - 5 for value in values], dtype="Float64"),
            "high": pd.array([None if value is None else value + 5 for value in values], dtype="Float64"),
            "n": n or [100] * size,
            "reason": ["0/0" if value is None else "" for value in values],
        }
    )


def points(ax: Axes, gid: str) -> list[tuple[float, float]]:
    lines = [line for line in ax.lines if line.get_gid() == gid]
    return [(float(x), float(y)) for line in lines for x, y in np.asarray(line.get_xydata())]


def test_dots_keep_the_order_and_show_value_interval_n_and_the_median_of_the_others() -> None:
    table = frame([40.0, 60.0, None, 80.0, 70.0], [100, 9, 0, 50, 30])
    ax = charts.dots(table, table["body"].iloc[0])
    assert named(ax) == list(table["body"])
    assert points(ax, "dot") == [(40, 0), (60, 1), (80, 3), (70, 4)]
    assert "40 [35, 45]\nn=100" in words(ax)
    assert "没有案件" in words(ax)
    # Two others have ten cases or more: too few for a median.
    assert not [line for line in ax.lines if line.get_gid() == "median"]
    more = frame([40.0, 60.0, 80.0, 70.0])
    ax = charts.dots(more, more["body"].iloc[0])
    assert [line.get_xdata()[0] for line in ax.lines if line.get_gid() == "median"] == [70]
    pale = {line.get_alpha() for line in charts.dots(table).lines if list(line.get_ydata())[:1] == [1]}
    assert pale == {palette.FADED}


def test_only_sixty_rows_are_drawn_and_the_focus_is_among_them() -> None:
    units = example.places(300)
    ax = charts.dots(units, units["body"].iloc[-1])
    assert len(named(ax)) == 60
    assert named(ax)[-1] == units["body"].iloc[-1]
    assert "只画其中 60 个" in joined(ax)


def test_an_unknown_focus_is_refused() -> None:
    for chart in (charts.dots, charts.funnel, charts.distribution):
        with pytest.raises(UnknownNameError, match="'某地'"):
            chart(example.places(5), focus="某地")


def series(years: list[int], editions: list[str], values: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "body": "甲县",
            "year": years,
            "edition": editions,
            "value": pd.array(values, dtype="Float64"),
            "n": 50,
        }
    )


def runs(ax: Axes, gid: str = "line") -> list[list[int]]:
    return [[int(x) for x in np.asarray(line.get_xdata())] for line in ax.lines if line.get_gid() == gid]


def stops(ax: Axes) -> list[float]:
    return [float(np.asarray(line.get_xdata())[0]) for line in ax.lines if line.get_gid() == "break"]


def test_a_line_never_crosses_a_missing_year_a_new_form_or_a_new_law() -> None:
    years = list(range(2017, 2026))
    forms = ["2014", "2014", "2019", "2019", "2021", "2021", "2021", "2021", "2021"]
    table = series(years, forms, [10, 11, 12, 13, 14, None, 16, 17, 18])
    ax = charts.trend(table)
    assert runs(ax) == [[2017, 2018], [2019, 2020], [2021], [2023, 2024, 2025]]
    assert stops(ax) == [2018.5, 2020.5]
    assert {"表式 2014→2019", "表式 2019→2021"} <= set(words(ax))
    assert runs(ax, "na") == [[2022]]
    # The revised law on review came into force in 2024.
    assert runs(charts.trend(table, code="review_inc"))[-2:] == [[2023], [2024, 2025]]
    ax = charts.trend(table, breaks_at={2025: "新规定"})
    assert runs(ax)[-1] == [2025]
    assert "新规定" in words(ax)


def test_a_line_keeps_to_the_segments_that_the_measures_give() -> None:
    table = series([2021, 2022, 2023, 2024], ["2021"] * 4, [10, 11, 12, 13]).assign(segment=[0, 0, 1, 1])
    ax = charts.trend(table)
    assert runs(ax) == [[2021, 2022], [2023, 2024]]
    assert stops(ax) == [2022.5]


def test_the_ribbon_holds_peers_with_enough_cases_and_breaks_with_the_form() -> None:
    years = pd.concat(
        [series([2020, 2021], ["2019", "2021"], [50, 60]).assign(body=f"{at}县") for at in range(5)]
    )
    focus = series([2020, 2021], ["2019", "2021"], [40, 41])
    ax = charts.trend(pd.concat([focus, years]), "甲县")
    ribbons = [area for area in ax.collections if area.get_gid() == "ribbon"]
    assert len(ribbons) == 4
    assert runs(ax) == [[2020], [2021]]
    assert "其他 5 个单位的 80 % 和 50 %" in joined(ax)
    few = pd.concat([focus, years.assign(n=9)])
    assert not [area for area in charts.trend(few, "甲县").collections if area.get_gid() == "ribbon"]


def test_a_year_with_few_cases_is_hollow() -> None:
    table = series([2021, 2022], ["2021"] * 2, [10, 20]).assign(n=[9, 10])
    assert runs(charts.trend(table), "few") == [[2021]]


def test_the_funnel_marks_what_lies_outside_and_names_it() -> None:
    table = frame([50.0, 90.0, 51.0], [100, 400, 9]).assign(flag=["in", "high", "in"], phi=2.0)
    limits = pd.DataFrame({"n": [9.0, 400.0], "centre": 55.0, "low_95": 40.0, "high_95": 70.0, "low_998": 30.0,
                           "high_998": 80.0})  # fmt: skip
    ax = charts.funnel(table, limits)
    where = {one.get_gid(): one.get_offsets().tolist() for one in ax.collections if len(one.get_offsets())}
    assert where["high"] == [[400, 90]]
    assert [text.get_text() for text in shown(ax) if text.get_gid() == "name"] == [table["body"].iloc[1]]
    assert {line.get_gid() for line in ax.lines} >= {"centre", "low_95", "high_95", "low_998", "high_998"}
    assert "φ = 2" in joined(ax)
    with pytest.raises(UnknownNameError, match="more than one common rate"):
        charts.funnel(table, pd.concat([limits, limits]))


def test_a_caterpillar_is_in_order_with_raw_rates_and_ranks() -> None:
    table = frame([40.0, 60.0, None, 50.0], [100, 40, 0, 9]).assign(
        raw=[30.0, 70.0, np.nan, 90.0], rank_low=[2, 1, None, None], rank_high=[3, 2, None, None]
    )
    ax = charts.caterpillar(table, value="value", low="low", high="high", raw="raw")
    assert named(ax) == [table["body"].iloc[at] for at in (1, 3, 0, 2)]
    assert points(ax, "raw") == [(70, 0), (90, 1), (30, 2)]
    assert "名次 1–2  n=40" in words(ax)
    assert "n=9" in words(ax)
    assert "没有案件" in words(ax)


def test_raw_rates_stand_beside_shrunk_ones() -> None:
    units = example.places(20)
    ax = charts.caterpillar(shrink(units, strata=STRATA))
    assert sorted(x for x, _ in points(ax, "raw")) == pytest.approx(sorted(units["value"].dropna()))
    assert not points(charts.caterpillar(units, value="value", low="low", high="high"), "raw")


def test_many_units_stand_side_by_side_in_order() -> None:
    ax = drawn("caterpillar", 300)
    heights = [y for x, y in sorted(points(ax, "dot"))]
    assert heights == sorted(heights, reverse=True)
    assert [text.get_text() for text in shown(ax) if text.get_gid() == "name"] == [FIRST]


def test_slopes_join_only_units_with_both_years_and_dash_what_crosses_a_break() -> None:
    one = series([2020, 2024], ["2019", "2021"], [10, 20])
    two = series([2020, 2024], ["2021", "2021"], [30, 20]).assign(body="乙县")
    three = series([2024], ["2021"], [5]).assign(body="丙县")
    ax = charts.slope(pd.concat([one, two, three]))
    lines = [line for line in ax.lines if line.get_gid() == "line"]
    assert [(list(line.get_ydata()), line.get_linestyle()) for line in lines] == [
        ([10, 20], "--"),
        ([30, 20], "-"),
    ]
    assert "1 个上升，1 个下降" in joined(ax)
    assert "1 个单位缺一年" in joined(ax)
    assert "虚线" in joined(ax)
    with pytest.raises(UnknownNameError, match="more than one row"):
        charts.slope(pd.concat([one, one]))


def test_the_lorenz_curve_runs_from_corner_to_corner_under_the_line() -> None:
    ax = charts.lorenz(example.curve(), gini=0.314)
    (curve,) = [line for line in ax.lines if line.get_gid() == "lorenz"]
    xy = np.asarray(curve.get_xydata())
    assert xy[0].tolist() == [0, 0]
    assert xy[-1] == pytest.approx([1, 1])
    assert (xy[:, 1] <= xy[:, 0] + 1e-9).all()
    assert "基尼系数 0.31" in joined(ax)


def test_waterfall_bars_begin_where_the_last_one_ended() -> None:
    table = pd.DataFrame(
        [("一", "level", 50.0), ("二", "step", -8.0), ("三", "step", 3.0), ("四", "level", 45.0)],
        columns=["part", "kind", "value"],
    )
    ax = charts.waterfall(table)
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches]
    assert ends == [(0, 50), (50, 42), (42, 45), (0, 45)]
    assert {"50", "−8", "+3", "45"} <= set(words(ax))
    assert "相差" not in joined(ax)
    wrong = table.assign(value=[50.0, -8.0, 3.0, 47.0])
    assert "各步之和与终点相差 2" in joined(charts.waterfall(wrong))
    with pytest.raises(UnknownNameError, match="'level' or 'step'"):
        charts.waterfall(table.assign(kind="bar"))


def test_kitagawa_steps_add_up() -> None:
    parts = pd.DataFrame({"body": list("abcdefg"), "within": [1.0, -4, 2, 0.5, -0.5, 3, 0.1], "mix": 0.0})
    total = pd.DataFrame({"rate_from": [50.0], "rate": [53.1], "within": [2.1], "mix": [1.0]})
    steps = charts.kitagawa_steps(parts, total, most=2)
    assert list(steps["part"]) == ["前一年的比率", "b", "f", "其他 5 个单位", "构成变化", "后一年的比率"]
    assert steps.query("kind == 'step'")["value"].sum() == pytest.approx(53.1 - 50)


def test_what_the_measures_give_can_be_drawn_as_it_is() -> None:
    years = example.years(12)
    found = kitagawa(years, "disclosure_rate", 2021, 2024, unit="body")
    ax = charts.waterfall(charts.kitagawa_steps(found.parts, found.total))
    assert [bar.get_gid() for bar in ax.patches] == ["level", *["step"] * 7, "level"]
    assert "相差" not in joined(ax)
    ax = charts.trend(segments(years, unit="body"), FIRST)
    assert runs(ax) == [[2017, 2018], [2019, 2020], [2021, 2022, 2023, 2024]]
    ax = charts.lorenz(lorenz_points(years[years["year"] == 2024], "disclosure_rate"))
    assert runs(ax, "lorenz")[0][0] == 0


def test_the_alluvial_bands_are_as_high_as_the_cases() -> None:
    facts = example.flows(1)
    ax = charts.alluvial(facts)
    heights = [patch.get_height() for patch in ax.patches if patch.get_gid() == "node"]
    codes = ["req_carried_in", "req_new", *palette.OUTCOMES, "req_carried_out"]
    assert heights == [float(facts.set_index("indicator").loc[code, "numerator"]) for code in codes]
    assert sum(heights[:2]) == sum(heights[2:])
    facts.loc[facts["indicator"] == "req_new", ["value", "numerator"]] += 7
    ax = charts.alluvial(facts)
    assert [patch.get_height() for patch in ax.patches if patch.get_gid() == "na"] == [7]
    assert "不等" in joined(ax)
    facts.loc[facts["indicator"] == "req_new", "value"] = pd.NA
    assert "未报告" in joined(charts.alluvial(facts))
    with pytest.raises(UnknownNameError, match="2 reports"):
        charts.alluvial(example.flows(2))


def test_a_box_stands_on_units_with_enough_cases() -> None:
    table = frame([10.0, 20, 30, 40, 50, 99], [20, 20, 20, 20, 20, 9]).assign(level="county")
    ax = charts.distribution(table)
    (box,) = [patch for patch in ax.patches if patch.get_gid() == "box"]
    assert (box.get_x(), box.get_width()) == (20, 20)
    assert "6 个单位\n30 (20–40)" in words(ax)
    hollow = [
        one
        for one in ax.collections
        if len(one.get_offsets()) and to_hex(one.get_facecolor()[0]) == "#ffffff"
    ]
    assert [one.get_offsets().tolist()[0][0] for one in hollow] == [99]
    four = charts.distribution(table.head(4))
    assert not [patch for patch in four.patches if patch.get_gid() == "box"]


def test_levels_come_from_the_province_down() -> None:
    table = frame([10.0, 20, 30]).assign(level=["county", "province", "prefecture"])
    assert named(charts.distribution(table)) == ["省级", "地级", "县级"]


def test_quadrants_count_their_units() -> None:
    table = frame([10.0, 20, 30, 40, 50], [20, 20, 20, 20, 9]).assign(x=[1.0, 2, 3, 4, 9])
    ax = charts.quadrants(table, x="x", y="value")
    assert [line.get_xdata()[0] for line in ax.lines if line.get_gid() == "median"] == [2.5, 0.0]
    assert sorted(text.get_text() for text in ax.texts if text.get_gid() == "count") == ["0", "0", "2", "2"]


def test_specifications_are_sorted_and_named_by_their_choices() -> None:
    ax = charts.specification(example.specifications(), focus=("decided", "aggregate"))
    values = [x for x, _ in points(ax, "dot")]
    assert values == sorted(values, reverse=True)
    assert named(ax)[-1] == "占办结 · 汇总口径"
    assert "9 种算法" in joined(ax)
    with pytest.raises(UnknownNameError, match="focus has 1"):
        charts.specification(example.specifications(), focus=("decided",))


@pytest.mark.parametrize(
    ("wanted", "gap", "least", "most", "expected"),
    [
        ([1.0, 5.0], 1.0, 0.0, 10.0, [1, 5]),
        ([5.0, 5.0], 2.0, 0.0, 10.0, [4, 6]),
        ([0.0, 0.0, 0.0], 1.0, 0.0, 10.0, [0, 1, 2]),
        ([10.0, 10.0], 1.0, 0.0, 10.0, [9, 10]),
        ([3.0, 1.0], 8.0, 0.0, 4.0, [4, 0]),
    ],
)
def test_names_are_moved_apart_as_little_as_can_be(
    wanted: list[float], gap: float, least: float, most: float, expected: list[float]
) -> None:
    assert list(apart(wanted, gap, least, most)) == pytest.approx(expected)


def test_the_funnel_goes_by_the_flag_and_not_by_the_drawn_limits() -> None:
    # One case of one at a common rate of 60 %: the interpolated upper limit is 95.8 %, and yet this is chance.
    table = frame([100.0, 60.0], [1, 400]).assign(flag=["in", "in"])
    limits = pd.DataFrame(
        {"n": [1.0, 400.0], "centre": 60.0, "low_95": 0.0, "high_95": 95.8, "low_998": 0.0, "high_998": 99.0}
    )
    ax = charts.funnel(table, limits)
    where = {one.get_gid(): len(one.get_offsets()) for one in ax.collections if len(one.get_offsets())}
    assert "high" not in where
    assert not [text for text in shown(ax) if text.get_gid() == "name"]
