"""The prose as frames: mentions and points, made when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from analysis.frames.arrow import frame_of
from analysis.frames.check import check
from analysis.frames.rows import report_key
from analysis.frames.schema import MENTIONS, POINTS
from analysis.frames.tidy import Frames
from analysis.prose import Prose as Read
from analysis.prose import read_prose, read_sections, without_contacts

if TYPE_CHECKING:
    from analysis.reports import Report

Row = tuple[Any, ...]


class Prose(NamedTuple):
    """The two frames of the prose; ``analysis.frames.schema`` declares their columns, dtypes and keys."""

    mentions: pd.DataFrame
    points: pd.DataFrame


def prose_of(source: Frames | Iterable[Report], contacts: bool = False) -> Prose:
    """Mentions and points of reports, or of the reports in frames that were read or loaded.

    Reports give places in their documents; frames hold the sections alone, so that places are empty. Telephone
    numbers and names of persons to contact are left out unless ``contacts``.
    """
    if isinstance(source, Frames):
        read = list(_stored(source))
    else:
        read = [(report_key(report), read_prose(report)) for report in source]
    placed = not isinstance(source, Frames)
    mentions = [row for key, prose in read for row in _mention_rows(key, prose, placed, contacts)]
    points = [row for key, prose in read for row in _point_rows(key, prose, placed, contacts)]
    return Prose(check(frame_of(mentions, MENTIONS), MENTIONS), check(frame_of(points, POINTS), POINTS))


def _stored(frames: Frames) -> Iterator[tuple[str, Read]]:
    known = frames.cells.dropna(subset=["value"])
    names = known["table"] + "/" + known["row"] + "/" + known["column"]
    cells: dict[str, dict[str, float]] = {}
    for key, name, value in zip(known["report_id"], names, known["value"], strict=True):
        cells.setdefault(key, {})[name] = float(value)
    texts: dict[str, dict[str, str]] = {}
    for key, section, text in frames.sections[["report_id", "section", "text"]].itertuples(index=False):
        texts.setdefault(key, {})[section] = text
    for key, kind, year in frames.reports[["report_id", "body_type", "year"]].itertuples(index=False):
        kind = None if pd.isna(kind) else str(kind)
        yield (
            key,
            read_sections(texts.get(key, {}), kind, None if pd.isna(year) else int(year), cells.get(key, {})),
        )


def _mention_rows(key: str, prose: Read, placed: bool, contacts: bool) -> Iterator[Row]:
    for n, m in enumerate(prose.mentions):
        text = m.text if contacts else without_contacts(m.text)
        yield (
            key, n, m.kind, m.metric, m.value, m.value_hi, m.approx, m.number, m.unit, m.scale,
            " ".join(m.channel) or None,
            m.scope, m.scope_words, m.subject, m.period, m.part_of, m.share_of, m.change, m.polarity, m.section,
            m.start if placed else None, m.end if placed else None, text, m.rule,
        )  # fmt: skip


def _point_rows(key: str, prose: Read, placed: bool, contacts: bool) -> Iterator[Row]:
    for p in prose.points:
        text = p.text if contacts else without_contacts(p.text)
        yield (
            key, p.kind, p.order, text, p.start if placed else None, p.end if placed else None, " ".join(p.themes),
            p.specific, p.tense, p.pair,
        )  # fmt: skip
