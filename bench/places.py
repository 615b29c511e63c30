"""Openings of reports made from the gazetteer, with hints left out or false: how often the place is right or wrong.

Run from the root of the project: python -m bench.places [--reports 60] [--seed 1] [--show 3]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from analysis.documents import Document, read_bytes
from analysis.regions import Clue, Division, chain, resolve
from analysis.regions.gazetteer import ancestors, by_name, table_rows, townships_of, zones_of
from analysis.regions.names import short_name
from analysis.reports.clues import clues
from analysis.reports.front_matter import front_matter
from analysis.reports.report import report_from

YEAR = 2024
HINTS = ("breadcrumb", "site", "signature", "superior", "address", "phone", "postcode", "site_code")
NAMES = ("whole", "parent", "own", "short", "none")
ORGANS = {
    "province": ("人民政府", "人民政府办公厅", "教育厅", "财政厅", "气象局", "统计局", "图书馆"),
    "prefecture": (
        "人民政府",
        "人民政府办公室",
        "教育局",
        "市场监督管理局",
        "公安局",
        "烟草专卖局",
        "第一人民医院",
    ),
    "county": (
        "人民政府",
        "人民政府办公室",
        "教育局",
        "城乡建设局",
        "乡村振兴局",
        "第一中学",
        "消防救援大队",
    ),
    "zone": ("管理委员会", "管委会", "管委会办公室"),
    "township": ("人民政府", "人民政府办公室", ""),
    "street": ("办事处",),
}


class Made(NamedTuple):
    """One report to be made: its place, its organ and a place elsewhere for false hints."""

    place: Division
    organ: str
    elsewhere: Division
    number: int


def places(count: int, rng: random.Random) -> Iterator[Made]:
    """Bodies of all levels: provinces, prefectures, counties, zones, and townships below them."""
    listed = sorted({d for found in by_name().values() for d in found if d.covers(YEAR)})
    by_level = {
        level: [d for d in listed if d.level == level]
        for level in ("province", "prefecture", "county", "zone")
    }
    alike = [d for d in by_level["county"] if sum(d.name == e.name for e in by_level["county"]) > 1]
    for _ in range(count):
        level = rng.choice(
            ("province", "prefecture", "county", "county", "alike", "zone", "township", "township")
        )
        place = rng.choice(
            alike if level == "alike" else by_level["county" if level == "township" else level]
        )
        if level == "township":
            below = sorted(d for d in townships_of(place.code).values() if d.level == "township")
            place = rng.choice(below) if below else place
        kind = "street" if place.name.endswith("街道") else place.level
        yield Made(place, rng.choice(ORGANS[kind]), rng.choice(by_level["county"]), rng.randrange(10**7))


def name_of(made: Made, style: str) -> str:
    """The body's name: with the whole chain, with its parent, alone, with the short name, or without a place."""
    units = ancestors(made.place, YEAR)
    name = made.place.name.removesuffix("街道") + "街道" if made.organ == "办事处" else made.place.name
    if style == "none":
        return made.organ or "人民政府"
    if style == "short" and made.place.level not in ("zone", "township"):
        name = short_name(name)
    above = {"whole": units[:-1], "parent": units[-2:-1]}.get(style, ())
    return "".join(unit.name for unit in above) + name + made.organ


Heads = Sequence[tuple[str, frozenset[str]]]


@cache
def heads(table: str) -> Heads:
    """Area codes or first digits of postcodes, with the codes of the divisions they belong to."""
    return [(head, frozenset(codes.split())) for head, codes in table_rows(table)]


def head_of(place: Division, table: Heads) -> str | None:
    """The first area code or beginning of a postcode whose divisions hold the place."""
    codes = {unit.code for unit in ancestors(place, YEAR)}
    return next((head for head, held in table if held & codes), None)


def hints(made: Made, where: Division, name: str) -> dict[str, str]:
    """The lines of a page about a place: each is one hint."""
    units = [unit for unit in ancestors(where, YEAR) if unit.rank < 3]
    owner, whole = units[-1], "".join(unit.name for unit in units)
    above = units[-2] if len(units) > 1 else owner
    area, post = head_of(where, heads("phones.csv.gz")), head_of(where, heads("postcodes.csv.gz"))
    lines = {
        "breadcrumb": f"当前位置：首页 > {owner.name}人民政府 > 政府信息公开 > 年报",
        "site": f"{owner.name}人民政府门户网站",
        "signature": name,
        "superior": f"按照{above.name}委、{above.name}政府部署，推进政务公开。",
        "address": f"地址：{whole}人民路{made.number % 300 + 1}号",
        "site_code": f"网站标识码：{owner.code}{made.number % 90 + 1:04}",
    }
    if area:
        lines["phone"] = f"联系电话：{area}-{8_000_000 + made.number % 900_000}"
    if post:
        lines["postcode"] = f"邮编：{post}{made.number % 100:02}"
    return lines


def page(made: Made, style: str, lines: dict[str, str]) -> str:
    """The text of a short report with the hints that are left in."""
    title = f"{name_of(made, style)}{YEAR}年政府信息公开工作年度报告"
    parts = [
        lines.get("breadcrumb"),
        title,
        "一、总体情况",
        lines.get("superior"),
        "六、其他需要报告的事项",
        "无。",
    ]
    parts += [lines.get("signature"), f"{YEAR + 1}年1月20日", lines.get("address"), lines.get("phone")]
    parts += [lines.get("postcode")]
    parts += [lines.get("site"), lines.get("site_code")]
    return "\n".join(part for part in parts if part)


Change = Callable[[dict[str, str], dict[str, str]], dict[str, str]]


def variants() -> Iterator[tuple[str, str, Change]]:
    """What is left out or false: a name, the style of the title, and what becomes of the hints."""
    for style in NAMES:
        yield f"title {style}", style, lambda own, other: own
        yield f"title {style}, no other hint", style, lambda own, other: {}
    for hint in HINTS:
        yield (
            f"title own, only {hint}",
            "own",
            lambda own, other, h=hint: {k: v for k, v in own.items() if k == h},
        )
        yield (
            f"title own, without {hint}",
            "own",
            lambda own, other, h=hint: {k: v for k, v in own.items() if k != h},
        )
    for hint in HINTS:
        yield (
            f"title none, only {hint}",
            "none",
            lambda own, other, h=hint: {k: v for k, v in own.items() if k == h},
        )
    for hint in HINTS:
        if hint != "signature":
            yield f"title own, false {hint}", "own", lambda own, other, h=hint: {**own, h: other.get(h, "")}
            yield f"title whole, only false {hint}", "whole", lambda own, other, h=hint: {h: other.get(h, "")}


def judge(made: Made, code: str | None) -> str:
    """Whether the place that was found is the one that the page was made for."""
    if code is None:
        return "unresolved"
    return "right" if code == made.place.code else "wrong"


def run(count: int, seed: int, show: int) -> int:
    """Print right, unresolved and wrong for each variant; the number of wrong places."""
    total: Counter[str] = Counter()
    print(f"{'variant':42} {'right':>7} {'unres.':>7} {'wrong':>7}")
    for label, style, change in variants():
        result: Counter[str] = Counter()
        for made in places(count, random.Random(seed)):
            own = hints(made, made.place, name_of(made, "own"))
            text = page(made, style, change(own, hints(made, made.elsewhere, name_of(made, "own"))))
            report = report_from(read_bytes(text.encode(), "report.txt"))
            verdict = judge(made, report.place.code)
            result[verdict] += 1
            if verdict == "wrong" and result["wrong"] <= show:
                print(
                    "  ", made.place.code, "".join(chain(made.place.code, YEAR)), "read as", report.place.code
                )
                print("  ", *text.split("\n"), *map(str, report.place.evidence), sep="\n     ")
        shares = [100 * result[verdict] / count for verdict in ("right", "unresolved", "wrong")]
        print(f"{label:42} " + " ".join(f"{share:6.1f}%" for share in shares))
        total += result
    named = total["right"] + total["wrong"]
    print(
        f"{total.total()} openings, {named} resolved, precision {100 * total['right'] / max(1, named):.3f} %"
    )
    return total["wrong"]


Case = tuple[str, str | None]
MINISTRIES = (
    "教育部",
    "生态环境部",
    "国家税务总局",
    "中国地震局",
    "国家统计局",
    "国务院办公厅",
    "水利部黄河水利委员会",
    "审计署",
    "国家能源局华中监管局",
)
ZONE_KINDS = ("高新技术产业开发区", "经济技术开发区", "高新区", "经开区", "经济开发区")
FILLERS = (
    "文号：无",
    "网络",
    "本站原创",
    "-",
    "____",
    "（盖章）",
    "责任编辑：张三",
    "2024-01-12",
    "《中华人民共和国政府信息公开条例》",
    "综合科",
)


def group_cases(made: Made, rng: random.Random) -> Iterator[tuple[str, Case]]:
    """One case for each group of openings: its text, and the code that it must have or None where it must stay open."""
    name, title = name_of(made, "whole"), f"{YEAR}年政府信息公开工作年度报告"
    yield "preamble, title without a name", (f"{title}\n根据规定，现公布{name}{title}。", made.place.code)
    yield (
        "preamble, no title",
        (f"按照要求，编制{name}{title}，统计期限为{YEAR}年1月1日至12月31日。", made.place.code),
    )
    yield (
        "made by",
        (f"{title}\n本报告由{name}根据条例编制。", made.place.code),
    )
    yield "filler beside a label", (f"发布机构：{rng.choice(FILLERS)}\n{title}", None)
    yield (
        "row of facts",
        (f"发布机构： | {name} | 文号： | \n标题： | {title}", made.place.code),
    )
    yield "national", (rng.choice(MINISTRIES) + title, "000000")
    county = rng.choice([d for d in pool("county") if d.name[-1] in "县市区旗"])
    whole = "".join(unit.name for unit in ancestors(county, YEAR))
    yield "vertical system", (f"国家税务总局{whole}税务局{title}", county.code)
    yield "zone of a county", (f"{whole}{rng.choice(ZONE_KINDS)}管委会{title}", county.code)
    city = rng.choice([d for d in pool("prefecture") if d.name[-1] == "市"])
    kind = rng.choice(ZONE_KINDS)
    listed = {zone.code for tail, zone in zones_of().get(city.code, {}).items() if tail == kind}
    yield "zone of a city", (f"{city.name}{kind}管委会{title}", next(iter(listed), city.code))
    yield "unlisted township", (f"{whole}某某镇人民政府{title}", county.code)
    yield "unlisted street", (f"{whole}某某街道办事处{title}", county.code)
    streets = [d for d in townships_of(county.code).values() if d.name.endswith("街道") and len(d.name) > 3]
    if streets:
        street = rng.choice(sorted(streets))
        yield "street without 道", (f"{whole}{street.name[:-1]}{title}", street.code)
    yield "township without its county", (f"某某镇人民政府{title}", None)
    alike = rng.choice(namesakes())
    yield "namesake", (f"{alike.name}经济开发区管委会{title}", None)
    yield "unlisted county", (f"{ancestors(city, YEAR)[0].name}{city.name}某某县人民政府{title}", None)


@cache
def pool(level: str) -> Sequence[Division]:
    """The divisions of a level in the year."""
    return sorted({d for found in by_name().values() for d in found if d.covers(YEAR) and d.level == level})


@cache
def namesakes() -> Sequence[Division]:
    """The counties whose name another county bears in the year."""
    names = Counter(division.name for division in pool("county"))
    return [division for division in pool("county") if names[division.name] > 1]


def run_groups(count: int, seed: int, show: int) -> int:
    """Print right, unresolved and wrong for each group; what must stay open is right when it does."""
    rng = random.Random(seed)
    results: dict[str, Counter[str]] = {}
    for made in places(count, random.Random(seed)):
        for group, (text, code) in group_cases(made, rng):
            found = report_from(read_bytes(text.encode(), "report.txt")).place.code
            verdict = "right" if found == code else "unresolved" if found is None else "wrong"
            results.setdefault(group, Counter())[verdict] += 1
            if verdict == "wrong" and results[group]["wrong"] <= show:
                print(f"   {text!r}: {found} instead of {code}")
    for group, result in results.items():
        shares = [100 * result[verdict] / result.total() for verdict in ("right", "unresolved", "wrong")]
        print(f"{group:42} " + " ".join(f"{share:6.1f}%" for share in shares))
    return sum(result["wrong"] for result in results.values())


def clues_of(document: Document) -> tuple[Clue, ...]:
    """The clues that a report gives to the resolver."""
    front = front_matter(document, min(3, len(document.blocks)), max(0, len(document.blocks) - 5))
    return tuple(clues(document, front, front.body, document.text[:500], None))


_LOADING = """
import time
start = time.process_time()
import analysis.regions
imported = time.process_time()
from analysis.regions.gazetteer import by_name, by_short_name, zones_of, townships_named
by_name(), by_short_name(), zones_of(), townships_named("忠仁镇")
print(1000 * (imported - start), 1000 * (time.process_time() - imported))
"""


def speed(count: int, seed: int) -> None:
    """Print the processor time to load the gazetteer (the best of five fresh starts) and to resolve one report."""
    starts = [
        subprocess.run([sys.executable, "-c", _LOADING], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    imported, loaded = (min(float(run.stdout.split()[n]) for run in starts) for n in (0, 1))
    print(f"import {imported:.0f} ms, loading the whole gazetteer {loaded:.0f} ms")
    ready = []
    for made in places(count, random.Random(seed)):
        text = page(made, "whole", hints(made, made.place, name_of(made, "own")))
        document = read_bytes(text.encode(), "report.txt")
        ready.append((document, clues_of(document)))
    resolve(ready[0][1], YEAR)
    times = []
    for _, found in ready:
        start = time.process_time()
        resolve(found, YEAR)
        times.append(1000 * (time.process_time() - start))
    start = time.process_time()
    for document, _ in ready:
        clues_of(document)
    gathered = 1000 * (time.process_time() - start) / len(ready)
    times.sort()
    middle, slow = times[len(times) // 2], times[-max(1, len(times) // 100)]
    print(
        f"resolving {len(times)} different reports: mean {sum(times) / len(times):.2f} ms, median {middle:.2f} ms"
    )
    print(f"slowest of a hundred {slow:.2f} ms; gathering the clues {gathered:.2f} ms")


def main() -> None:
    """Run the bench; the exit status is 1 if a place is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="wrong places to print for each variant")
    given = parser.parse_args()
    wrong = run(given.reports, given.seed, given.show) + run_groups(given.reports, given.seed, given.show)
    speed(max(300, given.reports), given.seed)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
