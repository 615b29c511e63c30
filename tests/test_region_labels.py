"""Names in reverse: official, short, English, and the official order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis import regions
from analysis.regions import labels
from analysis.regions.gazetteer import table_rows


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("110000", None, "Beijing Municipality"),
        ("140000", None, "Shanxi Province"),
        ("610000", None, "Shaanxi Province"),
        ("150000", None, "Inner Mongolia Autonomous Region"),
        ("450000", None, "Guangxi Zhuang Autonomous Region"),
        ("500000", None, "Chongqing Municipality"),
        ("540000", None, "Tibet (Xizang) Autonomous Region"),
        ("640000", None, "Ningxia Hui Autonomous Region"),
        ("650000", None, "Xinjiang Uygur Autonomous Region"),
        ("810000", None, "Hong Kong Special Administrative Region"),
        ("820000", None, "Macao Special Administrative Region"),
        ("140400", None, "Changzhi City"),
        ("140428", None, "Zhangzi County"),
        ("150100", None, "Hohhot City"),
        ("152200", None, "Hinggan League"),
        ("230100", None, "Harbin City"),
        ("320116", None, "Luhe District"),
        ("331000", None, "Taizhou City"),
        ("331100", None, "Lishui City"),
        ("330382", None, "Yueqing City"),
        ("341500", None, "Lu'an City"),
        ("341600", None, "Bozhou City"),
        ("341621", None, "Guoyang County"),
        ("350200", None, "Xiamen City"),
        ("361124", None, "Yanshan County"),
        ("411100", None, "Luohe City"),
        ("410621", None, "Xunxian County"),
        ("420600", 2009, "Xiangfan City"),
        ("420600", 2012, "Xiangyang City"),
        ("422800", None, "Enshi Tujia and Miao Autonomous Prefecture"),
        ("130225", None, "Laoting County"),
        ("130726", None, "Yuxian County"),
        ("371481", None, "Laoling City"),
        ("371524", None, "Dong'e County"),
        ("141024", None, "Hongtong County"),
        ("513200", None, "Aba Tibetan and Qiang Autonomous Prefecture"),
        ("540100", None, "Lhasa City"),
        ("610100", None, "Xi'an City"),
        ("632800", None, "Haixi Mongol and Tibetan Autonomous Prefecture"),
        ("650100", None, "Urumqi City"),
        ("653100", None, "Kashgar Prefecture"),
        ("140302", None, "Chengqu District"),
        ("140403", None, "Luzhou District"),
        ("150223", None, "Darhan Muminggan United Banner"),
        ("310115", None, "Pudong New Area"),
        ("429021", None, "Shennongjia Forestry District"),
        ("451027", None, "Lingyun County"),
        ("450328", None, "Longsheng Multi-Ethnic Autonomous County"),
        ("530925", None, "Shuangjiang Lahu, Va, Blang and Dai Autonomous County"),
        ("410772", None, "Xinxiang Economic and Technological Development Zone"),
        ("230422102", None, "Zhongren Town"),
        ("440104003", None, "Beijing Subdistrict"),
        ("110102020", None, "Guang'anmenwai Subdistrict"),
        ("210681105", None, None),  # 长安镇: 长 is chang or zhang
        ("110105033", None, None),  # 常营回族乡 names a people
        ("150102001", None, None),  # 海拉尔东路街道 is Mongolian in part
        ("999999", None, None),
    ],
)
def test_english_names(code: str, year: int | None, expected: str | None) -> None:
    assert regions.english(code, year) == expected


def test_every_division_has_an_english_name_in_plain_letters() -> None:
    for code, name, _, _, first, last, _ in table_rows("divisions.csv.gz"):
        year = int(last or first) if first or last else None
        found = regions.english(code, year)
        assert found, (code, name)
        assert re.fullmatch(r"[A-Z][a-zA-Zü'(), -]+", found), (name, found)
        assert found.split()[0].startswith((regions.english(code, year, kind=False) or "?").split()[0])


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("610000", "陕西", "Shaanxi"),
        ("540000", "西藏", "Tibet"),
        ("152200", "兴安", "Hinggan"),
        ("420528", "长阳", "Changyang"),
        ("130726", "蔚县", "Yuxian"),
        ("152921", "阿拉善左旗", "Alxa Left Banner"),
        ("999999", None, None),
    ],
)
def test_short_names(code: str, chinese: str | None, english: str | None) -> None:
    assert regions.short_name(code) == chinese
    assert regions.english(code, kind=False) == english


def test_official_names_follow_the_years() -> None:
    assert regions.official_name("420600", 2009) == "襄樊市"
    assert regions.official_name("420600", 2011) == "襄阳市"
    assert regions.official_name("110228", 2020) == "密云县", "an ended division keeps its last name"


def test_the_official_order() -> None:
    assert regions.order(["650000", "110000", "110101001", "110101", "110102"]) == [
        "110000", "110101", "110101001", "110102", "650000",
    ]  # fmt: skip
    assert regions.order(["广东省", "?", "Beijing", "山西", "Hong Kong", "黑龙江省"]) == [
        "Beijing", "山西", "黑龙江省", "广东省", "Hong Kong", "?",
    ]  # fmt: skip


def test_a_character_of_a_township_has_one_syllable() -> None:
    lines = (Path(labels.__file__).parent / "syllables.tsv").read_text(encoding="utf-8").splitlines()
    characters = "".join(line.split("\t")[1] for line in lines)
    assert len(characters) == len(set(characters)) > 2000
    assert not set("长乐朝重都什洞堡") & set(characters)
    assert all(re.fullmatch("[a-zü]+", line.split("\t")[0]) for line in lines)
