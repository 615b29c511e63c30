"""How the statistics tables of 2008 to 2018 name columns, periods and units, and what turns a meaning."""

from __future__ import annotations


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LABEL_HEADS = frozenset(
    _names(
        "统计指标 统计指标名称 指标名称 指标 指标项目 指标内容 统计项目 统计内容 统计事项 项目 项目名称 "
        "名称 内容 事项 类别"
    )
)
UNIT_HEADS = frozenset(_names("单位 计量单位 计算单位 统计单位 计数单位 数量单位"))
CODE_HEADS = frozenset(_names("代码 指标代码 编号 指标编号 编码 序号 行次 行号 栏次 栏号 顺序号 代号"))
# A head that means the figure of the year reported on; what stands first counts more.
YEAR_HEADS = frozenset(
    _names(
        "本年 本年度 本年数 本年度数 当年 当年数 全年 全年数 年度 年度数 本年统计数 本年度统计数 "
        "当年统计数 全年统计数 年度统计数 本年数据 本年度数据 全年数据 年度数据 本年数量 本年度数量 "
        "全年数量 本年发生数 全年发生数 本年度发生数 本年实际数 全年度 本年合计 全年合计 年度合计 "
        "全年总计 本年度合计 报告年度 报告期数"
    )
)
FIGURE_HEADS = frozenset(
    _names(
        "统计数 统计数据 统计数量 统计数字 统计数值 统计值 统计结果 统计情况 数量 数值 数据 数字 数 件数 "
        "数目 填报数 填报数据 填报数值 上报数 发生数 实际数 指标值 指标数 指标数值 结果 实数"
    )
)
TOTAL_HEADS = frozenset(
    _names(
        "合计 总计 合计数 总计数 总数 总量 小计合计 各单位合计 各部门合计 全市合计 全县合计 全区合计 全省合计"
    )
)
OWN_HEADS = frozenset(_names("本机关 本单位 本部门 本局 本级"))
# The running total of the year's months.
YEAR_TOTALS = frozenset(
    _names("本年累计 本年度累计 当年累计 全年累计 年度累计 本年累计数 本年度累计数 全年累计数 年度累计数")
)
# In the list before 2014 this alone may head the figures; beside another column it is never taken.
BARE_TOTALS = frozenset(_names("累计 累计数"))
# No figure under a head with one of these is the figure of the year.
NOT_THE_YEAR = _names(
    "累计 历年 历史 以来 截至 截止 上年 去年 上一年 往年 前年 前一年 上期 同期 增减 增长 增幅 增加 "
    "减少 变化 变动 同比 环比 季度 一季 二季 三季 四季 半年 上旬 下旬 备注 说明 附注 注释 占比 比例 "
    "比重 百分 比率 率 平均 计划 目标 预计 预算 排名 名次 权重 得分"
)
# Part of a year, in a title, a caption or a head; the months 1 to 12 are the whole.
_TO = "[-—－–~～至到]"
_MONTH = "[一二三四五六七八九十]+月"
PART_OF_YEAR = "|".join(
    (
        r"第?[一二三四1-4]、?(?:[一二三四1-4]、?)?季度|季报|季度报|[上下]半年|半年[度报]|前[一二三]季度|月报(?!送)|月度",
        r"前(?:[1-9]|1[01]|[一二三四五六七八九十])个?月",
        rf"(?<!\d)(?:0?[1-9]|1[0-2])月?(?:份)?{_TO}(?:0?[1-9]|1[01])月",
        rf"\d{{1,2}}月\d{{1,2}}日{_TO}(?:20\d\d年)?(?:0?[1-9]|1[01])月\d{{1,2}}日",
        rf"[一二三四五六七八九十]+月?{_TO}(?!十二){_MONTH}",
    )
)
# In the head of a column.
MONTH = r"(?<!\d)(?:0?[1-9]|1[0-2])月|[一二三四五六七八九十]月"
WHOLE_YEAR = rf"(?<!\d)0?1月?(?:1日)?(?:份)?{_TO}(?:20\d\d年)?12月(?:31日)?(?:份)?|一月?{_TO}十二月"
# Who the figures of a table or column are of, where one report prints several.
OWN_TABLE = r"本级|本机关|本单位|本部门|机关本身|自身"
TOTAL_TABLE = r"汇总|合计|总计|全市|全县|全区|全省|全系统|各级|所属|下属|下级"
COUNT_UNITS = frozenset(
    _names("件 条 次 篇 个 人 人次 件次 项 份 宗 起 名 家 处 场 场次 期 批 批次 位 部 次数 户 则 册 张 页")
)
MONEY_UNITS = frozenset(("元", "万元"))
# A unit as printed, such as 百件, and as a note behind a head, a caption or a label.
UNIT = rf"[百千万亿]{{0,2}}(?:{'|'.join(sorted(COUNT_UNITS | MONEY_UNITS, key=len, reverse=True))})"
UNIT_NOTE = rf"(?:[（(]\s*(?:单位|计量单位)?\s*[:：]?|单位\s*[:：])\s*(?P<unit>{UNIT})\s*[)）]?\s*$"
# Two labels that differ by one of these do not mean the same, however like they are.
TURNING_WORDS = _names(
    "未 不 非 无 没 撤销 撤回 取消 减免 免收 免除 减收 退还 败诉 胜诉 驳回 逾期 超期 延期 按时 部分 "
    "下属 下级 所属 仅 应 拟 待 上年 去年 累计 历年 占比 比例 比重 率 同比 平均 人均 增长 增加 减少 季度 半年 月均 "
    "预算 计划"
)
