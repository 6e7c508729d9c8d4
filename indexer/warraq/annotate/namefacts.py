"""What each word may do in a name, looked up once for each form, and the look-up of known names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from warraq import lexicon
from warraq.annotate.gazetteer import Tail
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.tokens import QUOTE, SPACE, Reading, Token, readings
from warraq.rules import RULES

COMMON_WORDS = frozenset(RULES["stop"]["words"]) - {"علي"} | {"على", "وعلي", "وعلى"}
"""Stop words, but for the name that folds like the preposition على (`tokens` tells them apart)."""
_RARE = 7.0
"""Commonness under which a lemma is taken for a name."""
_INFLECTIONS = ("ان", "ين", "ون", "ات", "ا", "هم", "ها", "وا")


class Found(NamedTuple):
    """A name found, in words."""

    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""
    skip: int
    """Letters of the first word that are clitics."""
    kind: str
    """`person`, `place` or `organization`."""
    canonical: str
    """The form it is known under; empty where it is to be made from the text."""


class Facts(NamedTuple):
    """What a word may do in a name."""

    listed: tuple[tuple[Reading, tuple[Tail, ...]], ...]
    """The names that begin with it, for each reading."""
    alone: bool
    """Whether it is a known place or organisation all by itself."""
    given: Reading | None
    """Its reading as a given name."""
    organization: Reading | None
    """Its reading as a word that begins an organisation's name."""
    definite: bool
    """Whether that word has the article."""
    place: bool
    """Whether it announces a place."""
    head: Reading | None
    """Its reading as the first word of a place's name (نهر, مطار)."""
    title: bool
    """Whether it is a person's title or post."""
    speech: bool
    """Whether it is a verb of saying."""
    proper: bool
    """Whether it can be part of a person's name by its look: unknown to the dictionaries, or a name in them."""
    idle: bool
    """Whether no name can begin with it, nor is announced by it."""
    adjective: bool
    """Whether it is a definite adjective that a name may end in."""


@lru_cache(maxsize=1 << 15)
def facts(form: str) -> Facts:
    """Look a folded word up in every list."""
    lists = gazetteer()
    words = lists.words
    read = readings(form)
    bare = {reading.form for reading in read}
    listed = tuple((reading, lists.names[reading.form]) for reading in read if reading.form in lists.names)
    triggers = words["organization_triggers"] | words["definite_triggers"]
    organization = next((reading for reading in read if reading.form in triggers), None)
    given = next((reading for reading in read if is_given(reading.form)), None)
    head = next((reading for reading in read if reading.form in words["place_heads"]), None)
    place = bool(bare & words["place_triggers"])
    proper = is_proper(form)
    return Facts(
        listed=listed,
        alone=any(not rest for _, tails in listed for rest, _, _ in tails),
        given=given,
        organization=organization,
        definite=organization is not None and organization.form in words["definite_triggers"],
        place=place,
        head=head,
        title=bool(bare & (words["titles"] | words["posts"])),
        speech=bool(bare & words["speech"]),
        proper=proper,
        idle=not (
            listed or given or organization or place or head or proper or form in words["kunya"] or form == "عبد"
        ),
        adjective=form.startswith("ال")
        and form not in words["not_adjectives"]
        and (lexicon.is_adjective(form) or is_nationality(form)),
    )


def is_given(form: str) -> bool:
    """Tell whether a folded word is a given name, Arabic or foreign."""
    words = gazetteer().words
    return form in words["given"] or form in words["foreign"]


def is_proper(form: str) -> bool:
    """Tell whether a folded word looks like a name: listed as one, or not to be found in the dictionaries."""
    if len(form) < 3 or not "ء" <= form[0] <= "ي" or form in COMMON_WORDS:
        return False
    words = gazetteer().words
    if form in words["titles"] or form in words["posts"] or form in words["speech"] or form in words["not_adjectives"]:
        return False
    if is_given(form) or lexicon.is_name(form):
        return True
    if is_nationality(form):
        return False
    if lexicon.commonness(form) < -1:  # in no dictionary, at most an inflection of something there
        return not lexicon.analyse(form).lemma or not form.endswith(_INFLECTIONS)
    return lexicon.commonness(form) < _RARE and lexicon.is_lemma(form)


def is_nationality(form: str) -> bool:
    """Tell whether a folded word is the adjective of a country, with or without article."""
    return form.removeprefix("ال") in gazetteer().nationalities


def listed(row: list[Token], at: int) -> Found | None:
    """Find the longest known place or organisation that begins at a word."""
    best: Found | None = None
    for reading, tails in facts(row[at].form).listed:
        for rest, kind, canonical in tails:
            end = at + len(rest)
            if best and end <= best.last:
                break  # longest first: nothing better follows
            if end < len(row) and all(
                row[at + 1 + i].form == word and row[at + 1 + i].gap == SPACE for i, word in enumerate(rest)
            ):
                if rest or not _is_doubtful(row, at, reading):
                    best = Found(at, end, reading.skip, kind, canonical)
                break
    return best


def _is_doubtful(row: list[Token], at: int, reading: Reading) -> bool:
    if reading.form not in gazetteer().words["ambiguous"]:
        return reading.skip > 0 and lexicon.is_lemma(row[at].form)  # وفاس may be a word of its own
    return at == 0 or row[at].gap > QUOTE or not (facts(row[at - 1].form).place or _announces(row[at - 1].form))


def _announces(form: str) -> bool:
    return form in gazetteer().words["organization_triggers"]
