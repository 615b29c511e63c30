"""Write a filled form in every dialect of text that websites, converters and people make of it."""

from __future__ import annotations

import csv
from typing import NamedTuple

from render_boxes import (
    bars_before,
    bars_begin_rows,
    bars_on_lines,
    box_ascii,
    box_drawn,
    box_head_rule,
    box_wrapped,
    cells_apart,
    cells_bare,
    cells_barred,
    flat,
)
from render_printed import Writer
from render_printed import printed as printed
from render_spaces import (
    columns,
    columns_by_characters,
    glued,
    label_glued,
    layout,
    number_lines,
    single_spaces,
    spaces,
    wide_spaces,
)
from render_tabs import (
    delimited,
    form_feeds,
    lone_returns,
    markdown,
    markdown_plain,
    markdown_tight,
    tabs,
    tabs_collapsed,
    tabs_shifted,
    tabs_with_furniture,
    tabs_wrapped,
    windows,
)


class Dialect(NamedTuple):
    """A way to write a report as text.

    ``blanks`` says whether a blank cell leaves a trace; ``whole`` whether the figures can be told apart at all.
    """

    name: str
    write: Writer
    blanks: bool
    whole: bool = True


DIALECTS = (
    Dialect("tabs", tabs, True),
    Dialect("tabs, spans collapsed", tabs_collapsed, True),
    Dialect("tabs, labels shifted", tabs_shifted, True),
    Dialect("tabs, labels wrapped", tabs_wrapped, True),
    Dialect("tabs, page furniture", tabs_with_furniture, True),
    Dialect("tabs, CR LF", windows, True),
    Dialect("tabs, CR", lone_returns, True),
    Dialect("tabs, form feeds", form_feeds, True),
    Dialect("markdown", markdown, True),
    Dialect("markdown, inner bars", markdown_plain, True),
    Dialect("markdown, tight", markdown_tight, True),
    Dialect("two spaces", spaces, False),
    Dialect("single spaces", single_spaces, False),
    Dialect("full-width spaces", wide_spaces, False),
    Dialect("columns", columns, True),
    Dialect("columns by characters", columns_by_characters, True),
    Dialect("layout, labels wrapped", layout, True),
    Dialect("one cell a line, bars", cells_barred, True),
    Dialect("one cell a line, bars before", bars_before, True),
    Dialect("one cell a line, bars on lines", bars_on_lines, True),
    Dialect("one cell a line, bars begin rows", bars_begin_rows, True),
    Dialect("one cell a line", cells_bare, False),
    Dialect("one cell a line, apart", cells_apart, False),
    Dialect("figures on a line", number_lines, False),
    Dialect("glued", glued, False, whole=False),
    Dialect("first figure glued", label_glued, False, whole=False),
    Dialect("box +-|", box_ascii, True),
    Dialect("box +-|, wrapped", box_wrapped, True),
    Dialect("box +-|, head rule", box_head_rule, True),
    Dialect("box ┌┬┐│", box_drawn, True),
    Dialect("CSV, commas", delimited(",", csv.QUOTE_MINIMAL), True),
    Dialect("CSV, semicolons", delimited(";", csv.QUOTE_MINIMAL), True),
    Dialect("CSV, all quoted", delimited(",", csv.QUOTE_ALL), True),
    Dialect("all on one line, spaces", flat(" "), False),
    Dialect("all on one line, bars", flat("|"), False),
)  # fmt: skip
