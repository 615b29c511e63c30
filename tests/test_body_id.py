"""One id for a body through renames of its place and of itself; different bodies keep different ids."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.regions import Place, lookup
from analysis.regions.lineage import lineage
from analysis.reports.body_id import body_id
from analysis.reports.deadlines import deadline, timing

PLACES = {
    "140403": ("山西省", "长治市", "潞州区", None),
    "230422102": ("黑龙江省", "鹤岗市", "绥滨县", "忠仁镇"),
    "410772": ("河南省", "新乡市", "新乡经济技术开发区", None),
    "420600-2009": ("湖北省", "襄樊市", None, None),
    "420600": ("湖北省", "襄阳市", None, None),
    "110228": ("北京市", None, "密云县", None),
    "110118": ("北京市", None, "密云区", None),
    "110105002": ("北京市", None, "朝阳区", "朝外街道"),
    "152921100": ("内蒙古自治区", "阿拉善盟", "阿拉善左旗", "巴彦浩特镇"),
    "522200": ("贵州省", "铜仁地区", None, None),
    "410173": ("河南省", "郑州市", "郑州航空港经济综合实验区", None),
    "110000": ("北京市", None, None, None),
}


def identity(place: str, body: str, kind: str, year: int) -> str | None:
    names = PLACES[place]
    found = Place(place[:9].split("-")[0], None, *names, "mca", 1.0, (), ())
    return body_id(body, kind, found, year)


@pytest.mark.parametrize(
    ("place", "body", "kind", "year", "expected"),
    [
        ("140403", "长治市潞州区人民政府办公室", "office", 2021, "140403:人民政府办公室"),
        ("140403", "潞州区政府办公室", "office", 2022, "140403:人民政府办公室"),
        ("140403", "政府办公室", "office", 2023, "140403:人民政府办公室"),
        ("140403", "潞州区", "government", 2021, "140403:人民政府"),
        ("140403", "潞州区人民政府", "government", 2021, "140403:人民政府"),
        ("140403", "图解:潞州区人民政府", "government", 2021, "140403:人民政府"),
        ("140403", "区教育局", "department", 2020, "140403:教育局"),
        ("140403", "长治市潞州区教育局", "department", 2020, "140403:教育局"),
        ("140403", "市场监督管理局", "department", 2020, "140403:市场监督管理局"),
        ("140403", "区市场监管局", "department", 2020, "140403:市场监督管理局"),
        ("140403", "国家税务总局长治市潞州区税务局", "vertical_system", 2020, "140403:国家税务总局税务局"),
        ("230422102", "绥滨县忠仁镇人民政府", "township", 2023, "230422102:人民政府"),
        ("230422102", "忠仁镇", "township", 2023, "230422102:人民政府"),
        ("410772", "新乡经济技术开发区管理委员会", "zone", 2023, "410772:管理委员会"),
        ("410772", "新乡经开区管委会", "zone", 2023, "410772:管理委员会"),
        ("410772", "新乡经开区", "zone", 2023, "410772:管理委员会"),
        ("420600-2009", "襄樊市环境保护局", "department", 2009, "420600:生态环境局"),
        ("420600", "襄阳市生态环境局", "department", 2020, "420600:生态环境局"),
        ("110228", "密云县发改委", "department", 2010, "110118:发展和改革委员会"),
        ("110118", "北京市密云区发展和改革委员会", "department", 2018, "110118:发展和改革委员会"),
        ("110000", "市政府办公厅", "office", 2018, "110000:人民政府办公室"),
        ("110000", "北京市政府", "government", 2018, "110000:人民政府"),
        ("140403", "潞州區人民政府(汇总)", "government", 2021, "140403:人民政府"),
        ("140403", "中共潞州区委办公室", "office", 2021, "140403:委办公室"),
        ("140403", "潞州区政府驻太原办事处", "department", 2021, "140403:人民政府驻太原办事处"),
        (
            "140403",
            "中共潞州区纪律检查委员会潞州区监察委员会",
            "department",
            2021,
            "140403:纪律检查委员会监察委员会",
        ),
        ("140403", "市级机关事务管理局", "department", 2021, "140403:市级机关事务管理局"),
        ("110105002", "北京市朝阳区人民政府朝外街道办事处", "street", 2021, "110105002:街道办事处"),
        ("110105002", "朝外街道", "street", 2021, "110105002:街道办事处"),
        ("152921100", "阿拉善左旗巴彦浩特镇人民政府", "township", 2021, "152921100:人民政府"),
        ("410173", "郑州航空港经济综合实验区管委会", "zone", 2021, "410173:管理委员会"),
        ("522200", "铜仁地区行政公署", "government", 2009, "520600:人民政府"),
        # duties of several were joined: another body
        ("140403", "潞州区工商局", "department", 2017, "140403:工商局"),
    ],
)
def test_a_body_has_one_id(place: str, body: str, kind: str, year: int, expected: str) -> None:
    assert identity(place, body, kind, year) == expected


def test_no_place_or_no_body_has_no_id() -> None:
    nowhere = Place(None, None, None, None, None, None, None, 0.0, (), ())
    assert body_id("政府办公室", "office", nowhere, 2023) is None
    assert body_id(None, None, nowhere, 2023) is None


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("110228", 2014, "110118"),  # 密云县 became 密云区
        ("110118", 2020, "110118"),
        ("420600", 2008, "420600"),  # 襄樊市 became 襄阳市
        ("522200", 2009, "520600"),  # 铜仁地区 became 铜仁市
        ("341421", 2009, "340124"),  # 庐江县 went to another city
        ("510124", 2010, "510117"),  # 郫县 became 郫都区
        ("360427", 2012, "360483"),  # 星子县 became 庐山市, and not 庐山区
        ("360402", 2012, "360402"),  # 庐山区 became 濂溪区
        ("371200", 2010, "371200"),  # 莱芜市 was merged: it ends
        ("371202", 2016, "370116"),  # its 莱城区 became 莱芜区 of 济南市
        ("341402", 2009, "340181"),  # 居巢区 became the county-level 巢湖市
        ("341400", 2009, "341400"),  # the prefecture-level one was divided
        ("522201", 2009, "520602"),  # the county-level 铜仁市 became 碧江区
        ("130230", 2009, "130209"),  # 唐海县 became 曹妃甸区
        ("140402", 2017, "140402"),  # 城区 and 郊区 were merged into 潞州区
        ("140403", None, "140403"),
        ("500110", 2009, "500110@2010"),  # 万盛区 was merged into 綦江区, which got its code
        ("500222", 2009, "500222"),
        ("500110", 2015, "500110"),
        ("230422102", 2023, "230422102"),
        ("410772", 2023, "410772"),
        ("999999", 2023, "999999"),
    ],
)
def test_a_division_is_followed_through_its_names(code: str, year: int | None, expected: str) -> None:
    assert lineage(code, year) == expected


def test_every_listed_succession_joins_two_divisions_of_the_gazetteer() -> None:
    path = Path(__file__).parent.parent / "src" / "analysis" / "regions" / "successions.csv"
    rows = [line.split(",") for line in path.read_text(encoding="utf-8").split()[1:]]
    assert len(rows) > 30
    for old, new, year in rows:
        assert lookup(old, int(year) - 1), old
        assert lineage(old, int(year) - 1) == lineage(new, int(year)) == new


@pytest.mark.parametrize(
    ("kind", "level", "scope", "year", "expected"),
    [
        ("department", "county", "own_body", 2023, date(2024, 1, 31)),
        ("office", "county", "own_body", 2021, date(2022, 1, 31)),
        ("township", "township", "own_body", 2019, date(2020, 1, 31)),
        ("vertical_system", "county", "system_aggregate", 2022, date(2023, 1, 31)),
        ("government", "province", "government_aggregate", 2024, date(2025, 3, 31)),
        ("government", None, "government_aggregate", 2024, date(2025, 3, 31)),
        ("office", "county", "unknown", 2021, None),  # it may be the report of the government
        ("government", "zone", "government_aggregate", 2021, None),
        ("institution", "county", "own_body", 2021, None),
        (None, "county", "unknown", 2021, None),
        ("department", "county", "own_body", 2018, None),  # before the law that sets the day
        ("department", "county", "own_body", None, None),
    ],
)
def test_the_legal_deadline(
    kind: str | None, level: str | None, scope: str, year: int | None, expected: date | None
) -> None:
    """Art. 49 of the Regulations of 2019."""
    assert deadline(kind, level, scope, year) == expected


@pytest.mark.parametrize(
    ("published", "days", "late"),
    [
        ("2024-01-31", 0, False),
        ("2024-02-01", -1, True),
        ("2024-01-01", 30, False),
        ("2025-01-31", -366, True),
        ("2023-12-31", None, None),  # within the year reported on
        ("2024-02-30", None, None),
        (None, None, None),
    ],
)
def test_days_to_the_deadline(published: str | None, days: int | None, late: bool | None) -> None:
    found = timing("department", "county", "own_body", 2023, published)
    assert found == ("2024-01-31", days, late)
