"""What a browser needs to keep the site: a service worker, and a list of every file with its hash.

The list is what makes a kept copy whole and one version: a browser takes in only files with these hashes. Two builds
of the same corpus give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

WORKER = "sw.js"
"""The service worker. It must stand at the root: it serves what is below it."""
NEWS = "offline.json"
"""`{"version", "files", "bytes", "list"}`: small, asked for often."""

_DIGITS = 12  # of a hash: enough to tell versions of one file apart
_NOT_READ = frozenset({WORKER, NEWS, "build.json", "robots.txt"})
_PATH = "!$&'()*+,;=:@/~"  # what browsers leave as it is in an address


def write(site: Path) -> None:
    """Write the worker and the list into a finished site; call it when every other file is there.

    The list is `offline.HASH.json`, `{address: [first 12 digits of the SHA-256, bytes]}`, addresses as browsers write
    them. What only machines read (sitemaps, `robots.txt`) is not kept.
    """
    listed: dict[str, tuple[str, int]] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        address = path.relative_to(site).as_posix()
        if address not in _NOT_READ and not address.startswith("sitemap"):
            content = path.read_bytes()
            listed[quote(address, safe=_PATH)] = hashlib.sha256(content).hexdigest()[:_DIGITS], len(content)
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    version = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
    name = f"offline.{version}.json"
    total = sum(size for _, size in listed.values())
    news = {"version": version, "files": len(listed), "bytes": total, "list": name}
    _write(site / name, text)
    _write(site / NEWS, json.dumps(news))
    _write(site / WORKER, files("warraq").joinpath("web", "js", WORKER).read_text(encoding="utf-8"))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
