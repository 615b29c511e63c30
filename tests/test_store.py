"""The store: whole at any moment, no work done twice, every fault told in a sentence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import analysis
import analysis.reports
from analysis.errors import GongkaiError, StoreError, UnknownNameError
from analysis.frames import snapshot, store
from analysis.frames.check import check
from analysis.frames.loading import named_in
from analysis.frames.schema import FRAMES
from analysis.frames.verifying import verify

RAW = Path(__file__).parent.parent / "data" / "raw"
TEXTS = sorted(RAW.rglob("*.txt"))
PDF = next(RAW.rglob("*.pdf"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "2023").mkdir(parents=True)
    for path in TEXTS[:3]:
        shutil.copyfile(path, folder / "2023" / path.name)
    return folder


@pytest.fixture(autouse=True)
def same_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "code_digest", lambda *_: "this code")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read while a test runs."""
    names: list[str] = []
    real = analysis.reports.read_all_reports

    def reading(path: Path, overrides: dict[str, str] | None = None) -> analysis.reports.Report:
        names.append(Path(path).name)
        return real(path, overrides)

    monkeypatch.setattr(analysis.reports, "read_all_reports", reading)
    return names


def ingest(raw: Path, data: Path) -> store.Summary:
    return store.ingest(raw, data, progress=False)


def files_in(data: Path) -> set[str]:
    """The files of the store below its folder, without its record and its lock."""
    found = (path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    return set(found) - {snapshot.CURRENT, snapshot.LOCK}


def settle(folder: Path) -> None:
    """Give all files a date that is not just now, as files have in life."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, ns=(10**18, 10**18))


def test_the_real_reports_are_read_and_come_back_as_declared(data: Path) -> None:
    summary = ingest(RAW, data)
    assert (summary.files, summary.reports, summary.unreadable) == (6, 6, 0)
    frames = store.load(data)
    for name, frame in frames._asdict().items():
        check(frame, FRAMES[name])
    assert len(frames.cells) == 1200
    assert (frames.cells.groupby("report_id").size() == 200).all()
    assert frames.reports["path"].is_monotonic_increasing


def test_unchanged_files_are_not_read_again(raw: Path, data: Path, read: list[str]) -> None:
    settle(raw)
    first = ingest(raw, data)
    before = (data / snapshot.CURRENT).read_bytes()
    assert len(read) == 3
    second = ingest(raw, data)
    assert len(read) == 3
    assert (second.read, second.kept) == (0, 3)
    assert second.content == first.content == store.content(data)
    assert (data / snapshot.CURRENT).read_bytes() == before


def test_a_new_date_alone_is_no_reason_to_read_again(raw: Path, data: Path, read: list[str]) -> None:
    ingest(raw, data)
    settle(raw)
    assert ingest(raw, data).read == 0
    assert ingest(raw, data).read == 0
    assert len(read) == 3


def test_only_what_changed_is_read(raw: Path, data: Path, read: list[str]) -> None:
    ingest(raw, data)
    changed, gone, moved = sorted(raw.rglob("*.txt"))
    changed.write_bytes(changed.read_bytes() + "\n附注。\n".encode())
    gone.unlink()
    moved.rename(raw / "moved.txt")
    shutil.copyfile(TEXTS[3], raw / "new.txt")
    read.clear()
    summary = ingest(raw, data)
    assert sorted(read) == sorted([changed.name, "new.txt"])
    assert (summary.files, summary.read, summary.removed) == (3, 2, 2)
    assert list(store.load(data).reports["path"]) == [f"2023/{changed.name}", "moved.txt", "new.txt"]


def test_an_override_or_a_new_parser_means_to_read_again(
    raw: Path, data: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(raw, data)
    name = next((raw / "2023").iterdir()).name
    (raw / "sources.csv").write_text(f"path,body,who\n2023/{name},某县教育局,own look\n", encoding="utf-8")
    read.clear()
    ingest(raw, data)
    assert read == [name]
    reports = store.load(data).reports
    assert list(reports.loc[reports["path"] == f"2023/{name}", "body"]) == ["某县教育局"]
    for where, name, value in (
        (analysis.reports, "PARSER_VERSION", "other"),
        (store, "code_digest", lambda *_: "other code"),
    ):
        monkeypatch.setattr(where, name, value)
        read.clear()
        ingest(raw, data)
        assert len(read) == 3


def test_copies_count_once_and_are_named(raw: Path, data: Path, read: list[str]) -> None:
    first = min(raw.rglob("*.txt"))
    for name in ("copy.txt", "again.txt"):
        shutil.copyfile(first, raw / name)
    ingest(raw, data)
    frames = store.load(data)
    assert len(frames.reports) == 3
    assert len(read) == 3
    found = frames.findings[frames.findings["code"] == "duplicate_file"]
    assert list(found["severity"]) == ["info"]
    assert "again.txt" in found["message"].iloc[0]
    assert "copy.txt" in found["message"].iloc[0]
    (raw / "copy.txt").unlink()
    (raw / "again.txt").unlink()
    ingest(raw, data)
    assert "duplicate_file" not in set(store.load(data).findings["code"])
    assert len(read) == 3


def test_a_file_that_cannot_be_read_keeps_its_row(raw: Path, data: Path) -> None:
    (raw / "empty.txt").touch()
    (raw / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (raw / "cut.pdf").write_bytes(PDF.read_bytes()[:2000])
    (raw / "gone.txt").symlink_to(raw / "nowhere.txt")
    summary = ingest(raw, data)
    assert (summary.reports, summary.unreadable) == (3, 4)
    frames = store.load(data)
    lost = frames.reports[frames.reports["format"] == "unreadable"]
    assert set(lost["path"]) == {"empty.txt", "binary.txt", "cut.pdf", "gone.txt"}
    assert set(lost["scope"]) == {"unknown"}
    assert (lost["n_cells"] == 0).all()
    errors = frames.findings[frames.findings["report_id"].isin(lost["report_id"])]
    assert list(errors["severity"]) == ["error"] * 4
    assert ingest(raw, data).content == summary.content


def test_a_fault_of_the_reader_stops_one_file_only(
    raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = analysis.reports.read_all_reports
    bad = min(raw.rglob("*.txt"))

    def reading(path: Path, overrides: dict[str, str] | None = None) -> analysis.reports.Report:
        if path == bad:
            raise RecursionError("too deep")
        return real(path, overrides)

    monkeypatch.setattr(analysis.reports, "read_all_reports", reading)
    assert (ingest(raw, data).reports, ingest(raw, data).unreadable) == (2, 1)
    assert "RecursionError: too deep" in " ".join(store.load(data).findings["message"])


def test_no_files_give_empty_frames_with_their_dtypes(tmp_path: Path, data: Path) -> None:
    (tmp_path / "raw").mkdir()
    assert ingest(tmp_path / "raw", data).reports == 0
    for name, frame in store.load(data)._asdict().items():
        assert len(check(frame, FRAMES[name])) == 0


def test_several_processes_read_the_same(raw: Path, data: Path, tmp_path: Path) -> None:
    ingest(raw, data)
    store.ingest(raw, tmp_path / "other", progress=False, workers=2)
    for one, other in zip(store.load(data), store.load(tmp_path / "other"), strict=True):
        assert one.equals(other)


def test_a_file_that_kills_its_process_is_set_aside(tmp_path: Path) -> None:
    script = tmp_path / "deadly.py"
    script.write_text(DEADLY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), *map(str, TEXTS[:3])], capture_output=True, text=True, timeout=300
    )
    assert done.stdout.split() == ["text", "text", "unreadable"], done.stderr


DEADLY = """
import os, sys
from pathlib import Path
import analysis.reports
real = analysis.reports.read_all_reports
def reading(path, overrides=None):
    if Path(path).name == Path(sys.argv[-1]).name:
        os._exit(9)
    return real(path, overrides)
analysis.reports.read_all_reports = reading
if __name__ == "__main__":
    from analysis.frames.tidy import read_reports
    print(*sorted(read_reports(sys.argv[1:], workers=2).reports["format"]))
"""


# what is asked for


def test_only_what_is_asked_for_is_loaded(data: Path) -> None:
    ingest(RAW, data)
    whole = store.load(data)
    some = store.load(data, region="山西", years=2022)
    assert list(some.reports["county"]) == ["交口县"]
    for one, other in zip(some, whole, strict=True):
        rows = other[other["report_id"].isin(some.reports["report_id"])].reset_index(drop=True)
        assert one.equals(rows)
    cells = store.load(data, frames=["cells"], columns={"cells": ["value"]})
    assert list(cells.cells.columns) == ["report_id", "table", "row", "column", "value"]
    assert cells.findings.empty
    assert not whole.findings.empty
    for wrong in (
        {"frames": ["cell"]},
        {"columns": {"cells": ["worth"]}},
        {"region": "山东省外"},
        {"level": "conty"},
    ):
        with pytest.raises(UnknownNameError, match=r"cell|worth|山东省外|conty"):
            store.load(data, **wrong)  # type: ignore[arg-type]


def test_the_store_is_asked_in_sql_and_opened_by_others(data: Path) -> None:
    ingest(RAW, data)
    frames = store.load(data)
    query = "select count(*) as n, sum(value) as total from cells where year = 2023 and province = '23'"
    ids = frames.reports.loc[frames.reports["region_code"].str.startswith("23").fillna(False), "report_id"]
    values = frames.cells.loc[frames.cells["report_id"].isin(ids), "value"]
    answer = analysis.sql(query, data)
    assert answer["n"].tolist() == [len(values)]
    assert answer["total"].tolist() == [values.sum()]
    assert len(analysis.sql("select * from findings", data)) == len(frames.findings)
    assert len(pd.read_parquet(data / "cells")) == len(frames.cells)
    with pytest.raises(StoreError, match="gongkai ingest"):
        analysis.sql("select 1", data / "nothing")


def test_a_store_proves_itself(raw: Path, data: Path) -> None:
    ingest(raw, data)
    assert verify(data, raw) == []
    next((raw / "2023").iterdir()).write_text("政府信息公开工作年度报告", encoding="utf-8")
    assert any("other reports" in fault for fault in verify(data, raw))
    flip_a_byte(data)
    lose_table(data)
    assert len(verify(data)) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_must_not_be_opened_is_a_row(raw: Path, data: Path, tmp_path: Path) -> None:
    os.mkfifo(raw / "pipe.txt")
    with (raw / "huge.txt").open("wb") as stream:
        stream.truncate(20 * 10**9)
    (tmp_path / "outside.txt").write_bytes(TEXTS[3].read_bytes())
    (raw / "out.txt").symlink_to(tmp_path / "outside.txt")
    (raw / "round").symlink_to(raw)
    summary = ingest(raw, data)
    assert (summary.reports, summary.unreadable) == (3, 3)
    said = " ".join(store.load(data).findings["message_zh"])
    assert all(words in said for words in ("管道", "超过上限", "--follow-links"))
    followed = store.ingest(raw, data, progress=False, follow_links=True)
    assert (followed.reports, followed.unreadable) == (4, 2)


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_reads_the_same(
    raw: Path, data: Path, tmp_path: Path, kind: type[ThreadPoolExecutor] | type[ProcessPoolExecutor]
) -> None:
    ingest(raw, data)
    with kind(2) as executor:
        store.ingest(raw, tmp_path / "other", progress=False, executor=executor)
    for one, other in zip(store.load(data), store.load(tmp_path / "other"), strict=True):
        assert one.equals(other)


# a kill at any moment


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(raw: Path, data: Path, tmp_path: Path) -> None:
    settle(raw)
    ingest(raw, data)
    script = tmp_path / "kill.py"
    script.write_text(KILLED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(raw), str(data), str(TEXTS[3])],
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    states = json.loads(done.stdout)
    assert set(states) == {"old", "new"}
    assert len(states) > 15
    assert states[-1] == "new"
    assert files_in(data) == named_in(snapshot.current(data)), "leftovers are cleared"


KILLED = """
# Ingest again and again, killed at the 1st, 2nd, 3rd … touch of the disk, until one run gets through.
import json, os, random, shutil, signal, sys, time
from pathlib import Path
import pyarrow
import analysis.reports
from analysis.frames import store

raw, data, new = map(Path, sys.argv[1:])
base = data.with_name("base")
shutil.copytree(data, base)
events = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree"}
old = store.load(data)
shutil.copyfile(new, raw / "new.txt")

def state():
    frames = store.load(data)
    if len(frames.reports) == len(old.reports):
        assert all(a.equals(b) for a, b in zip(frames, old))
        return "old"
    assert len(frames.reports) == len(old.reports) + 1
    assert (frames.cells.groupby("report_id").size() == 200).all()
    return "new"

def run(at, after=None):
    child = os.fork()
    if child:
        if after is not None:
            time.sleep(after)
            os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]
    seen = 0
    def hook(event, arguments):
        nonlocal seen
        if event in events and str(data) in str(arguments[0]):
            seen += 1
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
    store.ingest(raw, data, progress=False)
    os._exit(0)

states, at = [], 1
while run(at):
    states.append(state())
    if at % 3 == 0:  # some start from what the kill left, some from the old state alone
        shutil.rmtree(data)
        shutil.copytree(base, data)
    at += 1
    if states[-1] == "new" and at < 200:
        shutil.rmtree(data)
        shutil.copytree(base, data)
states.append(state())
for _ in range(10):
    shutil.rmtree(data)
    shutil.copytree(base, data)
    run(0, after=random.random() * 0.2)
    state()
shutil.rmtree(data)
shutil.copytree(base, data)
run(0)
assert state() == "new"
store.ingest(raw, data.with_name("undisturbed"), progress=False)
assert all(a.equals(b) for a, b in zip(store.load(data), store.load(data.with_name("undisturbed"))))
print(json.dumps(states))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on file sizes")
def test_a_full_disk_leaves_the_earlier_data(raw: Path, data: Path) -> None:
    ingest(raw, data)
    before = store.content(data)
    shutil.copyfile(TEXTS[3], raw / "new.txt")
    script = (
        "import resource, sys; from analysis.frames import store, tidy; import pyarrow.parquet\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "try: store.ingest(sys.argv[1], sys.argv[2], progress=False)\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(raw), str(data)], capture_output=True, text=True, timeout=300
    )
    assert done.stdout.startswith("StoreError The disk under"), done.stdout + done.stderr
    assert store.content(data) == before
    assert ingest(raw, data).reports == 4


# two at once


def test_a_second_writer_is_told_to_wait(raw: Path, data: Path) -> None:
    data.mkdir()
    with (
        snapshot.locked(data),
        pytest.raises(StoreError, match=rf"process {os.getpid()} .*wait until it ends"),
    ):
        ingest(raw, data)


def test_a_lock_left_by_a_dead_process_does_not_hold(raw: Path, data: Path) -> None:
    data.mkdir()
    (data / snapshot.LOCK).write_text("process 1 on elsewhere\n")
    assert ingest(raw, data).reports == 3


# what goes wrong


def damage_record(data: Path) -> None:
    (data / snapshot.CURRENT).write_text("{", encoding="utf-8")


def cut_table(data: Path) -> None:
    path = next(data.glob("cells/*/*/part-*.parquet"))
    path.write_bytes(path.read_bytes()[:-200])


def flip_a_byte(data: Path) -> None:
    path = next(data.glob("sections/*/*/part-*.parquet"))
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    path.write_bytes(content)


def lose_table(data: Path) -> None:
    next(data.glob("findings/*/*/part-*.parquet")).unlink()


def lose_reports(data: Path) -> None:
    next(data.glob("reports/*.parquet")).unlink()


@pytest.mark.parametrize("damage", [damage_record, cut_table, flip_a_byte, lose_table, lose_reports])
def test_damage_is_told_and_ingest_mends_it(raw: Path, data: Path, damage: Callable[[Path], None]) -> None:
    ingest(raw, data)
    whole = store.load(data)
    damage(data)
    with pytest.raises(StoreError, match=r"is damaged .*run `gongkai ingest --rehash`"):
        store.load(data)
    summary = store.ingest(raw, data, progress=False, rehash=True)
    assert 1 <= summary.read <= 3
    assert all(one.equals(other) for one, other in zip(store.load(data), whole, strict=True))
    assert files_in(data) == named_in(snapshot.current(data))


@pytest.mark.parametrize("facts", [{"format": 0}, {"facts": {"format": 1}, "format": None}])
def test_data_of_another_version_is_renewed(raw: Path, data: Path, facts: dict[str, object]) -> None:
    ingest(raw, data)
    record = json.loads((data / snapshot.CURRENT).read_text(encoding="utf-8"))
    (data / snapshot.CURRENT).write_text(json.dumps(record | facts), encoding="utf-8")
    with pytest.raises(StoreError, match="another version"):
        store.load(data)
    assert store.content(data) == ""
    assert ingest(raw, data).read == 3
    assert len(store.load(data).reports) == 3


def test_no_data_yet(data: Path) -> None:
    with pytest.raises(StoreError, match=r"no data .* yet; run `gongkai ingest` first"):
        store.load(data)


def test_folders_that_cannot_be_used(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder"):
        ingest(tmp_path / "nowhere", tmp_path / "data")
    with pytest.raises(StoreError, match="never written"):
        ingest(raw, raw / "data")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        ingest(raw, tmp_path / "file")
    with pytest.raises(StoreError, match="cannot be used"):
        ingest(raw, tmp_path / "file" / "below")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(raw: Path, data: Path) -> None:
    data.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="choose another folder"):
        ingest(raw, data)


def test_the_raw_folder_is_never_written(raw: Path, data: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (raw, *raw.rglob("*"))}
    ingest(raw, data)
    assert {path: path.stat().st_mtime_ns for path in (raw, *raw.rglob("*"))} == before


def test_odd_names_and_hidden_files(raw: Path, data: Path) -> None:
    source = min(raw.rglob("*.txt"))
    odd = raw / "a=b;'\n\x1b[31m.txt"
    odd.write_bytes(source.read_bytes() + b"\n")
    undecodable = os.fsdecode(os.fsencode(raw) + b"/\xff\xfe.txt")
    Path(undecodable).write_bytes(source.read_bytes() + b"\n\n")
    (raw / ".DS_Store").write_bytes(b"\0")
    (raw / "README.md").write_text("about these files")
    assert ingest(raw, data).files == 5
    paths = set(store.load(data).reports["path"])
    assert {odd.name, "\\xff\\xfe.txt"} <= paths
    assert ingest(raw, data).read == 0


# notes on the sources


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("path,colour\n", "unknown column 'colour': the columns are path, url"),
        ("url\nhttps://example.org\n", "no column 'path'"),
        ("path\n2023/none.txt\n", "line 2: there is no file '2023/none.txt'"),
        ("path\n../sources.csv\n", "no file '../sources.csv'"),
        ("path\n/etc/passwd\n", "no file '/etc/passwd'"),
        ("path,region_code,who\n{0},12,me\n", "region_code is '12'; write the official code"),
        ("path,year,who\n{0},1999,me\n", "year is '1999'"),
        ("path,year,who\n{0},二〇二三,me\n", "year is '二〇二三'"),
        ("path,scope,who\n{0},all,me\n", "scope is 'all'; it is one of own_body"),
        ("path,retrieved\n{0},yesterday\n", "write the day as YYYY-MM-DD"),
        ("path,url\n{0},file:///etc\n", "has to start with http"),
        ("path,body\n{0},某局\n", "body is set; fill 'who'"),
        ("path\n{0}\n{0}\n", "has a row already"),
        ("path\n{0},more\n", "2 fields for 1 columns"),
        ("path,url\n,https://example.org\n", "the column 'path' is empty"),
    ],
)
def test_a_fault_in_the_notes_is_told_with_its_line(raw: Path, data: Path, text: str, message: str) -> None:
    name = min(path.relative_to(raw).as_posix() for path in raw.rglob("*.txt"))
    (raw / "sources.csv").write_text(text.replace("{0}", name), encoding="utf-8")
    with pytest.raises(UnknownNameError) as caught:
        ingest(raw, data)
    assert message in str(caught.value)
    assert isinstance(caught.value, GongkaiError)


def test_notes_saved_by_a_spreadsheet(raw: Path, data: Path) -> None:
    name = min(path.relative_to(raw).as_posix() for path in raw.rglob("*.txt"))
    text = f'path,body,who,year\r\n{name},"某县,某局",me,2020\r\n,,,\r\n'
    (raw / "sources.csv").write_bytes(text.encode("utf-8-sig"))
    ingest(raw, data)
    row = store.load(data).reports.set_index("path").loc[name]
    assert (row["body"], row["year"]) == ("某县,某局", 2020)
    (raw / "sources.csv").write_bytes(text.encode("gb18030"))
    with pytest.raises(UnknownNameError, match="not UTF-8"):
        ingest(raw, data)


def test_the_notes_of_this_project_hold() -> None:
    from analysis.frames.sources import read_sources

    assert set(read_sources(RAW)) == {path.relative_to(RAW).as_posix() for path in [*TEXTS, PDF]}


def test_of_two_copies_of_a_file_the_one_with_overrides_is_heard(raw: Path, data: Path) -> None:
    name = next((raw / "2023").iterdir()).name
    shutil.copyfile(raw / "2023" / name, raw / "2023" / "0_copy.txt")
    rows = f"path,url,body,who\n2023/0_copy.txt,http://a.gov.cn/1,,\n2023/{name},,某县教育局,own look\n"
    (raw / "sources.csv").write_text(rows, encoding="utf-8")
    ingest(raw, data)
    assert "某县教育局" in set(store.load(data).reports["body"])
