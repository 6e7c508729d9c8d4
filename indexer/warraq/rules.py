"""The language rules, read once: one file that Python and JavaScript share."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

_RAW = files("warraq").joinpath("rules.json").read_bytes()

RULES: dict[str, Any] = json.loads(_RAW)
"""The content of `rules.json`."""

HASH = hashlib.sha256(_RAW).hexdigest()[:16]
"""Names the rules an index was made with: another index must not be read with these."""


def code_points(ranges: list[list[str]]) -> list[int]:
    """Every code point in a rule's ranges of hexadecimal pairs, both ends included."""
    return [point for low, high in ranges for point in range(int(low, 16), int(high, 16) + 1)]


def character_class(ranges: list[list[str]]) -> str:
    """The inside of a regular expression's `[...]` for a rule's ranges."""
    return "".join(f"{chr(int(low, 16))}-{chr(int(high, 16))}" for low, high in ranges)
