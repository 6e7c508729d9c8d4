"""The people, places and organisations that an article names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warraq.annotate.canonical import canonical, letters_before
from warraq.annotate.doubts import believed
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.namefacts import Found, listed
from warraq.annotate.namesakes import full_names
from warraq.annotate.ruled import ruled, told
from warraq.annotate.scores import Model
from warraq.annotate.tagger import Row, Tagged, tag
from warraq.annotate.tokens import Token, start_after, tokens, words_in
from warraq.model import Annotation, Article


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:
    """Give the names of an article, none within another: the longer wins, so a place may be part of an organisation.

    A last name that stands alone is the person whom the article names in full, where exactly one of that name is. What
    the publisher's own file says (the kind `listed`) wins, see `_ruled_by`.
    """
    listed = [note for note in before if note.kind == "listed"]
    found = names_of(article.text)
    return _ruled_by(article.text, listed, found) if listed else found


def names_of(text: str, model: Model | None = None) -> list[Annotation]:
    """Give the names of a text, in order, with the model that is shipped or another."""
    row = tokens(text)
    found = find(text, row, model)
    names = []
    reached = 0
    for name, known_as in full_names(row, found, [canonical(text, row, name) for name in found]):
        start, end = _span(text, row, name)
        if start >= reached:  # one code point may hold several words (ﷺ)
            names.append(Annotation(start, end, name.kind, known_as))
            reached = end
    return names


def _ruled_by(text: str, listed: Iterable[Annotation], found: Iterable[Annotation]) -> list[Annotation]:
    """Let the publisher's names win over those found, but for an organisation named after a person or place.

    What he says is no name takes away the names found within it.
    """
    names = list(found)
    for note in listed:
        kind, _, known_as = str(note.value).partition(" ")
        near = [name for name in names if name.start < note.end and note.start < name.end]
        if not kind:
            gone = [name for name in near if note.start <= name.start and name.end <= note.end]
        elif any(_is_named_after(text, note, kind, name) for name in near):
            continue
        else:
            gone = near
            names.append(Annotation(note.start, note.end, kind, known_as, note.origin))
        names = [name for name in names if name not in gone]
    return sorted(names, key=lambda name: name.start)


def _is_named_after(text: str, note: Annotation, kind: str, name: Annotation) -> bool:
    """Tell whether a name found is an organisation whose second word begins the publisher's name: جامعة القاهرة."""
    if name.kind != "organization" or kind == "organization" or not name.start < note.start < note.end <= name.end:
        return False
    return len(text[name.start : note.start].split()) == 1


def find(text: str, row: list[Token], model: Model | None = None) -> list[Found]:
    """Find the names in the words of a text, in order: what the tagger says, having heard rules and lists, and theirs.

    An organisation from a list, or whose first word leaves no doubt (قوات «سوريا الديمقراطية»), is taken beside the
    tagger's names, or in the place of those within it. Taking more of the rules' names cost a point of F1.
    """
    rules = ruled(row)
    ends = [0, *(token.end for token in row)]
    gaps = [text[end : token.start] for end, token in zip(ends, row, strict=False)] + [text[ends[-1] :]]
    tagged = tag(Row([word.form for word in words_in(text)], gaps, told(rules, len(row))), model)
    return sorted(_joined(row, rules, believed(row, gaps, [_found(row, name) for name in tagged])))


def _found(row: list[Token], name: Tagged) -> Found:
    """Give a name that the tagger found, with the clitics of its first word and the form it is listed under."""
    known = listed(row, name.first)
    if known and known.last == name.last - 1 and known.kind == name.kind:
        return known
    return Found(name.first, name.last - 1, letters_before(row[name.first].form), name.kind, "")


def _joined(row: list[Token], rules: Sequence[Found], tagged: Sequence[Found]) -> list[Found]:
    """Put together what rules and tagger found."""
    chosen = [
        name
        for name in rules
        if _is_sure(row, name)
        and all(
            name.first <= other.first and other.last <= name.last
            for other in tagged
            if name.first <= other.last and other.first <= name.last
        )
    ]
    taken = {at for name in chosen for at in range(name.first, name.last + 1)}
    return chosen + [name for name in tagged if name.first not in taken and name.last not in taken]


def _is_sure(row: list[Token], name: Found) -> bool:
    opening = row[name.first].form[name.skip :]
    return name.kind == "organization" and (bool(name.canonical) or opening in gazetteer().words["sure_triggers"])


def _span(text: str, row: list[Token], found: Found) -> tuple[int, int]:
    first, last = row[found.first], row[found.last]
    start = start_after(text, first, found.skip)
    opened = any(token.opened for token in row[found.first + 1 : found.last + 1])
    return start, last.end + (1 if opened and last.closed else 0)
