"""Charts: what the artists say, that nothing missing looks like a zero, and that every letter can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.text import Text

from analysis import charts
from analysis.charts import labels, palette
from analysis.charts.counts import breaks
from analysis.charts.options import styled
from analysis.charts.style import FAMILIES, FAMILY, FONTS, characters
from analysis.errors import UnknownNameError
from analysis.measures import CATALOGUE, compute
from analysis.words.indicators import DOUBTS, UNITS, VERDICTS
from golden import GOLDEN
from test_measures import cells_of

HUAIAN = "huaian_2024.pdf"
LONG_NAMES = [
    "新疆生产建设兵团",
    "黔西南布依族苗族自治州某某局",
    "积石山保安族东乡族撒拉族自治县人民政府办公室",
]
BODIES = [
    "新乡经济技术开发区纬七路街道",
    "忠仁镇人民政府",
    "潞州区人民政府",
    "新乡市某局",
    "交口县人民政府",
    "淮安市人民政府",
]
YEARS = [2023, 2023, 2021, 2023, 2022, 2024]
Chart = Callable[..., Axes]
BY_FACTS = [
    "outcomes",
    "requesters",
    "remedies",
    "disclosure",
    "requester_gap",
    "grounds",
    "demand",
    "flow",
    "proactive",
]


@pytest.fixture(autouse=True)
def _plain() -> Iterator[None]:
    with mpl.rc_context():
        mpl.use("Agg")
        charts.use_style()
        yield
    plt.close("all")


def reports_of(count: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Cells and reports: the six real ones over and over, with long names from the seventh on."""
    cells, rows = [], []
    for at in range(count):
        name = list(GOLDEN)[at % 6]
        cells.append(cells_of(f"r{at}", GOLDEN[name]))
        body = BODIES[at] if at < 6 else LONG_NAMES[at % 3] + str(at)
        rows.append((f"r{at}", body, YEARS[at % 6], "own_body", "requests=2021", 200))
    names = ["report_id", "body", "year", "scope", "editions", "n_cells"]
    whole = pd.concat(cells) if cells else cells_of("x", GOLDEN[HUAIAN]).head(0)
    return whole, pd.DataFrame(rows, columns=names)


@cache
def computed(count: int) -> pd.DataFrame:
    cells, reports = reports_of(count)
    return compute(cells).merge(reports, on="report_id")


def facts_of(count: int) -> pd.DataFrame:
    return computed(count).copy()


def shown(ax: Axes) -> list[Text]:
    """All texts of the figure that are drawn: not the labels of ticks beyond the ends of the axis."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    beyond = [
        label
        for axis in (ax.xaxis, ax.yaxis)
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks())
        for label in (tick.label1, tick.label2)
        if not min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
    ]
    texts = [text for text in figure.findobj(Text) if isinstance(text, Text) and text not in beyond]
    return [text for text in texts if text.get_text().strip() and text.get_visible()]


def words(ax: Axes) -> list[str]:
    return [text.get_text() for text in shown(ax)]


def joined(ax: Axes) -> str:
    return " ".join(words(ax)).replace("\n", "")


def named(ax: Axes) -> list[str]:
    return [tick.get_text().replace("\n", "") for tick in ax.get_yticklabels()]


def draw(name: str, count: int, **options: object) -> Axes:
    chart: Chart = getattr(charts, name)
    if name == "coverage":
        return chart(reports_of(count)[1], **options)
    if name == "key_facts":
        return chart(facts_of(count), "r0" if count < 6 else "r5", **options)
    return chart(facts_of(count), **options)


@pytest.mark.parametrize(
    ("count", "width", "lang"),
    [(1, 9, "en"), (2, 9, "zh"), (6, 9, "zh"), (6, 9, "en"), (6, 18, "zh"), (31, 9, "en"), (31, 18, "zh")],
)
@pytest.mark.parametrize("name", ["coverage", "key_facts", *BY_FACTS])
def test_every_chart_draws_without_a_warning_and_without_clipping(
    name: str, count: int, width: int, lang: str
) -> None:
    charts.use_style(width)
    ax = draw(name, count, lang=lang)
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


@pytest.mark.parametrize("name", BY_FACTS)
def test_an_empty_frame_gives_a_sentence(name: str) -> None:
    ax = draw(name, 0)
    assert "没有可画的数据。" in words(ax)
    assert not ax.axison
    assert not ax.patches


def test_outcome_bars_are_as_wide_as_the_shares() -> None:
    ax = draw("outcomes", 6)
    bars = [patch for patch in ax.patches if round(patch.get_y() + patch.get_height() / 2) == 5]
    facts = facts_of(6).query("report_id == 'r5'").set_index("indicator")["value"]
    assert [bar.get_width() for bar in bars] == pytest.approx(
        [float(facts[code]) for code in palette.OUTCOMES]
    )
    assert [to_hex(bar.get_facecolor()) for bar in bars] == list(palette.OUTCOMES.values())


def test_rows_keep_the_order_of_the_frame_and_carry_the_year() -> None:
    ax = draw("outcomes", 6)
    assert named(ax) == [f"{body} {year}" for body, year in zip(BODIES, YEARS, strict=True)]
    assert ax.yaxis_inverted()


def test_names_of_one_year_do_not_repeat_it() -> None:
    assert named(draw("outcomes", 2)) == BODIES[:2]


def test_n_stands_beside_every_bar_and_few_cases_are_pale() -> None:
    ax = draw("outcomes", 6)
    assert {"n=20", "n=0", "n=26", "n=15", "n=1", "n=3,050"} <= set(words(ax))
    pale = {patch.get_alpha() for patch in ax.patches if round(patch.get_y() + patch.get_height() / 2) == 4}
    assert pale == {palette.FADED}


def test_no_cases_is_said_not_drawn() -> None:
    ax = draw("outcomes", 6)
    assert "没有案件" in words(ax)
    assert not [patch for patch in ax.patches if round(patch.get_y() + patch.get_height() / 2) == 1]


def test_not_reported_is_hatched_and_said() -> None:
    ax = draw("remedies", 6, lang="en")
    hatched = [patch for patch in ax.patches if patch.get_gid() == "na"]
    assert len(hatched) == 1
    assert hatched[0].get_hatch()
    assert round(hatched[0].get_y() + hatched[0].get_height() / 2) == 1
    assert "not reported" in words(ax)


@pytest.mark.parametrize(
    ("name", "lost"), [("demand", "new_requests"), ("flow", "carried_in"), ("proactive", "penalty")]
)
def test_a_blank_is_never_a_zero_bar(name: str, lost: str) -> None:
    cells, reports = reports_of(3)
    cells["value"] = cells["value"].mask((cells["row"] == lost) & (cells["report_id"] == "r0"))
    cells["status"] = cells["status"].mask(cells["value"].isna(), "blank")
    ax = getattr(charts, name)(compute(cells).merge(reports, on="report_id"))
    assert "未报告" in words(ax)


def test_zero_is_written_as_zero() -> None:
    ax = draw("proactive", 2)
    assert words(ax).count("0") >= 14


def test_the_axis_turns_logarithmic_only_if_asked_by_the_range() -> None:
    assert draw("proactive", 6).get_xscale() == "log"
    assert draw("proactive", 2).get_xscale() == "linear"


def test_a_sum_that_is_not_whole_shows() -> None:
    values = GOLDEN[HUAIAN] | {"requests/granted_full/total": 1000}
    _, reports = reports_of(1)
    ax = charts.outcomes(compute(cells_of("r0", values)).merge(reports, on="report_id"))
    assert "Σ 88 %" in joined(ax)


def test_flow_prints_its_arithmetic() -> None:
    ax = draw("flow", 6)
    assert "34 + 3,119\n= 3,050 + 103" in words(ax)
    values = GOLDEN[HUAIAN] | {"requests/carried_out/total": 104}
    _, reports = reports_of(1)
    ax = charts.flow(compute(cells_of("r0", values)).merge(reports, on="report_id"))
    assert "≠" in joined(ax)


def years_of(code_row: str, years: list[int], lost: int | None = None) -> pd.DataFrame:
    parts, rows = [], []
    for year in years:
        values: dict[str, float | None] = dict(GOLDEN[HUAIAN])
        if year == lost:
            values[code_row] = None
        parts.append(cells_of(f"y{year}", values))
        rows.append((f"y{year}", "淮安市人民政府", year))
    reports = pd.DataFrame(rows, columns=["report_id", "body", "year"])
    return compute(pd.concat(parts)).merge(reports, on="report_id")


def test_a_line_breaks_at_a_new_form_and_where_a_year_is_missing() -> None:
    facts = years_of("requests/new_requests/total", [2017, 2018, 2019, 2020, 2021, 2023], lost=2020)
    ax = charts.demand(facts)
    runs = [list(np.asarray(line.get_xdata(), dtype=int)) for line in ax.lines if line.get_gid() is None]
    assert runs == [[2017, 2018], [2019], [2021], [2023]]
    assert [line.get_xdata()[0] for line in ax.lines if line.get_gid() == "break"] == [2018.5]
    assert [list(line.get_xdata()) for line in ax.lines if line.get_gid() == "na"] == [[2020]]


def test_breaks_are_those_of_the_series() -> None:
    assert breaks("req_new", 2018, 2024) == [2019]
    assert breaks("review_inc", 2019, 2024) == [2024]
    assert breaks("nd_made", 2019, 2024) == [2021]
    assert (
        breaks("corr_per_1000", 2019, 2024) == breaks("pending_share", 2019, 2024) == [2024]
    )  # stand on reviews
    assert breaks("disclosure_rate", 2010, 2024) == [2014, 2019]
    assert breaks("", 2019, 2024) == []


def test_one_year_gives_labelled_bars() -> None:
    ax = draw("demand", 6)
    assert [bar.get_width() for bar in ax.patches] == [20, 0, 26, 15, 1, 3119]
    assert "3,119" in words(ax)


def test_key_facts_show_interval_n_and_a_median_of_enough_peers() -> None:
    ax = draw("key_facts", 6, codes=["disclosure_rate", "review_corr"])
    assert "59.5 [57.8, 61.3]\nn=3,050" in words(ax)
    medians = [line.get_ydata()[0] for line in ax.lines if line.get_gid() == "median"]
    assert [round(place) for place in medians] == [0]
    assert not [word for word in words(ax) if "第" in word or "rank" in word]


def test_key_facts_refuse_a_stranger_and_mixed_units() -> None:
    with pytest.raises(UnknownNameError, match="report_id"):
        charts.key_facts(facts_of(2), "nobody")
    with pytest.raises(UnknownNameError, match="unit"):
        charts.key_facts(facts_of(2), "r0", codes=["req_new", "full_rate"])


def test_disclosure_greys_all_but_the_focus() -> None:
    ax = draw("disclosure", 6, focus="r5")
    colours = {line.get_color() for line in ax.lines if round(line.get_ydata()[0]) != 5}
    assert colours == {palette.PEER}


def test_the_gap_names_both_groups() -> None:
    ax = draw("requester_gap", 6)
    assert "n=2,932 自然人\nn=118 组织" in words(ax)


def test_ground_tiles_hold_cases_and_missing_ones_are_hatched() -> None:
    ax = draw("grounds", 6)
    assert {"105", "31", "n=178"} <= set(words(ax))
    assert not [patch for patch in ax.patches if patch.get_gid() == "na"]
    cells = cells_of("r0", GOLDEN[HUAIAN] | {"requests/denied_state_secret/total": None})
    _, reports = reports_of(1)
    ax = charts.grounds(compute(cells).merge(reports, on="report_id"))
    assert len([patch for patch in ax.patches if patch.get_gid() == "na"]) == 1


def test_coverage_hatches_years_without_a_report() -> None:
    _, reports = reports_of(6)
    reports["format"] = ["text"] * 5 + ["unreadable"]
    ax = charts.coverage(reports, years=range(2020, 2025))
    assert len(ax.patches) == 6 * 5
    assert len([patch for patch in ax.patches if patch.get_gid() == "na"]) == 6 * 5 - 6
    assert "无法读取" in words(ax)
    twice = pd.concat([reports, reports.head(1).assign(report_id="z")])
    assert "2×" in words(charts.coverage(twice))


def test_coverage_keeps_a_report_without_year_or_body() -> None:
    reports = pd.DataFrame({"report_id": ["a"], "body": [pd.NA], "year": pd.array([pd.NA], dtype="Int64"),
                            "scope": ["unknown"], "n_cells": [0]})  # fmt: skip
    ax = charts.coverage(reports)
    assert named(ax) == ["机关不详"]
    assert "年份不详" in words(ax)


def test_the_note_tells_reports_years_form_and_scope() -> None:
    note = joined(draw("outcomes", 6))
    for part in ("6 份报告", "2021–2024 年", "表式 2021", "本机关"):
        assert part in note


def test_more_rows_than_fit_are_said_to_be_cut() -> None:
    assert "只画前 60 份" in joined(draw("demand", 61))
    assert "只画前" not in joined(draw("proactive", 61))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UnknownNameError, match="'body'"):
        charts.outcomes(compute(cells_of("r", GOLDEN[HUAIAN])))


@pytest.mark.parametrize("name", ["key_facts", *BY_FACTS])
def test_axes_of_the_caller_are_used(name: str) -> None:
    with mpl.rc_context({"font.family": ["serif"], "font.serif": ["DejaVu Serif"]}):
        figure, axes = plt.subplots(1, 2, figsize=(12, 5), layout="constrained")
        assert draw(name, 6, ax=axes[1]) is axes[1]
        figure.canvas.draw()
    assert all(tick.get_fontfamily() == FAMILIES for tick in axes[1].get_yticklabels())


def test_the_first_chart_of_a_notebook_leaves_the_others_visible() -> None:
    # The backend of a notebook is loaded by the first figure and turns this on; the style turned it off again.
    @styled
    def first() -> Axes:
        mpl.interactive(True)
        return plt.figure().add_subplot()

    first()
    assert mpl.is_interactive()
    mpl.interactive(False)


def test_a_name_is_never_a_formula_or_a_box() -> None:
    facts = facts_of(2)
    facts["body"] = facts["body"].where(facts["report_id"] != "r0", "某局$\\frac{1}{0}$\x07\n𣒍𬮤\u202e局")
    ax = charts.outcomes(facts)
    ax.figure.canvas.draw()
    assert named(ax)[0].replace(" ", "") == "某局$\\frac{1}{0}$〓〓局"


def test_labels_cover_all_that_has_a_colour() -> None:
    tables = (
        palette.OUTCOMES,
        palette.REQUESTERS,
        palette.RESULTS,
        palette.FLOW,
        palette.SCOPE,
        palette.STATUS,
    )
    for code in [code for table in tables for code in table]:
        assert labels.text(code, "zh") != labels.text(code, "en")
    for table in tables:
        assert len(set(table.values())) == len(table)


def test_every_word_of_the_project_can_be_drawn() -> None:
    texts = [word for pair in labels.WORDS.values() for word in pair]
    texts += [word for pair in UNITS.values() for word in pair]
    texts += [word for table in (DOUBTS, VERDICTS) for pair in table.values() for word in pair]
    texts += [word for item in CATALOGUE.values() for word in (item.zh, item.en)]
    assert not {ord(char) for text in texts for char in text} - characters()


def test_a_report_on_cells_in_doubt_is_marked_and_the_mark_is_explained() -> None:
    cells, reports = reports_of(2)
    wrong = (cells[["report_id", "row", "column"]] == ["r1", "granted_full", "total"]).all(axis=1)
    facts = compute(cells.assign(value=cells["value"].mask(wrong, 5))).merge(reports, on="report_id")
    sound = ("requesters", "remedies", "demand", "coverage", "proactive")
    for lang, note in (("zh", "存疑"), ("en", "cells in doubt")):
        for name in (*BY_FACTS, "coverage"):
            ax = getattr(charts, name)(reports if name == "coverage" else facts, lang=lang)
            assert any(word.endswith(" ?") for word in words(ax)) != (name in sound), name
            assert (note in joined(ax)) != (name in sound), name
            plt.close(ax.figure)
        focus = charts.key_facts(facts, "r1", lang=lang)
        assert [label.endswith("?") for label in named(focus)].count(True) >= 2
        assert note in joined(focus)
        assert note not in joined(charts.key_facts(facts, "r0", lang=lang))


def test_options_are_declared_once_and_described_in_every_chart() -> None:
    for name in charts.__all__:
        chart = getattr(charts, name)
        if "options" in getattr(chart, "__annotations__", {}):
            assert "note: words to add below the chart." in chart.__doc__, name
    assert "label, year: columns" in str(charts.outcomes.__doc__)
    assert "low, high: columns" in str(charts.dots.__doc__)
    with pytest.raises(TypeError, match=r"'titel' is no option of this chart.*title"):
        charts.outcomes(facts_of(1), titel="?")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="'low' is no option"):
        charts.tile_map(facts_of(1), low="low")  # type: ignore[call-arg]


@pytest.mark.parametrize("name", ["coverage", "key_facts", *BY_FACTS])
def test_every_chart_of_reports_takes_a_note(name: str) -> None:
    assert "附注在此" in joined(draw(name, 2, note="附注在此"))


def test_the_note_names_every_form_of_a_report_that_mixes_them() -> None:
    facts = facts_of(1).assign(editions="proactive=2019+2021 requests=2021")
    assert "表式 2019, 2021" in joined(charts.outcomes(facts))


def test_the_language_must_be_known() -> None:
    with pytest.raises(UnknownNameError, match="'zh' or 'en'"):
        charts.outcomes(facts_of(1), lang="fr")


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("requests/x/total: blank", "未报告"),
        ("requests/x/total: missing", "未报告"),
        ("requests/x/total: unresolved", "无法确定"),
        ("0/0", "没有案件"),
        ("not in the form of 2019", "该表式无此项"),
        ("the part is larger than the whole or not a count", "数据矛盾"),
        (None, "未报告"),
    ],
)
def test_reasons_in_short(reason: str | None, shown: str) -> None:
    assert labels.why_not(reason) == shown


@pytest.mark.parametrize("room", [2, 5, 8, 30])
def test_wrapping_loses_nothing_and_keeps_to_the_room(room: int) -> None:
    name = "黔西南布依族苗族自治州（某某局） long Name 2024"
    lines = labels.wrap(name, room).split("\n")
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(labels.width(line) <= room + 1 for line in lines)


def test_numbers_for_reading() -> None:
    assert [labels.number(x) for x in (3119, -3, 0.7452, 96171.6, np.nan)] == [
        "3,119",
        "−3",
        "0.7452",
        "96,171.6",
        "–",
    ]


def test_the_fonts_are_ours_small_and_bold_is_bold() -> None:
    files = sorted(FONTS.glob("Gongkai*"))
    assert [path.suffix for path in files] == [".otf", ".woff2"] * 2
    assert all(path.stat().st_size < 2_400_000 for path in files)
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    regular, bold = (mpl.font_manager.findfont(mpl.font_manager.FontProperties(family=FAMILY, weight=weight))
                     for weight in ("normal", "bold"))  # fmt: skip
    assert (regular != bold, "Bold" in bold) == (True, True)


def test_the_fonts_cover_gb2312_and_the_place_names() -> None:
    import gzip
    from pathlib import Path

    import analysis.errors

    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    wanted = {ord(char) for pair in pairs for char in pair.decode("gb2312", errors="ignore")}
    for path in (Path(analysis.errors.__file__).parent / "regions").glob("*.csv.gz"):
        wanted |= {
            ord(char) for char in gzip.decompress(path.read_bytes()).decode("utf-8") if char.isprintable()
        }
    assert {chr(code) for code in wanted - characters()} <= set("𬮤𰝟𣒍")


def test_a_chart_is_written_the_same_way_twice(tmp_path: object) -> None:
    import io

    files = []
    for _ in range(2):
        file = io.BytesIO()
        draw("outcomes", 6).figure.savefig(file, format="svg", metadata={"Date": None})
        files.append(file.getvalue())
    assert files[0] == files[1]
    assert b"<text" not in files[0]


def test_one_drawing_of_a_chart_lays_it_out_right() -> None:
    # The layout is measured once before the drawing; a second one must not move anything.
    charts.use_style(9)
    figure = draw("proactive", 6, lang="zh").figure
    figure.canvas.draw()
    first = figure.axes[0].get_position().bounds
    figure.canvas.draw()
    assert figure.axes[0].get_position().bounds == pytest.approx(first, abs=0.02)


def test_two_rows_for_one_report_and_indicator_are_refused() -> None:
    facts = facts_of(2)
    with pytest.raises(ValueError, match="two rows for one report"):
        charts.outcomes(pd.concat([facts, facts.head(80)]))
