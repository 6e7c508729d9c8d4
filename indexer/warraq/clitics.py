"""What Arabic writes together with a word: conjunctions, prepositions, the article and س before it, pronouns after it.

Each way to take them off has a cost, the natural logarithm of how much rarer a word is with them (set on half of UD
Arabic-PUD). All is folded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warraq.rules import RULES


class Parse(NamedTuple):
    """A word with what may be its clitics taken off."""

    base: str
    """The form left."""
    cost: float
    """How unlikely these clitics are, in natural log."""
    verb: bool | None
    """What the clitics ask for: a verb, a noun (False), or either (None)."""
    definite: bool
    """Whether it has the article, so that it is no particle."""
    before: tuple[str, ...]
    """The clitics before it, in order."""
    after: str
    """The pronoun after it."""


class _Prefix(NamedTuple):
    written: str
    cost: float
    verb: bool | None
    parts: tuple[str, ...]


TA_MARBUTA = "ة"
_RULES = RULES["readings"]
_PREFIXES = tuple(
    _Prefix(conjunction + written, conjunction_cost + cost, verb, (*conjunction, *parts.split()))
    for conjunction, conjunction_cost in _RULES["conjunctions"].items()
    for written, parts, cost, verb in _RULES["prefixes"]
)
_FIVE = frozenset(_RULES["five"])
_SUFFIXES: tuple[tuple[str, float], ...] = tuple(_RULES["pronouns"].items())
PRONOUNS = frozenset(suffix for suffix, _ in _SUFFIXES)
_PREFIXES_OF = {letter: tuple(one for one in _PREFIXES if one.written[:1] in {"", letter}) for letter in "وفابلكس"}
_SUFFIXES_OF = {letter: tuple(one for one in _SUFFIXES if one[0][-1] == letter) for letter in "هامنيك"}


@lru_cache(maxsize=1 << 8)
def parses(form: str) -> tuple[Parse, ...]:
    """Give the ways in which a folded word may be taken apart; as it stands first.

    One that ends in ة, which folding makes ه, has no pronoun; the bases given end in ه.
    """
    return tuple(_parses(form))  # who asks for a word's lemmas asks several times, of one word after the other


def _parses(form: str) -> Iterator[Parse]:
    bound = form.endswith(TA_MARBUTA)
    if bound:
        form = form[:-1] + "ه"
    for written, cost, verb, before in _PREFIXES_OF.get(form[:1], _PREFIXES[:1]):
        if not form.startswith(written) or len(form) - len(written) < 2:
            continue
        rest = form[len(written) :]
        definite = before[-1:] == ("ال",)
        if written[-1:] == "ل":
            yield from _with_lam(written, rest, cost, before)
        yield Parse(rest, cost, verb, definite, before, "")
        if not definite and not bound:  # a word with the article takes no pronoun
            for base, more, suffix in _pronouns(rest):
                yield Parse(base, cost + more, verb, definite, before, suffix)


def _with_lam(written: str, rest: str, cost: float, before: tuple[str, ...]) -> Iterator[Parse]:
    """Give what a word may be besides, whose clitics end in ل."""
    preposition = before[:-1] if before[-1:] == ("ال",) else before
    if rest.startswith("ل") and len(rest) > 3:
        yield Parse(rest, cost + 1, verb=False, definite=False, before=preposition, after="")  # لليل: its own ل
    if rest == "له":
        yield Parse("الله", cost, verb=False, definite=False, before=before, after="")
    if written.endswith("لل"):  # للذين: the article is the word's own
        yield Parse("ال" + rest, cost, verb=False, definite=False, before=preposition, after="")


def _pronouns(rest: str) -> Iterator[tuple[str, float, str]]:
    """Give what a word may be without a pronoun after it, what that costs, and the pronoun."""
    for suffix, cost in _SUFFIXES_OF.get(rest[-1], ()):
        if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
            for base in _bases(rest[: -len(suffix)]):
                yield base, cost, suffix


def _bases(rest: str) -> Iterator[str]:
    """Give the spellings a word has without its pronoun, most likely first."""
    last = rest[-1]
    if last in "اوي" and rest[:-1] in _FIVE:
        yield rest[:-1]  # ابوه, اخيه
        return
    if last == "ت":
        yield rest[:-1] + "ه"
    elif last == "ا" and len(rest) > 2:  # وفاه: no preposition في
        yield rest[:-1] + "ي"
    elif last == "و":
        yield rest + "ا"
    if rest.endswith(("او", "اي")):
        yield rest[:-1] + "ء"
    yield rest
