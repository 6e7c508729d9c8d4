"""Make the web fonts of `indexer/warraq/web/fonts` from Amiri's: `python tools/subset_fonts.py FOLDER_OF_TTF`.

Needs fonttools and brotli, which the package itself does not. Kept: all of the Arabic block (Persian, Urdu and
Maghrebi letters, tashkeel, both sets of Arabic digits), ASCII, Western accents, and the quotation marks and dashes of
Arabic print, so that no character of an ordinary page falls back to another face. Left out: stylistic sets and Quranic
extras.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

OUT = Path(__file__).parent.parent / "indexer" / "warraq" / "web" / "fonts"
TEXT = [(0x20, 0x7E), (0xA0, 0xFF), (0x152, 0x153), (0x600, 0x6D5), (0x6E5, 0x6E6), (0x6EE, 0x6FF), (0x200C, 0x200F)]
TEXT += [(0x2010, 0x2015), (0x2018, 0x201E), (0x2026, 0x2026), (0x2039, 0x203A), (0xFDFA, 0xFDFA), (0xFDF2, 0xFDF2)]
TITLES = [(0x20, 0x7E), (0xA0, 0xFF), (0x60C, 0x60C), (0x61B, 0x61F), (0x620, 0x66D), (0x670, 0x671)]
TITLES += [(0x67E, 0x67E), (0x686, 0x686), (0x698, 0x698), (0x6A4, 0x6AF), (0x6C0, 0x6D2), (0x6F0, 0x6F9)]
TITLES += [(0x200C, 0x200F), (0x2013, 0x2014), (0x2018, 0x201D), (0x2026, 0x2026)]
FEATURES = ["ccmp", "locl", "isol", "init", "medi", "fina", "rlig", "calt", "liga", "mark", "mkmk", "kern", "curs"]


def subset(source: Path, target: Path, ranges: list[tuple[int, int]]) -> None:
    """Write the glyphs of `ranges` as WOFF2."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.recalc_timestamp = False  # the same fonts make the same files
    font = load_font(str(source), options)
    maker = Subsetter(options)
    maker.populate(unicodes=[point for low, high in ranges for point in range(low, high + 1)])
    maker.subset(font)
    save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    subset(folder / "Amiri-Regular.ttf", OUT / "amiri-regular.woff2", TEXT)
    subset(folder / "Amiri-Bold.ttf", OUT / "amiri-bold.woff2", TITLES)
