"""The systems that are compared: ours, our ports of others, and other engines where they are installed."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from search import analyzers
from search.bm25 import Index
from search.collection import Passage
from search.ours import Article, Browsed, Ours, annotated


def _nothing(_text: str) -> tuple[str, ...]:
    return ()


class System(NamedTuple):
    """Something that answers questions over texts it has indexed."""

    name: str
    """What it is called in the tables."""
    rank: Callable[[str, int], list[str]]
    """Ids of the best so many answers to what was typed: what has any of the words, or the phrase if all is quoted."""
    root: Callable[[str, int], list[str]]
    """The same at the level of roots; the same as `rank` where a system has no levels."""
    suggest: Callable[[str], Sequence[str]] = _nothing
    """What it offers to ask instead."""
    close: Callable[[], None] = lambda: None
    """Lets go of its files."""


def warraq(passages: Iterable[Passage], jobs: int = 1) -> System:
    """Ours, as it answers by default."""
    ours = Ours(annotated((Article(one.id, one.title, one.text) for one in passages), jobs))
    return System("warraq", ours.rank, lambda text, limit: ours.rank(text, limit, "root"), ours.suggest, ours.close)


def browser(passages: Iterable[Passage], jobs: int = 1) -> System | None:
    """Ours in the browser: its engine over the static index; None where node is not installed."""
    if not shutil.which("node"):
        return None
    ours = Browsed(annotated((Article(one.id, one.title, one.text) for one in passages), jobs))
    return System("browser", ours.rank, lambda text, limit: ours.rank(text, limit, "root"), ours.suggest, ours.close)


def _port(name: str, analyze: analyzers.Analyzer, passages: Iterable[Passage]) -> System:
    index = Index(((one.id, one.whole) for one in passages), analyze)
    return System(name, index.rank, index.rank)


def lucene(passages: Iterable[Passage], _jobs: int = 1) -> System:
    """Lucene's ArabicAnalyzer and BM25, ported."""
    return _port("lucene", analyzers.lucene, passages)


def raw(passages: Iterable[Passage], _jobs: int = 1) -> System:
    """Words as they are typed, with BM25."""
    return _port("raw", analyzers.raw, passages)


def snowball(passages: Iterable[Passage], _jobs: int = 1) -> System | None:
    """Snowball's Arabic stemmer with BM25; None where its package is missing."""
    analyze = analyzers.snowball()
    return _port("snowball", analyze, passages) if analyze else None


def fts5(passages: Iterable[Passage], _jobs: int = 1) -> System | None:
    """SQLite's full-text search, its tokenizer told to drop diacritics; None where SQLite was built without it."""
    base = sqlite3.connect(":memory:")
    try:
        base.execute("CREATE VIRTUAL TABLE t USING fts5(id UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')")
    except sqlite3.OperationalError:
        return None
    base.executemany("INSERT INTO t VALUES (?, ?)", ((one.id, one.whole) for one in passages))

    def rank(text: str, limit: int) -> list[str]:
        plain = text.replace('"', " ").strip()
        whole = [plain] if len(text) > 2 and text[0] == text[-1] == '"' else plain.split()
        asked = " OR ".join(f'"{word}"' for word in whole)
        if not asked:
            return []
        found = base.execute("SELECT id FROM t WHERE t MATCH ? ORDER BY rank, rowid LIMIT ?", (asked, limit))
        return [identity for (identity,) in found]

    return System("fts5", rank, rank, close=base.close)


def tantivy(passages: Iterable[Passage], _jobs: int = 1) -> System | None:
    """Tantivy with its own tokenizer and Arabic stemmer; None where it is not installed."""
    try:
        import tantivy as engine  # noqa: PLC0415 - a peer to compare with, which need not be installed
    except ImportError:
        return None
    builder = engine.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="arabic")
    index = engine.Index(builder.build())
    filters = engine.TextAnalyzerBuilder(engine.Tokenizer.simple()).filter(engine.Filter.lowercase())
    index.register_tokenizer("arabic", filters.filter(engine.Filter.stemmer("arabic")).build())
    writer = index.writer(num_threads=1)
    for one in passages:
        writer.add_document(engine.Document(id=one.id, text=one.whole))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(text: str, limit: int) -> list[str]:
        words = " ".join(re.findall(r"[^\W_][^\s\"'`()\[\]{}:^~*?\\/+!<>=|&,.;-]*", text.lower()))
        if not words:
            return []
        query = index.parse_query(f'"{words}"' if len(text) > 2 and text[0] == text[-1] == '"' else words, ["text"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, limit).hits]

    return System("tantivy", rank, rank)


SYSTEMS: dict[str, Callable[[Iterable[Passage], int], System | None]] = {
    "warraq": warraq,
    "browser": browser,
    "lucene": lucene,
    "snowball": snowball,
    "raw": raw,
    "tantivy": tantivy,
    "fts5": fts5,
}
"""How each system is made; ours first, then what it is compared with."""


def opened(names: Iterable[str], passages: Sequence[Passage], jobs: int) -> list[System]:
    """Index the passages with each of the systems; those missing on this machine are told and left out."""
    found: list[System] = []
    for name in names:
        system = SYSTEMS[name](passages, jobs)
        if system is None:
            print(f"{name}: not installed here, left out")
        else:
            found.append(system)
    return found
