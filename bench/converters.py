"""Tools that other people wrote, which turn a report into text or another file; each is skipped where it is absent."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

Pages = Sequence[bytes]
SECONDS = 180


class AbsentError(Exception):
    """A tool that is not installed."""


class Converter(NamedTuple):
    """A tool: what it is given (``html`` or ``docx``), how it turns files into others, and at most how many.

    ``file`` is the name its results go by; ``loses`` says what of the figures it is known to lose.
    """

    name: str
    given: str
    convert: Callable[[Pages], list[bytes]]
    file: str = "report.txt"
    most: int = 1_000_000
    loses: str = ""


def _tool(name: str):  # the modules have no types in common
    try:
        return import_module(name)
    except ImportError as error:
        raise AbsentError(f"Python package {name} is not installed") from error


def _command(*names: str) -> str:
    for name in names:
        if path := shutil.which(name):
            return path
    raise AbsentError(f"{names[0]} is not installed")


def _each(one: Callable[[str], str | None]) -> Callable[[Pages], list[bytes]]:
    return lambda pages: [(one(page.decode()) or "-").encode() for page in pages]


def _html2text(width: int) -> Callable[[Pages], list[bytes]]:
    def convert(pages: Pages) -> list[bytes]:
        writer = _tool("html2text").HTML2Text(bodywidth=width)
        return _each(writer.handle)(pages)

    return convert


def _inscriptis(pages: Pages) -> list[bytes]:
    return _each(_tool("inscriptis").get_text)(pages)


def _markdownify(pages: Pages) -> list[bytes]:
    return _each(_tool("markdownify").markdownify)(pages)


def _trafilatura(pages: Pages) -> list[bytes]:
    return _each(lambda page: _tool("trafilatura").extract(page, include_tables=True))(pages)


def _soup(separator: str, strip: bool) -> Callable[[Pages], list[bytes]]:
    def convert(pages: Pages) -> list[bytes]:
        soup = _tool("bs4").BeautifulSoup
        return _each(lambda page: soup(page, "html.parser").get_text(separator, strip=strip))(pages)

    return convert


def _pandoc(to: str) -> Callable[[Pages], list[bytes]]:
    def convert(pages: Pages) -> list[bytes]:
        pandoc = _command("pandoc")
        return [_run([pandoc, "-f", "html", "-t", to, "-o", "-"], page) for page in pages]

    return convert


def _run(command: list[str], given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=SECONDS).stdout


def _chromium_pdf(pages: Pages) -> list[bytes]:
    """Print pages with Chromium, one browser for all."""
    playwright = _tool("playwright.sync_api")
    browser = _command("chromium", "chromium-browser", "google-chrome")
    printed: list[bytes] = []
    with playwright.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = chromium.new_page()
        for page in pages:
            tab.set_content(page.decode())
            printed.append(
                tab.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
            )
        chromium.close()
    return printed


def _without_rules(pages: Pages) -> list[bytes]:
    return _chromium_pdf([page.replace(b' border="1"', b"") for page in pages])


def _preformatted(pages: Pages) -> list[bytes]:
    """Pages as text in columns, printed line by line."""
    texts = _each(_tool("inscriptis").get_text)(pages)
    style = b"<meta charset=utf-8><style>pre {font: 7px monospace}</style><pre>"
    return _chromium_pdf([style + text.replace(b"&", b"&amp;").replace(b"<", b"&lt;") for text in texts])


def _pdftotext(*mode: str) -> Callable[[Pages], list[bytes]]:
    def convert(pages: Pages) -> list[bytes]:
        pdftotext = _command("pdftotext")
        return [_run([pdftotext, *mode, "-", "-"], pdf) for pdf in _printed_once(tuple(pages))]

    return convert


_PRINTED: dict[tuple[bytes, ...], list[bytes]] = {}


def _printed_once(pages: tuple[bytes, ...]) -> list[bytes]:
    """The pages as PDF; the three modes of pdftotext are given the same files."""
    if pages not in _PRINTED:
        _PRINTED[pages] = _chromium_pdf(pages)
    return _PRINTED[pages]


def _office(kind: str, suffix: str) -> Callable[[Pages], list[bytes]]:
    """Save Word files or pages as another kind with LibreOffice, all in one run."""

    def convert(files: Pages) -> list[bytes]:
        office = _command("soffice", "libreoffice")
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            for number, data in enumerate(files):
                (place / f"{number}.docx").write_bytes(data)
            given = [str(place / f"{number}.docx") for number in range(len(files))]
            profile = f"-env:UserInstallation=file://{folder}/profile"
            _run([office, profile, "--headless", "--convert-to", kind, "--outdir", f"{folder}/out", *given])
            return [(place / "out" / f"{number}.{suffix}").read_bytes() for number in range(len(files))]

    return convert


def converters() -> Iterator[Converter]:
    """All of them."""
    yield Converter("html2text", "html", _html2text(0))
    yield Converter("html2text, 78 wide", "html", _html2text(78))
    yield Converter("inscriptis", "html", _inscriptis)
    yield Converter("markdownify", "html", _markdownify)
    yield Converter("trafilatura", "html", _trafilatura)
    yield Converter("BeautifulSoup text, line ends", "html", _soup("\n", True), loses="blank cells")
    yield Converter("BeautifulSoup text, spaces", "html", _soup(" ", True), loses="blank cells")
    yield Converter("BeautifulSoup text, bars", "html", _soup("|", True), loses="blank cells")
    yield Converter("BeautifulSoup text, tabs", "html", _soup("\t", False), loses="blank cells")
    yield Converter("BeautifulSoup text, as it is", "html", _soup("", False), loses="all bounds of cells")
    for to in ("plain", "markdown", "gfm", "rst"):
        yield Converter(f"pandoc {to}", "html", _pandoc(to), most=60)
    yield Converter("pandoc docx", "html", _pandoc("docx"), "report.docx", most=30)
    yield Converter("Chromium PDF", "html", lambda pages: _printed_once(tuple(pages)), "report.pdf", most=30)
    yield Converter("Chromium PDF, no rules", "html", _without_rules, "report.pdf", most=30)
    yield Converter("Chromium PDF, preformatted", "html", _preformatted, "report.pdf", most=30)
    yield Converter("pdftotext -layout", "html", _pdftotext("-layout"), most=30)
    yield Converter("pdftotext", "html", _pdftotext(), most=30, loses="rows")
    yield Converter("pdftotext -raw", "html", _pdftotext("-raw"), most=30, loses="blank cells")
    yield Converter("LibreOffice doc", "docx", _office("doc:MS Word 97", "doc"), "report.doc", most=20)
    yield Converter("LibreOffice odt", "docx", _office("odt", "odt"), "report.odt", most=20)
    yield Converter("LibreOffice rtf", "docx", _office("rtf", "rtf"), "report.rtf", most=20)
    yield Converter("LibreOffice pdf", "docx", _office("pdf", "pdf"), "report.pdf", most=20)
    yield Converter(
        "LibreOffice txt", "docx", _office("txt:Text (encoded):UTF8", "txt"), most=20, loses="rows"
    )
