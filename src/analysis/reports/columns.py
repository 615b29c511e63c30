"""Which column of the form each printed column is: the heads above a block's rows, read from left to right.

Where the format says how cells lie across the table, a figure belongs to the heads above it (``under``). Elsewhere the
order of the lowest heads decides, level by level: a head that stands over others gives way to those below it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile, zip_longest
from typing import NamedTuple

from analysis.documents import CellPlace
from analysis.forms import SECTIONS, Block, Key
from analysis.reports.candidates import Candidate
from analysis.reports.exact import Match
from analysis.reports.heads import YEAR, Head, Reach, read_head, vocabulary
from analysis.text import fold

_FARTHEST_HEAD = 40
# So many short words, each on its own line, directly above a row are heads, though none is the form's.
_FEWEST_ALONE, _LONG_HEAD = 3, 12
_MOST_PIECES = 4
_MOST_BESIDE = 0.25  # of the narrower cell: edges that touch are no overlap
_NUMBERS = re.compile("行次|行号|序号|编号|编码|代码|年度|年份")
_REMARKS = re.compile("备注|说明|注$")
Row = tuple[str, ...]


class Columns(NamedTuple):
    """The printed columns of a block, from left to right.

    ``heads`` is empty if the heads do not tell; ``inferred`` is true if the form's order was taken because too little
    of the heads is left, and nothing contradicts it. ``above`` are the lines of heads.
    """

    heads: tuple[Head, ...]
    inferred: bool = False
    above: tuple[Candidate, ...] = ()


def key_under(head: Head | None, cells: Sequence[Key]) -> Key | None:
    """The one of these cells that a head may stand over; None if none or several."""
    found = [key for key in cells if head is not None and head.reach is not None and key in head.reach]
    return found[0] if len(found) == 1 else None


def _one_column(reach: Reach) -> bool:
    return len({key.column for key in reach}) == 1


@cache
def form_columns(block: Block) -> Columns:
    """The columns as the form prints them."""
    if block.one_line:
        return Columns(tuple(Head("", frozenset((key,))) for key in block.lines[0].keys))
    return Columns(
        tuple(
            Head(column.zh, frozenset(key for key in block.units if key.column == column.code))
            for column in block.columns
        )
    )


def head_lines(
    block: Block, lines: Sequence[Candidate], first: int, others: Collection[int], year: int | None
) -> list[Candidate]:
    """The lines of heads above a line, in print order; ``others`` are lines of other blocks, which end the search.

    Lines of figures end it too, once a head has been found: the first row of a block may have lost its label.
    """
    found: list[Candidate] = []
    known = False
    for line in reversed(lines[max(0, first - _FARTHEST_HEAD) : first]):
        if is_heading(line) or (line.position in others and not _says_heads(block, line, year)):
            break
        if line.figures and not is_numbering(line):
            if known:
                break
            continue
        found.append(line)
        known = known or _says_heads(block, line, year)
    alone = sum(
        1 for _ in takewhile(lambda line: len(line.words) == 1 and len(line.label) < _LONG_HEAD, found)
    )
    if known or alone >= max(_FEWEST_ALONE, len(block.columns)):
        return found[::-1]
    return [line for line in found[::-1] if len(line.words) > 1]


def later_heads(
    block: Block, lines: Sequence[Candidate], rows: Collection[int], year: int | None
) -> Iterator[list[Candidate]]:
    """The lines of heads that are printed again between rows of a block, each time at least half of them."""
    between = [
        line for line in lines[min(rows) : max(rows, default=0)] if line.words and line.position not in rows
    ]
    run: list[Candidate] = []
    for line, after in zip_longest(between, between[1:]):
        if not line.figures:
            run.append(line)
        if line.figures or after is None or any(at in rows for at in range(line.position, after.position)):
            named = {
                head.reach
                for above in run
                for _, head in heads_in(block, above, year)
                if head.reach and head.sure and _one_column(head.reach)
            }
            if len(named) > max(1, len(block.columns) // 2):
                said = [at for at, above in enumerate(run) if _says_heads(block, above, year)]
                yield run[said[0] : said[-1] + 1]
            run = []


def _says_heads(block: Block, line: Candidate, year: int | None) -> bool:
    """Whether a line without figures bears heads of the block: 总计 and 其他 are labels of rows too."""
    return not line.figures and any(head.reach for _, head in heads_in(block, line, year))


def is_heading(line: Candidate) -> bool:
    """Whether a line is the heading of a section of the report."""
    return len(line.cells) == 1 and bool(line.label) and _names_section(line.label)


@lru_cache(maxsize=20_000)
def _names_section(key: str) -> bool:
    return any(fold(form.zh) in key for form in SECTIONS)


def is_numbering(line: Candidate) -> bool:
    """Whether a line only numbers the columns: 1, 2, 3 …"""
    values = [reading.value for reading in line.readings if reading.value is not None]
    return (
        len(values) > 2 and values == [float(n) for n in range(1, len(values) + 1)] and len(line.label) <= 2
    )


def heads_in(block: Block, line: Candidate, year: int | None) -> list[tuple[int, Head]]:
    """The cells of a line that say something of columns, with what they say."""
    found = ((cell, read_head(block, line.cells[cell], year)) for cell, key in line.words if key)
    return [(cell, head) for cell, head in found if head is not None]


def printed_columns(
    block: Block, above: Sequence[Candidate], matches: Mapping[int, Match], year: int | None
) -> Columns:
    """The columns by the order of the heads; without heads the form's, ``inferred``; not told: no heads at all."""
    labels = [m.candidate.places[max(m.label_cell, 0)].left for m in matches.values() if m.candidate.places]
    printed = [_words_of(line, max(labels, default=math.inf)) for line in above]
    rows = tuple(
        row for n, row in enumerate(printed) if len(row) == 1 or row not in printed[:n]
    )  # repeated heads
    orders, clear = _orders(block, rows, year)
    leaves = _told_by_sums(block, orders, clear, matches)
    counts = {
        Counter(counted).most_common(1)[0][0]
        for counted in (
            [len(match.figures) for match in matches.values() if match.figures],
            [len(match.candidate.cells) - match.label_cell - 1 for match in matches.values()],
        )
        if counted
    }
    for heads in _variants(leaves or ()):
        if heads and len(heads) in counts and all(head.reach is not None for head in heads):
            if _is_sum_of_others(heads):
                heads = tuple(head._replace(reach=frozenset()) for head in heads)
            return Columns(heads, above=tuple(above))
    read = [leaves] if leaves else read_rows(block, rows, year)
    against = bool(orders and not leaves) or _contradicts(block, read)
    return Columns(() if against else form_columns(block).heads, inferred=True, above=tuple(above))


def _orders(block: Block, rows: tuple[Row, ...], year: int | None) -> tuple[list[tuple[Head, ...]], bool]:
    """The orders that the heads may mean, and whether their levels are clear.

    One word a line does not say which heads stood beside each other, nor does a line on which a head stands beside
    all that belongs below it.
    """
    readings = [rows]
    one_a_line = len(rows) > 2 and not block.one_line and all(len(row) == 1 for row in rows)
    foreign = any(head.foreign for row in read_rows(block, rows, year) for head in row)
    if one_a_line and not foreign:
        readings += [(*rows[:at], rows[at] + rows[at + 1], *rows[at + 2 :]) for at in range(2)]
    found = (leaf_order(block, reading, year) for reading in readings)
    orders = {tuple(head.reach for head in leaves): leaves for leaves in found if leaves is not None}
    run_together = any(len(_without_shared(row)) < len(row) for row in read_rows(block, rows, year))
    return list(orders.values()), not (one_a_line or run_together)


def _told_by_sums(
    block: Block, orders: Sequence[tuple[Head, ...]], clear: bool, matches: Mapping[int, Match]
) -> tuple[Head, ...] | None:
    """Of several orders, and the form's, the one in which more rows add up to their total; None if none is told.

    Heads in another order than the form's may only have lost the head of a group, or be run together.
    """
    form = form_columns(block).heads
    usual = [head.reach for head in form]
    said = [[head.reach for head in heads] for heads in orders]
    ranks = [2 if reaches == usual else int(clear) for reaches in said]
    if block.groups and not block.one_line and any(Counter(reaches) == Counter(usual) for reaches in said):
        orders, ranks = [*orders, form], [*ranks, 0]
    if usual in said[:1] or (clear and len(orders) < 2):
        return orders[0] if orders else None
    rows = [[figure.reading.value or 0.0 for figure in match.figures] for match in matches.values()]
    best = sorted(
        zip([_sums_held(heads, rows) for heads in orders], ranks, orders, strict=True),
        key=lambda found: found[:2],
        reverse=True,
    )
    told = [order for held, rank, order in best if (held, rank) == best[0][:2] and (held or rank)]
    return told[0] if len(told) == 1 else None


def _sums_held(heads: Sequence[Head], rows: Sequence[Sequence[float]]) -> int:
    """How many rows add up to what stands under 总计."""
    at = next((n for n, head in enumerate(heads) if key_column(head) == "total"), None)
    told = [row for row in rows if at is not None and len(row) == len(heads) and any(row)]
    return sum(2 * row[at or 0] == sum(row) for row in told)


def key_column(head: Head) -> str | None:
    """The one column of the form that a head stands over."""
    codes = {key.column for key in head.reach or ()}
    return codes.pop() if len(codes) == 1 else None


def _words_of(line: Candidate, labels: float) -> Row:
    """The words of a line, after a blank if the first does not stand over the labels, which begin at ``labels``."""
    words = [line.cells[cell] for cell, key in line.words if key]
    corner = bool(line.words) and line.words[0][0] == 0 and (not line.places or line.places[0].left <= labels)
    return tuple(words if corner or not words else ["", *words])


def _contradicts(block: Block, rows: Sequence[Sequence[Head]]) -> bool:
    """Whether what is left of the heads speaks against the form's order: another order, or a head not the form's."""
    places = [head.reach for head in form_columns(block).heads]
    if block.one_line:
        places = [
            frozenset(key for key in block.units if key.column == column.code) for column in block.columns
        ]
    torn = any(head.reach is None for row in rows for head in row)
    once = Counter(head.reach for row in rows for head in row if head.sure and head.reach in places)
    if not block.one_line and max(once.values(), default=0) > 1:
        return True
    for row in rows:
        last: int | None = None
        for head in row:
            if head.foreign:
                return True
            if head.reach is None:
                last = None
            elif head.reach in places:
                at = places.index(head.reach)
                again = block.one_line and (at == 0 or (torn and last == len(places) - 1))
                if last is not None and at <= last and not again:
                    return True
                last = at
    return False


def _variants(leaves: tuple[Head, ...]) -> Iterator[tuple[Head, ...]]:
    """The heads; without those left of the labels, which number rows; without a last one for remarks, often blank."""
    start = next((n for n, head in enumerate(leaves) if not (head.foreign and _NUMBERS.search(head.text))), 0)
    stop = len(leaves) - bool(leaves and leaves[-1].foreign and _REMARKS.search(leaves[-1].text))
    yield leaves
    yield leaves[start:]
    yield leaves[:stop]
    yield leaves[start:stop]


def _is_sum_of_others(heads: Sequence[Head | None]) -> bool:
    """Whether the form's only column is a total beside foreign ones: then it is their total, not the form's."""
    said = [head for head in heads if head is not None and head.reach is not None]
    names = {
        key.column for head in said for key in head.reach or () if _one_column(head.reach or frozenset())
    }
    return names == {"total"} and any(head.foreign for head in said)


@lru_cache(maxsize=5_000)
def leaf_order(block: Block, rows: tuple[Row, ...], year: int | None) -> tuple[Head, ...] | None:
    """The lowest heads from left to right; None if the levels do not fit into each other."""
    read = read_rows(block, rows, year)
    every = frozenset(block.units)
    if any(head.reach == every for row in read for head in row) and any(
        head.foreign for row in read for head in row
    ):
        years = [head for row in read for head in row if YEAR.fullmatch(fold(head.text))]
        if len(years) > 1:
            return None  # columns of two years: which head stands over which is told by their places alone
    if block.one_line:
        return _tracks_by_results(block, read)
    read = [_without_shared(row) for row in read]
    nodes = [_Node(head, line) for line, row in enumerate(read) for head in row]
    groups = [head.reach for row in read for head in row if head.reach and not _one_column(head.reach)]
    if (
        any(node.head.foreign for node in nodes)
        and groups
        and (len(set(groups)) < len(groups) or all(len(row) == 1 for row in read if row))
    ):
        return None  # a head that is not the form's, and nothing says on which level it stands
    root = _Node(Head("", frozenset(block.units)), -1)
    for node, _before in zip(nodes, [None, *nodes], strict=False):
        if node.head.foreign or node.head.reach is None:
            continue
        over = [
            other
            for other in nodes
            if other is not node and (other.head.reach or frozenset()) > node.head.reach
        ]
        parent = min(over, key=lambda other: len(other.head.reach or ()), default=root)
        parent.below.append(node)
        node.parent = parent
    for at, node in enumerate(nodes):
        if node.parent is None:
            _put_beside(nodes, at, root)
    if not _levels_fit(root, [sum(map(bool, row)) for row in rows]):
        return None
    leaves = tuple(_leaves(root))
    reaches = [head.reach for head in leaves if head.reach]
    return leaves if len(set(reaches)) == len(reaches) else None


def _without_shared(row: Sequence[Head]) -> list[Head]:
    """The heads of a line, a wide one without the columns of those beside it: 申请人情况, then 总计."""
    found = []
    for head in row:
        beside = frozenset[Key]().union(
            *(
                other.reach or ()
                for other in row
                if (other.reach or frozenset()) < (head.reach or frozenset())
            )
        )
        left = (head.reach or frozenset()) - beside
        if left or not beside:
            found.append(head._replace(reach=left) if beside else head)
    return found


@lru_cache(maxsize=5_000)
def read_rows(block: Block, rows: tuple[Row, ...], year: int | None) -> list[list[Head]]:
    """What each line of heads says; a line with one word that is not the form's is a caption."""
    read: list[list[Head]] = []
    texts = _joined(block, rows, year)
    for row in texts:
        said = [read_head(block, text, year) for text in row if text]
        corner = len(said) > 1 and bool(row[0]) and not block.one_line and not _runs_on(row[0])
        if corner and said[0] is not None and said[0].foreign:
            said[0] = None  # words in the corner head the labels
        heads = [head for head in said if head is not None]
        captions = len(said) == 1 and bool(heads) and heads[0].foreign
        read.append([] if captions and not _is_between(block, texts, row, year) else heads)
    return read


def _runs_on(corner: str) -> bool:
    """Whether words of the corner have those of heads beside them in one cell: 信息内 教育局 公安局."""
    return len(corner) < _LONG_HEAD and all(len(part) > 1 for part in corner.split()) and " " in corner


def _is_between(block: Block, rows: Sequence[Sequence[str]], row: Sequence[str], year: int | None) -> bool:
    """Whether words on a line of their own, among others such, stand between heads: then they are one, no caption."""
    at = next(n for n, other in enumerate(rows) if other is row)
    said = [[read_head(block, text, year) for text in other if text] for other in rows]
    heads = [[head for head in other if head is not None and head.reach] for other in said]
    if any(len(other) > 1 for other in heads):
        return False
    corner = any(head is None or not head.foreign for other in said[:at] for head in other)
    return corner and (at == len(rows) - 1 or any(heads[at:]))


def _apart(block: Block, text: str, year: int | None) -> list[str]:
    """Whole heads that were run together into one cell, each by itself."""
    whole = read_head(block, text, year)
    parts = text.split()
    if len(parts) == 1 or whole is None or whole.reach:
        return [text]
    heads = [read_head(block, part, year) for part in parts]
    return parts if all(head is not None and head.reach and head.sure for head in heads) else [text]


def _joined(block: Block, rows: Sequence[Row], year: int | None) -> list[list[str]]:
    """The words of each line, with heads that were broken over lines put together again."""
    words = [
        (number, part)
        for number, row in enumerate(rows)
        for text in row
        if text
        for part in _apart(block, text, year)
    ]
    joined: list[list[str]] = [[""] if row and not row[0] else [] for row in rows]
    at = 0
    while at < len(words):
        number, text = words[at]
        head = read_head(block, text, year)
        pieces = 1
        if head is None or not head.sure:
            for more in range(_MOST_PIECES, 1, -1):
                whole = "".join(text for _, text in words[at : at + more])
                if at + more <= len(words) and fold(whole) in vocabulary(block):
                    text, pieces = whole, more
                    break
        joined[number].append(text)
        at += pieces
    return joined


class _Node:
    """A head among others: what stands below it, and which line it is on."""

    def __init__(self, head: Head, line: int) -> None:
        self.head, self.line = head, line
        self.below: list[_Node] = []
        self.parent: _Node | None = None


def _put_beside(nodes: list[_Node], at: int, root: _Node) -> None:
    """A head that is not the form's stands beside its neighbour on the line: after the one before, or first."""
    node = nodes[at]
    before = nodes[at - 1] if at and nodes[at - 1].line == node.line else None
    after = next(
        (other for other in nodes[at + 1 :] if other.line == node.line and other.parent is not None), None
    )
    if before is None and after is None:  # one word a line
        before = nodes[at - 1] if at else None
        after = next((other for other in nodes[at + 1 :] if other.parent is not None), None)
    near = before or after
    parent = (near.parent if near is not None else None) or root
    place = (
        parent.below.index(near) + (near is before)
        if near is not None and near in parent.below
        else len(parent.below)
    )
    parent.below.insert(place, node)
    node.parent = parent


def _leaves(node: _Node) -> Iterator[Head]:
    for below in node.below:
        if below.below:
            yield from _leaves(below)
        else:
            yield below.head


def _levels_fit(node: _Node, widths: Sequence[int]) -> bool:
    """Whether the heads below one head stand on one line, or each alone on one; ``widths`` are the words of each."""
    lines = Counter(below.line for below in node.below)
    fit = len(lines) <= 1 or all(count == widths[line] == 1 for line, count in lines.items())
    return fit and all(_levels_fit(below, widths) for below in node.below)


def _tracks_by_results(block: Block, rows: Sequence[Sequence[Head]]) -> tuple[Head, ...] | None:
    """Table 四: the tracks in order, 行政诉讼 giving way to the two below it, each with its own results."""
    heads = [head for row in rows for head in row]
    if any(not head.reach for head in heads):
        return None
    tracks: list[Head] = []
    below: list[Head] = []
    results: list[Head] = []
    lower = {key.row for key in block.units for group in block.groups if key.row in group.codes}
    over: list[Head] = []
    for head in heads:
        names, columns = ({key.row for key in head.reach or ()}, {key.column for key in head.reach or ()})
        if len(columns) == 1 and len(names) > 1:
            results.append(head)
        elif len(names) > 1:
            over.append(head)
            tracks.append(head)
        elif names <= lower and len(columns) > 1:
            below.append(head)
            tracks.append(head)
        else:
            tracks.append(head)
    if over and below:
        at = tracks.index(over[0])
        tracks = (
            [head for head in tracks[:at] if head not in below]
            + below
            + [h for h in tracks[at + 1 :] if h not in below]
        )
    reaches = [head.reach for head in tracks]
    if len(set(reaches)) != len(reaches):
        return None
    return _crossed(tracks, results)


def _crossed(tracks: list[Head], results: list[Head]) -> tuple[Head, ...] | None:
    if not tracks or not results:
        found = tracks or results
        return tuple(found) if found and len({head.reach for head in found}) == len(found) else None
    if any(len({key.row for key in head.reach or ()}) > 1 for head in tracks):
        return None  # 行政诉讼 without the two tracks below it: their heads are lost
    run, left = divmod(len(results), len(tracks))
    runs = [results[start : start + run] for start in range(0, len(results) - left, run)] if run else []
    if left or len({tuple(head.reach for head in part) for part in runs}) != 1:
        return None  # runs in different orders: which is whose cannot be told without their places
    crossed = [
        Head(f"{track.text} {result.text}", (track.reach or frozenset()) & (result.reach or frozenset()))
        for track, part in zip(tracks, runs, strict=True)
        for result in part
    ]
    return tuple(crossed)


def under(
    line: Candidate,
    start: int,
    above: Sequence[Candidate],
    block: Block,
    cells: Sequence[Key],
    year: int | None,
) -> list[Head | None] | None:
    """For each cell of a line from ``start`` on, what the heads above it say together.

    The edges are those of one table, or of neighbouring lines of text. None without edges, or where they disagree:
    the line ends elsewhere than its heads, a figure stands under no head or under two, or a column of the form has
    no cell in the line.
    """
    near = [head for head in above if head.source.table == line.source.table and head.places]
    if not line.places or len(near) < len([head for head in above if len(head.cells) > 1]):
        return None
    stacks = _stacks(line, above, block, year)
    last = line.places[-1]
    end = max((place.right for place, _ in stacks), default=0.0)
    if not stacks or abs(end - last.right) > _MOST_BESIDE * (last.right - last.left):
        return None
    found = [_over(place, stacks, block, year) for place in line.places[start:]]
    keys = [key_under(head, cells) for head in found]
    named = set(keys) - {None}
    wanted = {key_under(_over(place, stacks, block, year), cells) for place, _ in stacks} - {None}
    filled = [
        head for head, key, reading in zip(found, keys, line.readings[start:], strict=True)
        if key is None and reading.status != "blank"
    ]  # fmt: skip
    twice = len(named) < len(keys) - keys.count(None)
    agree = (
        named and not twice and wanted <= named and all(head is not None and head.foreign for head in filled)
    )
    if agree and _is_sum_of_others(found):
        return [head and head._replace(reach=frozenset()) for head in found]
    return found if agree else None


def against_order(
    line: Candidate,
    start: int,
    columns: Columns,
    block: Block,
    cells: Sequence[Key],
    found: Sequence[Head | None] | None,
    year: int | None,
) -> bool:
    """Whether the head over a figure of a grid, or of text in columns, is another than the one whose turn it is.

    ``found`` are the heads over its cells, if these could be told for the line as a whole. Of a page without rules
    only the tracks of table 四 are compared, and only from left to right.
    """
    if not line.places or all(b.left - a.right == 1 for a, b in pairwise(line.places)):
        return False  # words with one blank between them do not stand in columns
    turns = [key_under(head, cells) for head in columns.heads]
    if not line.gridded and line.source.page is not None:
        return _tracks_cross(line, columns, block, turns, year)
    if found is not None:
        return not columns.inferred and [key_under(head, cells) for head in found] != turns
    stacks = _stacks(line, columns.above, block, year)
    over = [_over(place, stacks, block, year) for place in line.places[start:]]
    return columns.inferred and any(
        head is not None and head.reach is not None and key is not None and key not in head.reach
        for head, key in zip(over, turns, strict=True)
    )


def _tracks_cross(
    line: Candidate, columns: Columns, block: Block, turns: Sequence[Key | None], year: int | None
) -> bool:
    stacks = _stacks(line, columns.above, block, year) if block.one_line else []
    rows = [
        (place.left, {key.row for key in head.reach})
        for place, head in stacks
        if head.reach and len(head.reach) > 1
    ]
    printed = [
        row for _, named in sorted(rows, key=lambda found: found[0]) for row in named if len(named) == 1
    ]
    turn = dict.fromkeys(key.row for key in turns if key is not None)
    return list(dict.fromkeys(printed)) != [row for row in turn if row in printed]


def _stacks(
    line: Candidate, above: Sequence[Candidate], block: Block, year: int | None
) -> list[tuple[CellPlace, Head]]:
    """The heads above a line in its own table, with where they stand."""
    near = [head for head in above if head.source.table == line.source.table and head.places]
    return [
        (_reaching(head, cell, said), said) for head in near for cell, said in heads_in(block, head, year)
        if not (said.foreign and len(head.words) == 1)
    ]  # fmt: skip


def _reaching(line: Candidate, cell: int, head: Head) -> CellPlace:
    """Where a head stands; one over several columns goes on over the blank cells after it, as text prints spans."""
    place = line.places[cell]
    if head.reach and not _one_column(head.reach):
        for after, reading in zip(line.places[cell + 1 :], line.readings[cell + 1 :], strict=True):
            if reading.status != "blank":
                break
            place = place._replace(right=after.right)
    return place


def _over(
    cell: CellPlace, stacks: Sequence[tuple[CellPlace, Head]], block: Block, year: int | None
) -> Head | None:
    return _together([said for place, said in stacks if _overlap(place, cell)], block, year)


def _together(stack: Sequence[Head], block: Block, year: int | None) -> Head | None:
    """What heads above one another say: a head that is broken over lines, or each a part of what is under it."""
    if not stack:
        return None
    text = " ".join(head.text for head in stack)
    if len(stack) > 1 and not all(head.sure for head in stack):
        whole = read_head(block, "".join(head.text for head in stack), year)
        if whole is not None and whole.sure and whole.reach:
            return whole
    if any(head.foreign for head in stack):
        return Head(text, frozenset())
    reaches = [head.reach for head in stack if head.reach is not None]
    common = frozenset[Key].intersection(*reaches) if reaches else None
    return Head(text, common or None)


def _overlap(one: CellPlace, other: CellPlace) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > _MOST_BESIDE * min(one.right - one.left, other.right - other.left)
