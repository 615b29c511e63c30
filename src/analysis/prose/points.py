"""Section five as a list: which problems a body admits, what it has done and promises, and which answers which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from analysis.prose.model import Point
from analysis.prose.passages import Passage

# Themes of problems and measures: a code, and the words that are sure of it.
_ROWS = [
    line.split("\t")
    for line in files("analysis.prose").joinpath("themes.tsv").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]
_CUES = {
    kind: {code: re.compile(words) for code, words, *_ in _ROWS if code[0] == kind[0].upper()}
    for kind in ("problem", "measure")
}
CODES = {kind: (*cues, f"{kind[0].upper()}_other") for kind, cues in _CUES.items()}
# A problem and the measures that answer it.
ANSWERS = {row[0]: tuple(row[2].split(" ")) for row in _ROWS if len(row) > 2}

_HAN = "一二三四五六七八九十"
_ITEM = re.compile(
    rf"[{_HAN}]{{1,2}}(?:是(?!否)|[、.](?=[^\d])|要(?=[^求点素]))|[(（][{_HAN}]{{1,2}}[)）]"
    rf"|(?<![\d.第])[1-9]\d?(?:[、.](?=\D)|是(?!否))|[(（][1-9]\d?[)）]|第[{_HAN}][,、是]|其[{_HAN}][,、是]|[①-⑳]"
    rf"|首先[,是]|其次[,是]|再次[,是]|最后[,是]|同时[,](?=要)"
)
_MEASURE_HEAD = re.compile(
    r"下一步|下步|下阶段|今后|改进(?:情况|措施|方向|打算)|整改(?:情况|措施)|针对(?:上述|以上|存在|这些)|(?:20\d\d"
    r"|新的?一|明)年,?[^,。]{0,12}(?:将|要)|我[\u4e00-\u9fff]{1,3}将|接下来|工作(?:打算|计划|思路)|主要措施"
    r"|将(?:采取|着力|重点|从|继续|进一步|坚持)|为此"
)
_NEW_PART = re.compile(
    r"下一步|下步|下阶段|今后|[(（]?[二2]?[)）]?(?:改进|整改)(?:情况|措施|方向|打算)[:。]|针对(?:上述|以上"
    r"|存在的?|这些)(?:问题|不足)|接下来"
)
_PROBLEM_HEAD = re.compile(
    r"存在(?:的|以下|一些|着|不少|诸多|的一些)?(?:主要)?(?:问题|不足|薄弱|困难|差距)|主要(?:问题|表现)|不足之处"
    r"|问题和不足|问题:|不足:|需要(?:加强和)?改进的地方|(?:一些|不少)(?:问题|不足|差距)"
)
_HEDGE = re.compile(
    r"有待|仍需|还需|尚需|不够|不足|薄弱|欠|尚未|不强|不高|不到位|较少|单一|滞后|差距|不及时|不全面|不规范|不平衡"
    r"|不均衡|参差|不丰富|不宽|不多|不深|不精|不熟|缺乏|较弱|较低|有限|偏少|困难|存在[^,。]{0,10}(?:问题|现象|情况)"
)
_PLAN = re.compile(
    r"将|下一步|进一步|持续|加大|加强|要|强化|完善|提高|提升|推进|健全|优化|规范|丰富|拓宽|拓展|深化"
)
_TAKEN = re.compile(
    r"已经?[^,。]{0,10}(?:整改|解决|完成|建立|改进)|(?:进行|得到|完成)了|今年以来|过去一年|上年度?[^,。]{0,"
    r"10}(?:整改|问题)"
)
_FUTURE = re.compile(r"将|下一步|下步|今后|进一步|要")
_SPECIFIC = re.compile(
    r"\d+(?:次|期|场|个|条|件|%|月|日|年|名|人)|《[^》]{3,}》|[一二三四两]次|每(?:月|季|周|年)|[按逐](?:月|季)|季度"
)
_HEAD = re.compile(
    r"[^。;:]{0,80}(?:问题|不足|差距|薄弱环节|措施|情况|方面|打算|方向|表现[在为]?|如下|以下)[^,。;:]{0,6}:"
)
_EARLY = 14  # a head this near the beginning says what follows, whatever it says of it
_LEAST = 8
_NOISE = re.compile(
    r"^[(（]?[一二三四五六七八九]?[)）、.]?\s*(?:存在的?)?(?:主要)?(?:的)?(?:问题|不足|改进|整改)(?:及|和)?[^,。"
    r":;]{0,10}[:。]?$"
)


class _Piece(NamedTuple):
    """A stretch of a passage: the passage and its place there."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def points_of(paragraphs: Sequence[Passage]) -> list[Point]:
    """The problems and measures of section five, in print order, paired by theme and order."""
    kind = "problem"
    found: list[tuple[str, _Piece]] = []
    for piece in _pieces(paragraphs):
        kind = _kind(piece, kind)
        piece = _without_head(piece)
        if piece.text.strip() and not _lead(piece, kind):
            found += [(kind, part) for part in _parts(piece, kind)]
    counts = {"problem": 0, "measure": 0}
    points = []
    for kind, piece in found:
        counts[kind] += 1
        points.append(_point(kind, counts[kind], piece))
    return _paired(points)


def _pieces(paragraphs: Sequence[Passage]) -> Iterator[_Piece]:
    """The items by their marks (一是, （一）, 1.), and the sentences between that have none."""
    for passage in paragraphs:
        marks = [mark.start() for mark in _ITEM.finditer(passage.text) if _begins(passage.text, mark.start())]
        heads = [
            found.start()
            for found in _NEW_PART.finditer(passage.text)
            if _begins(passage.text, found.start())
        ]
        cuts = sorted({0, *marks, *heads, len(passage.text)})
        for start, end in pairwise(cuts):
            yield from _settled(_Piece(passage, start, end), start in marks)


def _begins(text: str, place: int) -> bool:
    """Whether a mark stands where an item may begin: after a stop or a colon."""
    return place == 0 or text[place - 1] in "。;:!?)、,\n"


def _settled(piece: _Piece, marked: bool) -> Iterator[_Piece]:
    """A marked item as it is; other words sentence by sentence."""
    if marked:
        yield piece
        return
    for found in re.finditer("[^。!?]+[。!?]?", piece.text):
        yield piece._replace(start=piece.start + found.start(), end=piece.start + found.end())


def _kind(piece: _Piece, kind: str) -> str:
    """Whether problems or measures follow, by the heads that say so."""
    opening = piece.text[:40]
    problem, measure = _PROBLEM_HEAD.search(opening), _MEASURE_HEAD.search(opening)
    if problem and not (measure and measure.start() < problem.start()):
        return "problem"
    if measure and (measure.start() < _EARLY or kind == "measure" or not _HEDGE.search(piece.text)):
        return "measure"
    return kind


def _lead(piece: _Piece, kind: str) -> bool:
    """Whether a stretch only leads to the items: a head, an opening sentence."""
    text = piece.text
    if _ITEM.match(text):
        return (
            len(text) < _LEAST - 2
            or bool(_NOISE.match(text))
            or (
                bool(re.search(r"[:：]$", text))
                and bool(_PROBLEM_HEAD.search(text) or _MEASURE_HEAD.search(text))
            )
        )
    if len(text) < _LEAST or text.endswith(":") or _NOISE.match(text):
        return True
    general = re.search(
        r"取得了?[^,。]{0,12}(?:成效|进展|成绩|进步)|存在(?:一些|一定|以下|的?)[^,。]{0,8}(?:问题|不足|差距)[。,"
        r":]|问题导向|以下(?:几|方面|措施|问题|工作)|以下改进",
        text,
    )
    if kind == "problem":
        return bool(general) or not _HEDGE.search(text)
    return bool(general) or not re.search(r"^(?:\S{0,14}(?:要|将|进一步|继续|加强|持续|加大|强化))", text)


def _without_head(piece: _Piece) -> _Piece:
    """A sentence without the head that stands in its line: 存在的问题：…"""
    head = _HEAD.match(piece.text)
    return piece._replace(start=piece.start + head.end()) if head and head.end() < len(piece.text) else piece


def _parts(piece: _Piece, kind: str) -> Iterator[_Piece]:
    """A stretch without a mark falls apart at ；, problems also at ，, each piece with its own hedge or verb."""
    if _ITEM.match(piece.text):
        yield piece
        return
    own, marks = (_HEDGE, "[^;]+;?|[^,;]+[,;]?") if kind == "problem" else (_PLAN, "[^;]+;?")
    for mark in marks.split("|"):
        parts = [piece._replace(start=piece.start + m.start(), end=piece.start + m.end())
                 for m in re.finditer(mark, piece.text)]  # fmt: skip
        if len(parts) > 1 and all(own.search(part.text) for part in parts):
            yield from parts
            return
    yield piece


def _point(kind: str, order: int, piece: _Piece) -> Point:
    start, end = piece.passage.span(piece.start, piece.end)
    text = piece.text
    tense = "past" if kind == "measure" and _TAKEN.search(text) and not _FUTURE.search(text) else "present"
    specific = kind == "measure" and _SPECIFIC.search(text) is not None
    return Point(kind, order, text, start, end, themes_of(kind, text), specific, tense, None)


def _paired(points: Sequence[Point]) -> list[Point]:
    """Each problem with the measure that answers one of its themes; of several, the one in its own place."""
    measures = [point for point in points if point.kind == "measure"]
    answered: dict[int, int] = {}
    for problem in points:
        wanted = {code for theme in problem.themes for code in ANSWERS.get(theme, ())}
        fitting = [m for m in measures if wanted & set(m.themes)] if problem.kind == "problem" else []
        if fitting:
            answered[problem.order] = min(
                fitting, key=lambda m: (abs(m.order - problem.order), m.order)
            ).order
    answers = {measure: problem for problem, measure in reversed(answered.items())}
    return [
        point._replace(pair=(answered if point.kind == "problem" else answers).get(point.order))
        for point in points
    ]


def themes_of(kind: str, text: str) -> tuple[str, ...]:
    """The themes of a problem or measure; «other» alone where no cue is sure.

    >>> themes_of("problem", "政策解读形式单一")
    ('P_interp_form',)
    """
    found = [code for code, words in _CUES[kind].items() if words.search(text)]
    found = [code for code in found if not _covered(code, found, text)]
    return tuple(found) or (f"{kind[0].upper()}_other",)


def _covered(code: str, found: list[str], text: str) -> bool:
    """Whether a general theme only repeats what a narrower one says of the same words."""
    interpreting = {"P_interp_form", "P_interp_quality"} & set(found)
    if code in ("P_depth", "P_newmedia", "P_breadth") and interpreting:
        rest = re.sub(r"[^,;。]*(?:解读|图解|动漫)[^,;。]*", "", text)
        return not _CUES["problem"][code].search(rest)
    return False
