"""Gongkai: read China's annual reports on government information disclosure into checked data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

# name -> module; imported when first used, so that reading a report does not wait for pandas or matplotlib.
_VERBS = {
    "read_report": "analysis.reports",
    "Report": "analysis.reports",
    "read_reports": "analysis.frames.tidy",
    "Frames": "analysis.frames.tidy",
    "ingest": "analysis.frames.store",
    "load": "analysis.frames.loading",
    "sql": "analysis.frames.query",
    "prose_of": "analysis.frames.prose",
    "export": "analysis.frames.export",
    "compute": "analysis.measures",
    "compare": "analysis.measures",
    "pool": "analysis.measures",
    "run": "analysis.batch",
    "explore": "analysis.explorer",
    "GongkaiError": "analysis.errors",
}
_MODULES = (
    "batch",
    "charts",
    "documents",
    "explorer",
    "forms",
    "frames",
    "measures",
    "pages",
    "prose",
    "regions",
    "reports",
)
__all__ = ["__version__", *_VERBS]

if TYPE_CHECKING:  # the same names, for type checkers and editors
    from analysis.batch import run as run
    from analysis.errors import GongkaiError as GongkaiError
    from analysis.explorer import explore as explore
    from analysis.frames.export import export as export
    from analysis.frames.loading import load as load
    from analysis.frames.prose import prose_of as prose_of
    from analysis.frames.query import sql as sql
    from analysis.frames.store import ingest as ingest
    from analysis.frames.tidy import Frames as Frames
    from analysis.frames.tidy import read_reports as read_reports
    from analysis.measures import compare as compare
    from analysis.measures import compute as compute
    from analysis.measures import pool as pool
    from analysis.reports import Report as Report
    from analysis.reports import read_report as read_report


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"analysis.{name}")
    if name not in _VERBS:
        raise AttributeError(
            f"module 'analysis' has no attribute {name!r}; it has {', '.join(sorted(_VERBS))}"
        )
    value = getattr(import_module(_VERBS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, *_MODULES])
