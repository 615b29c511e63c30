"""The examples in the docstrings of indicators and charts run, and every public function has one."""

from __future__ import annotations

import doctest
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from analysis import charts, measures
from analysis.forms import groups
from analysis.frames import grid, used_cells

FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def modules() -> Iterator[ModuleType]:
    yield from (groups, grid, used_cells, import_module("analysis.forms"))
    for package in (measures, charts):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield import_module(found.name)


@pytest.mark.parametrize(
    "module", list(modules()), ids=lambda module: module.__name__.removeprefix("analysis.")
)
def test_examples_run(module: ModuleType) -> None:
    with mpl.rc_context():
        mpl.use("Agg")
        assert doctest.testmod(module, optionflags=FLAGS).failed == 0
    plt.close("all")


@pytest.mark.parametrize("package", [measures, charts], ids=["measures", "charts"])
def test_every_public_function_has_an_example(package: ModuleType) -> None:
    for name in package.__all__:
        thing = getattr(package, name)
        if inspect.isfunction(thing):
            assert ">>> " in str(thing.__doc__), name
