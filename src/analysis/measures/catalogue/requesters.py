"""Indicators of table 三 by class of requester: who asks, and whether they are treated alike."""

from __future__ import annotations

from analysis.forms import SHORT
from analysis.forms.groups import REQUESTERS
from analysis.measures.bases import DECIDED, NEW
from analysis.measures.terms import Indicator, requests
from analysis.words import Words

# code of the class in the codes of indicators -> its column
CLASSES = {"natural": "natural_person", "business": "org_business", "research": "org_research",
           "public_interest": "org_public_interest", "legal_service": "org_legal_service",
           "other_org": "org_other"}  # fmt: skip
SIDES = {
    "natural": ("natural_person", "自然人", "natural persons"),
    "org": ("organisations", "组织", "organisations"),
}
DISCLOSED = {
    side: requests("granted_full", "granted_partial", column=who) for side, (who, *_) in SIDES.items()
}
REQUESTER_SHARES = (
    *(Indicator(f"{code}_share", f"{SHORT[who].zh}占新收", f"{SHORT[who].en}, of new requests",
                requests("new_requests", column=who), NEW,
                about=Words(f"新收申请中来自{SHORT[who].zh}的比例。",
                            f"Of the new requests, the share sent by {SHORT[who].en}."))
      for code, who in CLASSES.items()),
    Indicator("requester_hhi", "申请人集中度", "requester concentration (HHI)",
              tuple(f"requests/new_requests/{who}" for who in REQUESTERS), NEW, kind="concentration",
              about=Words("新收申请在六类申请人之间的集中程度：一类独占为1，平均为0.17。",
                          "How concentrated new requests are on the six classes: 1 if one class sends all, 0.17 if all "
                          "send alike."),
              caveat=Words("按申请人类别，不按人", "of classes, not of persons")),
    *(Indicator(f"disclosure_rate_{side}", f"公开率（{zh}）", f"disclosed, of decided, {en}", DISCLOSED[side],
                DECIDED.of(who),
                about=Words(f"{'法人和其他组织' if side == 'org' else zh}的办结申请中，全部或部分公开的比例。",
                            f"Of the decided requests of {en}, the share granted in full or in part."))
      for side, (who, zh, en) in SIDES.items()),
    Indicator("natural_org_gap", "自然人与组织公开率之差", "disclosure gap, natural persons minus organisations",
              DISCLOSED["natural"], DECIDED.of("natural_person"), kind="difference",
              minus=(DISCLOSED["org"], DECIDED.of("organisations").terms),
              about=Words("自然人公开率减去组织公开率，百分点。",
                          "Disclosure to natural persons minus disclosure to organisations, in points."),
              caveat=Words("两组都可能含重复申请人", "both groups may hold repeat requesters")),
)  # fmt: skip
