"""What makes up a change, and where the requests went: waterfall and alluvial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from analysis.charts.canvas import (
    beside,
    finish,
    fit_names,
    hatch_swatch,
    letter,
    name_rows,
    not_there,
    nothing,
    open_axes,
    points,
    sentence,
    swatch,
)
from analysis.charts.labels import number, text, unit, why_not, wrap
from analysis.charts.options import PointOptions, ReportOptions, by_report, by_unit, styled
from analysis.charts.palette import FAINT, FLOW, HATCH, OUTCOMES, PEER, SERIES
from analysis.charts.spread import apart
from analysis.charts.units import Units, cut, lost, need, pick, reasons, rows, said, units
from analysis.errors import UnknownNameError

UP, DOWN, LEVEL = SERIES[0], SERIES[1], "#555555"


@styled
def waterfall(
    frame: pd.DataFrame,
    *,
    kind: str = "kind",
    **options: Unpack[PointOptions],
) -> Axes:
    """What a change is made of: bars that each begin where the one before ended, in the frame's order.

    Columns: ``value``, ``label`` and ``kind``: ``level`` is a bar from zero (the rate then, the rate now),
    ``step`` a change that is added to what came before. If the steps between two levels do not add up to the
    second one, the note says by how much. Meant for Kitagawa's decomposition: see :func:`kitagawa_steps`.

    >>> from analysis.charts.example import steps
    >>> waterfall(steps(3), lang="en").get_xlabel()
    'percentage points'
    """
    need(frame, (kind,))
    usual = {"label": "part", "measure": "pp", "n": None, "low": None, "high": None}
    ax, lang, title, note, *_, measure, _, _ = given = by_unit(options, PointOptions, **usual)
    table = units(frame, given)
    if not table.names:
        return nothing(ax, lang, title)
    table, _ = cut(table)
    kinds = [str(word) for word in frame[kind]][: len(table.names)]
    wrong = sorted(set(kinds) - {"level", "step"})
    if wrong:
        raise UnknownNameError(f"{wrong[0]!r} is not a kind of bar; give 'level' or 'step'.")
    names = fit_names(table.names, ax)
    ax = open_axes(ax, names, least=1.6)
    gap = _bars(ax, table, kinds)
    name_rows(ax, names)
    ax.axvline(0, color=FAINT, linewidth=0.8, zorder=1)
    ax.margins(x=0.05)
    ax.grid(axis="x")
    handles = [swatch(colour) for colour in (LEVEL, UP, DOWN)]
    words = [text(key, lang) for key in ("bar_level", "bar_up", "bar_down")]
    differs = text("not_sum", lang).format(number(round(gap, 2))) if abs(gap) > 0.05 else ""
    below = said((differs, lost(table, lang), note), lang)
    return finish(ax, title=title, handles=handles, words=words, axis=unit(measure, lang), note=below)


def _bars(ax: Axes, table: Units, kinds: list[str]) -> float:
    """Draw the bars; return by how much the steps miss the level that follows them (the widest miss)."""
    stand, begun, miss = 0.0, False, 0.0
    for y, (value, kind) in enumerate(zip(table.value, kinds, strict=True)):
        if np.isnan(value):
            not_there(ax, y, table.why[y], stand)
            begun = False
            continue
        if kind == "level":
            gap = value - stand if begun else 0.0
            miss = gap if abs(gap) > abs(miss) else miss
            start, colour, begun, end, words = 0.0, LEVEL, True, value, number(round(value, 1))
        else:
            start, end, colour = stand, stand + value, UP if value >= 0 else DOWN
            words = ("+" if value > 0 else "") + number(round(value, 1))
        ax.barh(y, end - start, 0.64, start, color=colour, gid=kind)
        if y + 1 < len(kinds):
            ax.plot([end, end], [y - 0.32, y + 1.32], color=FAINT, linewidth=0.6, gid="link")
        beside(ax, y, words)
        stand = end
    return miss


def kitagawa_steps(
    parts: pd.DataFrame, total: pd.DataFrame, *, unit_column: str = "body", most: int = 5, lang: str = "zh"
) -> pd.DataFrame:
    """The frame of :func:`waterfall` from Kitagawa's decomposition (``measures.kitagawa``): part, kind, value.

    The rate then; the ``most`` units whose own rates changed the result most, and all others together; the
    change of the mix; the rate now. Raises :class:`UnknownNameError` if a column is not there.

    >>> import pandas as pd
    >>> total = pd.DataFrame({"rate_from": [50.0], "rate": [60.0], "mix": [2.0]})
    >>> kitagawa_steps(pd.DataFrame({"body": ["甲"], "within": [8.0]}), total, lang="en").values.tolist()
    [['rate then', 'level', 50.0], ['甲', 'step', 8.0], ['change of the mix', 'step', 2.0], ['rate now', 'level', 60.0]]
    """
    need(total, ("rate_from", "rate", "mix"))
    need(parts, (unit_column, "within"))
    first, last, mix = (float(total[name].iloc[0]) for name in ("rate_from", "rate", "mix"))
    effects = parts.dropna(subset=["within"])
    effects = effects.iloc[np.argsort(-effects["within"].abs().to_numpy(dtype=float), kind="stable")]
    named, rest = effects.head(most), effects.iloc[most:]
    rows_ = [(text("rate_then", lang), "level", first)]
    rows_ += [
        (str(name), "step", float(size))
        for name, size in zip(named[unit_column], named["within"], strict=True)
    ]
    if len(rest):
        rows_.append((text("other_units", lang).format(len(rest)), "step", float(rest["within"].sum())))
    rows_ += [(text("mix", lang), "step", mix), (text("rate_now", lang), "level", last)]
    return pd.DataFrame(rows_, columns=["part", "kind", "value"])


@styled
def alluvial(
    facts: pd.DataFrame,
    **options: Unpack[ReportOptions],
) -> Axes:
    """Where the requests of one report went: carried in and new, then the six outcomes and carried out.

    ``facts`` is the frame of ``compute`` for one report with ``label`` and ``year``; it needs
    ``req_carried_in``, ``req_new``, ``req_carried_out`` and ``full_rate`` to ``other_rate``. The form does not
    say which requests came from which side, so all pass through one column. What one side has more than the other is
    hatched. Raises :class:`UnknownNameError` for more than one report.

    >>> from analysis.charts.example import flows
    >>> len([patch for patch in alluvial(flows(), lang="en").patches if patch.get_gid() == "band"])
    9
    """
    codes = ("req_carried_in", "req_new", *OUTCOMES, "req_carried_out")
    ax, lang, title, *_ = given = by_report(options, "flow_title")
    table = rows(facts, given, codes)
    if not table.ids:
        return nothing(ax, lang, title)
    if table.total > 1:
        raise UnknownNameError(f"The frame has {table.total} reports; give the rows of one, or draw flow().")
    values, shares = (pick(facts, table.ids, codes, field)[0] for field in ("value", "numerator"))
    counts = np.array([shares[at] if code in OUTCOMES else values[at] for at, code in enumerate(codes)])
    place = said((table.names[0], table.note), lang)
    if np.isnan(counts).any():
        why = next((word for word in reasons(facts, table.ids, codes)[0] if word), None)
        lost_code = text(codes[int(np.flatnonzero(np.isnan(counts))[0])], lang)
        return sentence(ax, f"{table.names[0]}：{lost_code}：{why_not(why, lang)}", title)
    if counts.sum() == 0:
        return sentence(ax, f"{table.names[0]}：{text('no_cases', lang)}", title)
    ax = open_axes(ax, [""], least=19)
    into, out = counts[:2], counts[2:]
    whole = max(into.sum(), out.sum())
    colours = [FLOW["req_carried_in"], FLOW["req_new"], *OUTCOMES.values(), FLOW["req_carried_out"]]
    _side(ax, into, colours[:2], [text(code, lang) for code in codes[:2]], whole, left=True)
    _side(ax, out, colours[2:], [text(code, lang) for code in codes[2:]], whole, left=False)
    ax.add_patch(Rectangle((0.47, 0), 0.06, whole, color=PEER, linewidth=0, gid="workload"))
    ax.text(
        0.5,
        -0.02 * whole,
        f"{text('workload', lang)} {number(into.sum())}",
        ha="center",
        va="bottom",
        fontsize=letter() - 0.5,
    )
    differs = into.sum() != out.sum()
    if differs:
        _mismatch(ax, into.sum(), out.sum())
        place = said((place, text("sides_differ", lang).format(number(into.sum()), number(out.sum()))), lang)
    ax.set(xlim=(-0.42, 1.52), ylim=(whole * 1.28, -whole * 0.1))
    ax.set_axis_off()
    handles, words = ([hatch_swatch()], [text("difference", lang)]) if differs else ([], [])
    return finish(ax, title=title, handles=handles, words=words, note=place)


def _side(
    ax: Axes, counts: np.ndarray, colours: Sequence[str], names: list[str], whole: float, *, left: bool
) -> None:
    """The bands between the middle and one side, with names and counts beside them."""
    spare = 0.14 * whole / max(len(counts) - 1, 1)
    inner = np.concatenate([[0], np.cumsum(counts)])
    outer = inner[:-1] + spare * np.arange(len(counts))
    near, far = (0.47, 0.0) if left else (0.53, 1.0)
    line = 2.6 * (letter() - 1) / (19 * 1.3 * letter()) * 1.38 * whole
    spots = apart(outer + counts / 2, line, line / 2 - 0.08 * whole, 1.27 * whole - line / 2)
    for at, (count, colour) in enumerate(zip(counts, colours, strict=True)):
        _band(ax, near, far, inner[at], outer[at], count, colour)
        bar = Rectangle(
            (far - (0.03 if left else 0), outer[at]), 0.03, count, color=colour, linewidth=0, gid="node"
        )
        ax.add_patch(bar)
        edge = far + (-0.04 if left else 0.04)
        share = 100 * count / max(counts.sum(), 1)
        words = wrap(names[at], 0.25 * points(ax) / letter()) + f"\n{number(count)} ({share:.0f} %)"
        ax.text(
            edge,
            spots[at],
            words,
            ha="right" if left else "left",
            va="center",
            fontsize=letter() - 1,
            gid="name",
        )


def _band(ax: Axes, near: float, far: float, inner: float, outer: float, count: float, colour: str) -> None:
    """One band with soft bends from the middle column to a node."""
    if count == 0:
        return
    bend = (near + far) / 2
    corners = [
        (near, inner), (bend, inner), (bend, outer), (far, outer),
        (far, outer + count), (bend, outer + count), (bend, inner + count), (near, inner + count), (near, inner),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(corners, codes), facecolor=colour, alpha=0.55, linewidth=0, gid="band"))


def _mismatch(ax: Axes, into: float, out: float) -> None:
    """What one side has more than the other, hatched in the middle column."""
    left = 0.44 if into < out else 0.53
    box = Rectangle(
        (left, min(into, out)), 0.03, abs(into - out), facecolor="none", edgecolor=HATCH, hatch="////"
    )
    box.set_gid("na")
    ax.add_patch(box)
