"""What is known of every word: its folded form, light stem, lemma, root, part of speech, clitics and tashkeel.

The part of speech is chosen in context, and with it the lemma where several are possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from warraq.annotate import parts
from warraq.annotate.tokens import LONGEST, words_in
from warraq.dictionaries import look_up
from warraq.model import Annotation, Article
from warraq.morphology import Analysis
from warraq.roots import root
from warraq.stem import stem
from warraq.words import Word

_IN_NAMES = frozenset({"NOUN", "ADJ", "ADP", "X"})
"""What the words of a person's name look like out of context: each is a name there."""
_ROOTED = frozenset({"NOUN", "VERB", "ADJ", "ADV", "NUM", "AUX"})
"""Parts of speech (UPOS) whose words are derived from roots."""


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:
    """Give an annotation for each word; all words of one form and part of speech share one read-only mapping."""
    found = words_in(article.text)
    ends = (0, *(end for _, _, end in found))
    starts = (*(start for _, start, _ in found), len(article.text))
    gaps = [article.text[end:start] for end, start in zip(ends, starts, strict=True)]
    tags = parts.load().tag([form for form, _, _ in found], gaps)
    names = _inside(found, before)
    for (form, start, end), tag, named in zip(found, tags, names, strict=True):
        yield Annotation(start, end, "word", value(form, "PROPN" if named and tag in _IN_NAMES else tag))


def _inside(words: Iterable[Word], before: Iterable[Annotation]) -> Iterator[bool]:
    """Tell of each word whether it is in a person's name, or a place's of one word (المتحدة in another is none)."""
    names = sorted((note.start, note.end, note.kind) for note in before if note.kind in {"person", "place"})
    at = 0
    for _, start, end in words:
        while at < len(names) and names[at][1] <= start:
            at += 1
        low, high, kind = names[at] if at < len(names) else (end, end, "")
        yield low < end and (kind == "person" or (start <= low and high <= end))


@lru_cache(maxsize=1 << 15)
def value(form: str, part: str) -> Mapping[str, str]:
    """Tell what is known of a folded word as a part of speech (UPOS).

    `clitics` writes the word itself as `_`: `و+ب+_+ها`; it is empty where there are none. `vocalised` is the lemma with
    its tashkeel. What no dictionary has is empty.
    """
    chosen = parts.choose(form, part)
    has_clitics = bool(chosen.before or chosen.after)
    return MappingProxyType(
        {
            "fold": form,
            "stem": stem(form) if len(form) <= LONGEST else form,
            "lemma": chosen.lemma,
            "root": _root(chosen.lemma, part),
            "pos": part,
            "clitics": "+".join(filter(None, (*chosen.before, "_", chosen.after))) if has_clitics else "",
            "vocalised": _vocalised(chosen),
        }
    )


def _root(lemma: str, part: str) -> str:
    """Give a lemma's root; the shape of a name tells none."""
    if part == "PROPN":
        known = look_up(lemma)
        return known.root if known else ""
    return root(lemma) if lemma and part in _ROOTED else ""


def _vocalised(chosen: Analysis) -> str:
    known = look_up(chosen.lemma)
    uses = known.readings if known else ()
    return next((use.vocalised for use in uses if use.part == chosen.part), uses[0].vocalised if uses else "")
