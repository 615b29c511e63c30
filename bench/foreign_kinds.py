"""The list of kinds: what other people change in the form, each with what must come out of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bench.foreign_grid import Entry
from bench.foreign_plan import Part, Plan

NEW = ("2021", "2019")
OLD = ("2014", "2008")
EVERY = NEW + OLD
SPANS = ("html table", "html grid", "docx", "xlsx", "pdf chromium", "pdf office")
LOOKING = ("html table", "html grid", "docx", "pdf chromium", "pdf office")
PAGES = ("text tabs", "text spaces", "text cell a line", "docx", "pdf chromium", "pdf office")
TEXTS = (
    "text tabs",
    "text spaces",
    "text bars",
    "text bar cells",
    "text boxes",
    "text cell a line",
    "markdown",
)

Change = Callable[[Plan, random.Random], None]


class Kind(NamedTuple):
    """A change of the form. ``must`` is ``right`` where a person reads it at a glance, else ``finding``."""

    name: str
    change: Change
    editions: tuple[str, ...]
    formats: tuple[str, ...]  # empty: all
    must: str
    group: str


KINDS: dict[str, Kind] = {}


def kind(
    name: str,
    group: str,
    editions: tuple[str, ...] = EVERY,
    formats: tuple[str, ...] = (),
    must: str = "right",
) -> Callable[[Change], Change]:
    """Put a change on the list of kinds."""

    def listed(change: Change) -> Change:
        KINDS[name] = Kind(name, change, editions, formats, must, group)
        return change

    return listed


def renamed(entry: Entry, rename: Callable[[str], str]) -> Entry:
    """The entry with every word of its path changed."""
    return entry._replace(path=tuple(rename(word) for word in entry.path))


def changed_columns(plan: Plan, tables: Iterable[str], change: Callable[[Part], list[Entry]]) -> None:
    """Give every part of some tables new columns."""
    for table in tables:
        for part in plan.parts[table]:
            part.columns = change(part)


def form_columns(part: Part) -> list[Entry]:
    """The columns that are the form's."""
    return [entry for entry in part.columns if entry.fill is None]


def shuffled_groups(entries: list[Entry], rng: random.Random, level: int = 0) -> list[Entry]:
    """The entries in another order, those under one head kept together, at every level."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.path[: level + 1], []).append(entry)
    deeper = [
        shuffled_groups(group, rng, level + 1) if len(group) > 1 and len(group[0].path) > level + 1 else group
        for group in groups.values()
    ]
    rng.shuffle(deeper)
    return [entry for group in deeper for entry in group]
