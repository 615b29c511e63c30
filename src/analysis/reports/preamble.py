"""The body that the prose at the head of a report names: «现公布武山镇2024年…报告», «本报告由财政局编制»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analysis.reports.naming import surely_named
from analysis.reports.title import REPORT, body_in
from analysis.text import tidy

_QUOTED = re.compile("《([^》]*)》")
_MADE = "编制|编写|撰写|起草|制作|制定|形成|公布|发布|公开|出具"
_VERB = re.compile(
    rf"(?:{_MADE}|现将|特将|现就|兹将|就)(?:完成|形成|公布|发布)?(?:了|出|并?公布)?(?:本部门|本单位|本机关|本局)?"
)
_MAKES = re.compile(
    rf"^(?:本报告由)?(?P<body>[\u3400-\u9fff()（）]{{4,40}}?)(?:特此|现|特|已|依法|认真|负责|组织|按时|及时|汇总)*(?:{_MADE})(?:完成)?了?(?=.{{0,40}}(?:报告|年报))"
)
_BY = re.compile(
    rf"(?<![理缘自])由(?P<body>[\u3400-\u9fff()（）]{{4,40}}?)(?:根据|按照|依据|依照|按|综合|汇总|负责|组织|牵头|会同|依法|统一|《|[，,、]|$|{_MADE})"
)
_OF_THE_REPORT = re.compile(rf"(?:报告|年报).{{0,80}}(?:{_MADE})|(?:{_MADE}).{{0,80}}(?:报告|年报)")
_CLAUSE = re.compile("[，,：:]")
_SENTENCE = re.compile("[。；;\n]")


def body_told(paragraphs: Iterable[str]) -> str | None:
    """The body whose report the first sentence that names one says it is; of the maker only if no sentence does."""
    sentences = [s for text in paragraphs for s in _SENTENCE.split(_unquoted(text)) if "报" in s]
    return next(_subjects(sentences), None) or next(_makers(sentences), None)


def _unquoted(text: str) -> str:
    """Without what stands in 《》, unless it is the title of such a report."""
    return _QUOTED.sub(lambda match: match[1] if REPORT.search(match[1]) else "", tidy(text))


def _subjects(sentences: Iterable[str]) -> Iterator[str]:
    """Bodies between the verb and the words of the title (编制大竹县自然资源局2023年政府信息公开工作年度报告)."""
    for sentence in sentences:
        for clause in _CLAUSE.split(sentence):
            report = REPORT.search(clause)
            verbs = list(_VERB.finditer(clause, 0, report.start())) if report else []
            for verb in verbs:
                if report and (name := surely_named(body_in(clause[verb.end() : report.end()]))):
                    yield name


def _makers(sentences: Iterable[str]) -> Iterator[str]:
    """Bodies that made the report (由财政局编制, 财政局编制了本报告)."""
    for sentence in sentences:
        if not _OF_THE_REPORT.search(sentence):
            continue
        found = [
            *_BY.finditer(sentence),
            *(m for part in _CLAUSE.split(sentence) if (m := _MAKES.match(part))),
        ]
        yield from filter(None, (surely_named(match["body"]) for match in found))
