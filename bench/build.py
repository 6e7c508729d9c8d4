"""What a build costs: `python bench/build.py ARTICLES [--jobs N]` with any file or folder of articles.

Builds it three times in a folder of its own: from nothing, with nothing changed, with one article changed. Prints wall
and CPU seconds, the peak of the memory of all its processes together (proportional set size, so that pages which forked
processes share count once), bytes and files.
"""

from __future__ import annotations

import argparse
import gzip
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
from pathlib import Path


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


def change_one(corpus: Path) -> None:
    """Add a sentence to the first article of a .jsonl, or to the first text file of a folder."""
    sentence = " أضيفت هذه الجملة الآن."
    path = next(path for path in sorted(corpus.rglob("*")) if path.suffix in {".jsonl", ".txt", ".md"})
    if path.suffix == ".jsonl":
        first, _, rest = path.read_text(encoding="utf-8").partition("\n")
        article = json.loads(first)
        article["text"] += sentence
        path.write_text(json.dumps(article, ensure_ascii=False) + "\n" + rest, encoding="utf-8")
    else:
        path.write_text(path.read_text(encoding="utf-8") + sentence, encoding="utf-8")


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
        for what in ("from nothing", "nothing changed", "one article changed"):
            if what == "one article changed":
                change_one(archive / "corpus")
            print(f"{what}: {run(archive, asked.jobs)}", flush=True)
        print(f"site: {size(archive / 'build/site')}  index: {size(archive / 'build/index')}")
        print(f"articles: {pages(archive / 'build/site/a')}")


if __name__ == "__main__":
    main()
