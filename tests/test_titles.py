"""Openings of reports, written by hand: place, level, kind of body, year and date, or unresolved, and never wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.documents import read_bytes
from analysis.reports.clues import clues
from analysis.reports.front_matter import front_matter
from analysis.reports.report import Report, report_from

OPENINGS = Path(__file__).with_name("data") / "openings.csv"


def openings() -> list[tuple[str, ...]]:
    with OPENINGS.open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def read(opening: str, name: str = "report.txt") -> Report:
    text = "\n".join(line.strip() for line in opening.split("⏎"))
    return report_from(read_bytes(text.encode(), name))


def told(report: Report) -> tuple[str, ...]:
    """Place, level (of a place that is certain), kind, year and date, as the table writes them."""
    place = report.place
    names = " ".join(filter(None, (place.province, place.prefecture, place.county, place.township)))
    certain = place.code is not None
    return (
        names if certain else "?",
        (place.level or "") if certain else "",
        report.body_type or "",
        str(report.year or ""),
        report.published or "",
    )


@pytest.mark.parametrize(("opening", "expected"), [(row[0], row[1:]) for row in openings()])
def test_openings(opening: str, expected: tuple[str, ...]) -> None:
    assert told(read(opening)) == expected


def test_the_table_is_long_enough_and_holds_no_line_twice() -> None:
    rows = openings()
    assert len({row[0] for row in rows}) == len(rows) >= 600
    assert sum(row[1] == "?" for row in rows) >= 150


def test_the_reasons_stand_where_they_say() -> None:
    for opening, *_ in openings():
        report = read(opening)
        spans = [reason for reason in report.place.evidence if reason.start is not None]
        for reason in spans:
            assert report.document.text[reason.start : reason.end].strip()
        if report.place.code is not None:
            assert spans, opening


def test_a_title_is_found_in_the_text_through_its_spaces_and_wide_signs() -> None:
    printed = "  新乡市（平原）\n２０２３ 年 政府信息公开工作年度报告\n"
    document = read_bytes(f"首页\n{printed}一、总体情况\n我市。\n".encode(), "x.txt")
    front = front_matter(document, 3, 3)._replace(title="新乡市(平原)2023年政府信息公开工作年度报告")
    title = next(clue for clue in clues(document, front, None, "", None) if clue.kind == "title")
    assert document.text[title.start : title.end] == printed.strip()


def test_names_of_superiors_and_sites_are_found_whole_and_in_print_order() -> None:
    text = "根据吕梁市委和交口县人民政府要求，见交口县人民政府门户网站、交口县委网站。\n"
    document = read_bytes(text.encode(), "x.txt")
    found = [
        (clue.kind, clue.text, clue.start)
        for clue in clues(document, front_matter(document, 1, 1), None, "", None)
    ]
    assert [item for item in found if item[0] in ("superior", "site")] == [
        ("superior", "根据吕梁市委", 0), ("superior", "根据吕梁市委和交口县人民政府", 0),
        ("superior", "见交口县人民政府", 17), ("superior", "交口县委", 30), ("superior", "吕梁市委和交口县", 2),
        ("site", "见交口县人民政府门户网站", 17), ("site", "交口县委网站", 30),
    ]  # fmt: skip


AMBIGUOUS = "长安区人民政府2023年政府信息公开工作年度报告"


def test_the_address_that_a_file_was_fetched_from_is_a_hint() -> None:
    """There is a 长安区 in 石家庄 (130102) and one in 西安 (610116)."""
    document = read_bytes(f"{AMBIGUOUS}\n".encode(), "x.txt")
    assert report_from(document).place.code is None
    placed = report_from(document, {"url": "https://gk.sjzca.gov.cn/shijiazhuang/x.html"}).place
    assert placed.code is None
    placed = report_from(document, {"url": "http://www.changan.shijiazhuang.gov.cn/a/2024.html"}).place
    assert placed.code == "130102"
    assert any(reason.rule == "url:narrows" for reason in placed.evidence)
    elsewhere = report_from(document, {"url": "http://www.shijiazhuang.gov.cn.example.com/a.html"}).place
    assert elsewhere.code is None
    full = f"石家庄市{AMBIGUOUS}\n"
    other = report_from(read_bytes(full.encode(), "x.txt"), {"url": "http://www.xian.gov.cn/a.html"}).place
    assert other.code == "130102"  # a hint never overrules the name


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="SiteIDCode" content="6101160001">',
        '<meta name="SiteName" content="西安市长安区人民政府">',
        '<meta name="Url" content="http://changan.xian.gov.cn/a.html">',
    ],
)
def test_what_the_head_of_a_page_says_of_its_site_is_a_hint(meta: str) -> None:
    page = f"<html><head>{meta}</head><body><h1>{AMBIGUOUS}</h1></body></html>"
    assert report_from(read_bytes(page.encode(), "x.html")).place.code == "610116"
    town = page.replace(AMBIGUOUS, AMBIGUOUS.replace("长安区人民政府", "政府办公室"))
    assert report_from(read_bytes(town.encode(), "x.html")).place.code is None
