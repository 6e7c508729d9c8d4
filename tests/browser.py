"""A real Chromium, what it is told to keep quiet about, and axe-core."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


def lacking(what):
    """Without a program these tests are skipped, but not where everything must be shown."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def chromium():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None) or lacking(
        "Chromium"
    )


def axe():
    path = Path(os.environ.get("AXE_CORE") or HERE / "js/node_modules/axe-core/axe.min.js")
    if not path.is_file():
        lacking("axe-core (npm install --prefix tests/js --no-save axe-core@4)")
    return path.read_text(encoding="utf-8")


@contextmanager
def running():
    """Chromium with a new profile."""
    playwright = pytest.importorskip("playwright.sync_api") if os.environ.get("CI") != "true" else None
    if playwright is None:
        import playwright.sync_api as playwright  # noqa: PLC0415 - its absence is a failure here, a skip above
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page with everything it asked for and complained about; what would leave the site is blocked and kept."""

    def __init__(self, browser, base, **how):
        self.base = base
        self.context = browser.new_context(**how)
        self.page = self.context.new_page()
        self.foreign = []
        self.complaints = []
        self.context.route("**/*", self._route)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _route(self, route):
        address = route.request.url
        if address.startswith((self.base, "data:", "blob:")):
            route.continue_()
        else:
            self.foreign.append(address)
            route.abort()

    def _hear(self, message):
        # A page that is not there is told as an error of its own address.
        if message.type in {"error", "warning"} and message.location.get("url") != self.page.url:
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def open(self, address):
        self.page.goto(self.base + address)
        return self.page

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()
