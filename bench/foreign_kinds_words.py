"""Kinds of other words: heads and labels misspelt, broken, shortened, numbered, in other characters."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random
from collections.abc import Callable

from bench.foreign_grid import Entry
from bench.foreign_kinds import (
    EVERY,
    changed_columns,
    kind,
    renamed,
    shuffled_groups,
)
from bench.foreign_plan import Part, Plan

_HANS = "不一是了在人有我他这大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学"


def _misspelt(word: str, rng: random.Random) -> str:
    """One character wrong, lost, doubled or swapped with its neighbour; short words stay."""
    if len(word) < 4:
        return word
    at = rng.randrange(len(word) - 1)
    return rng.choice(
        (
            word[:at] + rng.choice(_HANS) + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


@kind("heads misspelt", "heads", must="finding")
def heads_misspelt(plan: Plan, rng: random.Random) -> None:
    """A few heads with a slip of the pen, half of the documents permuted too."""
    permuted, slip = rng.random() < 0.5, once(lambda w: _misspelt(w, rng), 0.3, rng)
    for table in plan.some_tables():
        for part in plan.parts[table]:
            part.columns = [renamed(entry, slip) for entry in part.columns]
            if permuted:
                part.columns = shuffled_groups(part.columns, rng)


def _broken(word: str, rng: random.Random) -> str:
    if len(word) < 2:
        return word
    if rng.random() < 0.3:
        return rng.choice((" ", "\n", "　")).join(word)
    at = rng.randrange(1, len(word))
    return word[:at] + rng.choice(("\n", " ", "　", "\n\n", "-\n", "\u200b")) + word[at:]


def once(change: Callable[[str], str], share: float, rng: random.Random) -> Callable[[str], str]:
    """Change a share of words, every one always in the same manner."""
    known: dict[str, str] = {}
    return lambda word: known.setdefault(word, change(word) if rng.random() < share else word)


@kind("heads broken", "heads")
def heads_broken(plan: Plan, rng: random.Random) -> None:
    """Heads and labels with line breaks and blanks inside."""
    permuted = rng.random() < 0.5
    head, label = once(lambda w: _broken(w, rng), 0.6, rng), once(lambda w: _broken(w, rng), 0.2, rng)
    for table in plan.some_tables():
        for part in plan.parts[table]:
            part.columns = [renamed(entry, head) for entry in part.columns]
            part.rows = [renamed(entry, label) for entry in part.rows]
            if permuted:
                part.columns = shuffled_groups(part.columns, rng)


SHORT = {
    "商业企业": ("企业", "商业"), "科研机构": ("科研", "科研单位"), "社会公益组织": ("公益组织", "社会公益"),
    "法律服务机构": ("法律服务", "法律机构"), "总计": ("合计", "共计", "总数"), "自然人": ("个人", "公民"),
    "法人或其他组织": ("法人", "法人和其他组织", "组织"), "结果维持": ("维持",), "结果纠正": ("纠正",), "其他结果": ("其他",),
    "尚未审结": ("未审结", "未结"), "未经复议直接起诉": ("直接起诉", "未经复议"), "复议后起诉": ("经复议起诉", "复议后"),
    "行政复议": ("复议",), "行政诉讼": ("诉讼",), "申请人情况": ("申请人", "申请人类别"),
    "本年制发件数": ("本年制发数", "制发数", "制发件数"), "本年废止件数": ("废止件数", "本年废止数"),
    "现行有效件数": ("有效件数", "现行有效数"), "本年处理决定数量": ("处理决定数量", "处理决定数"),
    "本年新制作数量": ("新制作数", "本年新制作"), "本年新公开数量": ("新公开数", "本年新公开"),
    "对外公开总数量": ("公开总数", "对外公开总数"), "上一年项目数量": ("上年项目数", "上一年项目数"),
    "本年增/减": ("本年增减", "增/减", "增减"), "采购项目数量": ("项目数量", "采购项目数"), "采购总金额": ("总金额", "采购金额"),
    "统计数": ("数量", "数值", "本年", "年度数", "本年数", "合计"),
}  # fmt: skip


@kind("heads abbreviated", "heads", must="finding")
def heads_abbreviated(plan: Plan, rng: random.Random) -> None:
    """Shorter or other words of the same meaning, half of the documents permuted."""
    words = {word: rng.choice((word, *short)) for word, short in SHORT.items()}
    permuted = rng.random() < 0.5

    def change(part: Part) -> list[Entry]:
        columns = [renamed(entry, lambda word: words.get(word, word)) for entry in part.columns]
        return shuffled_groups(columns, rng) if permuted else columns

    changed_columns(plan, plan.some_tables(), change)


@kind("heads torn", "heads", EVERY, must="finding")
def heads_torn(plan: Plan, rng: random.Random) -> None:
    """Only the first letters of each head are left, in the form's order."""
    length = rng.choice((1, 2, 2, 3))
    changed_columns(
        plan, plan.some_tables(), lambda part: [renamed(e, lambda word: word[:length]) for e in part.columns]
    )


@kind("labels misspelt or broken", "rows", must="finding")
def labels_misspelt(plan: Plan, rng: random.Random) -> None:
    """A few labels with slips, breaks and blanks."""
    how: Callable[[str, random.Random], str] = rng.choice((_misspelt, _broken))
    slip = once(lambda word: how(word, rng), 0.25, rng)
    for table in plan.some_tables():
        for part in plan.parts[table]:
            part.rows = [renamed(entry, slip) for entry in part.rows]
            part.title = slip(part.title)


@kind("labels without numerals", "rows", must="finding")
def no_numerals(plan: Plan, rng: random.Random) -> None:
    """一、 （一） 1. are left out, or written otherwise."""
    other = rng.choice(("", "", "•", "—"))

    def bare(word: str) -> str:
        stripped = word.lstrip("（一二三四五六七八九）、1234567890.")
        return word if stripped == word or not stripped else other + stripped

    for table in plan.some_tables():
        for part in plan.parts[table]:
            part.rows = [renamed(entry, bare) for entry in part.rows]


@kind("numerals in heads", "rows")
def head_numerals(plan: Plan, rng: random.Random) -> None:
    """Each head has its number: ``1 自然人``, ``A``, ``总计（7=1+2+3+4+5+6）``."""
    form = rng.choice(
        (
            "{n} {w}",
            "{w} {n}",
            "{w}（{n}）",
            "（{n}）{w}",
            "{w}\n{n}",
            "{n}\n{w}",
            "{n}.{w}",
            "{w}[{n}]",
            "{w}①",
            "{c}.{w}",
            "{w}\n({n})",
        )
    )

    def change(part: Part) -> list[Entry]:
        columns = []
        for number, entry in enumerate(part.columns, 1):
            word = form.format(n=number, w=entry.path[-1], c=chr(64 + number))
            if entry.column == "total" and len(part.columns) == 7 and rng.random() < 0.5:
                word = rng.choice(("总计（7=1+2+3+4+5+6）", "总计\n7=1+2+…+6", "总计=1+2+3+4+5+6"))
            columns.append(entry._replace(path=(*entry.path[:-1], word)) if entry.fill is None else entry)
        return columns

    changed_columns(plan, plan.some_tables(), change)


@kind("heads in two languages", "rows")
def bilingual(plan: Plan, rng: random.Random) -> None:
    """Heads with English below, or with a gloss."""
    gloss = {
        "自然人": "Natural person", "商业企业": "Business", "科研机构": "Research", "总计": "Total", "其他": "Other", "结果维持": "Upheld",
        "本年制发件数": "Issued in 2023", "统计数": "Figure",
    }  # fmt: skip
    by = rng.choice(("\n", " ", "/"))
    changed_columns(
        plan,
        plan.some_tables(),
        lambda part: [renamed(e, lambda w: w + by + gloss[w] if w in gloss else w) for e in part.columns],
    )


_TRADITIONAL = str.maketrans("务总计请织机构业会维结诉议办处数类组产举强费规单统业关职权条兴员众网络页闻发应论选级开协责复区县审压实传备听见对农",
                             "務總計請織機構業會維結訴議辦處數類組產舉強費規單統業關職權條興員眾網絡頁聞發應論選級開協責復區縣審壓實傳備聽見對農")  # fmt: skip


_KANGXI = str.maketrans("一二工行文人大小口子自立", "⼀⼆⼯⾏⽂⼈⼤⼩⼝⼦⾃⽴")


@kind("other characters", "rows")
def other_characters(plan: Plan, rng: random.Random) -> None:
    """Traditional characters, Kangxi radicals or full-width brackets turned in heads and labels."""
    table = rng.choice(
        (_TRADITIONAL, _KANGXI, str.maketrans("（）：，", "():,"), str.maketrans("（）", "〔〕"))
    )
    for parts in plan.parts.values():
        for part in parts:
            part.columns = [renamed(entry, lambda word: word.translate(table)) for entry in part.columns]
            part.rows = [renamed(entry, lambda word: word.translate(table)) for entry in part.rows]
