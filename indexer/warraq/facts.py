"""What the archive's lists need of one article: how they show it, the names it mentions, the words it is about."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from warraq.address import anchor_at, article_address
from warraq.copies import fingerprint
from warraq.keyphrases import Candidate, Noun, candidates, lemmas, name_candidate, nouns
from warraq.model import NAMES, Annotation, Leaf
from warraq.namekeys import name_key
from warraq.words import words


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

    def __repr__(self) -> str:
        """Tell it from all others in short: a page is known by what it shows, and most of that is cards."""
        return _told(self)


@lru_cache(maxsize=1 << 15)
def _told(card: Card) -> str:
    content = repr([getattr(card, entry.name) for entry in fields(card)])
    return f"Card({card.id!r}, {hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:24]})"


class Context(NamedTuple):
    """A mention of a name with the words around it."""

    anchor: str
    """Fragment of the sentence that holds it."""
    before: str
    """The text just before it."""
    text: str
    """The name as it is written there."""
    after: str
    """The text just after it."""


class NameFact(NamedTuple):
    """A name as one article has it."""

    kind: str
    """`person`, `place` or `organization`."""
    canonical: str
    """The form it is listed under."""
    times: int
    """How often it is mentioned."""
    contexts: tuple[Context, ...]
    """Its first mentions."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the archive's lists need of one article."""

    card: Card
    """How lists show it."""
    names: tuple[NameFact, ...]
    """The names it mentions, in order of their first mention."""
    terms: Mapping[str, int]
    """Its names, by key, and its other nouns, by lemma, and how often each stands in it; once more for the title."""
    kinds: Mapping[str, int]
    """How many annotations of each kind it has."""
    runs: str = ""
    """The sample of its runs of words by which copies are found: see `copies.fingerprint`."""
    phrases: tuple[Candidate, ...] = ()
    """Phrases that may tell what it is about."""

    def pack(self) -> bytes:
        """Give compressed JSON of it."""
        data = {entry.name: getattr(self, entry.name) for entry in fields(self)} | {"card": asdict(self.card)}
        return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 1)

    @staticmethod
    def unpack(packed: bytes) -> Facts:
        """Read what `pack` gave."""
        data = json.loads(zlib.decompress(packed))
        names = tuple(
            NameFact(intern(kind), intern(canonical), times, tuple(Context(*context) for context in contexts))
            for kind, canonical, times, contexts in data["names"]
        )
        phrases = tuple(Candidate(text, tuple(map(intern, terms)), weight) for text, terms, weight in data["phrases"])
        terms = {intern(term): times for term, times in data["terms"].items()}
        return Facts(**data | {"card": Card(**data["card"]), "names": names, "phrases": phrases, "terms": terms})


_AROUND = 70  # code points of context on each side of a mention
_CONTEXTS = 3  # mentions of a name in one article whose surroundings are shown
_LEAD = 200  # code points of an article's beginning in lists


def _cut(text: str, length: int) -> str:
    """The beginning of a text on one line, cut at a word."""
    line = " ".join(text[: length * 2].split())
    return line if len(line) <= length else line[: length + 1].rpartition(" ")[0].rstrip("،,؛:-") + "…"


def _before(text: str, start: int) -> str:
    """The words before a mention in its paragraph."""
    paragraph = text[max(0, start - _AROUND - 20) : start].rpartition("\n")[2]
    return paragraph if len(paragraph) <= _AROUND else "…" + paragraph[-_AROUND:].partition(" ")[2]


def _after(text: str, end: int) -> str:
    """The words after a mention in its paragraph."""
    paragraph = text[end : end + _AROUND + 20].partition("\n")[0]
    return paragraph if len(paragraph) <= _AROUND else paragraph[:_AROUND].rpartition(" ")[0] + "…"


def _names(text: str, sentences: Sequence[Annotation], notes: Iterable[Annotation]) -> dict[str, NameFact]:
    """The names of a text by their key, in order of first mention."""
    mentions: dict[str, list[Annotation]] = {}
    for note in notes:
        mentions.setdefault(name_key(note.kind, str(note.value)), []).append(note)
    return {
        key: NameFact(
            own[0].kind,
            str(own[0].value),
            len(own),
            tuple(
                Context(
                    anchor_at(sentences, note.start),
                    _before(text, note.start),
                    text[note.start : note.end],
                    _after(text, note.end),
                )
                for note in own[:_CONTEXTS]
            ),
        )
        for key, own in mentions.items()
    }


def _terms(names: Mapping[str, NameFact], found: Iterable[Noun], title: frozenset[str]) -> dict[str, int]:
    """What an article is about, and how often it says so."""
    terms = dict(Counter(noun.lemma for noun in found))
    for term in title & terms.keys():
        terms[term] += 1
    return terms | {key: name.times for key, name in names.items()}


def facts_of(leaf: Leaf) -> Facts:
    """Draw from an annotated article what the archive's lists need of it."""
    article = leaf.article
    notes: dict[str, list[Annotation]] = {}
    for note in leaf.annotations:
        notes.setdefault(note.kind, []).append(note)
    forms = [note.value["fold"] for note in notes.get("word", ()) if not isinstance(note.value, str)]
    named = sorted((note for kind in NAMES for note in notes.get(kind, ())), key=lambda note: note.start)
    names = _names(article.text, notes.get("sentence", ()), named)
    found = nouns(leaf)
    title_forms = {word.form for word in words(article.title)}
    title = lemmas(title_forms)
    telling = (name_candidate(name.kind, name.canonical, key, name.times, title_forms) for key, name in names.items())
    phrases = (*candidates(article.text, found, title), *(entry for entry in telling if entry))
    card = Card(
        id=article.id,
        address=article_address(article.id),
        title=article.title,
        date=article.date,
        source=article.source,
        category=article.meta.get("category", ""),
        lead=_cut(article.text, _LEAD),
        words=len(forms),
    )
    kinds = {kind: len(of_kind) for kind, of_kind in notes.items()}
    return Facts(card, tuple(names.values()), _terms(names, found, title), kinds, fingerprint(forms), phrases)
