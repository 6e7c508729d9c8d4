"""A light stemmer: takes off what Arabic glues to a word, by the rules of `rules.json`, without a dictionary.

The affixes are those of light10 (Larkey, Ballesteros and Connell 2007) with chained clitics, the future prefix and
possessive pronouns added.
"""

from __future__ import annotations

from functools import lru_cache

from warraq.rules import RULES

_RULES = RULES["stem"]
_PREFIXES: tuple[str, ...] = tuple(_RULES["prefixes"])
_CONJUNCTIONS: tuple[str, ...] = tuple(_RULES["conjunctions"])
_FUTURE: tuple[str, ...] = tuple(_RULES["future"])
_PRONOUNS: tuple[str, ...] = tuple(_RULES["pronouns"])
_ENDINGS: tuple[str, ...] = tuple(_RULES["endings"])
_LEAST: int = _RULES["least"]


def _without_article(form: str) -> str:
    for prefix in _PREFIXES if form.startswith(_PREFIXES) else ():  # most have none: one question in place of many
        if form.startswith(prefix) and len(form) - len(prefix) >= _LEAST:
            return form[len(prefix) :]
    return form


def _without_prefix(form: str) -> tuple[str, bool]:
    """Take off a conjunction and the article with what is glued before it; tell whether there was an article."""
    rest = _without_article(form)
    if rest == form and len(form) > _LEAST + 1 and form.startswith(_CONJUNCTIONS):
        form = form[1:]
        rest = _without_article(form)
    if rest != form:
        return rest, True
    if len(form) > _LEAST + 1 and form.startswith(_FUTURE):
        return form[1:], False
    return form, False


@lru_cache(maxsize=1 << 14)
def stem(form: str) -> str:
    """Give the light stem of a folded word; a word too short to lose anything is its own stem."""
    rest, definite = _without_prefix(form)
    if not definite and rest.endswith(_PRONOUNS):  # a word with the article takes no pronoun
        for pronoun in _PRONOUNS:
            if rest.endswith("ت" + pronoun) and len(rest) - len(pronoun) > _LEAST:
                return rest[: -len(pronoun) - 1]  # the ت is the ta marbuta opened by the pronoun
            if len(pronoun) > 1 and rest.endswith(pronoun) and len(rest) - len(pronoun) >= _LEAST:
                rest = rest[: -len(pronoun)]
                break
    for ending in _ENDINGS:
        if rest.endswith(ending) and len(rest) - len(ending) >= _LEAST:
            return rest[: -len(ending)]
    return rest
