"""Makes the table that the lexicon looks words up in: `python tools/make_lexicon.py [--check]`.

Forms and their lemmas come from simplemma's Arabic list, lemmas with their frequency, part of speech and tashkeel,
broken plurals and roots from Arramooz; `warraq/data/LICENCES.md` says on what terms. Needs `warraq[lexicon]`. With
`--check` nothing is written: the exit code tells whether the shipped table is what these packages give.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.resources import files
from itertools import accumulate, islice
from pathlib import Path

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from warraq.conjugate import stems
from warraq.dictionaries import ARTICLE, BUCKETS, ENCODING, ITSELF, PARTS, TABLE
from warraq.fold import fold_text

WORD = re.compile("[ء-غف-ي]+")
"""What the table has: words of folded Arabic letters alone."""
# Arramooz' word types, by their beginnings, as Universal Dependencies call them.
TYPES = (
    ("noun_prop", "PROPN"), ("noun", "NOUN"), ("adj_num", "NUM"), ("adj", "ADJ"), ("verb_pseudo", "PART"),
    ("verb", "VERB"), ("adv_interrog", "PART"), ("adv_rel", "PART"), ("adv", "ADV"), ("conj_sub", "SCONJ"),
    ("conj", "CCONJ"), ("interj", "INTJ"), ("part", "PART"), ("prep", "ADP"), ("pron_dem", "DET"), ("pron", "PRON"),
    ("abbrev", "X"),
)  # fmt: skip


def arramooz(name: str, query: str) -> list[tuple[str, ...]]:
    """Ask one of the databases of Arramooz."""
    path = files("arramooz").joinpath(f"data/{name}.sqlite")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
        return base.execute(query).fetchall()


class Frequencies:
    """How often lemmas occur in newspapers, by part of speech, and their tashkeel."""

    def __init__(self) -> None:
        """Read the list."""
        self.nominal: Counter[str] = Counter()
        self.adjectival: Counter[str] = Counter()
        self.verbal: Counter[str] = Counter()
        self.readings: dict[str, Counter[tuple[str, str]]] = {}
        proper: Counter[str] = Counter()
        rows = arramooz("wordfreq", "SELECT vocalized, unvocalized, word_type, freq FROM wordfreq")
        for vocalised, written, kind, count in rows:
            lemma, number = fold_text(written), int(count)
            (self.verbal if kind == "verb" else self.nominal)[lemma] += number
            if kind.startswith("adj"):
                self.adjectival[lemma] += number
            elif kind == "noun_prop":
                proper[lemma] += number
            part = next(part for start, part in TYPES if kind.startswith(start))
            self.readings.setdefault(lemma, Counter())[part, vocalised] += number
        self.names = {one for one, count in proper.items() if 2 * count > self.nominal[one] + self.verbal[one]}


def roots_and_plurals() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Give the likeliest root of each lemma, and pairs of a broken plural and its singular."""
    votes: dict[str, Counter[str]] = {}
    plurals: list[tuple[str, str]] = []
    columns = "unvocalized, root, broken_plural, number, single"
    for written, root, broken, number, single in arramooz("arabicdictionary", f"SELECT {columns} FROM nouns"):  # noqa: S608 - our own words
        lemma = fold_text(written)
        if re.fullmatch("[ء-ي]{3,5}", root or "") and "ة" not in root:  # others repeat the word
            votes.setdefault(lemma, Counter())[plain_root(root)] += 1
        if number == "جمع تكسير" and single:
            plurals.append((lemma, fold_text(single)))
        else:
            plurals += [(plural, lemma) for plural in re.findall("[ء-ي]{3,}", fold_text(broken or ""))]
    for written, root in arramooz("arabicdictionary", "SELECT unvocalized, root FROM verbs"):
        if root:
            votes.setdefault(fold_text(written), Counter())[plain_root(root)] += 1
    votes["كان"] = Counter({"كون": 1})  # the commonest verb of all is the one the list lacks
    best = {lemma: max(count, key=lambda root: (len(root) == 3, count[root])) for lemma, count in votes.items()}
    return best, plurals


def plain_root(root: str) -> str:
    """Fold a root, a hamza being an alef."""
    return fold_text(root).replace("ء", "ا")


def forms(
    frequencies: Frequencies,
    roots: dict[str, str],
    plurals: list[tuple[str, str]],
    listed: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Give every form that is not a verb's, with a lemma of it; `conjugate` knows the verbs' forms better."""
    nominal, verbal = frequencies.nominal, frequencies.verbal
    one = dict.fromkeys((*nominal, *roots))
    yield from zip(one, one, strict=True)
    for plural, lemma in plurals:
        if lemma in nominal:
            yield plural, lemma
    for form, lemma in listed:
        if lemma in verbal and lemma not in nominal:
            continue
        plain = form[2:] if form.startswith(ARTICLE) and len(form) > 4 and not lemma.startswith(ARTICLE) else form
        if len(plain) > 1 and (plain != lemma or plain not in one):
            one.setdefault(lemma)
            yield plain, lemma


def listed(endings: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give simplemma's forms and lemmas, folded, and note in `endings` how the forms end."""
    pairs = iter(DefaultDictionaryFactory().get_dictionary("ar").items())
    while batch := list(islice(pairs, 10_000)):
        written, lemmas = zip(*batch, strict=True)
        for spelt, form, lemma in zip(written, fold_all(written), fold_all(lemmas), strict=True):
            note_ending(endings, spelt, form)
            yield form, lemma


def note_ending(endings: dict[str, str], written: str, form: str) -> None:
    """Note how a form that folds to a final ي or ه is written."""
    if written and written[-1] in "يىةه":
        plain = form[2:] if form.startswith(ARTICLE) and len(form) > 4 else form
        have = endings.get(plain, "")
        if written[-1] not in have:
            endings[plain] = have + written[-1]


def fold_all(words: Iterable[str]) -> list[str]:
    """Fold words, in one call, which is several times faster."""
    return fold_text("\n".join(words)).split("\n")


def records() -> dict[str, str]:
    """Give the table as text: each key, with the mark that ends it, and what is told of it (see `dictionaries`)."""
    frequencies = Frequencies()
    roots, plurals = roots_and_plurals()
    endings: dict[str, str] = {}
    lemmas: dict[str, dict[str, None]] = {}
    for form, lemma in forms(frequencies, roots, plurals, listed(endings)):
        if WORD.fullmatch(form) and WORD.fullmatch(lemma):
            lemmas.setdefault(form, {})[lemma] = None
    # The longer list has Egyptian spellings too (عالمى): it is asked only for what the shorter one lacks.
    of_lemmas: dict[str, str] = {}
    for written in (
        *(row[0] for row in arramooz("wordfreq", "SELECT unvocalized FROM wordfreq")),
        *(row[0] for row in arramooz("arabicdictionary", "SELECT unvocalized FROM nouns")),
    ):
        note_ending(of_lemmas, written, fold_text(written))
    endings |= of_lemmas
    known_roots = {root for root in roots.values() if len(root) == 3}
    codes = {part: code for code, part in PARTS.items()}
    found: dict[str, str] = {}
    for key in sorted({*lemmas, *frequencies.readings, *roots, *endings, *known_roots}):
        if not WORD.fullmatch(key):
            continue
        readings = sorted(frequencies.readings.get(key, Counter()).items(), key=lambda item: (-item[1], item[0]))
        fields = (
            " ".join(ITSELF if lemma == key else lemma for lemma in lemmas.get(key, ())),
            " ".join(f"{codes[part]}{count}:{vocalised}" for (part, vocalised), count in readings),
            roots.get(key, ""),
            endings.get(key, ""),
            ("n" if key in frequencies.names else "") + ("r" if key in known_roots else ""),
        )
        found[f"{key}\t"] = "\t".join(fields).rstrip("\t")
    verbs: dict[str, dict[str, None]] = {}
    for verb in frequencies.verbal:
        if len(verb) > 1:
            for stem in stems(verb):
                verbs.setdefault(stem, {})[verb] = None
    found.update((f"{stem}:", " ".join(verbs[stem])) for stem in sorted(verbs))
    return found


def packed(found: dict[str, str]) -> bytes:
    """Give the table as it is shipped (see `dictionaries`)."""
    buckets: list[list[bytes]] = [[] for _ in range(BUCKETS)]
    for key, told in found.items():
        name = key.encode(ENCODING)
        buckets[zlib.crc32(name) % BUCKETS].append(b"\n" + name + told.encode(ENCODING))
    starts = list(accumulate((len(bucket) for bucket in map(b"".join, buckets)), initial=4 * (BUCKETS + 1)))
    return struct.pack(f"<{len(starts)}I", *starts) + b"".join(record for bucket in buckets for record in bucket)


def main() -> None:
    """Make the table, or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    path = Path(str(files("warraq").joinpath(TABLE)))
    found = records()
    content = packed(found)
    print(f"{len(found)} records, {len(content) / 1e6:.2f} MB")
    if given.check:
        sys.exit(path.read_bytes() != content)
    path.write_bytes(content)


if __name__ == "__main__":
    main()
