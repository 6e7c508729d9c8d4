"""What a name in Latin letters may be in an archive: Cairo, Muhammad Salah, Ben Ali.

Facts come first: places and languages whose names in English or French are no spelling of the Arabic ones
(`data/exonyms.tsv`, made by `tools/make_exonyms.py`). Then come words and names of the archive that are written alike
by the rules of `warraq.latin`, those that fit best and are commonest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from warraq.latin import UNLIKE, cost, is_latin, key, keys, plain
from warraq.model import NAMES
from warraq.search.expand import same
from warraq.search.postings import Postings
from warraq.words import words


class Name(NamedTuple):
    """A word or name of the archive, under a key that Latin spellings of it have too."""

    key: str
    """See `warraq.latin`."""
    words: str
    """Its folded words, with spaces between."""
    typed: str
    """How they are suggested: as the name that they are of is written, else as the archive has them most often."""
    worth: int
    """How many bits the number of its occurrences has; `NAMED` more where it is a name or a part of one."""
    latin: str
    """The spelling that it is the Arabic name of as a matter of fact, as `plain` gives it, without spaces; or ""."""


class Word(NamedTuple):
    """A word of a query."""

    form: str
    """Folded."""
    start: int
    """Its place in the query."""
    end: int
    """Where it ends."""
    found: int
    """How many articles it finds."""


Lookup = Callable[[str], Sequence[Name]]
"""Gives the names under a key, those that are facts in order of how well they are known."""

NAMED = 3
"""As much as three bits of frequency."""
FAR = 4
"""Bits of frequency that one unit of cost outweighs; this and `NAMED` were set on half of bench/latin.tsv."""
LEAST, AGAIN = 10, 2
"""Occurrences of a word that is in no name, and articles with a name of several words; rarer ones are left out."""
TOGETHER = 4
"""Words that are looked for as one name, at most."""
MOST = 3
"""Names given for one spelling."""
OFTEN = 20
"""How much oftener than what is typed a name of fact stands in the archive, where what is typed finds something."""
_BETWEEN = re.compile("[ \t\n\xa0'’‘ʼ`´.-]+")
_CLITICS = (
    *((glued, "") for glued in ("و", "ف", "ب", "ل", "ك", "وب", "ول")),
    *((glued, "ال") for glued in ("لل", "ولل", "وال", "بال", "فال", "كال", "وبال")),
)


# An archive's names


def lookup(postings: Postings) -> Lookup:
    """Make the look-up of an archive's names; its own are gathered when the first is asked for, facts one by one.

    To look for every fact would take seconds in a large archive.
    """

    @cache
    def by_key() -> Mapping[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        for name in _names(postings):
            found.setdefault(name.key, []).append(name)
        return found

    @lru_cache(maxsize=1 << 10)
    def found(wanted: str) -> Sequence[Name]:
        return (*_facts(postings, _spellings().get(wanted, ())), *by_key().get(wanted, ())) if wanted else ()

    return found


def table(postings: Postings) -> list[Name]:
    """List an archive's names by key, those of one key with facts first."""
    found = [name for name in (*_facts(postings, exonyms()), *_names(postings)) if name.key]
    return sorted(found, key=lambda name: (name.key, not name.latin))


def _names(postings: Postings) -> Iterator[Name]:
    """Give the words that names are made of, names of several words, and other words that are common."""
    counts = _counts(postings)
    rows = {
        row: (count, spelling)
        for row, (count, spelling) in _rows(postings).items()
        if (count >= AGAIN or len(row) == 1) and all(word in counts for word in row)
    }
    spelt = _speller(postings)
    for form, count in counts.items():
        _, spelling = rows.get((form,), (0, ""))
        plainly = count >= LEAST and not _is_glued(form, counts)
        if "ء" <= form[0] <= "ي" and len(form) > 1 and (spelling or plainly):
            worth = count.bit_length() + (NAMED if spelling else 0)
            yield Name(key([form]), form, spelling or spelt((form,)), worth, "")
    for row, (count, spelling) in sorted(rows.items()):
        for one in dict.fromkeys((key(row), key(row, glued=True))) if len(row) > 1 else ():
            yield Name(one, " ".join(row), spelling, count.bit_length() + NAMED, "")


def _counts(postings: Postings) -> dict[str, int]:
    vocabulary = postings.vocabulary
    counts = np.diff(np.asarray(postings.starts)[vocabulary.first])
    return dict(zip(vocabulary.forms, counts.tolist(), strict=True))


def _speller(postings: Postings) -> Callable[[Sequence[str]], str]:
    vocabulary = postings.vocabulary
    commonest = cache(lambda form: vocabulary.typed[postings.commonest(vocabulary.place(form))])
    return lambda row: " ".join(map(commonest, row))


def _rows(postings: Postings) -> dict[tuple[str, ...], tuple[int, str]]:
    """Count, in articles, the words and rows of words that names are made of, and spell them as the commonest name."""
    values: Counter[str] = Counter()
    for kind in NAMES:
        facet = postings.facets[kind]
        for value, count in zip(facet.values, np.bincount(facet.value, minlength=len(facet.values)), strict=True):
            values[value] += int(count)
    rows: dict[tuple[str, ...], tuple[int, str]] = {}
    for value, count in sorted(values.items(), key=lambda pair: (-pair[1], pair[0])):
        parts = words(value)
        for low in range(len(parts)):
            for high in range(low + 1, min(len(parts), low + TOGETHER) + 1):
                row = tuple(part.form for part in parts[low:high])
                known, spelling = rows.get(row, (0, " ".join(value[part.start : part.end] for part in parts[low:high])))
                rows[row] = known + count, spelling
    return rows


def _is_glued(form: str, counts: Mapping[str, int]) -> bool:
    """Tell whether a form is a commoner one with clitics before it."""
    most = counts[form]
    return any(form.startswith(glued) and counts.get(bare + form[len(glued) :], 0) > most for glued, bare in _CLITICS)


def _facts(postings: Postings, spellings: Iterable[str]) -> Iterator[Name]:
    """Give those of some exonyms whose Arabic names the archive has, in any variant of spelling."""
    vocabulary, spelt = postings.vocabulary, _speller(postings)

    @cache
    def known(word: str) -> str:
        places = same(vocabulary, word)
        return max((vocabulary.forms[place] for place in places), key=postings.count, default="")

    for spelling in spellings:
        for one in keys([spelling])[:1]:
            for row in dict.fromkeys(tuple(map(known, name)) for name in exonyms()[spelling]):
                count = _together(postings, row) if all(row) else 0
                if count:
                    yield Name(one, " ".join(row), spelt(row), count.bit_length() + NAMED, spelling)


def _together(postings: Postings, row: Sequence[str]) -> int:
    """Count the places where words stand one after the other."""
    if len(row) == 1:
        return postings.count(row[0])
    vocabulary, found = postings.vocabulary, np.zeros(0, np.int64)
    for at, word in enumerate(row):
        place = vocabulary.place(word)
        low, high = postings.starts[vocabulary.first[place : place + 2]]
        here = np.asarray(postings.keys[low:high]) - at
        found = np.intersect1d(found, here) if at else here
    return len(found)


@cache
def exonyms() -> dict[str, list[list[str]]]:
    """Read the facts: Latin spellings, each with folded Arabic names as words, the best known first."""
    lines = files("warraq").joinpath("data/exonyms.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {spelling: [name.split() for name in names.split("|")] for spelling, names in pairs}


@cache
def _spellings() -> dict[str, list[str]]:
    """Give the spellings of `exonyms` by key."""
    found: dict[str, list[str]] = {}
    for spelling in exonyms():
        for one in keys([spelling])[:1]:
            found.setdefault(one, []).append(spelling)
    return found


# A query's names


def pieces(text: str, asked: Sequence[Word], names: Lookup, articles: int) -> list[tuple[int, int, list[str]]]:
    """Give the places of a query that may be names of the archive in Latin letters, each with these, best first.

    A name may be written in several words. Words that find something are left alone, but beside one that finds nothing
    and where as a matter of fact they are a name that stands in the archive `OFTEN` times as often. `articles` is how
    many articles there are: a word that finds its share of them is not asked after.
    """
    found = []
    for row in _runs(text, [word for word in asked if is_latin(word.form)]):
        at = 0
        while at < len(row):
            for end in range(min(len(row), at + TOGETHER), at, -1):
                fitting = _fitting(row[at:end], names, articles)
                if fitting:
                    found.append((row[at].start, row[end - 1].end, fitting))
                    at = end - 1
                    break
            at += 1
    return found


def _runs(text: str, asked: Sequence[Word]) -> Iterator[list[Word]]:
    """Give the words that stand side by side, run by run."""
    run = list(asked[:1])
    for before, word in pairwise(asked):
        if not _BETWEEN.fullmatch(text[before.end : word.start]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _fitting(row: Sequence[Word], names: Lookup, articles: int) -> list[str]:
    """Give what the archive has instead of some words, best first."""
    least = OFTEN * min(word.found for word in row)
    if least > articles:
        return []
    latin = plain(word.form for word in row)
    spelling = "".join(latin)
    if least and spelling not in exonyms():
        return []
    most = 1 + len(spelling) // 2
    facts: list[str] = []
    likely: list[tuple[int, str, str]] = []
    for one in keys(latin):
        for name in names(one):
            if name.latin == spelling and (not least or 1 << (name.worth - NAMED) >= least):
                facts.append(name.typed)
            elif not name.latin and not least:
                far = cost(latin, name.words.split(" "), most)
                if far < UNLIKE:
                    likely.append((FAR * far - name.worth, name.words, name.typed))
    return list(dict.fromkeys([*facts, *(typed for _, _, typed in sorted(likely))]))[:MOST]
