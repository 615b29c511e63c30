"""One page: run the notebook for a region, render it, leave it alone while nothing it is made of changes."""

from __future__ import annotations

import hashlib
import json
import re
import time
from pathlib import Path
from typing import Any, NamedTuple

from analysis.batch.notebooks import execute
from analysis.frames.places import Region

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST_REASON = 300


class Page(NamedTuple):
    """What became of a region's page: made, unchanged, or failed with a reason."""

    region: Region
    html: Path
    notebook: Path
    made: bool
    seconds: float
    reason: str = ""

    @property
    def failed(self) -> bool:
        """Whether there is no page because a cell failed."""
        return bool(self.reason)


def make_page(
    region: Region,
    notebook: Path,
    out: Path,
    parameters: dict[str, Any],
    kernel: str,
    lang: str,
    inputs: str,
    force: bool,
) -> Page:
    """Run and render one region; a failing cell gives a page that says so, never an exception.

    ``inputs`` is a digest of everything else the page depends on: data, code, notebook.
    """
    started = time.perf_counter()
    executed, html = out / "notebooks" / f"{region.code}.ipynb", out / f"{region.code}.html"
    stamp = hashlib.sha256(json.dumps([inputs, parameters, lang], sort_keys=True).encode()).hexdigest()
    if not force and html.is_file() and _stamp(executed) == stamp:
        return Page(region, html, executed, False, time.perf_counter() - started)
    reason = ""
    part = executed.with_name(f".{region.code}.part.ipynb")
    html.unlink(missing_ok=True)  # a page of earlier data must not stand for this one
    try:
        execute(notebook, part, parameters, kernel)
        _render(part, html, region, lang)
    except Exception as error:
        reason = reason_of(error)
    _keep(part, executed, notebook.name, "" if reason else stamp)
    return Page(region, html, executed, True, time.perf_counter() - started, reason)


def reason_of(error: Exception) -> str:
    """A failure in one line: for a failed cell what it raised, without the trace."""
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    words = " ".join(ANSI.sub("", f"{name}: {value}").split())
    return words if len(words) <= LONGEST_REASON else f"{words[:LONGEST_REASON]}…"


def _render(executed: Path, html: Path, region: Region, lang: str) -> None:
    import nbformat

    from analysis.batch.render import page_html

    notebook = nbformat.read(executed, as_version=4)  # type: ignore[no-untyped-call,unused-ignore]
    part = html.with_name(f".{html.name}.part")
    part.write_text(page_html(notebook, f"{region.label(lang)} · Gongkai", lang), encoding="utf-8")
    part.replace(html)


def _stamp(executed: Path) -> str:
    try:
        return str(json.loads(executed.read_text(encoding="utf-8"))["metadata"]["gongkai"]["inputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _keep(part: Path, executed: Path, name: str, stamp: str) -> None:
    """Put the executed notebook in its place, with the stamp and without the paths of this machine."""
    if not part.exists():
        return
    content = json.loads(part.read_text(encoding="utf-8"))
    metadata = content["metadata"]
    metadata["gongkai"] = {"inputs": stamp}
    metadata.setdefault("papermill", {}).update(input_path=name, output_path=executed.name)
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    part.replace(executed)
