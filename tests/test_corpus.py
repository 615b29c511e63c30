"""The made-up corpus: its figures hold together, and reading it gives nothing wrong."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bench.corpus import faults_of, summary, write_corpus
from bench.corpus_bodies import province_bodies
from bench.corpus_figures import EDITION, as_printed, draw_corpus

from analysis import ingest, load
from analysis.forms import Key, edition, identities
from analysis.frames.tidy import Frames

YEARS = (2021, 2022)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, pd.DataFrame, Frames]:
    """A small corpus: what is true of reports and cells, and the frames that were read."""
    out = tmp_path_factory.mktemp("corpus")
    truth = write_corpus(out, ["520000"], YEARS, bodies=60, seed=3)
    ingest(out / "raw", out / "processed", progress=False, workers=1)
    return truth, pd.read_parquet(out / "truth_cells.parquet"), load(out / "processed")


def test_nothing_is_read_wrong(corpus: tuple[pd.DataFrame, pd.DataFrame, Frames]) -> None:
    truth, cells, frames = corpus
    faults = faults_of(truth, cells, frames.reports, frames.cells)
    assert faults.to_dict("records") == []
    shares = summary(truth, cells, frames.reports, frames.cells)
    assert shares["printed figures read, %"] > 99
    assert shares["places found where the report names one, %"] > 99


def test_a_misread_cell_and_place_are_seen(corpus: tuple[pd.DataFrame, pd.DataFrame, Frames]) -> None:
    truth, cells, frames = corpus
    spoilt_cells, spoilt_reports = frames.cells.copy(), frames.reports.copy()
    at = spoilt_cells.index[spoilt_cells["value"].notna()][0]
    spoilt_cells.loc[at, "value"] += 1
    placed = spoilt_reports.index[spoilt_reports["region_code"].notna()][0]
    spoilt_reports.loc[placed, "region_code"] = "110000"
    faults = faults_of(truth, cells, spoilt_reports, spoilt_cells)
    assert len(faults) == 2
    assert "region_code" in set(faults["what"])


def test_figures_hold_together() -> None:
    bodies = province_bodies("520000", YEARS, 80)
    _, drawn = draw_corpus(np.random.default_rng(5), bodies, YEARS)
    for body in bodies:
        before, after = (as_printed(cells) for cells in drawn[body.number])
        for rule in identities(edition(EDITION)):
            assert sum(float(before[key]) for key in rule.left) == sum(
                float(before[key]) for key in rule.right
            )
        for column in ("natural_person", "org_legal_service", "total"):
            out, taken = Key("requests", "carried_out", column), Key("requests", "carried_in", column)
            assert before[out] == after[taken]
        if body.aggregate:
            below = [drawn[other.number][0] for other in bodies if other.above == body.number]
            assert np.array_equal(drawn[body.number][0], np.sum(below, axis=0))


def test_a_seed_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word file is a zip archive, which once held the hour at which it was written."""
    for name, hour in (("one", 1_600_000_000), ("two", 1_700_000_000)):
        monkeypatch.setattr(time, "time", lambda hour=hour: hour)
        write_corpus(tmp_path / name, ["140000"], [2022], bodies=20, seed=9)
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one" / "raw").rglob("*.*"))
    assert len(files) >= 20
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


def test_a_code_of_no_province_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the code of a province"):
        write_corpus(tmp_path / "x", ["140100"], [2022])
