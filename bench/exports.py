"""What exporting costs: `python bench/exports.py ARTICLES [--articles N]`, in a folder of its own that goes afterwards.

The first N articles are annotated into a store as a build would, and a quarter of them into another. Then each form is
written from the stores. Memory is that of the largest process; it must not grow with the number of articles.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from warraq.commands.give import FORMS
from warraq.settings import Settings
from warraq.steps.gather import gather
from warraq.steps.progress import silent
from warraq.steps.store import Store


def archive(folder: Path, lines: list[str], jobs: int) -> None:
    """Write an archive of some articles and annotate it."""
    (folder / "corpus").mkdir(parents=True)
    (folder / "corpus" / "articles.jsonl").write_text("".join(lines), encoding="utf-8")
    store = Store(folder / "build" / "state" / "leaves.sqlite")
    gather(Settings(root=folder), store, jobs, silent, strict=False)
    store.close()


def export(folder: Path, form: str) -> tuple[float, float, int]:
    """Export an archive: CPU seconds of all processes, megabytes written, megabytes of memory."""
    output = folder / form
    code = (
        "import resource, sys; from warraq.cli import main\n"
        "try:\n main(sys.argv[1:])\n"
        "except SystemExit:\n"
        " sizes = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        " print(max(sizes) // 1024)\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code, "export", form, folder, "--output", output],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, output.stat().st_size / 1e6, int(done.stdout)


def main() -> None:
    """Print a row for each form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a file of articles, one JSON object a line")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8") as stream:
        lines = list(islice(stream, asked.articles))
    with tempfile.TemporaryDirectory() as temporary:
        whole, quarter = Path(temporary, "whole"), Path(temporary, "quarter")
        begun = time.perf_counter()
        archive(whole, lines, asked.jobs)
        print(f"{len(lines)} articles annotated in {time.perf_counter() - begun:.1f} s")
        archive(quarter, lines[: len(lines) // 4], asked.jobs)
        print("form, CPU s, articles a CPU s, MB written, memory MB, memory MB of a quarter")
        for form in FORMS:
            seconds, size, memory = export(whole, form)
            less = export(quarter, form)[2]
            print(f"{form}, {seconds:.1f}, {len(lines) / seconds:.0f}, {size:.1f}, {memory}, {less}", flush=True)


if __name__ == "__main__":
    main()
