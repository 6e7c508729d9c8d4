"""The publisher's own variants: words that readers of this archive take for the same, beside those of `rules.json`.

The file (`extra.warraq.variants`) has a line for each set of spellings, with commas between them, Arabic or Latin ones:
`ورزازات، وارزازات`. Each spelling is one word. Lines that begin with # are for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from warraq.settings import Settings, SettingsError
from warraq.variants import Sets, key
from warraq.words import forms

_BETWEEN = re.compile("[,،;؛\t]")


def read_own_variants(settings: Settings) -> Sets:
    """Read the file that the settings name, if any: folded words, set by set, in the order of the file.

    Raises `SettingsError`, with file and line, for what cannot be used.
    """
    return tuple(_sets(settings.root / settings.variants)) if settings.variants else ()


def _sets(path: Path) -> Iterator[tuple[str, ...]]:
    seen: dict[str, int] = {}
    for line, text in _lines(path):
        where = f"{path}:{line}"
        words = [_word(where, spelling.strip()) for spelling in _BETWEEN.split(text) if spelling.strip()]
        if len(dict.fromkeys(words)) < 2:
            raise SettingsError("variants_alone", where, word=text.strip())
        for word in words:
            first = seen.setdefault(key(word), line)
            if first != line:
                raise SettingsError("variants_twice", where, word=word, first=first)
        yield tuple(dict.fromkeys(words))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("variants_unreadable", path, reason=getattr(error, "strerror", None) or error) from error
    yield from ((at, line) for at, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#"))


def _word(where: str, spelling: str) -> str:
    found = forms(spelling)
    if len(found) != 1:
        raise SettingsError("variants_words", where, word=spelling)
    return found[0]
