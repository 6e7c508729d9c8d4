"""What all spellings of one name share: names are brought together, and their pages addressed, by it."""

from __future__ import annotations

import re
from functools import lru_cache

from warraq import variants
from warraq.fold import fold_text

_PARTS = re.compile(r"[^\s\-_.'’«»\"]+")
_SERVANT = re.compile(r"\bعبدال(?=[^\s]{2})")
_ONE = {
    "طاها": "طه", "رحمان": "رحمن", "الرحمان": "الرحمن", "اسحق": "اسحاق", "اسمعيل": "اسماعيل", "ابرهيم": "ابراهيم",
    "هرون": "هارون", "سليمن": "سليمان", "الحرث": "الحارث", "معويه": "معاويه", "لقمن": "لقمان", "عثمن": "عثمان",
    "ابن": "بن", "ابا": "ابو", "ابي": "ابو",
}  # fmt: skip
"""Folded parts of people's names whose older, or other, spelling is still met; the cases of أبو."""


def shared_spelling(kind: str, canonical: str) -> str:
    """Give the one spelling that a name's others lead to: folded, variants made one, عبد parted, hyphens parted."""
    parts = [variants.key(part) for part in _PARTS.findall(_SERVANT.sub("عبد ال", fold_text(canonical)))]
    if kind == "person":
        parts = [_ONE.get(part, part) for part in parts]
    return " ".join(parts) or canonical


@lru_cache(maxsize=1 << 14)
def name_key(kind: str, canonical: str) -> str:
    """Give what all spellings of one name share, for look-up."""
    return f"{kind} {shared_spelling(kind, canonical)}"
