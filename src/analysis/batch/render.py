"""An executed notebook as one HTML file: code behind a click, glyphs inside, no request to any host."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.batch.fonts import font_css
from analysis.words.site import words_in

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).resolve().parent / "templates"
# Elements that act on their own: our notebooks make none, so they are words of a report, shown as text.
ACTIVE = re.compile(
    r"<\s*/?\s*(script|iframe|object|embed|link|meta|base|form|frame|applet|portal)\b", re.IGNORECASE
)
_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
TAG = re.compile(r"<[^>]*>")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction"}
CSS_REFERENCE = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]?([^'\";]*)", re.IGNORECASE)


class Heading(NamedTuple):
    """A heading of the page: level, anchor, text."""

    level: int
    anchor: str
    text: str


def page_html(notebook: NotebookNode, title: str, lang: str = "zh", home: str | None = "index.html") -> str:
    """The notebook as a whole HTML page in one string; ``home`` is the page it links back to, if any.

    Raises ``ValueError`` if the page would load anything from elsewhere.
    """
    words = words_in(lang)
    body = _named(_body(_without_folders(notebook), words), words["chart"])
    headings = [heading for heading in _Headings(body).found if heading.level in (2, 3)]
    opening, body = _parted(body)
    html = shell(
        "page.html.j2", body, title=title, lang=lang, words=words, headings=headings, home=home,
        opening=opening,
    )  # fmt: skip
    elsewhere = external_references(html)
    if elsewhere:
        raise ValueError(f"the page would load {elsewhere[0][:100]!r} from elsewhere")
    return html


def _without_folders(notebook: NotebookNode) -> NotebookNode:
    """The notebook without the working folder and the home folder in its parameters: the page goes to others."""
    copied = deepcopy(notebook)
    for cell in copied.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.source = cell.source.replace(f"{Path.cwd()}/", "").replace(str(Path.home()), "~")
    return copied


def shell(template: str, content: Any, **values: Any) -> str:
    """A page from one of our templates: style, fonts and security policy added, every value escaped.

    ``content`` goes in as it is if it is a string (HTML made here), and is escaped where it is data.
    """
    import jinja2
    from markupsafe import Markup

    loader = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    values["content"] = Markup(content) if isinstance(content, str) else content  # noqa: S704
    values |= {"policy": _POLICY, "style": Markup(_style())}  # noqa: S704
    page = loader.get_template(template)
    fonts = font_css(page.render(fonts="", **values))
    return CONTROL.sub("", page.render(fonts=Markup(fonts), **values))  # noqa: S704


def external_references(html: str) -> list[str]:
    """What a browser would fetch to show this page: all but ``data:`` addresses and anchors."""
    found = _References(html).found
    return [address for address in found if address and not address.startswith(("data:", "#"))]


def _body(notebook: NotebookNode, words: dict[str, str]) -> str:
    from nbconvert import HTMLExporter

    exporter: Any = HTMLExporter(  # type: ignore[no-untyped-call,unused-ignore]
        template_name="gongkai", extra_template_basedirs=[str(TEMPLATES)]
    )
    exporter.environment.globals["words"] = words
    exporter.environment.filters |= {
        "markdown_text": markdown_text, "plain_html": plain_html, "svg_address": svg_address,
    }  # fmt: skip
    html, _ = exporter.from_notebook_node(notebook)
    return str(html)


def markdown_text(source: str) -> str:
    """Markdown that a cell put out, with HTML in it shown as text: it may carry words of a report."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    html = MarkdownWithMath(renderer=IPythonRenderer(escape=True)).render(source)
    return plain_html(html)


def plain_html(html: str) -> str:
    """HTML that a cell put out; shown as text if it would act or load something."""
    from markupsafe import escape

    if ACTIVE.search(html) or external_references(html):
        return f"<pre>{escape(html)}</pre>"
    return html


def svg_address(svg: str | list[str]) -> str:
    """An SVG drawing as a ``data:`` address: as an image it cannot run anything, and its ids stay its own."""
    text = svg if isinstance(svg, str) else "".join(svg)
    return "data:image/svg+xml;base64," + base64.b64encode(text.encode("utf-8")).decode("ascii")


def _named(body: str, chart: str) -> str:
    """The cells' HTML with an anchor for each heading, and charts named after the heading they stand under."""
    under, number = "", 0

    def name(match: re.Match[str]) -> str:
        nonlocal under, number
        if match["level"] is None:
            return f'alt="{chart}: {under}"' if under else match[0]
        number += 1
        under = TAG.sub("", match["text"].replace("¶", "")).replace('"', "&quot;").strip()
        anchor = "" if " id=" in match["attributes"] else f' id="part{number}"'
        return f"<h{match['level']}{anchor}{match['attributes']}>{match['text']}</h{match['level']}>"

    unnamed = rf'alt="{re.escape(chart)}"'
    heading = r"<h(?P<level>[1-3])(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</h(?P=level)>"
    return re.sub(f"{heading}|{unnamed}", name, body, flags=re.DOTALL)


def _parted(body: str) -> tuple[Any, str]:
    """The opening of a page, before its first section, and the rest."""
    from markupsafe import Markup

    at = body.find("<h2")
    start = max(body.rfind('<div class="cell">', 0, at), body.rfind('<div class="prose">', 0, at), 0)
    return (Markup(body[:start]), body[start:]) if at >= 0 else (Markup(""), body)  # noqa: S704


def _style() -> str:
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped,unused-ignore]

    code: str = HtmlFormatter(style="friendly", nobackground=True).get_style_defs(".highlight")
    return (TEMPLATES / "style.css").read_text(encoding="utf-8") + code


class _Headings(HTMLParser):
    """Collects headings that have an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._inside: tuple[int, str] | None = None
        self._skip = False
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if re.fullmatch("h[1-6]", tag) and known.get("id"):
            self._inside, self._text = (int(tag[1]), str(known["id"])), []
        self._skip = tag == "a" and "anchor-link" in (known.get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        self._skip = self._skip and tag != "a"
        if self._inside and tag == f"h{self._inside[0]}":
            self.found.append(Heading(*self._inside, "".join(self._text).strip()))
            self._inside = None

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._text.append(data)


class _References(HTMLParser):
    """Collects addresses that a browser loads by itself: attributes, ``<link>``, style sheets."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            if name in LOADING or (tag in ("link", "image", "use") and name in ("href", "xlink:href")):
                self.found.append((value or "").strip())
            elif name == "style":
                self.found += _css_references(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.found += _css_references(data)


def _css_references(css: str) -> Iterator[str]:
    return (first or second for first, second in CSS_REFERENCE.findall(css))
