"""The colours, one table for all charts, so that the same thing has the same colour everywhere.

All sets keep apart for the common kinds of colour blindness. Sources: Okabe and Ito (2008), Tol (2021).
"""

from __future__ import annotations

INK = "#222222"
FAINT = "#767676"
GRID = "#dddddd"
PEER = "#a8a8a8"
HATCH = "#b5b5b5"
FADED = 0.4

OUTCOMES = {
    "full_rate": "#0072b2",
    "partial_rate": "#56b4e9",
    "denial_rate": "#d55e00",
    "unable_rate": "#e6a700",
    "rejected_rate": "#cc79a7",
    "other_rate": "#8c8c8c",
}
REQUESTERS = {
    "natural_share": "#332288",
    "business_share": "#88ccee",
    "research_share": "#44aa99",
    "public_interest_share": "#117733",
    "legal_service_share": "#ddcc77",
    "other_org_share": "#aa4499",
}
RESULTS = {"upheld": "#4477aa", "corrected": "#ee6677", "other": "#ccbb44", "pending": "#bbbbbb"}
DENOMINATORS = {"disclosure_rate": "#004488", "disclosure_rate_resolv": "#bb5566"}
FLOW = {
    "req_carried_in": "#bbcc33",
    "req_new": "#44bb99",
    "req_decided": "#77aadd",
    "req_carried_out": "#ee8866",
}
SCOPE = {
    "government_aggregate": "#77aadd",
    "system_aggregate": "#99ddff",
    "own_body": "#eedd88",
    "unknown": "#dddddd",
}
STATUS = {
    "reported": "#44bb99",
    "blank": "#eedd88",
    "na_mark": "#bbcc33",
    "text": "#99ddff",
    "missing": "#dddddd",
    "not_in_form": "#ffffff",
    "unresolved": "#ee8866",
    "unreadable": "#ffaabb",
}
SERIES = ("#4477aa", "#ee6677", "#228833", "#aa3377", "#66ccee", "#ccbb44", "#7f5539", "#555555")


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on the colour (WCAG relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return "white" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.22 else INK
