"""What can be noted about a report: the codes in one place, a sentence each."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One thing worth knowing about a report; ``severity`` is error, warning or info.

    ``expected`` and ``found`` are the two sides of a broken identity; ``suggestion`` is ``table/row/column=value``,
    the only single change that restores all broken identities.
    """

    code: str
    severity: str
    message: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    expected: str | None = None
    found: str | None = None
    suggestion: str | None = None
    source: str | None = None


# code: (severity, what it means)
CODES: dict[str, tuple[str, str]] = {
    "V301": ("error", "New and carried-in requests are not those decided and carried out (第一＋第二＝第三＋第四项)."),
    "V302": ("error", "The outcomes do not add up to 总计 of 本年度办理结果."),
    "V303": ("error", "Natural persons and organisations do not add up to 总计 in a row of table 三."),
    "V304": ("error", "A count is negative or has decimals."),
    "V401": ("error", "The results of administrative reviews do not add up to their 总计."),
    "V402": ("error", "The results of direct lawsuits do not add up to their 总计."),
    "V403": ("error", "The results of lawsuits after review do not add up to their 总计."),
    **{code: ("error", f"A sum of the statistics table of 2014 to 2018 does not hold ({what}).") for code, what in (
        ("V141", "requests by channel"), ("V142", "closed on time and after extension"), ("V143", "answers by kind"),
        ("V144", "grounds of denial"), ("V145", "reviews"), ("V146", "lawsuits"), ("V147", "staff"))},
    **{code: ("error", f"A sum of the local indicator list before 2014 does not hold ({what}).") for code, what in (
        ("V081", "requests by channel"), ("V082", "answers by kind"), ("V083", "grounds of denial"))},
    "V202": ("warning", "A body below a prefecture-level city reports regulations (规章), which it cannot make."),
    "table_missing": ("warning", "A table of the form was not found."),
    "row_missing": ("warning", "A row of a table that was found is not there."),
    "row_unresolved": ("warning", "A row is there, but its figures cannot be placed in the columns with certainty."),
    "placed_by_sums": ("info", "A line has fewer figures than columns, and the sums allow one place only for some."),
    "row_contradicts": ("error", "A row whose label or end is not certain does not add up; its figures are not used."),
    "row_twice": ("warning", "A row is printed more than once with different figures; none of them is used."),
    "several_reports": ("info", "The file holds more than one report; each is read on its own."),
    "several_tables": ("error", "The file holds the same table more than once with different figures; none is used."),
    "line_unused": ("warning", "A line with figures inside a table belongs to no row of the form."),
    "words_unused": ("info", "Words inside a table belong to no label of the form, such as a footnote."),
    "label_unsure": ("info", "A row was recognised by a damaged label."),
    "edition_unsure": ("warning", "The heads do not tell which edition a block is of; its figures are not used."),
    "edition_by_context": ("info", "The heads of a block are missing; its edition is that of the rest of the table."),
    "editions_mixed": ("info", "The tables of the report are of different editions of the form."),
    "edition_unusual": ("info", "The edition of the form is not the one in force for the report's year."),
    "columns_unusual": ("error", "The column heads stand in another order than the form's; the figures are not used."),
    "cell_words": ("info", "A cell holds words or a unit with its number; it is read in the unit of its column, and the words are kept."),
    "cell_text": ("warning", "A cell holds words from which no number can be read with certainty."),
    "title_missing": ("warning", "No title of the report was found."),
    "year_missing": ("warning", "The year reported on is not stated, or is stated differently in different places."),
    "place_unresolved": ("warning", "The place of the body cannot be told from the report."),
    "section_missing": ("info", "A prose section was not found."),
    "read_by_ocr": ("info", "Pages were pictures; their words and figures were recognised by OCR."),
    "source_note": ("warning", "The reader of the file could not read all of it."),
    "override": ("info", "A fact about the report was given by the user and not read from the file."),
    "duplicate_file": ("info", "The same bytes lie at several paths; the report is counted once."),
    "version": ("info", "Another file holds the same report; the one that is chosen counts, the other stays listed."),
    "versions_differ": ("warning", "Versions of a report hold different figures, and none is known to be the last; none counts."),
    "same_figures": ("info", "A report of another body, or of another year, holds the same figures."),
    "unreadable": ("error", "The file could not be read."),
}  # fmt: skip


def finding(code: str, message: str, **details: str | None) -> Finding:
    """A finding with the severity that its code has."""
    return Finding(code, CODES[code][0], message, **details)
