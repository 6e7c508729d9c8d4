"""What a search costs a reader: `python bench/browser.py SITE ARTICLES QUERIES [--queries N] [--pagefind PROGRAM]`.

SITE is a built site. ARTICLES are the articles it was built of (.jsonl with `text`), for the size of the index beside
their text. QUERIES has a question a line, after a tab where there is an id, or is a `queries.jsonl`; of each, one word
and three words that follow one another are asked.

Real Chromium, over a loopback server that compresses as hosts do. For each query a new profile opens the search page:
bytes and requests of the index until ten results with snippets stand there, and with those that the page asks for after
them, to tell how many articles each level has; what narrows results is not counted. Then 200 queries more in one page,
warm: how long each takes in it, and the longest task that blocked the page while a query was typed letter by letter.
`--pagefind` names Pagefind's program: it indexes the same pages, in SITE/pagefind for as long as that takes, and is
asked for the same words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import shutil
import statistics
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, sync_playwright

from search.ours import STOP, typed_words

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
DONE = "#hits[aria-busy=false]"
WATCH = f"""new MutationObserver(() => {{
    if (document.querySelector("{DONE}")) globalThis.stood ??= performance.now();
}}).observe(document, {{ subtree: true, childList: true, attributes: true }});"""
FIRST = """performance.getEntriesByType("resource").filter((one) => one.startTime <= stood).map((one) => one.name)"""
WARM = 200


@lru_cache(maxsize=1 << 14)
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)


class _Host(SimpleHTTPRequestHandler):
    """Serves a folder, compressed, and keeps what was asked for with the bytes that went out."""

    sent: list[tuple[str, int]]

    def do_GET(self) -> None:
        path = Path(self.translate_path(urlsplit(self.path).path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        data = _compressed(path)
        self.sent.append((self.path, len(data)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(BrokenPipeError):  # the page was closed
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder on loopback; gives its address and the list of what was sent."""
    sent: list[tuple[str, int]] = []
    host = type("Host", (_Host,), {"sent": sent})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()


def asked(path: Path, count: int) -> dict[str, list[str]]:
    """Draw queries of one word and of three."""
    rows = path.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] if row.startswith("{") else row.rpartition("\t")[2] for row in rows if row]
    numbers = random.Random(1)
    numbers.shuffle(texts)
    found: dict[str, list[str]] = {"one word": [], "three words": []}
    for text in texts:
        words = [word for form, word in typed_words(text) if form not in STOP and len(form) > 2 and not form.isdigit()]
        if len(words) >= 3:
            found["one word"].append(numbers.choice(words))
            first = numbers.randrange(len(words) - 2)
            found["three words"].append(" ".join(words[first : first + 3]))
    return {name: queries[:count] for name, queries in found.items()}


def cold(browser: Any, site: Path, queries: Sequence[str]) -> list[tuple[list[int], list[int]]]:
    """Give sizes of what is asked of the index for each query in a browser that has seen nothing.

    First of what is asked until results stand there, then of all.
    """
    found: list[tuple[list[int], list[int]]] = []
    with hosted(site) as (address, sent):
        for query in queries:
            sent.clear()
            page = browser.new_context().new_page()
            page.add_init_script(WATCH)
            page.goto(f"{address}search.html?q={quote(query)}")
            page.wait_for_selector(DONE, state="attached", timeout=60_000)
            page.wait_for_load_state("networkidle")
            first = {urlsplit(name).path for name in page.evaluate(FIRST)}
            index = {urlsplit(path).path: size for path, size in sent if path.startswith("/index/")}
            known = [(path in first, size) for path, size in index.items() if not _narrowing(path)]
            found.append(([size for early, size in known if early], [size for _, size in known]))
            page.context.close()
    return found


def _narrowing(path: str) -> bool:
    """Tell what is loaded for the filters beside the results, after them."""
    return path.startswith(("/index/f-", "/index/days"))


def warm(page: Page, queries: Sequence[str]) -> list[float]:
    """Give milliseconds from asking to ten results with snippets, for each query of a page that has answered others."""
    return page.evaluate(  # type: ignore[no-any-return]
        """async (queries) => {
            const index = await warraq.openIndex(new URL("index/", document.baseURI).href);
            const times = [];
            for (const query of queries) {
                const start = performance.now();
                await index.search(query, { limit: 10 });
                times.push(performance.now() - start);
            }
            return times;
        }""",
        list(queries),
    )


def blocked(page: Page, queries: Sequence[str]) -> float:
    """Give the longest task of the page, in milliseconds, while queries are typed."""
    page.evaluate(
        """() => {
            globalThis.longest = 0;
            new PerformanceObserver((list) => {
                for (const task of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, task.duration);
            }).observe({ type: "longtask" });
        }"""
    )
    for query in queries:
        page.fill("input[name=q]", "")
        page.type("input[name=q]", query, delay=60)
        page.wait_for_timeout(400)
    return float(page.evaluate("globalThis.longest"))


def pagefind(browser: Any, program: str, site: Path, queries: dict[str, list[str]]) -> None:
    """Index the same pages with Pagefind and ask the same queries."""
    folder = site / "pagefind"
    options = ["--glob", "a/*.html", "--root-selector", "article", "--force-language", "ar", "--output-path", folder]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "--site", site, *options], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"pagefind: {seconds:.1f} CPU s, index {size / 1e6:.1f} MB", flush=True)
    (folder / "ask.html").write_text("<!doctype html><meta charset=utf-8>", encoding="utf-8")
    with hosted(site) as (address, sent):
        for name, asked_for in queries.items():
            sizes: list[int] = []
            requests: list[int] = []
            for query in asked_for:
                sent.clear()
                page = browser.new_context().new_page()
                page.goto(f"{address}pagefind/ask.html")
                page.evaluate(
                    """async (query) => {
                        const engine = await import("./pagefind.js");
                        const found = await engine.search(query);
                        await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
                    }""",
                    query,
                )
                sizes.append(sum(size for path, size in sent if "ask.html" not in path))
                requests.append(len(sent) - 1)
                page.context.close()
            tell(f"pagefind, {name}", sizes, requests)
    shutil.rmtree(folder)


def tell(name: str, sizes: Sequence[int], requests: Sequence[int]) -> None:
    """Print one line of figures."""
    quantiles = statistics.quantiles(sizes, n=10)
    print(
        f"{name}: {statistics.median(sizes) / 1000:.1f} KB (90% at most {quantiles[-1] / 1000:.1f}), "
        f"{statistics.median(requests):.0f} requests",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--queries", type=int, default=60, help="of one word, and as many of three")
    parser.add_argument("--pagefind", help="Pagefind's program, to be measured too")
    given = parser.parse_args()
    files = [path for path in (given.site / "index").iterdir() if path.suffix == ".js"]
    size = sum(path.stat().st_size for path in files)
    with given.articles.open(encoding="utf-8") as rows:
        text = sum(len(json.loads(row)["text"].encode()) for row in rows)
    start = len(_compressed(given.site / "index/start.js"))
    print(f"index: {len(files)} files, {size / 1e6:.1f} MB, {size / text:.2f} of the text; start {start / 1000:.1f} KB")
    queries = asked(given.questions, given.queries)
    more = asked(given.questions, given.queries + WARM)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, asked_for in queries.items():
            asked_of_index = cold(browser, given.site, asked_for)
            for what, told in zip(("", ", counts of levels included"), zip(*asked_of_index, strict=True), strict=True):
                tell(name + what, list(map(sum, told)), list(map(len, told)))
        with hosted(given.site) as (address, _):
            page = browser.new_page()
            page.goto(f"{address}search.html?q={quote(queries['one word'][0])}")
            page.wait_for_selector(DONE, state="attached")
            for name, asked_for in more.items():
                warm(page, asked_for[:WARM])
                times = warm(page, asked_for[:WARM])
                low, middle, high = (statistics.quantiles(times, n=20)[at] for at in (0, 9, 18))
                print(f"warm, {name}: {middle:.1f} ms in the median, 95% at most {high:.1f} (5%: {low:.1f})")
            print(f"longest task while typing: {blocked(page, queries['three words'][:10]):.0f} ms", flush=True)
        if given.pagefind:
            pagefind(browser, given.pagefind, given.site, queries)
        browser.close()


if __name__ == "__main__":
    main()
