"""The browser's scripts, put together from small files, without what readers need not: one request each, no bundler."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import rjsmin

from warraq.rules import HASH, RULES

_JS = files("warraq").joinpath("web", "js")
_LANGUAGE = ("fold", "words", "stem", "variants", "tokens", "tree", "periods", "query", "hits", "snippet")
_FILES = ("route", "pack", "bits", "sounds", "vocabulary", "articles", "files")
_ASKING = ("expand", "mend", "match", "score", "prepare", "present", "counts", "engine", "open")
_ENGINE = (*_LANGUAGE, *(f"engine/{name}" for name in (*_FILES, *_ASKING)))
_DICTIONARY = ("conjugate", "clitics", "dictionary", "lexicon", "readings")
_SELDOM = (*_DICTIONARY, "suggester", "latin", "absent", "concordance", "tallies")
_UNKNOWN = ("suggest", "latin", *(f"engine/{name}" for name in _SELDOM))
_ARTICLE = ("reading", "highlight", "select")
_ANSWER = ("list", "facets", "histogram", "context", "time", "save", "bar")
_SEARCH = ("dom", "address", "bins", *_ANSWER, "frame", "views", "narrow", "box", "page")
_OPENING = '(function (warraq) {\n  "use strict";\n'
_CLOSING = "})((globalThis.warraq = globalThis.warraq || {}));\n"
_NOT_IN_PAGES = frozenset({"version", "about", "why", "tests", "consonants", "bending"})
"""Of `rules.json`: for who reads it, or writes indexes."""
_OF_UNKNOWN = ("latin", "readings")
"""Of `rules.json`: what only words need that an archive does not have."""


def _joined(names: Iterable[str]) -> str:
    return "".join(_JS.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)


def _small(text: str) -> str:
    """Leave out what readers need not: comments, and space between what needs none."""
    return f"{rjsmin.jsmin(text)}\n"


def _bare(rules: Any) -> Any:
    """Give what scripts read of rules; a group of variants as its words, with * for g and $ for whole."""
    if isinstance(rules, dict) and "tests" in rules and "words" in rules:
        return " ".join(rules["words"]) + "*" * rules.get("g", False) + "$" * rules.get("whole", False)
    if isinstance(rules, dict):
        return {key: _bare(value) for key, value in rules.items() if key not in _NOT_IN_PAGES}
    return [_bare(entry) for entry in rules] if isinstance(rules, list) else rules


def _function(name: str, rules: Mapping[str, Any], rooms: Iterable[str]) -> str:
    """Give a script that is one function, run at once, which a page can hand to a worker as text.

    A page opened from a folder may start no worker from a file. Rooms are blocks in it.
    """
    known = json.dumps(_bare(rules), ensure_ascii=False, separators=(",", ":"))
    code = _joined(rooms).replace(_OPENING, "{\n").replace(_CLOSING, "}\n")
    return _small(
        f'(globalThis.warraq=globalThis.warraq||{{}}).{name}=function(){{"use strict";\nconst {{warraq}}=globalThis;\n'
        f"warraq.rules=Object.assign(warraq.rules??{{}},{known});\n{code}}};warraq.{name}();"
    )


@cache
def engine_script() -> str:
    """Give the script that reads Arabic and searches as Python does, with the rules of `rules.json`."""
    rules = {key: value for key, value in RULES.items() if key not in _OF_UNKNOWN}
    return _function("engine", {**rules, "hash": HASH}, _ENGINE)


@cache
def unknown_script() -> str:
    """Give the script for what most searches do without.

    The engine loads it for a word that the archive does not have, a concordance, a plot over time, the card of a word.
    """
    return _function("unknown", {key: RULES[key] for key in _OF_UNKNOWN}, _UNKNOWN)


@cache
def article_script() -> str:
    """Give the script of articles' pages: the hits of a query in the text, and what opens the card of a word."""
    return _small(_joined(_ARTICLE))


@cache
def card_script() -> str:
    """Give the script of the card of a word, which is loaded when a reader asks for one."""
    return _small(_joined(("card",)))


def offline_script() -> str:
    """Give the script that has a service worker keep pages; on pages of archives with the setting `offline` alone."""
    return _small(_joined(("offline",)))


def keep_script() -> str:
    """Give the script that keeps the whole archive, which is loaded when there is something for it to do."""
    return _small(_joined(("keep",)))


@cache
def search_script() -> str:
    """Give the script of the search page; the one of the engine goes before it."""
    return _small(_joined(f"search/{name}" for name in _SEARCH))


def small_script(name: str) -> str:
    """Give a script of ours that is one file: `site`, `early`, `missing`."""
    return _small(_joined((name,)))
