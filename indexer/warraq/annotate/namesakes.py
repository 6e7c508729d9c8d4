"""Mentions of one person in an article brought together: a last name that stands alone, and the name in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from warraq import lexicon, variants
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import Found, facts, is_given
from warraq.annotate.tokens import Token, readings

_PLAIN = 13.0
"""Commonness above which an adjective (العربي, المصري) is not taken for a last name when it stands alone."""
_Bearers = dict[tuple[str, ...], set[str]]
"""The last words of full names to the names they end."""


def full_names(row: list[Token], found: Sequence[Found], called: Sequence[str]) -> list[tuple[Found, str]]:
    """Give names in order with the form each is known under, `called` where nothing better is known.

    People named by the last words of a full name are known under it where exactly one full name of the article fits.
    Last names that are no mention yet, standing alone, become one.
    """
    bearers: _Bearers = {}
    for name, known_as in zip(found, called, strict=True):
        if name.kind == "person":
            words = _words(row, name)
            for at in range(1, len(words)):
                bearers.setdefault(words[at:], set()).add(known_as)
    result = []
    for name, known_as in zip(found, called, strict=True):
        fits = bearers.get(_words(row, name), ()) if name.kind == "person" else ()
        result.append((name, next(iter(fits)) if len(fits) == 1 else known_as))
    return sorted([*result, *_unmentioned(row, found, bearers)]) if bearers else result


def _words(row: list[Token], name: Found) -> tuple[str, ...]:
    first, *rest = (row[at].form for at in range(name.first, name.last + 1))
    return tuple(variants.key(form) for form in (first[name.skip :], *rest))


def _unmentioned(row: list[Token], found: Sequence[Found], bearers: _Bearers) -> Iterator[tuple[Found, str]]:
    """Find the last names, standing alone, of people whom the article names in full."""
    last = {
        form: bearers[variants.key(form),]
        for name in found
        if name.kind == "person" and name.last > name.first and _is_last_name(form := row[name.last].form)
    }
    taken = {at for name in found for at in range(name.first, name.last + 1)}
    for at, token in enumerate(row):
        for reading in readings(token.form) if last and at not in taken else ():
            if reading.form in last:
                fits = last[reading.form]
                if len(fits) == 1:
                    yield Found(at, at, reading.skip, "person", ""), next(iter(fits))
                break


def _is_last_name(form: str) -> bool:
    return (
        facts(form).proper
        and not is_given(form)
        and (lexicon.is_name(form) or not lexicon.is_adjective(form) or lexicon.commonness(form) < _PLAIN)
        and form not in gazetteer().words["after_servant"]
    )
