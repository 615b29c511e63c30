"""What a printed head says: which cells of a block may stand under it, or beside it.

Heads are matched like row labels: to the letter first, then in parts (行政复议结果维持), then by likeness. A word that
turns the meaning (上年, 占比, 小计 …), or a year that is not the report's, makes a head foreign, however like it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from analysis.forms import SECTIONS, Block, Key
from analysis.reports.likeness import block_labels, likeness
from analysis.text import fold, normalise, without_numeral

Reach = frozenset[Key]
_LONGEST = 40
_LEAST_LIKENESS = 0.66
_LEAST_MARGIN = 0.12
_BRACKETS = re.compile(r"[（(\[【〔][^（()）]*[）)\]】〕]")
_UNIT_AT_END = re.compile(r"(?<=..)(?:单位)?(?:件次|人次|万元|亿元|元|件|条|次|篇|个|人|项)$")
_SUFFIX = re.compile("(?:情况|数)$")
YEAR = re.compile(r"(20\d\d)(?:年度|年)?|(?:上一?|去|前|往)年度?|历年")
_DIGITS = re.compile(r"\d+")
_OWN_YEAR = re.compile(r"^(?:本|当|今|报告)年度?")
_TURNS = re.compile(
    "同比|环比|占|比例|比重|比上|较上|增减|增长|增幅|增加|降|累计|平均|人均|小计|率|排名|名次|备注|说明|注$|行次|栏次|行号|序号|"
    "(?<=.)法人|代码|编号|编码|其中|季度|半年|月|指标值|不含|非|未公开"
)
_CORNER = frozenset(
    [
        "项目",
        "信息内容",
        "类别",
        "类型",
        "指标",
        "指标名称",
        "内容",
        "结果",
        "事项",
        "名称",
        "项目名称",
        "统计项目",
        "统计指标",
        "办理结果",
        "处理结果",
        "申请情况",
        "情况",
        "数量",
        "件数",
        "统计数",
        "数值",
        "数据",
        "表头",
        "年度",
        "年份",
        "申请人情况",
        "单位件",
        "类别项目",
        "处理类型",
        "事项名称",
        "案件类型",
        "诉讼类型",
        "类目",
        "分类",
        "栏目",
        "单位",
        "计量单位",
        "合计栏",
        "处理情况",
        "审理结果",
        "办理情况",
    ]
)


class Head(NamedTuple):
    """A printed head: its text and the cells it may stand over.

    ``reach`` is empty if the head is not the form's, and None if it is a piece of the form's print that fits more than
    one head. ``sure`` is false where the head was recognised by likeness only.
    """

    text: str
    reach: Reach | None
    sure: bool = True

    @property
    def foreign(self) -> bool:
        """Whether the head is not one of the form's, or is of another year."""
        return self.reach is not None and not self.reach


@lru_cache(maxsize=50_000)
def read_head(block: Block, text: str, year: int | None) -> Head | None:
    """What a printed word says as a head of a block; None for what is no head (a corner, a caption, a note)."""
    keys = list(dict.fromkeys(filter(None, _spellings(text))))
    if not keys or all(key.isdigit() and not YEAR.fullmatch(key) for key in keys):
        return None
    if (noted := _year_in_brackets(text)) is not None and year is not None and noted != year:
        return Head(text, frozenset())
    for key in keys:
        if reach := _whole(block, key):
            return Head(text, reach)
    if len(keys[-1]) > _LONGEST or any(key in _CORNER or _is_caption(block, key) for key in keys):
        return None
    return _of_a_year(block, text, keys, year) or _by_likeness(block, text, keys)


def _spellings(text: str) -> Iterator[str]:
    """The key of a head: as printed, without notes in brackets, a unit at its end, numbers that are no year."""
    yield fold(text)
    bare = _BRACKETS.sub("", normalise(text))
    yield fold(bare)
    yield (plain := _UNIT_AT_END.sub("", fold(bare)))
    if len(plain) > 2:
        yield _SUFFIX.sub("", plain)
    if not YEAR.search(plain):
        yield _DIGITS.sub("", plain)


@lru_cache(maxsize=20_000)
def without_notes(text: str) -> str:
    """The key of words without what stands in brackets: 上一年项目数量（指2018年事项数）.

    >>> without_notes("上一年项目数量（指2018年事项数）")
    '上一年项目数量'
    """
    return fold(_BRACKETS.sub("", normalise(text)))


@cache
def vocabulary(block: Block) -> dict[str, Reach]:
    """Every name of a column, a group of columns, and in table 四 a track, with the cells under it."""
    cells = list(block.units)
    found: dict[str, Reach] = {}
    for name, codes in _names(block):
        reach = frozenset(key for key in cells if key.column in codes or key.row in codes)
        for key in _spellings(name):
            for spelling in (key, _OWN_YEAR.sub("", key), _OWN_YEAR.sub("本年度", key)):
                found.setdefault(spelling, reach)
    return found


@cache
def turned(block: Block) -> Block:
    """The same block with its rows printed as columns, so that its labels are heads."""
    return replace(block, turned=True, words=())


def _names(block: Block) -> Iterator[tuple[str, Iterable[str]]]:
    """Every name that may be a head, with the codes of its columns, or of its rows where these are printed across."""
    if block.turned or block.one_line:
        for row in block.rows:
            for name in (row.zh, *row.aliases):
                yield name, (row.code,)
                yield without_numeral(fold(name)), (row.code,)
    if block.turned:
        for label in dict.fromkeys(row.group for row in block.rows if row.group):
            yield label, tuple(row.code for row in block.rows if row.group == label)
        yield "三、本年度办理结果", tuple(row.code for row in block.rows if row.group or row.zh[0] == "（")
        return
    for column in block.columns:
        for name in (column.zh, *column.aliases):
            yield name, (column.code,)
    for group in block.groups:
        for name in group.names:
            yield name, group.codes


@lru_cache(maxsize=50_000)
def _whole(block: Block, key: str) -> Reach | None:
    """The cells under a head known to the letter, or made of several such: 行政诉讼, 直接起诉, 结果维持."""
    words = vocabulary(block)
    if key in words:
        return words[key]
    for at in range(2, len(key) - 1):
        if key[:at] in words and (rest := _whole(block, key[at:])) and (both := words[key[:at]] & rest):
            # 企业法人 is no head of a group with one of its columns: the second word narrows the first
            return both if both < words[key[:at]] else None
    return None


def _is_caption(block: Block, key: str) -> bool:
    return any(key in fold(words) for words in block.words) or any(fold(form.zh) in key for form in SECTIONS)


def _of_a_year(block: Block, text: str, keys: list[str], year: int | None) -> Head | None:
    """A head that names a year, or this or the last year: foreign, of the report's year, or of one not known."""
    found = YEAR.search(keys[-1])
    if found is None or (found[1] is None and any(found[0] in name for name in vocabulary(block))):
        return None
    rest = keys[-1][: found.start()] + keys[-1][found.end() :]
    if found[1] is None or (year is not None and int(found[1]) != year):
        return Head(text, frozenset())
    if year is None:
        return Head(text, None, sure=False)
    if not rest:
        return Head(text, frozenset(block.units))
    return read_head(block, rest, None)


def _year_in_brackets(text: str) -> int | None:
    years = (YEAR.fullmatch(fold(note)) for note in _BRACKETS.findall(normalise(text)))
    return next((int(found[1]) for found in years if found and found[1]), None)


def _is_row_label(block: Block, key: str) -> bool:
    labels = block_labels(block)
    return key in labels.vocabulary or any(
        likeness(names, key) >= _LEAST_LIKENESS for names in labels.spellings
    )


def _by_likeness(block: Block, text: str, keys: list[str]) -> Head | None:
    """A head with characters lost or changed; a piece that fits more than one; foreign; or a piece of a row's label."""
    parts = text.split()
    said = [read_head(block, part, None) for part in parts] if len(parts) > 1 else []
    if said and all(head is None or not head.foreign for head in said):
        return Head(text, None, sure=False)  # several heads, or pieces of them, that stand close together
    if any(_TURNS.search(key) for key in keys):
        return Head(text, frozenset())
    for key in keys:
        pieces = {
            reach for name, reach in vocabulary(block).items() if len(key) < len(name) and _is_cut(key, name)
        }
        if len(pieces) == 1 and len(key) > 1:
            return Head(text, pieces.pop(), sure=False)
        if pieces:
            return Head(text, None, sure=False)
    best: dict[Reach, float] = {}
    for key in keys:
        for name, reach in vocabulary(block).items():
            if 2 < len(name) >= len(key) - 1:
                best[reach] = max(best.get(reach, 0.0), likeness((name,), key))
    (first, reach), *others = sorted(
        ((score, reach) for reach, score in best.items()), key=lambda pair: -pair[0]
    ) or [(0.0, frozenset[Key]())]
    if first >= _LEAST_LIKENESS and (not others or first - others[0][0] >= _LEAST_MARGIN):
        return Head(text, reach, sure=False)
    torn = first >= _LEAST_LIKENESS or any(map(_pieces_of(block).fullmatch, keys))
    if not torn and not block.one_line and _is_row_label(block, keys[0]):
        return None
    return Head(text, None if torn else frozenset(), sure=False)


@cache
def _pieces_of(block: Block) -> re.Pattern[str]:
    """Words made of nothing but pieces of the block's heads, as where several are broken over lines."""
    pieces = {
        name[start:stop]
        for name in [*vocabulary(block), *map(fold, block.words)]
        for start in range(len(name))
        for stop in range(start + 2, len(name) + 1)
    }
    return re.compile(
        f"(?:{'|'.join(sorted(pieces, key=len, reverse=True))})+|{'|'.join({p[0] for p in pieces})}"
    )


def _is_cut(key: str, name: str) -> bool:
    """Whether a key is a name with characters lost, the order kept."""
    rest = iter(name)
    return all(character in rest for character in key)
