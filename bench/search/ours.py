"""The one place where the benchmarks of search import warraq."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from warraq import annotate, dictionaries, lexicon, readings
from warraq.fold import fold_text
from warraq.index import shards, whoosh
from warraq.model import Article, Leaf
from warraq.search import postings, vocabulary
from warraq.search.query import parse
from warraq.search.tree import STOP
from warraq.words import forms, words

__all__ = [
    "STOP", "Article", "Browsed", "Leaf", "Ours", "annotated", "fold_text", "forms", "lemmas_of", "load_dictionaries",
    "parse", "root_of", "typed_words", "whoosh",
]  # fmt: skip


def typed_words(text: str) -> list[tuple[str, str]]:
    """List the words of a text, folded and as they are typed."""
    return [(word.form, text[word.start : word.end]) for word in words(text)]


def load_dictionaries() -> None:
    """Load what analysis looks words up in."""
    dictionaries.load()


def lemmas_of(words: Iterable[str]) -> dict[str, list[str]]:
    """Give the lemmas by which an index finds each of these folded words."""
    found = vocabulary.build(((form, form) for form in sorted(set(words))), readings.read)
    return {form: found.lemmas.of(place) for place, form in enumerate(found.forms)}


def root_of(word: str) -> str:
    """Give the root of a folded word as the annotation has it."""
    return lexicon.analyse(word).root


def annotated(articles: Iterable[Article], jobs: int = 1) -> list[Leaf]:
    """Annotate articles as a build does, in as many processes as `jobs` says."""
    annotate.load()
    if jobs == 1:
        return list(map(annotate.annotate, articles))
    with get_context("fork").Pool(jobs) as pool:
        return list(pool.imap(_annotate, articles, chunksize=50))


def _annotate(article: Article) -> Leaf:
    """Annotate, keeping what an index needs: a note for each word costs more to hand over than to make."""
    leaf = annotate.annotate(article)
    return Leaf(article, tuple(note for note in leaf.annotations if note.kind != "word"))


class Ours:
    """An index of our own in a folder of its own, gone when it is closed."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        """Write and open the index."""
        self._folder = tempfile.TemporaryDirectory()
        whoosh.write(leaves, Path(self._folder.name) / "index")
        self.engine = whoosh.open_index(Path(self._folder.name) / "index")

    def rank(self, text: str, limit: int, level: str = "lemma") -> list[str]:
        """Give the ids of the best answers to what was typed."""
        return [hit.article.id for hit in self.engine.search(parse(text, level), limit=limit).hits]

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give what is suggested for what was typed."""
        return tuple(self.engine.search(parse(text), limit=0).suggestions)

    def close(self) -> None:
        """Close the index and remove it."""
        self.engine.close()
        self._folder.cleanup()


class Browsed:
    """The static index of an archive, asked by the browser's engine in a JavaScript process (node)."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        """Write the index and start the process."""
        kept = {leaf.article.id: leaf for leaf in leaves}
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        whoosh.write(kept.values(), folder / "whoosh")
        found = postings.load(folder / "whoosh" / "words")
        names = {identity: identity for identity in kept}
        shards.write(found, names, lambda ids: [kept[identity] for identity in ids], folder / "index")
        script = Path(__file__).parents[2] / "tests" / "js" / "engine.js"
        self._process = subprocess.Popen(
            ["node", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def _ask(self, text: str, **how: object) -> dict[str, Any]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin
        assert stdout
        asked = {"folder": str(Path(self._folder.name) / "index"), "method": "search", "given": [text, how]}
        stdin.write(json.dumps(asked) + "\n")
        stdin.flush()
        return dict(json.loads(stdout.readline()))

    def rank(self, text: str, limit: int, level: str = "lemma") -> list[str]:
        """Give the ids of the best answers to what was typed."""
        return [hit["id"] for hit in self._ask(text, level=level, limit=limit)["hits"]]

    def suggest(self, text: str) -> tuple[str, ...]:
        """Give what is suggested for what was typed."""
        return tuple(self._ask(text, limit=0)["suggestions"])

    def close(self) -> None:
        """End the process and remove the index."""
        self._process.kill()
        self._process.wait()
        self._folder.cleanup()
