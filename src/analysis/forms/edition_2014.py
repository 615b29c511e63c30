"""The statistics table of report years 2014 to 2018 (国办发〔2014〕32号, 政府信息公开情况统计表): one figure a row."""

from __future__ import annotations

from analysis.forms.model import Block, Column, Edition, Identity, Key, Row

STATISTICS = "statistics"
VALUE = Column("value", "统计数", "figure", "")
_REVIEW, _LITIGATION = "四、行政复议数量", "五、行政诉讼数量"
# code, label, English, unit, other labels seen; the order is the form's.
_ROWS: tuple[tuple[str, str, str, str, tuple[str, ...]], ...] = (
    ("pub_total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "items made public",
     "条", ("主动公开政府信息数",)),
    ("pub_normdocs", "其中：主动公开规范性文件数", "normative documents made public", "条", ("主动公开规范性文件数",)),
    ("normdocs_made", "制发规范性文件总数", "normative documents made", "件", ("制发规范性文件数",)),
    ("pub_gazette", "1.政府公报公开政府信息数", "by gazette", "条", ()),
    ("pub_website", "2.政府网站公开政府信息数", "by website", "条", ()),
    ("pub_weibo", "3.政务微博公开政府信息数", "by microblog", "条", ()),
    ("pub_wechat", "4.政务微信公开政府信息数", "by WeChat", "条", ()),
    ("pub_other", "5.其他方式公开政府信息数", "by other means", "条", ()),
    ("resp_total", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）",
     "responses to public concern", "次", ("回应公众关注热点或重大舆情数",)),
    ("press_conf", "1.参加或举办新闻发布会总次数", "press conferences", "次", ("参加或举办新闻发布会次数",)),
    ("press_conf_by_head", "其中：主要负责同志参加新闻发布会次数", "attended by the head", "次", ()),
    ("interview", "2.政府网站在线访谈次数", "online interviews", "次", ()),
    ("interview_by_head", "其中：主要负责同志参加政府网站在线访谈次数", "attended by the head", "次", ()),
    ("interpretation", "3.政策解读稿件发布数", "policy interpretations", "篇", ()),
    ("resp_weibo_wechat", "4.微博微信回应事件数", "responses by microblog and WeChat", "次", ()),
    ("resp_other", "5.其他方式回应事件数", "responses by other means", "次", ()),
    ("req_received", "（一）收到申请数", "requests received", "件", ()),
    ("req_inperson", "1.当面申请数", "in person", "件", ()),
    ("req_fax", "2.传真申请数", "by fax", "件", ()),
    ("req_net", "3.网络申请数", "online", "件", ()),
    ("req_mail", "4.信函申请数", "by letter", "件", ()),
    ("closed", "（二）申请办结数", "requests closed", "件", ()),
    ("closed_ontime", "1.按时办结数", "closed on time", "件", ()),
    ("closed_extended", "2.延期办结数", "closed after extension", "件", ()),
    ("answered", "（三）申请答复数", "requests answered", "件", ()),
    ("already_public", "1.属于已主动公开范围数", "already public", "件", ()),
    ("granted", "2.同意公开答复数", "granted", "件", ()),
    ("partial", "3.同意部分公开答复数", "granted in part", "件", ()),
    ("denied", "4.不同意公开答复数", "denied", "件", ()),
    ("denied_secret", "其中：1.涉及国家秘密", "state secret", "件", ("涉及国家秘密",)),
    ("denied_trade", "2.涉及商业秘密", "trade secret", "件", ()),
    ("denied_privacy", "3.涉及个人隐私", "privacy", "件", ()),
    ("denied_security", "4.危及国家安全、公共安全、经济安全和社会稳定", "security and stability", "件", ()),
    ("denied_notinfo", "5.不是《条例》所指政府信息", "not government information", "件", ()),
    ("denied_otherlaw", "6.法律法规规定的其他情形", "other legal ground", "件", ()),
    ("not_this_body", "5.不属于本行政机关公开数", "not of this body", "件", ()),
    ("not_exist", "6.申请信息不存在数", "information does not exist", "件", ()),
    ("amend", "7.告知作出更改补充数", "asked to amend", "件", ()),
    ("other_channel", "8.告知通过其他途径办理数", "referred elsewhere", "件", ()),
    ("review", _REVIEW, "administrative reviews", "件", ("行政复议数",)),
    ("review_upheld", "（一）维持具体行政行为数", "upheld", "件", ()),
    ("review_corrected", "（二）被依法纠错数", "corrected", "件", ()),
    ("review_other", "（三）其他情形数", "other", "件", ()),
    ("litig", _LITIGATION, "lawsuits", "件", ("行政诉讼数",)),
    ("litig_upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "upheld or dismissed", "件", ()),
    ("litig_corrected", "（二）被依法纠错数", "corrected", "件", ()),
    ("litig_other", "（三）其他情形数", "other", "件", ()),
    ("complaints", "六、举报投诉数量", "complaints", "件", ("举报投诉数",)),
    ("fee_wan", "七、依申请公开信息收取的费用", "fees for requests", "万元", ()),
    ("units", "（一）政府信息公开工作专门机构数", "offices for disclosure", "个", ()),
    ("readingpoints", "（二）设置政府信息公开查阅点数", "reading points", "个", ()),
    ("staff", "（三）从事政府信息公开工作人员数", "staff", "人", ()),
    ("staff_full", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "full-time staff", "人", ("专职人员数",)),
    ("staff_part", "2.兼职人员数", "part-time staff", "人", ()),
    ("budget_wan", "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
     "budget for disclosure", "万元", ("政府信息公开专项经费",)),
    ("meetings", "（一）召开政府信息公开工作会议或专题会议数", "meetings", "次", ()),
    ("courses", "（二）举办各类培训班数", "training courses", "次", ()),
    ("trained", "（三）接受培训人员数", "persons trained", "人次", ()),
)  # fmt: skip
_WORDS = (
    "统计指标", "单位", "统计数", "政府信息公开情况统计表", "一、主动公开情况", "其中",
    "（二）通过不同渠道和方式公开政府信息的情况",
    "二、回应解读情况", "（二）通过不同渠道和方式回应解读的情况", "三、依申请公开情况",
    "八、机构建设和保障经费情况", "九、政府信息公开会议和培训情况",
)  # fmt: skip


def _key(code: str) -> Key:
    return Key(STATISTICS, f"s14_{code}", VALUE.code)


def _sum(code: str, total: str, *parts: str) -> Identity:
    names = {row[0]: row for row in _ROWS}
    return Identity(
        code,
        STATISTICS,
        f"{names[total][1]}＝分项之和",
        f"{names[total][2]} = its parts",
        tuple(map(_key, parts)),
        (_key(total),),
    )


EDITION_2014 = Edition(
    "2014",
    2014,
    2018,
    "国办发〔2014〕32号",
    (
        Block(
            "2014",
            STATISTICS,
            "政府信息公开情况统计表",
            tuple(Row(f"s14_{code}", zh, en, None, aliases, unit) for code, zh, en, unit, aliases in _ROWS),
            (VALUE,),
            ("统计指标", "统计数"),
            _WORDS,
        ),
    ),
    (
        _sum("V141", "req_received", "req_inperson", "req_fax", "req_net", "req_mail"),
        _sum("V142", "closed", "closed_ontime", "closed_extended"),
        _sum("V143", "answered", "already_public", "granted", "partial", "denied", "not_this_body", "not_exist",
             "amend", "other_channel"),
        _sum("V144", "denied", "denied_secret", "denied_trade", "denied_privacy", "denied_security",
             "denied_notinfo", "denied_otherlaw"),
        _sum("V145", "review", "review_upheld", "review_corrected", "review_other"),
        _sum("V146", "litig", "litig_upheld", "litig_corrected", "litig_other"),
        _sum("V147", "staff", "staff_full", "staff_part"),
    ),
)  # fmt: skip
