"""What every chart takes, declared once: the axes, the language, the words around, and the columns of the frame."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from textwrap import indent
from typing import Any, NamedTuple, ParamSpec, TypedDict

import matplotlib as mpl
from matplotlib.axes import Axes

from analysis.charts.labels import text
from analysis.charts.style import parameters, register_fonts

P = ParamSpec("P")


class Options(TypedDict, total=False):
    """The options of every chart; ``SHARED`` says what they are."""

    ax: Axes | None
    lang: str
    title: str | None
    note: str


class ReportOptions(Options, total=False):
    """The options of charts of reports."""

    label: str
    year: str


class PointOptions(Options, total=False):
    """The options of charts of units."""

    value: str
    n: str
    label: str
    measure: str


class UnitOptions(PointOptions, total=False):
    """The options of charts of units with intervals."""

    low: str
    high: str


_EVERY = """ax: axes to draw into; new ones of fitting size if not given.
lang: ``zh`` (if not given) or ``en``, for all words of the chart.
title: words above the chart; charts of reports have their own if not given.
note: words to add below the chart."""
_POINTS = """value, n, label: columns with the figure, the cases it stands on, and the name of the unit
    (``value``, ``n``, ``body`` if not given).
measure: unit of the figure as the catalogue writes it, for the axis (``%`` if not given)."""
# kind of options -> what they are; goes into the docstring of each chart that takes them
SHARED: dict[type, str] = {
    Options: _EVERY,
    ReportOptions: f"label, year: columns with the report's name and year (``body``, ``year`` if not given).\n{_EVERY}",
    PointOptions: f"{_POINTS}\n{_EVERY}",
    UnitOptions: f"{_POINTS}\nlow, high: columns with the ends of the interval.\n{_EVERY}",
}


class ByReport(NamedTuple):
    """The options of a chart of reports, with what was not given filled in."""

    ax: Axes | None = None
    lang: str = "zh"
    title: str | None = None
    note: str = ""
    label: str = "body"
    year: str = "year"


class ByUnit(NamedTuple):
    """The options of a chart of units, with what was not given filled in."""

    ax: Axes | None = None
    lang: str = "zh"
    title: str | None = None
    note: str = ""
    value: str = "value"
    n: str | None = "n"
    label: str = "body"
    measure: str = "%"
    low: str | None = "low"
    high: str | None = "high"


def by_report(options: ReportOptions, title: str = "") -> ByReport:
    """The options of a chart of reports; ``title`` is the key of the words it has if none are given."""
    given = ByReport(**_known(options, ReportOptions))
    words = text(title, given.lang) if title else None
    return given if given.title else given._replace(title=words)


def by_unit(options: PointOptions | UnitOptions | Options, takes: type = UnitOptions, **usual: Any) -> ByUnit:
    """The options of a chart of units; ``usual`` are columns other than those that most charts have."""
    given: dict[str, Any] = usual | _known(options, takes)
    return ByUnit(**{name: value for name, value in given.items() if name in ByUnit._fields})


def _known(options: Any, takes: type) -> dict[str, Any]:
    """The options themselves; raises ``TypeError`` for one that the chart does not have, and names those it has."""
    names = list(takes.__annotations__)
    for name in options:
        if name not in names:
            raise TypeError(
                f"{name!r} is no option of this chart; beside its own it takes {', '.join(names)}."
            )
    return dict(options)


def styled(chart: Callable[P, Axes]) -> Callable[P, Axes]:
    """Decorator: draw in the style, whatever is set outside (sizes stay), and describe the options shared by charts."""

    @wraps(chart)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Axes:
        register_fonts()
        settings: Any = parameters()
        with mpl.rc_context(settings):
            ax = chart(*args, **kwargs)
            # The first figure of a notebook loads the backend, which turns this on; leaving would turn it off.
            interactive = mpl.is_interactive()
        mpl.interactive(interactive)
        return ax

    kinds = {f"Unpack[{kind.__name__}]": words for kind, words in SHARED.items()}
    shared = kinds.get(str(chart.__annotations__.get("options")))
    if shared and chart.__doc__:
        drawn.__doc__ = (
            chart.__doc__.rstrip() + "\n\n" + indent(f"Options:\n{indent(shared, '    ')}", "    ") + "\n"
        )
    return drawn
