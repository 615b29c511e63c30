"""The whole way: raw reports to a page for each region and an index of them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.batch.index import write_index
from analysis.batch.notebooks import PACKAGE, check_parameters, notebook_path, own_kernel
from analysis.batch.overview import OVERVIEW_NOTEBOOK, make_overview
from analysis.batch.pages import Page, make_page
from analysis.errors import StoreError, UnknownNameError
from analysis.frames import store
from analysis.frames.files import code_digest
from analysis.frames.places import Region, regions_of
from analysis.frames.which import asked_reports, is_inside, regions_present

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = ("zh", "en")
OWN_PAGE = re.compile(r"unresolved|\d{6}(?:\d{3}|@\d{4})?")


@dataclass(frozen=True)
class Outcome:
    """What a run did: the ingest, the pages, the index."""

    summary: store.Summary
    pages: tuple[Page, ...]
    index: Path
    overview: Page | None = None

    @property
    def failed(self) -> tuple[Page, ...]:
        """The pages that could not be made."""
        return tuple(page for page in self.all_pages if page.failed)

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """The pages of regions and the overview, if there is one."""
        return (*self.pages, *([self.overview] if self.overview else []))

    def __str__(self) -> str:
        made = sum(page.made and not page.failed for page in self.all_pages)
        kept = sum(not page.made for page in self.all_pages)
        lines = [str(self.summary), f"{made} pages made, {kept} unchanged, {len(self.failed)} failed"]
        lines += [f"  {page.region.name}: {page.reason} (see {page.notebook})" for page in self.failed]
        return "\n".join([*lines, f"Open {self.index}"])


def run(
    raw_dir: str | Path,
    data_dir: str | Path,
    out_dir: str | Path = "reports",
    regions: Iterable[str] | None = None,
    parameters: Mapping[str, Any] | None = None,
    lang: str = "zh",
    workers: int = 1,
    force: bool = False,
    progress: bool = True,
    notebook: str | Path | None = None,
) -> Outcome:
    """Ingest, run the notebook for each province present (or the places named), render the pages and the index.

    A page whose data, code and parameters are unchanged stays, unless ``force``. ``workers`` notebooks run at
    the same time. With the project's own notebook there is also ``overview.html``, if three governments of one level
    have reported. A failing region is told in ``Outcome.failed`` and in the index; the others go on.
    Raises ``UnknownNameError`` for a region or parameter that is not known, ``StoreError`` for a folder that
    cannot be used.
    """
    if lang not in LANGUAGES:
        raise UnknownNameError(
            f"{lang!r} is not a language of the pages; choose from {', '.join(LANGUAGES)}."
        )
    source = Path(notebook) if notebook else notebook_path()
    given = dict(parameters or {})
    known = check_parameters(given, source)
    out = _folder(out_dir, raw_dir)
    summary = store.ingest(raw_dir, data_dir, progress)
    frames = store.load(data_dir)
    chosen = _chosen(frames.reports, regions)
    given |= {name: value for name, value in (("data_dir", str(data_dir)), ("lang", lang)) if name in known}
    inputs = _inputs(summary.content, source)
    try:
        pages = tuple(_pages(chosen, source, out, given, lang, inputs, force, workers, progress))
        _clear_gone(out, frames.reports)
        overview = None
        if notebook is None:
            digest = _inputs(summary.content, notebook_path(OVERVIEW_NOTEBOOK))
            overview = make_overview(out, frames.reports, Path(data_dir), lang, digest, force)
        written = write_index(out, frames, list(pages), lang)
        return Outcome(summary, pages, written, overview)
    except OSError as error:
        raise _folder_error(out, error) from error


def _pages(
    regions: list[Region], source: Path, out: Path, parameters: dict[str, Any], lang: str, inputs: str,
    force: bool, workers: int, progress: bool,
) -> Iterator[Page]:  # fmt: skip
    from tqdm.std import tqdm

    with (
        own_kernel() as kernel,
        ThreadPoolExecutor(workers) as pool,
        tqdm(total=len(regions), desc="pages", unit="page", disable=None if progress else True) as bar,
    ):
        waiting = {
            pool.submit(
                make_page,
                region,
                source,
                out,
                {**parameters, "region": region.code},
                kernel,
                lang,
                inputs,
                force,
            ): region
            for region in regions
        }
        for done in as_completed(waiting):
            bar.set_postfix_str(waiting[done].label(lang))
            bar.update()
        yield from (future.result() for future in waiting)


def _inputs(content: str, notebook: Path) -> str:
    """A digest of what every page depends on: all data (a page shows its peers), the code, the notebook."""
    digest = hashlib.sha256(notebook.read_bytes())
    digest.update(content.encode())
    digest.update(code_digest(PACKAGE).encode())
    return digest.hexdigest()


def _folder(out_dir: str | Path, raw_dir: str | Path) -> Path:
    out = Path(out_dir)
    if out.resolve().is_relative_to(Path(raw_dir).resolve()):
        raise StoreError(
            f"{out} lies inside the raw folder {raw_dir}, which is never written; choose another."
        )
    try:
        (out / "notebooks").mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK):
            raise PermissionError(13, "permission denied", str(out))
    except OSError as error:
        raise _folder_error(out, error) from error
    return out


def _folder_error(out: Path, error: OSError) -> StoreError:
    return StoreError(
        f"{out} cannot be written ({error.strerror or error}); choose another folder with --out."
    )


def _chosen(reports: pd.DataFrame, wanted: Iterable[str] | None) -> list[Region]:
    """The places to make pages of: those named, each of which some report is of, or all provinces."""
    if wanted is None:
        return [region for region, _ in regions_present(reports)]
    regions = regions_of(wanted)
    for region in regions:
        asked_reports(reports, region=region.code, versions="all")
    return list(regions)


def _clear_gone(out: Path, reports: pd.DataFrame) -> None:
    """Remove pages of places that no report is of any more; only files of our own names are touched."""
    readable = asked_reports(reports, versions="all")
    for html in out.glob("*.html"):
        if OWN_PAGE.fullmatch(html.stem) and not is_inside(readable, [Region(html.stem, "")]).any():
            html.unlink()
            (out / "notebooks" / f"{html.stem}.ipynb").unlink(missing_ok=True)
