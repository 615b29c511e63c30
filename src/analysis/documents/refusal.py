"""A file that cannot be read: the error that says why and what to do, in both languages."""

from __future__ import annotations

from analysis.errors import UnreadableFileError
from analysis.words.refusals import REFUSALS


def refused(key: str, name: object, **values: object) -> UnreadableFileError:
    """The error of a file that cannot be read; ``key`` is that of ``REFUSALS``, whose names ``values`` fill in.

    >>> str(refused("empty", "a.txt"))
    'a.txt: the file is empty; fetch it again'
    """
    said = REFUSALS[key].filled(**values)
    return UnreadableFileError(f"{name}: {said.en}", f"{name}：{said.zh}")
