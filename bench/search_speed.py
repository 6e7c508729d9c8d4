"""What search costs: `python bench/search_speed.py ARTICLES QUERIES [--articles N] [--copies N] [--rounds N]`.

ARTICLES is a .jsonl of articles (`id`, `title`, `text`, `date`, `source`); they are joined to N articles of about 260
words, each pass over the file in another order, so that no two are the same. QUERIES has a question a line, after a
tab where there is an id. `--copies 10` indexes every one of them ten times, under other ids and other titles.

Each measurement is a process of its own. Indexing: CPU seconds of our index and of Whoosh with stock settings, in turn,
so that a busy machine slows both; stock Whoosh twice, with its own analyzer and with our words. Update: one changed
article. Questions: 200 that were not asked before, one after the other in one process that has answered 50 others.

    python bench/search_speed.py corpora/ant.jsonl eval/retrieval/native_questions.tsv
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in

from search.collection import lines
from search.ours import Article, Leaf, annotated, forms, load_dictionaries, parse, whoosh

WORDS = 260
QUESTIONS = 200
WARMING = 50


def joined(path: Path, count: int) -> Iterator[dict[str, str]]:
    """Join articles until they have about `WORDS` words, `count` times."""
    rows = lines(path)
    order: list[int] = []
    numbers = random.Random(1)
    for number in range(count):
        texts: list[str] = []
        size = 0
        while size < WORDS:
            if not order:
                order = numbers.sample(range(len(rows)), len(rows))
            row = rows[order.pop()]
            words = row["text"].split(" ")[: WORDS - size]
            size += max(len(words), 1)
            texts.append(" ".join(words))
        yield {**row, "id": f"{number}-{row['id']}", "text": "\n".join(texts)}


def articles(path: Path, copies: int = 1) -> Iterator[Article]:
    """Read articles, each as often as `copies` says."""
    for copy in range(copies):
        for row in lines(path):
            identity, title = (f"{row['id']}-{copy}", f"{row['title']} {copy}") if copy else (row["id"], row["title"])
            yield Article(identity, title, row["text"], row.get("date", ""), row.get("source", ""))


def leaves(path: Path, copies: int, *, annotate: bool) -> Iterator[Leaf]:
    """Read articles as leaves."""
    return iter(annotated(articles(path, copies))) if annotate else (Leaf(one, ()) for one in articles(path, copies))


# What is measured, each in a process of its own


def index_ours(path: Path, folder: Path, copies: int, *, annotate: bool) -> None:
    """Write our index. Annotating is not counted: stock Whoosh has nothing like it."""
    made = list(leaves(path, copies, annotate=annotate)) if annotate else leaves(path, copies, annotate=False)
    whoosh.write(made, folder)


def index_stock(path: Path, folder: Path, copies: int, *, annotate: bool) -> None:
    """Write the same articles as a Whoosh whose settings nobody touched."""
    del annotate
    folder.mkdir()
    schema = Schema(id=ID(stored=True, unique=True), title=TEXT(stored=True), text=TEXT(stored=True))
    writer = create_in(str(folder), schema).writer()
    for one in articles(path, copies):
        writer.add_document(id=one.id, title=one.title, text=one.text)
    writer.commit()


def index_stock_words(path: Path, folder: Path, copies: int, *, annotate: bool) -> None:
    """Write the same articles with stock settings, fed with the words that ours has."""
    del annotate
    folder.mkdir()
    plain = SpaceSeparatedTokenizer()
    schema = Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(analyzer=plain, stored=True),
        text=TEXT(analyzer=plain, stored=True),
    )
    writer = create_in(str(folder), schema).writer()
    for one in articles(path, copies):
        writer.add_document(
            id=one.id,
            title=" ".join(forms(one.title)),
            text=" ".join(forms(one.text)),
            _stored_title=one.title,
            _stored_text=one.text,
        )
    writer.commit()


def update_one(folder: Path, target: Path) -> dict[str, float]:
    """Change one article of an index."""
    engine = whoosh.open_index(folder)
    hit = engine.search(parse("تونس"), limit=1).hits[0].article
    engine.close()
    changed = Leaf(Article(hit.id, hit.title, hit.text + " أضيفت هذه الجملة الآن.", hit.date, hit.source, hit.meta), ())
    start, cpu = time.perf_counter(), time.process_time()
    whoosh.update(folder, target, [changed])
    return {"wall s": time.perf_counter() - start, "CPU s": time.process_time() - cpu}


def ask(folder: Path, questions: list[str], level: str) -> dict[str, float]:
    """Open an index and ask."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    engine = whoosh.open_index(folder)
    opened = time.perf_counter() - start
    load_dictionaries()
    ready = time.perf_counter() - start
    for question in questions[:WARMING]:
        engine.search(parse(question, level))
    wall, cpu = [], []
    found = 0
    for question in questions[WARMING:]:
        start, spent = time.perf_counter(), time.process_time()
        found += engine.search(parse(question, level)).total > 0
        wall.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.process_time() - spent))
    engine.close()
    return {
        "median ms": statistics.median(wall),
        "95th percentile ms": statistics.quantiles(wall, n=20)[-1],
        "CPU median ms": statistics.median(cpu),
        "CPU 95th percentile ms": statistics.quantiles(cpu, n=20)[-1],
        "most ms": max(wall),
        "open s": opened,
        "with dictionaries s": ready,
        "memory MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "memory before MB": before / 1000,
        "answered": found,
    }


def apart(task: Callable[..., Any], *given: Any, **named: Any) -> tuple[Any, float]:
    """Run in a process of its own. Gives what it gives, and the CPU seconds that its call took."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (task, given, named))


def _timed(task: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = task(*given, **named)
    return result, time.process_time() - start


def size(folder: Path) -> float:
    """Give the megabytes below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def rounded(figures: dict[str, float]) -> str:
    """Write figures on a line."""
    return ", ".join(f"{name} {value:.4g}" for name, value in figures.items())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=10_000, help="how many to join")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2, help="of paired indexing; 0 for none of stock Whoosh")
    parser.add_argument("--annotate", action="store_true", help="index names and repairs too")
    parser.add_argument("--level", default="lemma")
    given = parser.parse_args()
    asked = [line.split("\t")[-1] for line in given.queries.read_text(encoding="utf-8").splitlines()]
    questions = random.Random(1).sample(asked, min(QUESTIONS + WARMING, len(asked)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "articles.jsonl"
        with corpus.open("w", encoding="utf-8") as file:
            for row in joined(given.articles, given.count):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        lengths = [len(row["text"].split()) for row in lines(corpus)]
        print(f"{len(lengths)} articles of {statistics.mean(lengths):.0f} words, {given.copies} times")
        tasks = {"ours": index_ours, "stock": index_stock, "stock, our words": index_stock_words}
        spent: dict[str, list[float]] = {task: [] for task in tasks}
        for turn in range(max(given.rounds, 1)):
            for task, function in tasks.items() if given.rounds else [("ours", index_ours)]:
                _, cpu = apart(function, corpus, folder / f"{task} {turn}", given.copies, annotate=given.annotate)
                spent[task].append(cpu)
        for task, seconds in spent.items():
            if seconds:
                share = statistics.median(spent["ours"]) / statistics.median(seconds)
                each = " ".join(f"{one:.1f}" for one in seconds)
                space = size(folder / f"{task} 0")
                print(f"index, {task}: CPU s {each}; {space:.0f} MB; ours / it {share:.2f}", flush=True)
        index = folder / "ours 0"
        figures, _ = apart(update_one, index, folder / "updated")
        print(f"update of one article: {rounded(figures)}", flush=True)
        figures, _ = apart(ask, index, questions, given.level)
        print(f"{len(questions) - WARMING} questions: {rounded(figures)}")


if __name__ == "__main__":
    main()
