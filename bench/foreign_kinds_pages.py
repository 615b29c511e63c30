"""Kinds of other pages: running heads, watermarks, numbers in the margin, and what a page holds but does not show."""

# ruff: noqa: E501  (lists of words, in which Chinese characters count double)
from __future__ import annotations

import random

from bench.foreign_figures import Key
from bench.foreign_grid import Document, Entry, Paragraph, Run
from bench.foreign_kinds import EVERY, NEW, OLD, Change, kind
from bench.foreign_plan import Plan, compose, draw_plan, figure_text

PAGES = ("text tabs", "text spaces", "text cell a line", "docx", "pdf chromium", "pdf office")
PRINTED = ("pdf chromium", "pdf office", "docx")


def _finish(plan: Plan, change: str, value: object) -> None:
    def finish(document: Document) -> None:
        setattr(document, change, value)

    plan.settle("finish", finish)


@kind("running heads with figures", "pages", EVERY, PAGES)
def running(plan: Plan, rng: random.Random) -> None:
    """On every page, also inside tables: page numbers, dates, counts, even the form's words."""
    body, year = plan.report
    words = (
        f"- {rng.randint(2, 60)} -", f"第 {rng.randint(2, 9)} 页 共 12 页", f"{rng.randint(2, 30)}", f"{body}政府信息公开年报 {year}",
        f"{year + 1}/1/2{rng.randint(0, 9)} 14:35", "总计 12 3 4", f"{body} {year}年度 总计", "共 120 件  已办结 118 件", "12  7  0  3  1  0  23",
        f"http://www.example.gov.cn/art/{year + 1}/1/25/art_{rng.randint(1000, 9999)}.html 3/7",
    )  # fmt: skip
    _finish(plan, "running", rng.choice(words))


@kind("watermark with figures", "pages", EVERY, PRINTED)
def watermark(plan: Plan, rng: random.Random) -> None:
    """A large tilted word with digits behind the tables."""
    _finish(
        plan,
        "watermark",
        rng.choice(
            (
                "内部资料 2024-01-18",
                "张三 8861",
                "192.168.10.7",
                "县政府办 33",
                f"{rng.randint(100, 999)}",
                "草稿1",
            )
        ),
    )


@kind("numbers in the margin", "pages", EVERY, ("text tabs", "text spaces", "pdf chromium"), must="finding")
def margin(plan: Plan, rng: random.Random) -> None:
    """Every line has its number at the left."""
    _finish(plan, "margin", True)


@kind("last year's report is not shown", "pages", EVERY, ("html table", "xlsx"))
def ghost(plan: Plan, rng: random.Random) -> None:
    """The whole report of another year stands in a comment, a hidden part, a template, or on a hidden sheet."""
    other = draw_plan(plan.edition, rng)
    other.figures[plan.report[0], plan.report[1] - 1] = other.figures.pop(other.report)
    other.report = (plan.report[0], plan.report[1] - 1)
    _finish(plan, "ghost", compose(other))


@kind("columns of a sheet that are not shown", "pages", OLD, ("xlsx",))
@kind("columns that are not shown", "pages", EVERY, ("html table",))
def hidden_columns(plan: Plan, rng: random.Random) -> None:
    """Columns with other figures, hidden by the page or the sheet."""
    for table in plan.some_tables():
        for part in plan.parts[table]:
            for _ in range(rng.randint(1, 2)):
                like = rng.choice(part.columns)
                gone = Entry(like.path, fill=lambda other: Run(str(rng.randint(0, 999)), "gone"), look="gone")
                part.columns.insert(rng.randint(0, len(part.columns)), gone)


@kind("rows that are not shown", "pages", EVERY, ("html table", "xlsx"))
def hidden_rows(plan: Plan, rng: random.Random) -> None:
    """Rows with other figures, hidden by the page or the sheet; last year's under some labels."""
    table = "requests" if plan.edition in NEW else "statistics"
    part = plan.parts[table][0]
    rows: list[Entry] = []
    for entry in part.rows:
        gone = Entry(entry.path, fill=lambda other: Run(str(rng.randint(0, 999)), "gone"), look="gone")
        rows += (
            rng.choice(([entry], [entry, gone], [gone, entry], [entry])) if entry.fill is None else [entry]
        )
    part.rows = rows


@kind("figures in fields", "pages", EVERY, ("html table",), must="finding")
def fields(plan: Plan, rng: random.Random) -> None:
    """Figures as values of form fields, which a person sees like text."""
    plan.settle("printing", lambda key, value: (Run("" if value is None else figure_text(value), "field"),))


@kind("figures written backwards", "pages", EVERY, ("html table",), must="finding")
def backwards(plan: Plan, rng: random.Random) -> None:
    """Digits in an element that turns their direction: what is seen is the figure."""
    share = rng.choice((0.2, 1))

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        text = "" if value is None else figure_text(value)
        return (Run(text[::-1], "turned") if len(text) > 1 and rng.random() < share else Run(text),)

    plan.settle("printing", printing)


@kind("figures by style", "pages", EVERY, ("html table",), must="finding")
def by_style(plan: Plan, rng: random.Random) -> None:
    """Some figures are put there by the style sheet, or a digit more is put before them by it: nothing else is certain."""
    chosen = {key for key in plan.figures[plan.report] if rng.random() < 0.1}
    plan.truth.denied |= chosen

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        text = "" if value is None else figure_text(value)
        return (Run(text, "before" if key in chosen and value is not None else ""),)

    plan.settle("printing", printing)


@kind("comments at cells", "pages", EVERY, ("html table", "docx", "xlsx"))
def comments(plan: Plan, rng: random.Random) -> None:
    """A remark with digits that is no part of the cell: a title, a comment, a note at the foot."""

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        remark = [Run(str(rng.randint(1, 99)), "comment")] if rng.random() < 0.3 else []
        return (Run("" if value is None else figure_text(value)), *remark)

    plan.settle("printing", printing)


@kind("title without a year", "pages", EVERY)
def no_year(plan: Plan, rng: random.Random) -> None:
    """The title has no year or no body; the prose has."""
    plan.settle(
        "title",
        rng.choice(
            (
                f"{plan.report[0]}政府信息公开工作年度报告",
                "政府信息公开工作年度报告",
                f"{plan.report[1]}年政府信息公开工作年度报告",
            )
        ),
    )


@kind("prose full of figures", "pages", EVERY)
def prose(plan: Plan, rng: random.Random) -> None:
    """Long prose with labels of the form and figures before and behind the tables."""
    year = plan.report[1]
    lines = [
        f"{year}年，本年新收政府信息公开申请{rng.randint(10, 900)}件，上年结转{rng.randint(1, 9)}件，予以公开{rng.randint(1, 99)}件。",
        f"主动公开规范性文件{rng.randint(1, 99)}件，行政许可{rng.randint(1, 999)}件，行政处罚{rng.randint(1, 999)}件。",
        f"因政府信息公开被申请行政复议{rng.randint(1, 9)}件，其中结果维持{rng.randint(1, 9)}件；行政诉讼{rng.randint(1, 9)}件。",
        "1.属于国家秘密 0 件", "（七）总计：15", f"收到申请数：{rng.randint(3, 99)}件", f"现行有效件数 {rng.randint(3, 99)}",
    ]  # fmt: skip
    for table in plan.tables:
        plan.before[table] = [Paragraph(rng.choice(lines)) for _ in range(rng.randint(0, 3))]
        plan.after[table] = [Paragraph(rng.choice(lines)) for _ in range(rng.randint(0, 3))]


_TRAITS = {
    "heads white on dark": (("html table", "html grid", "docx", "pdf chromium", "pdf office"), "right"),
    "rules that do not apply": (("html table", "html grid", "pdf chromium"), "right"),
    "a head group written last": (("html table",), "right"),
    "narrow columns": (("pdf chromium",), "finding"),
    "letters set apart": (("html table", "pdf chromium", "pdf office"), "finding"),
    "a table turned on its page": (("pdf chromium",), "finding"),
    "columns from right to left": (("html table", "docx", "pdf chromium", "pdf office"), "right"),
    "two columns of text": (("pdf chromium",), "finding"),
    "small pages": (("pdf chromium", "pdf office"), "right"),
    "no lines between cells": (("pdf chromium", "pdf office", "html table"), "right"),
    "cells of several paragraphs": (("html table", "docx", "pdf chromium", "pdf office"), "right"),
}  # fmt: skip


def _trait(name: str) -> Change:
    def change(plan: Plan, rng: random.Random) -> None:
        plan.settle("finish", lambda document: document.traits.add(name))

    change.__doc__ = f"The page has {name}."
    return change


for _name, (_formats, _must) in _TRAITS.items():
    kind(_name, "pages", EVERY, _formats, _must)(_trait(_name))


@kind("tracked changes", "pages", EVERY, ("docx", "pdf office"))
def tracked(plan: Plan, rng: random.Random) -> None:
    """Old figures were deleted and new ones inserted by a word processor that keeps track of it."""

    def printing(key: Key, value: float | None) -> tuple[Run, ...]:
        text = "" if value is None else figure_text(value)
        old = Run(str(rng.randint(1, 900)), "deleted")
        return (old, Run(text, "inserted")) if rng.random() < 0.15 and value is not None else (Run(text),)

    plan.settle("printing", printing)


@kind("figures of formulas", "pages", EVERY, ("docx", "pdf office"))
def formulas(plan: Plan, rng: random.Random) -> None:
    """Totals are the results of fields, whose instructions hold digits."""
    plan.settle(
        "printing",
        lambda key, value: (
            Run(
                "" if value is None else figure_text(value),
                "formula" if key[2] == "total" and value is not None else "",
            ),
        ),
    )


@kind("years as sheets", "pages", EVERY, ("xlsx",), must="finding")
def sheets(plan: Plan, rng: random.Random) -> None:
    """A sheet for each year, whose name alone says the year; the report's year first or last."""
    body, year = plan.report
    other = plan.other_report(year=year - 1)
    plan.truth.optional.add(other)
    if rng.random() < 0.5:
        plan.settle("title", f"{body}政府信息公开工作年度报告")
    plan.sections = [(f"{body}政府信息公开工作年度报告", other)]
    _finish(plan, "sheets", (f"{year}年", f"{year - 1}年"))
