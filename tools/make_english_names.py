"""Build src/analysis/regions/english.tsv.gz, the English names of all divisions; run by hand, rarely.

Usage: python tools/make_english_names.py [--review]

The spelling is pinyin without tones from pypinyin (pip install pypinyin); what it gets wrong in names of places, and
names from other languages of China, are in tools/english_exceptions.csv. With --review it prints the names with a
character of several readings that no exception settles, for a person to look through.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from analysis.regions.gazetteer import table_rows
from analysis.regions.names import short_name

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "analysis" / "regions" / "english.tsv.gz"
# The reading in names of places, where pypinyin takes another for single words.
IN_PLACES = {"都": "du", "长": "chang", "什": "shi", "柏": "bai", "尾": "wei", "厦": "xia", "柞": "zha"}
PEOPLE = {
    "蒙古": "Mongol", "回": "Hui", "藏": "Tibetan", "维吾尔": "Uygur", "苗": "Miao", "彝": "Yi", "壮": "Zhuang",
    "布依": "Bouyei", "朝鲜": "Korean", "满": "Manchu", "侗": "Dong", "瑶": "Yao", "白": "Bai", "土家": "Tujia",
    "哈尼": "Hani", "哈萨克": "Kazakh", "傣": "Dai", "黎": "Li", "傈僳": "Lisu", "佤": "Va", "畲": "She",
    "拉祜": "Lahu", "水": "Sui", "东乡": "Dongxiang", "纳西": "Naxi", "景颇": "Jingpo", "柯尔克孜": "Kirgiz",
    "土": "Tu", "达斡尔": "Daur", "仫佬": "Mulao", "羌": "Qiang", "布朗": "Blang", "撒拉": "Salar", "毛南": "Maonan",
    "仡佬": "Gelao", "锡伯": "Xibe", "普米": "Pumi", "塔吉克": "Tajik", "怒": "Nu", "鄂温克": "Ewenki",
    "保安": "Bonan", "裕固": "Yugur", "独龙": "Derung", "鄂伦春": "Oroqen", "各": "Multi-Ethnic",
}  # fmt: skip
NATION = "|".join(sorted(PEOPLE, key=len, reverse=True))
KINDS = (
    ("特别行政区", "Special Administrative Region"), ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"), ("自治县", "Autonomous County"), ("自治旗", "Autonomous Banner"),
    ("林区", "Forestry District"), ("矿区", "Mining District"), ("特区", "Special District"), ("新区", "New Area"),
    ("地区", "Prefecture"),
    ("省", "Province"), ("市", "City"), ("县", "County"), ("区", "District"), ("州", "Prefecture"),
    ("盟", "League"), ("旗", "Banner"),
)  # fmt: skip
ONLY_KINDS_OF = {
    "林区": ("神农架林区",),
    "矿区": ("井陉矿区", "峰峰矿区", "鹰手营子矿区", "白云鄂博矿区"),
    "新区": ("滨海新区", "浦东新区", "两江新区", "沈北新区"),
    "特区": ("六枝特区", "万山特区"),
}
ZONE_KINDS = (
    ("高新技术产业开发区", "High-Tech Industrial Development Zone"), ("高新技术开发区", "High-Tech Development Zone"),
    ("高新技术产业园区", "High-Tech Industrial Park"), ("高新区", "High-Tech Zone"),
    ("经济技术开发区", "Economic and Technological Development Zone"), ("经济开发区", "Economic Development Zone"),
    ("经开区", "Economic Development Zone"), ("城乡一体化示范区", "Urban-Rural Integration Demonstration Zone"),
    ("综合改革示范区", "Comprehensive Reform Demonstration Zone"), ("现代产业园区", "Modern Industrial Park"),
    ("产业集聚区", "Industrial Cluster Zone"), ("产业聚集区", "Industrial Cluster Zone"),
    ("产业园区", "Industrial Park"), ("工业园区", "Industrial Park"), ("化工园区", "Chemical Industry Park"),
    ("风景名胜区", "Scenic Area"), ("综合实验区", "Comprehensive Pilot Zone"), ("旅游度假区", "Tourism Resort"),
    ("管理区", "Administrative Zone"), ("示范区", "Demonstration Zone"), ("开发区", "Development Zone"),
    ("产业园", "Industrial Park"), ("工业园", "Industrial Park"), ("工业区", "Industrial Zone"),
    ("创意园区", "Creative Park"), ("创意园", "Creative Park"), ("新区", "New Area"), ("园区", "Park"),
    ("区", "Zone"), ("", "Zone"),
)  # fmt: skip
CITIES = ("北京市", "天津市", "上海市", "重庆市")
SEVERAL_WORDS = {"经济": "Economic", "新站": "Xinzhan", "航空港": "Airport", "汽车": "Automobile"}


def exceptions() -> dict[str, str]:
    """Full or short name → English, by hand."""
    with (HERE / "english_exceptions.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["name"], row["english"]) for row in csv.DictReader(file)]
    if len(dict(rows)) < len(rows):
        raise SystemExit("a name is in english_exceptions.csv twice")
    return dict(rows)


def pinyin(name: str) -> str:
    """The syllables of a name as one word, with an apostrophe before a, e, o: 西安 is Xi'an."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name, v_to_u=True)
    syllables = [IN_PLACES.get(character, s) for character, s in zip(name, syllables, strict=True)]
    word = syllables[0] + "".join(f"'{s}" if s[0] in "aeo" else s for s in syllables[1:])
    return word.capitalize()


def stem(name: str, known: dict[str, str]) -> str:
    """The English of a name without its kind."""
    return known.get(name) or pinyin(name)


def full_name(name: str, level: str, known: dict[str, str]) -> tuple[str, str]:
    """English with the kind, and without it."""
    kind, english = next(
        (kind, english) for kind, english in KINDS
        if name.endswith(kind) and name in ONLY_KINDS_OF.get(kind, (name,))
        and (kind != "地区" or level == "prefecture")
    )  # fmt: skip
    if name in CITIES:
        english = "Municipality"
    base = name.removesuffix(kind)
    people = (
        re.fullmatch(rf"(.{{2,}}?)((?:(?:{NATION})族?)*(?:{NATION})族?)", base)
        if is_of_peoples(name)
        else None
    )
    if people and people.group(1) not in ("内",):
        nations = [PEOPLE[word] for word in re.findall(f"({NATION})族?", people.group(2))]
        names = ", ".join(nations[:-1]) + (" and " if len(nations) > 1 else "") + nations[-1]
        short = stem(people.group(1), known)
        return known.get(name, f"{short} {names} {english}"), short
    if len(base) == 1:  # it keeps its kind in the spelling: 任县 is Renxian County
        return f"{stem(name, known)} {english}", stem(name, known)
    short = stem(base, known)
    if name in known and base not in known:
        short = known[name].removesuffix(f" {english}")
        short = known[name] if short.endswith(("Left", "Right", "Front", "Middle", "Rear")) else short
    return known.get(name, f"{short} {english}"), short


def is_of_peoples(name: str) -> bool:
    """Whether a name holds the peoples whose autonomy it is."""
    return ("自治" in name or "族" in name) and name not in ("内蒙古自治区", "西藏自治区")


def zone_name(name: str, above: list[str], known: dict[str, str]) -> tuple[str, str]:
    """English of a development zone: its place, what is left, its kind."""
    if name in known:
        return known[name], known[name]
    kind, english = next((kind, english) for kind, english in ZONE_KINDS if name.endswith(kind))
    rest, words = name.removesuffix(kind), []
    for place in above:
        for form in (place, short_name(place)):
            if rest.startswith(form):
                rest = rest.removeprefix(form)
                words.append(stem(short_name(place), known))
                break
    for part, word in SEVERAL_WORDS.items():
        rest = rest.replace(part, f" {word} ")
    words += [word if word.isascii() else pinyin(word) for word in rest.split()]
    return " ".join([*words, english]), " ".join([*words, english])


def rows(known: dict[str, str]) -> list[tuple[str, str, str]]:
    """(name, English, English without the kind), each once."""
    names: dict[str, str] = {}
    found: dict[str, tuple[str, str]] = {}
    for code, name, level, parent, *_ in table_rows("divisions.csv.gz"):
        names[code] = name
        if level == "zone":
            above = [names.get(code[:2] + "0000", ""), names.get(parent, "")]
            found[name] = zone_name(name, [place for place in above if place], known)
        else:
            found[name] = full_name(name, level, known)
    return sorted((name, *english) for name, english in found.items())


def review(found: list[tuple[str, str, str]], known: dict[str, str]) -> None:
    """Print what a person should look at: characters of several readings that no exception settles."""
    from pypinyin import Style
    from pypinyin import pinyin as readings

    for name, _, short in found:
        base = short_name(name)
        several = [c for c in base if len(readings(c, style=Style.NORMAL, heteronym=True)[0]) > 1]
        if any(c not in IN_PLACES for c in several) and base not in known and name not in known:
            print(base, short, "".join(several), sep="\t")


def main() -> None:
    """Write the table; with --review print doubtful names."""
    known = exceptions()
    found = rows(known)
    unused = known.keys() - {name for name, *_ in found} - {short_name(name) for name, *_ in found}
    print("exceptions for no division:", sorted(unused), file=sys.stderr)
    if "--review" in sys.argv:
        review(found, known)
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(("name", "english", "short"))
    writer.writerows(found)
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.getvalue().encode("utf-8"))
    print(f"{TARGET.name}: {len(found)} names, {TARGET.stat().st_size} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
