"""What the archive's lists need of one article: how they show it, the names it mentions, the words it is about."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

from warraq.address import article_address, sentence_anchor
from warraq.copies import fingerprint
from warraq.fold import fold_text
from warraq.model import Annotation, Leaf
from warraq.rules import RULES


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


class NameFact(NamedTuple):
    """A name as one article has it: its first mention with the words around, and how many there are."""

    kind: str
    canonical: str
    anchor: str
    before: str
    text: str
    after: str
    times: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the archive's lists need of one article."""

    card: Card
    """How lists show it."""
    names: tuple[NameFact, ...]
    """The names it mentions, in order of their first mention."""
    terms: Mapping[str, int]
    """Its content words (lemma, or stem where the lemma is unknown) and how often each stands in it."""
    kinds: Mapping[str, int]
    """How many annotations of each kind it has."""
    runs: str = ""
    """The sample of its runs of words by which copies are found: see `copies.fingerprint`."""

    def pack(self) -> bytes:
        """Give compressed JSON of it."""
        return zlib.compress(json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode(), 1)

    @staticmethod
    def unpack(packed: bytes) -> Facts:
        """Read what `pack` gave."""
        data = json.loads(zlib.decompress(packed))
        names = tuple(NameFact(*name) for name in data["names"])
        return Facts(**data | {"card": Card(**data["card"]), "names": names})


NAMES = ("person", "place", "organization")
"""The kinds of annotation that get lists and pages of their own."""

_STOP = frozenset(RULES["stop"]["words"])
_AROUND = 70  # code points of context on each side of a mention
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


def name_key(kind: str, canonical: str) -> str:
    """What two spellings of one name share."""
    return f"{kind} {fold_text(canonical)}"


def facts_of(leaf: Leaf) -> Facts:
    """Draw from an annotated article what the archive's lists need of it."""
    article = leaf.article
    sentences: list[Annotation] = []
    first: dict[str, Annotation] = {}
    counts: Counter[str] = Counter()
    terms: Counter[str] = Counter()
    forms: list[str] = []
    for note in leaf.annotations:
        if note.kind == "sentence":
            sentences.append(note)
        elif note.kind in NAMES:
            key = name_key(note.kind, str(note.value))
            first.setdefault(key, note)
            counts[key] += 1
            terms[key] += 1
        elif note.kind == "word" and not isinstance(note.value, str):
            forms.append(note.value["fold"])
            term = note.value["lemma"] or note.value["stem"]
            if len(term) > 2 and term not in _STOP and note.value["fold"] not in _STOP and not term[0].isdigit():
                terms[term] += 1
    starts = [sentence.start for sentence in sentences]
    names = []
    for key, note in first.items():
        place = bisect_right(starts, note.start) - 1
        anchor = sentence_anchor(int(str(sentences[place].value))) if place >= 0 else ""
        text = article.text
        names.append(
            NameFact(
                note.kind,
                str(note.value),
                anchor,
                _before(text, note.start),
                text[note.start : note.end],
                _after(text, note.end),
                counts[key],
            )
        )
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
    kinds = Counter(note.kind for note in leaf.annotations)
    return Facts(card, tuple(names), dict(terms), dict(kinds), fingerprint(forms))  # asdict cannot copy a Counter
