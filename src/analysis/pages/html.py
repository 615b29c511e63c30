"""The small pieces of HTML that all pages are made of: every text is escaped, every part has an anchor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal, Protocol

Language = Literal["zh", "en"]
Pair = tuple[str, str]
Says = tuple[str, str]  # a sentence, and the part of the page that it is read from
SOFT = "#6b7280"
_NO_WRAP = f'style="white-space:nowrap;color:{SOFT}"'
_GREY = f' style="color:{SOFT}"'
Content = str | tuple[str, str]


class Html(str):
    """Text that is HTML already; a notebook shows it as such."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


class Spoken(Protocol):
    """Anything that is written in one of the two languages."""

    @property
    def lang(self) -> Language:
        """``zh`` or ``en``."""


def pick(page: Spoken, pair: Pair) -> str:
    """The Chinese or the English of a pair, as the page is."""
    return pair[0] if page.lang == "zh" else pair[1]


def span(page: Spoken, low: float, high: float) -> str:
    """An interval: ``57.8–61.3``, in words where a dash would look like a sign: ``−17.3 to −0.4``."""
    if low >= 0:
        return f"{low:,.1f}–{high:,.1f}"
    return f"{low:+,.1f} {pick(page, ('至', 'to'))} {high:+,.1f}".replace("-", "−")


def section_html(part: str, heading: str, says: str) -> Html:
    """The heading of a part, with an anchor to link to, and the sentence under it."""
    return Html(f'<h2 id="{anchor(part)}">{escape(heading)}</h2><p>{escape(says)}</p>')


def anchor(part: str) -> str:
    """The anchor of a part's heading."""
    return f"part-{part}"


def html_table(heads: Sequence[str], rows: Iterable[tuple[bool, Sequence[Content]]]) -> str:
    """A table whose every text is escaped; a pair is a figure and, small under it, what it stands on.

    Rows that are not the page's own are grey; text that is :class:`Html` stays as it is.
    """
    head = "".join(
        f'<th style="white-space:normal;word-break:normal;min-width:4.5em">{escape(text)}</th>'
        for text in heads
    )
    body = "".join(
        f"<tr{'' if own else _GREY}>{''.join(map(_table_cell, cells))}</tr>" for own, cells in rows
    )
    return f'<table class="gongkai"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _table_cell(content: Content) -> str:
    if isinstance(content, Html):
        return f"<td>{content}</td>"
    if isinstance(content, str):
        width = 18 if len(content) > 40 else 6 if len(content) > 6 else 0
        return f'<td style="min-width:{width}em">{escape(content)}</td>'
    small = f"<br><small {_NO_WRAP}>{escape(content[1])}</small>" if content[1] else ""
    return f'<td class="number">{escape(content[0])}{small}</td>'


def sentences_html(
    title: str, says: Iterable[Says], headings: dict[str, str], lang: str, below: str = ""
) -> Html:
    """The title of a page and its sentences, each with a link to the part it is read from.

    ``says`` are pairs of a sentence and a part; ``headings`` gives the heading of each part; ``below`` stands between
    the title and the sentences.
    """
    items = "".join(
        f'<li>{escape(sentence)} <a href="#{anchor(part)}" style="font-size:.85em">'
        f"→ {escape(headings[part])}</a></li>"
        for sentence, part in says
    )
    lead = "五句话" if lang == "zh" else "In five sentences"
    return Html(f'<h1>{escape(title)}</h1>{below}<ol class="opening" aria-label="{lead}">{items}</ol>')
