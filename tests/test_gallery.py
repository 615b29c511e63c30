"""The gallery: every chart once, run as a reader would run it."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

from analysis import charts
from golden import RAW

GALLERY = Path(__file__).parents[1] / "notebooks" / "gallery.ipynb"
NOT_CHARTS = {"KEY_FACTS", "PROACTIVE", "kitagawa_steps", "use_style"}


def source() -> str:
    return "\n".join(cell.source for cell in nbformat.read(GALLERY, 4).cells)


def test_the_gallery_shows_every_chart_and_says_which_figures_are_made_up() -> None:
    drawn = set(re.findall(r"charts\.(\w+)\(", source()))
    assert drawn - {"use_style"} == set(charts.__all__) - NOT_CHARTS
    assert "编造" in source()
    assert "made up" in source()
    assert not re.search(r"^\s*(def|for|class) ", source(), re.M)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_gallery_runs(tmp_path: Path) -> None:
    import papermill

    out = tmp_path / "gallery.ipynb"
    inputs = {"lang": "zh", "data_dir": str(RAW)}
    papermill.execute_notebook(
        GALLERY, out, inputs, kernel_name="python3", progress_bar=False, log_output=False
    )
    cells = [cell for cell in nbformat.read(out, 4).cells if cell.cell_type == "code"]
    pictures = sum(any("image/png" in output.get("data", {}) for output in cell.outputs) for cell in cells)
    assert pictures == len(re.findall(r"charts\.(?!use_style)\w+\(", source()))
    streams = [output.text for cell in cells for output in cell.outputs if output.output_type == "stream"]
    assert not streams
