"""The title of a region's page and its five sentences, each with a link to the table it is read from."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.measures import GREY_BELOW, find, newcombe
from analysis.pages.figures import NO_CASES, contradictions, figure, report_label
from analysis.pages.html import Html, Pair, Says, pick, section_html, sentences_html, span
from analysis.pages.region.headline import headline, tiles
from analysis.pages.region.page import CODES, RegionPage
from analysis.pages.region.standing import standings, too_few
from analysis.words.pages import PARTS


def opening(page: RegionPage) -> Html:
    """The title and the sentences that say what the page covers, what stands out, and what cannot be said."""
    title = headline(page)
    if page.shown.empty:
        none = pick(page, NONE_COUNTS if len(page.versions) else NONE_MEETS)
        return sentences_html(title, [(none, "coverage")], _headings(page), page.lang)
    says = [_covered(page), _newest(page), _stands_out(page), _changed(page), _not_said(page)]
    return sentences_html(title, says, _headings(page), page.lang, tiles(page))


def _headings(page: RegionPage) -> dict[str, str]:
    return {part: pick(page, words.heading) for part, words in PARTS.items()}


def _covered(page: RegionPage) -> Says:
    n, shown = len(page.reports), len(page.shown)
    years = sorted({int(year) for year in page.reports["year"].dropna()})
    span = "—" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    reports = "1 report" if n == 1 else f"{n:,} reports"
    more = len(page.versions)
    zh = f"本页依据 {n:,} 份报告（{span} 年），读到的报告共 {page.n_all:,} 份；{_stand_for(page, shown)[0]}"
    zh += f"；另有 {more:,} 份是同一报告的其他版本，列出但不计入。" if more else "。"
    en = f"This page rests on {reports} ({span}), of {page.n_all:,} that were read; {_stand_for(page, shown)[1]}"
    en += f"; {more:,} more are other versions of a report, listed but not counted." if more else "."
    return pick(page, (zh, en)), "coverage"


def _stand_for(page: RegionPage, shown: int) -> Pair:
    """Which reports stand for the region."""
    if page.shown_rule == "government":
        return (
            f"代表本地区的是本级政府汇总报告 {shown} 份",
            f"{shown} of its own government stand for the region",
        )
    if len(page.reports) == 1:
        return (
            "只有 1 份报告，只说明这一个机关的这一年，不能代表整个地区",
            "with 1 report each figure speaks for one body in one year, not for the region",
        )
    if page.shown_rule == "largest":
        return (
            f"没有本级政府的汇总报告，只画最近一年申请最多的 {shown} 份",
            f"none is of its own government, so the {shown} with most requests in the newest year are drawn",
        )
    if page.reports["scope"].nunique() > 1 or page.reports["year"].nunique() > 1:
        return (
            "这些报告的口径或年度不同，因此分别列出，不相加",
            "they differ in scope or year, so they stand side by side and are not added up",
        )
    return "这些报告分别列出，不相加", "they stand side by side and are not added up"


def _newest(page: RegionPage) -> Says:
    facts = newest_facts(page)
    label = report_label(page.shown.iloc[0], page)
    figures = Figures(facts, page)
    rate = facts.loc["disclosure_rate"]
    small = pd.notna(rate["n"]) and rate["n"] < GREY_BELOW
    hint = pick(page, ("；件数太少，不足以判断", "; too few cases to judge by")) if small else ""
    words = (
        "{label}：新收 {req_new} 件，办结 {req_decided} 件，公开率占办结 {disclosure_rate}，占可判定 "
        "{disclosure_rate_resolv}{hint}。",
        "{label}: new requests {req_new}, decided {req_decided}; disclosed, of decided {disclosure_rate}, of "
        "resolvable {disclosure_rate_resolv}{hint}.",
    )
    figures |= {"label": label, "hint": hint}
    return pick(page, words).format_map(figures), "disclosure"


def _stands_out(page: RegionPage) -> Says:
    found = standings(page.peers, str(page.focus))
    judged = [one for one in found if one.flag]
    if not judged:
        few = too_few(page, max((one.peers for one in found), default=0))
        return few, "key_facts"
    out = [one for one in judged if one.flag != "in"]
    peers = max(one.peers for one in judged)
    if not out:
        return pick(page, (
            f"与 {peers} 份同类报告相比，{len(judged)} 个比例都可能只是偶然或通常的差别，没有哪个明显偏高或偏低。",
            f"Beside {peers} reports of its kind all {len(judged)} shares may be chance or the usual spread: none is "
            "clearly high or low.",
        )), "key_facts"  # fmt: skip
    names = pick(page, ("、", ", ")).join(
        find(one.code).label(page.lang) + pick(page, FLAG_WORDS[one.flag]) for one in out
    )
    return pick(page, (
        f"与 {peers} 份同类报告相比，{len(judged)} 个比例中有 {len(out)} 个超出偶然与通常的差别："
        f"{names}；原因数字不说明。",
        f"Beside {peers} reports of its kind {len(out)} of {len(judged)} shares lie beyond chance and the usual "
        f"spread: {names}; the figures do not say why.",
    )), "key_facts"  # fmt: skip


FLAG_WORDS = {"high": ("偏高", " (high)"), "low": ("偏低", " (low)")}


def _changed(page: RegionPage) -> Says:
    rates = page.facts[page.facts["indicator"] == "disclosure_rate"].sort_values("year")
    own = rates["scope"].nunique() == 1 and page.shown_rule == "government" and rates["year"].nunique() >= 2
    if not own:
        return pick(page, (
            "没有同一机关、同一口径的两年报告可比，看不出变化。",
            "There are no two years of one body and scope to compare, so nothing can be said of change.",
        )), "demand"  # fmt: skip
    then, now = rates.iloc[0], rates.iloc[-1]
    years = f"{int(then['year'])}–{int(now['year'])}"
    if then["editions"] != now["editions"] or pd.isna(then["value"]) or pd.isna(now["value"]):
        return pick(page, (
            f"{years} 年表式不同或数值不全，前后不比较。",
            f"{years}: the forms differ or figures are lacking, so the years are not compared.",
        )), "disclosure"  # fmt: skip
    low, high = (100 * float(end) for end in newcombe(
        now["numerator"], now["denominator"], then["numerator"], then["denominator"], 0.95))  # fmt: skip
    chance = low <= 0 <= high
    change = f"{now['value'] - then['value']:+.1f}".replace("-", "−")
    return pick(page, (
        f"{years} 年公开率变化 {change} 个百分点（95 % 区间 {span(page, low, high)}），"
        + ("可能只是偶然。" if chance else "不只是偶然；是做法变了还是申请变了，数字不说明。"),
        f"Disclosed of decided, {years}: {change} points (95 % interval {span(page, low, high)}), "
        + ("which may be chance." if chance else "more than chance; whether practice or requests changed is not told."),
    )), "disclosure"  # fmt: skip


def _not_said(page: RegionPage) -> Says:
    others = len(page.others)
    beside = pick(page, OTHERS[page.others_rule if others else "none"]).format(n=others)
    return pick(page, (
        f"{beside}；不作排名。{contradictions(page.findings, 'zh')}；数字不说明原因，也不说明决定是否合法，"
        "结转不等于逾期。",
        f"{beside}; nothing is ranked. {contradictions(page.findings, 'en')}; figures give no cause and do not say "
        "whether a decision was lawful, and carried over is not late.",
    )), "checks"  # fmt: skip


NONE_MEETS: Pair = ("没有符合条件的报告。", "No report meets the conditions.")
NONE_COUNTS: Pair = (
    "没有符合条件的报告可以计入：同一报告的几个版本数字不同，且无法判断哪个最新；见下表。",
    "No report that meets the conditions counts: versions of a report hold different figures, and none is known to be "
    "the last; they are listed below.",
)
OTHERS: dict[str, Pair] = {
    "like": (
        "灰色的是 {n} 份同层级、同类机关、同口径、同年的其他报告中申请量最接近的",
        "Grey are the {n} reports of the same level, kind of body, scope and year nearest in volume",
    ),
    "year": (
        "灰色的是 {n} 份同层级、同年的其他报告，机关类型或口径可能不同，仅供参考",
        "Grey are {n} reports of the same level and year, perhaps of other bodies or scopes, for orientation only",
    ),
    "level": (
        "灰色的是 {n} 份同层级的其他报告，年度或口径可能不同，仅供参考",
        "Grey are {n} reports of the same level, perhaps of other years or scopes, for orientation only",
    ),
    "all": (
        "灰色的是 {n} 份层级、年度或口径不同的其他报告，仅供参考",
        "Grey are {n} reports of other levels, years or scopes, for orientation only",
    ),
    "none": ("没有其他报告可供对照", "There are no other reports to set beside these"),
}


def heading(page: RegionPage, part: str) -> Html:
    """The heading of a part, and one sentence on the region's newest report or else the part's question."""
    words = PARTS[part]
    says = (
        _sentence(page, part) if words.sentence[0] and page.focus is not None else pick(page, words.question)
    )
    return section_html(part, pick(page, words.heading), says)


@lru_cache(maxsize=1)
def newest_facts(page: RegionPage) -> pd.DataFrame:
    """The indicators of the region's newest report by code, as objects, which are read quickly one by one."""
    facts: pd.DataFrame = page.facts[page.facts["report_id"] == page.focus]
    return facts.set_index("indicator").astype(object)


def _sentence(page: RegionPage, part: str) -> str:
    facts = newest_facts(page)
    name = report_label(page.shown.iloc[0], page)
    colon = "：" if page.lang == "zh" else ": "
    shares = facts.loc[[code for code in CODES[part] if code in facts.index and find(code).denominator]]
    if len(shares) and shares["reason"].isin(NO_CASES).all():
        return (
            name
            + colon
            + pick(page, ("没有案件，比例无从计算。", "there are no cases, so no share can be computed."))
        )
    return name + colon + pick(page, PARTS[part].sentence).format_map(Figures(facts, page))


class Figures(dict[str, str]):
    """Words for the indicators of one report, made when a sentence asks for them."""

    def __init__(self, facts: pd.DataFrame, page: RegionPage) -> None:
        super().__init__()
        self.facts, self.page = facts, page

    def __missing__(self, code: str) -> str:
        value, details = figure(self.facts.loc[code], code, self.page)
        return f"{value} ({details})" if details else value
