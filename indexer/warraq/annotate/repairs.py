"""Slips of the keyboard that a reader would mend without thinking: glued words, lost spaces and dots, wrong hamzas.

A slip that is found is a `Proposal` with a confidence. Those that are `SAFE` become annotations whose value is the
mended text: the article itself stays as it was written, and search finds both. The rest are only listed (`warraq check
--repairs`). The publisher has the last word on either: see `read.verdicts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from warraq import lexicon
from warraq.annotate.glued import CLITICS, STOP, cut, is_named, may_be
from warraq.annotate.spelling import SLIPS, hamza, is_nisba
from warraq.annotate.tokens import LONGEST, words_in
from warraq.fold import MARKS, fold_text
from warraq.model import Annotation, Article
from warraq.rules import RULES, character_class
from warraq.words import Word

SAFE = 0.6
"""The least confidence of a repair that is made without being asked: nine kinds of glued words in ten are right."""
CONFIDENCE = {
    "yeh": 0.96, "nisba": 0.85, "teh": 0.96, "pronoun": 0.9, "inside": 0.99, "article": 0.85, "hamza": 0.95,
    "clitic": 0.98, "number": 0.93, "mark": 0.98,
}  # fmt: skip
"""How many of a rule's repairs were right among those judged (`bench/judgments/repairs.tsv`).

`inside`, `article` (a cut that the article itself shows) and `pronoun` are estimates: too few are met to be judged."""
HOUSE_STYLE = frozenset({"hamza"})
"""Rules whose repairs are only listed, however sure: many leave hamzas out on purpose, and folding sees through."""

_ARABIC = character_class(RULES["words"]["arabic"])
_PRONOUNS = frozenset(("ها", "هم", "هن", "هما", "ه", "ك", "كم", "نا", "ني", "ين", "ون", "ات", "ا"))
_KNOWN, _EVERYDAY = 8.0, 12.0
"""Commonness (see `lexicon.commonness`) of a word that is one beyond doubt, and of one that is met every day."""
_QUOTED = re.compile(
    rf"(?<![{_ARABIC}])([وف]?[بكل]|[وف]|[وفبك]?ال|[وف]?لل)[«\"“‹]([{_ARABIC}\u0640\u064b-\u0652]{{2,}})"
)
_TIGHT = re.compile(
    rf"(?<=[{_ARABIC}»”])[،؛؟](?=[{_ARABIC}«])"
    rf"|(?<=[{_ARABIC}]{{3}})[.:!](?=[{_ARABIC}]{{3}})"
    rf"|[»”](?=[{_ARABIC}])"
    rf"|(?<=[{_ARABIC}]{{4}})«(?=[{_ARABIC}])"
)
_NUMBERED = re.compile(
    rf"(?<![{_ARABIC}])([{_ARABIC}]{{3,20}})([0-9٠-٩]+)(?![0-9٠-٩{_ARABIC}])"
    rf"|(?<![0-9٠-٩.,{_ARABIC}])([0-9٠-٩]+)([{_ARABIC}]{{3,20}})"
)


class Proposal(NamedTuple):
    """A slip and how it may be mended."""

    start: int
    """Offset of its first code point in the article's text."""
    end: int
    """Offset after its last."""
    mended: str
    """What was meant."""
    rule: str
    """Why: `glued`, `yeh`, `nisba`, `teh`, `pronoun`, `hamza`, `clitic`, `number`, `mark`."""
    confidence: float
    """How likely it is right, from 0 to 1."""

    @property
    def safe(self) -> bool:
        """Whether it is made without asking the publisher."""
        return self.confidence >= SAFE and self.rule not in HOUSE_STYLE


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterator[Annotation]:
    """Give the safe repairs of an article; no two overlap: the one that starts first wins, then the longer.

    Nothing is said of what overlaps a repair that is there `before`: people have the last word.
    """
    said = [note for note in before if note.kind == "repair"]
    end = 0
    for one in _slips(article.text):
        if one.safe and one.start >= end and not any(one.start < note.end and note.start < one.end for note in said):
            yield Annotation(one.start, one.end, "repair", one.mended)
            end = one.end


def is_refusal(note: Annotation, text: str) -> bool:
    """Tell whether an annotation only says that a word is right as it stands."""
    return note.kind == "repair" and note.value == text[note.start : note.end]


def proposals(text: str) -> list[Proposal]:
    """List every slip found in a text, doubtful ones and matters of style too, in order of start, longer first."""
    found = _slips(text)
    taken = {one.start for one in found}
    found += (one for one in _hamzas(text) if one.start not in taken)
    return sorted(found, key=lambda it: (it.start, -it.end))


def _slips(text: str) -> list[Proposal]:
    words = words_in(text)
    seen = frozenset(word.form for word in words if len(word.form) > 3)
    found = [*_in_words(text, words, seen), *_before_quotes(text), *_beside_numbers(text, seen), *_around_marks(text)]
    return sorted(found, key=lambda it: (it.start, -it.end))


def _hamzas(text: str) -> Iterator[Proposal]:
    for form, start, end in words_in(text):
        spelt = hamza(text[start:end], form)
        if spelt:
            yield Proposal(start, end, spelt, "hamza", CONFIDENCE["hamza"])


def _in_words(text: str, words: list[Word], seen: frozenset[str]) -> Iterator[Proposal]:
    for form, start, end in words:
        source = text[start:end]
        if not _is_sound(source, form):
            mended, rule, confidence = _mend(source, form, seen)
            if rule:
                yield Proposal(start, end, mended, rule, confidence)


@lru_cache(maxsize=1 << 15)
def _is_sound(source: str, form: str) -> bool:
    """Tell whether a word has nothing to mend, whatever stands around it: so it is with nearly all."""
    if not "ء" <= form[0] <= "ي":
        return True
    return not (_mend_ending(source)[1] or may_be(form) or "ة" in source[:-1] or "ى" in source[:-1])


def _mend(source: str, form: str, seen: frozenset[str]) -> tuple[str, str, float]:
    """Mend a word: what was meant, the rule (empty where nothing is to mend), the confidence."""
    at, confidence = _cut(source, form, seen)
    if not at:
        return _mend_ending(source)
    halves = [_mend_ending(half) for half in (source[:at], source[at:])]
    return " ".join(word for word, _, _ in halves), "glued", min(confidence, *(sure for _, _, sure in halves))


@lru_cache(maxsize=1 << 12)
def _mend_ending(word: str) -> tuple[str, str, float]:
    """Mend the dots of a word's last letter: the word, the rule (empty where it is sound), the confidence."""
    if not word or word[-1] not in SLIPS or len(word) > LONGEST:
        return word, "", 1.0
    form = fold_text(word)
    # Folding hides what إلغائه and الغاية differ in.
    if not word.endswith(("ئه", "ؤه")):
        rule, is_slip, letter = SLIPS[word[-1]]
        if is_slip(form):
            return word[:-1] + letter, rule, CONFIDENCE[rule]
        if rule == "yeh" and is_nisba(form):
            return word[:-1] + letter, "nisba", CONFIDENCE["nisba"]
    return word, "", 1.0


def _cut(source: str, form: str, seen: frozenset[str]) -> tuple[int, float]:
    """Give where two glued words part in `source`, and how sure that is; 0 where there is one word."""
    if not 5 <= len(form) <= LONGEST:
        return 0, 0.0
    for inside in "ةى":  # these letters only end words
        at = source.find(inside, 2) + 1
        if 0 < at < len(source) - 1 and source[at] not in MARKS:
            left, right = fold_text(source[:at]), fold_text(source[at:])
            if right not in _PRONOUNS and _is_known(left, seen) and _is_known(right, seen):
                return at, CONFIDENCE["inside"]
    if not may_be(form):
        return 0, 0.0
    found = cut(form)
    letters, confidence = found or (0, 0.0)
    if confidence < SAFE and (own := _cut_by_article(form, seen)):
        letters, confidence = own, CONFIDENCE["article"]
    if confidence < LEAST:
        return 0, 0.0
    at = next(i for i in range(len(source) + 1) if len(fold_text(source[:i])) >= letters)
    while at < len(source) and source[at] in MARKS:
        at += 1
    return at, confidence


LEAST = 0.35
"""The confidence below which a cut is not even listed: more than half of those were wrong."""


def _cut_by_article(form: str, seen: frozenset[str]) -> int:
    """Give the place where a word falls into two, one of which the article has elsewhere by itself."""
    for at in range(3, len(form) - 2):
        left, right = form[:at], form[at:]
        if (left in seen and len(right) > 3 and _everyday(right)) or (
            right in seen and len(left) > 3 and left not in CLITICS and _everyday(left)
        ):
            return at
    return 0


def _is_known(form: str, seen: frozenset[str]) -> bool:
    return form in STOP or form in seen or is_named(form) or lexicon.commonness(form) >= _KNOWN


def _everyday(form: str) -> bool:
    return form in STOP or lexicon.commonness(form) >= _EVERYDAY or (is_named(form) and len(form) > 3)


def _before_quotes(text: str) -> Iterator[Proposal]:
    """Give the words whose clitic stands before the quotation mark."""
    for match in _QUOTED.finditer(text):
        clitic, word = match.groups()
        if clitic.endswith("ل") and not clitic.endswith(("ال", "لل")) and word.startswith("ال"):
            word = "ل" + word[2:]  # ل and ال become لل
        mended, _, sure = _mend_ending(word)
        yield Proposal(match.start(), match.end(), clitic + mended, "clitic", min(sure, CONFIDENCE["clitic"]))


def _beside_numbers(text: str, seen: frozenset[str]) -> Iterator[Proposal]:
    for match in _NUMBERED.finditer(text):
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        form = fold_text(match[1] or match[4])
        if form not in CLITICS and _is_known(form, seen):
            yield Proposal(match.start(), match.end(), f"{first} {second}", "number", CONFIDENCE["number"])


def _around_marks(text: str) -> Iterator[Proposal]:
    """Give the marks of punctuation that lack the space after them, or before them if they open."""
    for match in _TIGHT.finditer(text):
        mended = " «" if match[0] == "«" else match[0] + " "
        yield Proposal(match.start(), match.end(), mended, "mark", CONFIDENCE["mark"])
