"""What people say of a text, as their files have it and before it is held against the text."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {
    "person": "person", "per": "person", "pers": "person", "persname": "person",
    "place": "place", "location": "place", "loc": "place", "gpe": "place", "placename": "place",
    "organization": "organization", "organisation": "organization", "org": "organization", "orgname": "organization",
    "date": "date", "time": "date", "number": "number", "num": "number",
    "quote": "quote", "quotation": "quote", "source": "source",
}  # fmt: skip
"""The kinds that people may say, by the names that files have for them, in small letters."""
OWN = frozenset({"sentence", "word", "repair"})
"""Kinds that the program alone says: an export that came back may hold them, and they are passed over."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One annotation of a file."""

    line: int
    """Its line, from 1."""
    kind: str
    """As the file writes it."""
    value: str = ""
    """What is said; empty where the file says no more than the kind."""
    span: tuple[int, int] | None = None
    """Offsets in the article's text, code points, half-open; none where only the quoted text tells the place."""
    exact: str = ""
    """The text that it says stands there; empty where only the offsets tell the place."""
    before: str = ""
    """The text that it says stands just before."""
    after: str = ""
    """The text that it says stands just after."""
    origin: str = ""
    """Who says it; empty where the file does not tell."""
