"""Scans: pictures, and PDF pages that are pictures, read by the optional character recognition."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

import pypdfium2

from analysis.documents.document import Document
from analysis.documents.pdf_files.page_document import document_of_pages
from analysis.documents.pdf_files.pdf_page import UNKNOWN, Page
from analysis.documents.refusal import refused
from analysis.errors import UnreadableFileError
from analysis.words import Words
from analysis.words.documents import note, pages_of

INSTALL = 'pip install "gongkai[ocr]"'
# A page takes some seconds; a report on paper has ten or twenty pages.
MOST_PAGES = 60
# An A3 sheet at 400 dots an inch, or an A4 sheet at 600, is 35 million.
MOST_DOTS = 50_000_000
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF")


def is_installed() -> bool:
    """Say whether the packages of the extra ``ocr`` are there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2", "PIL"))


def advice() -> Words:
    """What to do about a page that is a picture and was not read."""
    return note("no_text_in_pictures") if is_installed() else note("install_ocr", command=INSTALL)


def read_picture(data: bytes, name: str) -> Document:
    """Read a picture (PNG, JPEG, TIFF of several pages, BMP, GIF) of a printed report, as read_pdf does.

    The format is ``scan`` and every row is loose. A figure is read only if two readings agree, else its cell
    is U+FFFD. Raises UnreadableFileError without the extra ``ocr``, for a damaged picture, for one of more
    than 50 million dots or 60 pages, and if nothing is printed on it.
    """
    if not is_installed():
        raise refused("picture", name, command=INSTALL)
    notes: list[Words] = []
    found = (_page(dots, number, notes) for number, dots in _frames(data, name))
    pages = [page for page in found if page is not None]
    if not pages:
        raise refused("picture_without_text", name)
    numbers = [page.number for page in pages]
    return document_of_pages(name, data, pages, [_recognised(numbers), *notes], frozenset(numbers))


def read_pictured_pages(data: bytes, numbers: Sequence[int], notes: list[Words]) -> dict[int, Page]:
    """Read the pages of a PDF file that are pictures, by number; those that show no text are left out.

    Without the extra ``ocr`` there are none. What the reader of the report has to know is added to ``notes``.
    """
    if not numbers or not is_installed():
        return {}
    found: dict[int, Page] = {}
    said: list[Words] = []
    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers[:MOST_PAGES]:
            dots = _rendered(document[number - 1])
            page = None if dots is None else _page(dots, number, said)
            if page is not None:
                found[number] = page
            if dots is None:
                said.append(note("picture_too_large", pages=pages_of([number])))
    finally:
        document.close()
    if len(numbers) > MOST_PAGES:
        said.append(note("first_pictures", read=MOST_PAGES, count=len(numbers)))
    notes += [_recognised(list(found)), *said] if found else said
    return found


def _recognised(numbers: Sequence[int]) -> Words:
    return note("recognised", pages=pages_of(list(numbers)))


def _rendered(page: Any) -> Any:
    """A page of a PDF as grey values; ``None`` if a picture on it is too large to be unpacked."""
    pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    dots = 0
    for picture in pictures:
        width, height = picture.get_px_size()
        dots += width * height
    width, height = page.get_size()
    scale = min(200 / 72, 3300 / max(width, height))
    return None if dots > MOST_DOTS else page.render(scale=scale, grayscale=True).to_numpy()


def _page(dots: Any, number: int, notes: list[Words]) -> Page | None:
    """A picture of a page as characters and rules; ``None`` if no text can be made out."""
    from analysis.documents.scans.scan_page import read_scanned_page

    page = read_scanned_page(dots.reshape(dots.shape[:2]), number)
    if page is not None and page.cut:
        notes.append(note("picture_of_many_lines", pages=pages_of([number])))
    if page is None or len(page.glyphs) == page.unknown:
        return None
    if page.unknown:
        notes.append(note("unclear_figures", pages=pages_of([number]), count=page.unknown, mark=UNKNOWN))
    # The characters of this page are not marked by a font; the note above says what the reader must know.
    return page._replace(unknown=0)


def _frames(data: bytes, name: str) -> Iterator[tuple[int, Any]]:
    """The pages of a picture file as grey values, numbered from 1."""
    from PIL import Image, ImageOps

    too_large = refused("large_picture", name, dots=MOST_DOTS // 10**6, most=MOST_PAGES)
    try:
        with warnings.catch_warnings():
            # Pillow only warns of a picture that unpacks to gigabytes; its size is looked at below.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                for number in range(getattr(image, "n_frames", 1)):
                    image.seek(number)
                    if image.width * image.height > MOST_DOTS or number >= MOST_PAGES:
                        raise too_large
                    if min(image.size) < 40:
                        continue
                    upright = ImageOps.exif_transpose(image)
                    yield number + 1, _grey(upright)
    except UnreadableFileError:
        raise
    except Image.DecompressionBombError as error:
        raise too_large from error
    except Exception as error:  # Pillow lets many kinds of error through from damaged files
        raise refused("picture_damaged", name) from error


def _grey(image: Any) -> Any:
    """Grey values of a Pillow picture on white paper."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return pypdfium2.PdfBitmap.from_pil(image.convert("L")).to_numpy()
