"""Write the list of zones whose names do not say where they lie: name, code of the place, year and notice.

usage: python tools/make_zones.py

The places are named below, with those above them, and looked up in the gazetteer; a name that fits no place or several
stops the run. The directory of 2018 is 中国开发区审核公告目录（2018年版）; the other notices are replies of the State
Council (国函) and decisions of the centre.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from analysis.frames.places import region_of

TARGET = Path(__file__).resolve().parent.parent / "src" / "analysis" / "regions" / "zones.csv"
# (year, notice) -> zone: its place, with those above it
ZONES: dict[tuple[int, str], dict[str, str]] = {
    (2018, "中国开发区审核公告目录（2018年版）"): {
        "西安高新技术产业开发区": "陕西省西安市",
        "西安经济技术开发区": "陕西省西安市",
        "中关村科技园区": "北京市",
        "张江高新技术产业开发区": "上海市",
        "漕河泾新兴技术开发区": "上海市",
        "虹桥经济技术开发区": "上海市",
        "浒墅关经济技术开发区": "江苏省苏州市",
        "大榭开发区": "浙江省宁波市",
        "东湖新技术开发区": "湖北省武汉市",
        "东湖高新技术产业开发区": "湖北省武汉市",
        "大亚湾经济技术开发区": "广东省惠州市",
        "江宁经济技术开发区": "江苏省南京市江宁区",
        "萧山经济技术开发区": "浙江省杭州市萧山区",
        "锡山经济技术开发区": "江苏省无锡市锡山区",
        "吴中经济技术开发区": "江苏省苏州市吴中区",
        "相城经济技术开发区": "江苏省苏州市相城区",
        "武清经济技术开发区": "天津市武清区",
        "西青经济技术开发区": "天津市西青区",
        "北辰经济技术开发区": "天津市北辰区",
        "东丽经济技术开发区": "天津市东丽区",
        "万州经济技术开发区": "重庆市万州区",
        "井冈山经济技术开发区": "江西省吉安市",
    },
    (2010, "国函〔2010〕36号"): {
        "两江新区": "重庆市",
    },
    (2014, "国函〔2014〕2号"): {
        "西咸新区": "陕西省",
    },
    (2014, "国函〔2014〕3号"): {
        "贵安新区": "贵州省",
    },
    (2014, "国函〔2014〕76号"): {
        "金普新区": "辽宁省大连市",
    },
    (2014, "国函〔2014〕133号"): {
        "天府新区": "四川省",
    },
    (2015, "国函〔2015〕66号"): {
        "湘江新区": "湖南省长沙市",
    },
    (2015, "国函〔2015〕141号"): {
        "滇中新区": "云南省",
    },
    (2016, "国函〔2016〕96号"): {
        "赣江新区": "江西省",
    },
    (2017, "中共中央、国务院关于设立河北雄安新区的通知（2017年）"): {
        "雄安新区": "河北省",
    },
    (2018, "苏州、银川两市合作共建"): {
        "苏银产业园": "宁夏回族自治区银川市",
    },
}


def main() -> int:
    """Write the list, in the order of the notices."""
    rows = [
        (name, region_of(place).code, year, notice)
        for (year, notice), zones in ZONES.items()
        for name, place in zones.items()
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("name", "code", "year", "notice"), *rows])
    print(f"{len(rows)} zones in {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
