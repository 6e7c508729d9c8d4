"""What a build costs: `python bench/build.py ARTICLES [--jobs N]` with any file or folder of articles.

Builds it in a folder of its own: from nothing, with nothing changed, with one article changed. Prints wall and CPU
seconds, the peak of the memory of all its processes together (proportional set size, so that pages which forked
processes share count once), bytes and files, and what else was at work (the system's mean load over a minute).

Then it changes the first article in three ways, one after the other from the text it had, and tells after each which
part of the bytes of the browser's index (`site/index/*.js`) stands in files of a new name or content: that is what a
reader's browser and a host take again. Last come the CPU seconds of writing that index alone, from nothing.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from warraq.index import shards
from warraq.search import postings
from warraq.steps.parallel import apart
from warraq.steps.store import Store


def memory_of_tree(root: int) -> int:
    """Bytes of proportional memory of a process and its children; 0 where the system does not tell."""
    total, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) * 1024
            for task in Path(f"/proc/{process}/task").iterdir():
                waiting.extend(map(int, (task / "children").read_text().split()))
        except (OSError, StopIteration):
            continue
    return total


def run(archive: Path, jobs: int) -> dict[str, float]:
    """Build once in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "warraq", "--lang", "en", "build", str(archive), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, memory_of_tree(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said, _ = process.communicate()
    watcher.join()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(said.strip())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall s": round(wall, 1), "cpu s": round(cpu, 1), "memory MB": round(peak / 1e6)}


def pages(folder: Path) -> dict[str, float]:
    """Mean sizes of the article pages, raw and gzipped as hosts do."""
    paths = sorted(folder.glob("*.html"))
    raw = [path.read_bytes() for path in paths[:: max(1, len(paths) // 500)]]
    return {
        "page KB": round(statistics.mean(map(len, raw)) / 1000, 2),
        "page KB gz": round(statistics.mean(len(gzip.compress(page, 6)) for page in raw) / 1000, 2),
    }


def size(folder: Path) -> dict[str, float]:
    """Bytes and files below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {"MB": round(sum(path.stat().st_size for path in files) / 1e6, 1), "files": len(files)}


def first_file(corpus: Path) -> Path:
    """Give the file whose first article is changed: a .jsonl or a text file."""
    return next(path for path in sorted(corpus.rglob("*")) if path.suffix in {".jsonl", ".txt", ".md"})


def rewrite_one(path: Path, rewritten: Callable[[str], str]) -> None:
    """Rewrite the text of the first article of a file."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        first, _, rest = content.partition("\n")
        article = json.loads(first)
        article["text"] = rewritten(article["text"])
        content = json.dumps(article, ensure_ascii=False) + "\n" + rest
    else:
        above, mark, text = content.rpartition("\n---\n")  # front matter
        content = above + mark + rewritten(text)
    path.write_text(content, encoding="utf-8")


def change_one(corpus: Path) -> None:
    """Add a sentence to the first article."""
    rewrite_one(first_file(corpus), lambda text: text + " أضيفت هذه الجملة الآن.")


def _replaced(text: str) -> str:
    words = text.split(" ")
    words[len(words) // 2] = "المكتبة"
    return " ".join(words)


CHANGES: dict[str, Callable[[str], str]] = {
    "one word replaced by another": _replaced,
    "two words added at its end": lambda text: text + " مكتبة قديمة",
    "two words added at its beginning": lambda text: "مكتبة قديمة " + text,
}


def contents(folder: Path) -> dict[str, tuple[str, int]]:
    """Give, by the names of the files of a browser's index, a hash of the content and its bytes."""
    read = ((path.name, path.read_bytes()) for path in sorted(folder.glob("*.js")))
    return {name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in read}


def anew(before: dict[str, tuple[str, int]], after: dict[str, tuple[str, int]]) -> str:
    """Tell how much of an index has new names or contents."""
    new = [size for name, (digest, size) in after.items() if before.get(name) != (digest, size)]
    share = sum(new) / sum(size for _, size in after.values())
    return f"{share:.1%} of its bytes, {len(new)} of {len(after)} files"


def writing(output: Path, folder: Path) -> float:
    """Write the browser's index of a built archive; give the CPU seconds."""
    keys = json.loads((output / "state/index.json").read_text(encoding="utf-8"))["leaves"]
    start = time.process_time()
    with closing(Store(output / "state/leaves.sqlite")) as store:
        shards.write(postings.load(output / "index/words"), keys, store.leaves, folder)
    return round(time.process_time() - start, 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        (archive / "mkdocs.yml").write_text("site_name: bench\nsite_url: https://example.org/\n", encoding="utf-8")
        (archive / "corpus").mkdir()
        if asked.articles.is_dir():
            shutil.copytree(asked.articles, archive / "corpus", dirs_exist_ok=True)
        else:
            shutil.copy(asked.articles, archive / "corpus")
        corpus, site = archive / "corpus", archive / "build/site"
        for what in ("from nothing", "nothing changed", "one article changed"):
            if what == "one article changed":
                change_one(corpus)
            print(f"{what}: {run(archive, asked.jobs)}  load {os.getloadavg()[0]:.1f}", flush=True)
        print(f"site: {size(site)}  index: {size(archive / 'build/index')}")
        print(f"articles: {pages(site / 'a')}", flush=True)
        before, path = contents(site / "index"), first_file(corpus)
        kept = path.read_bytes()
        for what, rewritten in CHANGES.items():
            path.write_bytes(kept)
            rewrite_one(path, rewritten)
            run(archive, asked.jobs)
            print(f"index in the browser after {what}: {anew(before, contents(site / 'index'))}", flush=True)
        cpu = apart(writing, archive / "build", archive / "static", jobs=2)
        print(f"index in the browser written from nothing: {cpu} CPU s, {size(archive / 'static')}")


if __name__ == "__main__":
    main()
