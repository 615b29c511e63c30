"""Captions of tables and rows: the year, the part of a year or the body that they name."""

from __future__ import annotations

import re

from analysis.forms import statistics_words as words
from analysis.reports.figure_column import is_part_of_year
from analysis.reports.years import years_in

NAME = re.compile(
    r"[\u3400-\u9fff]{1,18}(?:省|市|县|区|旗|盟|州|镇|乡|街道|局|委|办|厅|政府|中心|委员会|办公室|办事处)"
)
_NAMED = re.compile(
    rf"(?:(?:填报|编报|报送|填表|报告)?(?:单位|机关)(?:名称)?|附表|附件|表)?[一二三四五\d]*(?:[（(](?:盖章|公章|章)[)）])?\s*[:：、.]?\s*"
    rf"[（(【\[]?(?P<name>{NAME.pattern})[)）】\]]?"
)
OWN, TOTAL = re.compile(words.OWN_TABLE), re.compile(words.TOTAL_TABLE)


def is_caption(text: str) -> bool:
    """Whether words name a year, a part of one, or a body, as they do above a table or a row for each of several."""
    return (
        len(years_in(text)) == 1
        or is_part_of_year(text)
        or body_in(text) is not None
        or bool(OWN.search(text) or TOTAL.search(text))
    )


def body_in(text: str) -> str | None:
    """The body that a caption names: alone, in brackets, or as who filled the table in."""
    name = _NAMED.fullmatch(text)
    return name["name"] if name else None
