"""A build killed at random moments: `python bench/kill.py ARTICLES [--times 20] [--seed 1]`.

Builds the articles, then again and again changes one of them and kills the rebuild (SIGKILL, all processes) at a random
moment of its usual time. After each the site in place must be whole, every link in it leading somewhere, and the index
must open, pass its check of hashes and answer. Prints what was in place each time; ends with 1 if anything was broken.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import change_one
from warraq.index.whoosh import open_index, verify
from warraq.search.query import parse

_LINK = re.compile(r"<a href=\"?([^\"#?> ]+\.html)")


def broken_links(site: Path) -> list[str]:
    """List the links of a site that lead nowhere."""
    pages = [page for page in site.rglob("*.html") if page.name != "404.html" and "docs" not in page.parts]
    return [
        f"{page.relative_to(site)}: {link}"
        for page in pages
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).is_file()
    ]


def faults(output: Path) -> list[str]:
    """List what is wrong with the site and the index in place."""
    found = broken_links(output / "site")
    if not (output / "site/index.html").is_file():
        found.append("no home page")
    found += [error.key for error in verify(output / "index")]
    engine = open_index(output / "index")
    if not engine.search(parse("في المدينة")).total:
        found.append("the index answers nothing")
    engine.close()
    return found


def main() -> None:
    """Kill and look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder)
        (archive / "mkdocs.yml").write_text("site_name: bench\n", encoding="utf-8")
        if asked.articles.is_dir():
            shutil.copytree(asked.articles, archive / "corpus")
        else:
            (archive / "corpus").mkdir()
            shutil.copy(asked.articles, archive / "corpus")
        command = [sys.executable, "-m", "warraq", "build", str(archive), "--jobs", "2"]
        subprocess.run(command, check=True, capture_output=True)
        change_one(archive / "corpus")
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        usual = time.perf_counter() - start
        broken = 0
        for number in range(1, asked.times + 1):
            change_one(archive / "corpus")
            moment = chance.uniform(0.05, 1) * usual
            with subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            ) as process:
                time.sleep(moment)
                ended = process.poll() is not None
                os.killpg(process.pid, signal.SIGKILL) if not ended else None
            wrong = faults(archive / "build")
            broken += bool(wrong)
            print(f"{number}: {'ended' if ended else 'killed'} after {moment:.1f} s of {usual:.1f}: {wrong or 'whole'}")
        print(f"broken: {broken} of {asked.times}")
        sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
