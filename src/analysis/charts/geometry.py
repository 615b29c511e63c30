"""The polygons beside this package: read, projected, and found by the codes of any year."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple

import numpy as np
from matplotlib.path import Path

from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.regions import gazetteer
from analysis.regions.names import short_name

BOUNDARIES = FilePath(__file__).parent / "boundaries"
LEVELS = ("province", "prefecture", "county")
UNIT = 1e-3
EARTH_KM = 6371.0
# Standard parallels and central meridian of the usual maps of China.
CHINA = (25.0, 47.0, 105.0)


class Polygon(NamedTuple):
    """One unit: its rings in degrees (outer ones clockwise), and where its name fits best (x, y, radius)."""

    rings: tuple[Floats, ...]
    label: tuple[float, float, float]


def _degrees(steps: list[int]) -> Floats:
    """Whole numbers as first point and steps, to degrees; a ring that shrank to a point keeps a dot."""
    return np.cumsum(np.array(steps, dtype=float).reshape(-1, 2), axis=0) * UNIT


def _load(name: str) -> Any:
    return json.loads(gzip.decompress((BOUNDARIES / f"{name}.json.gz").read_bytes()))


@cache
def polygons(level: str) -> dict[str, Polygon]:
    """All units of a level by code; raises :class:`UnknownNameError` for another level."""
    if level not in LEVELS:
        raise UnknownNameError(f"{level!r} is not a level of the maps; give one of {', '.join(LEVELS)}.")
    return {
        code: Polygon(tuple(map(_degrees, unit["rings"])), tuple(UNIT * part for part in unit["label"]))
        for code, unit in _load(level).items()
    }


@cache
def nine_dash_line() -> tuple[Floats, ...]:
    """The segments of the nine-dash line, in degrees."""
    return tuple(map(_degrees, _load("nine_dash_line")))


def polygon_codes(level: str, within: str | None = None) -> list[str]:
    """The codes of the polygons of a level, in a province or prefecture if given, in order."""
    codes = polygons(level)
    if within is None:
        return list(codes)
    prefix = within[:2] if within.endswith("0000") else within[:4] if within.endswith("00") else within
    return [code for code in codes if code.startswith(prefix)]


@cache
def to_polygon(code: str, level: str, year: int | None = None) -> str | None:
    """The code of the polygon in which the unit of a code lies, today's borders; None if there is none.

    A code that has a polygon is its own. Otherwise the unit was given another code under the same name
    (密云县 110228, 密云区 110118): then it is the one polygon of that name in its province, provided that
    the two codes were never in force together. Parts, merged units and zones have none.
    """
    if code in polygons(level):
        return code
    division = gazetteer.lookup(code, year) or gazetteer.lookup(code)
    if division is None or len(code) != 6:
        return None
    name = short_name(division.name)
    namesakes = {*gazetteer.by_short_name().get(name, ()), *gazetteer.by_name().get(division.name, ())}
    near = [other for other in namesakes if other.code[:2] == code[:2] and other.level == division.level]
    own = [other for other in near if other.code == code]
    found = {
        other.code
        for other in near
        if other.code in polygons(level) and not any(_together(one, other) for one in own)
    }
    return found.pop() if len(found) == 1 else None


def _together(one: gazetteer.Division, other: gazetteer.Division) -> bool:
    """Whether two divisions were listed at the end of the same year."""
    starts = one.valid_from or 0, other.valid_from or 0
    ends = one.valid_to or 9999, other.valid_to or 9999
    return max(starts) <= min(ends)


class Albers(NamedTuple):
    """Albers' equal-area conic projection on a sphere; parallels and meridian in degrees."""

    first: float
    second: float
    meridian: float

    def __call__(self, degrees: Floats) -> Floats:
        """Longitude and latitude to kilometres. Source: Snyder (1987), USGS Professional Paper 1395, p. 100."""
        first, second = np.radians([self.first, self.second])
        cone = (np.sin(first) + np.sin(second)) / 2
        constant = np.cos(first) ** 2 + 2 * cone * np.sin(first)
        turn = cone * np.radians(degrees[:, 0] - self.meridian)
        radius = np.sqrt(constant - 2 * cone * np.sin(np.radians(degrees[:, 1]))) / cone
        middle = np.sqrt(constant - 2 * cone * np.sin(np.radians(36.0))) / cone
        return EARTH_KM * np.column_stack([radius * np.sin(turn), middle - radius * np.cos(turn)])


def projection(units: list[Polygon], *, country: bool) -> Albers:
    """The usual projection for the country; for a part of it one whose middle stands upright."""
    if country or not units:
        return Albers(*CHINA)
    every = np.concatenate([ring for unit in units for ring in unit.rings])
    (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
    sixth = max((north - south) / 6, 0.05)
    return Albers(south + sixth, north - sixth, (west + east) / 2)


def outline(unit: Polygon, project: Albers) -> Path:
    """All rings of a unit as one path in kilometres; holes stay open."""
    corners, codes = [], []
    for ring in unit.rings:
        corners.append(project(np.vstack([ring, ring[:1]])))
        codes.append(np.full(len(ring) + 1, Path.LINETO, dtype=Path.code_type))
        codes[-1][0], codes[-1][-1] = Path.MOVETO, Path.CLOSEPOLY
    return Path(np.concatenate(corners), np.concatenate(codes))
