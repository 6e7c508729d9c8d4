"""Addresses that last: a file name made from nothing but an id."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from warraq.fold import fold_text
from warraq.model import Annotation
from warraq.namekeys import name_key

_LATIN = dict(
    zip(
        "ءابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ",
        ["", *"a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y p ch zh g".split(" ")],  # noqa: SIM905 - thirty quoted letters would hide the table
        strict=True,
    )
)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_RESERVED = re.compile(r"(index|con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def slug(identity: str) -> str:
    """Give the file name, without suffix, for an id: the id itself where every system can hold it.

    Any other id is spelt in Latin letters and told apart by eight digits of its SHA-256, so that the name depends on
    nothing but the id. Names that differ only in case are the caller's to refuse: some file systems hold them as one.
    """
    if _PLAIN.fullmatch(identity) and not _RESERVED.fullmatch(identity) and not identity.endswith("."):
        return identity
    folded = fold_text(identity)
    latin = "".join(_LATIN.get(character, character) for character in folded)
    readable = re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")[:48].rstrip("-")
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{readable}-{digest}" if readable else digest


def article_address(identity: str) -> str:
    """Where an article's page stands, from the root of the site."""
    return f"a/{slug(identity)}.html"


def name_address(kind: str, canonical: str) -> str:
    """Where the page of a person, place or organisation stands, from the root of the site; spellings share it."""
    return f"names/{slug(name_key(kind, canonical))}.html"


def sentence_anchor(number: int) -> str:
    """Name the fragment of the article's `number`th sentence, counted from 1."""
    return f"s{number}"


def anchor_at(sentences: Sequence[Annotation], offset: int) -> str:
    """Name the fragment of the sentence that holds an offset of the text; empty before the first sentence.

    `sentences` are the article's, in order.
    """
    place = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    return sentence_anchor(int(str(sentences[place].value))) if place >= 0 else ""
