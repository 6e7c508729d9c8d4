"""The words of a static index, cut into parts: which words lie in which, and the bytes of each.

A part has all words of its range of keys, and guests: words of other parts that share a stem, a lemma, a root or a
variant which belongs here by its own key. So one file has every word of a lemma, or nearly: a word with very many
occurrences is no guest but is told of (`far`), and a page loads its own part too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np

from warraq.index.shards import spelling
from warraq.search import route
from warraq.search.bits import divisor, moving, rooms, written
from warraq.search.pack import Ints, numbers, pack
from warraq.search.postings import SHIFT, TITLE, Postings
from warraq.search.vocabulary import IF_PRONOUN, Links
from warraq.sounds import is_key, spellings_of

FORMAT = "static 8"
"""Kind and version of what the folder of a static index holds; another one is refused."""
SIZE = 3000
"""Occurrences of a part, about; each word counts as `WORD` more."""
WORD = 4
SHARE = 500
"""Occurrences of a part that ends where words come that belong together and no longer find room in it."""
HEAVY = {"stems": 300, "lemmas": 300, "roots": 60, "variants": 300}
"""Occurrences that make a word too heavy to be a guest; roots are asked for seldom, other spellings of a foreign name
seldomer still: none is a guest for that."""
LARGE = 2_700_000
"""Occurrences of an archive for which `HEAVY` holds, about 10,000 articles; in one of twice as many, twice that: else
all words of large archives were too heavy, and each form of a lemma would be a file to load."""
_NONE = 1 << 62
"""More than any checksum and position together."""
NO_ROOT = "-"
HEARD = "~"
"""In place of the lemmas of a word whose lemmas are the keys of `sounds` alone, which follow from its letters."""
KINDS = ("stems", "lemmas", "roots", "variants")
"""What words share."""


class Family(NamedTuple):
    """What words have in common that is written once for all of them; names with spaces between."""

    roots: str
    lemmas: str


class Shards(NamedTuple):
    """How the words are cut."""

    keys: list[str]
    """Where each part begins: the beginning of its first key, as long as tells it from the keys before."""
    forms: list[list[int]]
    """Of each part, the places of its words and guests in the vocabulary, ascending."""
    far: list[dict[str, list[str]]]
    """Of each part, words that belong with a name of it and are no guests: by kind and name, as in `lemmas كتاب`."""
    found: Postings
    """The words and their occurrences."""

    def packs(self) -> Iterator[list[bytes]]:
        """Give the pack of each part's file."""
        streams = _Streams(self.found)
        vocabulary = self.found.vocabulary
        size = len(vocabulary.forms)
        lemmas, roots = (links.listed(size) for links in (vocabulary.lemmas, vocabulary.roots))
        families = [
            Family(" ".join(known), HEARD if names and names == spellings_of(form, vocabulary.key) else " ".join(names))
            for form, known, names in zip(vocabulary.forms, roots, lemmas, strict=True)
        ]
        for forms, far in zip(self.forms, self.far, strict=True):
            yield _packed(streams, families, sorted(forms, key=lambda form: (families[form], form)), far)


def shards(found: Postings) -> Shards:
    """Cut an archive's words into parts."""
    vocabulary = found.vocabulary
    counts = np.diff(np.asarray(found.starts)[vocabulary.first])
    first, own = _ranges_of([route.key(form) for form in vocabulary.forms], counts)
    forms: list[set[int]] = [set() for _ in first]
    for at, part in enumerate(own.tolist()):
        forms[part].add(at)
    far: list[dict[str, list[str]]] = [{} for _ in first]
    times = max(len(found.keys) // LARGE, 1)
    for kind in KINDS:
        links: Links = getattr(vocabulary, kind)
        homes = [route.place(first, name) for name in links.names]
        for form, name in zip(links.form.tolist(), links.name.tolist(), strict=True):
            home = homes[name]
            if own[form] == home or links.names[name].endswith(IF_PRONOUN):  # nobody asks for what is marked
                continue
            if counts[form] <= HEAVY[kind] * times and not is_key(links.names[name]):
                forms[home].add(form)
            else:
                far[home].setdefault(f"{kind} {links.names[name]}", []).append(vocabulary.forms[form])
    return Shards(first, [sorted(part) for part in forms], far, found)


def _ranges_of(keys: Sequence[str], counts: Ints) -> tuple[list[str], Ints]:
    """Cut words by their keys and how often they stand in the archive: where each part begins, and the part of each."""

    def weight(words: Sequence[int]) -> int:
        return int(counts[words].sum()) + WORD * len(words)

    first: list[str] = []
    own = np.zeros(len(keys), np.int64)
    size, before = SIZE, ""
    for _, alike in groupby(sorted(range(len(keys)), key=keys.__getitem__), key=lambda at: keys[at].partition(" ")[0]):
        words = list(alike)  # often of one root: they are parted only where one part cannot hold them
        over = size >= SHARE and size + weight(words) > SIZE
        for key, found in groupby(words, key=keys.__getitem__):
            same = list(found)  # words of one key are never parted
            more = weight(same)
            if over or size >= SIZE or (size >= SHARE and more >= SIZE):
                first.append(_telling(before, key))
                size, over = 0, False
            own[same] = len(first) - 1
            size += more
            before = key
    return first, own


def _telling(before: str, key: str) -> str:
    """Give the shortest beginning of a key that comes after the key before it."""
    return next((key[:size] for size in range(len(key)) if key[:size] > before), key) if before else ""


def _moves(found: Postings) -> Ints:
    """Tell, of each article, how far its positions are moved.

    Searching needs no more of positions than the distances between them, so they are counted from a word that is the
    same after most changes: that with the least checksum. It stands at a multiple of `moving`. Where
    words are added before or behind it, those on its other side keep their places, and their files stay as they are.
    """
    keys = np.asarray(found.keys)
    sums = np.array([zlib.crc32(typed.encode("utf-8", "surrogatepass")) for typed in found.vocabulary.typed], np.int64)
    signed = np.repeat(sums, np.diff(found.starts)) << SHIFT | keys & (2 * TITLE - 1)
    in_text = keys & TITLE == 0
    least = np.zeros(len(found.lengths), np.int64) + _NONE
    np.minimum.at(least, keys[in_text] >> SHIFT, signed[in_text])
    room = rooms(np.asarray(found.lengths, np.int64))
    return -(least & (TITLE - 1)) % np.where((least < _NONE) & (room < TITLE), moving(room), 1)


class _Streams:
    """Occurrences of all words as the numbers that are written, worked out once for the whole archive."""

    def __init__(self, found: Postings) -> None:
        vocabulary = found.vocabulary
        self.first = np.asarray(vocabulary.first)
        of_spelling = np.repeat(np.arange(len(vocabulary.forms)), np.diff(self.first)).tolist()
        self.items = [
            spelling.item(vocabulary.forms[form], typed)
            for form, typed in zip(of_spelling, vocabulary.typed, strict=True)
        ]
        keys = np.asarray(found.keys)
        spelled = np.repeat(np.arange(len(found.starts) - 1), np.diff(found.starts))
        article, position = keys >> SHIFT, keys & (2 * TITLE - 1)
        titled = position >= TITLE
        position = position + np.where(titled, 0, _moves(found)[article])
        new = np.ones(len(keys), bool)  # the first occurrence of a spelling in an article
        new[1:] = (np.diff(article) != 0) | (np.diff(spelled) != 0)
        begins = np.flatnonzero(new)
        self.starts = np.asarray(found.starts)
        self.lists = np.searchsorted(begins, self.starts)  # of each spelling, where its articles begin
        places = np.diff(self.lists)
        of_list = np.repeat(np.arange(len(places)), places)
        firsts = np.diff(of_list, prepend=-1) > 0
        self.steps = np.where(firsts, article[begins], np.diff(article[begins], prepend=0) - 1)
        self.divisors = divisor(np.full(len(begins), len(found.ids)), places[of_list])
        entry = np.cumsum(new) - 1
        in_text = np.bincount(entry[~titled], minlength=len(begins))
        self.counts = 2 * in_text + (np.bincount(entry, minlength=len(begins)) > in_text)
        self.placed = np.where(new, position, np.diff(position, prepend=0))
        self.alone = (in_text == 1)[entry]
        room = rooms(np.asarray(found.lengths, np.int64))[article]
        self.bounds = np.where(self.alone, room, divisor(room, in_text[entry]))
        self.titled = titled
        more = np.append(entry[1:] == entry[:-1], False)[: len(keys)]
        self.titles = 2 * (position - TITLE) + more
        self.wide = np.zeros(len(keys), np.int64)
        self.wide[found.wide_at] = found.wide_by


def _ranges(starts: Ints, ends: Ints) -> Ints:
    """Give the whole numbers of several ranges, one range after the other."""
    sizes = ends - starts
    begins = np.cumsum(sizes) - sizes
    return np.asarray(np.arange(int(sizes.sum())) + np.repeat(starts - begins, sizes), np.int64)


def _packed(
    streams: _Streams, families: Sequence[Family], order: Sequence[int], far: dict[str, list[str]]
) -> list[bytes]:
    """Give the pack of a part: its forms in order of their families, of which `families` tells for all."""
    forms = np.array(order, np.int64)
    spellings = _ranges(streams.first[forms], streams.first[forms + 1])
    lists = _ranges(streams.lists[spellings], streams.lists[spellings + 1])
    occurrences = _ranges(streams.starts[spellings], streams.starts[spellings + 1])
    in_text, in_title = (occurrences[streams.titled[occurrences] == titled] for titled in (False, True))
    wide = np.flatnonzero(streams.wide[occurrences])
    shared = [(family, len(list(words))) for family, words in groupby(families[form] for form in order)]
    roots = [family.roots or NO_ROOT for family, _ in shared]
    return pack(
        [
            [streams.items[at] for at in spellings.tolist()],
            [family.lemmas for family, _ in shared],
            ["" if root == before else root for before, root in pairwise(["", *roots])],
            [" ".join((name, *words)) for name, words in far.items()],
        ],
        [
            numbers([words for _, words in shared]),
            numbers(streams.first[forms + 1] - streams.first[forms]),
            numbers(streams.lists[spellings + 1] - streams.lists[spellings]),
            numbers(streams.counts[lists]),
            numbers(streams.titles[in_title]),
            numbers(np.stack([wide, streams.wide[occurrences][wide]], 1).ravel()),
            written(streams.steps[lists], streams.divisors[lists], np.ones(len(lists), bool)),
            written(streams.placed[in_text], streams.bounds[in_text], ~streams.alone[in_text]),
        ],
    )
