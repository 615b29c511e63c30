"""The head of a region's page: a title that states the year's finding, and four figures with their change."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from analysis.frames.places import UNRESOLVED
from analysis.measures import GREY_BELOW, change
from analysis.measures.verdicts import said_of_change
from analysis.pages.html import Html
from analysis.pages.region.page import RegionPage
from analysis.words import Words
from analysis.words.verdicts import HEADLINES, TILES

_CODES = ("req_new", "disclosure_rate", "denial_rate")


def headline(page: RegionPage) -> str:
    """The title: what the newest report of the place's own government says, and whether it changed.

    A figure in doubt is said with the word; a share on few cases is given as cases; nothing is said of a change that
    the two years do not bear.
    """
    if page.shown.empty:
        return _in(page, HEADLINES["none"].filled(name=page.name))
    if page.shown_rule != "government":
        placed = page.region.code != UNRESOLVED
        count = f"{len(page.reports):,}"
        return _in(page, HEADLINES["no_own" if placed else "unresolved"].filled(name=page.name, count=count))
    year = int(page.shown["year"].iloc[0])
    facts = _newest(page)
    requests = facts.loc["req_new"]
    if pd.isna(requests["value"]):
        return _in(page, HEADLINES["own_blank"].filled(name=page.name, year=year))
    said = _changes(page).get("req_new")
    change_said = Words(*(text.lstrip("▲▼≈ ") for text in said)) if said else ""
    return _in(
        page,
        HEADLINES["own" if said else "own_alone"].filled(
            name=page.name, year=year, change=change_said, share=_share(facts.loc["disclosure_rate"]),
            requests=Words(*(f"{requests['value']:,.0f}{mark}" for mark in _doubt(requests))),
        ),
    )  # fmt: skip


def tiles(page: RegionPage) -> Html:
    """Four figures of the place's own government for its newest year, each with its change and its cases.

    Without a report of its own there are none: those of a single body below do not stand for the place.
    """
    if page.shown.empty or page.shown_rule != "government":
        return Html("")
    facts, changes = _newest(page), _changes(page)
    cells = [_tile(page, code, facts.loc[code], changes.get(code)) for code in _CODES]
    counts = [facts.loc[code]["numerator"] for code in ("review_inc", "litig_inc")]
    shown = ["—" if pd.isna(count) else f"{count:,.0f}" for count in counts]
    cells.append(_cell(_in(page, TILES["challenges"]), " · ".join(shown), ""))
    return Html(
        f'<div class="tiles" role="group" aria-label="{_in(page, TILES["tiles"])}">{"".join(cells)}</div>'
    )


def _tile(page: RegionPage, code: str, fact: Any, said: Words | None) -> str:
    name, value = _in(page, TILES[code]), fact["value"]
    if pd.isna(value):
        return _cell(name, "—", _in(page, TILES["blank"]))
    below = [_in(page, said)] if said else []
    if code == "req_new":
        shown = f"{value:,.0f}"
    elif fact["n"] < GREY_BELOW:
        shown = _in(page, TILES["of"].filled(k=f"{fact['numerator']:,.0f}", n=f"{fact['n']:,.0f}"))
    else:
        shown = f"{value:.1f}%"
        figures = {name: f"{fact[name]:.1f}" for name in ("low", "high")}
        figures |= {"k": f"{fact['numerator']:,.0f}", "n": f"{fact['n']:,.0f}"}
        below.append(_in(page, TILES["between"].filled(**figures)))
    doubt = fact["doubt"] if isinstance(fact["doubt"], str) else None
    return _cell(name, shown, " · ".join(below), _in(page, TILES["doubt"]) if doubt else "", doubt or "")


def _cell(name: str, value: str, below: str, mark: str = "", why: str = "") -> str:
    doubt = f' <em class="doubt" title="{escape(why, quote=True)}">{escape(mark)}</em>' if mark else ""
    return (
        f'<div class="tile"><div>{escape(name)}</div><strong>{escape(value)}</strong>{doubt}'
        f"<small>{escape(below)}</small></div>"
    )


def _newest(page: RegionPage) -> pd.DataFrame:
    facts = page.facts[page.facts["report_id"] == page.focus]
    return facts.set_index("indicator").astype(object)


def _changes(page: RegionPage) -> dict[str, Words]:
    """What may be said of the change of each figure since the year before, for the place's own government."""
    if page.shown_rule != "government":
        return {}
    first = page.shown.iloc[0]
    same = page.facts["indicator"].isin(_CODES) & (page.facts["scope"] == first["scope"])
    facts = page.facts[same & page.facts["region_code"].eq(first["region_code"])].assign(place=page.name)
    if facts["year"].nunique() < 2:
        return {}
    n = facts.set_index(["indicator", "year"])["n"].astype(object)
    rows = change(facts, unit="place", lang=page.lang)
    return {
        str(row["indicator"]): said_of_change(
            row
            | {
                "n": n.get((row["indicator"], row["year"])),
                "n_from": n.get((row["indicator"], row["year_from"])),
            }
        )
        for row in rows[rows["year"] == first["year"]].astype(object).to_dict("records")
    }


def _share(fact: Any) -> Words:
    if pd.isna(fact["value"]):
        return HEADLINES["share_none"]
    if fact["n"] < GREY_BELOW:
        return HEADLINES["share_few"].filled(k=f"{fact['numerator']:,.0f}", n=f"{fact['n']:,.0f}")
    return HEADLINES["share"].filled(share=Words(*(f"{fact['value']:.0f}%{mark}" for mark in _doubt(fact))))


def _doubt(fact: Any) -> Words:
    return HEADLINES["doubt"] if isinstance(fact["doubt"], str) else Words("", "")


def _in(page: RegionPage, words: Words) -> str:
    return words.zh if page.lang == "zh" else words.en
