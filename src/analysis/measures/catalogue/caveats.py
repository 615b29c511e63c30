"""Caveats, units and sums of the catalogue in both languages."""

from __future__ import annotations

_LAW_ZH, _LAW_EN = "新《行政复议法》自2024年1月1日施行", "the review law changed on 1 January 2024"
_PEOPLE_ZH = "只用于汇总口径；人口为最近年份的数字"
_PEOPLE_EN = "only for aggregate scope; the population is of the nearest year known"
# caveat as the indicator states it -> in Chinese
CAVEATS: dict[str, str] = {
    "": "",
    "depends on scope": "随统计范围而变",
    "the form of 2014 counts answers, interim notices among them": "2014年表统计的是答复数，含告知更改补充的中间答复",
    "ends at 31 December; says nothing on lateness": "以12月31日为界，不说明是否逾期",
    "may be within the time limit": "可能仍在办理期限内",
    "above 1 the stock shrinks": "大于1时存量减少",
    "stated by the body itself": "由机关自行填报",
    "leaves out procedural outcomes; near its ceiling in most places": "不含程序性处理；多数地方接近上限",
    "merges two legal grounds: does not exist, belongs elsewhere": "合并了信息不存在与不属于本机关两种情形",
    "the agency's own label": "由机关自行认定",
    "few cases in most reports": "多数报告件数很少",
    "grounds of article 16, which says may": "《条例》第十六条规定为“可以”不予公开",
    "of classes, not of persons": "按申请人类别，不按人",
    "both groups may hold repeat requesters": "两组都可能含重复申请人",
    "counts pending reviews as not corrected": "未审结的按未纠正计",
    "leaves out other results": "不含其他结果",
    "withdrawal, mediation and the like": "如撤回、调解等",
    "both tracks together": "两类诉讼合计",
    "cases filed late in the year are pending for that reason alone": "年底提起的案件自然尚未审结",
    "corrections may concern earlier years": "纠正的可能是以前年度的决定",
    _LAW_EN: _LAW_ZH,
    f"reviews may concern earlier years, so it can exceed 100; {_LAW_EN}": (
        f"复议可能针对以前年度的决定，可超过100；{_LAW_ZH}"
    ),
    f"suits may concern earlier years; {_LAW_EN}": f"诉讼可能针对以前年度的决定；{_LAW_ZH}",
    "the definition of a normative document narrows in 2021": "规范性文件的口径于2021年收窄",
    "the 2019 form asks for documents published, which is not the same": "2019年格式统计的是对外公开总数，与此不同",
    "traffic fines dominate": "交通罚款占多数",
    _PEOPLE_EN: _PEOPLE_ZH,
    f"{_PEOPLE_EN}; traffic fines dominate": f"{_PEOPLE_ZH}；交通罚款占多数",
}
# sums that the form does not print, as they are called in a formula: zh, en
SUMS: dict[str, tuple[str, str]] = {
    "denied_total": ("不予公开合计", "denied, all grounds"),
    "unable_total": ("无法提供合计", "cannot provide, all"),
    "rejected_total": ("不予处理合计", "not processed, all"),
    "other_total": ("其他处理合计", "other handling, all"),
    "litigation": ("行政诉讼（两类合计）", "lawsuits, both tracks"),
    "organisations": ("法人或其他组织合计", "all organisations"),
    "concluded": ("审结（维持＋纠正＋其他）", "concluded (upheld, corrected, other)"),
    "upheld_or_corrected": ("维持＋纠正", "upheld or corrected"),
    "population": ("常住人口", "residents"),
}
UNITS: dict[str, str] = {
    "pp": "百分点",
    "per 100": "每百件",
    "per 1000": "每千件",
    "per 100k": "每十万人",
    "per 10k": "每万人",
}
