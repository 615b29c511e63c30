"""Kinds of other figures: separators, signs in words, units, numerals, breaks."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random
from collections.abc import Callable

from bench.foreign_figures import Key
from bench.foreign_grid import Run
from bench.foreign_kinds import (
    EVERY,
    NEW,
    kind,
)
from bench.foreign_plan import Plan, figure_text

Figure = Callable[[Key, float], tuple[Run, ...]]


MONEY = ("amount_wan", "proc_amount")


def print_share(plan: Plan, figure: Figure, share: float = 1.0) -> None:
    """Print figures in another manner; ``share`` of them, the others plainly."""

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        if value is None:
            return (Run(""),)
        return figure(key, value) if plan.rng.random() < share else (Run(figure_text(value)),)

    plan.settle("printing", printing)


def grouped(value: float, by: str) -> str:
    """A figure with its thousands set apart."""
    return f"{value:,.4f}".rstrip("0").rstrip(".").replace(",", by)


def _is_money(key: Key) -> bool:
    return key[2] in MONEY or key[1] in ("s14_fee_wan", "s14_budget_wan")


def _larger(plan: Plan) -> None:
    """Give some counts more digits; sums then no longer hold, so only figures without sums are taken."""
    for figures in plan.figures.values():
        for key, value in figures.items():
            if (
                key[0] in ("proactive", "statistics")
                and value
                and plan.rng.random() < 0.4
                and value == int(value)
            ):
                figures[key] = value * plan.rng.choice((7, 131, 1027))


@kind("thousands separators", "figures")
def separators(plan: Plan, rng: random.Random) -> None:
    """All of a document's figures grouped by one sign."""
    by = rng.choice((",", "，", " ", "\u2009", "\u202f", "\u00a0", "'", "’", "、", ".", "﹐", "٬"))
    if rng.random() < 0.5:
        _larger(plan)

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        if (_is_money(key) or value != int(value)) and by in ".、":
            return (Run(figure_text(value)),)
        return (Run(grouped(value, by)),)

    print_share(plan, figure)


def _signed(rng: random.Random) -> Callable[[float], str]:
    words = rng.choice((("减", "增"), ("减少", "增加"), ("↓", "↑"), ("▼", "▲"), ("(", ""), ("（", ""), ("降", "升"), ("下降", "上升"),
                        ("－", "＋"), ("—", "+"), ("−", "+"), ("负", ""), ("- ", "+ "), ("–", "")))  # fmt: skip
    close = {"(": ")", "（": "）"}.get(words[0], "")
    after = words[0] in "↓▼" and rng.random() < 0.5

    def signed(value: float) -> str:
        text, word = figure_text(abs(value)), words[0] if value < 0 else words[1] if value > 0 else ""
        return text + word if after else word + text + (close if value < 0 else "")

    return signed


@kind("signs in words", "figures", ("2019",))
def signs(plan: Plan, rng: random.Random) -> None:
    """The change columns say less and more in words, arrows or brackets."""
    signed = _signed(rng)
    print_share(
        plan, lambda key, value: (Run(signed(value) if key[2] == "items_change" else figure_text(value)),)
    )


@kind("units in heads and captions", "figures")
def units(plan: Plan, rng: random.Random) -> None:
    """元 for 万元 is converted; 亿元, 万件, 百件, 千件 and units nobody knows are not read."""
    table = rng.choice(plan.tables)
    money = [entry for part in plan.parts[table] for entry in part.columns if entry.column in MONEY]
    if money and rng.random() < 0.7:
        unit = rng.choice(("元", "元", "千元", "亿元", "百元", "美元"))
        head = rng.choice(("本年收费金额（单位：{}）", "本年收费金额（{}）", "本年收费金额\n（单位：{}）"))
        if plan.edition == "2019":
            head = rng.choice(("采购总金额（{}）", "采购总金额（单位：{}）", "采购总金额/{}"))
        for part in plan.parts[table]:
            part.columns = [
                e._replace(path=(head.format(unit),)) if e.column in MONEY else e for e in part.columns
            ]
        plan.truth.units |= {("proactive", "", entry.column): unit for entry in money}
        return
    if table == "proactive":
        table = "requests"
    unit = rng.choice(("百件", "万件", "千件", "件", "宗", "次"))
    plan.captions[table] += rng.choice((f"（单位：{unit}）", f"（{unit}）"))
    if unit in ("百件", "万件", "千件"):
        plan.truth.denied.add((table, "", ""))


@kind("units in cells", "figures")
def cell_units(plan: Plan, rng: random.Random) -> None:
    """Figures with 件, 条, 万元 behind them."""
    blank = rng.choice(("", " ", "\n"))
    unit = rng.choice(("件", "件", "个", "宗"))
    print_share(
        plan,
        lambda key, value: (Run(figure_text(value) + blank + ("万元" if _is_money(key) else unit)),),
        rng.choice((1, 0.3)),
    )


ZEROS = (
    "/",
    "—",
    "-",
    "–",
    "无",
    "\\",
    "不涉及",
    "——",
    "０",
    "零",
    "〇",
    "○",
    "0.0",
    "0.00",
    "00",
    "O",
    "0件",
    "o",
)


_NOUGHTS = ("０", "零", "〇", "○", "0.0", "0.00", "00", "0件", "O", "o")


@kind("words for zero", "figures", must="finding")
def zero_words(plan: Plan, rng: random.Random) -> None:
    """Noughts written otherwise; a stroke or 无 is a blank, not a nought."""
    word = rng.choice(ZEROS)
    if word not in _NOUGHTS:
        for figures in plan.figures.values():
            for key, value in figures.items():
                figures[key] = value or None

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        blank = value is None and word in _NOUGHTS
        return (Run("" if blank else figure_text(value) if value else word),)

    plan.settle("printing", printing)


_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


_HAN = "〇一二三四五六七八九"


def _han(value: float) -> str:
    """A whole number below ten thousand in Chinese."""
    if value != int(value) or not 0 <= value < 10_000:
        return figure_text(value)
    if value == 0:
        return "零"
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = int(value) // power % 10
        if digit:
            text += (
                ("零" if gap and text else "")
                + (_HAN[digit] if not (power == 10 and digit == 1 and not text) else "")
                + name
            )
        gap = not digit
    return text


@kind("numerals of other kinds", "figures", must="finding")
def numerals(plan: Plan, rng: random.Random) -> None:
    """Full-width, Chinese, with decimals, with leading zeros, approximate, in parts, with a second figure."""
    other = rng.randint(1, 40)
    by: dict[str, Callable[[float], str]] = {
        "wide": lambda v: figure_text(v).translate(_WIDE),
        "han": _han,
        "decimals": lambda v: f"{v:.4f}" if v != int(v) else f"{v:.2f}",
        "leading": lambda v: f"{v:04.0f}" if v == int(v) else figure_text(v),
        "year before": lambda v: f"{figure_text(v)}（上年{other}）",
        "part": lambda v: f"{figure_text(v)}（其中依申请{other}件）",
        "plus": lambda v: f"+{figure_text(v)}" if v > 0 else figure_text(v),
        "spaced": lambda v: " ".join(figure_text(v)),
        "dotted": lambda v: f"{figure_text(v)}。",
        "bold": lambda v: f"**{figure_text(v)}**",
        "quoted": lambda v: f"'{figure_text(v)}",
        "equals": lambda v: f"={figure_text(v)}",
        "zero-width": lambda v: "\u200b".join(figure_text(v)),
        "bidi": lambda v: f"\u202d{figure_text(v)}\u202c",
        "arabic": lambda v: "".join(chr(0x660 + int(c)) if c.isdigit() else c for c in figure_text(v)),
    }  # fmt: skip
    say = by[rng.choice(sorted(by))]
    print_share(plan, lambda key, value: (Run(say(value)),), rng.choice((1, 0.3)))


_FIRST = (
    "{0}/{1}",
    "{0}（{1}）",
    "约{0}",
    "{0}（含{1}件）",
    "{0}(上年{1})",
)  # the first figure or none may be read


_NEITHER = ("{0}\n{1}", "{0} {1}", "{0}-{1}", "{0}+{1}", "{0}→{1}", "{0};{1}", "{0}、{1}", "{0}:{1}", "{0}~{1}", "{0}×{1}",
            "{0}%", "{0}‰", "{0}e2", "{0}^2", "{0}或{1}", "{0}至{1}", "{0}*{1}", "{0}={1}", "<{0}", ">{0}", "?{0}", "{0}?")  # fmt: skip


@kind("two figures in a cell", "figures", must="finding")
def two_figures(plan: Plan, rng: random.Random) -> None:
    """Some cells hold two figures, or one that is no count; nobody knows which one is meant."""
    chosen = {key for key in plan.figures[plan.report] if rng.random() < 0.15}
    pattern = rng.choice(_FIRST + _NEITHER * 2)
    if pattern in _NEITHER:
        plan.truth.denied |= chosen

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        return (
            Run(
                pattern.format(figure_text(value), rng.randint(10, 99))
                if key in chosen
                else figure_text(value)
            ),
        )

    print_share(plan, figure)


@kind("figures broken over lines", "figures", must="finding")
def broken(plan: Plan, rng: random.Random) -> None:
    """Long figures with a line break inside, as narrow columns print them."""

    def figure(key: Key, value: float) -> tuple[Run, ...]:
        text = figure_text(value)
        if len(text) < 3:
            return (Run(text),)
        at = text.index(".") if "." in text and rng.random() < 0.5 else rng.randrange(1, len(text))
        return (Run(text[:at] + "\n" + text[at:]),)

    print_share(plan, figure, rng.choice((0.1, 0.5, 1)))


@kind("wrong totals", "figures", NEW)
def wrong_totals(plan: Plan, rng: random.Random) -> None:
    """Some printed totals do not add up: what is printed is read."""
    figures = plan.figures[plan.report]
    totals = [key for key in figures if key[2] == "total" or key[1] == "total_decided"]
    for key in rng.sample(totals, 3):
        figures[key] = (figures[key] or 0) + rng.randint(1, 9)


@kind("as the form", "figures", EVERY)
def form_itself(plan: Plan, rng: random.Random) -> None:
    """Nothing is changed; blanks are printed as blanks."""
