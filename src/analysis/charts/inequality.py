"""How unequal the units are: the Lorenz curve."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from analysis.charts.canvas import finish, nothing, open_axes
from analysis.charts.labels import drawable, text
from analysis.charts.palette import PEER, SERIES
from analysis.charts.rows import need
from analysis.charts.style import styled
from analysis.errors import UnknownNameError


@styled
def lorenz(
    frame: pd.DataFrame,
    *,
    weight: str = "share_weight",
    amount: str = "share_amount",
    group: str | None = None,
    gini: float | Mapping[str, float] | None = None,
    ax: Axes | None = None,
    lang: str = "zh",
    title: str | None = None,
    note: str = "",
) -> Axes:
    """How unequal: the share of cases against the share of the base, units from the smallest rate to the largest.

    ``frame`` is that of ``measures.lorenz``: ``share_weight`` and ``share_amount`` from 0 to 1, from (0, 0)
    on; with ``group`` one curve for each word of that column (up to eight). ``gini`` goes into the legend: one
    number, or one for each group. The straight line is equality. Source: Lorenz (1905).
    """
    need(frame, (weight, amount, *([group] if group else [])))
    known = frame[frame[weight].notna() & frame[amount].notna()]
    if len(known) < 2:
        return nothing(ax, lang, title)
    curves = dict(list(known.groupby(group, sort=False))) if group else {"": known}
    if len(curves) > len(SERIES):
        raise UnknownNameError(
            f"{len(curves)} groups are too many for one chart; choose up to {len(SERIES)}."
        )
    ax = open_axes(ax, [""], least=24)
    ax.plot([0, 1], [0, 1], color=PEER, linewidth=1, gid="equality")
    handles: list[Artist] = [Line2D([], [], color=PEER, linewidth=1)]
    words = [text("equality", lang)]
    for at, (name, curve) in enumerate(curves.items()):
        ax.plot(curve[weight], curve[amount], color=SERIES[at], linewidth=1.6, gid="lorenz")
        if len(curve) <= 40:
            ax.plot(curve[weight], curve[amount], "o", color=SERIES[at], markersize=2.5)
        one = gini.get(str(name)) if isinstance(gini, Mapping) else gini
        units_in = len(curve) - 1
        size = f"{units_in} 个单位" if lang == "zh" else f"{units_in} unit{'s' if units_in != 1 else ''}"
        handles.append(Line2D([], [], color=SERIES[at], linewidth=1.6))
        parts = (drawable(str(name)), size, "" if one is None else f"{text('gini', lang)} {one:.2f}")
        words.append(" · ".join(part for part in parts if part))
    ticks = np.linspace(0, 1, 6)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_ticks(ticks, [f"{tick:.0%}" for tick in ticks])
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.grid()
    ax.set_ylabel(text("share_amount", lang))
    return finish(ax, title=title, handles=handles, words=words, axis=text("share_weight", lang), note=note)
