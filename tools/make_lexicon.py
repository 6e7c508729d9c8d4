"""Makes the table that the lexicon looks words up in: `python tools/make_lexicon.py [--check]`.

Forms and their lemmas come from simplemma's Arabic list, lemmas with their frequency, part of speech and tashkeel,
broken plurals and roots from Arramooz; `warraq/data/LICENCES.md` says on what terms. Needs `warraq[lexicon]`. With
`--check` nothing is written: the exit code tells whether the shipped table is what these packages give. After it,
`tools/make_dictionary.py` makes the copy for the browser anew.
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

from pyarabic.araby import strip_tashkeel
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from warraq.clitics import PRONOUNS
from warraq.conjugate import stems
from warraq.dictionaries import ARTICLE, BUCKETS, ENCODING, ITSELF, PARTS, TABLE
from warraq.fold import fold_text

WEAK = "?"
RARER = 100
"""How much rarer than its commonest spelling a lemma may be that tells the root of both."""
LACKING = {"كان": "كون", "الله": "اله"}
"""Common lemmas without a root in the lists, or with themselves for one."""
CARDINALS = (
    "ثَلاث", "ثَلاثَة", "أَرْبَع", "أَرْبَعَة", "خَمْس", "خَمْسَة", "سِتّ", "سِتَّة", "سَبْع", "سَبْعَة", "ثَمانِي", "ثَمانِيَة",
    "تِسْع", "تِسْعَة", "عَشَرَة", "مِئَة", "مِائَة", "أَلْف", "مِلْيُون", "مِلْيار",
)  # fmt: skip
FREQUENT = (("فِي", "prep", 20_000_000), *((one, "num", 300_000) for one in CARDINALS))
"""Common words that the list of frequencies lacks, with a guess of how common they are there."""
ORDINAL = re.compile(".ا..?ي?|أول")
FEMININE = (("اولي", "اول"), ("اخري", "اخر"), ("كبري", "اكبر"), ("صغري", "اصغر"), ("عظمي", "اعظم"), ("وسطي", "اوسط"))
"""Feminines and masculines that no rule joins."""
PREPOSITIONS = frozenset(("من", "في", "عن", "علي", "الي", "مع", "بين", "عند", "لدي", "ان", "لكن", "كان", "لان", "لعل"))
"""Their forms with pronouns are taken apart, not listed."""
ADDED = set("سالتمونيهء")
"""The consonants that a measure may add to a root's, and the feminine ending."""
ASSIMILATED, ASSIMILATING = set("دط"), set("زذدصضطظ")
"""What the ت of افتعل becomes beside some consonants."""
WORD = re.compile("[ء-غف-ي]+")
"""What the table has: words of folded Arabic letters alone."""
# Arramooz' word types, by their beginnings, as Universal Dependencies call them.
TYPES = (
    ("noun_prop", "PROPN"), ("noun", "NOUN"), ("num", "NUM"), ("adj", "ADJ"), ("verb_pseudo", "PART"),
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
        lacking = ((vocalised, strip_tashkeel(vocalised), kind, count) for vocalised, kind, count in FREQUENT)
        for vocalised, written, kind, count in (*rows, *lacking):
            lemma, number = fold_text("آخر" if written == "أخرى" else written), int(count)  # a feminine of its own
            (self.verbal if kind == "verb" else self.nominal)[lemma] += number
            if kind == "adj_num" and not ORDINAL.fullmatch(written):
                kind = "num"  # noqa: PLW2901 - the list calls all numerals adjectives
            if kind.startswith("adj"):
                self.adjectival[lemma] += number
            elif kind == "noun_prop":
                proper[lemma] += number
            part = next(part for start, part in TYPES if kind.startswith(start))
            self.readings.setdefault(lemma, Counter())[part, vocalised] += number
        self.names = {one for one, count in proper.items() if 2 * count > self.nominal[one] + self.verbal[one]}


def plurals() -> Iterator[tuple[str, str]]:
    """Give pairs of a broken plural and its singular."""
    columns = "unvocalized, broken_plural, number, single"
    for written, broken, number, single in arramooz("arabicdictionary", f"SELECT {columns} FROM nouns"):  # noqa: S608 - our own words
        lemma = fold_text(written)
        if number == "جمع تكسير" and single:
            yield lemma, fold_text(single)
        else:
            for plural in re.findall("[ء-ي]{3,}", fold_text(broken or "")):
                if set(plural) & set(lemma) - ADDED or not set(lemma) - ADDED:  # the field has remarks too
                    yield plural, lemma


def roots() -> dict[str, str]:
    """Give the likeliest root of each lemma: of its commonest spelling, of three consonants if there is one."""
    spelt, most = Counter[str](), Counter[str]()
    for written, count in arramooz("wordfreq", "SELECT unvocalized, freq FROM wordfreq"):
        spelt[written] += int(count)
        most[fold_text(written)] = max(most[fold_text(written)], spelt[written])
    rows = arramooz("arabicdictionary", "SELECT unvocalized, root, future_type FROM verbs")
    sure = {one for _, root, _ in rows for one in plain_roots(root) if len(one) == 3 and WEAK not in one}
    votes: dict[str, Counter[str]] = {}
    for written, root, vowel in (*rows, *arramooz("arabicdictionary", "SELECT unvocalized, root, '' FROM nouns")):
        lemma = fold_text(written)
        if RARER * spelt[written] < most[lemma]:
            continue  # نأم says nothing of نام
        found = [one for told in plain_roots(root) for one in completed(told, vowel, sure) if may_be(one, lemma)]
        for one in found[:1]:
            votes.setdefault(lemma, Counter())[one] += 1 + spelt[written]
    for lemma, root in LACKING.items():
        votes[lemma] = Counter({root: 1})
    return {
        lemma: max(sorted(count), key=lambda root: (len(root) == 3, count[root]))
        for lemma, count in votes.items()
        if lemma
    }


def hollow() -> dict[str, str]:
    """Give the weak consonants that the middle of a verb of three letters stands for; none where it is no weak one."""
    found: dict[str, str] = {}
    for written, root in arramooz("arabicdictionary", "SELECT unvocalized, root FROM verbs"):
        for one in plain_roots(root):
            have = found.setdefault(fold_text(written), "")
            if WEAK in one:
                found[fold_text(written)] = "وي"
            elif one[1] in "وي" and one[1] not in have:
                found[fold_text(written)] = have + one[1]
    return found


def plain_roots(told: str | None) -> list[str]:
    """Give the roots that a dictionary tells, folded, a hamza being an alef and an alef an unknown weak consonant."""
    parts = (part.strip() for part in re.split("[;,/]", told or ""))
    parts = (
        part.replace("ا", WEAK).replace("ى", WEAK)
        for part in parts
        if re.fullmatch("[ء-ي]{3,5}", part) and "ة" not in part
    )
    return [fold_text(part).replace("ء", "ا") for part in parts]


def completed(root: str, vowel: str, sure: set[str]) -> list[str]:
    """Give the roots that one with an unknown weak consonant may be; `vowel` is that of the verb's present tense."""
    if WEAK not in root:
        return [root]
    order = "يو" if vowel == "كسرة" else "وي"
    filled = [root.replace(WEAK, weak) for weak in order]
    return [one for one in filled if one in sure] or filled[:1] if vowel else [one for one in filled if one in sure]


def may_be(root: str, lemma: str) -> bool:
    """Tell whether a word may be of a root: they have the same firm consonants in order; a root of four is no word."""
    if len(root) > 4:
        return False
    long = len(root) > 3 and root[:2] != root[2:]  # وسوس
    if long and ("ا" in root or root[2] in "وي" or root[-1] in "وي"):
        return False
    if set(lemma) - set(root) - ADDED - (ASSIMILATED if set(root) & ASSIMILATING else set()):
        return False
    firm = re.sub(r"[اوي]", "", re.sub(r"(.)\1", r"\1", root))  # a doubled consonant is written once
    rest = iter(lemma)
    return all(letter in rest for letter in firm)


def forms(
    frequencies: Frequencies,
    rooted: Iterable[str],
    listed: Iterable[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Give every form that is not a verb's, with a lemma of it; `conjugate` knows the verbs' forms better."""
    nominal, verbal = frequencies.nominal, frequencies.verbal
    one = dict.fromkeys((*nominal, *rooted))
    yield from zip(one, one, strict=True)
    for plural, lemma in (*plurals(), *FEMININE):
        if lemma in nominal:
            yield plural, lemma
    for form, lemma in listed:
        if (lemma in verbal and lemma not in nominal) or (
            lemma in PREPOSITIONS and form.removeprefix(lemma) in PRONOUNS
        ):
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
    of_lemma = roots()
    endings: dict[str, str] = {}
    lemmas: dict[str, dict[str, None]] = {}
    for form, lemma in forms(frequencies, of_lemma, listed(endings)):
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
    known_roots = {root for root in of_lemma.values() if len(root) == 3}
    codes = {part: code for code, part in PARTS.items()}
    found: dict[str, str] = {}
    for key in sorted({*lemmas, *frequencies.readings, *of_lemma, *endings, *known_roots}):
        if not WORD.fullmatch(key):
            continue
        readings = sorted(frequencies.readings.get(key, Counter()).items(), key=lambda item: (-item[1], item[0]))
        fields = (
            " ".join(ITSELF if lemma == key else lemma for lemma in lemmas.get(key, ())),
            " ".join(f"{codes[part]}{count}:{vocalised}" for (part, vocalised), count in readings),
            of_lemma.get(key, ""),
            endings.get(key, ""),
            ("n" if key in frequencies.names else "") + ("r" if key in known_roots else ""),
        )
        found[f"{key}\t"] = "\t".join(fields).rstrip("\t")
    verbs: dict[str, dict[str, None]] = {}
    middles = hollow()
    for verb in frequencies.verbal:
        if len(verb) > 1:
            for stem in stems(verb, middles.get(verb, "وي")):
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
