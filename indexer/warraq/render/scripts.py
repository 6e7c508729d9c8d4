"""The browser's scripts that are put together from several files: one request each, no bundler."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from warraq.rules import HASH, RULES

_JS = files("warraq").joinpath("web", "js")
_QUERY = ("tokens", "tree", "periods", "query", "hits", "snippet", "suggest", "latin")
_LANGUAGE = ("fold", "words", "stem", "variants", *_QUERY)
_DICTIONARY = ("conjugate", "clitics", "dictionary", "lexicon", "readings")
_ASKING = ("expand", "match", "score", "suggester", "prepare", "latin", "present", "counts", "engine", "open")
_INDEX = ("route", "pack", "bits", "vocabulary", "articles", "files", *_DICTIONARY, *_ASKING)
_ARTICLE = ("reading", "highlight", "select")
_ANSWER = ("list", "facets", "histogram", "context", "time", "save", "bar")
_SEARCH = ("dom", "address", "bins", *_ANSWER, "frame", "views", "narrow", "box", "page")
_COMMENT = re.compile(r"^ *(?://.*|/\*[\s\S]*?\*/) *\n", re.MULTILINE)
_NOT_IN_PAGES = frozenset({"about", "why", "tests", "consonants"})  # of rules.json: for who reads it, or writes indexes


def _joined(names: Iterable[str]) -> str:
    """Join scripts without indentation and without comments that have lines of their own: readers need neither.

    No string of ours runs over a line, so a line can be looked at by itself.
    """
    text = "".join(_JS.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in names)
    return re.sub(r"^\s+", "", _COMMENT.sub("", text), flags=re.MULTILINE)


def _bare(rules: Any) -> Any:
    if isinstance(rules, dict):
        return {key: _bare(value) for key, value in rules.items() if key not in _NOT_IN_PAGES}
    return [_bare(entry) for entry in rules] if isinstance(rules, list) else rules


@cache
def engine_script() -> str:
    """Give the script that reads Arabic and searches as Python does, with the rules of `rules.json`.

    All of it is one function, run at once, which a page can hand to a worker as text: a page opened from a folder may
    start no worker from a file.
    """
    rules = json.dumps({**_bare(RULES), "hash": HASH}, ensure_ascii=False, separators=(",", ":"))
    code = _joined((*_LANGUAGE, *(f"engine/{name}" for name in _INDEX)))
    return (
        "(globalThis.warraq=globalThis.warraq||{}).engine=function(){\n"
        f"globalThis.warraq.rules={rules};\n{code}"
        "};warraq.engine();\n"
    )


@cache
def article_script() -> str:
    """Give the script of articles' pages: the hits of a query in the text, and what opens the card of a word."""
    return _joined(_ARTICLE)


@cache
def card_script() -> str:
    """Give the script of the card of a word, which is loaded when a reader asks for one."""
    return _joined(("card",))


def offline_script() -> str:
    """Give the script that has a service worker keep pages; on pages of archives with the setting `offline` alone."""
    return _joined(("offline",))


def keep_script() -> str:
    """Give the script that keeps the whole archive, which is loaded when there is something for it to do."""
    return _joined(("keep",))


@cache
def search_script() -> str:
    """Give the script of the search page; the one of the engine goes before it."""
    return _joined(f"search/{name}" for name in _SEARCH)
