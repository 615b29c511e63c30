"""Frames of the narrative, and its notebook in both languages."""

import json
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from bench.prose import ROOT, samples

from analysis.frames.prose import prose_of
from analysis.frames.store import ingest
from analysis.frames.tidy import tidy
from analysis.measures import narrative
from analysis.reports import read_report
from analysis.words.prose import METRICS


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    """The sample reports, and one of them a year later with one problem fewer and one sentence more."""
    folder = tmp_path_factory.mktemp("raw")
    for path in samples():
        (folder / path.name).write_bytes(path.read_bytes())
    later = (
        samples()[4]
        .read_text(encoding="utf-8")
        .replace("2023年1月12日", "2024年1月10日")
        .replace("2022", "2023")
    )
    assert "四是公开工作人员的专业素能有待提高。" in later
    later = later.replace("；四是公开工作人员的专业素能有待提高。", "。")
    (folder / "later.txt").write_text(
        later.replace("助力我县优化", "新举措是推出便民服务地图，助力我县优化"), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def frames(raw):
    return tidy(read_report(path) for path in sorted(raw.iterdir()))


@pytest.fixture(scope="module")
def prose(frames):
    return prose_of(frames)


def test_counts_keep_scopes_apart(prose):
    table = narrative.counted(prose)
    assert not table.duplicated(["metric", "scope"]).any()
    own = table[(table["metric"] == "new") & (table["scope"] == "aggregate")].iloc[0]
    assert (own["reports"], own["median"]) == (2, 1.0)


def test_problems_are_answered_and_admitted_again(frames, prose):
    assert narrative.answered(prose)["problems"].sum() == (prose.points["kind"] == "problem").sum()
    again = narrative.persistence(frames, prose)
    assert list(again["year"]) == [2023]
    assert "P_capacity" not in again["codes"][0].split()
    assert again["again"][0] == again["themes"][0]


def test_reuse_between_two_years(frames):
    reuse = narrative.reuse_over_time(frames).set_index("section")["containment"]
    assert 0.98 < reuse["s5_problems"] < 1.0
    assert 0.9 < reuse["s1_overview"] < 1.0


def test_neighbours_are_of_other_bodies(frames):
    near = narrative.nearest(frames)
    bodies = frames.reports.set_index("report_id")["body_id"]
    same = near["report_id"].map(bodies) == near["neighbour"].map(bodies)
    assert not same.fillna(False).any()


def test_passages_and_concordance_point_into_the_text(frames):
    last = frames.reports.query("year == 2023 and level == 'county'")["report_id"].iloc[0]
    first = frames.reports.query("year == 2022")["report_id"].iloc[0]
    own = narrative.texts(frames)
    for row in narrative.passages(frames, last, first).itertuples():
        assert own[last][row.start : row.end] == row.text
    found = narrative.concordance(frames, "政策解读", 5)
    assert (found["word"] == "政策解读").all()
    assert (found["before"].str.len() <= 5).all()


def test_template_sentences_and_required_parts(frames):
    table = narrative.boilerplate(frames, 0.25)
    assert (table["templates"] <= table["sentences"]).all()
    assert table["templates"].max() > 5
    assert narrative.parts_present(frames)["requests"].all()


def test_labels_in_both_languages():
    codes = pd.Series(["new", "P_timely", None, "unheard"])
    assert list(narrative.labelled(codes, "en")[:2]) == [METRICS["new"].en, "timeliness"]
    assert narrative.labelled(codes)[3] == "unheard"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_notebook_runs(raw, tmp_path, lang, capsys):
    ingest(raw, tmp_path / "data", progress=False, workers=1)
    cells = json.loads((ROOT / "notebooks" / "narrative.ipynb").read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        for cell in (cell for cell in cells if cell["cell_type"] == "code"):
            exec("".join(cell["source"]), names)
            if cell["metadata"].get("tags") == ["parameters"]:
                names |= {"data_dir": Path(tmp_path / "data"), "lang": lang}
    plt.close("all")
    assert ("reports" if lang == "en" else "报告") in capsys.readouterr().out
