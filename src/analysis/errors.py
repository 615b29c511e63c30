"""The exceptions a caller can get: each says what was given, what is accepted and what to do next."""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of every error that this package raises on purpose; its text is one sentence with the next step."""


class UnreadableFileError(GongkaiError):
    """A file cannot be turned into a document: empty, truncated, encrypted, of an unknown kind, too large.

    ``chinese`` is the sentence in Chinese.
    """

    def __init__(self, sentence: str, chinese: str = "") -> None:
        super().__init__(sentence)
        self.chinese = chinese or sentence


class UnknownNameError(GongkaiError):
    """A name, code or parameter is not one of those that are known; the text lists the known ones."""


class TableError(GongkaiError):
    """A table that the user gave is not as its description asks; the text names the row and what it needs."""


class ComparisonError(GongkaiError):
    """Figures were to be set beside each other that must not be; the text says why and how to go on."""


class StoreError(GongkaiError):
    """The store under ``data/processed`` cannot be read or written."""
