"""What the archive as a whole knows: lists, names, neighbours and related articles.

Everything here is made from `Facts`, the little that lists need of each article, so that no step ever holds all texts.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an article."""

    id: str
    """The article's id."""
    address: str
    """Its page, from the root of the site."""
    title: str
    """Its title."""
    date: str
    """As in `Article.date`: possibly partial or empty."""
    source: str
    """Its source, possibly empty."""
    category: str
    """Its category, possibly empty."""
    lead: str
    """The beginning of its text, cut at a word, for lists and search engines."""
    words: int
    """How many words it has."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person, place or organisation of the archive."""

    kind: str
    """`person`, `place` or `organization`."""
    canonical: str
    """The form it is listed under."""
    address: str
    """Its page, from the root of the site; empty where it has none."""
    variants: tuple[str, ...]
    """Every spelling found, most frequent first."""
    articles: int
    """How many articles mention it."""
    mentions: int
    """How many times it is mentioned."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, with the words around its first mention there."""

    card: Card
    """The article."""
    anchor: str
    """Fragment of the sentence that holds it."""
    before: str
    """The text just before it."""
    text: str
    """The name as the article spells it."""
    after: str
    """The text just after it."""
    count: int
    """How many times the article mentions it."""
