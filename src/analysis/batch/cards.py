"""The page of one report: the card notebook run and rendered."""

from __future__ import annotations

import tempfile
from pathlib import Path

from analysis.batch.notebooks import execute, notebook_path, own_kernel
from analysis.batch.pages import reason_of
from analysis.batch.render import page_html
from analysis.batch.runs import LANGUAGES
from analysis.errors import GongkaiError, StoreError, UnknownNameError
from analysis.pages import report_card
from analysis.pages.figures import report_label

CARD_NOTEBOOK = "report_card.ipynb"


def card(
    report: str | Path,
    out: str | Path | None = None,
    *,
    data_dir: str | Path | None = "data/processed",
    raw_dir: str | Path | None = "data/raw",
    lang: str = "zh",
    notebook: str | Path | None = None,
) -> Path:
    """Write the card of a report as one HTML page that needs no network, and return its path.

    ``report`` is an id or path of the store in ``data_dir``, or any file; ``raw_dir`` is where its printed lines
    are looked up. The page is ``out``, or ``card-<report_id>.html`` here. Raises ``UnknownNameError`` for a report
    or language that is not known, ``UnreadableFileError`` for a file that cannot be read, ``StoreError`` if the page
    cannot be written, ``GongkaiError`` if the notebook fails.
    """
    if lang not in LANGUAGES:
        raise UnknownNameError(
            f"{lang!r} is not a language of the pages; choose from {', '.join(LANGUAGES)}."
        )
    # what is wrong with the report is said here, in a second, and not by a kernel that takes five
    known = report_card(str(report), data_dir=data_dir, raw_dir=None, lang="en")
    target = Path(out) if out is not None else Path(f"card-{known.focus}.html")
    parameters = {
        "report": _absolute(report),
        "lang": lang,
        "data_dir": None if data_dir is None else str(Path(data_dir).resolve()),
        "raw_dir": None if raw_dir is None else str(Path(raw_dir).resolve()),
    }
    html = _rendered(
        Path(notebook) if notebook else notebook_path(CARD_NOTEBOOK),
        parameters,
        report_label(known.report, known),
        lang,
    )
    try:
        target.write_text(html, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); choose another file.") from error
    return target


def _absolute(report: str | Path) -> str:
    path = Path(report)
    return str(path.resolve()) if path.is_file() else str(report)


def _rendered(notebook: Path, parameters: dict[str, str | None], title: str, lang: str) -> str:
    import nbformat

    with tempfile.TemporaryDirectory(prefix="gongkai-card-") as folder, own_kernel() as kernel:
        executed = Path(folder, "card.ipynb")
        try:
            execute(notebook, executed, parameters, kernel)
        except Exception as error:
            raise GongkaiError(f"The card could not be made: {reason_of(error)}") from error
        made = nbformat.read(executed, as_version=4)  # type: ignore[no-untyped-call,unused-ignore]
    return page_html(made, f"{title} · Gongkai", lang, home=None)
