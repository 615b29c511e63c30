"""The title of a report's card and its five sentences, each with a link to the table it is read from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.measures import GREY_BELOW, find
from analysis.pages.card.checks import rule_name
from analysis.pages.card.page import ReportCard
from analysis.pages.card.tables import shown_codes
from analysis.pages.card.years import CHANGES, change_interval, continuity
from analysis.pages.figures import NO_CASES, figure, report_label
from analysis.pages.html import Html, Says, pick, sentences_html
from analysis.words.card import CARD_PARTS
from analysis.words.pages import SCOPES


def card_opening(card: ReportCard) -> Html:
    """The title and five sentences: what is covered, does it add up, what came of it, what changed, what is open."""
    name = report_label(card.report, card)
    title = pick(card, (f"{name}：报告卡片", f"{name}: report card"))
    says = [_covered(card), _adds_up(card), _disclosed(card), _changed(card), _not_said(card)]
    return sentences_html(
        title, says, {part: pick(card, words[0]) for part, words in CARD_PARTS.items()}, card.lang
    )


def _covered(card: ReportCard) -> Says:
    expected = int((card.cells["status"] != "not_in_form").sum())
    lacking = expected - int(card.cells["value"].notna().sum())
    scope = pick(card, SCOPES[str(card.report["scope"])])
    if not lacking:
        zh, en = f"表中 {expected} 个单元格都有数值", f"all {expected} cells of its tables have a figure"
    else:
        zh = f"表中 {expected} 个单元格有 {lacking} 个没有数值，下面逐格说明"
        en = f"{lacking} of the {expected} cells of its tables have no figure, and each says why"
    words = (
        f"本页只说一份报告，口径为“{scope}”；{zh}。",
        f"This page is about one report, scope: {scope}; {en}.",
    )
    return pick(card, words), "form" if lacking else "identity"


def _adds_up(card: ReportCard) -> Says:
    known = [check for check in card.checks if check.holds is not None]
    broken = [check for check in known if not check.holds]
    lost = len(card.checks) - len(known)
    if not known:
        words = ("没有一条勾稽关系可以核对", "None of the identities of the form can be assessed")
    elif not broken:
        words = (
            f"可以核对的 {len(known)} 条勾稽关系全部成立",
            f"All {len(known)} identities that can be assessed hold",
        )
    else:
        first = rule_name(card, broken[0])
        words = (
            f"可以核对的 {len(known)} 条勾稽关系中有 {len(broken)} 条不成立（先看 {first}）",
            f"Of {len(known)} identities that can be assessed {len(broken)} do not hold (see {first})",
        )
    zh = f"；另有 {lost} 条因缺少数值不能核对。" if lost and known else "。"
    en = f"; for {lost} a figure is lacking." if lost and known else "."
    return pick(card, (words[0] + zh, words[1] + en)), "checks"


def _disclosed(card: ReportCard) -> Says:
    fact: Any = card.facts.loc["disclosure_rate"] if "disclosure_rate" in card.facts.index else None
    if fact is None or pd.isna(fact["value"]):
        none = fact is not None and fact["reason"] in NO_CASES
        words = (
            ("没有办结的申请，公开率无从计算。", "No request was decided, so there is no disclosure rate.")
            if none
            else (
                "办结量或公开件数没有数值，公开率不能计算。",
                "The figures for a disclosure rate are not all there.",
            )
        )
        return pick(card, words), "indicators"
    parts = [_with_basis(card, code) for code in ("disclosure_rate", "disclosure_rate_resolv")]
    small = fact["n"] < GREY_BELOW
    hint = pick(card, ("；件数太少，不足以判断", "; too few cases to judge by")) if small else ""
    return pick(card, (
        f"公开率占办结为{parts[0]}，占可判定为{parts[1]}{hint}；换一个分母就是另一个问题。",
        f"Disclosed, of decided: {parts[0]}; of resolvable: {parts[1]}{hint}; another denominator is another question.",
    )), "indicators"  # fmt: skip


def _with_basis(card: ReportCard, code: str) -> str:
    value, basis = figure(card.facts.loc[code], code, card)
    return pick(card, (f" {value}（{basis}）", f"{value} ({basis})")) if basis else value


def _changed(card: ReportCard) -> Says:
    if card.previous is None:
        return pick(card, (
            "没有同一机关、同一口径的上年报告，有无变化不能说。",
            "There is no report of this body and scope for the year before, so nothing can be said of change.",
        )), "last_year"  # fmt: skip
    joined = [rule for rule in continuity(card) if rule.holds is not None]
    failed = sum(not rule.holds for rule in joined)
    tested, moved = _moved(card)
    names = pick(card, ("、", ", ")).join(find(code).label(card.lang) for code in moved[:3])
    zh = (
        f"与上年核对的 {len(joined)} 项有 {failed} 项不衔接；" if joined else "与上年没有可以核对的共同项目；"
    )
    en = (
        f"Of {len(joined)} figures that must carry over {failed} do not; "
        if joined
        else "No figures must carry over; "
    )
    if not tested:
        return pick(card, (zh + "没有可以比较的比例。", en + "no shares can be compared.")), "last_year"
    if moved:
        zh += f"{tested} 个比例中有 {len(moved)} 个的变化超出偶然波动（{names}）"
        en += f"of {tested} shares {len(moved)} changed by more than chance would ({names})"
    else:
        zh += f"{tested} 个比例的变化都可能只是偶然"
        en += f"the changes of all {tested} shares may be chance"
    return pick(card, (f"{zh}；原因报告不说明。", f"{en}; the report does not say why.")), "last_year"


def _moved(card: ReportCard) -> tuple[int, list[str]]:
    """How many shares have enough cases in both years, and which changed beyond a Bonferroni 95 % interval."""
    codes = [code for code in CHANGES if find(code).unit == "%" and _comparable(card, code)]
    level = 1 - 0.05 / max(1, len(codes))
    found = []
    for code in codes:
        low, high = change_interval(card.facts.loc[code], card.before.loc[code], level)
        if low > 0 or high < 0:
            found.append(code)
    return len(codes), found


def _comparable(card: ReportCard, code: str) -> bool:
    if code not in card.facts.index or code not in card.before.index:
        return False
    now, then = card.facts.loc[code], card.before.loc[code]
    enough = all(
        pd.notna(fact["value"]) and pd.notna(fact["n"]) and fact["n"] >= GREY_BELOW for fact in (now, then)
    )
    return enough and bool(now["editions"] == then["editions"])


def _not_said(card: ReportCard) -> Says:
    shares = card.facts.loc[[code for code in shown_codes(card) if find(code).unit == "%"]]
    known = shares[shares["value"].notna()]
    few = int((known["n"] < GREY_BELOW).sum())
    zh, en = "这份报告的数字算不出任何比例", "No share can be computed from this report"
    if len(known):
        zh = f"{len(known)} 个比例中有 {few} 个的分母不足 {GREY_BELOW} 件，不作判断"
        en = f"{few} of {len(known)} shares stand on fewer than {GREY_BELOW} cases and are not judged"
    if len(known) and not few:
        zh = f"{len(known)} 个比例的分母都不少于 {GREY_BELOW} 件"
        en = f"All {len(known)} shares stand on {GREY_BELOW} cases or more"
    return pick(card, (
        f"{zh}；数字不说明原因，也不说明决定是否合法，结转不等于逾期。",
        f"{en}; figures give no cause and do not say whether a decision was lawful, and carried over is not late.",
    )), "indicators"  # fmt: skip
