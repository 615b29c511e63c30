"""The explorer's controls: one widget a choice, filled from a selection in its language, and read back into one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analysis.errors import UnknownNameError
from analysis.explorer.corpus import Corpus, indicator_of
from analysis.explorer.selection import DENOMINATORS, INTERVALS, ROWS, SCOPES, Selection
from analysis.explorer.tables import plain
from analysis.frames.places import UNRESOLVED
from analysis.frames.schema import LEVELS
from analysis.measures import CATALOGUE, find
from analysis.measures.bases import rebase
from analysis.measures.terms import POPULATION
from analysis.words.explorer import say

LANGUAGES = (("中文", "zh"), ("English", "en"))
SEVERAL = ("regions", "levels", "years", "findings")
BUTTONS = {"denominator": DENOMINATORS, "scope": SCOPES, "interval": INTERVALS, "rows": ROWS}


def make_controls(corpus: Corpus, chosen: Selection) -> dict[str, Any]:
    """One widget a choice of the selection, and ``search`` for the regions; set to the selection."""
    import ipywidgets as widgets

    wide, narrow = widgets.Layout(width="24em", height="9.5em"), widgets.Layout(width="10em", height="9.5em")
    controls: dict[str, Any] = {
        "search": widgets.Text(layout=widgets.Layout(width="24em")),
        "regions": widgets.SelectMultiple(layout=wide),
        "levels": widgets.SelectMultiple(layout=narrow),
        "years": widgets.SelectMultiple(layout=narrow),
        "findings": widgets.SelectMultiple(layout=widgets.Layout(width="16em", height="9.5em")),
        "indicator": widgets.Dropdown(layout=widgets.Layout(width="34em")),
        "lang": widgets.ToggleButtons(options=LANGUAGES, value=chosen.lang),
    }
    controls |= {name: widgets.ToggleButtons(options=list(options)) for name, options in BUTTONS.items()}
    for control in controls.values():
        control.style.description_width = "initial"
    for name in (*BUTTONS, "lang"):
        controls[name].style.button_width = "7.5em"
    fill(controls, corpus, chosen)
    return controls


def fill(controls: dict[str, Any], corpus: Corpus, chosen: Selection) -> None:
    """Give the controls the options and labels of the selection's language, and the selection's values."""
    lang = chosen.lang
    fill_regions(controls, corpus, chosen)
    offer(controls["levels"], [(say(level, lang), level) for level in _levels(corpus, chosen)], chosen.levels)
    offer(controls["years"], [(str(year), year) for year in _years(corpus, chosen)], chosen.years)
    offer(controls["findings"], _findings(corpus, chosen), chosen.findings)
    offer(controls["indicator"], indicators(lang), chosen.indicator)
    for name, values in BUTTONS.items():
        offer(controls[name], [(say(value, lang), value) for value in values], getattr(chosen, name))
    offer(controls["lang"], list(LANGUAGES), lang)
    for name in BUTTONS:
        controls[name].description = say(name, lang)
    controls["indicator"].description = say("indicator", lang)
    controls["search"].placeholder = say("search", lang)
    allow_denominators(controls, chosen)


def fill_regions(controls: dict[str, Any], corpus: Corpus, chosen: Selection) -> None:
    """The regions that fit the words searched for, in official order; those chosen stay."""
    words = controls["search"].value.strip()
    shown = [
        (
            "\N{IDEOGRAPHIC SPACE}" * region.depth + f"{plain(region.name)} {region.code} ({region.n})",
            region.code,
        )
        for region in corpus.regions
        if region.code in chosen.regions or words in region.name or region.code.startswith(words)
    ]
    unplaced = int(corpus.reports["region_code"].isna().sum())
    if unplaced or UNRESOLVED in chosen.regions:
        shown.append((f"{say(UNRESOLVED, chosen.lang)} ({unplaced})", UNRESOLVED))
    listed = {code for _, code in shown}
    shown += [(code, code) for code in chosen.regions if code not in listed]
    offer(controls["regions"], shown, chosen.regions)


def allow_denominators(controls: dict[str, Any], chosen: Selection) -> None:
    """Switch the denominators off where the indicator has one only."""
    item = find(chosen.indicator)
    controls["denominator"].disabled = rebase(item, "workload")[0] == item
    controls["denominator"].tooltips = [say(name, chosen.lang) for name in DENOMINATORS]


def indicators(lang: str) -> list[tuple[str, str]]:
    """The indicators in the catalogue's order, Chinese and English, the language chosen first."""
    other = "en" if lang == "zh" else "zh"
    return [
        (f"{item.label(lang)} · {item.label(other)}", code)
        for code, item in CATALOGUE.items()
        if (1, POPULATION) not in item.denominator
    ]


def read(controls: dict[str, Any], before: Selection) -> Selection:
    """The selection that the controls show; ``before`` gives what has no control."""
    values: dict[str, Any] = {name: tuple(controls[name].value) for name in SEVERAL}
    values |= {name: controls[name].value for name in (*BUTTONS, "indicator", "lang")}
    return replace(before, **values)


def usable(chosen: Selection) -> Selection:
    """The selection itself; raises :class:`UnknownNameError` if its indicator cannot be shown here."""
    if (1, POPULATION) in indicator_of(chosen).denominator:
        raise UnknownNameError(
            f"{chosen.indicator} needs a table of population, which the explorer does not read yet."
        )
    return chosen


def offer(control: Any, options: list[tuple[str, Any]], value: Any) -> None:
    """Set options and value at once; labels that look alike are set apart, because widgets look up by label."""
    seen: dict[str, int] = {}
    apart = []
    for label, key in options:
        seen[label] = seen.get(label, 0) + 1
        apart.append((label if seen[label] == 1 else f"{label} [{seen[label]}]", key))
    with control.hold_sync():  # the front end gets options and value in one message
        if tuple(control.options) != tuple(apart):
            control.options = apart
        control.value = value


def _levels(corpus: Corpus, chosen: Selection) -> list[str]:
    present = set(corpus.reports["level"].dropna()) | set(chosen.levels)
    return [level for level in LEVELS if level in present]


def _years(corpus: Corpus, chosen: Selection) -> list[int]:
    return sorted({int(year) for year in (*corpus.reports["year"].dropna(), *chosen.years)}, reverse=True)


def _findings(corpus: Corpus, chosen: Selection) -> list[tuple[str, str]]:
    counts = corpus.frames.findings.groupby("code")["report_id"].nunique().to_dict()
    codes = sorted(set(map(str, counts)) | set(chosen.findings))
    return [(f"{code} ({counts.get(code, 0)})", code) for code in codes]
