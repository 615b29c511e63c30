"""Write a filled form as a text report: the opposite of reading, for round trips."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import groupby

from analysis.forms import SECTIONS, Block, Edition, Key, edition, identities

Values = dict[Key, str]


def filled(code: str, seed: int, largest: int = 400, share: float = 1.0) -> Values:
    """Random figures for every cell of an edition that satisfy all its identities.

    ``share`` of the figures that are not sums are other than 0, as far as chance goes.
    """
    rng = random.Random(seed)
    form = edition(code)
    values = {
        key: float(rng.randrange(largest)) if share == 1.0 or rng.random() < share else 0.0
        for table in dict.fromkeys(block.table for block in form.blocks)
        for key in form.keys(table)
    }
    outcomes = [rule for rule in identities(form) if rule.code == "V302"]
    flows = [rule for rule in identities(form) if rule.code == "V301"]
    for rule in [*outcomes, *(r for r in identities(form) if r.code in ("V303", "V401", "V402", "V403"))]:
        values[rule.right[0]] = sum(values[key] for key in rule.left)
    for rule in flows:
        # What was new is what was decided and carried out, less what was carried in.
        decided, out = (values[key] for key in rule.right)
        carried_in = min(values[rule.left[1]], decided + out)
        values[rule.left[1]], values[rule.left[0]] = carried_in, decided + out - carried_in
    last = [rule for rule in identities(form) if rule.code == "V303" or rule.table == "statistics"]
    terms = {key for rule in last for key in rule.left}
    # A sum that is a term of another (不予公开 of the answers) comes before it.
    for rule in sorted(last, key=lambda rule: rule.right[0] not in terms):
        values[rule.right[0]] = sum(values[key] for key in rule.left)
    return {key: f"{value:.10g}" for key, value in values.items()}


def blanked(values: Mapping[Key, str], seed: int) -> Values:
    """The figures with blanks where bodies leave them: for zeros here and there, a whole column, a whole track."""
    rng = random.Random(seed)
    kind = rng.choice(("zeros", "zeros of a row", "column", "track"))
    column, row = rng.choice(_COLUMNS), rng.choice(sorted({key.row for key in values}))
    share = rng.choice((0.2, 0.5, 1.0))
    return {
        key: "" if _is_blank(kind, key, value, column, row, share, rng) else value
        for key, value in values.items()
    }


_COLUMNS = ("total", "org_business", "org_other", "natural_person", "upheld")


def _is_blank(
    kind: str, key: Key, value: str, column: str, row: str, share: float, rng: random.Random
) -> bool:
    if kind == "column":
        return key.table == "requests" and key.column == column
    if kind == "track":
        return key.row == "review"
    return value == "0" and rng.random() < share and (kind == "zeros" or key.row == row)


def as_text(
    code: str, values: Mapping[Key, str], year: int = 2023, body: str = "青山县人民政府", join: str = "\t"
) -> str:
    """A whole report as text, one table row a line, cells set apart by ``join``."""
    form = edition(code)
    parts = [f"{body}{year}年政府信息公开工作年度报告", ""]
    for section in SECTIONS:
        parts += [f"{section.numeral}、{section.zh}", ""]
        if section.table:
            parts += [join.join(row) for row in table_rows(form, section.table, values)] + [""]
        else:
            parts += [f"{year}年，本机关认真做好有关工作。", ""]
    return "\n".join(parts)


def table_rows(form: Edition, table: str, values: Mapping[Key, str]) -> list[list[str]]:
    """The rows of a table with their heads, spans expanded with blank cells."""
    rows: list[list[str]] = []
    for block in form.blocks:
        if block.table == table:
            rows += _track_rows(block, values) if block.one_line else _block_rows(block, values)
    return rows


def _block_rows(block: Block, values: Mapping[Key, str]) -> list[list[str]]:
    heads = [column.zh for column in block.columns]
    if block.table == "proactive":
        rows = [[block.name, *[""] * len(heads)], ["信息内容", *heads]]
        return rows + [[row.zh, *_figures(block, row.code, values)] for row in block.rows]
    rows = [["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "", "", *heads]]
    for group, members in groupby(block.rows, key=lambda row: row.group):
        for number, row in enumerate(members):
            outer = "三、本年度办理结果" if row.code == "granted_full" else ""
            label = ["", group if number == 0 else "", row.zh] if group else [outer, row.zh, ""]
            if row.zh.startswith(("一、", "二、", "四、")):
                label = [row.zh, "", ""]
            rows.append([*label, *_figures(block, row.code, values)])
    return rows


def _figures(block: Block, row: str, values: Mapping[Key, str]) -> list[str]:
    return [values.get(Key(block.table, row, column.code), "") for column in block.columns]


def _track_rows(block: Block, values: Mapping[Key, str]) -> list[list[str]]:
    width = len(block.columns)
    tracks = ["行政复议", *[""] * (width - 1), "行政诉讼", *[""] * (2 * width - 1)]
    names = [
        "",
        *[""] * (width - 1),
        "未经复议直接起诉",
        *[""] * (width - 1),
        "复议后起诉",
        *[""] * (width - 1),
    ]
    heads = [column.zh for column in block.columns] * 3
    return [tracks, names, heads, [values.get(key, "") for key in block.lines[0].keys]]
