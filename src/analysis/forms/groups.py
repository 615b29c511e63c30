"""Groups of rows and columns that the form prints under one head, and the short names of both."""

from __future__ import annotations

from typing import NamedTuple

from analysis.forms.edition_2019 import EDITION_2019
from analysis.forms.edition_2021 import (
    APPLICANTS,
    DENIED,
    EDITION_2021,
    OTHER,
    REJECTED,
    RESULTS,
    TRACKS,
    UNABLE,
)
from analysis.words import Words


class RowGroup(NamedTuple):
    """Rows of table 三 under one printed head; the form prints no sum of them."""

    code: str
    head: str
    zh: str
    en: str


GROUPS = (
    RowGroup("denied", DENIED, "不予公开", "denied"),
    RowGroup("unable", UNABLE, "无法提供", "cannot provide"),
    RowGroup("rejected", REJECTED, "不予处理", "not processed"),
    RowGroup("other", OTHER, "其他处理", "other handling"),
)
_HEADS = {group.code: group.head for group in GROUPS}
_ROWS = {
    form.code: next(block.rows for block in form.blocks if block.table == "requests")
    for form in (EDITION_2019, EDITION_2021)
}
REQUESTERS = tuple(column.code for column in APPLICANTS if column.code != "total")
ORGANISATIONS = tuple(code for code in REQUESTERS if code.startswith("org_"))
OUTCOMES = tuple(column.code for column in RESULTS if column.code != "total")
COURTS = tuple(row.code for row in TRACKS if row.code.startswith("litigation"))

# code of a row or column -> what to call it where there is little room
SHORT: dict[str, Words] = {
    "granted_full": Words("予以公开", "granted"),
    "granted_partial": Words("部分公开", "in part"),
    "denied_state_secret": Words("国家秘密", "state secret"),
    "denied_law_prohibits": Words("法律法规禁止", "other law"),
    "denied_security_stability": Words("三安全一稳定", "security, stability"),
    "denied_third_party": Words("第三方权益", "third party"),
    "denied_internal_affairs": Words("内部事务", "internal affairs"),
    "denied_process_info": Words("过程性信息", "process information"),
    "denied_enforcement_file": Words("执法案卷", "enforcement file"),
    "denied_admin_query": Words("行政查询", "register query"),
    "natural_person": Words("自然人", "natural persons"),
    "org_business": Words("商业企业", "businesses"),
    "org_research": Words("科研机构", "research bodies"),
    "org_public_interest": Words("社会公益组织", "public-interest bodies"),
    "org_legal_service": Words("法律服务机构", "legal services"),
    "org_other": Words("其他组织", "other organisations"),
    "review": Words("行政复议", "review"),
    "litigation_direct": Words("直接起诉", "direct suits"),
    "litigation_after_review": Words("复议后起诉", "suits after review"),
    "upheld": Words("结果维持", "upheld"),
    "corrected": Words("结果纠正", "corrected"),
    "other": Words("其他结果", "other result"),
    "pending": Words("尚未审结", "pending"),
}


def rows_in(group: str, edition: str = "2021") -> tuple[str, ...]:
    """The rows of table 三 that an edition prints under a head (``denied``, ``unable``, ``rejected``, ``other``).

    Raises ``KeyError`` for another group or an edition without table 三.

    >>> rows_in("unable")
    ('unable_not_held', 'unable_no_existing', 'unable_unclear')
    >>> rows_in("other", "2019")
    ('other_handling',)
    """
    head = _HEADS[group]
    return tuple(row.code for row in _ROWS[edition] if head in (row.group, row.zh))
