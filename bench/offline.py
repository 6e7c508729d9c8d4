"""What it costs a reader to keep a whole archive: build it with `offline: true`, then give its `build/site`.

python bench/offline.py build/site
"""

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
# The tests' Chromium and host.
from browser import running
from host import Host

LIMIT = 1800  # seconds


def keep(host: Host) -> tuple[float, int]:
    """Keep the archive in a new browser; give the seconds and the requests."""
    with running() as browser:
        page = browser.new_page()
        page.goto(host.address + "about.html")
        page.locator("button[data-t=keep_all]").wait_for()
        before, start = len(host.asked), time.monotonic()
        page.locator("button[data-t=keep_all]").click()
        while page.locator("button[data-t=keep_all], button[data-t=keep_cancel]").count():
            if time.monotonic() - start > LIMIT:
                raise SystemExit("it took too long")
            page.wait_for_timeout(100)
        return time.monotonic() - start, len(host.asked) - before


def main() -> None:
    """Print a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    news = json.loads((site / "offline.json").read_text(encoding="utf-8"))
    listed = gzip.compress((site / news["list"]).read_bytes(), 9, mtime=0)
    host = Host(site)
    seconds, requests = keep(host)
    host.stop()
    figures = {
        "files": news["files"],
        "megabytes": round(news["bytes"] / 1e6, 1),
        "list_kb": round(len(listed) / 1e3, 1),
    }
    print(json.dumps(figures | {"seconds": round(seconds, 1), "requests": requests}))


if __name__ == "__main__":
    main()
