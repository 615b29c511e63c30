"""Write a filled form as a web page, in the ways in which sites and office programs do: for round trips."""

from __future__ import annotations

import base64
import html
import quopri
import random
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from analysis.forms import SECTIONS, Block, Edition, Key, edition
from render import Values

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
OUTCOMES = "三、本年度办理结果"


class Cell(NamedTuple):
    """A cell of a table: its text, the rows and columns it spans, and whether it is a head."""

    text: str
    down: int = 1
    across: int = 1
    head: bool = False


Rows = list[list[Cell]]


def form_tables(form: Edition, table: str, values: Mapping[Key, str]) -> Rows:
    """A table of the form as the official print has it, with its spans."""
    rows: Rows = []
    for block in form.blocks:
        if block.table == table:
            rows += _WRITERS.get(table, _one_figure_a_row)(block, values)
    return rows


def _one_figure_a_row(block: Block, values: Mapping[Key, str]) -> Rows:
    """The statistics table of 2014, and the local one before it: label, unit, figure."""
    rows: Rows = [[_head(block.heads[0]), _head("单位"), _head(block.heads[1])]]
    for group, members in groupby(block.rows, key=lambda row: row.group):
        rows += [[Cell(group, 1, 3)]] if group else []
        rows += ([Cell(row.zh), Cell(row.unit or ""), *_values(block, row.code, values)] for row in members)
    return rows


def _head(text: str, down: int = 1, across: int = 1) -> Cell:
    return Cell(text, down, across, head=True)


def _values(block: Block, row: str, values: Mapping[Key, str]) -> list[Cell]:
    return [Cell(values.get(Key(block.table, row, column.code), "")) for column in block.columns]


def _proactive(block: Block, values: Mapping[Key, str]) -> Rows:
    share = 3 // len(block.columns)
    last = 3 - share * (len(block.columns) - 1)
    across = [share] * (len(block.columns) - 1) + [last]
    heads = [_head(column.zh, 1, n) for column, n in zip(block.columns, across, strict=True)]
    rows = [[_head(block.name, 1, 4)], [_head("信息内容"), *heads]]
    for row in block.rows:
        figures = _values(block, row.code, values)
        rows.append([Cell(row.zh), *(c._replace(across=n) for c, n in zip(figures, across, strict=True))])
    return rows


def _requests(block: Block, values: Mapping[Key, str]) -> Rows:
    heads = [column.zh for column in block.columns]
    rows: Rows = [
        [_head(CORNER, 3, 3), _head("申请人情况", 1, 7)],
        [_head(heads[0], 2), _head("法人或其他组织", 1, 5), _head(heads[-1], 2)],
        [_head(text) for text in heads[1:-1]],
    ]
    inside = [row for row in block.rows if not row.zh.startswith(("一、", "二、", "四、"))]
    for group, members in groupby(block.rows, key=lambda row: row.group):
        listed = list(members)
        for number, row in enumerate(listed):
            labels = [Cell(row.zh, 1, 3)]
            if row in inside:
                labels = [Cell(row.zh)] if group else [Cell(row.zh, 1, 2)]
                if group and number == 0:
                    labels.insert(0, Cell(group, len(listed)))
                if row is inside[0]:
                    labels.insert(0, Cell(OUTCOMES, len(inside)))
            rows.append([*labels, *_values(block, row.code, values)])
    return rows


def _remedies(block: Block, values: Mapping[Key, str]) -> Rows:
    heads = [column.zh for column in block.columns]
    return [
        [_head("行政复议", 1, 5), _head("行政诉讼", 1, 10)],
        [*(_head(head, 2) for head in heads), _head("未经复议直接起诉", 1, 5), _head("复议后起诉", 1, 5)],
        [_head(head) for head in heads * 2],
        [Cell(values.get(key, "")) for key in block.lines[0].keys],
    ]


_WRITERS: dict[str, Callable[[Block, Mapping[Key, str]], Rows]] = {
    "proactive": _proactive,
    "requests": _requests,
    "remedies": _remedies,
}

# ---- ways to write ----


def _span(cell: Cell) -> str:
    down = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    return down + across


def _plain_cell(cell: Cell) -> str:
    tag = "th" if cell.head else "td"
    return f"<{tag}{_span(cell)}>{html.escape(cell.text)}</{tag}>"


def _word_cell(cell: Cell) -> str:
    inside = html.escape(cell.text) or "&nbsp;"
    if re.fullmatch(r"[\d.]+", cell.text):
        inside = f"<span lang=EN-US>{inside[:1]}</span><span lang=EN-US>{inside[1:]}<o:p></o:p></span>"
    return (
        f"<td width=59{_span(cell)} style='width:44.2pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>\n"
        f"  <p class=MsoNormal align=center style='text-align:center'><span\n  style='font-size:9.0pt;"
        f"font-family:宋体'>{inside}</span></p>\n  </td>"
    )


def _upper_unclosed_cell(cell: Cell) -> str:
    return f"<TD{_span(cell).replace('=', ' = ').upper()} ALIGN=center>{html.escape(cell.text)}\n"


def _broken_cell(cell: Cell) -> str:
    """Heads in columns of single characters, pieces on lines of their own, references for the digits."""
    text = cell.text
    if not text:
        return f"<td{_span(cell)}><p><br></p></td>"
    if text == OUTCOMES:
        inside = "<br>".join(text)
    elif re.fullmatch(r"[\d.]+", text):
        inside = f"<p>\u200b&#{ord(text[0])};<b>{text[1:]}</b></p><p>&nbsp;&emsp;</p>"
    elif len(text) > 6:
        inside = f"<div>{text[:4]}</div><div>{html.escape(text[4:])}</div>"
    else:
        inside = f"{text[:2]}<br/>\n{text[2:]}"
    return f"<td{_span(cell)}>{inside}</td>"


def _thousands_cell(cell: Cell) -> str:
    text = f"{int(cell.text):,}" if cell.text.isdecimal() else cell.text
    return _plain_cell(cell._replace(text=text))


def _table(rows: Rows, cell: Callable[[Cell], str], row: str = "<tr>{}</tr>\n") -> str:
    return "".join(row.format("".join(map(cell, cells))) for cells in rows)


def _simple(rows: Rows) -> str:
    return f'<table border="1">\n{_table(rows, _plain_cell)}</table>'


def _word(rows: Rows) -> str:
    row = " <tr style='mso-yfti-irow:0;height:22.7pt'>\n  {}\n </tr>\n"
    return (
        f"<div align=center>\n<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n"
        f" style='border-collapse:collapse;border:none'>\n{_table(rows, _word_cell, row)}"
        " <![if !supportMisalignedColumns]>\n <tr height=0><td width=59 style='border:none'></td></tr>\n"
        " <![endif]>\n</table>\n</div>"
    )


def _nested(rows: Rows) -> str:
    return (
        "<table width=100%><tbody><tr><td>&nbsp;</td></tr><tr><td><table><tr><td>"
        f"<p>单位：件</p>{_simple(rows)}<p>注：数据截至12月31日。</p></td></tr></table></td><td></td></tr></tbody></table>"
    )


def _cut_in_two(rows: Rows) -> str:
    """A page break in the middle, a cell cut by it is given again without its label."""
    at = len(rows) // 2 if len(rows) > 5 else len(rows)
    second = f"<p></p><table>{_table(rows[at:], _plain_cell)}</table>" if rows[at:] else ""
    return f"<table>{_table(rows[:at], _plain_cell)}</table>{second}"


def _sectioned(rows: Rows) -> str:
    heads = [row for row in rows if all(cell.head for cell in row)]
    body = [row for row in rows if row not in heads]
    if rows[: len(heads)] != heads:
        return f"<table><tbody>{_table(rows, _plain_cell)}</tbody></table>"
    return (
        f"<table><caption>统计表</caption><colgroup><col><col></colgroup><thead>{_table(heads, _plain_cell)}</thead>"
        f"<tbody>{_table(body, _plain_cell)}</tbody></table>"
    )


def _upper_unclosed(rows: Rows) -> str:
    return f"<TABLE BORDER=1 WIDTH='100%'>\n{_table(rows, _upper_unclosed_cell, '<TR>{}')}</TABLE>"


def _disagreeing(rows: Rows) -> str:
    """Heads whose spans do not add up, and a stray empty head."""
    changed = [
        [
            *([_head("")] if n == 1 else []),
            *(c._replace(across=c.across + (n % 2)) if c.head else c for c in row),
        ]
        for n, row in enumerate(rows)
    ]
    return f"<table>{_table(changed, _plain_cell)}</table>"


def _repeated_labels(rows: Rows) -> str:
    """No spans down: the label of a group stands in each of its rows, as some converters fill merged cells."""
    open_cells: list[tuple[int, Cell]] = []
    written: Rows = []
    for row in rows:
        above = [cell for left, cell in open_cells if left]
        open_cells = [(left - 1, cell) for left, cell in open_cells if left > 1]
        if not any(cell.head for cell in row):
            open_cells += [(cell.down - 1, cell) for cell in row if cell.down > 1]
            row = [*above, *row]
        written.append([cell._replace(down=1) if not cell.head else cell for cell in row])
    return f"<table>{_table(written, _plain_cell)}</table>"


def _spans_filled(rows: Rows) -> str:
    """No spans at all: blank cells stand where a cell is merged."""
    waiting: dict[int, int] = {}
    written: Rows = []
    for row in rows:
        cells, queue, column = [], list(row), 0
        while queue or waiting.get(column):
            if waiting.get(column):
                waiting[column] -= 1
                cells.append(Cell(""))
                column += 1
                continue
            cell = queue.pop(0)
            cells += [cell._replace(down=1, across=1), *[Cell("")] * (cell.across - 1)]
            for _ in range(cell.across):
                waiting[column] = cell.down - 1
                column += 1
        written.append(cells)
    return f"<table>{_table(written, _plain_cell)}</table>"


def _plain_page(title: str, parts: list[str]) -> str:
    body = "\n".join(part if part.startswith("<") else f"<p>{html.escape(part)}</p>" for part in parts)
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>\n<h1>{title}</h1>\n{body}\n</body></html>"
    )


def _chrome_page(title: str, parts: list[str]) -> str:
    links = "".join(f'<li><a href="/c{n}.html">栏目{n}</a></li>' for n in range(12))
    body = "".join(part if part.startswith("<") else f"<div>&#12288;&#12288;{part}</div>" for part in parts)
    return f"""<!-- saved from url=(0030)http://www.qingshan.gov.cn/a.html -->
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{title}_青山县人民政府门户网站</title>
<meta name="SiteName" content="青山县人民政府"><meta name="SiteIDCode" content="3208000001">
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-01-18 10:22">
<meta name="ContentSource" content="青山县人民政府办公室"><script>var t = "<table><tr><td>1</td></tr></table>";</script>
<style>td {{ display: none }}</style></head><body onload="f('>')"><div class=nav><ul>{links}</ul></div>
<div style="display:none"><table><tr><td>行政许可</td><td>99</td></tr></table></div><noscript>请启用脚本</noscript>
<div>当前位置：<a href=/>首页</a> &gt; <a href=/x>政府信息公开</a> &gt; 年度报告</div>
<table class=head><tr><td>索引号：</td><td>XX-2024-1</td><td>发布日期：</td><td>2024-01-18</td></tr></table>
<h1>{title}</h1><div id=zoom>{body}</div><div>分享到：<img src=a.png width=16 height=16></div>
<div>主办：青山县人民政府办公室</div><div>网站标识码：3208000001</div></body></html>"""


def _layout_page(title: str, parts: list[str]) -> str:
    body = "".join(part if part.startswith("<") else f"　　{part}<br>" for part in parts)
    return (
        "<html><body><table><tr><td width=200><table><tr><td>导航</td></tr><tr><td>链接</td></tr></table></td>"
        f"<td><center><b>{title}</b></center><br>{body}</td></tr>"
        "<tr><td colspan=2>版权所有</td></tr></table></body></html>"
    )


def _fragment(title: str, parts: list[str]) -> str:
    """Plain text, as Markdown is, in which the tables alone are marked up."""
    return "\n\n".join([f"# {title}", *parts])


def _utf8(page: str) -> bytes:
    return page.encode()


def _gbk_with_wrong_meta(page: str) -> bytes:
    return page.encode("gb18030")


def _utf16(page: str) -> bytes:
    return page.encode("utf-16")


def _gb2312(page: str) -> bytes:
    return page.replace('charset="utf-8"', "charset=gb2312").encode("gbk", "ignore")


def _mhtml(encoding: str) -> Callable[[str], bytes]:
    def write(page: str) -> bytes:
        body = page.encode()
        coded = quopri.encodestring(body) if encoding == "quoted-printable" else base64.encodebytes(body)
        return (
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.qingshan.gov.cn/a.html\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
            b'\tboundary="----MultipartBoundary--x"\r\n\r\n\r\n------MultipartBoundary--x\r\n'
            b"Content-Type: text/css\r\n\r\ntd {}\r\n------MultipartBoundary--x\r\n"
            b"Content-Type: text/html\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n" + coded
            + b"\r\n------MultipartBoundary--x--\r\n"
        )  # fmt: skip

    return write


class Dialect(NamedTuple):
    """How the tables, the page around them and the bytes are written."""

    table: Callable[[Rows], str]
    page: Callable[[str, list[str]], str] = _plain_page
    encode: Callable[[str], bytes] = _utf8


def _of_cells(cell: Callable[[Cell], str]) -> Callable[[Rows], str]:
    return lambda rows: f"<table>{_table(rows, cell)}</table>"


DIALECTS: dict[str, Dialect] = {
    "plain": Dialect(_simple),
    "word": Dialect(_word, _layout_page),
    "word_gbk": Dialect(_word, encode=_gbk_with_wrong_meta),
    "nested": Dialect(_nested),
    "layout": Dialect(_simple, _layout_page, _gb2312),
    "cut_in_two": Dialect(_cut_in_two),
    "sectioned": Dialect(_sectioned, _chrome_page),
    "upper_unclosed": Dialect(_upper_unclosed, encode=_gb2312),
    "disagreeing": Dialect(_disagreeing),
    "broken_cells": Dialect(_of_cells(_broken_cell), _chrome_page),
    "thousands": Dialect(_of_cells(_thousands_cell)),
    "repeated_labels": Dialect(_repeated_labels),
    "spans_filled": Dialect(_spans_filled, _chrome_page, _utf16),
    "fragment": Dialect(_simple, _fragment),
    "mhtml_quoted": Dialect(_word, _chrome_page, _mhtml("quoted-printable")),
    "mhtml_base64": Dialect(_nested, _layout_page, _mhtml("base64")),
}


def as_page(
    code: str, values: Mapping[Key, str], dialect: str, year: int = 2023, body: str = "青山县人民政府"
) -> str:
    """A whole report as the text of a web page."""
    form = edition(code)
    parts: list[str | Rows] = []
    tables = {block.table for block in form.blocks}
    for section in SECTIONS:
        parts.append(f"{section.numeral}、{section.zh}")
        if section.table in tables:
            parts.append(form_tables(form, section.table, values))
        else:
            parts.append(f"{year}年，本机关认真做好有关工作。统计期限自{year}年1月1日起至12月31日止。")
    for table in dict.fromkeys(block.table for block in form.blocks):
        if table not in {section.table for section in SECTIONS}:
            parts += ["附表", form_tables(form, table, values)]
    return page_of(f"{body}{year}年政府信息公开工作年度报告", parts, dialect)


def page_of(title: str, parts: Sequence[str | Rows], dialect: str) -> str:
    """Paragraphs and tables below a title as the text of a web page."""
    way = DIALECTS[dialect]
    return way.page(title, [part if isinstance(part, str) else way.table(part) for part in parts])


def as_html(
    code: str, values: Mapping[Key, str], dialect: str, year: int = 2023, body: str = "青山县人民政府"
) -> bytes:
    """The page of as_page in the bytes of its dialect."""
    return DIALECTS[dialect].encode(as_page(code, values, dialect, year, body))


def with_blanks(values: Mapping[Key, str], seed: int, share: float = 0.5) -> Values:
    """The same form with a share of its zeros left blank."""
    rng = random.Random(seed)
    return {key: "" if value == "0" and rng.random() < share else value for key, value in values.items()}


# ---- damage ----

_ANY_TAG = re.compile(r"<[^<>]*>")
_WHOLE_CELL = re.compile(r"<(t[dh])\b[^<>]*>(?:(?!</?t[dhr]\b).)*</\1>", re.S | re.I)
_WHOLE_ROW = re.compile(r"<tr\b[^<>]*>(?:(?!</?tr\b).)*</tr>", re.S | re.I)


def _picked(pattern: re.Pattern[str], page: str, rng: random.Random) -> re.Match[str] | None:
    found = list(islice(pattern.finditer(page), 3000))
    return rng.choice(found) if found else None


def drop_tag(page: str, rng: random.Random) -> str:
    """One tag is lost."""
    match = _picked(_ANY_TAG, page, rng)
    return page[: match.start()] + page[match.end() :] if match else page


def drop_cell(page: str, rng: random.Random) -> str:
    """One cell is lost with its content."""
    match = _picked(_WHOLE_CELL, page, rng)
    return page[: match.start()] + page[match.end() :] if match else page


def drop_row(page: str, rng: random.Random) -> str:
    """One row is lost."""
    match = _picked(_WHOLE_ROW, page, rng)
    return page[: match.start()] + page[match.end() :] if match else page


def repeat_row(page: str, rng: random.Random) -> str:
    """One row stands there twice."""
    match = _picked(_WHOLE_ROW, page, rng)
    return page[: match.end()] + match.group() + page[match.end() :] if match else page


def repeat_tag(page: str, rng: random.Random) -> str:
    """One tag stands there twice."""
    match = _picked(_ANY_TAG, page, rng)
    return page[: match.end()] + match.group() + page[match.end() :] if match else page


def cut_off(page: str, rng: random.Random) -> str:
    """The page ends early, not in the digits of a number."""
    at = rng.randrange(len(page) // 3, len(page))
    while at < len(page) and page[at - 1] in "0123456789.," and page[at] in "0123456789.,":
        at += 1
    return page[:at]


def spoil_markup(page: str, rng: random.Random) -> str:
    """A character of the markup is another."""
    match = _picked(_ANY_TAG, page, rng)
    if match is None:
        return page
    at = rng.randrange(match.start(), match.end())
    other = rng.choice("<>/\"' =aTdr\x01é&;!-")
    return page if page[at].isdigit() else page[:at] + other + page[at + 1 :]


def lose_markup(page: str, rng: random.Random) -> str:
    """A character of the markup is lost."""
    match = _picked(_ANY_TAG, page, rng)
    at = rng.randrange(match.start(), match.end()) if match else 0
    return page if page[at].isdigit() else page[:at] + page[at + 1 :]


DAMAGES = (
    drop_tag,
    drop_tag,
    drop_cell,
    drop_row,
    repeat_row,
    repeat_tag,
    cut_off,
    spoil_markup,
    lose_markup,
)


def damaged(page: str, seed: int, most: int = 5) -> tuple[str, list[str]]:
    """The page with one to ``most`` damages, and their names; no digit of a figure is changed."""
    rng = random.Random(seed)
    done = []
    for _ in range(rng.randint(1, most)):
        damage = rng.choice(DAMAGES)
        page = damage(page, rng)
        done.append(damage.__name__)
    return page, done
