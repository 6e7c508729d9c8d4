"""Exports: the annotated archive as data for other programs, a format a room.

for text in FORMATS["tei"].whole((FORMATS["tei"].piece(leaf, settings) for leaf in leaves), settings):
    file.write(text)
"""

from __future__ import annotations

from warraq.exports import conllu, lines, tables, tei, webannotation
from warraq.exports.format import Format

__all__ = ["FORMATS", "Format"]

FORMATS: dict[str, Format] = {
    "conllu": conllu.FORMAT,
    "jsonl": lines.FORMAT,
    "mentions.csv": tables.MENTIONS_FORMAT,
    "names.csv": tables.NAMES_FORMAT,
    "tei": tei.FORMAT,
    "webannotation": webannotation.FORMAT,
}
"""Every format by the name it is asked for."""
