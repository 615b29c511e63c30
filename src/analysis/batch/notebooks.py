"""The notebooks that come with the package: where they are, what they take, and the kernel that runs them."""

from __future__ import annotations

import ast
import contextlib
import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import StoreError, UnknownNameError

PACKAGE = Path(__file__).resolve().parent.parent
REGION_NOTEBOOK = "region_report.ipynb"
SET_BY_RUN = {"region": "--region", "data_dir": "--data", "lang": "--lang"}


def notebook_path(name: str = REGION_NOTEBOOK) -> Path:
    """A notebook of the project: in the checkout if there is one, else in the installed package.

    Raises ``UnknownNameError`` if it is in neither.
    """
    places = _folders()
    for folder in places:
        if (folder / name).is_file():
            return folder / name
    raise UnknownNameError(
        f"There is no notebook {name} in {' or '.join(map(str, places))}; install gongkai again."
    )


def working_folder() -> Path:
    """The folder of notebooks to work in: that of the checkout, or a copy in ``./notebooks``."""
    checkout, installed = _folders()
    if any(checkout.glob("*.ipynb")):
        return checkout
    own = Path("notebooks").resolve()
    try:
        own.mkdir(exist_ok=True)
        for source in installed.glob("*.ipynb"):
            if not (own / source.name).exists():
                shutil.copyfile(source, own / source.name)
    except OSError as error:
        raise StoreError(
            f"{own} cannot be written ({error.strerror}); go to a folder of yours first."
        ) from error
    return own


def settings(pairs: Iterable[str]) -> dict[str, Any]:
    """``name=value`` pairs as parameters; a value that looks like a Python or JSON literal is one."""
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals or not name.strip():
            raise UnknownNameError(f"{pair!r} is not a parameter; write NAME=VALUE, such as -p level=county.")
        found[name.strip()] = _literal(text.strip())
    return found


def known_parameters(notebook: Path) -> dict[str, str]:
    """The parameters that a notebook takes, each with its line of the cell tagged ``parameters``.

    papermill could tell too, but overlooks annotations such as ``list[int] | None``, and takes 3 s to import.
    """
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    known: dict[str, str] = {}
    for cell in cells:
        if "parameters" not in cell["metadata"].get("tags", ()):
            continue
        lines = "".join(cell["source"]).splitlines()
        for statement in ast.parse("\n".join(lines)).body:
            targets = (
                statement.targets
                if isinstance(statement, ast.Assign)
                else [getattr(statement, "target", None)]
            )
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            known |= dict.fromkeys(names, lines[statement.lineno - 1])
    return known


def check_parameters(parameters: Mapping[str, Any], notebook: Path) -> set[str]:
    """The names that the notebook takes; ``UnknownNameError`` for one it does not, listing those it does."""
    known = known_parameters(notebook)
    own = [name for name in parameters if name in SET_BY_RUN]
    if own:
        raise UnknownNameError(
            f"The parameter {own[0]!r} is set for each page; use {SET_BY_RUN[own[0]]} instead."
        )
    unknown = [name for name in parameters if name not in known]
    if unknown:
        names = ", ".join(name for name in known if name not in SET_BY_RUN)
        raise UnknownNameError(f"{notebook.name} has no parameter {unknown[0]!r}; it has: {names or 'none'}.")
    return set(known)


@contextlib.contextmanager
def own_kernel() -> Iterator[str]:
    """The name of a kernel that is this very interpreter, whatever kernels are installed on the machine."""
    with tempfile.TemporaryDirectory(prefix="gongkai-kernel-") as folder:
        place = Path(folder, "kernels", "gongkai")
        place.mkdir(parents=True)
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--log-level=ERROR"]
        spec = {"argv": command, "display_name": "Gongkai", "language": "python", "env": _kernel_paths()}
        (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        earlier = os.environ.get("JUPYTER_PATH")
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (folder, earlier)))
        try:
            yield "gongkai"
        finally:
            if earlier is None:
                del os.environ["JUPYTER_PATH"]
            else:
                os.environ["JUPYTER_PATH"] = earlier


def execute(notebook: Path, target: Path, parameters: dict[str, Any], kernel: str) -> None:
    """Run a notebook into ``target``, which is kept also if a cell fails; that failure is raised."""
    import papermill

    # it does not understand every annotation, and then warns of unknown parameters; we have checked them
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        papermill.execute_notebook(
            _braced(notebook),
            _braced(target),
            parameters,
            kernel_name=kernel,
            language="python",
            progress_bar=False,
        )
    finally:
        _close_loop()


def _folders() -> tuple[Path, Path]:
    return PACKAGE.parent.parent / "notebooks", PACKAGE / "notebooks"


def _kernel_paths() -> dict[str, str]:
    """In a checkout that is not installed the kernel has to be told where the package is."""
    if not (PACKAGE.parent.parent / "pyproject.toml").is_file():
        return {}
    return {"PYTHONPATH": os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))}


def _close_loop() -> None:
    """Close the event loop that running a notebook leaves open in this thread."""
    from jupyter_core.utils import ensure_event_loop

    ensure_event_loop().close()


def _braced(path: Path) -> str:
    """A path for papermill, which takes braces in it for parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _literal(text: str) -> Any:
    for read in (ast.literal_eval, json.loads):
        with contextlib.suppress(ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            return read(text)
    return text
