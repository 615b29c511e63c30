"""Indicators of table 三 by class of requester: who asks, and whether they are treated alike."""

from __future__ import annotations

from analysis.measures.catalogue.common import N
from analysis.measures.terms import REQUESTERS, Indicator, requests


def _gap(denominator: str) -> Indicator:
    """The natural-organisation gap of the disclosure rate."""
    sides = [
        (requests("granted_full", "granted_partial", column=who), requests(denominator, column=who))
        for who in ("natural_person", "organisations")
    ]
    return Indicator(
        "natural_org_gap",
        "自然人与组织公开率之差",
        "disclosure gap, natural persons minus organisations",
        *sides[0],
        kind="difference",
        unit="pp",
        caveat="both groups may hold repeat requesters",
        minus=sides[1],
    )


REQUESTER_NAMES = {
    "natural": ("natural_person", "自然人", "natural persons"),
    "business": ("org_business", "商业企业", "businesses"),
    "research": ("org_research", "科研机构", "research bodies"),
    "public_interest": ("org_public_interest", "社会公益组织", "public-interest bodies"),
    "legal_service": ("org_legal_service", "法律服务机构", "legal services"),
    "other_org": ("org_other", "其他组织", "other organisations"),
}
REQUESTER_SHARES = (
    *(
        Indicator(
            f"{code}_share", f"{zh}占新收", f"{en}, of new requests", requests("new_requests", column=who), N
        )
        for code, (who, zh, en) in REQUESTER_NAMES.items()
    ),
    Indicator(
        "requester_hhi",
        "申请人集中度",
        "requester concentration (HHI)",
        tuple((1, f"requests/new_requests/{who}") for who in REQUESTERS),
        N,
        "concentration",
        1,
        "0–1",
        caveat="of classes, not of persons",
    ),
    *(
        Indicator(
            f"disclosure_rate_{code}",
            f"公开率（{zh}）",
            f"disclosed, of decided, {en}",
            requests("granted_full", "granted_partial", column=who),
            requests("total_decided", column=who),
        )
        for code, who, zh, en in (
            ("natural", "natural_person", "自然人", "natural persons"),
            ("org", "organisations", "组织", "organisations"),
        )
    ),
    _gap("total_decided"),
)
