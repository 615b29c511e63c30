"""The catalogue as a table, and as the page ``docs/indicators.md``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analysis.forms import Key, labels
from analysis.frames.used_cells import CELLS
from analysis.measures.breaks import BREAKS
from analysis.measures.catalogue import CATALOGUE, GROUPS
from analysis.measures.crosswalk import MATCHES, graded
from analysis.measures.quality import QUALITY
from analysis.measures.smallness import DOMINANT_SHARE, GREY_BELOW, RANK_BELOW
from analysis.measures.terms import COLUMN_SUMS, FORMS, ROW_SUMS, Basis, Indicator, Terms, matches_of
from analysis.words.indicators import SUMS, unit_words

INTERVALS = {"proportion": "wilson / jeffreys", "incidence": "poisson", "difference": "newcombe"}
AROUND = re.compile(
    r"^(?:（[一二三四五六七八九十]+）|[一二三四]、|\d+[.．]\s*)|（[^（）]*）$"
)  # number before, remark after
BEYOND = (
    ("`req_growth`", "新收同比<br>growth", "`change`", "ln N(y) − ln N(y−1), within one form"),
    ("`nd_turnover`", "规范性文件更替率（按上年所载）<br>turnover, over the stock of the year before", "`turnover`",
     "(made + repealed) ÷ in force the year before, %"),
    ("three-year means", "三年平均<br>means over years", "`means`",
     "all cases of the years together, within one form and law"),
    ("on time", "按期公布比例<br>published by the deadline", "`on_time`",
     "reports in time ÷ reports with a known date, over units"),
    ("`g_gini`, `g_theil_b`, `g_p90p10`", "基尼、泰尔组间占比、P90/P10<br>inequality", "`inequality`",
     "over places, weighted by people or cases, with bootstrap intervals"),
    *((f"`{code}`", f"{zh}<br>{en}", "`quality`", f"{about_zh}<br>{about_en}")
      for code, (zh, en, _, about_zh, about_en) in QUALITY.items()),
)  # fmt: skip
Entry = dict[str, str | int]


def entries(codes: Iterable[str] | None = None) -> list[Entry]:
    """The catalogue as plain records, in its order; codes must be those of the catalogue, all if ``None``."""
    wanted = set(CATALOGUE if codes is None else codes)
    listed = ((item, group) for group, (_, _, items) in GROUPS.items() for item in items)
    return [_entry(item, group) for item, group in listed if item.code in wanted]


def _entry(item: Indicator, group: str) -> Entry:
    return {
        "code": item.code, "group": group, "group_zh": GROUPS[group][0], "group_en": GROUPS[group][1],
        "zh": item.zh, "en": item.en, "kind": item.kind, "unit": item.unit,
        "unit_zh": item.unit if item.unit == "%" else unit_words(item.unit).zh, "scale": item.scale,
        "editions": " ".join(item.editions),
        "basis_zh": (item.denominator and item.basis.zh) or "", "basis_en": (item.denominator and item.basis.en) or "",
        "interval": INTERVALS.get(item.kind, ""),
        "formula_zh": formula(item, "zh"), "formula_en": formula(item, "en"),
        "about_zh": item.about.zh, "about_en": item.about.en,
        "caveat_zh": item.caveat.zh, "caveat_en": item.caveat.en,
        "note_zh": notes(item, "zh"), "note_en": notes(item, "en"),
    }  # fmt: skip


def formula(item: Indicator, lang: str = "zh") -> str:
    """What is divided by what, in the words of the form; sums that it does not print by their own names."""
    if item.kind == "concentration":
        return "Σ（各类申请人占新收之比）²" if lang == "zh" else "sum of the squared shares of the classes"
    sides = [(item.numerator, item.denominator), *([item.minus] if item.minus else [])]
    return " − ".join(_quotient(*side, lang=lang) for side in sides)


def _quotient(top: Terms, bottom: Terms, lang: str) -> str:
    if not bottom:
        return _sum(top, lang)
    return " ÷ ".join(f"({words})" if len(side) > 1 else words
                      for side, words in ((top, _sum(top, lang)), (bottom, _sum(bottom, lang))))  # fmt: skip


def _sum(terms: Terms, lang: str) -> str:
    words = "".join(f" {'−' if sign < 0 else '+'} {_name(key, lang)}" for sign, key in terms)
    return words.removeprefix(" + ")


def _name(key: str, lang: str) -> str:
    """A cell or sum in words: the row, and the column unless it is the plain total of table 三."""
    at = 0 if lang == "zh" else 1
    if key in SUMS:
        return SUMS[key][at]
    table, row, column = key.split("/")
    # a row or column of the form in force, where the key names a sum
    real_row = ROW_SUMS.get(row, {}).get("2021", (row,))[0]
    real_column = COLUMN_SUMS.get(column, (column,))[0]
    named = labels(Key(table, real_row, real_column))
    row_word = SUMS[row][at] if row in SUMS else AROUND.sub("", named[2 * at])
    column_word = SUMS[column][at] if column in SUMS else AROUND.sub("", named[2 * at + 1])
    plain = (table, column) in (("requests", "total"), ("statistics", "value"))
    return (
        row_word if plain else f"{row_word}·{column_word}" if lang == "zh" else f"{row_word}, {column_word}"
    )


def notes(item: Indicator, lang: str = "zh") -> str:
    """How an older form stands for the cells of the indicator, where the two do not agree to the letter."""
    found = []
    for form in FORMS[:-1]:
        grade, *words = graded(matches_of(item, form)) if form in item.editions else ("A", "", "")
        if grade != "A":
            found.append(f"{form} ({grade}): {words[0 if lang == 'zh' else 1]}")
    return ". ".join(found)


def catalogue_markdown() -> str:
    """The catalogue as the page ``docs/indicators.md``: rules first, then one table a group."""
    parts = [
        "# Indicators 指标目录",
        "Made from `analysis/measures`; do not edit by hand (`gongkai indicators --markdown > docs/indicators.md`). "
        "No indicator is good or bad when it is high: more requests or reviews may mean more trust or more conflict.",
        *_rules(),
        "## Breaks 口径断点",
        "Nothing is compared across these without `allow_breaks=True`, and then a column says so.",
        _table(["before the figures of", "kind", "中文", "English", "tables", "source"],
               [(str(b.year), b.kind, b.zh, b.en, "all" if "statistics" in b.tables else ", ".join(b.tables), b.source)
                for b in BREAKS]),
        "## Older forms 旧表对应",
        "A: comparable; B: comparable with the note; all other cells of the form of 2014 are not compared.",
        _table(["form", "cell of the form in force", "stands for it", "grade", "note"], _crosswalk()),
    ]  # fmt: skip
    for group, (zh, en, _) in GROUPS.items():
        rows = [_row(entry) for entry in entries() if entry["group"] == group]
        head = ["code", "名称 name", "公式 formula", "unit", "forms", "says", "caveat"]
        parts += [f"## {zh} {en}", _table(head, rows)]
    parts += ["## 跨报告指标 Measures of several reports or of the data", _table(
        ["code", "name", "function", "says"], [tuple(map(str, row)) for row in BEYOND])]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _rules() -> list[str]:
    named: dict[str, Basis] = {item.basis.code: item.basis for item in CATALOGUE.values() if item.denominator}
    bases = [(f"`{code}`", basis.zh, basis.en) for code, basis in named.items()]
    return [
        "## Rules 规则",
        "\n".join((
            "- A value needs every cell of its formula; a blank is never 0, and 0/0 is no share. "
            "`reason` names the cell that is lacking.",
            "- A count below 0 or with decimals has no value. `cells` decides what is used: "
            f"{', '.join(f'`{name}` ({en})' for name, (_, en) in CELLS.items())}.",
            "- `doubt` names each rule that does not hold for a cell that a figure uses, with its arithmetic, and "
            "cells read by an unsure label or from a picture.",
            "- `grade` and `note` say how well the cells of an older form stand for those of the form in force.",
            "- Shares have Wilson's interval (or Jeffreys'), counts per exposure the exact Poisson one, gaps that of "
            "Newcombe.",
            f"- Small numbers: a share of fewer than {GREY_BELOW} cases is grey; fewer than {RANK_BELOW} have no rank; "
            f"one class of requester with {DOMINANT_SHARE:g} % of at least {GREY_BELOW} requests is flagged.",
            "- `denominator` puts the shares of requests decided over `decided`, `resolvable` or `workload`; `basis` "
            "names the denominator of each figure:",
        )),
        _table(["basis", "中文", "English"], bases),
    ]  # fmt: skip


def _crosswalk() -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for form, matches in MATCHES.items():
        for key, match in matches.items():
            cells = " ".join(f"{'−' if sign < 0 else '+'} {_older(cell)}" for sign, cell in match.cells)
            rows.append((form, f"{_name(key, 'zh')} `{key}`", cells.removeprefix("+ "), match.grade,
                         "<br>".join(filter(None, (match.zh, match.en)))))  # fmt: skip
    return rows


def _older(cell: str) -> str:
    """A cell of an older form in its words; the statistics table has one column."""
    row, column, *_ = labels(Key(*cell.split("/")))
    return row if cell.startswith("statistics/") else f"{row}·{column}"


def _row(entry: Entry) -> tuple[str, ...]:
    def both(name: str) -> str:
        words = (str(entry[f"{name}_{lang}"]) for lang in ("zh", "en"))
        return "<br>".join(dict.fromkeys(filter(None, words)))

    note = "<br>".join(filter(None, (both("caveat"), both("note"))))
    plain = (str(entry[name]) for name in ("unit", "editions"))
    return (
        f"`{entry['code']}`",
        f"{entry['zh']}<br>{entry['en']}",
        both("formula"),
        *plain,
        both("about"),
        note,
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
