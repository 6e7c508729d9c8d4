"""What annotators share of folding: the folded form of the text at hand, and tables of folded words."""

from __future__ import annotations

from functools import lru_cache

from warraq.fold import fold, fold_text
from warraq.model import Folded


@lru_cache(maxsize=2)
def folded(text: str) -> Folded:
    """Fold `text`; asking again for the same text costs nothing. It keeps two texts, no more."""
    return fold(text)


def table(words: str) -> frozenset[str]:
    """The folded words of a table written as running text, so that rooms may spell them as readers do."""
    return frozenset(fold_text(words).split())
