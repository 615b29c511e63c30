"""Lines over the years that stop at every break: one line with its peers, and two years side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Unpack

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.charts.canvas import finish, letter, nothing, open_axes, points
from analysis.charts.counts import breaks
from analysis.charts.estimates import limits
from analysis.charts.labels import drawable, number, text, unit, wrap
from analysis.charts.options import UnitOptions, by_unit, styled
from analysis.charts.palette import FAINT, PEER, SERIES
from analysis.charts.units import SMALL, Focus, chosen, doubt_note, floats, need, question, said, sizes

# From this number of peers on their spread is drawn.
LEAST_PEERS = 5
RIBBON = ((0.1, 0.9, 0.28), (0.25, 0.75, 0.5))


@styled
def trend(
    frame: pd.DataFrame,
    focus: Focus = None,
    *,
    code: str = "",
    breaks_at: Mapping[int, str] | None = None,
    year: str = "year",
    edition: str = "edition",
    segment: str = "segment",
    **options: Unpack[UnitOptions],
) -> Axes:
    """How a figure moves: a line for each unit in focus with its interval, the others as a ribbon behind it.

    One row a unit and year. Columns: ``value``, ``label``, ``year``; ``low``, ``high``, ``n``, ``edition``
    and ``segment`` (of ``measures.segments``) if they are there. Without ``focus`` up to eight units are all
    drawn. The ribbon holds the middle 80 and 50 per cent of the others with n >= 10, from five units on.

    No line crosses a year that is missing, a change of the form's edition or of ``segment``, or a year in
    which the law that ``code`` rests on changed; each such change is a dotted line. ``breaks_at`` adds years
    with the words for them.

    >>> from analysis.charts.example import years
    >>> trend(years(12), "淮安市", lang="en").get_xlabel()
    'per cent'
    """
    ax, lang, title, note, value, n, label, measure, low, high = by_unit(options)
    need(frame, (value, label, year))
    dated = frame[frame[year].notna()].sort_values(year, kind="stable")
    if dated.empty:
        return nothing(ax, lang, title)
    bodies = list(dict.fromkeys(dated[label].dropna()))
    wanted = (
        chosen(dated[label], focus) if focus is not None else np.full(len(dated), len(bodies) <= len(SERIES))
    )
    first, last = int(dated[year].min()), int(dated[year].max())
    stops = dict.fromkeys(breaks(code, first, last), "")
    stops |= {when: words for when, words in (breaks_at or {}).items() if first < when <= last}
    tidy = _tidy(dated, label, (value, low, high, n), edition, segment, year)
    ax = open_axes(ax, [""], least=15)
    peers = tidy[~wanted]
    shown = _ribbon(ax, peers, list(stops))
    if not shown:
        _grey_lines(ax, peers, list(stops))
    named = set(tidy.loc[wanted, "label"])
    lines = [body for body in bodies if body in named]
    stops |= _editions(tidy, stops, lang)
    for at, body in enumerate(lines):
        own = tidy[wanted & (tidy["label"] == body).to_numpy()]
        stops |= {when: words for when, words in _changes(own, lang).items() if not stops.get(when)}
        _line(ax, own, list(stops), SERIES[at % len(SERIES)], numbered=len(lines) == 1)
    unsure = tidy[wanted & tidy["doubt"].to_numpy() & tidy["value"].notna().to_numpy()]
    question(ax, unsure["year"], unsure["value"])
    for when, words in stops.items():
        _break(ax, when, words)
    _axes(ax, tidy, first, last, measure)
    handles, words_ = _legend(ax, lines, tidy[wanted], len(peers["label"].unique()) if shown else 0, lang)
    if stops:
        handles.append(Line2D([], [], color=FAINT, linestyle=":"))
        words_.append(text("break", lang))
    below = _note(tidy[wanted] if wanted.any() else tidy, len(lines) == 1, lang, note)
    return finish(ax, title=title, handles=handles, words=words_, axis=unit(measure, lang), note=below)


FIELDS = ("value", "low", "high", "n")


def _tidy(
    dated: pd.DataFrame, label: str, columns: Sequence[str | None], edition: str, segment: str, year: str
) -> pd.DataFrame:
    """The rows of the frame under names of our own."""
    return pd.DataFrame(
        {
            "label": dated[label],
            "year": dated[year].astype(int),
            "edition": dated[edition].astype("string").fillna("") if edition in dated else "",
            "segment": floats(dated, segment) if segment in dated else 0.0,
            "doubt": dated["doubt"].notna() if "doubt" in dated else False,
            **{key: floats(dated, name) for key, name in zip(FIELDS, columns, strict=True)},
        }
    )


def _note(own: pd.DataFrame, numbered: bool, lang: str, note: str) -> str:
    parts = [text("value_and_n", lang) if numbered and own["n"].notna().any() else sizes(own["n"].to_numpy())]
    if (own["n"] < SMALL).any():
        parts.append(text("hollow", lang))
    if own["low"].notna().any():
        parts.append(text("interval", lang))
    return said((*parts, doubt_note(bool(own["doubt"].any()), lang), note), lang)


def _runs(years: Sequence[int], marks: Sequence[object], stops: Sequence[int]) -> list[tuple[int, int]]:
    """Where a line may run without crossing a missing year, a change of mark or a stop: start and end."""
    cuts = [0]
    for at, (before, after) in enumerate(pairwise(years), start=1):
        if after - before != 1 or marks[at - 1] != marks[at] or any(before < stop <= after for stop in stops):
            cuts.append(at)
    return [ends for ends in pairwise([*cuts, len(years)]) if ends[1] > ends[0]]


def _changes(own: pd.DataFrame, lang: str) -> dict[int, str]:
    """The years in which one unit's edition or segment changes, with the words for it."""
    known = own[own["value"].notna()]
    found = {}
    rows: list[Any] = list(known[["year", "edition", "segment"]].itertuples(index=False))
    for before, after in pairwise(rows):
        if before.edition != after.edition:
            word = "表式" if lang == "zh" else "form"
            found[int(after.year)] = f"{word} {before.edition or '?'}→{after.edition or '?'}"
        elif before.segment != after.segment and after.year - before.year == 1:
            found[int(after.year)] = ""
    return found


def _editions(tidy: pd.DataFrame, stops: dict[int, str], lang: str) -> dict[int, str]:
    """The years in which no unit is still on the form that any had the year before, with the words for it."""
    known = tidy[tidy["value"].notna()]
    forms: dict[int, set[str]] = {}
    for when, form in zip(known["year"], known["edition"], strict=True):
        forms.setdefault(int(when), set()).update({form} - {""})
    word = "表式" if lang == "zh" else "form"
    return {
        after: f"{word} {'/'.join(sorted(forms[before]))}→{'/'.join(sorted(forms[after]))}"
        for before, after in pairwise(sorted(forms))
        if forms[before] and forms[after] and not forms[before] & forms[after] and not stops.get(after)
    }


def _ribbon(ax: Axes, peers: pd.DataFrame, stops: list[int]) -> bool:
    """The spread of the others in each year and edition; False if there are too few."""
    enough = peers[peers["value"].notna() & ~(peers["n"] < SMALL)]
    drawn = False
    for _, group in enough.groupby("edition"):
        counts = group.groupby("year")["value"].count()
        years = [int(when) for when in counts.index[counts >= LEAST_PEERS]]
        by_year = {when: group.loc[group["year"] == when, "value"].to_numpy() for when in years}
        for start, end in _runs(years, [0] * len(years), stops):
            run = years[start:end]
            # A single year has no width of its own; it gets a short stretch.
            x = run if len(run) > 1 else [run[0] - 0.12, run[0] + 0.12]
            for lower, upper, alpha in RIBBON:
                ends = np.array([np.quantile(by_year[when], [lower, upper]) for when in run])
                ends = ends if len(run) > 1 else np.repeat(ends, 2, axis=0)
                ax.fill_between(x, ends[:, 0], ends[:, 1], color=PEER, alpha=alpha, linewidth=0, gid="ribbon")
            middle = [float(np.median(by_year[when])) for when in run]
            ax.plot(x, middle if len(run) > 1 else middle * 2, color=FAINT, linewidth=1, gid="median")
            drawn = True
    return drawn


def _grey_lines(ax: Axes, peers: pd.DataFrame, stops: list[int]) -> None:
    """The others one by one, where there are too few with enough cases for a ribbon."""
    for _, group in peers[peers["value"].notna()].groupby("label", sort=False):
        marks = list(zip(group["edition"], group["segment"], strict=True))
        for start, end in _runs(group["year"].to_list(), marks, stops):
            run = group.iloc[start:end]
            ax.plot(run["year"], run["value"], "o-", color=PEER, markersize=2.5, linewidth=0.8, gid="peer")


def _line(ax: Axes, own: pd.DataFrame, stops: list[int], colour: str, *, numbered: bool) -> None:
    """The runs of one unit, its interval, and a cross at the foot for a year without a value."""
    known = own[own["value"].notna()]
    years = known["year"].to_list()
    marks = list(zip(known["edition"], known["segment"], strict=True))
    for start, end in _runs(years, marks, stops):
        run = known.iloc[start:end]
        x, y = run["year"].to_numpy(), run["value"].to_numpy()
        ax.plot(x, y, color=colour, marker="o", markersize=4.5, linewidth=1.6, gid="line", zorder=4)
        few = run["n"].to_numpy() < SMALL
        ax.plot(
            x[few], y[few], "o", color=colour, markersize=4.5, markerfacecolor="white", zorder=5, gid="few"
        )
        bars = run[run["low"].notna()]
        if len(bars) > 1 and len(bars) == len(run):
            ax.fill_between(
                x, bars["low"], bars["high"], color=colour, alpha=0.18, linewidth=0, gid="interval"
            )
        else:
            ax.vlines(bars["year"], bars["low"], bars["high"], color=colour, linewidth=1.2, gid="interval")
    figures: Any = known.itertuples() if numbered else ()
    for row in figures:
        size = "" if np.isnan(row.n) else f"\n{number(row.n)}"
        top = row.value if np.isnan(row.high) else row.high
        written = ax.annotate(
            number(round(row.value, 1)) + size, (row.year, top), (0, 3), "data", "offset points"
        )
        written.set(ha="center", va="bottom", fontsize=letter() - 1, gid="figure", zorder=6)
        written.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.7, "pad": 0.3})
    missing = own.loc[own["value"].isna(), "year"].to_list()
    if missing:
        at_foot = ax.get_xaxis_transform()
        ax.plot(missing, [0.02] * len(missing), "x", color=FAINT, clip_on=False, gid="na", transform=at_foot)


def _break(ax: Axes, when: int, words: str) -> None:
    ax.axvline(when - 0.5, color=FAINT, linestyle=":", linewidth=1, gid="break")
    if words:
        written = ax.annotate(
            drawable(words), (when - 0.5, 1), (2, -1), ax.get_xaxis_transform(), "offset points"
        )
        written.set(va="top", ha="left", fontsize=letter() - 2, color=FAINT, gid="break")


def _axes(ax: Axes, tidy: pd.DataFrame, first: int, last: int, measure: str) -> None:
    ax.set_xlim(first - 0.45, last + 0.45)
    least, most = limits(tidy[["value", "low", "high"]].to_numpy().ravel(), measure)
    # Room above for the figures of the highest point and the words of a break.
    ax.set_ylim(least, most + 0.2 * (most - least))
    ax.xaxis.set_major_locator(MaxNLocator(min(last - first + 1, 8), integer=True))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda when, _: f"{when:.0f}"))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda figure, _: number(round(figure, 6))))
    if measure == "%":
        ax.set_yticks(
            [tick for tick in (0, 20, 40, 60, 80, 100) if tick <= most] if most > 50 else ax.get_yticks()
        )
        ax.set_ylim(least, most + 0.2 * (most - least))
    ax.grid(axis="y")


def _legend(
    ax: Axes, lines: list[str], own: pd.DataFrame, peers: int, lang: str
) -> tuple[list[Artist], list[str]]:
    handles: list[Artist] = [
        Line2D([], [], color=SERIES[at % len(SERIES)], marker="o") for at in range(len(lines))
    ]
    words = [wrap(drawable(str(body)), 0.9 * points(ax) / letter() - 4) for body in lines]
    if peers:
        handles += [Patch(facecolor=PEER, alpha=0.6), Line2D([], [], color=FAINT, linewidth=1)]
        words += [
            text("peer_ribbon" if lines else "all_ribbon", lang).format(peers),
            text("median_peers" if lines else "median", lang),
        ]
    if own["value"].isna().any():
        handles.append(Line2D([], [], marker="x", color=FAINT, linestyle="none"))
        words.append(text("no_value", lang))
    return handles, words
