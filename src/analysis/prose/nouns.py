"""What bodies count, as data: noun phrases with the units that decide what is meant, and verbs.

Sources: the figures of annual reports quoted in the field's literature and the forms of 2008 and 2014, which
named most of these counts before they moved into prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

ITEMS = frozenset("条 件 篇 个 份 则 条次 篇次 件次 项 部 幅 次 期".split())
CASES = frozenset("件 条 起 宗 例 次 件次 项 个 份 封 单 人次 人".split())
TIMES = frozenset("次 期 场 场次 轮 批 个 期次 件 届".split())
PERSONS = frozenset("人 人次 名 位".split())
THINGS = frozenset("个 家 处 项 户".split())
PARTIES = frozenset("个 家".split())
HITS = frozenset("次 人次 个 人 位 名".split()) | {""}
MONEY = frozenset(["元"])
PAPER = frozenset("份 册 本".split())
NOTICES = frozenset("期 次 份 件 篇 个".split())


class Noun(NamedTuple):
    """What a noun phrase counts in given units: its topic, its metric (None: the verb decides), and a condition.

    ``needs`` names the topic that must have come up for a word that alone says too little (信函, 维持, 视频).
    ``generic`` marks words such as 信息, before which a more exact word (人事信息) decides.
    """

    topic: str
    metric: str | None
    units: frozenset[str]
    needs: str | None = None
    generic: bool = False


# topic, words, ((units, metric), …), needs
_TABLE: tuple[tuple[str, str, tuple[tuple[frozenset[str], str | None], ...], str | None], ...] = (
    ("publish", "政府信息公开目录 信息公开目录 公开目录 目录信息 目录类信息", ((ITEMS, "pub_directory"),), None),
    ("publish", "工作动态 政务动态 动态信息 动态类信息 动态类 动态 政务要闻 要闻 新闻信息 部门动态 乡镇动态 工作动态类信息 工作动态信息 政务动态类信息 时政要闻",
     ((ITEMS, "pub_dynamic"),), None),
    ("publish", "概况类信息 概况信息 机构概况 概况 概况类 机构职能 机构职能信息", ((ITEMS, "pub_overview"),), None),
    ("publish", "公示公告 通知公告 公告公示 公告 公示 通告 公示公告类信息 公示信息 公告信息 公示公告信息 通知公告类信息 通知公告信息",
     ((ITEMS, "pub_notice"),), None),
    ("publish", "政府文件 政府发文 政府公文 省政府文件 市政府文件 县政府文件 区政府文件", ((ITEMS, "pub_docs_gov"),), None),
    ("publish", "政办文件 政府办文件 政府办公室文件 政府办公厅文件 办公室文件 政办发文 政府办发文", ((ITEMS, "pub_docs_office"),), None),
    ("publish", "行政规范性文件 规范性文件 行政规范性文件信息 规范性文件信息", ((ITEMS, "pub_normdocs"),), None),
    ("publish", "政府规章 规章", ((ITEMS, "pub_regulations"),), None),
    ("publish", "预决算 财政预决算 预算决算 部门预决算 财政资金 预决算信息 财政信息 财政预决算信息 财政资金信息 财政预算 预算 决算 三公经费 “三公”经费 财政类信息",
     ((ITEMS, "pub_budget"),), None),
    ("publish", "人事任免 人事信息 人事 干部任免 人事招考 人事任免信息 人事类信息 人事管理信息 人员招考 公务员招考", ((ITEMS, "pub_personnel"),), None),
    ("publish", "会议信息 会议公开 政府会议 会议公开信息 会议类信息 政府会议信息 常务会议信息", ((ITEMS, "pub_meeting"),), None),
    ("publish", "建议提案 建议提案办理 提案建议 人大代表建议 人大建议 代表建议 政协提案 政协委员提案 提案 建议提案信息 人大政协提案",
     ((ITEMS, "pub_proposals"),), None),
    ("publish", "领导信息 领导活动 领导活动信息 领导类信息", ((ITEMS, "pub_leaders"),), None),
    ("gazette", "政府公报 公报 人民政府公报", ((frozenset("期 次 辑".split()), "pub_gazette_issues"), (PAPER, "gazette_copies"),
                                   (frozenset("件 条 篇".split()), "pub_gazette_docs")), None),
    ("interpret", "文字解读 文字类解读 文字解读材料 文字形式 文稿解读 政策原文解读", ((ITEMS, "interpretation_text"),), None),
    ("interpret", "图片解读 图文解读 图解 图表解读 图解政策 政策图解 一图读懂 图示解读 图表图解 图解解读 图片图表解读",
     ((ITEMS, "interpretation_image"),), None),
    ("interpret", "视频解读 音视频解读 音频解读 短视频解读", ((ITEMS, "interpretation_video"),), None),
    ("interpret", "H5解读 h5解读 “H5”解读", ((ITEMS, "interpretation_h5"),), None),
    ("interpret", "动漫解读 动画解读 漫画解读 卡通解读 卡通动漫解读", ((ITEMS, "interpretation_comic"),), None),
    ("interpret", "专家解读 第三方解读", ((ITEMS | TIMES, "interpretation_expert"),), None),
    ("interpret", "领导解读 负责人解读 主要负责人解读 负责同志解读 部门负责人解读 一把手解读 领导干部解读 负责人解读政策 县长解读 市长解读 区长解读 镇长解读 乡长解读 局长解读 主任解读", ((ITEMS | TIMES, "interpretation_leader"),), None),
    ("interpret", "政策解读 解读 解读材料 解读稿 解读稿件 解读信息 解读产品 解读文章 解读文件 解读类信息 政策解读材料 政策解读稿件 政策解读稿 政策解读信息 "
     "政策解读类信息 政策文件解读 解读方案 政策解读产品 政策解读文件 解读作品 解读内容", ((ITEMS | TIMES, "interpretation_total"),), None),
    ("interpret", "文字 文稿", ((ITEMS, "interpretation_text"),), "interpret"),
    ("interpret", "图片 图表 图文", ((ITEMS, "interpretation_image"),), "interpret"),
    ("interpret", "视频 音视频 短视频 音频", ((ITEMS, "interpretation_video"),), "interpret"),
    ("interpret", "H5 h5", ((ITEMS, "interpretation_h5"),), "interpret"),
    ("interpret", "动漫 动画 漫画", ((ITEMS, "interpretation_comic"),), "interpret"),
    ("press", "新闻发布会 发布会 新闻通气会 政策发布会 政策吹风会 吹风会", ((TIMES, "press_conf"), (PERSONS, "press_leader_attend")), None),
    ("press", "主要负责同志出席 主要负责人出席 负责同志出席 负责同志参加 负责人参加 领导出席 主要负责同志参加", ((TIMES | PERSONS, "press_leader_attend"),), None),
    ("interview", "在线访谈 网上访谈 访谈 在线访谈节目 访谈节目 访谈活动", ((TIMES, "interview"),), None),
    ("interview", "网络直播 直播 直播活动 图文直播", ((TIMES, "live"),), None),
    ("messages", "网民留言 网友留言 群众留言 互动留言 公众留言 留言 群众来信 来信 来信来电 信箱 县长信箱 市长信箱 区长信箱 省长信箱 镇长信箱 乡长信箱 书记信箱 领导信箱 "
     "局长信箱 主任信箱 信箱来信 信箱留言 信箱信件 群众信件 公众信件 信件留言 网上信件 咨询 咨询投诉 投诉咨询 群众咨询 公众咨询 网上咨询 在线咨询 留言咨询 咨询留言 政民互动 互动交流 "
     "诉求 群众诉求 企业诉求 群众诉求件 诉求件 问政 网络问政 信访件 网络信访件 来电 来访 来电来访 民意 反映问题 网民咨询 咨询建议 网民来信 网友来信 来信件 "
     "网民诉求 问题诉求 电话咨询 咨询电话 咨询件 互动信息 互动回应 公众提问 提问 我为政府网站找错留言 找错留言 网站找错 群众反映问题 信件来信 民生诉求 网上留言",
     ((CASES | {"条次"}, None),), None),
    ("messages", "有效信息 有效留言 有效信件 有效来信 有效诉求", ((CASES, "msgs_valid"),), "messages"),
    ("messages", "信件 邮件 来件 事项 问题 建议 有效", ((CASES, None),), "messages"),
    ("hotline", "12345热线 政务服务热线 便民服务热线 便民热线 政务热线 热线 工单 热线工单 热线电话 12345工单 市民热线 服务热线 政务服务便民热线",
     ((CASES, None),), None),
    ("solicit", "意见征集 征集意见 民意征集 征集调查 网上调查 调查征集 在线调查 网上征集 意见征集活动 征求意见 民意调查 征集活动 问卷调查 网上征集调查 意见征询 决策意见征集 征集 重大决策预公开 决策预公开",
     ((TIMES | THINGS, "solicit_rounds"), (frozenset("条 人次".split()), "solicit_opinions")), None),
    ("solicit", "意见建议 建议意见 反馈意见 意见和建议 意见及建议 公众意见 群众意见 社会意见 各类意见 意见 有效意见 采纳意见", ((frozenset("条 件 个 份 人次".split()), "solicit_opinions"),), None),
    ("response", "热点回应 回应热点 回应关切 回应社会关切 回应公众关注热点 热点问题 网络舆情 政务舆情 舆情 舆情信息 社会关切 群众关切 回应事件 热点事件 回应 舆情回应",
     ((CASES, "response_events"),), None),
    ("openday", "政府开放日 开放日活动 开放日 政务开放日 政府开放日活动 政务公开日 公众开放日", ((TIMES, "openday"),), None),
    ("reads", "阅读量 阅读数 阅读次数 总阅读量 累计阅读量 播放量 阅读人次 总阅读数 阅读 点击阅读", ((HITS, "reads"),), None),
    ("visits", "访问量 总访问量 网站访问量 点击量 浏览量 页面浏览量 访问次数 总点击量 点击率 点击数 浏览次数 页面访问量 总浏览量 访问 点击 浏览 访问数 年访问量 访问总量 浏览数 累计访问量",
     ((HITS, "site_visits"),), None),
    ("visitors", "独立用户访问量 独立用户访问总量 独立用户 独立访客 独立访客数 访客 访客数 访客量 独立访问用户 访问用户 独立IP 独立用户数 访问人数", ((HITS, "site_visitors"),), None),
    ("columns", "栏目 专栏 专题 专题专栏 专题栏目 一级栏目 二级栏目 子栏目 栏目专题 专栏专题 网站栏目 公开栏目 特色专栏 专题页面 特色栏目 重点领域专栏 公开专栏",
     ((THINGS, None),), None),
    ("accounts", "新媒体账号 政务新媒体账号 政务新媒体 账号 新媒体 公众号 微信公众号 政务微博 政务微信 政务微信公众号 新媒体平台 微博账号 微信账号 政务新媒体平台 政务账号 微博 微信 抖音号 "
     "政务微信号 移动客户端 客户端 抖音 政务APP 头条号 视频号", ((PARTIES, "accounts_total"),), None),
    ("followers", "粉丝 粉丝量 粉丝数 关注 关注量 关注人数 订阅量 订阅数 关注用户 订阅用户 关注数 粉丝总数 用户数 订阅人数 粉丝人数 总粉丝数 粉丝总量 注册用户 总用户数 累计关注人数",
     ((HITS, "followers"),), None),
    ("likes", "点赞 点赞量 点赞数 点赞转发", ((HITS, "likes"),), None),
    ("places", "政务公开专区 公开专区 专区 政务公开体验区 政务公开服务专区", ((THINGS, "zones"),), None),
    ("places", "查阅点 查阅场所 公共查阅点 信息查阅点 政府信息查阅点 公开查阅点 政府信息公开查阅点 查阅中心 信息查阅场所", ((THINGS, "reading_points"),), None),
    ("training", "培训 培训会 业务培训 培训班 专题培训 业务培训会 培训会议 专题培训会 专题培训班 业务培训班 培训活动 培训讲座 讲座 公开培训 工作培训 培训工作 工作培训会 集中培训 工作培训班 "
     "线上培训 跟班学习 培训课", ((TIMES, "training_sessions"), (PERSONS, "training_persons")), None),
    ("training", "参训 参训人员 培训人员 培训人次 培训干部 参训人数 参加培训 受训 受训人员 培训人数 参训人次 培训工作人员 参会人员 轮训",
     ((PERSONS, "training_persons"),), None),
    ("training", "业务骨干 干部 工作人员 学员 信息员 联络员 人员 干部职工 负责人 公职人员 参加人员 经办人员 负责同志", ((PERSONS, "training_persons"),), "training"),
    ("other", "行政事业性收费 行政许可 行政处罚 行政强制 罚款 行政征收 行政裁决 行政检查 行政确认 政府采购 政府集中采购 行政执法",
     ((CASES | MONEY | ITEMS, None),), None),
    ("check", "检查 督查 抽查 巡查 督导 检查指导 专项检查 监测 自查 督促检查 全面检查 督导检查 监督检查 全覆盖检查 检查抽查 网站检查 季度检查 日常监测 专项督查 督查检查 实地督导",
     ((frozenset("次 轮 场 场次 期 遍 批次".split()), "inspections"),), None),
    ("check", "通报 工作通报 简报 专报 季度通报 情况通报 检查通报 通报文件 监测通报 督查通报 工作简报 检查情况通报 信息简报", ((NOTICES, "bulletins"),), None),
    ("meeting", "会议 工作会议 推进会 工作会 专题会 部署会 座谈会 例会 调度会 专题会议 推进会议 联席会议 领导小组会议 动员会 办公会 常务会议 调度会议 工作例会 工作部署会 工作推进会 "
     "研讨会 专题研究 政务公开会议", ((TIMES, "meetings"),), None),
    ("complaint", "投诉 举报 投诉举报 举报投诉 投诉举报件 举报件", ((CASES, "complaints"),), None),
    ("accountability", "责任追究 追责 问责 责任追究情况 责任追究情形 责任追究事件", ((CASES, "accountability"),), None),
    ("fee", "收费通知 缴费通知 收费通知书 收费告知书", ((NOTICES, "fee_notices"),), None),
    ("fee", "信息处理费 信息公开处理费 政府信息处理费 政府信息公开信息处理费 处理费 信息处理费用 处理费用 信息处理费总金额 信息处理费金额 费用 收费 政府信息处理费用 处理收费 检索复制邮寄费用 检索费 "
     "复制费 邮寄费 信息公开费用 政府信息公开费用",
     ((MONEY, "fee_collected"), (CASES, "fee_cases")), None),
    ("fee", "金额 涉及金额 应收 应收金额 收费总金额 收费总额 总金额 计收金额", ((MONEY, "fee_billed"),), "fee"),
    ("fee", "实收 实收金额 实际收取 实际收费", ((MONEY, "fee_collected"),), "fee"),
    ("request", "政府信息公开申请 信息公开申请 依申请公开 依申请公开件 依申请公开事项 公开申请 依申请件 申请件 依申请 政府信息依申请公开 依申请公开申请 政府信息公开申请件 信息公开申请件 "
     "依申请公开政府信息 政府信息公开申请事项 公开申请件 依申请信息 政府信息申请 信息申请 政府信息公开依申请 依申请公开信息 申请公开 申请信息公开 申请政府信息公开 "
     "公开信息申请 政府信息公开申请书 申请数量 受理申请", ((CASES, None),), None),
    ("request", "申请 新收申请 本年新收 新收", ((CASES, None),), "request"),
    ("request", "网上申请 网络申请 在线申请 网站申请 平台申请 互联网申请 网上平台申请 网络平台申请 网络渠道申请 线上申请 网站在线申请 网络提交 在线提交 通过网络申请", ((CASES, "ch_net"),), None),
    ("request", "信件申请 信函申请 邮寄申请 书面申请 邮政寄送申请 信函邮寄申请 挂号信申请 来信申请 邮政申请 通过信函申请", ((CASES, "ch_mail"),), None),
    ("request", "当面申请 现场申请 窗口申请 当面提交 现场提交 当面递交 当面提交申请 现场提交申请 现场递交", ((CASES, "ch_inperson"),), None),
    ("request", "传真申请 通过传真申请", ((CASES, "ch_fax"),), None),
    ("request", "电子邮件申请 邮件申请 邮箱申请", ((CASES, "ch_email"),), None),
    ("request", "网络 网上 网站 互联网 在线 线上 网络平台 网上平台 政府网站 网络渠道 在线平台 门户网站 网络方式 网络形式", ((CASES, "ch_net"),), "request"),
    ("request", "信件 信函 邮寄 挂号信 邮政 书信 邮政快递 邮政寄送 信函邮寄 来信 EMS 快递 信函方式 信件方式 邮寄方式 信函形式", ((CASES, "ch_mail"),), "request"),
    ("request", "当面 现场 窗口 来人 当场", ((CASES, "ch_inperson"),), "request"),
    ("request", "传真", ((CASES, "ch_fax"),), "request"),
    ("request", "电子邮件 邮件 邮箱 电子邮箱", ((CASES, "ch_email"),), "request"),
    ("request", "自然人申请 公民申请 个人申请", ((CASES, "natural"),), None),
    ("request", "法人或其他组织申请 法人申请 企业申请 法人和其他组织申请 法人及其他组织申请", ((CASES, "org"),), None),
    ("request", "自然人 公民 个人", ((CASES, "natural"),), "request"),
    ("request", "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人 其他组织 商业企业 法律服务机构 科研机构 社会公益组织 企业", ((CASES, "org"),), "request"),
    ("outcome", "予以公开或部分公开 予以公开及部分公开 予以公开和部分公开 予以公开或者部分公开 公开或部分公开 予以公开、部分公开 公开及部分公开", ((CASES, "granted_any"),), "request"),
    ("outcome", "予以公开 同意公开 全部公开 已公开 主动公开 已主动公开", ((CASES, "full"),), "request"),
    ("outcome", "部分公开 予以部分公开 同意部分公开", ((CASES, "partial"),), "request"),
    ("outcome", "不予公开 不同意公开", ((CASES, "denied"),), "request"),
    ("outcome", "无法提供 信息不存在 政府信息不存在 不掌握相关政府信息 本机关不掌握", ((CASES, "unable"),), "request"),
    ("outcome", "不予处理", ((CASES, "rejected"),), "request"),
    ("outcome", "其他处理 其它处理 作其他处理 其他方式处理", ((CASES, "other_handling"),), "request"),
    ("outcome", "主动撤回 主动撤销 撤回 申请人撤回 申请人主动撤回 申请人撤销", ((CASES, "withdrawn"),), "request"),
    ("outcome", "撤回申请 撤销申请 主动撤销申请 主动撤回申请 申请人主动撤销申请 申请人主动撤回申请 申请人撤回申请 撤回政府信息公开申请", ((CASES, "withdrawn"),), None),
    ("request", "办理结果 本年度办理结果", ((CASES, "closed"),), None),
    ("stock", "上年结转 上年度结转 上一年度结转 上一年结转 去年结转 上年结转申请 上年度结转申请 上一年度结转申请 结转申请 上年转入 往年结转 上年结转政府信息公开申请 上年度结转政府信息公开申请",
     ((CASES, "carried_in"),), None),
    ("stock", "结转下年 结转下年度 结转下一年 结转下一年度 结转至下年 结转至下年度 结转至下一年度 结转到下年度 顺延 结转下年度继续办理 结转下一年度继续办理 转入下年度 转下年度 结转次年 结转至次年 "
     "延至下年度 结转下年度办理 结转下年办理 结转下一年度办理 结转 跨年度办理 顺延到下年度 结转明年",
     ((CASES, "carried_out"),), "request"),
    ("review", "行政复议 行政复议申请 行政复议案件 复议案件 行政复议案 政府信息公开行政复议 信息公开行政复议 行政复议件 复议申请 复议 行政复议事项 行政复议数", ((CASES, "review"),), None),
    ("litig", "行政诉讼 行政诉讼案件 诉讼案件 行政诉讼案 政府信息公开行政诉讼 信息公开行政诉讼 诉讼 行政应诉 应诉案件 行政诉讼件 行政诉讼数 诉讼申请", ((CASES, "litig"),), None),
    ("litig", "未经复议直接起诉 直接起诉 直接提起诉讼", ((CASES, "litig_direct"),), None),
    ("litig", "复议后起诉 经复议后起诉 复议后提起诉讼", ((CASES, "litig_after_review"),), None),
    ("result", "结果维持 维持 维持原行政行为 予以维持 驳回 维持结果 维持原判", ((CASES, "_upheld"),), "remedy"),
    ("result", "结果纠正 纠正 被纠正 予以纠正 纠错 败诉", ((CASES, "_corrected"),), "remedy"),
    ("result", "其他结果 其它结果", ((CASES, "_other"),), "remedy"),
    ("result", "尚未审结 未审结 正在审理 审理中 未结", ((CASES, "_pending"),), "remedy"),
    ("units", "单位 部门 乡镇 街道 镇 县区 区县 县直单位 区直单位 市直单位 责任单位 市直部门 县直部门 成员单位 政府部门 区县政府 乡镇街道 村 社区 下属单位 街道办事处 镇街 机构 乡镇场 县（区） 乡镇部门",
     ((PARTIES, None),), None),
)  # fmt: skip
_GENERIC = (
    "政府信息 政务信息 公开信息 各类信息 各类政府信息 信息 信息数 公开数 发布数 信息数量 信息量 公开量 发布量 发文量 推文 稿件 文章 内容 博文 微博信息 微信信息 微信 微博 图文信息 消息 信息总数 "
    "政务信息公开 信息内容 公开内容 主动公开信息 主动公开政府信息 主动公开 原创信息 政府信息数 政府信息公开信息 政务公开信息 各类公开信息 更新信息 推送信息 发布信息 各类稿件 短视频 "
    "政府信息公开 各类政务信息 图文 视频 公开信息数 政务信息数 公众号文章 微信文章 推送 发文 公开政府信息数 政策信息"
)
# Kinds of information that are no total and have no code of their own.
_KINDS = re.compile(
    "(?:许可|处罚|强制|执法|双公示|采购|招标|招投标|投标|项目|民生|教育|医疗|卫生|环保|环境|药品|安全生产|就业|社保|社会保障|救助|扶贫|振兴|征地|征收|土地|国资|统计|规划|计划|法规|"
    "应急|清单|指南|便民|服务|价格|收费|住房|保障房|税收|领域|评论|媒体|资源|审计|农业|惠农|补贴|监管|执行|公共|工程|招商|旅游|文化|体育|党建|典型|案例|工作)(?:的|类|方面|相关|等)?$"
)
_UNPUBLISHED = re.compile("清理|删除|下架|撤下|清除|移除|废止|过期|失效|错误|错别字|敏感")

# The verb nearest to a number decides what a figure of its topic is.
_VERBS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "request": (
        ("(?:上一?年|去年)度?(?:结转|转入)", "carried_in"),
        ("(?:结转|顺延|延期|转入?)[至到]?(?:下|次|明|2\\d{3})|顺延|结转", "carried_out"),
        ("收办", "workload"), ("撤回|撤销", "withdrawn"),
        ("备案", None),
        ("受理|收到|接到|接收|新收|新增|收悉|接获|收", "new"),
        ("按[时期]办结|按[时期]答复|办结|办复|答复|回复|已办|完结|完成|反馈", "closed"),
        ("办理|处理", "handled"),
    ),
    "messages": (
        ("有效", "msgs_valid"),
        ("办理|处理|办结|回复|答复|回应|解答|解决|答疑|反馈|接受|办复", "msgs_handled"),
        ("收到|受理|接收|接到|征集|收集|接听|接|收", "msgs_received"),
    ),
    "hotline": (("办理|处理|办结|回复|答复|解决", "msgs_handled"), ("收到|受理|接收|接到|接听|接办|承办|收", "hotline12345")),
    "columns": (
        ("调整|优化|改版|整合|修订|梳理|规范|完善|升级|更新|改造|归并", "columns_revised"),
        ("新增|开设|新设|增设|设置|建立|开通|设立|打造|制作|推出|新建|建设|上线|策划|开辟", "columns_new"),
    ),
    "accounts": (("关停|注销|关闭|停用|撤销|清理|下线|停更", "accounts_closed"),),
    "units": (
        ("表扬|表彰|先进|优秀", "commended_units"), ("通报", None),
        ("考核|考评|测评|评估|评议|评价", "assessed_units"),
    ),
    "review": (("备案", "review_filed"),),
    "litig": (("备案", "litig_filed"),),
}  # fmt: skip
VERBS = {
    topic: tuple((re.compile(words), metric) for words, metric in table) for topic, table in _VERBS.items()
}
# What an unnamed figure of a topic is when no verb says it.
PLAIN = {"request": "new", "messages": "msgs_received", "hotline": "hotline12345"}
# Between a noun and its number these words change nothing.
FILLER = re.compile(
    "(?:总|共计|共|期数|场数|累计|合计|总计|总数|总量|数量|件数|人数|次数|篇数|数|量|达到|达|为|是|有|约|近|超过|超|突破|逾|仅|了|各|均|分别|已|全年|年内|本年度?|全部|新增|更新|发布|公开|"
    "推送|收到|受理|办理|办结|答复|回复|接到|接收|处理|开展|举办|组织|召开|制作|刊登|刊发|编发|印发|完成|产生|发生|收取|收集|征集|报送|采用|转载|转发|上传|录入|维护|"
    "下发|提供|开设|新设|调整|优化|关停|注销|参加|参与|出席|接受|登记|情况|工作|活动|事项|案件|服务|大约|近|将近|等|其中|件|类|的|和|及|共有|总计达|左右|每年|至|到|"
    "累计达|：|:|-|—|␣|”|“|\\(|\\)|》|由|从|较|比|相比|与|去年|上年|压减|减少|整合|增|在线|网上|本年|年度|今年|材料|信息|数据|业务|专题|各类|各项|相关|已经|予以|进行|共收到|公众|金额|总额|用户|人员|人次|能够|办|复|率|被|增加|增长)*"
)


@cache
def nouns() -> dict[str, tuple[Noun, ...]]:
    """All noun phrases with what they count, by their words."""
    table: dict[str, list[Noun]] = {}
    for topic, words, counted, needs in _TABLE:
        for word in words.split():
            table.setdefault(word, []).extend(Noun(topic, metric, units, needs) for units, metric in counted)
    for word in _GENERIC.split():
        table.setdefault(word, []).append(
            Noun("publish", "pub_total", ITEMS - {"份", "期", "部", "项"}, None, True)
        )
    return {word: tuple(found) for word, found in table.items()}


def alternation(words: Iterable[str]) -> str:
    """A pattern for the longest of many words at a place, grouped by first character for speed."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


@cache
def noun_pattern() -> re.Pattern[str]:
    """The pattern of the longest noun phrase at each place, so that overlapping ones (公开培训, 培训班) are all seen."""
    return re.compile(f"(?=({alternation(nouns())}))")


def is_kind(words: str) -> bool:
    """Whether the words before 信息 name a kind of information."""
    return _KINDS.search(words) is not None


def unpublished(words: str) -> bool:
    """Whether the words speak of what was taken down, which is no publication."""
    return _UNPUBLISHED.search(words) is not None
