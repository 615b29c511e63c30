"""A view as HTML that needs neither kernel nor network: what a saved notebook shows."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from matplotlib.figure import Figure

from analysis.explorer.card import card_html
from analysis.explorer.corpus import Corpus
from analysis.explorer.source import passage, passage_html
from analysis.explorer.tables import rows_html, sentence_html
from analysis.explorer.views import View, picture
from analysis.words.explorer import say

MOST_ROWS = 40
SCREEN_DPI = 100


def picture_html(figure: Figure | None, words: str) -> str:
    """A figure as an image inside the page, with words for those who cannot see it."""
    if figure is None:
        return ""
    data = b64encode(picture(figure, SCREEN_DPI)).decode("ascii")
    return f'<img alt="{escape(words)}" style="max-width:100%" src="data:image/png;base64,{data}">'


def still_html(view: View | None, corpus: Corpus, name: str, error: str = "") -> str:
    """The view with its sentence, chart, map, first rows, and the card and source if one is open.

    ``name`` is the class of the whole; where there is no view, ``error`` says why.
    """
    if view is None:
        return f'<div class="{name}"><p>{escape(error)}</p></div>'
    chosen, lang = view.selection, view.selection.lang
    parts = [
        f"<p><em>{escape(say('needs_kernel', lang))}</em></p>",
        sentence_html(view),
        picture_html(view.figure, view.sentence),
        picture_html(view.map, view.sentence),
    ]
    if len(view.table):
        parts.append(rows_html(view, 0, MOST_ROWS))
    if len(view.table) > MOST_ROWS:
        parts.append(f"<p>{escape(say('more_rows', lang, n=len(view.table) - MOST_ROWS))}</p>")
    if chosen.report:
        parts.append(card_html(corpus, chosen.report, lang))
    if chosen.report and chosen.cell:
        parts.append(passage_html(passage(corpus, chosen.report, chosen.cell, lang), corpus.raw_dir, lang))
    parts.append(f"<pre>{escape(view.command)}</pre>")
    return f'<div class="{name}">{"".join(parts)}</div>'
