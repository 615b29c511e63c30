"""The explorer in a notebook: controls above; sentence, chart, map and rows below; then the card and the source."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from html import escape
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from analysis.errors import GongkaiError
from analysis.explorer import controls as choices
from analysis.explorer import parts as places
from analysis.explorer.card import OWN, card_html, figure_tables, figures
from analysis.explorer.corpus import Corpus, prepare, settled
from analysis.explorer.parts import PAGE
from analysis.explorer.selection import Selection, select
from analysis.explorer.source import passage, passage_html
from analysis.explorer.still import picture_html, still_html
from analysis.explorer.tables import name_of, rows_html, sentence_html
from analysis.explorer.views import View, calling, view
from analysis.frames.store import load
from analysis.words.explorer import say

PAUSE = 0.12  # seconds without a further change before a redraw
MOMENT = 0.05  # seconds that the front end gets to show the chart before the map is drawn
SHOWN = ("sentence", "chart", "map", "rows", "range", "card", "source", "export")
_LOG = logging.getLogger(__name__)


def explore(
    data_dir: str | Path = "data/processed", *, raw_dir: str | Path | None = None, **selection: Any
) -> Explorer:
    """The explorer over the data that ``gongkai ingest`` made; make it the last value of a notebook cell.

    ``selection`` takes the choices of :class:`Selection` (``regions=["320000"]``, ``years=[2023]``,
    ``indicator="review_corr"``, ``lang="en"`` …). ``raw_dir`` holds the files, for the source of a figure; it is
    ``raw`` beside ``data_dir`` if not given. Raises :class:`StoreError` if there is no data, which a notebook shows
    as its sentence; a choice that is not known is a sentence in the explorer.
    """
    try:
        frames = load(data_dir)
    except GongkaiError as error:
        sentence = str(error)
        vars(error)["_render_traceback_"] = lambda: [sentence]  # IPython asks for it instead of a trace
        raise
    return Explorer(prepare(frames, data_dir, raw_dir), **selection)


class Explorer:
    """The widgets and what they show now: ``selection``, ``view``, and ``error``, a sentence or nothing."""

    def __init__(self, corpus: Corpus, **selection: Any) -> None:
        self.corpus = corpus
        self.view: View | None = None
        self.error = ""
        self._lock = RLock()
        self._quiet = False
        self._stale = False  # the selection is ahead of the view
        self._waiting: asyncio.TimerHandle | None = None
        self._start = 0
        wrong = ""
        try:
            self.selection = settled(corpus, choices.usable(select(**selection)))
        except GongkaiError as error:
            self.selection, wrong = settled(corpus, select()), str(error)
        self._still = f"gongkai-still-{uuid4().hex[:8]}"
        self.controls = choices.make_controls(corpus, self.selection)
        self.parts, self.names = places.make_parts(self._still), places.make_names()
        self.box = places.arrange(self.controls, self.parts, self.names)
        self._listen()
        self._show(self.selection)
        if wrong:
            self._say_error(wrong)

    def _ipython_display_(self) -> None:
        """A still view for saved pages, then the widgets, which hide it where they are shown."""
        from IPython.display import HTML, display

        still: Any = HTML
        display(still(still_html(self.view, self.corpus, self._still, self.error)))  # type: ignore[no-untyped-call]
        display(self.box)  # type: ignore[no-untyped-call]

    def _listen(self) -> None:
        for name, control in self.controls.items():
            control.observe(self._searched if name == "search" else self._changed, names="value")
        self.parts["tables"].observe(self._picked_table, names="value")
        self.parts["figures"].observe(self._picked_figure, names="value")
        self.parts["earlier"].on_click(lambda _: self.turn(-1))
        self.parts["later"].on_click(lambda _: self.turn(1))
        self.parts["back"].on_click(lambda _: self.close_card())
        self.parts["clear"].on_click(lambda _: self._show(Selection(lang=self.selection.lang)))
        self.parts["offer"].on_click(lambda _: self.export())
        for number, button in enumerate(self.names):
            button.on_click(lambda _, number=number: self.open_row(self._start + number))

    # What the reader does.

    def choose(self, **changes: Any) -> None:
        """Change the selection from code, as the controls would; a wrong choice is said in the explorer."""
        try:
            chosen = choices.usable(select(**{**asdict(self.selection), **changes}))
        except GongkaiError as error:
            self._say_error(str(error))
            return
        self._show(chosen)

    def open_row(self, at: int) -> None:
        """Open a row of the table: the bodies of a region, or the card of a report."""
        if self.view is None or at >= len(self.view.table):
            return
        row = self.view.table.iloc[at]
        if self.selection.rows == "region":
            self._show(replace(self.selection, regions=(str(row["region"]),), rows="body"))
        else:
            self._show(replace(self.selection, report=str(row["report_id"]), cell=None))

    def close_card(self) -> None:
        """Back from the card to the rows."""
        self._show(replace(self.selection, report=None, cell=None))

    def turn(self, pages: int) -> None:
        """Turn the rows by so many pages."""
        size = 0 if self.view is None else len(self.view.table)
        self._start = max(0, min(self._start + pages * PAGE, (size - 1) // PAGE * PAGE))
        self._show_rows()

    def export(self) -> None:
        """Offer the view as CSV and PNG to save, and as a papermill command and a Python call to copy."""
        if self.view is not None:
            self._attempt(self._offer)

    def _offer(self) -> None:
        assert self.view is not None  # noqa: S101
        self.parts["export"].value = places.export_html(self.view)

    # What follows.

    def redraw(self) -> None:
        """Show the selection; whatever goes wrong becomes a sentence in place of the view."""
        with self._lock:
            self._stale = False
            self._attempt(self._draw)

    def _draw(self) -> None:
        self.parts["export"].value = ""
        shown = view(self.corpus, self.selection)
        self._start = 0
        self.parts["sentence"].value = sentence_html(shown)
        self.parts["chart"].value = picture_html(shown.figure, shown.sentence)
        self.parts["map"].value = ""
        self.view, self.error, self.parts["error"].value = shown, "", ""
        self._show_rows()
        self._show_card()
        self._later(MOMENT, lambda: self._attempt(self._show_map))

    def _show_map(self) -> None:
        if self.view is not None:
            self.parts["map"].value = picture_html(self.view.map, self.view.sentence)

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        """Do this after a pause in place of whatever was waiting; at once where no kernel serves messages."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            action()
            return
        self._waiting = loop.call_later(seconds, action)

    def _attempt(self, action: Callable[[], None]) -> None:
        try:
            action()
        except GongkaiError as error:
            self._say_error(str(error))
        except Exception as error:
            _LOG.debug("a view failed", exc_info=True)
            self._say_error(say("broken", self.selection.lang, why=f"{type(error).__name__}: {error}"))

    def _show(self, chosen: Selection) -> None:
        """Take over a selection, set the controls to it, and redraw what it changes."""
        with self._lock:
            chosen = settled(self.corpus, chosen)
            same_rows = replace(chosen, report=None, cell=None) == replace(
                self.selection, report=None, cell=None
            )
            self.selection, self._quiet = chosen, True
            try:
                choices.fill(self.controls, self.corpus, chosen)
                places.label(self.parts, chosen.lang)
            finally:
                self._quiet = False
            if same_rows and self.view is not None and not self._stale:
                self._attempt(self._change_card)
            else:
                self.redraw()

    def _change_card(self) -> None:
        """Only the card or its figure is another: the rows stay, the calls follow."""
        assert self.view is not None  # noqa: S101
        self.view = calling(self.view, self.corpus, self.selection)
        self.parts["export"].value = ""
        self._show_card()

    def _changed(self, change: Any) -> None:
        """A control has a new value: read them all, and redraw when no further change follows at once."""
        if self._quiet:
            return
        before, chosen = self.selection, choices.read(self.controls, self.selection)
        if chosen == before:
            return
        if chosen.lang != before.lang:
            self._stale = True
            self._show(chosen)
            return
        self.selection, self._stale = chosen, True
        if chosen.indicator != before.indicator:
            choices.allow_denominators(self.controls, chosen)
        self._later(PAUSE, self.redraw)

    def _searched(self, change: Any) -> None:
        self._quiet = True
        try:
            choices.fill_regions(self.controls, self.corpus, self.selection)
        finally:
            self._quiet = False

    def _say_error(self, words: str) -> None:
        """A sentence in place of everything that would be stale."""
        self.error, self.view = words, None
        for name in SHOWN:
            self.parts[name].value = ""
        for button in self.names:
            button.layout.display = "none"
        self.parts["list_box"].layout.display = self.parts["card_box"].layout.display = "none"
        self.parts[
            "error"
        ].value = f'<p role="alert" style="color:#b42318;font-weight:600">{escape(words)}</p>'

    def _show_rows(self) -> None:
        if self.view is None:
            return
        size, start = len(self.view.table), self._start
        self.parts["rows"].value = rows_html(self.view, start, start + PAGE, names=False) if size else ""
        self.parts["range"].value = f"{start + 1}–{min(start + PAGE, size)} / {size}" if size else ""
        self.parts["earlier"].disabled, self.parts["later"].disabled = start == 0, start + PAGE >= size
        for number, button in enumerate(self.names, start=start):
            button.layout.display = "" if number < size else "none"
            if number < size:
                button.description = button.tooltip = name_of(self.view, number)

    def _show_card(self) -> None:
        report, lang = self.selection.report, self.selection.lang
        self.parts["list_box"].layout.display = "none" if report else ""
        self.parts["card_box"].layout.display = "" if report else "none"
        self.parts["card"].value = card_html(self.corpus, report, lang) if report else ""
        self.parts["source"].value = ""
        if report:
            tables = figure_tables(self.corpus, report, lang)
            table = (self.selection.cell or "").partition("/")[0]
            if table not in {key for _, key in tables}:
                table = (
                    OWN
                    if figures(self.corpus, report, OWN, self.selection.indicator, lang)
                    else tables[-1][1]
                )
            self._list_figures(tables, table)
            self._show_source()

    def _list_figures(self, tables: list[tuple[str, str]], table: str) -> None:
        """Fill the two lists that figures are picked from, without taking that for a pick."""
        chosen = self.selection
        assert chosen.report is not None  # noqa: S101
        found = figures(self.corpus, chosen.report, table, chosen.indicator, chosen.lang)
        self._quiet = True
        try:
            choices.offer(self.parts["tables"], tables, table)
            cell = chosen.cell if chosen.cell in {key for _, key in found} else None
            choices.offer(self.parts["figures"], found, cell)
        finally:
            self._quiet = False

    def _picked_table(self, change: Any) -> None:
        if self._quiet:
            return
        self.selection = replace(self.selection, cell=None)
        self._list_figures(list(self.parts["tables"].options), self.parts["tables"].value)
        self.parts["source"].value = self.parts["export"].value = ""

    def _picked_figure(self, change: Any) -> None:
        key = self.parts["figures"].value
        if self._quiet or key is None or self.view is None:
            return
        self.selection = replace(self.selection, cell=key)
        self.view = calling(self.view, self.corpus, self.selection)
        self.parts["export"].value = ""
        self._attempt(self._show_source)

    def _show_source(self) -> None:
        chosen = self.selection
        if chosen.report and chosen.cell:
            found = passage(self.corpus, chosen.report, chosen.cell, chosen.lang)
            self.parts["source"].value = passage_html(found, self.corpus.raw_dir, chosen.lang)
