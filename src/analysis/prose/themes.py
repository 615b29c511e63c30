"""Themes of problems and measures as data: a code, and the words that are sure of it."""

from __future__ import annotations

import re
from importlib.resources import files

_ROWS = [
    line.split("\t")
    for line in files("analysis.prose").joinpath("themes.tsv").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]
_CUES = {
    kind: {code: re.compile(words) for code, words, *_ in _ROWS if code[0] == kind[0].upper()}
    for kind in ("problem", "measure")
}
CODES = {kind: (*cues, f"{kind[0].upper()}_other") for kind, cues in _CUES.items()}
# A problem and the measures that answer it.
ANSWERS = {row[0]: tuple(row[2].split(" ")) for row in _ROWS if len(row) > 2}


def themes_of(kind: str, text: str) -> tuple[str, ...]:
    """The themes of a problem or measure; «other» alone where no cue is sure.

    >>> themes_of("problem", "政策解读形式单一")
    ('P_interp_form',)
    """
    found = [code for code, words in _CUES[kind].items() if words.search(text)]
    found = [code for code in found if not _covered(code, found, text)]
    return tuple(found) or (f"{kind[0].upper()}_other",)


def _covered(code: str, found: list[str], text: str) -> bool:
    """Whether a general theme only repeats what a narrower one says of the same words."""
    interpreting = {"P_interp_form", "P_interp_quality"} & set(found)
    if code in ("P_depth", "P_newmedia", "P_breadth") and interpreting:
        rest = re.sub(r"[^,;。]*(?:解读|图解|动漫)[^,;。]*", "", text)
        return not _CUES["problem"][code].search(rest)
    return False
