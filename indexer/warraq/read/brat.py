"""brat's stand-off files: text-bound annotations (`T`), and what notes (`#`) and normalisations (`N`) say of them.

See "Annotation Data Format" in brat's manual. Relations, events and attributes say nothing that a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from warraq.read.claim import Claim
from warraq.read.files import File, read_text
from warraq.read.problem import Problem

_BOUND = re.compile(r"(T\S*)\t(\S+) (\d{1,9}) (\d{1,9})\t(.+)")
_BROKEN_SPAN = re.compile(r"T\S*\t\S+ \d+ \d+(;\d+ \d+)+\t.+")
_NOTE = re.compile(r"#\S*\t\S+ (T\S*)\t(.+)")
_NORMALISED = re.compile(r"N\S*\t\S+ (T\S*) \S+\t(.+)")
_OTHERS = ("R", "E", "A", "M", "*", "#", "N")


def read_brat(file: File) -> Iterator[Claim | Problem]:
    """Give the file's text-bound annotations; a note on one, or else the name of its normalisation, is its value."""
    lines = read_text(file).lstrip("\ufeff").split("\n")
    notes: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in lines:
        if match := _NOTE.fullmatch(line.rstrip()):
            notes[match[1]] = match[2].strip()
        elif match := _NORMALISED.fullmatch(line.rstrip()):
            names[match[1]] = match[2].strip()
    passed = 0
    for number, line in enumerate(lines, 1):
        if match := _BOUND.fullmatch(line.rstrip("\r")):
            key, kind, start, end, exact = match.groups()
            yield Claim(number, kind, notes.get(key) or names.get(key, ""), (int(start), int(end)), exact)
        elif _BROKEN_SPAN.fullmatch(line.rstrip("\r")):
            yield file.problem("brat_in_pieces", number)
        elif line.startswith(_OTHERS):
            passed += not (_NOTE.fullmatch(line.rstrip()) or _NORMALISED.fullmatch(line.rstrip()))
        elif line.strip():
            yield file.problem("brat_line", number)
    if passed:
        yield file.problem("brat_passed_over", grave=False, count=passed)
