"""Look inside zip and compound files: which office format they hold, and their parts, within bounds."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from importlib import import_module
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from analysis.documents.document import Document
from analysis.documents.office_files.compound import open_compound
from analysis.documents.refusal import refused
from analysis.errors import UnreadableFileError

MOST_PARTS = 2_000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_ARCHIVE = 256 * 1024 * 1024
# A report has some twenty thousand tags and attributes; each costs up to 20 microseconds and half a kilobyte.
MOST_TAGS = 400_000
MOST_ATTRIBUTES = 800_000
_PROLOG_SLICE = 256

# What stands in the archive, and its reader as ``module:function`` or why it is refused.
_ZIP_KINDS = (
    ("word/", "analysis.documents.office_files.docx:read_docx", ""),
    ("xl/workbook.bin", None, "xlsb"),
    ("xl/", "analysis.documents.office_files.workbook:read_xlsx", ""),
    ("ppt/", None, "powerpoint"),
    ("OFD.xml", None, "ofd"),
    ("content.xml", "analysis.documents.office_files.opendocument:read_opendocument", ""),
)
_COMPOUND_KINDS = (
    ("EncryptedPackage", None, "office_password"),
    ("WordDocument", "analysis.documents.office_files.legacy_doc:read_doc", ""),
    ("Workbook", "analysis.documents.office_files.legacy_workbook:read_xls", ""),
    ("Book", "analysis.documents.office_files.legacy_workbook:read_xls", ""),
    ("PowerPoint Document", None, "powerpoint"),
)


def read_zip(data: bytes, name: str) -> Document:
    """Read a zip file that is a Word, Excel or OpenDocument file; UnreadableFileError for all others."""
    parts = open_parts(data, name)
    for start, reader, refusal in _ZIP_KINDS:
        if any(part.startswith(start) for part in parts.names):
            return _read(reader, refusal, data, name)
    raise refused("other_zip", name)


def read_compound(data: bytes, name: str) -> Document:
    """Read a compound file that is an old Word, WPS or Excel file; UnreadableFileError for all others."""
    streams = open_compound(data, name).names
    for stream, reader, refusal in _COMPOUND_KINDS:
        if stream in streams:
            return _read(reader, refusal, data, name)
    raise refused("other_office", name)


def _read(reader: str | None, refusal: str, data: bytes, name: str) -> Document:
    if reader is None:
        raise refused(refusal, name)
    module, _, function = reader.partition(":")
    document: Document = getattr(import_module(module), function)(data, name)
    return document


class Parts:
    """The parts of an office file in a zip archive, each read when asked for and never past its bound."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.name = name
        self.names = frozenset(archive.namelist())
        self._archive = archive

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, or None if there is none of that name; UnreadableFileError if it is damaged."""
        if part not in self.names:
            return None
        try:
            with self._archive.open(part) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise refused("part_lost", self.name, part=part) from error
        if len(data) > LARGEST_PART:
            raise too_large(self.name)
        return data

    def xml(self, part: str) -> Element | None:
        """A part as XML, or None if there is none; UnreadableFileError if it is damaged or unsafe."""
        data = self.read(part)
        return None if data is None else parse_xml(data, self.name, part)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relations of a part ("" for the file): the last word of their kind and the part, by their id."""
        folder, _, file = part.rpartition("/")
        relations = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if relations is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))[1:],
            )
            for relation in relations
            if relation.get("TargetMode") != "External"
        }

    def main(self, usual: str) -> str:
        """The part that holds the document itself."""
        for kind, part in self.related("").values():
            if kind == "officeDocument" and part in self.names:
                return part
        return usual


def open_parts(data: bytes, name: str) -> Parts:
    """Open a zip archive; UnreadableFileError if it is cut off, encrypted, or larger than any report."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError) as error:
        raise refused("office_damaged", name) from error
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_ARCHIVE:
        raise too_large(name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused("password", name)
    return Parts(archive, name)


def too_large(name: str) -> UnreadableFileError:
    """The error for a file that unpacks to more than a report can be."""
    return refused("unpacks_large", name)


class _DoctypeError(Exception):
    pass


class _RootReachedError(Exception):
    pass


def parse_xml(data: bytes, name: str, part: str) -> Element:
    """Parse XML without a DTD; UnreadableFileError if it is not well-formed or too large."""
    if data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_ATTRIBUTES:
        raise too_large(name)
    try:
        _refuse_doctype(data)
        return ElementTree.fromstring(data)  # noqa: S314 - without a DTD there are no entities to expand
    except _DoctypeError as error:
        raise refused("entities", name, part=part) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise refused("part_lost", name, part=part) from error


def _refuse_doctype(data: bytes) -> None:
    """Read up to the first element; entities can only be declared before it."""

    def doctype(*_: object) -> None:
        raise _DoctypeError

    def root(*_: object) -> None:
        raise _RootReachedError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        # In slices, because the parser goes on to the end of what it was given.
        for start in range(0, len(data), _PROLOG_SLICE):
            parser.Parse(data[start : start + _PROLOG_SLICE], False)
    except (_RootReachedError, expat.ExpatError):
        return
