"""The form in force since report year 2021 (国办公开办函〔2021〕30号, 2021-09-26)."""

from __future__ import annotations

from analysis.forms.model import Block, Column, Edition, Group, Row

ARTICLE_20_1, ARTICLE_20_5, ARTICLE_20_6, ARTICLE_20_8 = (
    "第二十条第（一）项",
    "第二十条第（五）项",
    "第二十条第（六）项",
    "第二十条第（八）项",
)
DECISIONS = Column("decisions", "本年处理决定数量", "decisions this year")

APPLICANTS = (
    Column("natural_person", "自然人", "natural persons", aliases=("公民", "个人", "公民个人")),
    Column("org_business", "商业企业", "businesses", aliases=("企业", "商业企业组织", "工商企业")),
    Column("org_research", "科研机构", "research institutions", aliases=("科研院所", "科研单位")),
    Column(
        "org_public_interest",
        "社会公益组织",
        "public-interest organisations",
        aliases=("公益组织", "社会公益性组织", "社会公益机构"),
    ),
    Column("org_legal_service", "法律服务机构", "legal services", aliases=("法律服务组织", "法律机构")),
    Column("org_other", "其他", "other organisations", aliases=("其他组织", "其它", "其它组织")),
    Column("total", "总计", "total", aliases=("合计", "总数")),
)
ORGANISATIONS = Group(
    (
        "法人或其他组织",
        "法人和其他组织",
        "法人及其他组织",
        "法人或者其他组织",
        "法人其他组织",
        "法人或其它组织",
        "法人",
    ),
    tuple(column.code for column in APPLICANTS if column.code.startswith("org_")),
)
APPLICANT = Group(
    ("申请人情况", "申请人", "申请人类型", "申请人类别"), tuple(column.code for column in APPLICANTS)
)
REQUESTS_WORDS = (
    "本列数据的勾稽关系为第一项加第二项之和等于第三项加第四项之和",
    "申请人情况",
    "法人或其他组织",
    "三本年度办理结果",
    "三不予公开",
    "四无法提供",
    "五不予处理",
    "六其他处理",
    "单位件",
)
DENIED, UNABLE, REJECTED, OTHER = "（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理"

# Rows of table 三 that the 2019 and the 2021 edition share, before and after （六）其他处理.
REQUEST_ROWS = (
    Row("new_requests", "一、本年新收政府信息公开申请数量", "1. new requests this year"),
    Row("carried_in", "二、上年结转政府信息公开申请数量", "2. carried in from last year"),
    Row("granted_full", "（一）予以公开", "granted in full"),
    Row(
        "granted_partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "granted in part",
        aliases=("部分公开",),
    ),
    Row("denied_state_secret", "1.属于国家秘密", "state secret", DENIED),
    Row(
        "denied_law_prohibits",
        "2.其他法律行政法规禁止公开",
        "disclosure prohibited by law",
        DENIED,
        ("法律行政法规禁止公开",),
    ),
    Row("denied_security_stability", "3.危及“三安全一稳定”", "security and stability", DENIED),
    Row("denied_third_party", "4.保护第三方合法权益", "rights of third parties", DENIED),
    Row("denied_internal_affairs", "5.属于三类内部事务信息", "internal affairs", DENIED),
    Row("denied_process_info", "6.属于四类过程性信息", "deliberative process", DENIED),
    Row("denied_enforcement_file", "7.属于行政执法案卷", "enforcement file", DENIED),
    Row("denied_admin_query", "8.属于行政查询事项", "administrative query", DENIED, ("行政查询",)),
    Row("unable_not_held", "1.本机关不掌握相关政府信息", "not held", UNABLE),
    Row("unable_no_existing", "2.没有现成信息需要另行制作", "would have to be made", UNABLE),
    Row("unable_unclear", "3.补正后申请内容仍不明确", "still unclear after correction", UNABLE),
    Row("rejected_petition", "1.信访举报投诉类申请", "petition or complaint", REJECTED),
    Row("rejected_repeat", "2.重复申请", "repeated request", REJECTED),
    Row("rejected_publication", "3.要求提供公开出版物", "asks for a publication", REJECTED),
    Row("rejected_massive", "4.无正当理由大量反复申请", "massive without reason", REJECTED),
    Row(
        "rejected_confirm",
        "5.要求行政机关确认或重新出具已获取信息",
        "asks to confirm or reissue",
        REJECTED,
    ),
)
OTHER_ROWS = (
    Row(
        "other_overdue_correction",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "correction overdue",
        OTHER,
        ("逾期不补正", "申请人逾期不补正"),
    ),
    Row(
        "other_overdue_fee",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "fee overdue",
        OTHER,
        ("逾期不缴费", "逾期未缴费"),
    ),
    Row("other_misc", "3.其他", "other", OTHER),
)
CLOSING_ROWS = (
    Row("total_decided", "（七）总计", "total decided", None, ("合计",)),
    Row(
        "carried_out",
        "四、结转下年度继续办理",
        "4. carried out to next year",
        None,
        ("结转下一年度继续办理",),
    ),
)

RESULTS = (
    Column("upheld", "结果维持", "upheld", aliases=("维持", "维持结果")),
    Column("corrected", "结果纠正", "corrected", aliases=("纠正", "纠正结果")),
    Column("other", "其他结果", "other result", aliases=("其他", "其它结果", "其它")),
    Column("pending", "尚未审结", "pending", aliases=("未审结", "尚未结案", "尚未审理完结")),
    Column("total", "总计", "total", aliases=("合计", "总数")),
)
TRACKS = (
    Row("review", "行政复议", "administrative review", None, ("复议", "行政复议情况")),
    Row("litigation_direct", "未经复议直接起诉", "direct litigation", None,
        ("直接起诉", "未经复议直接提起诉讼", "未经复议起诉", "未经复议直接起诉情况")),
    Row("litigation_after_review", "复议后起诉", "litigation after review", None,
        ("经复议后起诉", "复议后提起诉讼", "复议后起诉情况", "经复议起诉")),
)  # fmt: skip
LITIGATION = Group(("行政诉讼", "诉讼", "行政诉讼情况"), ("litigation_direct", "litigation_after_review"))


def requests_block(edition: str, rows: tuple[Row, ...]) -> Block:
    """Table 三 with the given rows."""
    heads = tuple(column.zh for column in APPLICANTS)
    groups = (APPLICANT, ORGANISATIONS)
    return Block(edition, "requests", "三", rows, APPLICANTS, heads, REQUESTS_WORDS, groups=groups)


def remedies_block(edition: str) -> Block:
    """Table 四: one line of fifteen figures, the same in both editions."""
    heads = (*(c.zh for c in RESULTS), *(r.zh for r in TRACKS), "行政诉讼")
    words = ("单位件",)
    return Block(
        edition, "remedies", "四", TRACKS, RESULTS, heads, words, one_line=True, groups=(LITIGATION,)
    )


def article_20(
    edition: str, item: str, rows: tuple[Row, ...], columns: tuple[Column, ...], words: tuple[str, ...] = ()
) -> Block:
    """A block of table 二, named by the item of 条例 Article 20 that it reports on."""
    return Block(
        edition,
        "proactive",
        item,
        rows,
        columns,
        tuple(c.zh for c in columns),
        (item, "信息内容", "单位件", *words),
    )


REGULATIONS = Row("regulations", "规章", "regulations")
NORMATIVE_DOCS = Row("normative_docs", "行政规范性文件", "normative documents", None, ("规范性文件",))
LICENSING = Row("licensing", "行政许可", "licences")
PENALTY = Row("penalty", "行政处罚", "penalties")
COERCION = Row("coercion", "行政强制", "coercive measures")
ADMIN_FEES = Row("admin_fees", "行政事业性收费", "administrative fees")

EDITION_2021 = Edition(
    "2021",
    2021,
    None,
    "国办公开办函〔2021〕30号",
    (
        article_20(
            "2021",
            ARTICLE_20_1,
            (REGULATIONS, NORMATIVE_DOCS),
            (
                Column("made", "本年制发件数", "made this year"),
                Column("repealed", "本年废止件数", "repealed this year"),
                Column("in_force", "现行有效件数", "in force"),
            ),
        ),
        article_20("2021", ARTICLE_20_5, (LICENSING,), (DECISIONS,)),
        article_20("2021", ARTICLE_20_6, (PENALTY, COERCION), (DECISIONS,)),
        article_20(
            "2021",
            ARTICLE_20_8,
            (ADMIN_FEES,),
            (Column("amount_wan", "本年收费金额（单位：万元）", "amount this year", "万元"),),
        ),
        requests_block("2021", REQUEST_ROWS + OTHER_ROWS + CLOSING_ROWS),
        remedies_block("2021"),
    ),
)
