"""Other people's tools that turn pages, Word files and workbooks into other files: Chromium, LibreOffice, pdftotext."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def print_by_chromium(pages: Sequence[bytes]) -> list[bytes]:
    """Web pages printed to PDF, all by one start of the browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        return list(_printed(browser, pages))


def _printed(browser: Any, pages: Sequence[bytes]) -> Iterator[bytes]:
    for page in pages:
        tab = browser.new_page()
        tab.set_content(page.decode())
        yield tab.pdf(format="A4", landscape=len(page) % 2 == 0, margin={"top": "15mm", "bottom": "15mm"})
        tab.close()


def by_office(files: Sequence[bytes], given: str, wanted: str) -> list[bytes]:
    """Files turned into another format, all by one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number}.{given}" for number in range(len(files))]
        for name, data in zip(names, files, strict=True):
            name.write_bytes(data)
        out = Path(folder) / "out"
        command = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{folder}/home",
            "--convert-to",
            wanted,
            "--outdir",
            str(out),
        ]
        subprocess.run([*command, *map(str, names)], check=True, capture_output=True, timeout=600)
        return [(out / name.name).with_suffix(f".{wanted.partition(':')[0]}").read_bytes() for name in names]


def print_by_office(files: Sequence[bytes]) -> list[bytes]:
    """Word files printed to PDF by LibreOffice."""
    return by_office(files, "docx", "pdf")


def text_of_print(files: Sequence[bytes]) -> list[bytes]:
    """The text that ``pdftotext -layout`` finds in the printed Word files."""
    command = ["pdftotext", "-layout", "-", "-"]
    return [
        subprocess.run(command, input=data, check=True, capture_output=True, timeout=60).stdout
        for data in print_by_office(files)
    ]


def as_open_document(files: Sequence[bytes]) -> list[bytes]:
    """Word files as OpenDocument."""
    return by_office(files, "docx", "odt")


def as_old_workbook(files: Sequence[bytes]) -> list[bytes]:
    """Workbooks of the old binary format."""
    return by_office(files, "xlsx", "xls")


def as_office_page(files: Sequence[bytes]) -> list[bytes]:
    """Word files saved as web pages."""
    return by_office(files, "docx", "html")


def as_rich_text(files: Sequence[bytes]) -> list[bytes]:
    """Word files as RTF."""
    return by_office(files, "docx", "rtf")
