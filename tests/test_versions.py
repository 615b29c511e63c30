"""Versions of a report are found, one is chosen by the stated rule, and none where nothing tells."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.forms import Key
from analysis.frames import store
from analysis.frames.arrow import tables_of
from analysis.frames.check import check
from analysis.frames.rows import Rows, join_rows, report_rows
from analysis.frames.schema import FRAMES, REPORTS
from analysis.frames.tidy import Frames, frames_from, read_reports
from analysis.frames.versions import with_versions
from analysis.reports import Report, read_report
from render import Values, as_text, filled

RAW = Path(__file__).parent.parent / "data" / "raw"


@pytest.fixture(scope="module")
def report() -> Report:
    """潞州区政府办公室 2021, 26 requests."""
    return read_report(next(RAW.rglob("002_*.txt")))


def version(report: Report, key: str, cells: dict[str, float | None] | None = None, **facts: Any) -> Rows:
    """The rows of a report under another id, with some cells and facts changed."""
    rows = report_rows(report, f"{key}.html")
    values = [(key, *row[1:5], *_changed(row, cells or {}), *row[7:]) for row in rows.cells]
    figures = f"{hash(tuple(row[5] for row in values)) & (1 << 64) - 1:016x}"
    known = dict(zip(REPORTS.names, rows.reports[0], strict=True))
    known |= {"report_id": key, "figures": figures, **facts}
    return Rows(
        [tuple(known.values())], values, [(key, *row[1:]) for row in rows.findings],
        [(key, *row[1:]) for row in rows.sections],
    )  # fmt: skip


def _changed(row: tuple[Any, ...], cells: dict[str, float | None]) -> tuple[Any, ...]:
    name = "/".join(row[1:4])
    return (cells[name], row[6]) if name in cells else row[5:7]


def found(*parts: Rows) -> tuple[dict[str, str | None], dict[str, list[str]], list[str]]:
    """version_of by report, finding codes on versions by report, and who counts."""
    frames = with_versions(frames_from(tables_of(join_rows(list(parts)))))
    for name, frame in frames._asdict().items():
        check(frame, FRAMES[name])
    reports, findings = frames.reports, frames.findings
    assert (reports["n_findings"] == reports["report_id"].map(findings.groupby("report_id").size())).all()
    versions = reports.dropna(subset=["version_of"]).set_index("report_id")["version_of"].to_dict()
    codes = findings[findings["code"].isin(["version", "versions_differ", "same_figures"])]
    chosen = reports.loc[reports["is_chosen"], "report_id"]
    return versions, codes.groupby("report_id")["code"].agg(list).to_dict(), sorted(chosen)


REQUESTS = "requests/new_requests/total"
OTHER_BODY = {"body_id": "140403:教育局", "body": "教育局"}


def test_two_files_of_one_report_count_once(report: Report) -> None:
    versions, codes, chosen = found(version(report, "a"), version(report, "b", {REQUESTS: None}, n_cells=5))
    assert (versions, codes, chosen) == ({"b": "a"}, {"b": ["version"]}, ["a"])


def test_a_correction_counts_before_what_it_corrects(report: Report) -> None:
    corrected = version(report, "z", {REQUESTS: 27.0}, title="2021年年度报告(更正)", published="2022-01-01")
    assert found(version(report, "a"), corrected)[2] == ["z"]


def test_the_later_date_counts(report: Report) -> None:
    early = version(report, "a", published="2022-01-20")
    late = version(report, "b", {REQUESTS: 27.0}, published="2022-03-01")
    assert found(early, late)[2] == ["b"]


def test_an_illustrated_edition_without_tables_never_counts(report: Report) -> None:
    picture = version(report, "a", figures=None, n_cells=0, published="2022-04-01", title="一图读懂")
    assert found(picture, version(report, "b"))[2] == ["b"]


def test_versions_that_contradict_each_other_do_not_count(report: Report) -> None:
    versions, codes, chosen = found(version(report, "a"), version(report, "b", {REQUESTS: 27.0}))
    assert (versions, chosen) == ({}, [])
    assert codes == {"a": ["versions_differ"], "b": ["versions_differ"]}


@pytest.mark.parametrize(
    "facts",
    [
        OTHER_BODY,
        {"year": 2022},
        {"scope": "government_aggregate", "body_id": "140403:人民政府"},
    ],
)
def test_other_bodies_and_years_are_other_reports(report: Report, facts: dict[str, Any]) -> None:
    versions, _, chosen = found(version(report, "a"), version(report, "b", {REQUESTS: 27.0}, **facts))
    assert (versions, chosen) == ({}, ["a", "b"])


def test_the_same_figures_of_two_bodies_are_noted(report: Report) -> None:
    versions, codes, chosen = found(version(report, "a"), version(report, "b", **OTHER_BODY))
    assert (versions, chosen) == ({}, ["a", "b"])
    assert codes == {"a": ["same_figures"], "b": ["same_figures"]}


def test_the_same_figures_for_two_years_are_noted(report: Report) -> None:
    versions, codes, chosen = found(version(report, "a"), version(report, "b", year=2022))
    assert (versions, chosen) == ({}, ["a", "b"])
    assert codes == {"a": ["same_figures"], "b": ["same_figures"]}


def test_versions_and_another_body_with_the_same_figures(report: Report) -> None:
    versions, codes, chosen = found(
        version(report, "a"), version(report, "b", n_cells=1), version(report, "c", **OTHER_BODY)
    )
    assert (versions, chosen) == ({"b": "a"}, ["a", "c"])
    assert codes == {"a": ["same_figures"], "b": ["same_figures", "version"], "c": ["same_figures"]}


def test_a_page_and_a_text_of_one_report(tmp_path: Path) -> None:
    """The same form in two formats; the corrected page of the year after holds one figure more."""
    values = filled("2021", 7)
    corrected = values | {Key("proactive", "licensing", "decisions"): "401"}
    body, title = "绥滨县人民政府", "绥滨县人民政府{}年政府信息公开工作年度报告{}"
    (tmp_path / "a.txt").write_text(as_text("2021", values, 2022, body), encoding="utf-8")
    (tmp_path / "b.html").write_text(_page(title.format(2022, ""), values), encoding="utf-8")
    (tmp_path / "c.txt").write_text(as_text("2021", values, 2023, body), encoding="utf-8")
    (tmp_path / "d.html").write_text(_page(title.format(2023, "(更正)"), corrected), encoding="utf-8")
    reports = read_reports(tmp_path).reports.set_index("path")
    assert set(reports["body_id"]) == {"230422:人民政府"}
    assert reports["is_chosen"].tolist() == [True, False, False, True]
    assert reports.at["b.html", "version_of"] == reports.at["a.txt", "report_id"]
    assert reports.at["c.txt", "version_of"] == reports.at["d.html", "report_id"]
    assert (
        reports.at["a.txt", "figures"] == reports.at["b.html", "figures"] != reports.at["d.html", "figures"]
    )


def _page(title: str, values: Values) -> str:
    lines = [line.split("\t") for line in as_text("2021", values, 2022).split("\n")[1:]]
    rows = [
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines if len(line) > 1
    ]
    heads = [f"<p>{line[0]}</p>" if len(line) == 1 else None for line in lines]
    parts = iter(rows)
    body = "\n".join(head if head is not None else next(parts) for head in heads)
    tables = re.sub(r"((?:<tr>.*</tr>\n?)+)", r"<table>\1</table>", body)
    return f"<html><body><h1>{title}</h1>\n{tables}</body></html>"


def test_the_same_figures_without_a_body_are_a_version(report: Report) -> None:
    nameless = version(report, "a", body_id=None, body=None, scope="unknown", n_cells=1)
    assert found(nameless, version(report, "b"))[:1] == ({"a": "b"},)


def test_few_figures_alike_prove_nothing(report: Report) -> None:
    zeros = {f"{c.table}/{c.row}/{c.column}": 0.0 for c in report.cells if c.value}
    kept = dict.fromkeys(list(zeros)[:3], 1.0)
    first = version(report, "a", zeros | kept, body_id=None)
    second = version(report, "b", zeros | kept, body_id=None)
    assert found(first, second)[2] == ["a", "b"]


def test_same_body_and_figures_under_another_scope_are_a_version(report: Report) -> None:
    assert found(version(report, "a"), version(report, "b", scope="unknown", n_cells=9))[0] == {"b": "a"}


def test_the_store_finds_versions_among_old_and_new_files(tmp_path: Path) -> None:
    """The second file comes in a later run; what was noted before is noted anew, and a full run says the same."""
    raw, data = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    source = next(RAW.rglob("002_*.txt"))
    shutil.copyfile(source, raw / "b.txt")
    store.ingest(raw, data, progress=False)
    assert store.load(data).reports["is_chosen"].tolist() == [True]
    (raw / "a.txt").write_bytes(source.read_bytes() + "\n附注。\n".encode())
    shutil.copyfile(source, raw / "c.txt")
    for _ in range(2):
        store.ingest(raw, data, progress=False)
        frames = store.load(data)
        assert frames.reports["is_chosen"].tolist()[:2] == [True, False]
        assert frames.reports["version_of"].iloc[1] == frames.reports["report_id"].iloc[0]
        (raw / "d.txt").write_bytes(b"nothing")
    (raw / "d.txt").unlink()
    store.ingest(raw, data, progress=False)
    frames = store.load(data)
    _same(frames, read_reports(raw))
    (raw / "a.txt").unlink()
    store.ingest(raw, data, progress=False)
    assert store.load(data).reports["is_chosen"].tolist() == [True]


def _same(one: Frames, other: Frames) -> None:
    for left, right in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(left, right)


def test_a_store_of_an_earlier_version_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, data = tmp_path / "raw", tmp_path / "data"
    raw.mkdir()
    shutil.copyfile(next(RAW.rglob("002_*.txt")), raw / "b.txt")
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "schema_digest", lambda: "of an earlier version")
        store.ingest(raw, data, progress=False)
    assert store.ingest(raw, data, progress=False).read == 1
    assert store.load(data).reports["body_id"].tolist() == ["140403:人民政府办公室"]
