"""The words of the charts in Chinese and English, and the fitting of names into the room there is."""

from __future__ import annotations

from unicodedata import east_asian_width

import pandas as pd

from analysis.charts.style import characters
from analysis.errors import UnknownNameError

CLOSING = "，。；：！？、）》”\N{NO-BREAK SPACE}"
OPENING = "（《“\N{NO-BREAK SPACE}"

LANGUAGES = ("zh", "en")
# The geta mark is what printers set for a character they do not have.
LACKING = "〓"

WORDS: dict[str, tuple[str, str]] = {
    # outcome groups
    "full_rate": ("予以公开", "granted"),
    "partial_rate": ("部分公开", "in part"),
    "denial_rate": ("不予公开", "denied"),
    "unable_rate": ("无法提供", "cannot provide"),
    "rejected_rate": ("不予处理", "not processed"),
    "other_rate": ("其他处理", "other"),
    # requesters
    "natural_share": ("自然人", "natural persons"),
    "business_share": ("商业企业", "businesses"),
    "research_share": ("科研机构", "research"),
    "public_interest_share": ("社会公益组织", "public interest"),
    "legal_service_share": ("法律服务机构", "legal services"),
    "other_org_share": ("其他组织", "other organisations"),
    # grounds
    "denial_share_state_secret": ("国家秘密", "state secret"),
    "denial_share_law_prohibits": ("法律禁止", "other law"),
    "denial_share_security_stability": ("三安全一稳定", "security, stability"),
    "denial_share_third_party": ("第三方权益", "third party"),
    "denial_share_internal_affairs": ("内部事务", "internal affairs"),
    "denial_share_process_info": ("过程性信息", "process information"),
    "denial_share_enforcement_file": ("执法案卷", "enforcement file"),
    "denial_share_admin_query": ("行政查询", "register query"),
    # remedies
    "upheld": ("维持", "upheld"),
    "corrected": ("纠正", "corrected"),
    "other": ("其他结果", "other result"),
    "pending": ("未审结", "pending"),
    "review": ("行政复议", "review"),
    "litig_direct": ("直接起诉", "direct suit"),
    "litig_after": ("复议后起诉", "after review"),
    # flow and denominators
    "req_carried_in": ("上年结转", "carried in"),
    "req_new": ("本年新收", "new"),
    "req_decided": ("办结", "decided"),
    "req_carried_out": ("结转下年", "carried out"),
    "disclosure_rate": ("占办结", "of decided"),
    "disclosure_rate_resolv": ("占可判定", "of resolvable"),
    # scopes and states
    "government_aggregate": ("汇总下级", "with bodies below"),
    "system_aggregate": ("系统汇总", "whole system"),
    "own_body": ("本机关", "own body"),
    "unknown": ("口径不明", "scope unknown"),
    "absent": ("没有报告", "no report"),
    "unreadable": ("无法读取", "unreadable"),
    "not_reported": ("未报告", "not reported"),
    "no_cases": ("没有案件", "no cases"),
    "not_in_form": ("该表式无此项", "not in this form"),
    "not_certain": ("无法确定", "not certain"),
    "contradiction": ("数据矛盾", "figures contradict"),
    "reported": ("已报告", "reported"),
    "blank": ("空白", "blank"),
    "na_mark": ("标为不适用", "marked n/a"),
    "text": ("文字", "words"),
    "missing": ("缺", "missing"),
    "unresolved": ("无法确定", "not certain"),
    # parts of sentences
    "no_body": ("机关不详", "body not known"),
    "year_unknown": ("年份不详", "year not known"),
    "peers": ("其他报告", "other reports"),
    "peer_median": ("其他报告的中位数", "median of the others"),
    "this_report": ("本报告", "this report"),
    "interval": ("95 % 区间", "95 % interval"),
    "break": ("口径或法律变更", "break in form or law"),
    "nothing": ("没有可画的数据。", "There is nothing to draw."),
    "one_report": ("一份报告", "one report"),
    "median": ("中位数", "median"),
    # titles
    "coverage_title": ("这些数字的依据是什么？", "What are the figures based on?"),
    "key_facts_title": ("这个地方处在什么位置？", "Where does the place stand?"),
    "demand_title": ("申请多少？", "How many requests are made?"),
    "outcomes_title": ("申请的结果如何？", "What happens to a request?"),
    "disclosure_title": ("公开多少，按哪种算法？", "How much is disclosed, and of what?"),
    "grounds_title": ("以什么理由不予公开？", "On what grounds is it refused?"),
    "requesters_title": ("谁在申请？", "Who asks?"),
    "gap_title": ("自然人与组织是否同等对待？", "Are persons and organisations treated alike?"),
    "flow_title": ("积压是否增加？", "Is the backlog growing?"),
    "remedies_title": ("受到多少质疑，纠正多少？", "How often challenged, how often corrected?"),
    "proactive_title": ("制发、许可、处罚和收费多少？", "What is made, licensed, fined and charged?"),
    # axes and definitions
    "share_decided": ("占办结量的百分比", "per cent of requests decided"),
    "share_new": ("占新收申请的百分比", "per cent of new requests"),
    "share_denied": ("颜色：占不予公开的百分比；格中为件数", "colour: per cent of denials; number: cases"),
    "share_track": ("各类案件的百分比；条中为件数", "per cent of each track; number: cases"),
    "disclosure_axis": ("（予以公开＋部分公开）的百分比", "granted in full or in part, per cent"),
    "gap_axis": (
        "公开率之差（百分点）：自然人减组织",
        "difference of disclosure, percentage points: persons minus organisations",
    ),
    "cases": ("件", "cases"),
    "share_workload": ("占应办量的百分比", "per cent of the workload"),
    "amount": ("数量", "number"),
    "amount_log": ("数量（对数刻度；0 无图形）", "number (log scale; 0 has no mark)"),
    "tile": ("格中为已报告的单元格数", "number: cells reported"),
    "fades": ("浅色或灰色：n\u00a0<\u00a010", "pale or grey: n\u00a0<\u00a010"),
    "value_and_n": ("点上：数值和 n", "at each point: value and n"),
    "hollow": ("空心：n\u00a0<\u00a010", "hollow: n\u00a0<\u00a010"),
    "persons": ("自然人", "persons"),
    "organisations": ("组织", "org."),
    # marks and notes of the charts of units
    "median_units": ("其他单位的中位数", "median of the other units"),
    "median_peers": ("其他单位的中位数", "their median"),
    "peer_ribbon": ("其他 {} 个单位的 80 % 和 50 %", "80 % and 50 % of {} other units"),
    "all_ribbon": ("{} 个单位的 80 % 和 50 %", "80 % and 50 % of {} units"),
    "reference": ("参照", "reference"),
    "estimate": ("估计值和区间", "estimate and interval"),
    "shrunk": ("收缩估计和区间", "shrunk estimate and interval"),
    "raw": ("原始比率", "raw rate"),
    "rank": ("名次", "rank"),
    "by_order": ("各单位，按估计值从大到小", "units, from the largest estimate to the smallest"),
    "no_value": ("没有数值", "no value"),
    "few": ("n\u00a0<\u00a010", "n\u00a0<\u00a010"),
    "one_unit": ("一个单位（空心：n\u00a0<\u00a010）", "one unit (hollow: n\u00a0<\u00a010)"),
    "middle_half": ("中间一半", "middle half"),
    "units_n": ("{} 个单位", "units: {}"),
    "lost_n": ("{} 个没有数值", "{} without a value"),
    "rise_fall": ("{} 个上升，{} 个下降", "{} rise, {} fall"),
    "not_both": ("{} 个单位缺一年，未画", "{} units lack one of the years and are not drawn"),
    "dashed": (
        "虚线：跨越口径或法律变更，不可直接比较",
        "dashed: across a break in form or law, not comparable",
    ),
    "common_rate": ("总体比率", "common rate"),
    "limit": ("{} % 控制限", "{} % limits"),
    "flag_high": ("高于偶然所能解释的", "higher than chance explains"),
    "flag_low": ("低于偶然所能解释的", "lower than chance explains"),
    "overdispersed": ("离散系数 φ = {}（1：只有偶然差异）", "dispersion φ = {} (1: chance alone)"),
    "widened": ("，控制限已相应放宽", ", the limits are widened for it"),
    "cases_n": ("案件数 n", "cases n"),
    "also": ("另有：", "also: "),
    "medians": (
        "虚线：n\u00a0≥\u00a010 的单位的中位数；角上为单位数",
        "dotted: medians of units with n\u00a0≥\u00a010; corners: units",
    ),
    "equality": ("完全均等", "equality"),
    "gini": ("基尼系数", "Gini"),
    "share_weight": ("单位的累计份额（按基数）", "cumulative share of the base"),
    "share_amount": ("案件的累计份额", "cumulative share of cases"),
    "bar_level": ("水平", "level"),
    "bar_up": ("上升", "increase"),
    "bar_down": ("下降", "decrease"),
    "not_sum": ("各步之和与终点相差 {}", "the steps miss the end by {}"),
    "rate_then": ("前一年的比率", "rate then"),
    "rate_now": ("后一年的比率", "rate now"),
    "other_units": ("其他 {} 个单位", "{} other units"),
    "mix": ("构成变化", "change of the mix"),
    "workload": ("应办", "workload"),
    "difference": ("两边之差", "difference of the sides"),
    "sides_differ": ("收 {} 与出 {} 不等", "in {} and out {} differ"),
    "map_units": (
        "{} / {} 个区划有数值（图例括号内为区划数）",
        "{} of {} units have a value (legend: units in brackets)",
    ),
    "unplaced": ("地图上没有：", "not on the map: "),
    "unplaced_tiles": ("不是省级区划：", "not a province: "),
    "tile_words": (
        "格中：数值和 n；图例括号内为省数；港澳台不适用本条例",
        "in each tile: value and n; legend: provinces in brackets; the regulations do not apply in HK, MO, TW",
    ),
    # levels of government
    "level_national": ("全国", "national"),
    "level_province": ("省级", "province"),
    "level_prefecture": ("地级", "prefecture"),
    "level_county": ("县级", "county"),
    "level_township": ("乡级", "township"),
    "level_zone": ("开发区", "zone"),
    "level_unknown": ("层级不详", "level not known"),
    # choices of a specification
    "choice_decided": ("占办结", "of decided"),
    "choice_resolvable": ("占可判定", "of resolvable"),
    "choice_workload": ("占应办", "of the workload"),
    "choice_aggregate": ("汇总口径", "with bodies below"),
    "choice_own": ("本机关口径", "own body"),
    "choice_any": ("任何口径", "any scope"),
    "choice_na": ("缺数则无", "NA if a part is missing"),
    "choice_leave_out": ("缺数者不计", "bodies with gaps left out"),
    "choice_concluded": ("占已审结", "of concluded"),
    "choice_all": ("占全部", "of all"),
    "choice_upheld_or_corrected": ("占维持与纠正", "of upheld or corrected"),
}


UNITS = {
    "件": ("件", "cases"),
    "万元": ("万元", "10,000 yuan"),
    "%": ("百分比", "per cent"),
    "pp": ("百分点", "percentage points"),
    "per 100": ("每百件", "per 100"),
    "per 1000": ("每千件", "per 1000"),
    "per 10k": ("每万人", "per 10,000 people"),
    "per 100k": ("每十万人", "per 100,000 people"),
}


def unit(word: str, lang: str = "zh") -> str:
    """The unit of an indicator in Chinese or English; units without a name stay as they are."""
    return UNITS.get(word, (word, word))[LANGUAGES.index(lang)]


def text(key: str, lang: str = "zh") -> str:
    """The words for a key in Chinese (``zh``) or English (``en``); raises :class:`UnknownNameError`."""
    if lang not in LANGUAGES:
        raise UnknownNameError(f"{lang!r} is not a language of the charts; give 'zh' or 'en'.")
    return WORDS[key][LANGUAGES.index(lang)]


def why_not(reason: object, lang: str = "zh") -> str:
    """Short words for the ``reason`` of an indicator that is NA; never a zero."""
    words = "" if reason is None or reason is pd.NA else str(reason)
    if words in ("0/0", "denominator 0"):
        return text("no_cases", lang)
    if words.startswith("not in the form") or words.endswith(": not_in_form"):
        return text("not_in_form", lang)
    if words.endswith(": unresolved"):
        return text("not_certain", lang)
    if words and ": " not in words:
        return text("contradiction", lang)
    return text("not_reported", lang)


def drawable(name: str) -> str:
    """The name on one line, with a geta mark for each character that the chart fonts do not have."""
    known = characters()
    line = " ".join(name.split())
    return "".join(char if ord(char) in known else LACKING for char in line if char.isprintable())


def width(words: str) -> float:
    """Rough width in units of the letter size: Chinese 1, other letters 0.6."""
    return sum(1.0 if east_asian_width(char) in "WF" else 0.6 for char in words)


def wrap(words: str, room: float) -> str:
    """Break into lines no wider than ``room`` letter sizes: Chinese anywhere, other words between words.

    A single word wider than the room is cut; nothing is left out.
    """
    lines = [""]
    for piece in _pieces(words, room):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _pieces(words: str, room: float) -> list[str]:
    """Where a line may break: after each Chinese character, after a space, inside words that are too long."""
    pieces: list[str] = []
    for char in words:
        wide = east_asian_width(char) in "WF"
        last = pieces[-1] if pieces else " "
        # Closing marks stay with the word before them, opening ones with the word after.
        held = pieces and (char in CLOSING or last[-1] in OPENING)
        fresh = wide or last.endswith(" ") or east_asian_width(last[-1]) in "WF" or width(last + char) > room
        if held or not fresh:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def number(value: float) -> str:
    """A figure for reading: thousands apart, at most one decimal, a proper minus."""
    if pd.isna(value):
        return "–"
    digits = ",.0f" if float(value).is_integer() else ",.1f" if abs(value) >= 1 else ".4g"
    return format(value, digits).replace("-", "−")
