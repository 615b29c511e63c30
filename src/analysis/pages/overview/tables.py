"""The tables of the overview."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.measures import GREY_BELOW, compare, find, members
from analysis.measures.shrinkage import MIN_UNITS
from analysis.pages.figures import contradictions, definitions, figure
from analysis.pages.html import Content, Html, html_table, pick
from analysis.pages.overview.charts import MOST_ROWS, decomposition, unequal, unequal_code
from analysis.pages.overview.page import RATE, OverviewPage
from analysis.pages.region.standing import FLAGS
from analysis.words.overview import CHOICES, HEADS, MEASURES
from analysis.words.pages import LEVELS

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


def _says(page: OverviewPage, words: tuple[str, str]) -> Html:
    return Html(f"<p>{escape(pick(page, words))}</p>")


def _heads(page: OverviewPage, names: Sequence[str]) -> list[str]:
    return [pick(page, HEADS[name]) for name in names]


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
        partial="keep",
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
    names = ("basis_of", "scope_of", "missing_of")
    rows: Rows = [
        (
            True,
            [
                str(row["province"]) if pd.notna(row["province"]) else "—",
                *(pick(page, CHOICES[row[name]]) for name in names),
                figure(row, RATE, page),
            ],
        )
        for _, row in page.specifications.head(MOST_LISTED).iterrows()
    ]
    heads = _heads(page, ("unit", "denominator", "scope", "missing", "value"))
    return Html(html_table(heads, rows) + definitions(page, ("disclosure_rate", "disclosure_rate_resolv")))


def _provenance(page: OverviewPage) -> Html:
    from analysis import __version__

    digest = hashlib.sha256("".join(sorted(page.reports["sha256"])).encode()).hexdigest()
    parsers = "、".join(sorted(set(page.reports["parser_version"].dropna()))) or "—"
    errors = page.frames.findings[page.frames.findings["report_id"].isin(page.reports["report_id"])]
    zh, en = (contradictions(errors, lang) for lang in ("zh", "en"))
    words = pick(page, (
        f"{len(page.reports):,} 份报告，SHA-256 合并摘要 {digest}；gongkai {__version__}，parser {parsers}，"
        f"pandas {pd.__version__}；{zh}。",
        f"{len(page.reports):,} reports, digest of their SHA-256 {digest}; gongkai {__version__}, parser {parsers}, "
        f"pandas {pd.__version__}; {en}.",
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
