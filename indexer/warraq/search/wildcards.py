"""Patterns with `*` for any letters and `?` for one, as regular expressions that take no longer for a stranger's."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1 << 8)
def wildcard(pattern: str) -> re.Pattern[str]:
    """Give the expression to `fullmatch` a folded word with.

    What stands between two stars is taken where it comes first and never looked for again: the longest pattern a query
    may have takes no time that a reader would notice.
    """
    first, *rest = (re.escape(part).replace(r"\?", ".") for part in pattern.split("*"))
    if not rest:
        return re.compile(first, re.DOTALL)
    *between, last = rest
    return re.compile(first + "".join(f"(?>.*?{part})" for part in between) + f".*{last}", re.DOTALL)
