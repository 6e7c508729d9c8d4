"""The words of an archive: each distinct form once, with what it shares with others. Made when the index is written.

A form's stem, lemma and root are worked out here and never again, so a slow analyser costs little; a query word is
expanded over these tables (see `expand`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from warraq.clitics import TA_MARBUTA
from warraq.search.grams import Grams, grams
from warraq.sounds import is_key
from warraq.stem import stem
from warraq.variants import Key, Sets, with_own

Analyse = Callable[[str], tuple[Sequence[str], Sequence[str]]]
"""Gives the lemmas and the roots that a folded word may have, likeliest first; none where unknown."""

Ints = NDArray[np.int64]

Shared = tuple[list[str], list[str], list[str], list[str]]
"""What a form shares with others: its stems, lemmas, roots, and its key as in `Vocabulary.variants`."""

_ARTICLE = "ال"
_HA = "ه"
IF_PRONOUN = "^"
"""Ends the name of a lemma that a form has only if its last letter is a pronoun, beside the lemma's own name."""
_LINKS = ("stems", "lemmas", "roots", "variants")


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Which forms share a stem, a lemma or a root: pairs of a form and a name; a form may have several or none."""

    names: list[str]
    """The stems, lemmas or roots, in order of code points."""
    form: NDArray[np.int32]
    """Of each pair, the place of the form among the vocabulary's forms."""
    name: NDArray[np.int32]
    """Of each pair, the place of the name in `names`."""

    def of(self, form: int) -> list[str]:
        """List the names of a form."""
        low, high = np.searchsorted(self.form, [form, form + 1])
        return [self.names[place] for place in self.name[low:high]]

    def listed(self, size: int) -> list[list[str]]:
        """List the names of each of the first `size` forms."""
        found: list[list[str]] = [[] for _ in range(size)]
        for form, name in zip(self.form.tolist(), self.name.tolist(), strict=True):
            found[form].append(self.names[name])
        return found

    def having(self, name: str) -> NDArray[np.int32]:
        """List the forms of a name, in order."""
        place = find(self.names, name)
        return self.form[self.name == place] if place >= 0 else self.form[:0]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Every form of an archive."""

    forms: list[str]
    """The distinct folded words, in order of code points."""
    first: Ints
    """The spellings of `forms[i]` are `typed[first[i]:first[i + 1]]`."""
    typed: list[str]
    """The spellings that occur, those of one form in order of code points: see `tokens.typed_form`."""
    stems: Links
    """The light stem of each form."""
    lemmas: Links
    """The lemmas known of the forms."""
    roots: Links
    """The roots known of the forms."""
    variants: Links
    """The key of each form that is not its own: see `variants`."""
    grams: Grams
    """For words of similar spelling."""
    sets: Sets
    """What the publisher takes for the same word."""
    key: Key
    """Gives the spelling that a word shares with its variants, those of `sets` among them."""

    def place(self, form: str) -> int:
        """Give the place of a folded word among `forms`, or -1."""
        return find(self.forms, form)

    def spellings(self, form: int) -> range:
        """Give the places in `typed` of the spellings of a form; none of place -1."""
        return range(int(self.first[form]), int(self.first[form + 1])) if form >= 0 else range(0)

    def written(self, spelling: int) -> str:
        """Give the folded word of a spelling, but with the ة it is written with: see `typed_so`."""
        form = int(np.searchsorted(self.first, spelling, side="right")) - 1
        return typed_so(self.forms[form], self.typed[spelling])


def find(words: Sequence[str], word: str) -> int:
    """Give the place of a word in a sorted list, or -1."""
    place = bisect_left(words, word)
    return place if place < len(words) and words[place] == word else -1


def build(
    spellings: Iterable[tuple[str, str]],
    analyse: Analyse,
    known: Vocabulary | None = None,
    sets: Sets = (),
) -> Vocabulary:
    """Make the vocabulary of pairs of a folded word and a spelling of it, sorted, each once.

    `known` is an older vocabulary made with the same `analyse` and `sets`: what it says of a form is not worked out
    again.
    """
    forms: list[str] = []
    first: list[int] = []
    typed: list[str] = []
    for form, spelling in spellings:
        if not forms or forms[-1] != form:
            forms.append(form)
            first.append(len(typed))
        typed.append(spelling)
    first.append(len(typed))
    return assemble(forms, np.array(first, np.int64), typed, _analysed(forms, analyse, known, with_own(sets)), sets)


def assemble(forms: list[str], first: Ints, typed: list[str], told: list[Shared], sets: Sets) -> Vocabulary:
    """Make a vocabulary of what each form shares with others: see the fields of `Vocabulary`."""
    stems, lemmas, roots, variants = (_links([row[column] for row in told]) for column in range(len(_LINKS)))
    return Vocabulary(
        forms,
        first,
        typed,
        stems,
        lemmas,
        roots,
        variants,
        grams(forms),
        sets,
        with_own(sets),
    )


def described(form: str, analyse: Analyse | None, key: Key) -> Shared:
    """Give what a folded word shares with others, what the variant has that it is a spelling of included.

    A last ه may be a pronoun or stand for ة: عمله is his work, or a currency. The lemmas that it cannot have if it
    stands for ة are given once more, marked.
    """
    spellings = dict.fromkeys((form, key(form)))
    lemmas, roots = _told(spellings, analyse, key)
    if form.endswith(_HA):
        firm, _ = _told([typed_so(spelling, TA_MARBUTA) for spelling in spellings], analyse, key)
        lemmas |= {lemma + IF_PRONOUN: None for lemma in sorted(proper(lemmas) - firm.keys()) if firm}
    return shared_of(form, list(lemmas), list(roots), key)


def _told(spellings: Iterable[str], analyse: Analyse | None, key: Key) -> tuple[dict[str, None], dict[str, None]]:
    """Give the lemmas, their variants and the roots of all spellings of a word, as the keys of dicts."""
    lemmas: dict[str, None] = {}
    roots: dict[str, None] = {}
    for told in map(analyse, spellings) if analyse else ():
        for lemma in told[0]:
            lemmas.update({lemma: None, key(lemma): None})
        roots.update(dict.fromkeys(told[1]))
    return lemmas, roots


def typed_so(word: str, typed: str) -> str:
    """Give a folded word with its last ه as it was typed, where that is ة and no pronoun."""
    return word[:-1] + TA_MARBUTA if word.endswith(_HA) and TA_MARBUTA in typed else word


def proper(lemmas: Iterable[str]) -> set[str]:
    """Give the lemmas that are no keys of foreign names and no marked ones."""
    return {lemma for lemma in lemmas if not (is_key(lemma) or lemma.endswith(IF_PRONOUN))}


def named(lemmas: Collection[str], written: str) -> set[str]:
    """Give the proper lemmas that a word may have as it is written (`typed_so`).

    One that ends in ة has none of those that ask for a pronoun there, as long as it has others.
    """
    firm = {lemma for lemma in proper(lemmas) if lemma + IF_PRONOUN not in lemmas}
    return firm if firm and written.endswith(TA_MARBUTA) else proper(lemmas)


def shared_of(form: str, lemmas: list[str], roots: list[str], key: Key) -> Shared:
    """Give what a folded word with these lemmas and roots shares with others."""
    own = key(form)
    stems = list(dict.fromkeys(_light(spelling, lemmas) for spelling in (form, own)))
    return stems, lemmas, roots, [own] if own != form else []


def _light(form: str, lemmas: Collection[str]) -> str:
    """Give the light stem of a form; what looks like the article stays where the dictionary form has it: ألمانيا."""
    at = form.find(_ARTICLE)
    named = proper(lemmas)
    if at < 0 or not named or not all(lemma.startswith(_ARTICLE) for lemma in named):
        return stem(form)
    own = at + len(_ARTICLE)
    return _ARTICLE + stem(form[own:].removeprefix(_ARTICLE))


def _analysed(forms: list[str], analyse: Analyse, known: Vocabulary | None, key: Key) -> list[Shared]:
    """Give what each form shares with others, as `known` has it where it does."""
    had: dict[str, Shared] = {}
    if known:
        listed = (getattr(known, name).listed(len(known.forms)) for name in _LINKS)
        had = dict(zip(known.forms, zip(*listed, strict=True), strict=True))
    # Forms that end alike are often one word with other clitics, of which the dictionaries have just been asked.
    new = sorted((form for form in forms if form not in had), key=lambda form: form[::-1])
    had.update((form, described(form, analyse, key)) for form in new)
    return [had[form] for form in forms]


def _links(names_of: list[list[str]]) -> Links:
    names = sorted(set().union(*names_of))
    place = {name: number for number, name in enumerate(names)}
    form = np.repeat(np.arange(len(names_of)), [len(names) for names in names_of])
    name = np.fromiter((place[name] for names in names_of for name in names), np.int64, len(form))
    form, name = np.divmod(np.unique(form * len(names) + name), max(1, len(names)))  # in order, each pair once
    return Links(names, form.astype(np.int32), name.astype(np.int32))


def save(vocabulary: Vocabulary, folder: Path) -> None:
    """Write a vocabulary as plain files: words one a line, arrays in NumPy's format."""
    for name, words in (("forms", vocabulary.forms), ("typed", vocabulary.typed)):
        _write_words(folder / f"{name}.txt", words)
    sets = [list(words) for words in vocabulary.sets]
    (folder / "sets.json").write_text(json.dumps(sets, ensure_ascii=False), encoding="utf-8", newline="\n")
    np.save(folder / "first.npy", vocabulary.first)
    for name in _LINKS:
        links: Links = getattr(vocabulary, name)
        _write_words(folder / f"{name}.txt", links.names)
        np.save(folder / f"{name}.npy", np.stack([links.form, links.name]))
    for name, array in vocabulary.grams._asdict().items():
        np.save(folder / f"gram_{name}.npy", array)


def load(folder: Path) -> Vocabulary:
    """Read what `save` wrote; the arrays stay on disk until they are needed."""

    def links(name: str) -> Links:
        form, named = mapped(folder / f"{name}.npy")
        return Links(_read_words(folder / f"{name}.txt"), form, named)

    def array(name: str) -> NDArray[Any]:
        return mapped(folder / f"{name}.npy")

    sets = json.loads((folder / "sets.json").read_text(encoding="utf-8"))
    spelt = Grams(*(array(f"gram_{name}") for name in Grams._fields))
    return Vocabulary(
        _read_words(folder / "forms.txt"),
        array("first"),
        _read_words(folder / "typed.txt"),
        links("stems"),
        links("lemmas"),
        links("roots"),
        links("variants"),
        spelt,
        sets,
        with_own(sets),
    )


def mapped(path: Path) -> NDArray[Any]:
    """Open an array that stays on disk until it is read, as a plain array: slices of a memmap cost three times more."""
    return np.load(path, mmap_mode="r").view(np.ndarray)  # type: ignore[no-any-return]


def _write_words(path: Path, words: list[str]) -> None:
    path.write_text(json.dumps(words, ensure_ascii=False, indent=0), encoding="utf-8", newline="\n")


def _read_words(path: Path) -> list[str]:
    return list(json.loads(path.read_text(encoding="utf-8")))
