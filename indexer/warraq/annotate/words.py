"""What is known of every word: its folded form, light stem, lemma and root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from warraq.annotate.tokens import LONGEST, words_in
from warraq.lexicon import analyse
from warraq.model import Annotation, Article
from warraq.stem import stem


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:  # noqa: ARG001 - the agreed form
    """Give an annotation for each word; all words of one form share one read-only mapping."""
    for form, start, end in words_in(article.text):
        yield Annotation(start, end, "word", value(form))


@lru_cache(maxsize=1 << 17)
def value(form: str) -> Mapping[str, str]:
    """Tell `fold`, `stem`, `lemma` and `root` of a folded word; the last two are empty where no dictionary has it."""
    lemma, root = analyse(form)
    light = stem(form) if len(form) <= LONGEST else form
    return MappingProxyType({"fold": form, "stem": light, "lemma": lemma, "root": root})
