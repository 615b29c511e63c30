"""Places: the facts of the gazetteer, every division by its own name, and a table of real-life titles."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from analysis.regions import Clue, Division, Place, chain, find, lookup, resolve
from analysis.regions.gazetteer import ancestors, by_name
from analysis.regions.names import everyday_names, short_name

DIVISIONS = sorted({division for found in by_name().values() for division in found})
NOW = [division for division in DIVISIONS if division.covers(2024)]

# title | year | code; no code: it must stay unresolved.
TITLES = """
绥滨县忠仁镇人民政府2023年度政府信息公开工作报告|2023|230422102
长治市潞州区人民政府办公室2021年政府信息公开工作年度报告|2021|140403
新乡经济技术开发区管理委员会2023年政府信息公开工作年度报告|2023|410772
交口县2022年政府信息公开工作年度报告|2022|141130
政府办公室2023年政府信息公开工作年度报告|2023|
淮安市2024年政府信息公开工作年度报告|2024|320800
2023年度淮安市政府信息公开工作年度报告|2023|320800
二〇二三年淮安市教育局政府信息公开工作年度报告|2023|320800
关于淮安市民政局2022年政府信息公开工作的年度报告|2022|320800
淮安市人民政府驻上海办事处2022年政府信息公开年报|2022|320800
江苏省人民政府2023年政府信息公开工作年度报告|2023|320000
江苏省政府办公厅2023年政府信息公开工作年度报告|2023|320000
吉林省教育厅2021年政府信息公开工作年度报告|2021|220000
吉林市教育局2021年政府信息公开工作年度报告|2021|220200
吉林省吉林市民政局2021年政府信息公开工作年度报告|2021|220200
吉林教育局2021年政府信息公开工作年度报告|2021|
吉林市场监督管理局2021年政府信息公开工作年度报告|2021|
吉林大学2021年信息公开工作年度报告|2021|
海南省商务厅2020年政府信息公开工作年度报告|2020|460000
海南州人民政府2020年政府信息公开工作年度报告|2020|632500
海南藏族自治州财政局2020年政府信息公开工作年度报告|2020|632500
海南区人民政府2020年政府信息公开工作年度报告|2020|150303
海南教育局2020年政府信息公开工作年度报告|2020|
朝阳市人民政府2023年政府信息公开工作年度报告|2023|211300
朝阳县人民政府2023年政府信息公开工作年度报告|2023|211321
朝阳市朝阳县教育局2023年政府信息公开工作年度报告|2023|211321
朝阳区人民政府2023年政府信息公开工作年度报告|2023|
北京市朝阳区2023年政府信息公开工作年度报告|2023|110105
长春市朝阳区人民政府2023年政府信息公开工作年度报告|2023|220104
北京朝阳区人民政府2023年政府信息公开工作年度报告|2023|110105
朝阳市场监督管理局2023年政府信息公开工作年度报告|2023|
北京市朝阳医院2023年信息公开工作年度报告|2023|
鼓楼区人民政府2023年政府信息公开工作年度报告|2023|
南京市鼓楼区人民政府2023年政府信息公开工作年度报告|2023|320106
徐州市鼓楼区教育局2023年政府信息公开工作年度报告|2023|320302
福州市鼓楼区华大街道办事处2023年政府信息公开工作年度报告|2023|350102007
开封市鼓楼区2023年政府信息公开工作年度报告|2023|410204
鼓楼区华大街道办事处2023年政府信息公开工作年度报告|2023|
长安区人民政府2023年政府信息公开工作年度报告|2023|
石家庄市长安区人民政府2023年政府信息公开工作年度报告|2023|130102
西安市长安区人民政府2023年政府信息公开工作年度报告|2023|610116
新华区统计局2023年政府信息公开工作年度报告|2023|
平顶山市新华区统计局2023年政府信息公开工作年度报告|2023|410402
城关镇人民政府2023年政府信息公开工作年度报告|2023|
长丰县水湖镇人民政府2023年政府信息公开工作年度报告|2023|340121100
北京街道办事处2023年政府信息公开工作年度报告|2023|
广州市越秀区北京街道办事处2023年政府信息公开工作年度报告|2023|440104003
南京东路街道办事处2023年政府信息公开工作年度报告|2023|
上海市黄浦区南京东路街道办事处2023年政府信息公开工作年度报告|2023|310101002
南京路街道办事处2023年政府信息公开工作年度报告|2023|
东方市人民政府2023年政府信息公开工作年度报告|2023|469007
海南省东方市教育局2023年政府信息公开工作年度报告|2023|469007
和平县人民政府2023年政府信息公开工作年度报告|2023|441624
和平区人民政府2023年政府信息公开工作年度报告|2023|
沈阳市和平区人民政府2023年政府信息公开工作年度报告|2023|210102
天津市和平区人民政府2023年政府信息公开工作年度报告|2023|120101
城区人民政府2023年政府信息公开工作年度报告|2023|
晋城市城区人民政府2023年政府信息公开工作年度报告|2023|140502
晋城市城区绿化管理处2023年政府信息公开工作年度报告|2023|
晋城市城市管理局2023年政府信息公开工作年度报告|2023|140500
阳泉市矿区2023年政府信息公开工作年度报告|2023|140303
阳泉市郊区人民政府2023年政府信息公开工作年度报告|2023|140311
阳泉市城区上站街道办事处2023年政府信息公开工作年度报告|2023|140302001
长治市城区人民政府2016年政府信息公开工作年度报告|2016|140402
长治市城区人民政府2021年政府信息公开工作年度报告|2021|
长治市郊区人民政府2018年政府信息公开工作年度报告|2018|140411
济南市市中区人民政府2023年政府信息公开工作年度报告|2023|370103
济南市中区人民政府2023年政府信息公开工作年度报告|2023|370103
乐山市市中区教育局2023年政府信息公开工作年度报告|2023|511102
市中区人民政府2023年政府信息公开工作年度报告|2023|
西安市新城区人民政府2023年政府信息公开工作年度报告|2023|610102
呼和浩特市新城区人民政府2023年政府信息公开工作年度报告|2023|150102
新城区人民政府2023年政府信息公开工作年度报告|2023|
莱芜市人民政府2017年政府信息公开工作年度报告|2017|371200
莱芜市莱城区人民政府2016年政府信息公开工作年度报告|2016|371202
济南市莱芜区人民政府2020年政府信息公开工作年度报告|2020|370116
莱芜市人民政府2022年政府信息公开工作年度报告|2022|
巢湖市人民政府2009年政府信息公开工作年度报告|2009|341400
巢湖市人民政府2020年政府信息公开工作年度报告|2020|340181
密云县人民政府2012年政府信息公开工作年度报告|2012|110228
密云区人民政府2022年政府信息公开工作年度报告|2022|110118
杭州市下城区人民政府2019年政府信息公开工作年度报告|2019|330103
杭州市钱塘区人民政府2022年政府信息公开工作年度报告|2022|330114
杭州市临平区临平街道办事处2022年政府信息公开工作年度报告|2022|330113001
襄樊市人民政府2009年政府信息公开工作年度报告|2009|420600
拉萨市达孜区人民政府2022年政府信息公开工作年度报告|2022|540104
儋州市人民政府2022年政府信息公开工作年度报告|2022|460400
东莞市人民政府2022年政府信息公开工作年度报告|2022|441900
东莞市东城街道办事处2022年政府信息公开工作年度报告|2022|441900003
中山市小榄镇人民政府2022年政府信息公开工作年度报告|2022|442000118
嘉峪关市教育局2022年政府信息公开工作年度报告|2022|620200
济源市人民政府2022年政府信息公开工作年度报告|2022|419001
仙桃市人民政府2022年政府信息公开工作年度报告|2022|429004
神农架林区人民政府2022年政府信息公开工作年度报告|2022|429021
石河子市人民政府2022年政府信息公开工作年度报告|2022|659001
新疆生产建设兵团第八师石河子市2022年政府信息公开工作年度报告|2022|659001
新疆生产建设兵团办公厅2022年政府信息公开工作年度报告|2022|
新疆维吾尔自治区人民政府2022年政府信息公开工作年度报告|2022|650000
内蒙古自治区财政厅2022年政府信息公开工作年度报告|2022|150000
恩施州人民政府2022年政府信息公开工作年度报告|2022|422800
恩施土家族苗族自治州恩施市教育局2022年政府信息公开工作年度报告|2022|422801
长阳县人民政府2022年政府信息公开工作年度报告|2022|420528
长阳土家族自治县龙舟坪镇人民政府2022年政府信息公开工作年度报告|2022|420528101
浦东新区人民政府2022年政府信息公开工作年度报告|2022|310115
上海浦东新区教育局2022年政府信息公开工作年度报告|2022|310115
重庆市万州区人民政府2022年政府信息公开工作年度报告|2022|500101
淮安市淮安区教育局2022年政府信息公开工作年度报告|2022|320803
淮安教育局2022年政府信息公开工作年度报告|2022|
淮安经济技术开发区管理委员会2022年政府信息公开工作年度报告|2022|320871
淮安市经开区管委会2022年政府信息公开工作年度报告|2022|320871
苏州工业园区管理委员会2022年政府信息公开工作年度报告|2022|320576
新乡市高新区管理委员会2022年政府信息公开工作年度报告|2022|410771
新乡高新区管理委员会2022年政府信息公开工作年度报告|2022|
新乡经济技术开发区纬七路街道办事处2022年政府信息公开工作年度报告|2022|410772001
新乡市平原示范区管委会2022年政府信息公开工作年度报告|2022|410773
五台山风景名胜区管理委员会2022年政府信息公开工作年度报告|2022|140971
兰州新区管理委员会2022年政府信息公开工作年度报告|2022|620171
河北雄安新区管理委员会2022年政府信息公开工作年度报告|2022|130000
西安高新技术产业开发区管理委员会2022年政府信息公开工作年度报告|2022|610100
长治高新技术产业开发区管理委员会2022年政府信息公开工作年度报告|2022|140400
潞州区经济开发区管委会2022年政府信息公开工作年度报告|2022|140403
国家税务总局长治市潞州区税务局2022年政府信息公开工作年度报告|2022|140403
国家税务总局山西省税务局2022年政府信息公开工作年度报告|2022|140000
国家税务总局绥滨县税务局2022年政府信息公开工作年度报告|2022|230422
国家税务总局深圳市税务局2022年政府信息公开工作年度报告|2022|440300
国家税务总局新乡经济技术开发区税务局2022年政府信息公开工作年度报告|2022|410772
国家统计局淮安调查队2022年政府信息公开工作年度报告|2022|
国家统计局绥滨调查队2022年政府信息公开工作年度报告|2022|230422
国家统计局山西调查总队2022年政府信息公开工作年度报告|2022|140000
中国银行保险监督管理委员会吕梁监管分局2022年政府信息公开工作年度报告|2022|141100
中华人民共和国淮安海关2022年政府信息公开工作年度报告|2022|320800
上海海关2022年政府信息公开工作年度报告|2022|310000
皇岗海关2022年政府信息公开工作年度报告|2022|
江苏海事局2022年政府信息公开工作年度报告|2022|320000
中共淮安市委宣传部2022年政府信息公开工作年度报告|2022|320800
交口县税务局2022年政府信息公开工作年度报告|2022|141130
交口县气象局2022年政府信息公开工作年度报告|2022|141130
交口县城乡建设局2022年政府信息公开工作年度报告|2022|141130
交口县乡村振兴局2022年政府信息公开工作年度报告|2022|141130
交口县某某镇人民政府2022年政府信息公开工作年度报告|2022|141130
绥滨县忠仁镇中心小学2022年信息公开工作年度报告|2022|230422102
交口县第一中学校2022年信息公开工作年度报告|2022|141130
长治市人民医院2022年信息公开工作年度报告|2022|140400
长治医学院2022年信息公开工作年度报告|2022|
北京大学2022年信息公开工作年度报告|2022|
南京师范大学2022年信息公开工作年度报告|2022|
北京科技大学2022年信息公开工作年度报告|2022|
北京市场监督管理局2022年政府信息公开工作年度报告|2022|110000
荆州市公安局2022年政府信息公开工作年度报告|2022|421000
荆州市公安县人民政府2022年政府信息公开工作年度报告|2022|421022
苏州市公安局吴中分局2022年政府信息公开工作年度报告|2022|
上海市规划和自然资源局浦东分局2022年政府信息公开工作年度报告|2022|
长治市交通警察支队2022年政府信息公开工作年度报告|2022|140400
宿迁市沐阳县人民政府2022年政府信息公开工作年度报告|2022|
宿迁市沭阳县人民政府2022年政府信息公开工作年度报告|2022|321322
邯郸市南沿村镇人民政府2022年政府信息公开工作年度报告|2022|130400
長治市潞州區人民政府辦公室2021年政府信息公開工作年度報告|2021|140403
交口縣人民政府2022年政府資訊公開工作年度報告|2022|141130
交口县、石楼县2022年政府信息公开工作年度报告|2022|
北京市和上海市2022年政府信息公开工作年度报告|2022|
长治市潞州区、上党区人民政府2022年政府信息公开工作年度报告|2022|
市教育局2022年政府信息公开工作年度报告|2022|
县人民政府办公室2022年政府信息公开工作年度报告|2022|
区政府2022年政府信息公开工作年度报告|2022|
2022年政府信息公开工作年度报告|2022|
本机关2022年政府信息公开工作年度报告|2022|
国务院办公厅2022年政府信息公开工作年度报告|2022|000000
生态环境部2022年政府信息公开工作年度报告|2022|000000
黄河水利委员会2022年政府信息公开工作年度报告|2022|000000
歙县许村人民政府2022年政府信息公开工作年度报告|2022|
黄山市黟教育局2022年政府信息公开工作年度报告|2022|
潍坊市城区教育局2022年政府信息公开工作年度报告|2022|
铜陵市南区供水公司2022年信息公开工作年度报告|2022|
交口县能源局2022年政府信息公开工作年度报告|2022|141130
交口县职业教育中心2022年信息公开工作年度报告|2022|141130
山西省高级人民法院2022年信息公开工作年度报告|2022|140000
河南省驻店市人民政府2022年政府信息公开工作年度报告|2022|
驻马店市人民政府驻北京联络处2022年政府信息公开工作年度报告|2022|411700
乌拉盖管理区管委会2022年政府信息公开工作年度报告|2022|152571
北京铁路局2022年信息公开工作年度报告|2022|
忠仁镇人民政府2023年度政府信息公开工作报告|2023|
鹤岗市忠仁镇人民政府2023年度政府信息公开工作报告|2023|230422102
鹤岗市绥滨县2023年度政府信息公开工作报告|2023|230422
香港特别行政区政府2022年信息公开工作年度报告|2022|810000
昆山市花桥经济开发区管理委员会2022年政府信息公开工作年度报告|2022|320583
山西省晋城市2022年政府信息公开工作年度报告|2022|140500
晋城教育局2022年政府信息公开工作年度报告|2022|140500
内蒙古乌海市海南区人民政府2022年政府信息公开工作年度报告|2022|150303
"""


def titles() -> list[tuple[str, int, str | None]]:
    rows = [line.split("|") for line in TITLES.split()]
    return [(title, int(year), code or None) for title, year, code in rows]


def place(*clues: tuple[str, str], year: int | None = 2023) -> Place:
    return resolve([Clue(kind, text) for kind, text in clues], year)


def codes(divisions: tuple[Division, ...]) -> list[str]:
    return [division.code for division in divisions]


@pytest.mark.parametrize(("title", "year", "code"), titles())
def test_titles(title: str, year: int, code: str | None) -> None:
    found = place(("title", title), year=year)
    assert found.code == code
    assert bool(found.confidence) == bool(code)
    assert found.evidence


def test_there_are_enough_titles() -> None:
    assert len(titles()) >= 170


@pytest.mark.parametrize("suffix", ["人民政府", "市场监督管理局2024年政府信息公开工作年度报告"])
def test_every_division_is_found_by_its_full_name(suffix: str) -> None:
    wrong = {}
    for division in NOW:
        title = "".join(chain(division.code, 2024)) + suffix
        found = place(("title", title), year=2024)
        if found.code != division.code:
            wrong[title] = found
    assert len(NOW) > 3300
    assert not wrong


@pytest.mark.parametrize("year", [2008, 2013, 2018, 2021])
def test_a_name_alone_is_right_or_unresolved(year: int) -> None:
    listed = [division for division in DIVISIONS if division.covers(year)]
    found = [(division, place(("title", division.name + "教育局"), year=year)) for division in listed]
    assert not [pair for pair in found if pair[1].code not in (None, pair[0].code)]
    assert sum(pair[1].code is not None for pair in found) > 0.97 * len(listed)


def test_names_that_two_divisions_bear_need_their_surroundings() -> None:
    bearers: dict[str, list[Division]] = {}
    for division in NOW:
        if division.level == "county":
            bearers.setdefault(division.name, []).append(division)
    ambiguous = {name: found for name, found in bearers.items() if len(found) > 1}
    assert len(ambiguous) == 29
    for name, found in ambiguous.items():
        assert place(("title", name + "教育局"), year=2024).code is None
        for division in found:
            upper = lookup(division.parent, 2024)
            assert upper is not None
            assert place(("title", name), ("superior", upper.name + "委"), year=2024).code == division.code


@pytest.mark.parametrize(
    ("code", "year", "names"),
    [
        ("140403", 2018, "山西省 长治市 潞州区"),
        ("140402", 2017, "山西省 长治市 城区"),
        ("141130", 2022, "山西省 吕梁市 交口县"),
        ("371202", 2017, "山东省 莱芜市 莱城区"),
        ("370116", 2018, "山东省 济南市 莱芜区"),
        ("110228", 2014, "北京市 密云县"),
        ("110118", 2015, "北京市 密云区"),
        ("540104", 2017, "西藏自治区 拉萨市 达孜区"),
        ("330113", 2021, "浙江省 杭州市 临平区"),
        ("330114", 2021, "浙江省 杭州市 钱塘区"),
        ("330103", 2020, "浙江省 杭州市 下城区"),
        ("341400", 2010, "安徽省 巢湖市"),
        ("340181", 2011, "安徽省 合肥市 巢湖市"),
        ("420682", 2009, "湖北省 襄樊市 老河口市"),
        ("420682", 2010, "湖北省 襄阳市 老河口市"),
        ("460400", 2024, "海南省 儋州市"),
        ("441900", 2024, "广东省 东莞市"),
        ("620200", 2024, "甘肃省 嘉峪关市"),
        ("419001", 2024, "河南省 济源市"),
        ("659001", 2024, "新疆维吾尔自治区 石河子市"),
        ("500157", 2026, "重庆市 两江新区"),
        ("410772", 2023, "河南省 新乡市 新乡经济技术开发区"),
        ("410772001", 2023, "河南省 新乡市 新乡经济技术开发区 纬七路街道"),
        ("230422102", 2023, "黑龙江省 鹤岗市 绥滨县 忠仁镇"),
    ],
)
def test_chain(code: str, year: int, names: str) -> None:
    assert chain(code, year) == tuple(names.split())


@pytest.mark.parametrize(
    ("code", "year"),
    [
        ("140403", 2017),
        ("140402", 2018),
        ("110228", 2015),
        ("330103", 2021),
        ("500112", 2026),
        ("999999", 2020),
    ],
)
def test_codes_outside_their_years(code: str, year: int) -> None:
    assert lookup(code, year) is None
    assert chain(code, year) == ()


def test_lookup_takes_long_codes_and_says_the_system() -> None:
    assert lookup("140403000000") == lookup("140403")
    assert lookup("230422102000") == lookup("230422102")
    zone = lookup("410772")
    assert zone is not None
    assert (zone.level, zone.system, zone.parent) == ("zone", "nbs", "410700")
    assert len([division for division in NOW if division.level == "zone"]) == 124
    assert lookup("忠仁镇") is None
    assert lookup("") is None


def test_find() -> None:
    assert codes(find("鼓楼区", 2024)) == ["320106", "320302", "350102", "410204"]
    assert codes(find("鼓楼区", 2024, within="320000")) == ["320106", "320302"]
    assert codes(find("鼓楼", 2024, within="320300")) == ["320302"]
    assert codes(find("海南", 2024)) == ["150303", "460000", "632500"]
    assert codes(find("恩施州")) == ["422800"]
    assert codes(find("北京街道")) == ["440104003"]
    assert len(find("城关镇")) > 80
    assert codes(find("巢湖市", 2009)) == ["341400"]
    assert find("没有县") == ()


def test_no_code_is_listed_twice_in_a_year() -> None:
    for year in range(2008, 2027):
        listed = [division.code for division in DIVISIONS if division.covers(year)]
        assert len(listed) == len(set(listed))


def test_every_parent_is_listed_in_the_same_years() -> None:
    for division in DIVISIONS:
        if division.level in ("prefecture", "county"):
            for year in {max(division.valid_from or 0, 2008), division.valid_to or 2026}:
                assert year < 2008 or lookup(division.parent, year), division


@pytest.mark.parametrize(
    ("name", "short", "everyday"),
    [
        ("恩施土家族苗族自治州", "恩施", ("恩施州",)),
        ("积石山保安族东乡族撒拉族自治县", "积石山", ("积石山县",)),
        ("东乡族自治县", "东乡", ("东乡县",)),
        ("鄂伦春自治旗", "鄂伦春", ("鄂伦春旗",)),
        ("内蒙古自治区", "内蒙古", ("内蒙古自治区",)),
        ("新疆维吾尔自治区", "新疆", ("新疆自治区",)),
        ("白沙黎族自治县", "白沙", ("白沙县",)),
        ("顺河回族区", "顺河", ("顺河区",)),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏", ("克孜勒苏州",)),
        ("浦东新区", "浦东", ()),
        ("神农架林区", "神农架", ()),
        ("万柏林区", "万柏林", ()),
        ("香港特别行政区", "香港", ()),
        ("阿里地区", "阿里", ()),
        ("杞县", "杞县", ()),
        ("城区", "城区", ()),
        ("巴林左旗", "巴林左旗", ()),
    ],
)
def test_short_names(name: str, short: str, everyday: tuple[str, ...]) -> None:
    assert short_name(name) == short
    assert everyday_names(name) == everyday


def test_the_fields_of_a_place() -> None:
    town = place(
        ("title", "绥滨县忠仁镇人民政府2023年度政府信息公开工作报告"), ("signature", "忠仁镇人民政府")
    )
    assert town[:7] == ("230422102", "township", "黑龙江省", "鹤岗市", "绥滨县", "忠仁镇", "mca")
    assert town.confidence > 0.9
    assert town.candidates == ()
    zone = place(("title", "新乡经济技术开发区管理委员会2023年政府信息 公开工作年度报告"))
    assert zone[:7] == ("410772", "zone", "河南省", "新乡市", "新乡经济技术开发区", None, "nbs")
    district = place(("title", "北京市海淀区2023年政府信息公开工作年度报告"))
    assert district[:5] == ("110108", "county", "北京市", None, "海淀区")
    city = place(("title", "东莞市2023年政府信息公开工作年度报告"))
    assert city[:5] == ("441900", "prefecture", "广东省", "东莞市", None)


def test_prose_about_the_superior_does_not_place_a_body() -> None:
    clues = [
        ("superior", "县政府办公室"),
        ("superior", "吕梁市委、市政府"),
        ("opening", "《吕梁市人民政府办公室关于…的通知》"),
    ]
    nowhere = place(("title", "政府办公室2023年政府信息公开工作年度报告"), *clues)
    assert nowhere[:6] == (None, None, None, None, None, None)
    county = place(("title", "交口县2022年政府信息公开工作年度报告"), *clues, ("superior", "山西省"))
    assert county.code == "141130"


def test_what_is_certain_is_told_of_an_unresolved_place() -> None:
    two = place(("title", "朝阳教育局"), ("superior", "辽宁省"))
    assert (two.code, two.province, two.prefecture) == (None, "辽宁省", "朝阳市")
    assert codes(two.candidates) == ["211300", "211321"]
    town = place(("title", "交口县某某镇人民政府"))
    assert (town.code, town.level, town.county, town.township, town.part) == (
        "141130",
        "county",
        "交口县",
        None,
        "某某镇",
    )
    zone = place(("title", "潞州区经济开发区管委会"))
    assert (zone.code, zone.level, zone.county, zone.part) == ("140403", "county", "潞州区", "经济开发区")
    branch = place(("title", "苏州市公安局吴中分局"))
    assert (branch.code, branch.prefecture, branch.county) == (None, "苏州市", None)
    typo = place(("title", "宿迁市沐阳县人民政府"))
    assert (typo.code, typo.prefecture, typo.county) == (None, "宿迁市", None)
    assert place(("title", "莱芜市人民政府"), year=2022).province is None


@pytest.mark.parametrize(
    ("clues", "code"),
    [
        ([("title", "鼓楼区教育局"), ("superior", "南京市委、市政府")], "320106"),
        ([("title", "鼓楼区教育局"), ("phone", "电话：0516-85806000")], "320302"),
        ([("title", "鼓楼区教育局"), ("phone", "（025）83230000")], "320106"),
        ([("title", "鼓楼区教育局"), ("address", "江苏省徐州市鼓楼区中山北路1号")], "320302"),
        ([("title", "鼓楼区教育局"), ("breadcrumb", "首页 > 福州市人民政府 > 鼓楼区")], "350102"),
        ([("title", "鼓楼区教育局"), ("site", "鼓楼区人民政府")], None),
        ([("title", "鼓楼区教育局"), ("superior", "江苏省")], None),
        ([("title", "鼓楼区教育局"), ("superior", "南京市"), ("site", "福州市人民政府")], None),
        ([("title", "鼓楼区教育局"), ("signature", "南京市鼓楼区教育局")], "320106"),
        ([("title", "忠仁镇人民政府"), ("superior", "绥滨县")], "230422102"),
        ([("title", "忠仁镇人民政府"), ("superior", "鹤岗市")], "230422102"),
        ([("title", "忠仁镇人民政府"), ("superior", "哈尔滨市")], None),
        ([("title", "胡市镇人民政府"), ("url", "www.tianmen.gov.cn")], "429006119"),
        ([("title", "胡市镇人民政府"), ("opening", "湖北省天门市胡市镇")], "429006119"),
        ([("title", "胡市镇人民政府"), ("opening", "我镇学习天门市经验")], None),
        ([("title", "鹤岗市忠仁镇人民政府"), ("site", "绥滨县人民政府")], "230422102"),
        ([("title", "北京街道办事处"), ("superior", "北京市")], None),
        ([("title", "鼓楼区华大街道办事处"), ("superior", "福州市")], "350102007"),
        ([("title", "鼓楼区华大街道办事处"), ("superior", "南京市")], None),
        ([("title", "淮安教育局"), ("superior", "淮安市淮安区")], None),
        ([("title", "交口县2023年"), ("signature", "绥滨县人民政府办公室")], None),
        ([("title", "长治市2023年"), ("signature", "潞州区人民政府办公室")], None),
        ([("title", "绥滨县2023年"), ("signature", "绥滨县某某镇人民政府")], None),
        ([("title", "淮安市洪泽区教育局"), ("signature", "淮安市人民政府办公室")], "320813"),
        ([("title", "鼓楼区教育局"), ("signature", "徐州市人民政府办公室")], "320302"),
        ([("title", "鼓楼区教育局"), ("signature", "苏州市人民政府办公室")], None),
        ([("title", "鼓楼区教育局"), ("signature", "江苏省人民政府办公厅")], None),
        (
            [
                ("title", "政府办公室2023年"),
                ("breadcrumb", "首页>潞州区人民政府>潞州区人民政府办公室>年度报告"),
            ],
            "140403",
        ),
        (
            [
                ("title", "政府办公室2023年"),
                ("preamble", "长治市潞州区人民政府办公室"),
            ],
            "140403",
        ),
        (
            [("title", "政府办公室2023年"), ("opening", "为贯彻《绥滨县2023年政务公开工作要点》文件精神")],
            None,
        ),
        ([("title", "县教育局2023年"), ("site", "交口县人民政府门户网站")], "141130"),
        ([("title", "区教育局2023年"), ("site", "交口县人民政府门户网站")], None),
        ([("title", "某某镇人民政府2023年"), ("site", "交口县人民政府门户网站")], None),
        ([("title", "政府办公室2023年"), ("site", "淮安市人民政府")], None),
        ([("title", "政府办公室2023年"), ("site", "交口县人民政府")], None),
        ([("title", "党政办公室2023年"), ("site", "交口县人民政府")], None),
        ([("title", "人民政府2023年"), ("breadcrumb", "首页>交口县人民政府>年报")], None),
        ([("title", "2023年政府信息公开工作年度报告"), ("site", "交口县人民政府")], None),
        ([("title", "鼓楼区教育局"), ("site_code", "3201060001")], "320106"),
        ([("title", "鼓楼区教育局"), ("site_code", "3203000012")], "320302"),
        ([("title", "鼓楼区教育局"), ("site_code", "3201060001"), ("phone", "0516-85806000")], None),
        ([("title", "鼓楼区教育局"), ("site_code", "bm01000001")], None),
        ([("title", "鼓楼区教育局"), ("postcode", "221005")], "320302"),
        ([("title", "鼓楼区教育局"), ("postcode", "221005"), ("phone", "025-83230000")], None),
        ([("title", "鼓楼区教育局"), ("postcode", "046000")], None),
        ([("title", "鼓楼区教育局"), ("url", "http://gulou.xuzhou.gov.cn")], "320302"),
        ([("title", "鼓楼区教育局"), ("url", "www.gulou.gov.cn/2021")], None),
        ([("title", "鼓楼区教育局"), ("url", "www.jiangsu.gov.cn")], None),
        ([("title", "鼓楼区教育局"), ("url", "www.xuzhou.gov.cn"), ("phone", "025-83230000")], None),
        ([("url", "www.jiaokou.gov.cn")], None),
        ([("title", "新华区教育局"), ("url", "xinhuaqu.cangzhou.gov.cn")], "130902"),
        ([("title", "教育局"), ("url", "www.jiaokou.gov.cn")], None),
        ([("title", "政府办公室2023年"), ("postcode", "032400")], None),
        ([("title", "政府办公室2023年"), ("site_code", "1411300001")], None),
        ([("site_code", "1411300001")], None),
        ([("title", "鼓楼区教育局"), ("path", "福州市_鼓楼区_2023.pdf")], "350102"),
        ([("title", "政府办公室2023年"), ("path", "交口县_2023.pdf")], None),
        ([("title", "北京街道办事处"), ("signature", "广州市越秀区人民政府")], "440104003"),
        ([("title", "华大街道办事处"), ("signature", "南京市鼓楼区人民政府")], None),
        ([("override", "320800"), ("title", "交口县2023年")], "320800"),
        ([("override", "230422102000")], "230422102"),
        ([("override", "12345"), ("title", "交口县2023年")], None),
        ([("superior", "淮安市"), ("url", "http://www.luzhouqu.gov.cn"), ("path", "淮安市/x.txt")], None),
        ([("title", "  "), ("body", "")], None),
        ([("body", "交口县人民政府办公室"), ("signature", "交口县人民政府办公室\n2023年1月12日")], "141130"),
        ([], None),
    ],
)
def test_clues(clues: list[tuple[str, str]], code: str | None) -> None:
    assert place(*clues).code == code


def test_surroundings_that_contradict_lower_the_confidence() -> None:
    alone = place(("title", "潞州区人民政府"))
    doubted = place(("title", "潞州区人民政府"), ("phone", "025-83230000"))
    assert doubted.code == alone.code == "140403"
    assert doubted.confidence < alone.confidence
    assert [reason for reason in doubted.evidence if reason.rule == "phone:contradicts"]


def test_each_reason_names_its_rule_and_its_span() -> None:
    clues = [
        Clue("title", "鼓楼区教育局2023年政府信息公开工作年度报告", 10),
        Clue("phone", "0516-85806000", 90),
    ]
    reasons = resolve(clues, 2023).evidence
    assert [(reason.rule, reason.start, reason.end) for reason in reasons] == [
        ("title:place", 10, 33),
        ("phone:narrows", 90, 103),
    ]
    assert str(reasons[0]) == "title begins with 鼓楼区 [title:place 10-33]"
    (nothing,) = resolve([], 2023).evidence
    assert (nothing.rule, nothing.start) == ("none", None)


def test_the_telephone_of_its_capital_does_not_contradict_a_province() -> None:
    alone = place(("title", "江苏省财政厅"))
    assert place(("title", "江苏省财政厅"), ("phone", "025-83633003")).confidence == alone.confidence


def test_without_a_year_every_division_since_2008_counts() -> None:
    assert place(("title", "密云县人民政府"), year=None).code == "110228"
    assert codes(place(("title", "巢湖市人民政府"), year=None).candidates) == ["340181", "341400"]


def test_a_new_or_old_name_is_taken_in_the_year_beside() -> None:
    assert place(("title", "莱芜市人民政府"), year=2018).code == "371200"
    assert place(("title", "潞州区人民政府"), year=2017).code == "140403"
    assert place(("title", "潞州区人民政府"), year=2016).code is None


def test_the_tables_are_loaded_only_when_they_are_needed() -> None:
    program = "from analysis.regions import gazetteer; print(gazetteer.stretches.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize(
    "text", ["\x00<b>交口县</b>", "=cmd()", "县" * 5000, "忠仁镇,x", "长治市" * 400, "🀄区"]
)
def test_hostile_text_is_only_text(text: str) -> None:
    found = place(
        *((kind, text) for kind in ("title", "body", "site", "opening", "superior", "phone", "address"))
    )
    assert found.code in (None, "141130")
    assert all(len(str(reason)) < 240 for reason in found.evidence)


def test_a_damaged_name_is_right_or_unresolved_or_another_name() -> None:
    """A lost or changed character may turn one name into another one; nothing else may come out wrong."""
    rng = random.Random(7)
    wrong = 0
    for division in rng.choices(NOW, k=3000):
        name = "".join(chain(division.code, 2024))
        at = rng.randrange(len(name))
        damaged = name[:at] + rng.choice(["", *"阳城安州平山江河东西"]) + name[at + 1 :]
        found = place(("title", damaged + rng.choice(["人民政府", "教育局", "市场监督管理局"])), year=2024)
        certain = [unit.code for unit in ancestors(division)][:-1] if found.part else [division.code]
        wrong += found.code not in (None, *certain)
    assert wrong <= 5
