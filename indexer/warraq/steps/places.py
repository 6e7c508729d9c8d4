"""Where a build keeps what it makes, and the small files by which one build tells the next."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warraq.swap import recover


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and files of a build."""

    output: Path

    @property
    def site(self) -> Path:
        """The site in place."""
        return self.output / "site"

    @property
    def index(self) -> Path:
        """The index in place."""
        return self.output / "index"

    @property
    def state(self) -> Path:
        """What the next build needs."""
        return self.output / "state"

    @property
    def leaves(self) -> Path:
        """Where annotated articles are kept."""
        return self.state / "leaves.sqlite"

    @property
    def next(self) -> Path:
        """Where a build makes its folders before they are put in place."""
        return self.state / "next"

    @property
    def copies(self) -> Path:
        """Where programs find which articles are one report: each one's id with that of the oldest of them."""
        return self.state / "copies.json"

    @property
    def shown(self) -> str:
        """What the site in place was made from; empty where there is none."""
        return str(load(self.site / "build.json").get("inputs", ""))

    def pages_of(self, inputs: str) -> Path:
        """Where the units of the site made from `inputs` are kept."""
        return self.state / f"pages-{inputs}.json"

    def clear(self) -> None:
        """Undo what a build that died has left."""
        self.state.mkdir(parents=True, exist_ok=True)
        recover(self.site)
        recover(self.index)
        shutil.rmtree(self.next, ignore_errors=True)


def load(path: Path) -> dict[str, Any]:
    """Read a JSON object; an empty one where the file is missing or holds another thing."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def save(path: Path, data: object) -> None:
    """Write JSON; the same data give the same bytes."""
    path.write_text(json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def digest(data: object) -> str:
    """Name plain data by 24 hexadecimal digits."""
    return hashlib.sha256(repr(data).encode("utf-8", "surrogatepass")).hexdigest()[:24]
