"""Words and how they are written as one item of the static index: folding the one gives the other, nearly always."""

from __future__ import annotations

from warraq.words import forms

_APART = "\n"


def item(words: str, typed: str) -> str:
    """Write folded words, with spaces between, and a spelling of them: the spelling alone where they follow from it."""
    return typed if " ".join(forms(typed)) == words else f"{typed}{_APART}{words}"


def read(written: str) -> tuple[str, str]:
    """Give the folded words and the spelling of an item."""
    typed, _, words = written.partition(_APART)
    return words or " ".join(forms(typed)), typed
