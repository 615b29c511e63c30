"""Bytes to ``Document``: a flat list of paragraphs and table rows, each with its source."""

from __future__ import annotations

from analysis.documents.document import Block, CellPlace, Document, Line, Paragraph, Source
from analysis.documents.read import FORMATS, read_bytes, read_document

__all__ = [
    "FORMATS",
    "Block",
    "CellPlace",
    "Document",
    "Line",
    "Paragraph",
    "Source",
    "read_bytes",
    "read_document",
]
