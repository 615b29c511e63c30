"""The labelled facts in the head of a page: 索引号, 发布机构, 发布日期, 标题, as lines or as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.documents import Block
from analysis.reports.naming import surely_named
from analysis.text import fold, normalise, tidy

_FIELDS = {
    "index_no": ("索引号", "索 引 号", "信息索引号", "索引编号"),
    "issuer": (
        "发文机关",
        "发布机构",
        "发布机关",
        "公开机构",
        "发文单位",
        "发布单位",
        "信息来源",
        "公开责任部门",
        "制发机关",
        "单位名称",
        "填报单位",
        "报告单位",
        "编制单位",
        "报送单位",
    ),
    "published": (
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "信息时间",
        "信息日期",
    ),
    "dated": ("发文时间", "发文日期", "成文日期", "生成日期"),
    "title": ("标题", "信息名称", "名称"),
}
_KINDS = {fold(name): kind for kind, names in _FIELDS.items() for name in names}
_KINDS |= {"日期": "published", "时间": "published"}


def _spaced(name: str) -> str:
    return r"[ \u3000]*".join(name)


_NAMES = sorted((name for names in _FIELDS.values() for name in names), key=len, reverse=True)
_LABEL = (
    rf"(?P<name>{'|'.join(map(_spaced, _NAMES))}|(?<![\u3400-\u9fff])(?:日期|时间))"
    r"[\]】]?(?:\s*[:：]\s*|\t+(?<=\t)(?=[^\t]))"
)
_FIELD = re.compile(rf"(?:(?<=[\[【\s|])|^|(?<=[\u3400-\u9fff\d)）])){_LABEL}")
# The next label ends a value, and stands in its place where there is none (发布机构: 文号: …).
_NEXT = r"(?:[\u3400-\u9fff]{2,8}|[\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,5})\s*[:：]"
_VALUE = re.compile(
    rf"(?!{_NEXT})[^|\t]*?(?=\s{{2,}}|[|\t\]】]|$|\s+{_NEXT}|\s*(?:{'|'.join(_NAMES)})\s*[:：])"
)
_COLON = re.compile("[:：︓﹕⩴]")  # all that NFKC makes a colon
_INDEX = re.compile(r"(?=.*\d)(?!20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?$)[\w/\\.·〔〕\[\]()（）—-]{4,60}")


def facts_in(blocks: Sequence[Block]) -> dict[str, str]:
    """The first value beside each label; an issuer or an index number only if it reads as one."""
    found: dict[str, str] = {}
    for block in blocks:
        cells = [cell.strip() for cell in block.cells]
        if not any(_COLON.search(cell) or fold(cell) in _KINDS for cell in cells):
            continue
        text = normalise("\t".join(cells))
        for match in _FIELD.finditer(text):
            value = _VALUE.match(text, match.end())
            kind = _KINDS[fold(match["name"])]
            if value and (fact := _fact(kind, value.group().strip())):
                found.setdefault(kind, fact)
    return found


def _fact(kind: str, value: str) -> str | None:
    if kind == "issuer":
        return surely_named(value)
    if kind == "index_no":
        number = tidy(value).replace(" ", "")
        return number if _INDEX.fullmatch(number) else None
    return value
