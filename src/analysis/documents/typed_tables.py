"""Tables that someone typed into a page or a word processor without making a table: cells apart by tabs or lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from analysis.documents.document import Block, Document, Line, Paragraph
from analysis.documents.text_files.plain_text import text_blocks

# A report whose tables are tables has far more; the head of a page, or table 四 alone, has fewer.
_FEWEST_FIGURES = 20
# Formats of running text: no place on a page to go by, and no grid of cells.
_RUNNING_TEXT = frozenset(("html", "mhtml", "docx", "doc", "rtf", "odt"))


def with_typed_tables(document: Document) -> Document:
    """The document with the rows among its paragraphs told as in a text file, if it has no real table of figures."""
    typed = document.format in _RUNNING_TEXT or (
        document.format == "pdf" and _has_cells_alone(document.blocks)
    )
    if not typed or _figures_in_tables(document.blocks) >= _FEWEST_FIGURES:
        return document
    blocks: list[Block] = []
    for is_row, found in groupby(document.blocks, key=lambda block: isinstance(block, Line)):
        run = list(found)
        blocks += run if is_row else _told(document.text, run)
    return replace(document, blocks=tuple(blocks))


def _has_cells_alone(blocks: Iterable[Block]) -> bool:
    """Whether figures stand alone on their lines, as in a printed text file; other lines go by their places."""
    alone = (block.text.rstrip(" |").isdecimal() for block in blocks if isinstance(block, Paragraph))
    return sum(alone) >= _FEWEST_FIGURES


def _figures_in_tables(blocks: Iterable[Block]) -> int:
    return sum(cell.isdecimal() for block in blocks if isinstance(block, Line) for cell in block.cells)


def _told(text: str, paragraphs: Sequence[Block]) -> Sequence[Block]:
    """The paragraphs as a text file's lines; as they were if no row is among them."""
    start, stop = paragraphs[0].source.start, paragraphs[-1].source.end
    blocks = list(_shifted(text_blocks(text[start:stop]), start))
    return blocks if any(isinstance(block, Line) for block in blocks) else paragraphs


def _shifted(blocks: Iterable[Block], by: int) -> Iterator[Block]:
    for block in blocks:
        source = block.source._replace(start=block.source.start + by, end=block.source.end + by)
        if isinstance(block, Paragraph):
            yield block._replace(source=source)
            continue
        places = tuple(p._replace(start=p.start + by, end=p.end + by) for p in block.places)
        yield block._replace(source=source, places=places)
