"""The public frames, declared once: columns, dtypes, keys, allowed values, and what each column means.

The declarations drive the check at every border, the Parquet files, the exports and the data dictionary.
"""

from __future__ import annotations

from typing import NamedTuple

STATUSES = ("reported", "blank", "na_mark", "text", "missing", "not_in_form", "unresolved")
SEVERITIES = ("error", "warning", "info")
SCOPES = ("own_body", "government_aggregate", "system_aggregate", "unknown")
LEVELS = ("national", "province", "prefecture", "county", "township", "zone")


class Column(NamedTuple):
    """One column: pandas dtype, meaning, whether it may be empty, and the values it may take."""

    name: str
    dtype: str
    meaning: str
    nullable: bool = True
    allowed: tuple[str, ...] = ()


class Frame(NamedTuple):
    """One public frame: its name, the columns that make a row unique, and all its columns in order."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The column names in their declared order."""
        return [column.name for column in self.columns]


REPORT_ID = Column(
    "report_id",
    "string",
    "first 16 hexadecimal digits of the file's SHA-256; -2, -3 … for further reports of one file",
    False,
)

REPORTS = Frame(
    "reports",
    "one row a report; a file that could not be read has a row too, with status unreadable",
    ("report_id",),
    (
        REPORT_ID,
        Column("path", "string", "file, relative to the raw folder, with forward slashes", False),
        Column("sha256", "string", "SHA-256 of the file's bytes", False),
        Column("format", "string", "text, pdf, …; unreadable if no reader could open the file", False),
        Column("title", "string", "title as printed, spaces inside removed"),
        Column("body", "string", "name of the body that reports, as printed in title, header or signature"),
        Column("body_type", "string", "government, office, department, township, street, zone, …"),
        Column(
            "body_id",
            "string",
            "the body through the years: code of its place today, colon, its own name without the place; equal before "
            "and after a renaming; empty where body or place is not certain",
        ),
        Column("level", "string", "administrative level of the place", True, LEVELS),
        Column("region_code", "string", "official code of the place: 6 digits, or 9 for a township"),
        Column("province", "string", "province, official name"),
        Column("prefecture", "string", "prefecture-level division, official name"),
        Column("county", "string", "county-level division, official name"),
        Column("township", "string", "township-level division, official name"),
        Column("region_confidence", "Float64", "0 to 1: how well the evidence agrees on the place"),
        Column("region_evidence", "string", "the rules and words that place the body, one a line"),
        Column("scope", "string", "whose figures these are", False, SCOPES),
        Column(
            "scope_evidence",
            "string",
            "the words that show the scope; those on a single table in lines of their own",
        ),
        Column(
            "scope_tables",
            "string",
            "tables or rows (table/row) of which the prose itself says whose figures they are, as name=scope, "
            "joined by spaces; own_level is one level of government without those below it (市本级)",
        ),
        Column("year", "Int64", "year reported on, not the year of publication"),
        Column("published", "string", "date of publication, YYYY-MM-DD"),
        Column(
            "deadline",
            "string",
            "last day for publication by Art. 49 of the Regulations, YYYY-MM-DD: 31 January of the next year for "
            "departments and other bodies, 31 March for governments of county level and above; empty before 2019, for "
            "institutions, and where body type or scope leave it open",
        ),
        Column(
            "days_to_deadline",
            "Int64",
            "days from publication to the deadline; negative if published after it; empty if either is not known, or "
            "the date lies within the year reported on",
        ),
        Column(
            "late",
            "boolean",
            "whether this version was published after the deadline; empty where that is not known",
        ),
        Column("index_no", "string", "index number (索引号) as printed"),
        Column("editions", "string", "form edition of each table, as table=edition, joined by spaces"),
        Column(
            "figures",
            "string",
            "digest of the cells that have a value: two reports with the same figures have the same; empty without any",
        ),
        Column(
            "version_of",
            "string",
            "report_id of the version that counts instead of this one: same body, year and scope, or the same figures "
            "for the same year",
        ),
        Column(
            "is_chosen",
            "boolean",
            "whether this report counts: the only version, or the one chosen; false for all versions if they "
            "contradict each other and none is known to be the last, and for files that cannot be read",
            False,
        ),
        Column("n_cells", "Int64", "cells with status reported", False),
        Column("n_findings", "Int64", "rows in the findings frame", False),
        Column("parser_version", "string", "version of the reading code that made this row", False),
    ),
)

CELLS = Frame(
    "cells",
    "one row a cell of the statutory tables; a value is there only if status is reported or text",
    ("report_id", "table", "row", "column"),
    (
        REPORT_ID,
        Column("table", "string", "proactive (二), requests (三) or remedies (四)", False),
        Column("row", "string", "row code of the form", False),
        Column("column", "string", "column code of the form", False),
        Column("edition", "string", "form edition the row was read with; empty if the table was not found"),
        Column("value", "Float64", "the figure; empty unless certain"),
        Column("raw", "string", "the cell as printed"),
        Column("status", "string", "what is known of the cell", False, STATUSES),
        Column("unit", "string", "unit of the value: 件 or 万元", False),
        Column("source", "string", "page, table, row and characters of the document's text it was read from"),
    ),
)

FINDINGS = Frame(
    "findings",
    "one row a thing worth knowing about a report: broken identities, lines not used, places not found",
    ("report_id", "n"),
    (
        REPORT_ID,
        Column("n", "Int64", "number of the finding within the report, from 1", False),
        Column("code", "string", "code of the finding; gongkai codes lists them", False),
        Column(
            "severity",
            "string",
            "error: figures contradict or are lost; warning: look; info: know",
            False,
            SEVERITIES,
        ),
        Column("table", "string", "table concerned"),
        Column("row", "string", "row concerned"),
        Column("column", "string", "column concerned"),
        Column(
            "rows", "string", "rows concerned, where an equal finding is made on several, joined by spaces"
        ),
        Column("message", "string", "the finding in one sentence, in English", False),
        Column("message_zh", "string", "the finding in one sentence, in Chinese", False),
        Column("expected", "string", "what an identity asks for"),
        Column("found", "string", "what stands there"),
        Column(
            "suggestion", "string", "table/row/column=value: the single change that restores all identities"
        ),
        Column("source", "string", "where in the document"),
    ),
)

SECTIONS = Frame(
    "sections",
    "one row a prose section of a report",
    ("report_id", "section"),
    (
        REPORT_ID,
        Column("section", "string", "s1_overview … s6_other", False),
        Column("title", "string", "heading as printed", False),
        Column("text", "string", "the section's running text, tables left out", False),
        Column("start", "Int64", "first character of the section in the document's text", False),
        Column("end", "Int64", "character after its last", False),
    ),
)

_SECTION = Column("section", "string", "section it stands in: s1_overview … s6_other", False)
_TEXT_FROM = "first character in the document's text; empty where only the stored sections were read"

MENTIONS = Frame(
    "mentions",
    "one row a figure, denial or claim of the prose; made only when asked for",
    ("report_id", "n"),
    (
        REPORT_ID,
        Column("n", "Int64", "number of the mention within the report, from 0, in print order", False),
        Column("kind", "string", "mention: a figure or a denial; claim: words on all cases, or silence", False,
               ("mention", "claim")),
        Column("metric", "string", "what is counted, by its code; empty where the taxonomy has none"),
        Column("value", "Float64", "the figure in its unit, 万 and 亿 multiplied out; empty for claims"),
        Column("value_hi", "Float64", "upper end, exclusive, of a figure with 余 or 多"),
        Column("approx", "string", "more (余), nearly (近), about (约), over (超); empty if exact", True,
               ("more", "nearly", "about", "over")),
        Column("number", "string", "the number as printed"),
        Column("unit", "string", "the unit as printed, without 万"),
        Column("scale", "Float64", "what the printed number was multiplied by", False),
        Column("channel", "string", "channels named with the figure, joined by spaces"),
        Column("scope", "string", "whose figure it is, by its own words", False,
               ("own", "aggregate", "sub_unit", "unknown")),
        Column("scope_words", "string", "the words that say so"),
        Column("subject", "string", "the words for what is counted"),
        Column("period", "string", "the report's year, the year before, or all years together", False,
               ("year", "previous", "cumulative")),
        Column("part_of", "Int64", "n of the mention that it is a part of"),
        Column("share_of", "Int64", "n of the mention that a share or change is of"),
        Column("change", "Float64", "signed change on the year before, in the unit"),
        Column("polarity", "string", "stated; explicit_none: said to be none; all: claim on all cases; none: silence",
               False, ("stated", "explicit_none", "all", "none")),
        _SECTION,
        Column("start", "Int64", _TEXT_FROM),
        Column("end", "Int64", "character after its last"),
        Column("text", "string", "the clause it was read from; telephones and names of contacts left out", False),
        Column("rule", "string", "the rule of the grammar that read it", False),
    ),
)  # fmt: skip

POINTS = Frame(
    "points",
    "one row a problem or measure of section five; made only when asked for",
    ("report_id", "kind", "order"),
    (
        REPORT_ID,
        Column("kind", "string", "problem or measure", False, ("problem", "measure")),
        Column("order", "Int64", "its place among those of its kind, from 1", False),
        Column("text", "string", "its words", False),
        Column("start", "Int64", _TEXT_FROM),
        Column("end", "Int64", "character after its last"),
        Column("themes", "string", "codes of its themes, joined by spaces", False),
        Column("specific", "boolean", "whether a measure names a number, a date or a document", False),
        Column("tense", "string", "past for a measure already taken", False, ("present", "past")),
        Column("pair", "Int64", "order of the measure that answers a problem, or of the problem answered"),
    ),
)

PROSE_FRAMES: dict[str, Frame] = {frame.name: frame for frame in (MENTIONS, POINTS)}

FRAMES: dict[str, Frame] = {frame.name: frame for frame in (REPORTS, CELLS, FINDINGS, SECTIONS)}
