"""The publisher's verdicts on repairs: a file with a row for each that he accepts or refuses.

The file (`extra.warraq.repairs`) has tabs between its columns: what is written, what was meant, and `accept` or
`refuse`. More columns are for people and not read, nor are lines that begin with #. `warraq check --repairs` prints
such rows with `made` or `listed` where the verdict goes; so what it prints can be edited and be the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from warraq.model import Annotation
from warraq.read.problem import Problem
from warraq.rules import RULES, character_class
from warraq.settings import Settings

_VERDICTS = {"accept": True, "refuse": False, "قبول": True, "رفض": False}
_UNDECIDED = frozenset(("made", "listed", ""))
_LETTER = f"[{character_class(RULES['words']['arabic'])}]"
_IS_LETTER = re.compile(_LETTER)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the publisher said of repairs."""

    meant: Mapping[str, str]
    """A word (or words) as it is written, tashkeel and all, to what was meant: to itself where a repair is refused."""
    origin: str
    """The name of the file, as annotations name it."""

    def of(self, text: str) -> list[Annotation]:
        """Give the repairs that are wanted in a text, longer words first; a refusal is a repair that changes nothing.

        A word is found where it stands as a whole word: no letter before or after it.
        """
        found: list[tuple[int, int, str]] = []
        for written, meant in self.meant.items():
            if written in text:
                before = f"(?<!{_LETTER})" if _IS_LETTER.match(written) else ""
                after = f"(?!{_LETTER})" if _IS_LETTER.match(written[-1]) else ""
                matches = re.finditer(before + re.escape(written) + after, text)
                found += ((match.start(), match.end(), meant) for match in matches)
        notes, end = [], 0
        for start, stop, meant in sorted(found, key=lambda it: (it[0], -it[1])):
            if start >= end:
                notes.append(Annotation(start, stop, "repair", meant, self.origin))
                end = stop
        return notes


def read_verdicts(settings: Settings) -> tuple[Verdicts, list[Problem]]:
    """Read the file that the settings name, if any; a row that cannot be read is a problem and left out."""
    path = settings.root / settings.repairs
    meant: dict[str, str] = {}
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for number, found in _rows(path) if settings.repairs else ():
        if isinstance(found, Problem):
            problems.append(found)
            continue
        written, wanted = found
        if meant.setdefault(written, wanted) == wanted:
            lines.setdefault(written, number)
        else:
            problems.append(_problem(path, number, "verdict_twice", written=written, first=str(lines[written])))
    return Verdicts(meant, path.name), problems


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, str] | Problem]]:
    """Give each row with a verdict as its line, what is written and what is wanted there."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        yield 0, _problem(path, 0, "unreadable", reason=str(getattr(error, "strerror", None) or error))
        return
    for number, line in enumerate(lines, start=1):
        columns = [*line.rstrip("\r").split("\t"), ""]
        verdict = columns[2].strip().lower() if len(columns) > 2 else ""
        if not line.strip() or line.startswith("#") or (len(columns) > 3 and verdict in _UNDECIDED):
            continue
        written, meant = columns[:2]
        if len(columns) < 4 or verdict not in _VERDICTS:
            yield number, _problem(path, number, "verdict_unknown", verdict=verdict)
        elif not written.strip() or not meant.strip() or written == meant:
            yield number, _problem(path, number, "verdict_on_nothing")
        else:
            yield number, (written, meant if _VERDICTS[verdict] else written)


def _problem(path: Path, line: int, key: str, **values: str) -> Problem:
    return Problem(str(path), line, f"read.{key}", values, grave=True)
