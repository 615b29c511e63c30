"""The rows of a view as HTML: every text escaped, small numbers grey, no value without its reason."""

from __future__ import annotations

from html import escape

import pandas as pd

from analysis.charts.labels import number, why_not
from analysis.explorer.sentences import figure_words
from analysis.explorer.views import NO_OWN, View
from analysis.measures import find
from analysis.words.explorer import say
from analysis.words.pages import SCOPES

ROW_HEIGHT = 28
GREY = "#6b7280"
_CELL = f"height:{ROW_HEIGHT}px;line-height:{ROW_HEIGHT - 4}px;padding:0 10px;white-space:nowrap;box-sizing:border-box"


def heads(view: View) -> list[str]:
    """The heads of the table after the name."""
    if view.selection.rows == "body":
        names = ["year", "level", "scope", "edition", "value", "limits", "fraction", "n"]
    else:
        names = ["year", "edition", "value", "limits", "fraction", "n", "reports", "median", "quartiles"]
    return [say(name, view.selection.lang) for name in names]


def plain(text: object) -> str:
    """A name of a report on one line, without characters that cannot be printed."""
    words = " ".join(str(text).split())
    return "".join(char for char in words if char.isprintable())


def name_of(view: View, at: int) -> str:
    """What a row is called: the body of a report, or a region."""
    return plain(view.table["name"].iloc[at])


def sentence_html(view: View) -> str:
    """The sentences of a view: what is covered first, the definition small."""
    first, *others = view.sentence.split("\n")
    styles = ("margin:4px 0", f"margin:4px 0;color:{GREY};font-size:12px")
    lines = "".join(
        f'<p style="{style}">{escape(line)}</p>' for style, line in zip(styles, others, strict=False)
    )
    return f'<div style="max-width:64em"><p style="margin:4px 0"><b>{escape(first)}</b></p>{lines}</div>'


def rows_html(view: View, start: int, stop: int, *, names: bool = True) -> str:
    """The rows from ``start`` up to ``stop`` as a table; without ``names`` to stand beside buttons that have them."""
    lang = view.selection.lang
    first = [say(f"name_{view.selection.rows}", lang)] if names else []
    head = "".join(
        f'<th style="{_CELL};text-align:left;font-weight:600">{escape(text)}</th>'
        for text in [*first, *heads(view)]
    )
    body = []
    for at in range(start, min(stop, len(view.table))):
        row = view.table.iloc[at]
        cells = _body_cells(row, view) if view.selection.rows == "body" else _region_cells(row, view)
        cells = [(name_of(view, at), "")] * names + cells
        counts = bool(row.get("is_chosen", True))
        grey = f' style="color:{GREY}"' if row["small"] or pd.isna(row["value"]) or not counts else ""
        body.append(f"<tr{grey}>{''.join(_cell(*cell) for cell in cells)}</tr>")
    return (
        '<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:13px;'
        f'font-variant-numeric:tabular-nums"><thead><tr>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(text: str, hint: str) -> str:
    title = f' title="{escape(hint)}"' if hint else ""
    return f'<td style="{_CELL};border-top:1px solid #e4e7ec"{title}>{escape(text)}</td>'


def _body_cells(row: pd.Series, view: View) -> list[tuple[str, str]]:
    lang, code = view.selection.lang, view.selection.indicator
    level = "—" if pd.isna(row["level"]) else say(str(row["level"]), lang)
    return [
        (_year(row, lang), ""),
        (level, ""),
        (scope_words(row["scope"], lang), ""),
        (_or_dash(row["edition"]) + ("" if row["is_chosen"] else f" · {say('version', lang)}"), ""),
        _value(row, "value", code, lang),
        (limits(row["low"], row["high"]), ""),
        (_fraction(row, code), ""),
        (_count(row["n"]), ""),
    ]


def _region_cells(row: pd.Series, view: View) -> list[tuple[str, str]]:
    lang, code = view.selection.lang, view.selection.indicator
    median = "—" if pd.isna(row["median"]) else figure_words(float(row["median"]), code, lang)
    return [
        (_year(row, lang), ""),
        (_or_dash(row["edition"]), ""),
        _value(row, "value", code, lang),
        (limits(row["low"], row["high"]), ""),
        (_fraction(row, code), ""),
        (_count(row["n"]), ""),
        (f"{row['n_below']} ({row['n_values']})", ""),
        (median, ""),
        (limits(row["quarter_low"], row["quarter_high"]), ""),
    ]


def _value(row: pd.Series, column: str, code: str, lang: str) -> tuple[str, str]:
    """The value in words; where there is none why not, with the whole reason as a hint."""
    if pd.isna(row[column]) and row["reason"] == NO_OWN:
        return f"— {say('no_own', lang)}", ""
    if pd.isna(row[column]):
        return f"— {why_not(row['reason'], lang)}", plain(row["reason"])
    return figure_words(float(row[column]), code, lang), ""


def limits(low: object, high: object) -> str:
    """An interval in words, a dash where there is none."""
    if pd.isna(low) or pd.isna(high):  # type: ignore[call-overload]
        return "—"
    dash = "–" if float(low) >= 0 else " … "  # type: ignore[arg-type]
    return dash.join(number(round(float(end), 1)) for end in (low, high))  # type: ignore[arg-type]


def _fraction(row: pd.Series, code: str) -> str:
    if not find(code).denominator or pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return "—"
    return f"{number(float(row['numerator']))}/{number(float(row['denominator']))}"


def _count(value: object) -> str:
    return "—" if pd.isna(value) else number(float(value))  # type: ignore[call-overload,arg-type]


def scope_words(scopes: object, lang: str) -> str:
    """One scope, or several joined by a plus, in words."""
    if pd.isna(scopes):  # type: ignore[call-overload]
        return "—"
    return " + ".join(SCOPES[scope][0 if lang == "zh" else 1] for scope in str(scopes).split("+"))


def _or_dash(value: object) -> str:
    return "—" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _year(row: pd.Series, lang: str) -> str:
    return say("nowhere", lang) if pd.isna(row["year"]) else str(int(row["year"]))
