"""The classes of requester, as the codes of indicators name them."""

from __future__ import annotations

# code of the class in the codes of indicators -> its column of table 三
CLASSES = {"natural": "natural_person", "business": "org_business", "research": "org_research",
           "public_interest": "org_public_interest", "legal_service": "org_legal_service",
           "other_org": "org_other"}  # fmt: skip
