"""Kinds of marks, notes and what is not seen beside figures, labels and heads."""

from __future__ import annotations

import random

from bench.foreign_figures import Key
from bench.foreign_grid import UNSEEN, Run
from bench.foreign_kinds import (
    LOOKING,
    TEXTS,
    changed_columns,
    kind,
    renamed,
)
from bench.foreign_kinds_figures import print_share
from bench.foreign_plan import Plan, figure_text

MARKS = (
    "①",
    "②",
    "¹",
    "²",
    "₁",
    "[1]",
    "［2］",
    "*",
    "**",
    "※",
    "（注）",
    "(注1)",
    "【1】",
    "†",
    "a",
    "#",
    "^1",
    "注",
    "﹡",
    "⑴",
    "❶",
)


@kind("marks at figures", "figures", must="finding")
def marks(plan: Plan, rng: random.Random) -> None:
    """A mark of a note behind or before some figures, or raised digits."""
    mark, behind = rng.choice(MARKS), rng.random() < 0.85

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        text = figure_text(value)
        return (Run(text + mark),) if behind else (Run(mark + text),)

    print_share(plan, figure, rng.choice((0.1, 0.4)))


@kind("raised marks", "figures", formats=(*LOOKING, *TEXTS, "xlsx", "odt office"))
def raised(plan: Plan, rng: random.Random) -> None:
    """Raised digits behind figures, labels and heads."""
    print_share(
        plan,
        lambda key, value: (Run(figure_text(value)), Run(str(rng.randint(1, 9)), "raised")),
        rng.choice((0.1, 0.4)),
    )


@kind("not seen beside figures", "figures", formats=LOOKING, must="finding")
def unseen(plan: Plan, rng: random.Random) -> None:
    """Digits that are hidden, struck out, white or out of sight stand before or behind figures."""
    look = rng.choice(sorted(UNSEEN))

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        ghost = Run(str(rng.randint(1, 999)) + rng.choice(("", " ", "\n")), look)
        runs = (ghost, Run(figure_text(value)))
        return runs if rng.random() < 0.5 else runs[::-1]

    print_share(plan, figure, rng.choice((0.1, 0.5)))


@kind("not seen at all", "figures", formats=LOOKING, must="finding")
def unseen_alone(plan: Plan, rng: random.Random) -> None:
    """Some cells hold nothing but figures that nobody sees: they are blank."""
    look = rng.choice(sorted(UNSEEN))
    blank = {key for key in plan.figures[plan.report] if rng.random() < 0.2}
    plan.truth.denied |= blank
    print_share(plan, lambda key, value: (Run(figure_text(value), look if key in blank else ""),))


NOTES = (
    "（单位：件）",
    "（2）",
    "（含2021年结转）",
    "（注：第3季度起统计）",
    "（见附件2）",
    "【共8项】",
    "①",
    "[3]",
    "（不含12345热线）",
    "*",
    "（第20条）",
)


@kind("notes in labels and heads", "figures")
def label_notes(plan: Plan, rng: random.Random) -> None:
    """Numbers inside labels and heads, which are never figures."""
    where = rng.choice(("rows", "columns", "both"))

    def say(word: str) -> str:
        return word + rng.choice(NOTES) if rng.random() < 0.3 and word != "单位" else word

    for table in plan.some_tables():
        if where != "rows":
            changed_columns(plan, [table], lambda part: [renamed(e, say) for e in part.columns])
        if where != "columns":
            for part in plan.parts[table]:
                part.rows = [
                    e._replace(path=(*e.path[:-1], say(e.path[-1]))) if e.path else e for e in part.rows
                ]


@kind("the notes of a whole province", "figures", ("2019",))
def hubei_notes(plan: Plan, rng: random.Random) -> None:
    """规章（设区的市…） and 本年增/减（指2020年…，如-8）, as one province prints them."""
    year = plan.report[1]
    words = {
        "规章": "规章（设区的市、自治州人民政府应提供相关数据）",
        "本年增/减": f"本年增/减（指{year}年增加或减少的事项数，减用负值表示，如-8）",
        "上一年项目数量": f"上一年项目数量（指{year - 1}年事项数）",
        "处理决定数量": f"处理决定数量（指{year}年办件量）",
    }
    for part in plan.parts["proactive"]:
        part.columns = [renamed(entry, lambda word: words.get(word, word)) for entry in part.columns]
        part.rows = [renamed(entry, lambda word: words.get(word, word)) for entry in part.rows]
