"""What a view says of itself: reports, years, scope, edition, the middle, what is missing and why, the definition."""

from __future__ import annotations

import pandas as pd

from analysis.charts.labels import number, unit, why_not
from analysis.explorer.corpus import indicator_of
from analysis.explorer.selection import Selection
from analysis.measures import find
from analysis.measures.bases import NAMES, basis_of
from analysis.measures.indicators import OTHER_METHODS
from analysis.pages.figures import definition
from analysis.words.explorer import say
from analysis.words.pages import SCOPES


def sentence_of(facts: pd.DataFrame, chosen: Selection, *, any_reports: bool = True) -> str:
    """The sentences of a view, from its rows by report; for no rows, what to do.

    Three lines: what is covered, what is seen and what is missing, the definition and the intervals.
    """
    lang = chosen.lang
    if facts.empty:
        return say("no_reports" if any_reports else "no_data", lang)
    others, facts = int((~facts["is_chosen"]).sum()), facts[facts["is_chosen"]]
    says = [_middle(facts, chosen), *_missing(facts, lang), *_small(facts, lang)]
    if others:
        says.append(say("other_versions", lang, n=number(others)))
    if facts["scope"].nunique() > 1:
        says.append(say("mixed", lang))
    if chosen.rows == "region":
        says.append(say("regions_say", lang))
    rests = [say("defined", lang, definition=definition_of(chosen))]
    if facts["low"].notna().any():
        rests.append(say("interval_is", lang, interval=method_of(chosen).capitalize()))
    link = "" if lang == "zh" else " "
    return "\n".join((_covers(facts, chosen), link.join(says), link.join(rests)))


def note_of(sentence: str) -> str:
    """What a picture of the view has to say by itself: what it covers, and the definition."""
    lines = sentence.split("\n")
    return " ".join(dict.fromkeys((lines[0], lines[-1])))


def _covers(facts: pd.DataFrame, chosen: Selection) -> str:
    lang = chosen.lang
    years = sorted({int(year) for year in facts["year"].dropna()})
    span = (
        say("nowhere", lang) if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    )
    scopes = [
        f"{SCOPES[str(scope)][0 if lang == 'zh' else 1]} {count}"
        for scope, count in facts["scope"].value_counts(sort=False).items()
    ]
    forms = sorted({str(form) for form in facts["edition"].dropna()})
    link = "、" if lang == "zh" else ", "
    return say(
        "covers", lang,
        label=find(chosen.indicator).label(lang),
        reports=counted(len(facts), lang),
        years=say("year_span", lang, years=span),
        scopes=link.join(scopes),
        forms=link.join(forms) or say("nowhere", lang),
    )  # fmt: skip


def counted(n: int, lang: str) -> str:
    """A number of reports in words."""
    return say("one_report", lang) if n == 1 else say("n_reports", lang, n=number(n))


def figure_words(value: float, code: str, lang: str) -> str:
    """A value with its unit: ``57.7 %``, ``1,234 件``."""
    return f"{number(round(value, 1) if abs(value) >= 1 else value)}{_unit(code, lang)}"


def _unit(code: str, lang: str) -> str:
    name = find(code).unit
    if name in ("", "ratio"):
        return ""
    return "\N{NO-BREAK SPACE}%" if name == "%" else f"\N{NO-BREAK SPACE}{unit(name, lang)}"


def _middle(facts: pd.DataFrame, chosen: Selection) -> str:
    lang, values = chosen.lang, facts["value"].dropna().astype(float)
    if values.empty:
        return say("no_value", lang)
    ends = {"median": values.median(), "least": values.min(), "most": values.max()}
    shown = {name: figure_words(float(value), chosen.indicator, lang) for name, value in ends.items()}
    key = "one_value" if len(values) == 1 else "with_value"
    words = say(key, lang, ok=number(len(values)), **shown)
    sizes = facts.loc[facts["value"].notna(), "n"].dropna().astype(float)
    if sizes.empty:
        return words
    cases = say("cases", lang, least=number(sizes.min()), most=number(sizes.max()))
    return words + ("" if lang == "zh" else " ") + cases


def _missing(facts: pd.DataFrame, lang: str) -> list[str]:
    lost = facts.loc[facts["value"].isna(), "reason"]
    if lost.empty:
        return []
    counts = lost.map(lambda reason: why_not(reason, lang), na_action=None).value_counts()
    reasons = ("、" if lang == "zh" else ", ").join(f"{why} {count}" for why, count in counts.items())
    return [say("why_none", lang, na=number(len(lost)), reasons=reasons)]


def _small(facts: pd.DataFrame, lang: str) -> list[str]:
    few = int((facts["small"] & facts["value"].notna()).sum())
    return [say("few", lang, few=number(few))] if few else []


def method_of(chosen: Selection) -> str:
    """The method of the intervals that a selection has."""
    kind = find(chosen.indicator).kind
    return OTHER_METHODS.get(kind, chosen.interval)


def definition_of(chosen: Selection) -> str:
    """The indicator spelled out in the form's own words, and the denominator if another one was chosen."""
    words = definition(chosen.indicator, chosen.lang)
    used = indicator_of(chosen)
    if used == find(chosen.indicator):
        return words
    return words + say(
        "other_denominator", chosen.lang, name=NAMES[basis_of(used)][0 if chosen.lang == "zh" else 1]
    )
