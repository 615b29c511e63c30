"""Go through the tags of a web page: what is shown, where lines and cells begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.documents.document import Line
from analysis.documents.web_pages.html_looks import Looks, small_letters
from analysis.documents.web_pages.html_markup import MARKUP, TAG_REST, attributes, without_inline
from analysis.documents.web_pages.html_names import BREAKS, ENDS, RANKS, STARTS, UNSEEN, VOID, is_known
from analysis.documents.web_pages.html_tables import BlockBuilder

_FRAME = re.compile(rf"<iframe({TAG_REST})", re.I)
_DEEPEST_FRAME = 3
_SELECT = re.compile(rf"<select(?=[\s>]){TAG_REST}>(.*?)(?:</select\s*>|\Z)", re.I | re.S)
_OPTION = re.compile(rf"<option({TAG_REST})>([^<]*)", re.I)
_TINY = re.compile(r"\s*[0-9](?:\.\d+)?(?:px|pt)?\s*")
_PAGE = re.compile(r"<(?:html|body|div|p|h[1-6])[\s>/]", re.I)


class PageReader:
    """Reads one page; ``builder`` holds the blocks. Hidden elements are left out until their end tag."""

    def __init__(self, name: str, builder: BlockBuilder | None = None, depth: int = 0) -> None:
        self.builder = builder or BlockBuilder(name)
        self._name, self._frames = name, depth
        self._hidden: str | None = None  # the name of the hidden element that is open
        self._depth = 0
        self._inner_tables = 0
        self._hid_table = False
        self._framed = False
        self._after_link = False
        self._after_term = False
        self._is_whole = False

    def read(self, text: str) -> None:
        """Go through the page once."""
        self.builder.preformatted = int(_is_plain_with_tables(text))
        self.builder.closes_cells = lambda: _closes_cells(text)
        self._read_page(text)
        self.builder.close(self._is_whole)

    def _read_page(self, text: str) -> None:
        if "<select" in text or "<SELECT" in text:
            text = _SELECT.sub(_chosen, text)
        self._looks = Looks(text)
        places = self._looks.places(text)
        shorter = text if self._looks.by_rules else without_inline(text, small_letters(text), places)
        if shorter is not text and places:
            places = self._looks.places(shorter)
        self._read_tags(shorter, iter([*places, len(text) + 1]))

    def _read_tags(self, text: str, hiding: Iterator[int]) -> None:
        builder, looks, next_hiding, position = self.builder, self._looks, next(hiding), 0
        pending, is_open = builder.pending, looks.open
        by_rules = looks.by_rules
        parts = MARKUP.split(text)
        stride = MARKUP.groups + 1
        for words, other, raw, is_end, name, inside, declared in zip(
            *(parts[n::stride] for n in range(stride)), strict=False
        ):
            if words and self._hidden is None and (pending or not words.isspace()):
                builder.text(looks.seen(words) if is_open else words)
                self._after_link = False
            start = position + len(words)
            if name is None:
                position = start + 1 + len(other or declared)
                if raw and raw.lower() == "iframe" and self._hidden is None:
                    self._frame(text, start)
                continue
            position = start + 2 + len(is_end) + len(name) + len(inside)
            builder.inside = inside
            may_hide = False
            if next_hiding < position:
                while next_hiding < start:
                    next_hiding = next(hiding)
                may_hide = next_hiding < position
            action = (ENDS if is_end else STARTS).get(name)
            if action is not None and self._hidden is None and not may_hide and not is_open and not by_rules:
                action(builder)
            else:
                self._other(is_end, name.lower(), inside, may_hide)
            if "<" in inside:
                builder.damage()
        if self._hidden is None:
            builder.text(parts[-1])

    def _frame(self, text: str, start: int) -> None:
        """A page that is shown inside this one: its text, if this page holds it."""
        found = _FRAME.match(text, start)
        inner = attributes(found[1]).get("srcdoc", "") if found else ""
        if inner.strip() and self._frames < _DEEPEST_FRAME:
            self.builder.new_line()
            PageReader(self._name, self.builder, self._frames + 1)._read_page(inner)
            self.builder.new_line()
        else:
            self._framed = True

    def _other(self, is_end: str, name: str, inside: str, may_hide: bool) -> None:
        """A tag that needs more than the builder: it hides something, is hidden, or is not among the usual ones."""
        looks = self._looks
        if self._hidden is not None:
            self._pass_hidden(is_end, name, inside)
        elif is_end:
            self._end(name)
            looks.end(name, self.builder)
        else:
            looks.make_room(name, self.builder)
            told = name in UNSEEN or may_hide or looks.touch(name, inside)
            if not told or not self._hide(name, inside):
                self._start(name, inside)
                looks.start(name, inside, told, self.builder)
        if "<" in name:
            self.builder.damage()

    def _start(self, name: str, inside: str) -> None:
        action = STARTS.get(name)
        if action is not None:
            action(self.builder)
        elif name == "a" and self._after_link:
            self.builder.space()
        elif name == "dt":
            self.builder.new_line()
            self._after_term = True
        elif name == "dd":
            (self.builder.space if self._after_term else self.builder.new_line)()
            self._after_term = False
        elif name == "img" and not _is_tiny(attributes(inside)):
            self.builder.picture()
        elif name == "input":
            self._input(attributes(inside))
        elif name == "frame":
            self._framed = True
        elif not is_known(name):
            self.builder.space()

    def _end(self, name: str) -> None:
        if name in ("body", "html"):
            self._is_whole = True
            return
        action = ENDS.get(name)
        if action is not None:
            action(self.builder)
        elif name == "a":
            self._after_link = True
        elif not is_known(name):
            self.builder.space()

    def _input(self, given: dict[str, str]) -> None:
        if given.get("type", "text").lower() in ("text", "number", "tel", ""):
            self.builder.text(given.get("value", ""))

    def _hide(self, name: str, inside: str) -> bool:
        """Begin to leave out an element that is not shown; false if it is shown."""
        look = self._looks.of(name, inside)
        keeps_place = look.keeps_place and RANKS.get(name) == 1
        if name not in UNSEEN and not (look.hidden or look.keeps_place):
            return False
        if name in VOID or name == "body":
            return name != "body"
        if keeps_place:
            self._start(name, inside)
        elif name in RANKS or name in BREAKS or name == "table":
            self._start_hidden(name)
        self._hidden, self._depth, self._inner_tables = name, 1, 0
        self._hid_table = self._hid_table or name == "table"
        return True

    def _start_hidden(self, name: str) -> None:
        rank = RANKS.get(name, 0)
        if rank == 1:
            self.builder.close_cell()
        elif rank:
            self.builder.close_row()
        elif name != "table":
            self.builder.new_line()

    def _pass_hidden(self, is_end: str, name: str, inside: str) -> None:
        """Look at a tag inside what is hidden: it may end it."""
        hidden = self._hidden or ""
        rank = RANKS.get(name, 0)
        if hidden == "title" or (hidden == "p" and not is_end and (name in BREAKS or name == "table")):
            self._hidden = None
        elif rank and not self._inner_tables and hidden != "table":
            if rank >= RANKS.get(hidden, 0):
                self._hidden = None
        elif name == hidden and not rank:
            self._depth += -1 if is_end else 1
            if not self._depth:
                self._hidden = None
                return
        elif name == "table":
            self._hid_table = self._hid_table or not is_end
            if is_end and not self._inner_tables:
                self._hidden = None
            self._inner_tables += -1 if is_end else 1
        if self._hidden is None:
            if is_end:
                self._end(name)
            else:
                self._start(name, inside)

    def notes(self) -> Iterator[str]:
        """What the reader of the report has to know of the page."""
        blocks = self.builder.blocks
        if self._hid_table:
            yield "A part of the page that is not shown holds a table; it is left out."
        if self._framed and not any(isinstance(block, Line) for block in blocks):
            yield "The page shows another page in a frame; if the report is there, save that page."


def _chosen(select: re.Match[str]) -> str:
    """Of a list to choose from what is shown: the option that is selected, or else the first."""
    options = _OPTION.findall(select[1])
    return next(
        (text for given, text in options if "selected" in given.lower()), options[0][1] if options else ""
    )


def _closes_cells(text: str) -> bool:
    lower = small_letters(text)
    starts = lower.count(b"<td") + lower.count(b"<th") - lower.count(b"<thead")
    ends = lower.count(b"</td") + lower.count(b"</th") - lower.count(b"</thead")
    return ends >= 0.9 * starts


def _is_plain_with_tables(text: str) -> bool:
    """Whether a file is plain text, as Markdown is, in which only the tables are marked up."""
    return not text.lstrip().startswith("<") and not _PAGE.search(text)


def _is_tiny(given: dict[str, str]) -> bool:
    return any(_TINY.fullmatch(given.get(side, "")) for side in ("width", "height"))
