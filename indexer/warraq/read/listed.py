"""Where an article has names of the publisher's own file: said of it before any annotator sees it.

Such an annotation has the kind `listed`, which no later step sees: the annotator of names weighs it against what it
finds itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from warraq.fold import fold, unfold
from warraq.model import Annotation
from warraq.ownnames import WORD, OwnName, read_own_names, words_of
from warraq.settings import Settings

_BETWEEN = re.compile(r"[ \t\xa0]*[«»“”„\"'‹›]*[ \t\xa0]*")
_CLITICS = re.compile("[وف]?[بلك]?")

_Entry = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Listed:
    """The publisher's names, ready to be found."""

    by_first: Mapping[str, Sequence[_Entry]]
    """A spelling's first folded word to its words and what is said there, kind and name, longest first."""
    origin: str
    """The name of the file, as annotations name it."""

    def of(self, text: str) -> list[Annotation]:
        """Give the names of the file that stand in a text, longer ones first taken, none within another."""
        if not self.by_first:
            return []
        folded = fold(text)
        words = [(match[0], *match.span()) for match in WORD.finditer(folded.text)]
        notes, at = [], 0
        while at < len(words):
            found = next(self._at(words, at, folded.text), None)
            at += 1
            if found:
                skip, count, said = found
                at += count - 1
                start, end = unfold(folded, words[at - count][1] + skip, words[at - 1][2])
                if words[at - count][0] != "علي" or text[end - 1] != "ى":  # the preposition, which folds like the name
                    notes.append(Annotation(start, end, "listed", said, self.origin))
        return notes

    def _at(self, words: Sequence[tuple[str, int, int]], at: int, text: str) -> Iterator[tuple[int, int, str]]:
        """Give the names that begin at a word: the letters to leave out, how many words, and what is said."""
        form = words[at][0]
        for skip, first in _readings(form):
            for parts, said in self.by_first.get(first, ()):
                row = words[at : at + len(parts)]
                if [word for word, _, _ in row[1:]] == list(parts[1:]) and all(
                    _BETWEEN.fullmatch(text, left[2], right[1]) for left, right in pairwise(row)
                ):
                    yield skip, len(parts), said


def _readings(form: str) -> Iterator[tuple[int, str]]:
    """Give how many letters at a word's beginning may be clitics, and the word without them; as it stands first."""
    yield 0, form
    for skip in range(1, 3):
        if len(form) > skip + 1 and _CLITICS.fullmatch(form, 0, skip):
            yield skip, form[skip:]
    for skip in range(2):  # of لل the article stays
        if len(form) > skip + 4 and form.startswith("لل", skip) and _CLITICS.fullmatch(form, 0, skip):
            yield skip, "ال" + form[skip + 2 :]


def read_listed(settings: Settings) -> Listed:
    """Read the publisher's file, if any. Raises `SettingsError` for what cannot be used."""
    names = read_own_names(settings)
    return Listed(_by_first(names), (settings.root / settings.names).name if names else "")


def _by_first(names: Iterable[OwnName]) -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for name in names:
        for spelling in (name.name, *name.aliases):
            words = words_of(spelling)
            found.setdefault(words[0], []).append((words, f"{name.kind} {name.name}"))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}
