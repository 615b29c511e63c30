"""Themes of problems and measures as data: a code, and the words that are sure of it."""

from __future__ import annotations

import re

# code, cues. A cue is one pattern; a theme holds where any of them matches in an item.
_PROBLEMS = (
    ("P_none", r"^(?:\d|[一二三]是)?(?:暂?无|没有)(?:问题|不足)?[。;]?$"),
    ("P_awareness", r"认识|意识|重视(?:程度)?不|不够重视|思想上|观念"),
    ("P_mechanism", r"机制|制度(?:体系|建设)?[^,;]{0,12}(?:不|有待|需|完善|健全)|长效|统筹协调|协调配合|职责不|责任不|落实不到位"),
    ("P_supervision", r"监督|监管|督导|督查|指导力度|指导不|考核|跟踪问效"),
    ("P_staff", r"力量(?:薄弱|不足|不够|有待)|人员(?:配备|不足|变动|流动|更换|调整|较少|紧缺|兼职|队伍)|兼职|非专职|专职(?:人员)?|流动|队伍|人手"),
    ("P_capacity", r"业务(?:能力|水平|素质|不精|不熟|知识|培训|学习)|能力(?:素质|水平)?(?:[^,;。]{0,8}(?:不|有待|欠|需|提|参差))|素能|素质|专业(?:水平|能力|性不|知识|素)|培训|条例[^,;。]{0,10}学习|学习[^,;。]{0,8}(?:不|有待|需)|不熟悉|不够熟|理解不|把握不准|掌握不"),
    ("P_breadth", r"广度|不够全面|不全面|全面性|内容[^,;。]{0,10}(?:单一|不够丰富|不丰富|不全|不够完整|完善|较少|不多|不足|局限|有限|丰富)|覆盖(?:面|范围)|范围[^,;。]{0,8}(?:不|有待|窄|拓|需)|不够广泛|全面丰富|完整性|公开面|公开不全|内容不够|数量(?:较少|不足|偏少)|涵盖面"),
    ("P_depth", r"深度|(?:信息|公开|内容)(?:的)?(?:整体)?(?:[^,;。解读]{0,6})质量(?![^,;。]{0,4}解读)|实质(?:性)?内容|精细化|含金量|针对性"),
    ("P_timely", r"及时性?|时效|滞后|时间节点|按时|不及时|更新(?:频率|较慢|慢|不)|迟缓|时间间隔|时间较长|缓慢"),
    ("P_keyarea", r"重点领域|重点信息|民生领域|重点工作[^,;。]{0,6}公开|热点领域"),
    ("P_interp_form", r"(?:解读|图解)[^;。]{0,24}(?:形式|方式|多样|单一|视频|动漫|丰富|多元|渠道|手段)|(?:形式|方式)[^,;。]{0,10}解读|解读[^,;。]{0,6}(?:以文字|文字)|(?:视频|动漫|动画|图解|H5)[^,;。]{0,14}(?:较少|不多|偏少)"),
    ("P_interp_quality", r"解读[^;。]{0,20}(?:质量|水平|精准|实效|深度|深入|针对性|详尽|效果|力度|不够准|质效|工作(?:仍|还|有|需)|不到位|通俗|不足)|(?:质量|精准|水平)[^,;。]{0,6}解读|解读能力"),
    ("P_interaction", r"互动|回应(?!率)|公众参与|参与度|参与(?:渠道|方式|面)|政民|民意|群众(?:满意|期盼的回应)|意见征集|听取"),
    ("P_requests", r"(?:依申请|公开申请|申请公开)(?!公开政府信息的社会知晓)[^;。]{0,26}(?:办理|规范|答复|流程|处理|质量|水平|能力|有待|复杂|难度|进一步|增|风险)|答复[^,;。]{0,10}(?:不规范|质量|规范|不够|水平)|办理[^,;。]{0,6}依申请"),
    ("P_request_known", r"知晓(?:度|率)|了解(?:程度)?不|不(?:太)?了解|知之甚少"),
    ("P_platform", r"网站[^,;。]{0,14}(?:建设|功能|栏目|维护|优化|管理|改|集约|检索|不够完善|设计|设置)|平台[^,;。]{0,14}(?:建设|功能|管理|不|有待|需|优化|维护|整合|单一|作用|融合)|专栏|栏目|集约化|协同联动|检索|搜索|专区"),
    ("P_newmedia", r"新媒体|渠道|宣传|方式[^,;。]{0,6}(?:单一|陈旧|传统|不够|不多|少)|公开(?:的)?(?:形式|方式|载体)|微信|微博|公众号|(?:发布|公开|信息公开)?形式[^,;。]{0,8}(?:单一|不够|创新|多样|传统|有待|丰富)"),
    ("P_standard", r"标准化|规范化|(?:信息)?公开目录|规范性(?!文件)|不(?:够|太)?规范|公开标准|规范水平"),
    ("P_uneven", r"个别|少数|部分(?:单位|部门|乡镇|镇|街道|科室|工作人员|基层|村)|一些(?:单位|部门|乡镇|基层)|基层|村(?:居|级|务)|不平衡|不均衡|参差不齐|各(?:单位|部门|乡镇)[^,;。]{0,10}(?:差异|不一|差距)|发展不"),
    ("P_strategy", r"中心工作|服务大局|助力|发挥功能|以公开促"),
    ("P_dispute", r"纠错|败诉|复议|诉讼|争议"),
    ("P_data", r"源头|归集|属性(?:认定|标注)?|归档|保密|信息管理|审查(?:机制|把关)?|数据共享|动态调整|错别字|错敏"),
)  # fmt: skip
_MEASURES = (
    ("M_rules", r"制度(?!化)|(?<!参与)机制|流程|目录|规程|办法(?!查)|细则|(?:工作)?规范(?:》|文件)|责任(?:分工|体系|清单|制|链条)|台账|清单|压实|明确(?:责任|职责|分工)|规章|抓规范"),
    ("M_train", r"培训|学习(?!强国)|轮训|业务(?:能力|水平|素质|知识|指导)|交流|能力(?:建设|提升|水平)|专业素养|素质|练兵|授课|研讨"),
    ("M_staff", r"队伍|人员(?:力量|配备|配置|稳定)|充实|专职|专人|配齐|配强|力量|骨干"),
    ("M_supervise", r"监督(?!权|保障权)|监管|督查|督导|督促|考核|通报|检查|测评|评估|问责|抽查|巡查|跟踪|指导力度|督办|日常监测|考评|社会评议"),
    ("M_content", r"(?:公开|信息|发布|更新)(?:的)?(?:主要|重点)?内容(?!的?(?:质量|审核|管理|更新))|拓展(?:公开|信息公开|主动公开)?[^,;。]{0,10}(?:范围|内容|深度|广度|领域)|重点领域|扩大[^,;。]{0,14}(?:范围|内容|覆盖|公开)|公开(?:的)?(?:力度|质量|深度|广度|范围)|主动公开(?:力度|工作|信息|内容|范围|政府信息(?!目录))|全过程公开|深化[^,;。]{0,10}公开|办事服务公开|信息(?:公开)?(?:的)?(?:质量|质效)|广度|深度|应公开尽公开|公开尽公开|民生|应公开|透明度|热点"),
    ("M_timely", r"及时|按时|时效|更新(?:频率|频次|力度|速度)|第一时间|定期更新|时限|实时|动态更新"),
    ("M_interpret", r"解读|图解"),
    ("M_interact", r"互动|回应|参与|征集|民意|政民|信箱|留言|开放日|听取|意见建议|座谈"),
    ("M_platform", r"网站|平台(?!公司)|专栏|栏目|专区|集约化|门户|载体建设|政务公开栏|检索"),
    ("M_newmedia", r"新媒体|公众号|微信|微博|短视频|抖音|渠道|公开(?:的)?(?:形式|方式|载体)|信息公开形式|(?:丰富|创新|拓展|拓宽)[^,;。解读]{0,12}(?:形式|方式|载体|途径)|多(?:种)?形式|两微一端|(?:形式|方式)多样"),
    ("M_requests", r"依申请|公开申请|申请人|会商|府院|答复(?:质量|水平|规范|文书|工作)|申请办理"),
    ("M_standardise", r"标准化|规范化|标准(?:目录|指引|规范)"),
    ("M_publicity", r"宣传|知晓|普及|推广|典型"),
    ("M_secrecy", r"保密|审核|审查|三审|把关|涉密|安全(?!生产)|脱敏|属性"),
)  # fmt: skip
_COMPILED = {
    kind: tuple((code, re.compile(words)) for code, words in table)
    for kind, table in (("problem", _PROBLEMS), ("measure", _MEASURES))
}
CODES = {
    "problem": (*(code for code, _ in _PROBLEMS), "P_other"),
    "measure": (*(code for code, _ in _MEASURES), "M_other"),
}
# A problem and the measures that answer it.
ANSWERS = {
    "P_awareness": ("M_train", "M_publicity"), "P_mechanism": ("M_rules",), "P_supervision": ("M_supervise",),
    "P_staff": ("M_staff", "M_train"), "P_capacity": ("M_train",), "P_breadth": ("M_content",), "P_depth": ("M_content",),
    "P_timely": ("M_timely",), "P_keyarea": ("M_content",), "P_interp_form": ("M_interpret",),
    "P_interp_quality": ("M_interpret",), "P_interaction": ("M_interact",), "P_requests": ("M_requests",),
    "P_request_known": ("M_publicity", "M_requests"), "P_platform": ("M_platform",), "P_newmedia": ("M_newmedia", "M_publicity"),
    "P_standard": ("M_standardise", "M_rules"), "P_uneven": ("M_supervise", "M_train"), "P_strategy": ("M_content",),
    "P_dispute": ("M_requests",), "P_data": ("M_secrecy", "M_rules"),
}  # fmt: skip


def themes_of(kind: str, text: str) -> tuple[str, ...]:
    """The themes of a problem or measure; «other» alone where no cue is sure.

    >>> themes_of("problem", "政策解读形式单一")
    ('P_interp_form',)
    """
    found = [code for code, words in _COMPILED[kind] if words.search(text)]
    found = [code for code in found if not _covered(code, found, text)]
    return tuple(found) or (f"{kind[0].upper()}_other",)


def _covered(code: str, found: list[str], text: str) -> bool:
    """Whether a general theme only repeats what a narrower one says of the same words."""
    interpreting = {"P_interp_form", "P_interp_quality"} & set(found)
    if code in ("P_depth", "P_newmedia", "P_breadth") and interpreting:
        rest = re.sub(r"[^,;。]*(?:解读|图解|动漫)[^,;。]*", "", text)
        return not dict(_COMPILED["problem"])[code].search(rest)
    return False
