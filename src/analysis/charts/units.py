"""From tidy frames to what is drawn: the reports or units, their names, figures, doubts, and what cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from analysis.charts.canvas import letter
from analysis.charts.labels import LANGUAGES, drawable, number, text, why_not
from analysis.charts.options import ByReport, ByUnit
from analysis.charts.palette import INK
from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.frames.which import editions_of
from analysis.words.indicators import DOUBT_MARK, DOUBT_NOTE

SMALL = 10
MOST_ROWS = 60
# Names written out in a sentence below a chart; the rest is counted.
MOST_NAMED = 8
Focus = str | Sequence[str] | None


class Rows(NamedTuple):
    """The reports of a chart in the frame's order, with a name for each; ``total`` has those cut off too."""

    ids: list[str]
    names: list[str]
    total: int
    note: str


def rows(facts: pd.DataFrame, given: ByReport, codes: Sequence[str] = ()) -> Rows:
    """The reports of a frame; a name has the year if the years differ, and names need not be unique.

    A name bears a mark where one of the ``codes`` rests on cells in doubt. Raises :class:`UnknownNameError` if a
    column is not there.
    """
    need(facts, ("report_id", given.label, given.year))
    reports = facts.drop_duplicates("report_id")
    years = reports[given.year].dropna().unique()
    unsure = doubted(facts, codes)
    names = []
    for key, name, when in zip(reports["report_id"], reports[given.label], reports[given.year], strict=True):
        words = text("no_body", given.lang) if pd.isna(name) else drawable(str(name))
        if len(years) > 1 or (len(years) == 1 and pd.isna(when)):
            words += " " + (text("year_unknown", given.lang) if pd.isna(when) else str(int(when)))
        names.append(words + f" {DOUBT_MARK}" * (str(key) in unsure))
    ids = [str(key) for key in reports["report_id"]]
    parts = (stands_on(reports, given.year, given.lang), doubt_note(bool(unsure), given.lang), given.note)
    return Rows(ids[:MOST_ROWS], names[:MOST_ROWS], len(ids), said(parts, given.lang))


def doubted(facts: pd.DataFrame, codes: Sequence[str]) -> set[str]:
    """The reports of which one of the indicators rests on cells in doubt."""
    if "doubt" not in facts.columns:
        return set()
    return set(
        facts.loc[facts["indicator"].isin(list(codes)) & facts["doubt"].notna(), "report_id"].astype(str)
    )


def doubt_note(unsure: bool, lang: str) -> str:
    """What the mark of doubt means, if there is one."""
    return DOUBT_NOTE[LANGUAGES.index(lang)] if unsure else ""


def question(ax: Axes, x: Iterable[float], y: Iterable[float]) -> None:
    """The mark of doubt beside points that have no name."""
    for place in zip(x, y, strict=True):
        mark = ax.annotate(DOUBT_MARK, place, (3, 3), "data", "offset points")
        mark.set(fontsize=letter() - 1, fontweight="bold", color=INK, gid="doubt", zorder=8)


def need(frame: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Raise :class:`UnknownNameError` if the frame lacks one of the columns."""
    for name in columns:
        if name not in frame.columns:
            raise UnknownNameError(
                f"The frame has no column {name!r}; it has: {', '.join(map(str, frame.columns))}. "
                "Merge the columns of reports into the frame of compute() by report_id."
            )


def pick(facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...], field: str) -> NDArray[np.float64]:
    """One field of the indicators as an array, reports down and codes across; NaN where there is none."""
    at, down, across = _places(facts, ids, codes)
    table = np.full((len(ids), len(codes)), np.nan)
    table[down, across] = facts[field].to_numpy(dtype=float, na_value=np.nan)[at]
    return table


def reasons(facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...]) -> NDArray[np.object_]:
    """Why an indicator is NA, reports down and codes across; None where it is not NA or not there."""
    at, down, across = _places(facts, ids, codes)
    table: NDArray[np.object_] = np.full((len(ids), len(codes)), None, dtype=object)
    table[down, across] = facts["reason"].astype(object).where(facts["reason"].notna(), None).to_numpy()[at]
    return table


def _places(
    facts: pd.DataFrame, ids: list[str], codes: tuple[str, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The rows of a frame that are wanted, and the row and column of the table that each belongs to.

    Raises ``ValueError`` if two rows belong to one place.
    """
    down = pd.Index(ids, dtype=object).get_indexer(pd.Index(facts["report_id"], dtype=object))
    across = pd.Index(codes, dtype=object).get_indexer(pd.Index(facts["indicator"], dtype=object))
    at = np.flatnonzero((down >= 0) & (across >= 0))
    if len(np.unique(down[at] * len(codes) + across[at])) < len(at):
        raise ValueError("the frame has two rows for one report and indicator; give each once")
    return at, down[at], across[at]


def stands_on(reports: pd.DataFrame, year: str, lang: str, *, cut: bool = True) -> str:
    """What the chart stands on: number of reports, years, form editions and scopes, as far as known.

    ``cut`` says that the chart has rows and stops at the most it can hold.
    """
    zh = lang == "zh"
    parts = [f"{len(reports)} 份报告" if zh else f"{len(reports)} report{'s' if len(reports) != 1 else ''}"]
    years = sorted({int(when) for when in reports[year].dropna()})
    if years:
        span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        parts.append(f"{span} 年" if zh else span)
    if cut and len(reports) > MOST_ROWS:
        parts.append(f"只画前 {MOST_ROWS} 份" if zh else f"only the first {MOST_ROWS} are drawn")
    if "editions" in reports:
        words = [one for listed in reports["editions"].dropna() for one in editions_of(listed).values()]
        forms = sorted({form for several in words for form in several.split("+")})
        if forms:
            parts.append(("表式 " if zh else "form ") + ", ".join(forms))
    if "scope" in reports:
        counts = reports["scope"].value_counts(sort=False)
        scopes = [f"{text(str(scope), lang)}\N{NO-BREAK SPACE}{count}" for scope, count in counts.items()]
        parts.append(("口径：" if zh else "scope: ") + ("、" if zh else ", ").join(scopes))
    return ("；" if zh else "; ").join(parts)


class Units(NamedTuple):
    """The units of a chart in the frame's order; NaN where a figure is not there."""

    names: list[str]
    value: Floats
    low: Floats
    high: Floats
    n: Floats
    why: list[str]
    focus: np.ndarray
    doubt: np.ndarray

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
        value, low, high, n, focus, doubt = (
            column[at] for column in (self.value, self.low, self.high, self.n, self.focus, self.doubt)
        )
        return Units(names, value, low, high, n, why, focus, doubt)


def floats(frame: pd.DataFrame, column: str | None) -> Floats:
    """A column as floats; NaN where it is NA, and everywhere if the frame does not have it."""
    if column is None or column not in frame.columns:
        return np.full(len(frame), np.nan)
    return frame[column].to_numpy(dtype=float, na_value=np.nan)


def names_of(frame: pd.DataFrame, label: str, lang: str) -> list[str]:
    """The names of the units as they can be drawn."""
    return [text("no_body", lang) if pd.isna(name) else drawable(str(name)) for name in frame[label]]


def units(frame: pd.DataFrame, given: ByUnit, focus: Focus = None) -> Units:
    """The units of a frame; raises :class:`UnknownNameError` if value or label are not there."""
    value, label, lang = given.value, given.label, given.lang
    need(frame, (value, label))
    reasons = frame["reason"] if "reason" in frame.columns else pd.Series([""] * len(frame), dtype="string")
    unsure = (frame["doubt"].notna() if "doubt" in frame.columns else frame[value].isna() & False).to_numpy(
        dtype=bool
    )
    names = names_of(frame, label, lang)
    return Units(
        [name + f" {DOUBT_MARK}" * bool(mark) for name, mark in zip(names, unsure, strict=True)],
        floats(frame, value),
        floats(frame, given.low),
        floats(frame, given.high),
        floats(frame, given.n),
        [why_not(reason, lang) for reason in reasons],
        chosen(frame[label], focus),
        unsure,
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
    return said((*parts, doubt_note(bool(table.doubt.any()), lang)), lang)


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
