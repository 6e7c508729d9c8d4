"""Questions to an index as people and scripts put them: answers as lines, as JSON, as a TREC run, as a page's data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from warraq import render
from warraq.address import anchor_at, article_address
from warraq.annotate.sentences import annotate as sentences
from warraq.facts import Card
from warraq.index import whoosh
from warraq.model import Hit
from warraq.say import say
from warraq.search import Answer, Search
from warraq.search.hits import Reason
from warraq.search.query import parse
from warraq.snippet import Snippet, as_terminal, as_text, snippet
from warraq.words import words

_JOINERS = "\u200c\u200d"  # they shape letters


_FORMS = 4  # words named when a page tells why an article was found


class QueriesError(Exception):
    """A file of queries that cannot be read; `key` is a message of `say`, `values` what it is filled in with."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep what to say."""
        super().__init__(key)
        self.key = key
        self.values = values


@contextmanager
def opened(folder: Path) -> Iterator[Search]:
    """Open an index for a while. Raises `SearchError` where it cannot be searched."""
    engine = whoosh.open_index(folder)
    try:
        yield engine
    finally:
        engine.close()


def ask(engine: Search, text: str, limit: int, level: str, *, collapse: bool = False) -> Answer:
    """Answer a question typed by a person."""
    return engine.search(parse(text, level, collapse=collapse), limit=limit)


def _address(hit: Hit, site_url: str) -> str:
    return site_url.rstrip("/") + "/" * bool(site_url) + article_address(hit.article.id)


def as_json(text: str, level: str, answer: Answer, site_url: str) -> dict[str, Any]:
    """Give an answer as data for scripts; addresses are whole where `site_url` is known."""
    hits = [
        {
            "id": hit.article.id,
            "title": hit.article.title,
            "url": _address(hit, site_url),
            "date": hit.article.date,
            "source": hit.article.source,
            "score": hit.score,
            "snippet": as_text(snippet(hit.article, hit.spans)),
            "why": [reason._asdict() for reason in reasons],
            "copies": list(copies),
        }
        for hit, reasons, copies in zip(answer.hits, answer.reasons, answer.copies, strict=True)
    ]
    return {
        "query": text,
        "level": level,
        "total": answer.total,
        "articles": answer.articles,
        "levels": dict(answer.counts),
        "hits": hits,
        "suggestions": list(answer.suggestions),
        "notes": list(answer.notes),
    }


def printable(text: str) -> str:
    """Give a text without what would command a terminal: controls, also those of direction, and half characters."""
    return "".join(c if c.isprintable() or c in _JOINERS else " " for c in text)


def as_lines(text: str, answer: Answer, site_url: str, lang: str, *, colour: bool) -> Iterator[str]:
    """Give an answer as lines for a terminal."""
    for note in answer.notes:
        yield say(note, lang)
    if answer.total:
        counts = "  ".join(f"{level} {count}" for level, count in answer.counts.items())
        key = "cli.found" if answer.articles == answer.total else "cli.found_reports"
        yield f"{say(key, lang, total=answer.total, articles=answer.articles)}  ({counts})"
    else:
        yield say("cli.nothing_found", lang, query=printable(text))
    for number, (hit, copies) in enumerate(zip(answer.hits, answer.copies, strict=True), 1):
        article = hit.article
        yield ""
        yield f"{number}. {printable(article.title)}"
        yield "   " + printable(" · ".join(filter(None, (article.source, article.date, _address(hit, site_url)))))
        yield "   " + as_terminal(snippet(article, hit.spans), colour=colour)
        if copies:
            yield "   " + say("cli.copies", lang, count=len(copies), ids=printable("  ".join(copies)))
    if answer.suggestions:
        yield say("cli.suggestion", lang, words=printable("  ".join(answer.suggestions)))


def as_view(text: str, answer: Answer, lang: str) -> render.Answer:
    """Give the answer to a query's text as the search page shows it."""
    asked = _written(text)
    return render.Answer(
        total=answer.total,
        articles=answer.articles,
        hits=tuple(map(_hit_view, answer.hits, answer.reasons, answer.copies, repeat(asked), repeat(lang))),
        levels=answer.counts,
        suggestions=answer.suggestions,
        notes=tuple(say(note, lang) for note in answer.notes),
    )


def _written(text: str) -> dict[str, str]:
    """The words of a text by their folded forms, each as the text has it first: رييس is no spelling of رئيس."""
    return {word.form: text[word.start : word.end] for word in reversed(words(text))}


def _hit_view(
    hit: Hit, reasons: tuple[Reason, ...], copies: tuple[str, ...], asked: Mapping[str, str], lang: str
) -> render.HitView:
    article = hit.article
    written = _written(article.title) | _written(article.text)
    found = snippet(article, hit.spans)
    told: dict[tuple[str, str], list[str]] = {}
    for reason in reasons:
        if reason.level not in {"typed", "folded"}:
            told.setdefault((reason.word, reason.level), []).append(reason.form)
        elif reason.form not in reason.word.split(" "):
            told.setdefault((reason.word, "variant"), []).append(reason.form)
    why = "؛ ".join(
        say(
            "asking.why",
            lang,
            forms="، ".join(written.get(form, form) for form in forms[:_FORMS]) + ("…" if len(forms) > _FORMS else ""),
            word=" ".join(asked.get(part, part) for part in word.split(" ")),
            level=say(f"pages.level_{level}", lang),
        )
        for (word, level), forms in told.items()
    )
    category = article.meta.get("category", "")
    address = article_address(article.id)
    card = Card(article.id, address, article.title, article.date, article.source, category, "", 0)
    links = [(article_address(identity), identity) for identity in copies]
    return render.HitView(card, _with_dots(found), why, _anchor(hit), links)


def _with_dots(found: Snippet) -> list[tuple[str, bool]]:
    """The pieces of a snippet, with dots where the text goes on."""
    before = [("… ", False)] if found.cut_before else []
    after = [(" …", False)] if found.cut_after else []
    return before + [(piece.text, piece.marked) for piece in found.pieces] + after


def _anchor(hit: Hit) -> str:
    """The fragment of the sentence with the first word found."""
    if not hit.spans:
        return ""
    return anchor_at(list(sentences(hit.article, ())), hit.spans[0][0])


def _queries(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold U+2028, which `splitlines` splits at
    except UnicodeDecodeError:
        raise QueriesError("cli.queries_unreadable", path=path) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                identity, text = itemgetter("id", "text")(json.loads(line))
            except (ValueError, TypeError, KeyError, RecursionError):
                identity = text = None
            if not isinstance(text, str) or not isinstance(identity, str | int) or identity == "":
                raise QueriesError("cli.bad_query_line", path=path, line=number)
            yield str(identity), text


def _field(text: str) -> str:
    """An id as a field of a TREC run, whose fields are parted by spaces."""
    return re.sub(r"\s", lambda space: quote(space[0]), text)


def run(engine: Search, queries: Path, output: Path, limit: int, level: str, *, collapse: bool = False) -> int:  # noqa: PLR0913 - where from, where to and how
    """Answer a file of queries as a TREC run: `qid Q0 docid rank score warraq`. Gives how many there were.

    White space in an id is written as in an address (`%20`). Raises `QueriesError` for a line that is not
    `{"id": ..., "text": ...}`, before anything is written.
    """
    asked = list(_queries(queries))
    with output.open("w", encoding="utf-8", newline="\n") as stream:
        for identity, text in asked:
            for rank, hit in enumerate(ask(engine, text, limit, level, collapse=collapse).hits, 1):
                stream.write(f"{_field(identity)} Q0 {_field(hit.article.id)} {rank} {hit.score!r} warraq\n")
    return len(asked)
