"""PDF files: ruled tables by the rules that are drawn, all other text by where it stands on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2  # noqa: F401 - its import sets up the library behind pypdfium2.raw
import pypdfium2.raw as pdfium

from analysis.documents.document import Document
from analysis.documents.pdf_files.page_document import MOST_WORDS, document_of_pages
from analysis.documents.pdf_files.page_marks import cleaned
from analysis.documents.pdf_files.pdf_page import Page, read_page
from analysis.documents.refusal import refused
from analysis.documents.scans.scan import advice, read_pictured_pages
from analysis.words import Words
from analysis.words.documents import note, pages_of

MOST_PAGES = 500
# Characters and drawings in a file; a report has some thousands.
MOST_PARTS = 2_000_000
# A page that is a picture may still carry a page number or a stamp as text.
SCAN_CHARACTERS = 20
SCAN_PICTURES = 0.4


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF file into paragraphs and table rows, in the order in which one reads the pages.

    Each row of a ruled table is a ``Line``: blank cells stay, a merged cell is given once, on its first row;
    pages and tables count from 1 over the file, rows from 1 over the table. A table that goes on over a page
    break is two tables here. Text with wide gaps, line under line, gives loose ``Line``s without a table.
    Pages that are pictures are read as scans where the extra ``ocr`` is installed: the format is then ``scan``,
    and the rows of these pages are loose. What could not be read is said in ``notes``: such pages without the
    extra, characters without a meaning.

    Raises UnreadableFileError if the file is not a PDF, is damaged beyond reading, needs a password, or has
    more than 500 pages.
    """
    notes: list[Words | str] = []
    pages = _read_pages(data, name, notes)
    scans = [page.number for page in pages if _is_scan(page)]
    said: list[Words] = []
    read = read_pictured_pages(data, scans, said)
    notes += said
    pages = [read[page.number] if page.number in read else _cleaned(page, notes) for page in pages]
    notes += _picture_notes(pages)
    return document_of_pages(name, data, pages, notes, frozenset(read))


def _cleaned(page: Page, notes: list[Words | str]) -> Page:
    found = cleaned(page)
    if found.struck:
        notes.append(note("struck_on_page", pages=pages_of([page.number]), words=found.struck[:MOST_WORDS]))
    return found.page


def _picture_notes(pages: Sequence[Page]) -> Iterator[Words]:
    """What to do about pages that are pictures and were not read."""
    scans = [p.number for p in pages if p.pictures >= SCAN_PICTURES and len(p.glyphs) <= SCAN_CHARACTERS]
    if scans:
        key = "pictures_only" if len(scans) == 1 else "pictures_only_many"
        yield note(key, pages=pages_of(scans), advice=advice())
    elif not any(page.glyphs for page in pages):
        yield note("no_text", advice=advice())


def _is_scan(page: Page) -> bool:
    """Whether a page is a picture, or text drawn as outlines."""
    pictured = page.pictures >= SCAN_PICTURES and len(page.glyphs) <= SCAN_CHARACTERS
    return pictured or (not page.glyphs and page.parts > 0)


def _read_pages(data: bytes, name: str, notes: list[Words | str]) -> list[Page]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None) if data else None
    if not document:
        raise refused(_why_not(data), name)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            raise refused("no_pages", name)
        if count > MOST_PAGES:
            raise refused("many_pages", name, count=count, most=MOST_PAGES)
        pages: list[Page | None] = []
        parts = 0
        while len(pages) < count and parts < MOST_PARTS:
            page = read_page(document, len(pages) + 1)
            parts += page.parts if page else 0
            pages.append(page)
    finally:
        pdfium.FPDF_CloseDocument(document)
    lost = [number for number, page in enumerate(pages, 1) if page is None]
    if len(lost) == len(pages):
        raise refused("pdf_unreadable", name)
    if lost:
        notes.append(note("pages_lost", pages=pages_of(lost)))
    if len(pages) < count:
        notes.append(note("first_pages", read=len(pages), count=count))
    if b"%%EOF" not in data[-2048:]:
        notes.append(note("cut_off"))
    return [page for page in pages if page is not None]


def _why_not(data: bytes) -> str:
    if data and pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return "pdf_password"
    if b"%PDF-" not in data[:1024]:
        return "not_pdf"
    return "pdf_damaged"
