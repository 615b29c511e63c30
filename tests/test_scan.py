"""Scans: pages of the real PDF made into bad pictures, small drawn tables, and pictures that are no report."""

from __future__ import annotations

import io
import random
import re
import resource
import socket
import struct
import time
import zlib
from collections import Counter
from functools import cache
from typing import Any

import pypdfium2
import pytest

from analysis.documents import Line, read_bytes
from analysis.documents.scans import scan
from analysis.errors import UnreadableFileError
from analysis.reports import read_report
from analysis.reports.report import report_from
from golden import GOLDEN, judged, raw_file

needs_ocr = pytest.mark.skipif(not scan.is_installed(), reason="the extra ocr is not installed")
PAGES = (2, 3, 4, 5)
SECONDS_A_PAGE = 90  # CPU, on a busy machine; 3 to 7 are usual
MOST_MEMORY = 2_000_000  # KB, of the whole process


def png_head(width: int, height: int) -> bytes:
    """A PNG file that declares a size and holds next to nothing."""
    chunks = b""
    for kind, body in ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
                       (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")):  # fmt: skip
        chunks += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return b"\x89PNG\r\n\x1a\n" + chunks


@cache
def scanned(number: int, dots: int, skew: float = 0.4, quality: int = 60) -> Any:
    """A page of the real PDF, turned by ``skew`` degrees, with noise, as a JPEG picture."""
    from PIL import Image

    page = pypdfium2.PdfDocument(raw_file("huaian_2024.pdf"))[number]
    picture = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
    picture = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    noise = Image.effect_noise(picture.size, 16).point(lambda value: value // 2)
    data = saved([Image.blend(picture, noise, 0.08)], "JPEG", quality=quality)
    return Image.open(io.BytesIO(data))


def saved(pictures: list[Any], kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(file, kind, **more, **options)
    return file.getvalue()


def drawn(rows: list[list[str]], shift: int = 0) -> Any:
    """A drawn table on an A4 page of 200 dots an inch; ``shift`` moves the last cell's text to the right."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1654, 2339), 255)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(size=30)
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            x, y = 200 + 220 * j, 300 + 90 * i
            pen.rectangle((x, y, x + 220, y + 90), outline=0, width=3)
            last = (i, j) == (len(rows) - 1, len(row) - 1)
            pen.text((x + 40 + shift * last, y + 28), text, 0, font)
    return picture


# ---- without the extra ----


def test_without_the_extra_the_next_step_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    with pytest.raises(
        UnreadableFileError, match=r"a\.png: this is a picture; pip install \"gongkai\[ocr\]\""
    ):
        read_bytes(png_head(100, 100), "a.png")


def test_a_pdf_of_pictures_without_the_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pytest.importorskip("PIL.Image")
    monkeypatch.setattr(scan, "is_installed", lambda: False)
    document = read_bytes(saved([image.new("L", (600, 800), 200)], "PDF"), "a.pdf")
    assert document.format == "pdf"
    assert all('pip install "gongkai[ocr]"' in text for text in document.notes[0])
    assert not re.search("[a-z]{4,}", document.notes[0].zh.replace('pip install "gongkai[ocr]"', ""))


# ---- the real report ----


@needs_ocr
@pytest.mark.parametrize(("dots", "least"), [(150, 197), (200, 197)])
def test_golden_cells_from_pictures(dots: int, least: int) -> None:
    start = time.process_time()
    document = read_bytes(saved([scanned(number, dots) for number in PAGES], "TIFF"), "scan.tif")
    assert time.process_time() - start < SECONDS_A_PAGE * len(PAGES)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY
    report = report_from(document)
    verdicts = Counter(judged(GOLDEN["huaian_2024.pdf"], report.cells).values())
    assert verdicts["wrong"] == 0
    assert verdicts["right"] >= least
    assert document.format == "scan"
    assert all(block.loose for block in document if isinstance(block, Line))
    assert "recognised by OCR" in document.notes[0].en
    assert {"s4_remedies", "s5_problems"} & {section.section for section in report.sections}


@needs_ocr
@pytest.mark.parametrize(("dots", "skew", "quality"), [(100, -1.2, 40), (300, 2.0, 50)])
def test_worse_pictures_give_no_wrong_cell(dots: int, skew: float, quality: int) -> None:
    document = read_bytes(saved([scanned(3, dots, skew, quality)], "PNG"), "scan.png")
    wrong = [key for key, verdict in judged(GOLDEN["huaian_2024.pdf"], report_from(document).cells).items()
             if verdict == "wrong"]  # fmt: skip
    assert wrong == []


@needs_ocr
def test_a_pdf_of_pictures_is_read_page_by_page(tmp_path: Any) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(saved([scanned(5, 150).convert("L"), scanned(3, 150)], "PDF", resolution=150))
    report = read_report(path)
    assert report.document.format == "scan"
    assert {block.source.page for block in report.document} == {1, 2}
    assert report.cell("proactive/penalty/decisions").value == 3985758
    assert any(found.code == "source_note" and "OCR" in found.message for found in report.findings)


@needs_ocr
@pytest.mark.parametrize("dots", [150, 200])
def test_the_opening_and_the_prose_of_a_scan_are_read(dots: int) -> None:
    """The strokes of a title's large characters are as long as the side of a cell, and are no rules."""
    report = report_from(read_bytes(saved([scanned(0, dots)], "PNG"), "scan.png"))
    assert report.title == "淮安市人民政府2024年政府信息公开工作年度报告"
    assert (report.body, report.year, report.place.code) == ("淮安市人民政府", 2024, "320800")
    overview = next(section for section in report.sections if section.section == "s1_overview")
    assert "市政府网站主动公开各类政府信息5500余条" in overview.text
    assert all(block.source.ocr for block in report.document)


# ---- drawn tables ----


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP"])
def test_blank_cells_stay_and_figures_are_read(kind: str) -> None:
    rows = [["Name", "12", "", "350"], ["Other", "", "7", "1,208"], ["Third", "96.5", "0", ""]]
    document = read_bytes(saved([drawn(rows)], kind), "a." + kind.lower())
    assert [list(block.cells) for block in document] == rows
    assert {block.source.table for block in document} == {1}


@needs_ocr
def test_a_mark_is_never_a_figure() -> None:
    document = read_bytes(saved([drawn([["Name", "12"], ["Other", "/"]])], "JPEG"), "a.jpg")
    assert [*document][1].cells[1] in ("/", "\ufffd")


@needs_ocr
def test_a_number_that_a_rule_cuts_is_not_read() -> None:
    document = read_bytes(saved([drawn([["Name", "12"], ["Other", "3508"]], shift=132)], "PNG"), "a.png")
    assert "\ufffd" in [*document][1].cells[1]
    assert not any(character.isdecimal() for character in [*document][1].cells[1])


@needs_ocr
def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.documents.scans import scan_page

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    scan_page._engine.cache_clear()
    assert read_bytes(saved([drawn([["Name", "12"]])], "PNG"), "a.png").text == "Name\t12"


# ---- what is no report ----


@needs_ocr
def test_pictures_without_text() -> None:
    from PIL import Image

    for picture in (Image.new("L", (800, 1100), 255), Image.radial_gradient("L"), Image.new("RGB", (30, 30))):
        with pytest.raises(UnreadableFileError, match="no text can be made out"):
            read_bytes(saved([picture], "PNG"), "a.png")


@needs_ocr
def test_noise_gives_no_figures() -> None:
    from PIL import Image

    size = (600, 800)
    noise = Image.frombytes("L", size, random.Random(3).randbytes(size[0] * size[1]))
    try:
        document = read_bytes(saved([noise], "PNG"), "a.png")
    except UnreadableFileError:
        return
    assert all(cell.value is None for cell in report_from(document).cells)


@needs_ocr
@pytest.mark.parametrize("size", [(50_000, 50_000), (9_000, 9_000), (2**31 - 1, 2**31 - 1)])
def test_huge_pictures_are_refused_before_they_are_unpacked(size: tuple[int, int]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableFileError, match="million dots"):
        read_bytes(png_head(*size), "a.png")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


@needs_ocr
def test_a_pdf_with_a_huge_picture_is_refused() -> None:
    from PIL import Image

    data = saved([Image.new("L", (80, 80), 128)], "PDF")
    data = data.replace(b"/Width 80", b"/Width 50000").replace(b"/Height 80", b"/Height 50000")
    document = read_bytes(data, "a.pdf")
    assert document.blocks == ()
    assert any("too large" in note.en for note in document.notes)


@needs_ocr
def test_too_many_pages_and_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "MOST_PAGES", 1)
    with pytest.raises(UnreadableFileError, match="pages"):
        read_bytes(saved([drawn([["A", "1"]])] * 2, "TIFF"), "a.tif")
    whole = saved([drawn([["Name", "12"], ["Other", "7"]])], "PNG")
    for place in (8, 20, 40, len(whole) // 2):
        with pytest.raises(UnreadableFileError, match="damaged"):
            read_bytes(whole[:place], "a.png")
