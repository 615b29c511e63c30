"""What a reader has chosen to see: plain values that can be written as a papermill or a Python call."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from analysis.errors import UnknownNameError
from analysis.frames.places import regions_of
from analysis.frames.schema import LEVELS
from analysis.frames.which import POLICIES
from analysis.measures import find
from analysis.reports import CODES

NEWEST = "newest"
DENOMINATORS = ("decided", "resolvable", "workload")
SCOPES = tuple(POLICIES)
INTERVALS = ("wilson", "jeffreys")
ROWS = ("body", "region")
LANGUAGES = ("zh", "en")
NOTEBOOK = "notebooks/explorer.ipynb"
_CHOICES = {
    "denominator": DENOMINATORS, "scope": SCOPES, "interval": INTERVALS, "rows": ROWS, "lang": LANGUAGES,
}  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """One view: which reports, which indicator, and how it is shown; an empty tuple leaves that choice open.

    ``regions`` are official codes or ``unresolved``; ``years`` may be ``("newest",)``, the last year that the other
    choices leave; ``scope`` is a policy of :func:`analysis.frames.which.asked`; ``findings`` keeps reports with one
    of these codes; ``rows`` says whether a row is a report (``body``) or a region and year (``region``). ``report`` is
    the ``report_id`` of the card to open, ``cell`` the figure ``table/row/column`` whose source to show.
    """

    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int | str, ...] = (NEWEST,)
    indicator: str = "disclosure_rate"
    denominator: str = "decided"
    scope: str = "aggregate"
    interval: str = "wilson"
    findings: tuple[str, ...] = ()
    rows: str = "body"
    report: str | None = None
    cell: str | None = None
    lang: str = "zh"


def select(**choices: Any) -> Selection:
    """A checked selection from plain values: lists or single values, regions by name or code, ``None`` as usual.

    Raises :class:`UnknownNameError` for a choice or a value that is not known.
    """
    names = [field.name for field in fields(Selection)]
    strange = [name for name in choices if name not in names]
    if strange:
        raise UnknownNameError(f"There is no choice {strange[0]!r}; there are: {', '.join(names)}.")
    given: dict[str, Any] = {name: value for name, value in choices.items() if value is not None}
    for name in ("levels", "findings"):
        given[name] = tuple(str(value) for value in _several(given.get(name, ())))
    given["regions"] = tuple(region.code for region in regions_of(given.get("regions", ())))
    given["years"] = tuple(_year(value) for value in _several(given.get("years", NEWEST)))
    selection = Selection(**given)
    _check(selection)
    return selection


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _year(value: Any) -> int | str:
    if value == NEWEST:
        return NEWEST
    try:
        return int(value)
    except (TypeError, ValueError):
        raise UnknownNameError(f"{value!r} is not a year; give a number such as 2023, or {NEWEST}.") from None


def _check(selection: Selection) -> None:
    find(selection.indicator)
    for name, known in _CHOICES.items():
        if getattr(selection, name) not in known:
            raise UnknownNameError(
                f"There is no {name} {getattr(selection, name)!r}; there are: {', '.join(known)}."
            )
    for name, values, listed in (("level", selection.levels, LEVELS), ("finding", selection.findings, CODES)):
        strange = [value for value in values if value not in listed]
        if strange:
            raise UnknownNameError(f"There is no {name} {strange[0]!r}; there are: {', '.join(listed)}.")


def parameters(selection: Selection) -> dict[str, Any]:
    """The choices that differ from the usual ones, as plain values that JSON and papermill know."""
    usual = asdict(Selection())
    chosen = {name: value for name, value in asdict(selection).items() if value != usual[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in chosen.items()}


def papermill_command(selection: Selection, **folders: str | Path | None) -> str:
    """The command, quoted for a POSIX shell, that makes the same view in the explorer's notebook.

    ``folders`` are ``data_dir`` and ``raw_dir`` where they are known. The parameters are one JSON object, which is
    YAML too, so that codes stay text.
    """
    values = parameters(selection) | {
        name: str(folder) for name, folder in folders.items() if folder is not None
    }
    words = ["papermill", NOTEBOOK, "explorer_view.ipynb", "-y", _flow(values)]
    return shlex.join(words)


def _flow(values: dict[str, Any]) -> str:
    """The values as JSON that YAML reads alike: what cannot be printed is escaped, all else stands as it is."""
    text = json.dumps(values, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def python_call(selection: Selection, **folders: str | Path | None) -> str:
    """The same view as two lines of Python."""
    values = parameters(selection) | {
        name: str(folder) for name, folder in folders.items() if folder is not None
    }
    data = values.pop("data_dir", None)
    words = [] if data is None else [repr(data)]
    words += [f"{name}={value!r}" for name, value in values.items()]
    return f"from analysis import explore\nexplore({', '.join(words)})"
