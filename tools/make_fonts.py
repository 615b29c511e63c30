"""Make the Chinese fonts of the charts and pages: a subset of Noto Sans CJK SC under a name of its own.

    python tools/make_fonts.py --regular NotoSansCJK-Regular.ttc --bold NotoSansCJK-Bold.ttc \
        --licence OFL.txt --names townships.csv --names counties.json

The two font files are those of Debian's package ``fonts-noto-cjk`` (or the single-face files of the Noto CJK
project). ``--names`` takes any text file; all its characters are kept, as are all of GB 2312, Latin-1 and the
place names in ``src/analysis/regions``. Writes an OTF (for matplotlib) and a WOFF2 (for pages) for each weight.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path
from unicodedata import category

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "src" / "analysis" / "charts" / "fonts"
FAMILY = "Gongkai Sans SC"
SOURCE_FAMILY = "Noto Sans CJK SC"
WEIGHTS = {"Regular": 400, "Bold": 700}
SYMBOLS = "–—―‘’“”•…‰′″※‹›€™→←↑↓↔−×÷±≈≠≤≥·■□▲△▼▽◆◇○◎●★☆✓✗〓㎡℃①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩〇"


def gb2312() -> set[str]:
    """All characters of GB 2312-80, as the codec of the standard library knows them."""
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {char for pair in pairs for char in pair.decode("gb2312", errors="ignore")}


def read_text(path: Path) -> str:
    """The text of a file, gzipped or not."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


def wanted(names: list[Path]) -> set[int]:
    """Code points to keep: GB 2312, Latin-1, the symbols above and every character of the name files."""
    files = [*names, *sorted((ROOT / "src" / "analysis" / "regions").glob("*.csv.gz"))]
    chars = gb2312() | set(SYMBOLS) | {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    chars |= {chr(code) for code in range(0xFF01, 0xFF5F)}
    chars |= {char for path in files for char in read_text(path)}
    return {ord(char) for char in chars if char.isprintable() or category(char) == "Zs"}


def face(path: Path) -> TTFont:
    """The simplified-Chinese face of a font file or collection."""
    fonts = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
    for font in fonts:
        if font["name"].getDebugName(16) == SOURCE_FAMILY or font["name"].getDebugName(1) == SOURCE_FAMILY:
            return font
    raise SystemExit(f"{path} has no face {SOURCE_FAMILY!r}; give a Noto Sans CJK file.")


def subset(font: TTFont, codes: set[int]) -> None:
    """Drop all other glyphs, hints and layout features from the font, in place."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def rename(font: TTFont, weight: str) -> None:
    """Give the font its own family name and keep copyright, licence and the names of its makers."""
    table = font["name"]
    kept = [
        n for n in table.names if n.platformID == 3 and n.langID == 0x409 and n.nameID in (0, 5, 8, 9, 13, 14)
    ]
    table.names = kept
    postscript = f"{FAMILY.replace(' ', '')}-{weight}"
    own = {
        1: FAMILY,
        2: weight,
        3: f"{postscript};subset of {SOURCE_FAMILY}",
        4: f"{FAMILY} {weight}",
        6: postscript,
        10: f"A subset of {SOURCE_FAMILY} for the Gongkai project, under the same licence.",
    }
    for name_id, text in own.items():
        table.setName(text, name_id, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    cff.topDictIndex[0].FullName, cff.topDictIndex[0].FamilyName = own[4], FAMILY
    font["OS/2"].usWeightClass = WEIGHTS[weight]
    # Bit 5 of fsSelection and bit 0 of macStyle say bold, bit 6 says regular; matplotlib and browsers look.
    bold = weight == "Bold"
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100000) | (0b100000 if bold else 0b1000000)
    font["head"].macStyle = 1 if bold else 0


def write(font: TTFont, weight: str) -> list[Path]:
    """Save the font as OTF and WOFF2; the files carry no time of making, so that a rerun gives equal bytes."""
    stem = f"{FAMILY.replace(' ', '')}-{weight}"
    font.recalcTimestamp = False
    paths = [FONTS / f"{stem}.otf", FONTS / f"{stem}.woff2"]
    for path in paths:
        font.flavor = "woff2" if path.suffix == ".woff2" else None
        font.save(path, reorderTables=None if font.flavor else True)
    return paths


def main() -> None:
    """Read the arguments, make both weights and print what was written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--regular", type=Path, required=True)
    parser.add_argument("--bold", type=Path, required=True)
    parser.add_argument("--licence", type=Path, required=True, help="the text of the SIL Open Font License")
    parser.add_argument(
        "--names", type=Path, action="append", default=[], help="text file with names to cover"
    )
    args = parser.parse_args()
    FONTS.mkdir(parents=True, exist_ok=True)
    (FONTS / "OFL.txt").write_text(args.licence.read_text(encoding="utf-8").strip() + "\n", encoding="utf-8")
    codes = wanted(args.names)
    for weight, path in (("Regular", args.regular), ("Bold", args.bold)):
        font = face(path)
        missing = sorted(codes - set(font.getBestCmap()))
        subset(font, codes)
        rename(font, weight)
        for made in write(font, weight):
            print(f"{made.relative_to(ROOT)}  {made.stat().st_size:,} bytes")
        print(
            f"{weight}: {len(font.getBestCmap())} characters; not in the source: {''.join(map(chr, missing))}"
        )


if __name__ == "__main__":
    main()
