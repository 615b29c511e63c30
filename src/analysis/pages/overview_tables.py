"""The tables of the overview and its five sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.measures import GREY_BELOW, compare, find, members
from analysis.measures.shrinkage import MIN_UNITS
from analysis.pages.figures import figure
from analysis.pages.html import Content, Html, Says, html_table, pick, sentences_html
from analysis.pages.overview import OverviewPage
from analysis.pages.overview_charts import MOST_ROWS, decomposition, unequal, unequal_code
from analysis.pages.overview_words import HEADS, MEASURES, OVERVIEW_PARTS
from analysis.pages.standing import FLAGS
from analysis.pages.tables import definitions
from analysis.pages.words import LEVELS

MOST_LISTED = 40
Rows = list[tuple[bool, list[Content]]]


def overview_table(page: OverviewPage, part: str) -> Html:
    """The table of a part, or the sentence why there is none."""
    if page.units.empty and part != "provenance":
        return _says(page, (
            f"没有读到{LEVELS[page.unit_level][0]}政府的汇总报告，因此不能比较。",
            f"No report of a {LEVELS[page.unit_level][1]} government with all below it was read: nothing to compare.",
        ))  # fmt: skip
    return _TABLES[part](page)


def overview_opening(page: OverviewPage) -> Html:
    """The title and five sentences: what is covered, how big, who differs, what changed, what cannot be said."""
    level = pick(page, LEVELS[page.unit_level])
    title = pick(page, (f"{page.name}：{level}政府比较", f"{page.name}: {level} governments compared"))
    headings = {part: pick(page, words[0]) for part, words in OVERVIEW_PARTS.items()}
    says = [_covered(page), _size(page), _differ(page), _changed(page), _not_said(page)]
    return sentences_html(title, says, headings, page.lang)


def _says(page: OverviewPage, words: tuple[str, str]) -> Html:
    return Html(f"<p>{escape(pick(page, words))}</p>")


def _heads(page: OverviewPage, names: Sequence[str]) -> list[str]:
    return [pick(page, HEADS[name]) for name in names]


def _covered(page: OverviewPage) -> Says:
    units = page.units["unit"].nunique()
    years = "—" if not page.years else "–".join(dict.fromkeys(map(str, (page.years[0], page.years[-1]))))
    level = pick(page, LEVELS[page.unit_level])
    full = page.units.groupby("unit")["year"].nunique() if units else pd.Series(dtype=int)
    complete = int((full == len(page.years)).sum()) if units else 0
    noun = "government" if units == 1 else "governments"
    return pick(page, (
        f"读到 {len(page.reports):,} 份报告，其中 {units} 个{level}政府的汇总报告（{years} 年）可以比较，每年都有的 "
        f"{complete} 个；没有读到的不等于没有公布。",
        f"{len(page.reports):,} reports were read; {units} {level} {noun} ({years}) can be compared, "
        f"{complete} of them in every year; what was not read may still have been published.",
    )), "coverage"  # fmt: skip


def _size(page: OverviewPage) -> Says:
    facts = page.of("req_new", page.year)
    known = facts[facts["value"].notna()]
    if known.empty:
        return pick(page, ("没有新收申请的数值。", "No figure of new requests is known.")), "totals"
    middle = float(known["value"].astype(float).median())
    total, n = f"{known['value'].sum():,.10g}", len(known)
    several = "this government" if n == 1 else f"these {n} governments"
    zh = f"{page.year} 年这 {n} 个政府共新收 {total} 件，中位数 {middle:,.10g} 件；只是读到的合计。"
    en = f"In {page.year} {several} took in {total} requests (median {middle:,.10g}); a sum of what was read."
    return pick(page, (zh, en)), "totals"


def _differ(page: OverviewPage) -> Says:
    name = find(page.share).label(page.lang)
    if len(page.judged) < 2 or page.judged["flag"].isna().all():
        return pick(page, (
            f"可比的政府太少，不能说谁的{name}与众不同。",
            f"Too few governments can be compared to say which of them differ in {name}.",
        )), "signal"  # fmt: skip
    out = page.judged[page.judged["flag"].isin(["high", "low"])]
    names = pick(page, ("、", ", ")).join(map(str, out["unit"].head(5)))
    n = int(page.judged["flag"].notna().sum())
    if out.empty:
        return pick(page, (
            f"{page.year} 年 {n} 个政府的{name}的差别，偶然和通常的差别就能解释。",
            f"Chance and the usual spread explain how {n} governments differ in {name} in {page.year}.",
        )), "signal"  # fmt: skip
    return pick(page, (
        f"{page.year} 年 {n} 个政府中有 {len(out)} 个的{name}超出偶然和通常的差别：{names}；原因数字不说明。",
        f"In {page.year} {len(out)} of {n} governments lie beyond chance and the usual spread in {name}: {names}; the "
        "figures do not say why.",
    )), "signal"  # fmt: skip


def _changed(page: OverviewPage) -> Says:
    found = decomposition(page)
    if found is None:
        return pick(page, (
            "没有表式相同的两年可比，看不出变化。",
            "There are no two years on one form to compare, so nothing can be said of change.",
        )), "change"  # fmt: skip
    total = found.total.iloc[0]
    name, n = find(page.share).label(page.lang), f"{total['n_units']:.0f}"
    whole, within, mix = (f"{total[part]:+.1f}".replace("-", "−") for part in ("change", "within", "mix"))
    years = f"{page.years[0]}–{page.years[-1]}"
    zh = f"{years} 年两年都有的 {n} 个政府，{name}合计变化 {whole} 个百分点，其中各地自身 {within}，构成 {mix}。"
    en = (
        f"{years}, {n} governments in both years: {name} changed by {whole} points, {within} within places and {mix} "
        "by their mix."
    )
    return pick(page, (zh, en)), "change"


def _not_said(page: OverviewPage) -> Says:
    ranked = 0 if page.judged.empty else int(page.judged["rank"].notna().sum())
    wide = page.judged[page.judged["rank"].notna()] if ranked else page.judged
    span = int((wide["rank_high"] - wide["rank_low"]).median()) + 1 if ranked else 0
    zh = f"{ranked} 个可排名的政府，名次区间的中位数有 {span} 位宽" if ranked else "没有可以排名的政府"
    en = (
        f"{ranked} governments can be ranked, half within ranges of {span} places or more"
        if ranked
        else "None is ranked"
    )
    return pick(page, (
        f"{zh}；数字不说明原因，申请或复议多少都不等于好坏。",
        f"{en}; figures give no cause, and neither many requests nor many reviews are good or bad.",
    )), "ranks"  # fmt: skip


def _coverage(page: OverviewPage) -> Html:
    known = page.units.drop_duplicates("report_id")
    rows: Rows = [
        (
            True,
            [
                str(year),
                str(int((known["year"] == year).sum())),
                ", ".join(sorted(set(part["edition"].dropna()))),
            ],
        )
        for year, part in page.of("req_new").groupby("year")
    ]
    return Html(html_table(_heads(page, ("year", "n_units", "form")), rows))


def _totals(page: OverviewPage) -> Html:
    facts = compare(
        page.totals,
        ["req_new"],
        by="province",
        scope="any",
        incomplete="leave_out",
    )
    who = members(page.totals, by="province", scope="any", incomplete="leave_out")
    rows: Rows = [
        (
            True,
            [
                str(row["province"]),
                str(row["year"]),
                str(row["edition"]),
                figure(row, "req_new", page),
                f"{row['n_reports']}",
            ],
        )
        for _, row in facts.sort_values(["province", "year"]).iterrows()
    ]
    words = pick(page, (
        f"{len(who.left_out)} 份报告未计入（口径重叠、版本重复、地方不明或缺少数值）。",
        f"{len(who.left_out)} reports are left out (covered by another, another version, place not known, or gaps).",
    ))  # fmt: skip
    return Html(
        html_table(_heads(page, ("unit", "year", "form", "total", "members")), rows)
        + f"<p>{escape(words)}</p>"
    )


def _distribution(page: OverviewPage) -> Html:
    rows: Rows = []
    for code in page.codes:
        values = page.of(code, page.year)["value"].dropna().astype(float)
        band: Content = (
            f"{values.quantile(0.1):,.1f}–{values.quantile(0.9):,.1f}" if len(values) >= GREY_BELOW else "—"
        )
        rows.append(
            (
                True,
                [
                    find(code).label(page.lang),
                    str(len(values)),
                    f"{values.median():,.1f}" if len(values) else "—",
                    band,
                ],
            )
        )
    table = html_table(_heads(page, ("indicator", "n_units", "middle", "spread")), rows)
    return Html(table + definitions(page, page.codes))


def _places(page: OverviewPage) -> Html:
    facts = {code: page.of(code, page.year).drop_duplicates("unit").set_index("unit") for code in page.known}
    volume = page.of("req_new", page.year).drop_duplicates("unit").sort_values("value", ascending=False)
    rows: Rows = [
        (
            True,
            [
                str(unit),
                *(
                    figure(facts[code].loc[unit], code, page) if unit in facts[code].index else "—"
                    for code in page.known
                ),
            ],
        )
        for unit in volume["unit"].head(MOST_LISTED)
    ]
    heads = [*_heads(page, ("unit",)), *(find(code).label(page.lang) for code in page.known)]
    return Html(html_table(heads, rows) + _rest(page, len(volume)) + definitions(page, page.known))


def _rest(page: OverviewPage, count: int) -> str:
    if count <= MOST_LISTED:
        return ""
    words = (
        f"共 {count} 个，按申请量只列前 {MOST_LISTED} 个。",
        f"{count} in all; the {MOST_LISTED} with most requests are listed.",
    )
    return f"<p>{escape(pick(page, words))}</p>"


def _judged(page: OverviewPage) -> Html:
    if len(page.judged) < 2:
        return _says(page, ("可比的政府不足两个。", "Fewer than two governments can be compared."))
    ordered = page.judged.sort_values("n", ascending=False)
    rows: Rows = [(True, _judged_row(page, row)) for _, row in ordered.head(MOST_LISTED).iterrows()]
    heads = _heads(page, ("unit", "value", "shrunk", "rank", "top", "flag"))
    return Html(html_table(heads, rows) + _rest(page, len(ordered)) + definitions(page, [page.share]))


def _judged_row(page: OverviewPage, row: Any) -> list[Content]:
    shrunk: Content = "—"
    if pd.notna(row["shrunk"]):
        shrunk = (f"{row['shrunk']:,.1f} %", f"{row['shrunk_low']:,.1f}–{row['shrunk_high']:,.1f}")
    rank = (
        f"{row['rank_low']:.0f}–{row['rank_high']:.0f} / {row['n_ranked']:.0f}"
        if pd.notna(row["rank"])
        else "—"
    )
    top = f"{row['p_top10']:.2f}" if pd.notna(row["rank"]) else "—"
    flag = FLAGS[str(row["flag"]) if pd.notna(row["flag"]) and row["n"] >= GREY_BELOW else ""]
    return [str(row["unit"]), figure(row, page.share, page), shrunk, rank, top, pick(page, flag)]


def _ranks(page: OverviewPage) -> Html:
    if page.judged.empty or page.judged["shrunk"].isna().all():
        return _says(page, (
            f"同年同表式的政府不足 {MIN_UNITS} 个，不作收缩估计，也不排名。",
            f"Fewer than {MIN_UNITS} governments are of one year and form: nothing is shrunk or ranked.",
        ))  # fmt: skip
    return _says(page, (
        "名次由后验分布模拟 1,000 次得到；点是向合计比例收缩后的估计，空心菱形是原始比例。数值见上一部分的表。",
        "Ranks come from 1,000 draws of the posteriors; dots are estimates drawn to the common rate, hollow diamonds "
        "the raw rates. The figures stand in the table of the part above.",
    ))  # fmt: skip


def _mix(page: OverviewPage) -> Html:
    known = int(page.of("req_new", page.year)["value"].notna().sum())
    shown = min(known, MOST_ROWS)
    words = (
        f"画出申请最多的 {shown} 个，共 {known} 个。",
        f"The {shown} places with most requests are drawn, of {known}.",
    )
    return Html(
        f"<p>{escape(pick(page, words))}</p>"
        + definitions(page, ("full_rate", "partial_rate", "denial_rate"))
    )


def _inequality(page: OverviewPage) -> Html:
    found = unequal(page)
    if found.empty or found["value"].isna().all():
        return _says(
            page, ("有数值的地方太少，不算不均程度。", "Too few places have a figure to measure inequality.")
        )
    rows: Rows = [
        (True, [pick(page, MEASURES[row["measure"]]), (f"{row['value']:.3f}", _ends(row)), f"{row['n']:.0f}"])
        for _, row in found[found["value"].notna()].iterrows()
    ]
    return Html(
        html_table(_heads(page, ("measure", "value", "n_units")), rows)
        + definitions(page, [unequal_code(page)])
    )


def _ends(row: Any) -> str:
    return f"{row['low']:.3f}–{row['high']:.3f}" if pd.notna(row["low"]) else ""


def _change(page: OverviewPage) -> Html:
    found = decomposition(page)
    if found is None:
        return _says(page, ("没有表式相同的两年可比。", "There are no two years on one form to compare."))
    total = found.total.iloc[0]
    names = {
        "within": ("各地自身的变化", "within places"),
        "mix": ("构成的变化", "mix of places"),
        "change": ("合计", "in all"),
    }
    rows: Rows = [
        (True, [pick(page, words), f"{total[part]:+.2f}".replace("-", "−")]) for part, words in names.items()
    ]
    return Html(html_table(_heads(page, ("part", "points")), rows) + definitions(page, [page.share]))


def _remedies(page: OverviewPage) -> Html:
    both = [
        set(page.of(code, page.year).dropna(subset=["value"])["unit"])
        for code in ("review_inc", "review_corr")
    ]
    known = len(both[0] & both[1])
    words = (
        f"{known} 个地方两个数都有；不足两个时不画。",
        f"Both figures are known of {known} places; fewer than two are not drawn.",
    )
    return Html(f"<p>{escape(pick(page, words))}</p>" + definitions(page, ("review_inc", "review_corr")))


def _robustness(page: OverviewPage) -> Html:
    return Html(definitions(page, ("disclosure_rate", "disclosure_rate_resolv", "disclosure_rate_workload")))


def _provenance(page: OverviewPage) -> Html:
    from analysis import __version__

    digest = hashlib.sha256("".join(sorted(page.reports["sha256"])).encode()).hexdigest()
    parsers = "、".join(sorted(set(page.reports["parser_version"].dropna()))) or "—"
    errors = page.frames.findings[page.frames.findings["report_id"].isin(page.reports["report_id"])]
    grave = int((errors["severity"] == "error").sum())
    words = pick(page, (
        f"{len(page.reports):,} 份报告，SHA-256 合并摘要 {digest}；gongkai {__version__}，parser {parsers}，"
        f"pandas {pd.__version__}；读取时记下 {grave} 个错误。",
        f"{len(page.reports):,} reports, digest of their SHA-256 {digest}; gongkai {__version__}, parser {parsers}, "
        f"pandas {pd.__version__}; {grave} errors were noted in reading.",
    ))  # fmt: skip
    return Html(f"<p>{escape(words)}</p>")


_TABLES: dict[str, Callable[[OverviewPage], Html]] = {
    "coverage": _coverage,
    "totals": _totals,
    "distribution": _distribution,
    "map": _places,
    "signal": _judged,
    "ranks": _ranks,
    "mix": _mix,
    "inequality": _inequality,
    "change": _change,
    "remedies": _remedies,
    "robustness": _robustness,
    "provenance": _provenance,
}
