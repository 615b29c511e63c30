"""Build src/analysis/regions/syllables.tsv, the characters that have one reading in names of townships.

Usage: python tools/make_syllables.py (needs pypinyin). A character of several readings is left out, except those in
``SAFE``, looked through by eye: in names of places they are read in one way, the first that pypinyin gives.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from analysis.regions.gazetteer import table_rows

TARGET = Path(__file__).resolve().parent.parent / "src" / "analysis" / "regions" / "syllables.tsv"
SAFE = (
    "家南路庄石溪平白沙王古寨青园红太台塔土达明港万前宁潭胜化广团桃横夏百草房朱甘温方英吴杜果汤月丁蔡陶屏芦桐鹿景齐彭姚皇汪董"
    "冯登余怀虹包立于巨陆信邓年栗柴蓝奇和合谷池洋昆坑寺屯"
)


def main() -> None:
    """Write the characters by syllable, one syllable a line."""
    from pypinyin import Style, pinyin

    characters = sorted(
        {c for _, _, name, *_ in table_rows("townships.csv.gz") for c in name if c >= "\u3400"}
    )
    table: dict[str, str] = {}
    for character in characters:
        found = list(dict.fromkeys(pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]))
        if found[0] != character and (len(found) == 1 or character in SAFE):
            table[found[0]] = table.get(found[0], "") + character
    lines = (f"{syllable}\t{table[syllable]}\n" for syllable in sorted(table))
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(
        f"{TARGET.name}: {sum(map(len, table.values()))} characters, {TARGET.stat().st_size} bytes",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
