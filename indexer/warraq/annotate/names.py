"""The people, places and organisations that an article names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warraq.annotate.canonical import canonical, letters_before
from warraq.annotate.namefacts import Found, listed
from warraq.annotate.namesakes import full_names
from warraq.annotate.ruled import ruled, told
from warraq.annotate.scores import Model
from warraq.annotate.tagger import Row, Tagged, tag
from warraq.annotate.tokens import Token, start_after, tokens, words_in
from warraq.model import Annotation, Article


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:  # noqa: ARG001 - the agreed form
    """Give the names of an article, none within another: the longer wins, so a place may be part of an organisation.

    A last name that stands alone is the person whom the article names in full, where exactly one of that name is.
    """
    text = article.text
    row = tokens(text)
    found = find(text, row)
    called = full_names(row, found, [canonical(text, row, name) for name in found])
    reached = 0
    for name, known_as in called:
        start, end = _span(text, row, name)
        if start >= reached:  # one code point may hold several words (ﷺ)
            yield Annotation(start, end, name.kind, known_as)
            reached = end


def find(text: str, row: list[Token], model: Model | None = None) -> list[Found]:
    """Find the names in the words of a text, in order: what the tagger says, having heard rules and lists, and theirs.

    A name of the rules that holds all the tagger's names it touches is taken in their place (قوات «سوريا
    الديمقراطية»), and one that touches none beside them.
    """
    rules = ruled(row)
    ends = [0, *(token.end for token in row)]
    gaps = [text[end : token.start] for end, token in zip(ends, row, strict=False)] + [text[ends[-1] :]]
    tagged = tag(Row([word.form for word in words_in(text)], gaps, told(rules, len(row))), model)
    return sorted(_joined(rules, [_found(row, name) for name in tagged]))


def _found(row: list[Token], name: Tagged) -> Found:
    """Give a name that the tagger found, with the clitics of its first word and the form it is listed under."""
    known = listed(row, name.first)
    if known and known.last == name.last - 1 and known.kind == name.kind:
        return known
    return Found(name.first, name.last - 1, letters_before(row[name.first].form), name.kind, "")


def _joined(rules: Sequence[Found], tagged: Sequence[Found]) -> list[Found]:
    """Put together what rules and tagger found."""
    chosen = []
    for name in rules:
        near = [other for other in tagged if name.first <= other.last and other.first <= name.last]
        wider = all(name.first <= other.first and other.last <= name.last for other in near)
        if wider and (not near or _prevails(name, near)):
            chosen.append(name)
    taken = {at for name in chosen for at in range(name.first, name.last + 1)}
    return chosen + [name for name in tagged if name.first not in taken and name.last not in taken]


def _prevails(name: Found, near: Sequence[Found]) -> bool:
    if all((other.first, other.last) == (name.first, name.last) for other in near):
        return False  # of the same words the tagger knows the kind better
    return name.kind == "organization" or bool(name.canonical)


def _span(text: str, row: list[Token], found: Found) -> tuple[int, int]:
    first, last = row[found.first], row[found.last]
    start = start_after(text, first, found.skip)
    opened = any(token.opened for token in row[found.first + 1 : found.last + 1])
    return start, last.end + (1 if opened and last.closed else 0)
