"""The dictionaries as files of the static index: what `readings.read` needs for words that an archive does not have.

They are the same in every archive. `tools/make_dictionary.py` makes them once, as streams of one pack (`search.pack`),
compressed as they stand in the files; here they are copied out of it, and read, as the reference for `web/js`.

Words and marked verb stems (`conjugate`) are cut into parts by `route.key`. A part has the lemmas of its words:

| text | what, an item for each lemma |
|---|---|
| `lemmas` | the lemma |
| `roots` | its root; empty where it is that of the item before, - where none is known |
| `forms` | the part's words, other than itself, that have this lemma; apart by spaces, as templates |
| `stems` | the part's stems that have this lemma, likewise |

In a template ~ stands for the lemma, + for the lemma without its first letter, - without its last, * without both.
Streams, a number for each lemma: log frequency as a noun, as an adjective and as a verb (in 1024ths and 1 more; 0 where
it has none), and marks (1: its own lemma, 2: a name, 4: a particle, 8: `lexicon.is_unbending`).
A word's lemmas are in order of falling frequency (a stem's, of frequency as verbs), itself first, else in the items'
order; those in another order are items of the last text, `order`: the word and its lemmas.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from warraq.dictionaries import STEPS
from warraq.index.shards.files import Versions, put_all
from warraq.search.pack import read_numbers, stretched, unpack

DATA = "data/dictionary.pack"
OWN, NAME, PARTICLE, UNBENDING = 1, 2, 4, 8
"""Marks of a lemma."""
_SIGN = re.compile(r"[~+*-]")


class Entry(NamedTuple):
    """What a part tells of a lemma, or of a word that is none; see `dictionaries.Word`."""

    lemma: str
    root: str
    nominal: float | None
    adjectival: float | None
    verbal: float | None
    name: bool
    particle: bool
    unbending: bool


class Part(NamedTuple):
    """The content of a file."""

    entries: dict[str, Entry]
    """By lemma."""
    lemmas: dict[str, list[Entry]]
    """Of each word and of each marked stem, in the dictionaries' order."""


def write(folder: Path) -> tuple[list[str], Versions]:
    """Copy the files out into a folder; give their first keys and their versions."""
    (keys,), parts = unpack(_shipped())
    return keys, put_all(folder, "d", parts)


def read() -> tuple[list[str], list[Part]]:
    """Give the first key of each part, and the parts."""
    (keys,), parts = unpack(_shipped())
    return keys, [read_part(*unpack(stretched(part))) for part in parts]


def _shipped() -> bytes:
    return files("warraq").joinpath(DATA).read_bytes()


def read_part(texts: list[list[str]], streams: list[bytes]) -> Part:
    """Read the content of a file."""
    names, roots, formed, stemmed, order = texts
    nominal, adjectival, verbal = (
        [(number - 1) / STEPS if number else None for number in read_numbers(stream).tolist()] for stream in streams[:3]
    )
    entries: list[Entry] = []
    words: dict[str, list[Entry]] = {}
    stems: dict[str, list[Entry]] = {}
    root = ""
    for at, (lemma, marks) in enumerate(zip(names, read_numbers(streams[3]).tolist(), strict=True)):
        root = (roots[at] or root).replace("-", "")
        counts = (nominal[at], adjectival[at], verbal[at])
        name, particle, unbending = (bool(marks & mark) for mark in (NAME, PARTICLE, UNBENDING))
        entry = Entry(lemma, root, *counts, name=name, particle=particle, unbending=unbending)
        entries.append(entry)
        forms = formed[at].split()
        for form in ["~", *forms] if marks & OWN else forms:
            words.setdefault(filled(form, lemma), []).append(entry)
        for stem in stemmed[at].split():
            stems.setdefault(filled(stem, lemma), []).append(entry)
    for form, found in words.items():
        found.sort(key=lambda entry: (entry.lemma != form, -(entry.nominal or 0)))
    for found in stems.values():
        found.sort(key=lambda entry: -(entry.verbal or 0))
    known = {entry.lemma: entry for entry in entries}
    for line in order:
        form, *lemmas = line.split()
        (words if form in words else stems)[form] = [known[lemma] for lemma in lemmas]
    return Part(known, {**words, **stems})


def filled(template: str, lemma: str) -> str:
    """Give what a template says of a lemma."""
    pieces = {"~": lemma, "+": lemma[1:], "-": lemma[:-1], "*": lemma[1:-1]}
    return _SIGN.sub(lambda sign: pieces[sign[0]], template)
