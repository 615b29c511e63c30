"""The headings of a region's page, each with a sentence on its newest report."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.measures import find
from analysis.pages.figures import NO_CASES, figure, report_label
from analysis.pages.html import Html, pick, section_html
from analysis.pages.selection import RegionPage
from analysis.pages.words import PARTS


def heading(page: RegionPage, part: str) -> Html:
    """The heading of a part, and one sentence on the region's newest report or else the part's question."""
    words = PARTS[part]
    says = (
        _sentence(page, part) if words.sentence[0] and page.focus is not None else pick(page, words.question)
    )
    return section_html(part, pick(page, words.heading), says)


@lru_cache(maxsize=1)
def newest_facts(page: RegionPage) -> pd.DataFrame:
    """The indicators of the region's newest report by code, as objects, which are read quickly one by one."""
    facts: pd.DataFrame = page.facts[page.facts["report_id"] == page.focus]
    return facts.set_index("indicator").astype(object)


def _sentence(page: RegionPage, part: str) -> str:
    facts = newest_facts(page)
    name = report_label(page.shown.iloc[0], page)
    colon = "：" if page.lang == "zh" else ": "
    shares = facts.loc[[code for code in PARTS[part].codes if code in facts.index and find(code).denominator]]
    if len(shares) and shares["reason"].isin(NO_CASES).all():
        return (
            name
            + colon
            + pick(page, ("没有案件，比例无从计算。", "there are no cases, so no share can be computed."))
        )
    return name + colon + pick(page, PARTS[part].sentence).format_map(Figures(facts, page))


class Figures(dict[str, str]):
    """Words for the indicators of one report, made when a sentence asks for them."""

    def __init__(self, facts: pd.DataFrame, page: RegionPage) -> None:
        super().__init__()
        self.facts, self.page = facts, page

    def __missing__(self, code: str) -> str:
        value, details = figure(self.facts.loc[code], code, self.page)
        return f"{value} ({details})" if details else value
