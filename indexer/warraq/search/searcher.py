"""Searching: an answer, and the one searcher that every engine's data is handed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from warraq.latin import is_latin
from warraq.model import LEVELS, Hit, Leaf, Query
from warraq.search import latin
from warraq.search.expand import Group, expand
from warraq.search.hits import Reason, find
from warraq.search.match import Matches, text_nodes
from warraq.search.mend import mended
from warraq.search.postings import Postings
from warraq.search.score import rank
from warraq.search.suggest import suggest
from warraq.search.tokens import Token, title_words, tokens
from warraq.search.tree import Node
from warraq.search.vocabulary import Analyse


class SearchError(Exception):
    """An index that cannot be searched. `key` is a message of `say`, `values` what it is filled in with."""

    def __init__(self, key: str, **values: str) -> None:
        """Keep what to say."""
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found."""

    total: int
    """How many articles answer, exactly; where the query asks for copies to be collapsed, how many reports.

    Words find every article that has one of them at the query's level; words like في (`tree.STOP`) find nothing on
    their own beside others. Phrases, `+`, operators and filters narrow that down as they say.
    """
    hits: tuple[Hit, ...]
    """The articles asked for, in order; equal ones by id."""
    counts: Mapping[str, int]
    """The total that the same query has at each of `LEVELS`."""
    reasons: tuple[tuple[Reason, ...], ...]
    """Of each hit, why it was found; of an article found by its title alone, the title's words."""
    suggestions: tuple[str, ...]
    """Whole queries that would find more, best first; only where a word finds nothing."""
    notes: tuple[str, ...]
    """Message keys of what could not be read as it was typed."""
    articles: int
    """How many articles answer; more than the total where copies are collapsed."""
    copies: tuple[tuple[str, ...], ...]
    """Of each hit, the ids of the other articles that answer and are the same report, best first; none unless asked."""


class Search(Protocol):
    """An open index."""

    def search(self, query: Query, limit: int = 10, offset: int = 0, order: str = "relevance") -> Answer:
        """Answer a query: `limit` hits from place `offset` on, best first or (`order` `date`) newest first."""

    def close(self) -> None:
        """Let go of its files."""


class Searcher:
    """Searches postings; articles come from the engine that holds them."""

    def __init__(
        self,
        postings: Postings,
        leaf_of: Callable[[int], Leaf],
        analyse: Analyse | None = None,
        close: Callable[[], None] = lambda: None,
        names: latin.Lookup | None = None,
    ) -> None:
        """Take an engine's data: its postings, the leaf of an article's number, and how to let go of both.

        `analyse` is for words of queries that the archive does not have; `names` are what is in the archive under the
        keys of Latin spellings, where the engine has that ready.
        """
        self.postings = postings
        self._leaf_of = leaf_of
        self._analyse = analyse
        self._close = close
        self._names = names or latin.lookup(postings)
        self._groups = lru_cache(maxsize=1 << 10)(lambda word: expand(postings.vocabulary, word, analyse))

    def search(self, query: Query, limit: int = 10, offset: int = 0, order: str = "relevance") -> Answer:
        """Answer a query; see `Search`."""
        tree = mended(query.tree, self._groups, self.postings.count)
        matches = Matches(tree, query.level, self.postings, self._groups, self._analyse)
        ranking = rank(matches, order, max(offset, 0), max(offset, 0) + max(limit, 0), collapse=query.collapse)
        nodes = text_nodes(tree)
        hits: list[Hit] = []
        reasons: list[tuple[Reason, ...]] = []
        forms_of, key = self._finder(matches, query.level), self.postings.vocabulary.key
        for number, score in zip(ranking.articles.tolist(), ranking.scores.tolist(), strict=True):
            leaf = self._leaf_of(number)
            spans, why = find(nodes, tokens(leaf), query.level, forms_of, key)
            if not why:
                why = find(nodes, _title_tokens(leaf), query.level, forms_of, key)[1]
            hits.append(Hit(leaf.article, score, tuple(spans)))
            reasons.append(tuple(why))
        missing = [node for node in nodes if node["op"] == "word" and not matches.holds(node, matches.level).any()]
        names = latin.pieces(query.text, _in_latin(nodes, matches), self._names, self.postings.articles)
        suggestions = suggest(query.text, missing, names, self.postings)
        ids = self.postings.ids
        return Answer(
            ranking.total,
            tuple(hits),
            ranking.counts,
            tuple(reasons),
            suggestions,
            query.notes,
            ranking.articles_found,
            tuple(tuple(ids[number] for number in others.tolist()) for others in ranking.copies),
        )

    def _finder(self, matches: Matches, level: str) -> Callable[[Node], Mapping[str, int]]:
        vocabulary = self.postings.vocabulary
        known: dict[int, dict[str, int]] = {}

        def forms_of(node: Node) -> Mapping[str, int]:
            if id(node) not in known:
                group: Group = matches.group(node)
                place = LEVELS.index(level)
                pairs = zip(group.spellings.tolist(), group.levels.tolist(), strict=True)
                own = LEVELS.index(node["level"]) if "level" in node else None
                known[id(node)] = {vocabulary.written(spelling): own or at for spelling, at in pairs if at <= place}
            return known[id(node)]

        return forms_of

    def close(self) -> None:
        """Let go of the engine's files."""
        self._close()


def _in_latin(nodes: list[Node], matches: Matches) -> list[latin.Word]:
    """Give the words in Latin letters that a query asks for, those of phrases too."""
    found: dict[int, latin.Word] = {}
    for node in nodes:
        words = node["words"] if node["op"] == "phrase" else [node]
        if node["op"] in {"word", "phrase"} and "level" not in node and any(is_latin(one["word"]) for one in words):
            count = int(matches.holds(node, matches.level).sum())
            for one in words:  # what is written as one comes first: see `mended`
                found.setdefault(one["start"], latin.Word(one["word"], one["start"], one["end"], count))
    return list(found.values())


def _title_tokens(leaf: Leaf) -> list[Token]:
    return [Token(form, typed, at, 1, 0, 0) for at, (form, typed) in enumerate(title_words(leaf.article))]
