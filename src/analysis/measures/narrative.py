"""The prose in figures: what is counted, which problems are answered, what is repeated, what is copied.

Bodies choose what they count and how they word it: a figure of the prose is compared only with figures of the same
metric and scope, and that a body is silent says nothing of what it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from analysis.frames.prose import Prose
from analysis.frames.tidy import Frames
from analysis.prose.reuse import Index, copied, likeness, required_parts, sentences_of, templates
from analysis.words.prose import METRICS, THEMES

OWN_WORDS = ("s1_overview", "s5_problems", "s6_other")  # the sections that are prose in every report


def labelled(codes: pd.Series, lang: str = "zh") -> pd.Series:
    """Codes of metrics or themes as words of one language."""
    words = METRICS | THEMES
    return codes.map(lambda code: getattr(words[code], lang) if code in words else code, na_action="ignore")


def counted(prose: Prose) -> pd.DataFrame:
    """One row a metric and scope: how many reports state it, how often, median and range of the year's own figures."""
    figures = prose.mentions.query(
        "kind == 'mention' and period == 'year' and part_of.isna() and metric.notna()"
    )
    groups = figures.groupby(["metric", "scope"], sort=False)
    table = groups.agg(
        reports=("report_id", "nunique"),
        mentions=("n", "size"),
        median=("value", "median"),
        lowest=("value", "min"),
        highest=("value", "max"),
    )
    return table.reset_index().sort_values(["reports", "mentions"], ascending=False, ignore_index=True)


def themes(prose: Prose) -> pd.DataFrame:
    """One row a theme of a problem or measure: report, kind, order, theme."""
    points = prose.points[["report_id", "kind", "order", "themes", "pair"]]
    return (
        points.assign(theme=points["themes"].str.split())
        .explode("theme", ignore_index=True)
        .drop(columns="themes")
    )


def answered(prose: Prose) -> pd.DataFrame:
    """One row a report: problems, measures, problems with a measure that answers them, specific measures."""
    points = prose.points.assign(
        problem=prose.points["kind"].eq("problem"), measure=prose.points["kind"].eq("measure")
    )
    points["paired"] = points["problem"] & points["pair"].notna()
    points["told"] = points["measure"] & points["specific"].fillna(False)
    table = points.groupby("report_id", sort=False)[["problem", "measure", "paired", "told"]].sum()
    table.columns = ["problems", "measures", "paired", "specific"]
    return table.astype("Int64").reset_index()


def pairs_of_years(frames: Frames) -> pd.DataFrame:
    """One row a report whose body also reported the year before: both report ids; only reports that count."""
    reports = frames.reports.query("is_chosen and body_id.notna() and year.notna()")[
        ["report_id", "body_id", "year"]
    ]
    before = reports.assign(year=reports["year"] + 1).rename(columns={"report_id": "before"})
    return reports.merge(before, on=["body_id", "year"])


def persistence(frames: Frames, prose: Prose) -> pd.DataFrame:
    """One row a body and year: the problem themes of the year, those of the year before, and those in both."""
    problems = themes(prose).query("kind == 'problem'").groupby("report_id")["theme"].agg(set)
    rows = [
        (pair.report_id, pair.body_id, pair.year, len(now), len(now & then), " ".join(sorted(now & then)))
        for pair in pairs_of_years(frames).itertuples()
        if (now := problems.get(pair.report_id, set())) and (then := problems.get(pair.before, set()))
    ]
    return pd.DataFrame(rows, columns=["report_id", "body_id", "year", "themes", "again", "codes"])


def texts(frames: Frames) -> pd.Series:
    """The own words of each report, by ``report_id``: sections one, five and six."""
    own = frames.sections[frames.sections["section"].isin(OWN_WORDS)]
    return own.groupby("report_id", sort=False)["text"].agg("\n".join)


def reuse_over_time(frames: Frames) -> pd.DataFrame:
    """One row a report and section: how much of it stands in the same section of the year before."""
    sections = frames.sections.set_index(["report_id", "section"])["text"].to_dict()
    rows = []
    for pair in pairs_of_years(frames).itertuples():
        for section in OWN_WORDS:
            now, then = sections.get((pair.report_id, section)), sections.get((pair.before, section))
            if now and then:
                rows.append((pair.report_id, pair.before, pair.year, section, *likeness(now, then)))
    return pd.DataFrame(rows, columns=["report_id", "before", "year", "section", "containment", "jaccard"])


def nearest(frames: Frames, most: int = 3) -> pd.DataFrame:
    """One row a report and a neighbour of another body: the share of its words that the neighbour's text holds."""
    own = {str(key): str(text) for key, text in texts(frames).items()}
    bodies = frames.reports.set_index("report_id")["body_id"].to_dict()
    index = Index(own)
    rows = [
        (key, found.key, found.containment)
        for key, text in own.items()
        for found in [
            near for near in index.neighbours(text, most + 5, without=key)
            if pd.isna(bodies[key]) or bodies[near.key] != bodies[key]
        ][:most]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["report_id", "neighbour", "containment"])


def passages(frames: Frames, report_id: str, other: str, least: int = 20) -> pd.DataFrame:
    """One row a passage that two reports share: its words and its place in the own words of each."""
    own = texts(frames)
    mine, theirs = own.get(report_id, ""), own.get(other, "")
    rows = [(*passage, mine[passage.start : passage.end]) for passage in copied(mine, theirs, least)]
    return pd.DataFrame(rows, columns=["start", "end", "other_start", "other_end", "text"])


def boilerplate(frames: Frames, share: float = 0.3) -> pd.DataFrame:
    """One row a report: its sentences, and those that at least this share of the reports hold."""
    own = texts(frames)
    known = templates(own, share)
    rows = []
    for key, text in own.items():
        sentences = list(sentences_of(text))
        rows.append((key, len(sentences), sum(sentence in known for sentence in sentences)))
    return pd.DataFrame(rows, columns=["report_id", "sentences", "templates"])


def parts_present(frames: Frames) -> pd.DataFrame:
    """One row a report: which of the five parts that the format asks of section one its overview has."""
    overview = frames.sections.query("section == 's1_overview'")
    rows = [
        (key, *required_parts(text).values())
        for key, text in zip(overview["report_id"], overview["text"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["report_id", *required_parts("")])


def concordance(frames: Frames, word: str, around: int = 30) -> pd.DataFrame:
    """One row a place where a word stands: report, section, words before, the word, words after."""
    return pd.DataFrame(
        _places(frames, word, around), columns=["report_id", "section", "before", "word", "after"]
    )


def _places(frames: Frames, word: str, around: int) -> Iterator[tuple[str, str, str, str, str]]:
    for key, section, text in frames.sections[["report_id", "section", "text"]].itertuples(index=False):
        for found in re.finditer(re.escape(word), text):
            before, after = (
                text[max(0, found.start() - around) : found.start()],
                text[found.end() : found.end() + around],
            )
            yield key, section, before, found.group(), after
