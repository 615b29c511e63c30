"""From any tidy frame with one row a unit to arrays: names, values, intervals, n, and what cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from analysis.charts.labels import drawable, number, text, why_not
from analysis.charts.rows import MOST_ROWS, SMALL, need
from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats

# Names written out in a sentence below a chart; the rest is counted.
MOST_NAMED = 8
Focus = str | Sequence[str] | None


class Units(NamedTuple):
    """The units of a chart in the frame's order; NaN where a figure is not there."""

    names: list[str]
    value: Floats
    low: Floats
    high: Floats
    n: Floats
    why: list[str]
    focus: np.ndarray

    @property
    def known(self) -> np.ndarray:
        """Units with a value."""
        return ~np.isnan(self.value)

    @property
    def small(self) -> np.ndarray:
        """Units that stand on fewer than ten cases; those without n are not small."""
        return np.asarray(self.n < SMALL)

    def take(self, where: np.ndarray) -> Units:
        """Some of the units, in the order given."""
        at = np.flatnonzero(where) if where.dtype == bool else where
        names, why = ([column[i] for i in at] for column in (self.names, self.why))
        return Units(names, self.value[at], self.low[at], self.high[at], self.n[at], why, self.focus[at])


def floats(frame: pd.DataFrame, column: str | None) -> Floats:
    """A column as floats; NaN where it is NA, and everywhere if the frame does not have it."""
    if column is None or column not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=float, na_value=np.nan)


def names_of(frame: pd.DataFrame, label: str, lang: str) -> list[str]:
    """The names of the units as they can be drawn."""
    return [text("no_body", lang) if pd.isna(name) else drawable(str(name)) for name in frame[label]]


def units(
    frame: pd.DataFrame,
    lang: str,
    *,
    value: str = "value",
    low: str | None = "low",
    high: str | None = "high",
    n: str | None = "n",
    label: str = "body",
    focus: Focus = None,
) -> Units:
    """The units of a frame; raises :class:`UnknownNameError` if value or label are not there."""
    need(frame, (value, label))
    reasons = frame["reason"] if "reason" in frame.columns else pd.Series([""] * len(frame), dtype="string")
    return Units(
        names_of(frame, label, lang),
        floats(frame, value),
        floats(frame, low),
        floats(frame, high),
        floats(frame, n),
        [why_not(reason, lang) for reason in reasons],
        chosen(frame[label], focus),
    )


def chosen(labels: pd.Series, focus: Focus) -> np.ndarray:
    """Which rows bear a name in focus; raises :class:`UnknownNameError` for a name that no row bears."""
    wanted = [focus] if isinstance(focus, str) else list(focus or ())
    for name in wanted:
        if not (labels == name).fillna(False).any():
            raise UnknownNameError(
                f"{name!r} is not in the column {labels.name!r}; give names as they stand there."
            )
    return np.asarray(labels.isin(wanted), dtype=bool)


def cut(table: Units) -> tuple[Units, bool]:
    """At most as many units as a chart with names can hold; those in focus stay."""
    if len(table.names) <= MOST_ROWS:
        return table, False
    last = np.ones(len(table.names), dtype=int)
    last[table.focus] = 0
    kept = np.sort(np.lexsort((np.arange(len(last)), last))[:MOST_ROWS])
    return table.take(kept), True


def said(parts: Iterable[str], lang: str) -> str:
    """The parts of a note, without the empty ones."""
    return ("；" if lang == "zh" else "; ").join(part.rstrip("。.；;") for part in parts if part)


def sizes(n: Floats) -> str:
    """The range of n in words; empty if it is not known."""
    known = n[~np.isnan(n)]
    if not known.size:
        return ""
    least, most = number(known.min()), number(known.max())
    return f"n={least}" if least == most else f"n={least}–{most}"


def counted(table: Units, lang: str, *, limited: bool = False) -> str:
    """How many units there are, on how many cases they stand, and what pale marks mean."""
    count = len(table.names)
    parts = [
        f"{count} 个单位" if lang == "zh" else f"{count} unit{'s' if count != 1 else ''}",
        sizes(table.n),
    ]
    if limited:
        first = f"只画其中 {MOST_ROWS} 个" if lang == "zh" else f"only {MOST_ROWS} of them are drawn"
        parts.insert(1, first)
    if table.small.any():
        parts.append(text("fades", lang))
    if (~np.isnan(table.low)).any():
        parts.append(text("interval", lang))
    return said(parts, lang)


def listed(names: Sequence[str], lang: str) -> str:
    """Some names and the number of the others."""
    shown = ("、" if lang == "zh" else ", ").join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more > 0:
        shown += f" 等 {len(names)} 个" if lang == "zh" else f" and {more} more"
    return shown


def lost(table: Units, lang: str) -> str:
    """The sentence on units that have no value and therefore no mark; empty if there are none."""
    gone = [
        f"{name}（{why}）" if lang == "zh" else f"{name} ({why})"
        for name, why, known in zip(table.names, table.why, table.known, strict=True)
        if not known
    ]
    if not gone:
        return ""
    return ("没有数值：" if lang == "zh" else "no value: ") + listed(gone, lang)


def dot_mark(colour: str, *, hollow: bool = False, marker: str = "o", line: bool = False) -> Line2D:
    """A legend mark for a dot, with or without the line of its interval."""
    look: dict[str, Any] = {"markerfacecolor": "white" if hollow else colour, "markeredgecolor": colour}
    return Line2D(
        [], [], color=colour, marker=marker, linestyle="-" if line else "none", markersize=5, **look
    )
