"""Reports whose tables are typed into a page or a word processor, with tabs or line by line, and are no tables."""

from __future__ import annotations

from random import Random
from textwrap import wrap

import pytest

from analysis.documents import Line, read_bytes
from analysis.reports import report_from
from damage import damaged
from golden import GOLDEN, judged, raw_file
from render import as_text, blanked, filled
from render_dialects import DIALECTS
from render_pdf import make_pdf, own_font, show
from render_printed import printed
from render_typed import KINDS, Kind, docx

TEXTS = sorted(name for name in GOLDEN if name.endswith(".txt"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("name", TEXTS)
def test_typed_tables_are_read_as_in_text(name: str, kind: Kind) -> None:
    report = report_from(read_bytes(kind.write(raw_file(name).read_text(encoding="utf-8")), name))
    verdicts = judged(GOLDEN[name], report.cells)
    assert "wrong" not in verdicts.values()
    # Markup folds blanks: the five blank cells of 001's review leave no trace, so table 四 is not placed there.
    lost = {key for key, verdict in verdicts.items() if verdict != "right"}
    assert not lost or (
        name.startswith("001") and "HTML" in kind.name and {k[:8] for k in lost} == {"remedies"}
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_damaged_typed_tables_give_no_wrong_cell(kind: Kind) -> None:
    for seed in range(60):
        name = TEXTS[seed % len(TEXTS)]
        text, _ = damaged(raw_file(name).read_text(encoding="utf-8"), 5_000 + seed)
        report = report_from(read_bytes(kind.write(text), name))
        assert "wrong" not in judged(GOLDEN[name], report.cells).values(), (name, seed)


def test_rows_of_typed_tables_lead_back_to_the_text() -> None:
    document = read_bytes(docx(raw_file(TEXTS[0]).read_text(encoding="utf-8")), "typed.docx")
    rows = [block for block in document.blocks if isinstance(block, Line)]
    assert len(rows) > 30
    for row in rows:
        printed = document.text[row.source.start : row.source.end]
        assert "".join(printed.split()) == "".join("".join(row.cells).split())


def test_a_real_table_keeps_its_rows_whatever_stands_around_it() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>1</td><td>2</td></tr>" for n in range(12))
    page = f"<html><body><p>甲\u3000乙\u30001\u30002</p><table>{rows}</table><p>丙 3 4</p></body></html>"
    blocks = read_bytes(page.encode(), "page.html").blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", *["Line"] * 12, "Paragraph"]


def test_entities_left_in_text_are_blanks_and_signs() -> None:
    values = blanked(filled("2021", 3), 5)
    text = as_text("2021", {key: value or "&nbsp;" for key, value in values.items()})
    report = report_from(read_bytes(text.encode(), "entities.txt"))
    assert {cell.status for cell in report.cells} == {"reported", "blank"}


def printed_line_by_line(text: str) -> bytes:
    """A text file as LibreOffice prints one: each line, broken after 45 characters, 45 lines a page."""
    lines = [part for line in text.split("\n") for part in wrap(line, 45)]
    pages = [lines[n : n + 45] for n in range(0, len(lines), 45)]
    with own_font():
        return make_pdf(
            ["".join(show(50, 760 - 16 * n, line) for n, line in enumerate(page)) for page in pages]
        )


def test_a_printed_text_file_of_one_cell_a_line_is_read() -> None:
    """A figure that stands on the first or last line of many pages is no running head."""
    dialect = next(dialect for dialect in DIALECTS if dialect.name == "one cell a line, bars")
    for seed, share in ((0, 1.0), (1, 0.1)):
        values = filled("2021", seed, share=share)
        text = dialect.write(printed("2021", values, 2021), Random(seed))
        report = report_from(read_bytes(printed_line_by_line(text), "printed.pdf"))
        assert {cell.key: cell.value for cell in report.cells} == {k: float(v) for k, v in values.items()}
        for damage in range(30):
            broken, _ = damaged(text, 7_000 + damage)
            got = report_from(read_bytes(printed_line_by_line(broken), "printed.pdf")).cells
            assert all(cell.value in (None, float(values[cell.key])) for cell in got), damage
