"""Build paragraphs and table rows from the tags and texts of a web page, as they come."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat

from analysis.documents.document import Block, Line, Paragraph, Source, places_in
from analysis.documents.refusal import refused
from analysis.documents.text_files.plain_text import text_blocks
from analysis.documents.web_pages.html_markup import NOT_PRINTED, attributes, unescape
from analysis.text import read_cell

# A report has some hundred paragraphs and rows, a crowded page around it some thousand.
MOST_BLOCKS = 50_000
# Longer cells of several paragraphs are an article in a layout table; a label of the form has 33 characters.
_LONGEST_CELL = 120
_LONGEST_CELL_OF_MANY = 400
_LONGEST_LINE = 2_000
_LONGEST_MARK = 12
_MOST_LINES = 3_000
_SHORTEST_PARAGRAPH = 8
PICTURE = "[图片]"
# Around words in the colour of paper.
NOT_SEEN = "\ue0f0\ue0f1"
_WHITE = re.compile(f"{NOT_SEEN[0]}[^{NOT_SEEN}]*{NOT_SEEN[1]}?")
# Around words above or below the line, such as the mark of a note.
RAISED = "\ue0f2\ue0f3"
_ABOVE = re.compile(f"{RAISED[0]}([^{RAISED}]*){RAISED[1]}?")
_MARKS = str.maketrans(dict.fromkeys(NOT_SEEN + RAISED))
_HAS_DIGIT = re.compile(r"\d")
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]"
_WRAPPED = re.compile(rf"(?<={_CHINESE})[ \t]*[\r\n]\s*(?={_CHINESE})")
_MARKUP_SPACE = re.compile(r"[ \t\r\n\f]+")
_NO_BREAK = str.maketrans({"\xa0": " "})
_IS_CHINESE = re.compile(_CHINESE)
_FIELD = re.compile(
    r"(?:信息|索)?\s*(?:索\s*引\s*号|主题分类|体裁分类|(?:发文|发布|公开|制发)(?:机关|机构|单位|日期|时间)|信息来源|"
    r"成文日期|生成日期|公开责任部门|标\s*题|信息名称|名\s*称|文\s*号|关键词|有效性|时效|来源|分类)\s*[:：]?"
)
_SPAN = re.compile(r"\s*\+?(\d{1,9})")
_WIDEST, _DEEPEST = 1_000, 65_534
_FIELD_INSIDE = re.compile(
    r"(?<=\S)(?=(?:索引号|信息索引号|发布日期|发布时间|发布机构|发文机关|成文日期|生成日期|公开日期|信息来源|信息名称)[:：])"
)


_COLUMNS = [(at, at + 1) for at in range(100)]


class _Table:
    """A table that is open: the cells of its open row, each a list of pieces, and what is odd about that row.

    ``spans`` are those of the cells, across and down; ``carried`` are the columns that cells of rows above cover, with
    the number of rows they still reach down. ``is_layout``: a table stands inside it; ``is_damaged``: its cells do not
    begin and end as they should.
    """

    __slots__ = ("carried", "is_damaged", "is_layout", "is_spanned", "number", "row", "rows", "spans")

    def __init__(self) -> None:
        self.row: list[list[str]] | None = None
        self.spans: list[tuple[int, int]] = []
        self.carried: dict[int, int] = {}
        self.is_spanned = False
        self.is_layout = False
        self.is_damaged = False
        self.number: int | None = None
        self.rows = 0

    def columns(self) -> list[tuple[int, int]]:
        """The first column of each cell of the row that ends here, and the one after its last."""
        carried, count = self.carried, len(self.spans)
        if not carried and not self.is_spanned and count < len(_COLUMNS):
            return _COLUMNS[:count]
        found, column = [], 0
        below = {at: left - 1 for at, left in carried.items() if left > 1}
        for across, down in self.spans:
            while column in carried:
                column += 1
            found.append((column, column + across))
            if down > 1:
                below.update(dict.fromkeys(range(column, column + across), down - 1))
            column += across
        self.carried = below
        return found


class BlockBuilder:
    """Takes a page's tags and texts in order and keeps the blocks made of them.

    ``blocks`` are the paragraphs and rows, with offsets into their texts set one under the other.
    ``closes_cells`` tells whether the page has an end tag for each cell, so that a missing one is damage: its row
    is then given as text, that is loose and without a table, for its sums to decide.
    """

    def __init__(self, name: str) -> None:
        self.blocks: list[Block] = []
        self.preformatted = 0
        self.closes_cells: Callable[[], bool] = lambda: False
        self._closes_cells: bool | None = None
        self._name = name
        self._place = 0
        self.pending: list[str] = []  # texts since the last break
        self.unseen = 0
        self.inside = ""  # the attributes of the tag that is being acted on
        self.tables: list[_Table] = []
        self._pieces: list[str] | None = None  # of the open cell
        self._numbered = 0

    # ---- texts ----

    def text(self, text: str) -> None:
        """Running text."""
        self.pending.append(unescape(text) if "&" in text else text)

    def space(self) -> None:
        """A place where words are set apart without a new line."""
        self.pending.append(" ")

    def picture(self) -> None:
        """A picture that is large enough to be read; it is kept where it stands alone."""
        self.pending.append(PICTURE)

    def struck(self) -> None:
        """The begin or end of struck-out text: the mark keeps it from being read with what stands beside it."""
        self.pending.append("~~")

    def open_raised(self) -> None:
        """``<sup>`` or ``<sub>``."""
        self.pending.append(RAISED[0])

    def close_raised(self) -> None:
        """``</sup>`` or ``</sub>``."""
        self.pending.append(RAISED[1])

    def open_preformatted(self) -> None:
        """``<pre>``: its lines are lines."""
        self.new_line()
        self.preformatted += 1

    def close_preformatted(self) -> None:
        """``</pre>``."""
        self.new_line()
        self.preformatted = max(0, self.preformatted - 1)

    def new_line(self) -> None:
        """The end of a paragraph or of a line in a cell."""
        if not self.pending:
            return
        text = "".join(self.pending) if len(self.pending) > 1 else self.pending[0]
        self.pending.clear()
        if (
            not text.isprintable()
        ):  # it holds a break, a wide space, a mark of ours or what is not printed at all
            text = self._printed(text)
        if text.isspace() or not text:
            return
        if self._pieces is None and self.tables and self.tables[-1].row is not None:
            self.tables[-1].is_damaged = True
            text = text if _IS_CHINESE.search(text) else "\ufffd" + text.strip()  # no figure of any row
        if PICTURE in text:
            text = text.replace(PICTURE, "").strip() or PICTURE
        if self._pieces is not None:
            lines = text.splitlines() if self.preformatted else (text,)
            self._pieces.extend(filter(None, map(_cell_text, lines)))
        elif self.preformatted and _is_of_lines(text):
            self._preformatted_text(text)
        else:
            self._paragraph(_paragraph_text(text))

    def _printed(self, text: str) -> str:
        """Text as it is seen, by the marks of its looks; from a sign that turns it on, nothing is certain."""
        text = NOT_PRINTED.sub("", text.replace("\u202e", "\ufffd"))
        if NOT_SEEN[0] in text:
            text = self._seen(text)
        return self._on_the_line(text) if RAISED[0] in text else text

    def _seen(self, text: str) -> str:
        """Text without what is white on white, if other words stand beside it; a white figure alone is not read.

        White words alone stay, for they may be heads on a dark ground that the page does not tell of.
        """
        rest = _WHITE.sub("", text)
        beside = self._pieces is not None and (rest.strip() or self._pieces)
        words = self._pieces is None and _IS_CHINESE.search(text)
        if beside or not _HAS_DIGIT.search(text) or words:
            return rest if beside else text.translate(_MARKS)
        self.unseen += 1
        return "\ufffd"

    def _on_the_line(self, text: str) -> str:
        """Text without the marks of notes above its line, if it is a cell's or a figure; else they are set apart."""
        rest = _ABOVE.sub("", text).translate(_MARKS)
        figure = bool(rest.strip()) and not read_cell(rest).words
        if (self._pieces is None and not figure) or len(text) - len(rest) > _LONGEST_MARK:
            return _ABOVE.sub(r" \1 ", text).translate(_MARKS)
        return rest if rest.strip() or self._pieces else "\ufffd"

    def _preformatted_text(self, text: str) -> None:
        for block in text_blocks(text):
            if isinstance(block, Line):
                self._row(block.cells, None, None, [(place.left, place.right) for place in block.places])
            else:
                self._paragraph(block.text.lstrip("# "))

    # ---- tables ----

    def open_table(self) -> None:
        """``<table>``: inside a cell it makes the row around it layout; between cells it ends the table before."""
        self.new_line()
        if self.tables:
            if self._pieces is None:
                self.close_table()
            else:
                self._spread_row(self.tables[-1])
                self._pieces = None
        self.tables.append(_Table())

    def close_table(self) -> None:
        """``</table>``."""
        self.close_row()
        if self.tables:
            self.tables.pop()
            if self.tables and self.tables[-1].row is not None:
                self._pieces = []  # the cell around the table goes on
                self.tables[-1].row.append(self._pieces)
                self.tables[-1].spans.append((1, 1))

    def open_row(self) -> None:
        """``<tr>``; a row that is open ends."""
        self.close_row()
        if not self.tables:
            self.tables.append(_Table())
        self.tables[-1].row = []

    def close_part(self) -> None:
        """The begin or end of ``<thead>``, ``<tbody>`` or ``<tfoot>``: no cell reaches beyond it."""
        self.close_row()
        if self.tables:
            self.tables[-1].carried = {}

    def close_row(self) -> None:
        """``</tr>``, or the begin or end of a part of the table."""
        self.close_cell()
        if not self.tables or self.tables[-1].row is None:
            return
        table = self.tables[-1]
        cells, columns = table.row or [], table.columns()
        if table.is_layout or _is_prose(cells):
            self._spread_row(table)
        elif fields := _fields(cells):
            for field in fields:
                self._paragraph(field)
        elif len(cells) > 1 or any(cells):
            self._table_row(table, cells, columns)
        table.row, table.is_layout, table.is_damaged = None, False, False
        table.spans.clear()
        table.is_spanned = False

    def open_cell(self) -> None:
        """``<td>`` or ``<th>``; a cell that is open ends."""
        if self._pieces is not None:
            if self._closes_cells is None:
                self._closes_cells = self.closes_cells()
            self.tables[-1].is_damaged |= self._closes_cells
        if self.pending:
            self.new_line()
        if not self.tables or self.tables[-1].row is None:
            self.open_row()
        self._pieces = []
        row = self.tables[-1].row
        if row is not None:
            row.append(self._pieces)
            table, inside = self.tables[-1], self.inside
            if inside and ("pan" in inside or "PAN" in inside):
                table.spans.append(_spans(inside))
                table.is_spanned = True
            else:
                table.spans.append((1, 1))

    def end_cell(self) -> None:
        """``</td>`` or ``</th>``."""
        if self._pieces is None and self.tables:
            self.tables[-1].is_damaged = True
        self.close_cell()

    def close_cell(self) -> None:
        """The end of a cell, stated or not."""
        if self.pending:
            self.new_line()
        self._pieces = None

    def damage(self) -> None:
        """A place where the markup is broken: what stands in this cell is not to be read as a number."""
        if self._pieces is not None:
            self.pending.append("\ufffd")
            self.tables[-1].is_damaged = True

    def close(self, is_whole: bool) -> None:
        """The end of the page: all that is open ends; a cell at the end of a page that is not whole is cut."""
        if not is_whole:
            self.damage()
        while self.tables:
            self.close_table()
        self.new_line()

    def _spread_row(self, table: _Table) -> None:
        """Give the open row as paragraphs: it only sets other things beside each other."""
        table.is_layout = True
        cells, table.row = table.row or [], []
        for cell in cells:
            for piece in cell:
                self._paragraph(piece.strip("\ufffd"))

    def _table_row(
        self, table: _Table, cells: Sequence[Sequence[str]], columns: Sequence[tuple[int, int]]
    ) -> None:
        if table.is_damaged:
            self._row(tuple(map(_joined, cells)), None, None, loose=True)
            return
        if table.number is None:
            self._numbered += 1
            table.number = self._numbered
        table.rows += 1
        down = [down for _, down in table.spans] if table.is_spanned else ()
        self._row(tuple(map(_joined, cells)), table.number, table.rows, columns, down)

    # ---- blocks ----

    def _paragraph(self, text: str) -> None:
        if text:
            self._add(Paragraph(text, Source(self._place, self._place + len(text))))

    def _row(
        self,
        cells: tuple[str, ...],
        table: int | None,
        row: int | None,
        columns: Sequence[tuple[float, float]] = (),
        down: Sequence[int] = (),
        loose: bool = False,
    ) -> None:
        places = places_in(cells, self._place, columns, down or repeat(0)) if columns else ()
        end = self._place + sum(map(len, cells)) + len(cells) - 1
        self._add(Line(cells, Source(self._place, end, None, table, row), loose, places))

    def _add(self, block: Block) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            raise refused("many_blocks", self._name, most=MOST_BLOCKS)
        self.blocks.append(block)
        self._place = block.source.end + 1


@lru_cache(maxsize=5_000)
def _spans(inside: str) -> tuple[int, int]:
    """How many columns and rows a cell covers, as its tag says; a browser allows so many."""
    given = attributes(inside)
    across, down = (_SPAN.match(given.get(name, "")) for name in ("colspan", "rowspan"))
    wide = int(across[1]) if across else 1
    deep = int(down[1]) if down else 1
    return (wide if 0 < wide <= _WIDEST else 1), (min(deep, _DEEPEST) or _DEEPEST)


def _is_of_lines(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) <= _MOST_LINES and max(map(len, lines)) <= _LONGEST_LINE


def _cell_text(text: str) -> str:
    words = text.split()
    if len(words) == 1:
        return words[0]
    return " ".join(_WRAPPED.sub("", text.strip()).split())


def _paragraph_text(text: str) -> str:
    text = text.strip()
    if "\n" in text:
        text = _WRAPPED.sub("", text)
    text = _MARKUP_SPACE.sub(" ", text).translate(_NO_BREAK).replace("~~~~", "")
    return _FIELD_INSIDE.sub("  ", text) if len(text) < _LONGEST_CELL_OF_MANY else text


def _joined(pieces: Sequence[str]) -> str:
    """The lines of a cell as one text: without a gap beside Chinese, else with the break, so that numbers stay two."""
    if len(pieces) < 2:
        return pieces[0].replace("~~~~", "") if pieces else ""
    text, *others = [piece for piece in pieces if piece != PICTURE] or [PICTURE]
    for piece in others:
        chinese = _IS_CHINESE.match(text[-1]) or _IS_CHINESE.match(piece)
        text += piece if chinese else "\n" + piece
    return text


def _is_prose(cells: Sequence[Sequence[str]]) -> bool:
    """Whether a row holds an article and not the cells of a form."""
    longest = _LONGEST_CELL if len(cells) <= 3 else _LONGEST_CELL_OF_MANY
    if any(len(pieces) > 1 and sum(map(len, pieces)) > longest for pieces in cells):
        return True
    return len(cells) == 1 and len(cells[0]) > 1 and max(map(len, cells[0])) >= _SHORTEST_PARAGRAPH


def _fields(cells: Sequence[Sequence[str]]) -> list[str]:
    """Facts of a page's head that stand as name and value in cells of their own: ``索引号：…``."""
    if len(cells) % 2 or not cells or not cells[0] or not _FIELD.match(cells[0][0]):
        return []
    names, values = ([_joined(cell) for cell in cells[start::2]] for start in (0, 1))
    if not all(_FIELD.fullmatch(name) for name in names if name) or not any(names):
        return []
    pairs = zip(names, values, strict=True)
    return [f"{''.join(name.split()).rstrip(':：')}：{value}" for name, value in pairs if name]
