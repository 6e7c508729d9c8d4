"""Slips of the keyboard that a reader would mend without thinking: glued words, lost spaces and dots.

Every repair is an annotation whose value is the mended text: the article itself stays as it was written, and search
finds both. A repair is offered only where the dictionaries leave no doubt; a false one is worse than a missed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.spelling import bases, is_pronoun, is_teh, is_yeh
from warraq.annotate.tokens import LONGEST, words_in
from warraq.fold import MARKS, fold_text
from warraq.model import Annotation, Article
from warraq.rules import RULES, character_class
from warraq.words import Word

_ARABIC = character_class(RULES["words"]["arabic"])
_WHOLE = ("مازال", "ومازال", "لازال", "اللا", "واللا", "باللا", "بل", "وبل", "سنتي")
"""Beginnings that are written joined by custom: مازالت, اللامركزية, بلقاسم."""
_PRONOUNS = frozenset(("ها", "هم", "هن", "هما", "ه", "ك", "كم", "نا", "ني", "ين", "ون", "ات", "ا"))
_STOP = frozenset(word for word in RULES["stop"]["words"] if len(word) > 1)
_CLITICS = frozenset(("و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل", "وك", "ال", "وال", "بال", "لل", "س", "وس"))
_EVERYDAY, _KNOWN, _CLOSED = 12.0, 8.0, 15.0
"""Commonness (see `lexicon.commonness`) of a word that may be glued without other signs, and with them."""
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
_MENDED = {"ى": (is_yeh, "ي"), "ه": (is_teh, "ة"), "ة": (is_pronoun, "ه")}


def annotate(article: Article, before: tuple[Annotation, ...]) -> Iterable[Annotation]:  # noqa: ARG001 - the agreed form
    """Give the repairs of an article; no two overlap: the one that starts first wins, then the longer."""
    text = article.text
    words = words_in(text)
    seen = frozenset(word.form for word in words if len(word.form) > 3)
    found = [*_in_words(text, words, seen), *_before_quotes(text), *_beside_numbers(text, seen), *_around_marks(text)]
    end = 0
    for start, stop, value in sorted(found, key=lambda it: (it[0], -it[1])):
        if start >= end:
            yield Annotation(start, stop, "repair", value)
            end = stop


def _in_words(text: str, words: list[Word], seen: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for word in words:
        if "ء" <= word.form[:1] <= "ي":
            source = text[word.start : word.end]
            mended = _mend(source, word.form, seen)
            if mended != source:
                yield word.start, word.end, mended


def _mend(source: str, form: str, seen: frozenset[str]) -> str:
    return " ".join(map(_mend_ending, _parts(source, form, seen)))


def _mend_ending(word: str) -> str:
    rule = _MENDED.get(word[-1:])
    if (
        rule is None or len(word) > LONGEST or word.endswith(("ئه", "ؤه"))
    ):  # folding hides what إلغائه and الغاية differ in
        return word
    is_slip, letter = rule
    return word[:-1] + letter if is_slip(fold_text(word)) else word


def _parts(source: str, form: str, seen: frozenset[str]) -> tuple[str, ...]:
    """Part two glued words, or give the word as it is."""
    if not 5 <= len(form) <= LONGEST:
        return (source,)
    for inside in "ةى":  # these letters only end words
        at = source.find(inside, 2) + 1
        if 0 < at < len(source) - 1 and source[at] not in MARKS:
            left, right = fold_text(source[:at]), fold_text(source[at:])
            if right not in _PRONOUNS and _is_known(left, seen, _KNOWN) and _is_known(right, seen, _KNOWN):
                return source[:at], source[at:]
    at = _split(form) or _split_by_article(form, seen)
    if not at:
        return (source,)
    cut = next(i for i in range(len(source) + 1) if len(fold_text(source[:i])) >= at)
    while cut < len(source) and source[cut] in MARKS:
        cut += 1
    return source[:cut], source[cut:]


def _is_known(form: str, seen: frozenset[str], least: float) -> bool:
    return form in _STOP or lexicon.commonness(form) >= least or form in seen or _is_named(form)


def _is_named(form: str) -> bool:
    lists = gazetteer()
    return form in lists.names or form in lists.words["given"]


def _may_be_glued(form: str) -> bool:
    return len(form) > 5 and not form.startswith(_WHOLE) and not lexicon.analyse(form).lemma and not _is_named(form)


@lru_cache(maxsize=1 << 15)
def _split(form: str) -> int:
    """Give the place where a folded word falls into two everyday words, or 0 where it is a word, or may be one."""
    if not _may_be_glued(form):
        return 0
    best = max(range(2, len(form) - 1), key=lambda at: _weight(form[:at], form[at:]))
    return best if _weight(form[:best], form[best:]) else 0


def _split_by_article(form: str, seen: frozenset[str]) -> int:
    """Give the place where a word falls into two, one of which the article has elsewhere by itself."""
    if not _may_be_glued(form):
        return 0
    for at in range(3, len(form) - 2):
        left, right = form[:at], form[at:]
        if (left in seen and len(right) > 3 and _everyday(right) > _KNOWN) or (
            right in seen and len(left) > 3 and left not in _CLITICS and _everyday(left) > _KNOWN
        ):
            return at
    return 0


def _weight(left: str, right: str) -> float:
    """Tell how likely two words were glued, or 0."""
    if left in _CLITICS or (left.startswith("ال") and len(left) < 5):
        return 0.0
    first, second = _everyday(left), _everyday(right)
    if right.startswith("ال") and len(right) > 4:
        least = _KNOWN if len(left) > 3 else _EVERYDAY
        return first + second if first > least and second > _KNOWN else 0.0
    if left in _STOP:
        return first + second if second > _EVERYDAY and len(right) > 3 else 0.0
    return first + second if min(first, second) > _EVERYDAY and min(len(left), len(right)) > 3 else 0.0


@lru_cache(maxsize=1 << 15)
def _everyday(form: str) -> float:
    """Tell how common a folded word is when it is one by itself, a conjunction or preposition at most before it."""
    if form in _STOP:
        return _CLOSED
    if any(lexicon.is_form(base) for base, _ in bases(form)):
        return lexicon.commonness(form)
    return _KNOWN + 1 if _is_named(form) and len(form) > 3 else 0.0


def _before_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the words whose clitic stands before the quotation mark."""
    for match in _QUOTED.finditer(text):
        clitic, word = match.groups()
        if clitic.endswith("ل") and not clitic.endswith(("ال", "لل")) and word.startswith("ال"):
            word = "ل" + word[2:]  # ل and ال become لل
        yield match.start(), match.end(), clitic + _mend_ending(word)


def _beside_numbers(text: str, seen: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for match in _NUMBERED.finditer(text):
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        word = match[1] or match[4]
        form = fold_text(word)
        if form not in _CLITICS and _is_known(form, seen, _KNOWN):
            yield match.start(), match.end(), f"{_mend_ending(first)} {_mend_ending(second)}"


def _around_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the marks of punctuation that lack the space after them, or before them if they open."""
    for match in _TIGHT.finditer(text):
        yield match.start(), match.end(), " «" if match[0] == "«" else match[0] + " "
