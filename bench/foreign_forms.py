"""The printed forms of all editions as offices know them: rows and heads with their paths, written down a second time.

The reader has its own labels; these are typed from the decrees, so that an error in one of them shows.
"""

from __future__ import annotations

Path = tuple[str, ...]
Labelled = tuple[Path, str]  # what is printed from the outermost head in, and the code of the row or column

TABLES_OF = {
    "2021": ("proactive", "requests", "remedies"),
    "2019": ("proactive", "requests", "remedies"),
    "2014": ("statistics",),
    "2008": ("statistics",),
}
YEARS_OF = {
    "2021": range(2021, 2025),
    "2019": range(2019, 2021),
    "2014": range(2014, 2019),
    "2008": range(2009, 2013),
}

_RESULTS = "三、本年度办理结果"
_DENIED = (
    ("1.属于国家秘密", "denied_state_secret"),
    ("2.其他法律行政法规禁止公开", "denied_law_prohibits"),
    ("3.危及“三安全一稳定”", "denied_security_stability"),
    ("4.保护第三方合法权益", "denied_third_party"),
    ("5.属于三类内部事务信息", "denied_internal_affairs"),
    ("6.属于四类过程性信息", "denied_process_info"),
    ("7.属于行政执法案卷", "denied_enforcement_file"),
    ("8.属于行政查询事项", "denied_admin_query"),
)
_UNABLE = (
    ("1.本机关不掌握相关政府信息", "unable_not_held"),
    ("2.没有现成信息需要另行制作", "unable_no_existing"),
    ("3.补正后申请内容仍不明确", "unable_unclear"),
)
_REJECTED = (
    ("1.信访举报投诉类申请", "rejected_petition"),
    ("2.重复申请", "rejected_repeat"),
    ("3.要求提供公开出版物", "rejected_publication"),
    ("4.无正当理由大量反复申请", "rejected_massive"),
    ("5.要求行政机关确认或重新出具已获取信息", "rejected_confirm"),
)
_OTHER = (
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other_overdue_correction"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other_overdue_fee"),
    ("3.其他", "other_misc"),
)


def _group(head: str, rows: tuple[tuple[str, str], ...]) -> list[Labelled]:
    return [((_RESULTS, head, label), code) for label, code in rows]


def request_rows(edition: str) -> list[Labelled]:
    """The rows of table 三 in the form's order."""
    other: list[Labelled] = (
        _group("（六）其他处理", _OTHER)
        if edition == "2021"
        else [((_RESULTS, "（六）其他处理"), "other_handling")]
    )
    return [
        (("一、本年新收政府信息公开申请数量",), "new_requests"),
        (("二、上年结转政府信息公开申请数量",), "carried_in"),
        ((_RESULTS, "（一）予以公开"), "granted_full"),
        ((_RESULTS, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), "granted_partial"),
        *_group("（三）不予公开", _DENIED),
        *_group("（四）无法提供", _UNABLE),
        *_group("（五）不予处理", _REJECTED),
        *other,
        ((_RESULTS, "（七）总计"), "total_decided"),
        (("四、结转下年度继续办理",), "carried_out"),
    ]


_LEGAL = "法人或其他组织"
REQUEST_COLUMNS: list[Labelled] = [
    (("自然人",), "natural_person"),
    ((_LEGAL, "商业企业"), "org_business"),
    ((_LEGAL, "科研机构"), "org_research"),
    ((_LEGAL, "社会公益组织"), "org_public_interest"),
    ((_LEGAL, "法律服务机构"), "org_legal_service"),
    ((_LEGAL, "其他"), "org_other"),
    (("总计",), "total"),
]
TRACKS: list[Labelled] = [
    (("行政复议",), "review"),
    (("行政诉讼", "未经复议直接起诉"), "litigation_direct"),
    (("行政诉讼", "复议后起诉"), "litigation_after_review"),
]
RESULTS: list[tuple[str, str]] = [
    ("结果维持", "upheld"),
    ("结果纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("总计", "total"),
]

Block = tuple[
    str, str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]
]  # title, corner, rows, columns
_CHANGES = (
    ("上一年项目数量", "items_prev_year"),
    ("本年增/减", "items_change"),
    ("处理决定数量", "decisions"),
)
PROACTIVE: dict[str, list[Block]] = {
    "2021": [
        (
            "第二十条第（一）项",
            "信息内容",
            (("规章", "regulations"), ("行政规范性文件", "normative_docs")),
            (("本年制发件数", "made"), ("本年废止件数", "repealed"), ("现行有效件数", "in_force")),
        ),
        (
            "第二十条第（五）项",
            "信息内容",
            (("行政许可", "licensing"),),
            (("本年处理决定数量", "decisions"),),
        ),
        (
            "第二十条第（六）项",
            "信息内容",
            (("行政处罚", "penalty"), ("行政强制", "coercion")),
            (("本年处理决定数量", "decisions"),),
        ),
        (
            "第二十条第（八）项",
            "信息内容",
            (("行政事业性收费", "admin_fees"),),
            (("本年收费金额（单位：万元）", "amount_wan"),),
        ),
    ],
    "2019": [
        (
            "第二十条第（一）项",
            "信息内容",
            (("规章", "regulations"), ("规范性文件", "normative_docs")),
            (
                ("本年新制作数量", "new_made"),
                ("本年新公开数量", "new_published"),
                ("对外公开总数量", "total_published"),
            ),
        ),
        (
            "第二十条第（五）项",
            "信息内容",
            (("行政许可", "licensing"), ("其他对外管理服务事项", "other_services")),
            _CHANGES,
        ),
        ("第二十条第（六）项", "信息内容", (("行政处罚", "penalty"), ("行政强制", "coercion")), _CHANGES),
        ("第二十条第（八）项", "信息内容", (("行政事业性收费", "admin_fees"),), _CHANGES[:2]),
        (
            "第二十条第（九）项",
            "信息内容",
            (("政府集中采购", "procurement"),),
            (("采购项目数量", "proc_count"), ("采购总金额", "proc_amount")),
        ),
    ],
}

_S14 = """\
一、主动公开情况|
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）|条|pub_total
其中：主动公开规范性文件数|条|pub_normdocs
制发规范性文件总数|件|normdocs_made
（二）通过不同渠道和方式公开政府信息的情况|
1.政府公报公开政府信息数|条|pub_gazette
2.政府网站公开政府信息数|条|pub_website
3.政务微博公开政府信息数|条|pub_weibo
4.政务微信公开政府信息数|条|pub_wechat
5.其他方式公开政府信息数|条|pub_other
二、回应解读情况|
（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）|次|resp_total
（二）通过不同渠道和方式回应解读的情况|
1.参加或举办新闻发布会总次数|次|press_conf
其中：主要负责同志参加新闻发布会次数|次|press_conf_by_head
2.政府网站在线访谈次数|次|interview
其中：主要负责同志参加政府网站在线访谈次数|次|interview_by_head
3.政策解读稿件发布数|篇|interpretation
4.微博微信回应事件数|次|resp_weibo_wechat
5.其他方式回应事件数|次|resp_other
三、依申请公开情况|
（一）收到申请数|件|req_received
1.当面申请数|件|req_inperson
2.传真申请数|件|req_fax
3.网络申请数|件|req_net
4.信函申请数|件|req_mail
（二）申请办结数|件|closed
1.按时办结数|件|closed_ontime
2.延期办结数|件|closed_extended
（三）申请答复数|件|answered
1.属于已主动公开范围数|件|already_public
2.同意公开答复数|件|granted
3.同意部分公开答复数|件|partial
4.不同意公开答复数|件|denied
其中：1.涉及国家秘密|件|denied_secret
2.涉及商业秘密|件|denied_trade
3.涉及个人隐私|件|denied_privacy
4.危及国家安全、公共安全、经济安全和社会稳定|件|denied_security
5.不是《条例》所指政府信息|件|denied_notinfo
6.法律法规规定的其他情形|件|denied_otherlaw
5.不属于本行政机关公开数|件|not_this_body
6.申请信息不存在数|件|not_exist
7.告知作出更改补充数|件|amend
8.告知通过其他途径办理数|件|other_channel
四、行政复议数量|件|review
（一）维持具体行政行为数|件|review_upheld
（二）被依法纠错数|件|review_corrected
（三）其他情形数|件|review_other
五、行政诉讼数量|件|litig
（一）维持具体行政行为或者驳回原告诉讼请求数|件|litig_upheld
（二）被依法纠错数|件|litig_corrected
（三）其他情形数|件|litig_other
六、举报投诉数量|件|complaints
七、依申请公开信息收取的费用|万元|fee_wan
八、机构建设和保障经费情况|
（一）政府信息公开工作专门机构数|个|units
（二）设置政府信息公开查阅点数|个|readingpoints
（三）从事政府信息公开工作人员数|人|staff
1.专职人员数（不包括政府公报及政府网站工作人员数）|人|staff_full
2.兼职人员数|人|staff_part
（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）|万元|budget_wan
九、政府信息公开会议和培训情况|
（一）召开政府信息公开工作会议或专题会议数|次|meetings
（二）举办各类培训班数|次|courses
（三）接受培训人员数|人次|trained"""
_L08 = """\
主动公开信息数|条 其中：全文电子化的主动公开信息数|条 公文类信息数|条 新增的行政规范性文件数|条
提供服务类信息数|条 网站专栏页面访问量|人次 现场接待人数|人次 网上咨询数|次 咨询电话接听数|次
依申请公开信息目录数|条 属于国家秘密的公文类信息数|条 申请总次数|条 当面申请数|条 传真申请数|条
电子邮件申请数|条 网上申请数|条 信函申请数|条 其它形式申请数|条 对申请的答复总数|条
同意公开答复数|条 同意部分公开答复数|条 非《规定》所指政府信息数|条 信息不存在数|条
非本机关职权范围数|条 申请内容不明确数|条 重复申请数|条 不予公开答复总数|条 国家秘密|条 商业秘密|条
个人隐私|条 过程中信息且影响安全稳定|条 危及安全和社会稳定|条 法律法规规定的其他情形|条
行政复议数|件 行政诉讼数|件 行政申诉数|件"""


def statistics_rows(edition: str) -> list[tuple[str, str, str]]:
    """Label, unit and code of each row of the statistics table; the code of a row that is only a title is empty."""
    if edition == "2014":
        lines = (line.split("|") for line in _S14.splitlines())
        return [(label, unit, f"s14_{code[0]}" if code else "") for label, unit, *code in lines]
    pairs = (item.split("|") for item in _L08.split())
    return [(label, unit, f"l08_{number:02}") for number, (label, unit) in enumerate(pairs, 1)]
