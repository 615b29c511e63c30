"""Web pages of a document: real tables, and grids made of boxes; looks as style, as class, or as an element."""

# ruff: noqa: E501  (markup is not wrapped)
from __future__ import annotations

import html
import random
from collections.abc import Iterator

from bench.foreign_grid import Cell, Document, Grid, Paragraph, Run, spread

_STYLES = {
    "raised": ("vertical-align:super;font-size:60%",),
    "struck": ("text-decoration:line-through", "text-decoration: line-through red"),
    "hidden": ("display:none", "visibility:hidden", "display : none !important"),
    "white": ("color:#fff", "color:white", "color:#FFFFFF", "color:rgb(255,255,255)"),
    "tiny": ("font-size:0", "font-size:0px", "font-size:1px;color:#fff"),
    "far": ("position:absolute;left:-9999px", "position:absolute;top:-5000px", "display:inline-block;text-indent:-9999px"),
    "clear": ("opacity:0", "opacity:0.0"),
}  # fmt: skip
_WRITTEN = {
    "field": '<input type="text" value="{}">',
    "turned": '<bdo dir="rtl">{}</bdo>',
    "before": '<span class="before">{}</span>',
    "comment": '<!-- {0} --><span title="{0}"></span>',
    "gone": "{}",
}
_ELEMENTS = {"raised": ("sup",), "struck": ("s", "del", "strike"), "hidden": ("template", "noscript")}
_CSS = """table{{border-collapse:collapse}}td,th{{border:1px solid #000;padding:3px}}
{rules}
.grid{{display:grid;border:1px solid #000}}.grid>div{{border:1px solid #000;padding:2px}}
.before::before{{content:"7"}}.off{{display:none}}
.tbl{{display:table}}.tr{{display:table-row}}.tr>div{{display:table-cell;border:1px solid #000;padding:3px}}
@media print{{.running{{position:fixed;top:0;right:0;font-size:9pt}}.mark{{position:fixed;top:45%;left:15%;transform:rotate(-35deg);font-size:48pt;color:#ccc;opacity:.5}}}}"""


_TRAIT_RULES = {
    "rules that do not apply": "@media (max-width:300px){.phone{display:none}}@media speech{.idle{visibility:hidden}}"
    ".nowhere .idle{display:none}.idle:hover{opacity:0}.idle.other{font-size:0}/* .idle{display:none} */"
    ".idle::after{display:none}#gone .phone,.phone .idle{color:#fff}.idle{display:none}.idle{display:revert!important}",
    "narrow columns": "table{table-layout:fixed;width:330px}td,th{word-break:break-all}",
    "letters set apart": "td{letter-spacing:4px}",
    "a table turned on its page": "table{transform:rotate(90deg)}",
    "two columns of text": "body{column-count:2}",
    "small pages": "@page{size:A5}body{font-size:15px}",
    "no lines between cells": "td,th{border:0!important}",
}


class _Page:
    """One page being written; how it shows looks is drawn once for the page."""

    def __init__(self, document: Document, rng: random.Random) -> None:
        self.document, self.rng = document, rng
        self.styles = {look: rng.choice(styles) for look, styles in _STYLES.items()}
        self.by = rng.choice(("style", "class", "element"))
        self.wrap = rng.choice(
            ("{}", "{}", "{}", "<p>{}</p>", "<span>{}</span>", "<p><font size=2>{}</font></p>", "\n  {}\n")
        )
        joints = ("</span><span>", "<!-- 8 -->", "<wbr>", "&shy;", "&zwnj;", "</b><b>", "<a name=c1></a>")
        self.split = rng.choice(("",) * 12 + joints)
        self.blank = rng.choice(("", "", "&nbsp;", "<br>", "\u3000"))

    def run(self, run: Run) -> str:
        text = "<br>".join(html.escape(part) for part in run.text.split("\n"))
        if not run.look:
            return self.split.join(text) if text.isdigit() else text
        if run.look in _WRITTEN:
            return _WRITTEN[run.look].format(text)
        if self.by == "element" and run.look in _ELEMENTS:
            name = self.rng.choice(_ELEMENTS[run.look])
            return f"<{name}>{text}</{name}>"
        if run.look == "raised":
            return f"<sup>{text}</sup>"
        shown = f'class="k{run.look}"' if self.by == "class" else f'style="{self.styles[run.look]}"'
        return f"<span {shown}>{text}</span>"

    def cell(self, cell: Cell) -> str:
        words = "".join(self.run(run) for run in cell.runs)
        if (
            "cells of several paragraphs" in self.document.traits
            and not cell.head
            and words
            and self.rng.random() < 0.3
        ):
            return self.rng.choice(
                ("<p></p><p>{}</p>", "<p>{}</p><p>&nbsp;</p>", "<div>{}</div><br>", "<br>{}")
            ).format(words)
        return self.wrap.format(words) if words else self.blank

    def page(self, tables: Iterator[str]) -> bytes:
        rules = "".join(f".k{look}{{{style}}}" for look, style in self.styles.items())
        rules += "".join(_TRAIT_RULES.get(trait, "") for trait in sorted(self.document.traits))
        document = self.document
        running = f'<div class="running">{html.escape(document.running)}</div>' if document.running else ""
        mark = f'<div class="mark">{html.escape(document.watermark)}</div>' if document.watermark else ""
        body = "\n".join(
            self.paragraph(block) if isinstance(block, Paragraph) else next(tables)
            for block in document.blocks
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{_CSS.format(rules=rules)}</style></head>'
            f"<body>{running}{mark}{self.ghost()}{body}</body></html>"
        ).encode()

    def ghost(self) -> str:
        """A report that the page holds and does not show."""
        if self.document.ghost is None:
            return ""
        words = "".join(
            self.paragraph(block) if isinstance(block, Paragraph) else _table(self, block)
            for block in self.document.ghost.blocks
        )
        ways = ("<!--{}-->", '<div style="display:none">{}</div>', "<div hidden>{}</div>", "<template>{}</template>",
                '<div class="off">{}</div>', '<script type="text/template">{}</script>', '<textarea style="display:none">{}</textarea>')  # fmt: skip
        return self.rng.choice(ways).format(words)

    def paragraph(self, block: Paragraph) -> str:
        name = {1: "h1", 2: "h2", 3: "h3"}.get(block.level, "p")
        return f"<{name}>{html.escape(block.text)}</{name}>"

    def grids(self) -> Iterator[Grid]:
        return (block for block in self.document.blocks if not isinstance(block, Paragraph))


def write_table(document: Document, rng: random.Random) -> bytes:
    """A page with ``<table>`` elements."""
    page = _Page(document, rng)
    return page.page(_table(page, grid) for grid in page.grids())


def write_plain(document: Document, rng: random.Random) -> bytes:
    """A page with ``<table>`` elements that are whole, for tools that make something else of it."""
    page = _Page(document, rng)
    page.split = ""
    return page.page(_table(page, grid, whole=True) for grid in page.grids())


def _table(page: _Page, grid: Grid, whole: bool = False) -> str:
    heads = page.rng.random() < 0.3
    end = "" if page.rng.random() < 0.1 and not whole else "</tr>"
    traits = page.document.traits
    lines = [f"<tr>{''.join(_td(page, cell, heads) for cell in line)}{end}" for line in grid]
    high = next((y for y, line in enumerate(grid) if not all(cell.head for cell in line)), 0)
    if "a head group written last" in traits and high:
        lines = ["<tbody>", *lines[high:], "</tbody><thead>", *lines[:high], "</thead>"]
    right_to_left = ' dir="rtl"' * ("columns from right to left" in traits)
    return f"<table{right_to_left}>" + "".join(lines) + "</table>"


def _td(page: _Page, cell: Cell, heads: bool) -> str:
    name = "th" if heads and cell.head else "td"
    traits = page.document.traits
    dark = ' style="background:#036;color:#fff"' * ("heads white on dark" in traits and cell.head)
    idle = ' class="idle phone"' * ("rules that do not apply" in traits and not dark)
    gone = bool(cell.runs) and all(run.look == "gone" for run in cell.runs)
    spans = (
        page.rng.choice((' style="display:none"', " hidden", ' class="off"')) * gone
        + f' rowspan="{cell.down}"' * (cell.down > 1)
        + f' colspan="{cell.across}"' * (cell.across > 1)
    )
    return f"<{name}{spans}{dark}{idle}>{page.cell(cell)}</{name}>"


def write_grid(document: Document, rng: random.Random) -> bytes:
    """A page whose tables are boxes in a CSS grid, with their spans, or rows of table cells without spans."""
    page = _Page(document, rng)
    write = rng.choice((_css_grid, _css_grid, _css_rows))
    return page.page(write(page, grid) for grid in page.grids())


def _css_grid(page: _Page, grid: Grid) -> str:
    places = spread(grid)
    boxes = []
    for y, line in enumerate(places):
        for x, (cell, starts) in enumerate(line):
            if starts:
                at = f"grid-row:{y + 1}/span {cell.down};grid-column:{x + 1}/span {cell.across}"
                dark = ";background:#036;color:#fff" * (
                    "heads white on dark" in page.document.traits and cell.head
                )
                boxes.append(f'<div class="idle" style="{at}{dark}">{page.cell(cell)}</div>')
    columns = f"grid-template-columns:repeat({len(places[0])},1fr)"
    return f'<div class="grid" style="{columns}">{"".join(boxes)}</div>'


def _css_rows(page: _Page, grid: Grid) -> str:
    lines = (
        "".join(f"<div>{page.cell(cell) if starts else ''}</div>" for cell, starts in line)
        for line in spread(grid)
    )
    return '<div class="tbl">' + "".join(f'<div class="tr">{line}</div>' for line in lines) + "</div>"
