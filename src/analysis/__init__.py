"""Gongkai: read China's annual reports on government information disclosure into checked data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# name -> module; imported when first used, so that reading a report does not wait for pandas or matplotlib.
_VERBS = {
    "read_report": "analysis.reports",
    "Report": "analysis.reports",
    "GongkaiError": "analysis.errors",
}
__all__ = ["__version__", *_VERBS]

if TYPE_CHECKING:
    from analysis.errors import GongkaiError
    from analysis.reports import Report, read_report


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(
            f"module 'analysis' has no attribute {name!r}; it has {', '.join(sorted(_VERBS))}"
        )
    value = getattr(import_module(_VERBS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
