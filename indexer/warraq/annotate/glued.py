"""Words written as one that are two: where a word that no dictionary has falls apart, and how sure that is.

Every place to cut is weighed by a logistic regression over what is known of both halves: how common they are, whether
they are nouns, verbs or names as they stand, how long they are, how often newspapers print them as words of their own.
`tools/train_glued.py` fits the weights (`data/glued.json`) on pairs of words glued on purpose against the words of the
same newspapers that the dictionaries do not have. The confidence is scaled to what people judged: see
`bench/judgments/glued.tsv`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from warraq import lexicon
from warraq.annotate.gazetteer import load as gazetteer
from warraq.annotate.spelling import bases
from warraq.annotate.tokens import LONGEST
from warraq.rules import RULES

CLITICS = frozenset(("و", "ف", "ب", "ك", "ل", "وب", "ول", "فب", "فل", "وك", "ال", "وال", "بال", "لل", "س", "وس"))
STOP = frozenset(word for word in RULES["stop"]["words"] if len(word) > 1)
_WHOLE = ("مازال", "ومازال", "لازال", "اللا", "واللا", "باللا", "بل", "وبل", "سنتي")
"""Beginnings that are written joined by custom: مازالت, اللامركزية, بلقاسم."""
_NEGATED = 0.95
"""Of لا or ما before a verb of the present tense that newspapers print: so many were judged right (see the bench)."""
_NEGATIONS = frozenset(("لا", "ولا", "فلا", "ما", "وما", "فما"))
_ENDINGS = (
    ("تين", ("", "ه", "ي", "يه")), ("تان", ("", "ه", "ي", "يه")), ("ين", ("", "ي")), ("ان", ("",)),
    ("يه", ("", "ا", "يا", "ه")), ("يا", ("",)), ("ات", ("", "يه")),
)  # fmt: skip
"""Endings that the dictionaries may lack, and what may stand in their place: متنافستين, السنغالية."""
_CLOSED, _NAMED, _MOST = 15.0, 6.0, 16.0
"""Commonness of a stop word, of a name that no dictionary has, and the most that counts."""


class Cut(NamedTuple):
    """Where a folded word falls into two."""

    at: int
    """Letters before the cut."""
    confidence: float
    """How likely it is that two words were meant, from 0 to 1."""


class Model(NamedTuple):
    """What `tools/train_glued.py` found."""

    weights: tuple[float, ...]
    """One for each of `FEATURES`."""
    scale: tuple[float, float]
    """Slope and intercept that make a score the log odds of a judgment."""
    printed: dict[str, float]
    """Folded words that newspapers print often: a tenth of half natural logs of how often."""


class _Half(NamedTuple):
    common: float
    printed: float
    whole: bool
    noun: bool
    verb: bool
    stop: bool
    named: bool
    length: int


@cache
def load() -> Model:
    """Read the model, once a process."""
    data = json.loads(files("warraq").joinpath("annotate/data/glued.json").read_text(encoding="utf-8"))
    printed = {word: (step + 1) / 10 for step, words in enumerate(data["printed"]) for word in words.split()}
    slope, intercept = data["scale"]
    return Model(tuple(data["weights"].values()), (slope, intercept), printed)


def is_named(form: str) -> bool:
    """Tell whether a folded word begins a known name or is a given name."""
    lists = gazetteer()
    return form in lists.names or form in lists.words["given"]


@lru_cache(maxsize=1 << 12)
def may_be(form: str) -> bool:
    """Tell whether a folded word may be two: neither a dictionary nor the newspapers have it."""
    if not 5 <= len(form) <= LONGEST or form.startswith(_WHOLE):
        return False
    if not _negation(form):  # لايمكن is printed too often to be told by that
        printed = load().printed
        if form in printed or not any(form[:at] in printed or form[at:] in printed for at in range(2, len(form) - 1)):
            return False  # known as it stands, or made of nothing known
        if any(len(base) > 4 and base in printed for base, _ in bases(form)):
            return False
    return not (lexicon.analyse(form).lemma or is_named(form) or _is_inflected(form))


def _is_inflected(form: str) -> bool:
    return any(
        lexicon.analyse(form[: -len(ending)] + other).lemma
        for ending, others in _ENDINGS
        if form.endswith(ending) and len(form) - len(ending) >= 4
        for other in others
    )


def _negation(form: str) -> int:
    """Give the length of the لا or ما that a folded verb of the present tense begins with, or 0."""
    for at in range(2, min(4, len(form) - 3)):
        if form[:at] in _NEGATIONS and form[at:] in load().printed and lexicon.may_be_present(form[at:]):
            return at
    return 0


@lru_cache(maxsize=1 << 12)
def _half(form: str) -> _Half | None:
    """Give what is known of a folded word, or `None` where nothing is."""
    stop, named = form in STOP, len(form) > 2 and is_named(form)
    common = _CLOSED if stop else lexicon.commonness(form)
    if common < 0 and not named:
        return None
    roots = [base for base, _ in bases(form)]
    noun = stop or any(map(lexicon.is_noun, roots))
    verb = not noun and any(lexicon.is_past_verb(base) or lexicon.may_be_present(base) for base in roots)
    whole = stop or lexicon.is_noun(form) or (form.startswith("ال") and lexicon.is_noun(form[2:]))
    common = min(common if common >= 0 else _NAMED, _MOST) / 10
    return _Half(common, load().printed.get(form, 0.0), whole, noun, verb, stop, named, len(form))


FEATURES = (
    "bias", "left common", "right common", "left whole", "right whole", "left noun", "right noun", "left verb",
    "right verb", "left 2 letters", "left 3", "left 4", "left length", "right 2 letters", "right 3", "right 4",
    "right length", "right has article", "right has preposition and article", "right has clitic", "left has article",
    "left stop", "right stop", "both stop", "left stop, right short", "left named", "right named", "both named",
    "left ends ه", "left ends in a plural", "left ends ا", "left ends ي", "common product", "common least",
    "left printed", "right printed", "printed least", "left not printed", "right not printed",
)  # fmt: skip
"""What `features` gives, in order."""


def features(left: str, right: str) -> tuple[float, ...] | None:
    """Give what weighs for and against a cut between two folded halves; `None` where one of them is no word at all."""
    one, two = _half(left), _half(right)
    if one is None or two is None or left in CLITICS or (left.startswith("ال") and len(left) < 5 and not one.stop):
        return None
    if left[:-1] in _NEGATIONS and lexicon.may_be_present(left[-1] + right):
        return None  # لا يقبل, not لأي قبل
    return (
        1.0, one.common, two.common, one.whole, two.whole, one.noun, two.noun, one.verb, two.verb,
        one.length == 2, one.length == 3, one.length == 4, min(one.length, 8) / 5,
        two.length == 2, two.length == 3, two.length == 4, min(two.length, 8) / 5,
        right.startswith("ال") and two.length > 4, right.startswith(("وال", "بال", "لل", "فال", "كال")),
        right[0] in "وبلفك", left.startswith(("ال", "وال", "بال", "لل")),
        one.stop, two.stop, one.stop and two.stop, one.stop and two.length < 4,
        one.named, two.named, one.named and two.named,
        left[-1] == "ه", left.endswith(("ات", "ين", "ون", "يه")), left[-1] == "ا", left[-1] == "ي",
        one.common * two.common, min(one.common, two.common),
        one.printed, two.printed, min(one.printed, two.printed), one.printed == 0, two.printed == 0,
    )  # fmt: skip


def cuts(form: str) -> Iterator[tuple[int, tuple[float, ...]]]:
    """List the places where a folded word may fall into two, with their features."""
    for at in range(2, len(form) - 1):
        found = features(form[:at], form[at:])
        if found is not None:
            yield at, found


@lru_cache(maxsize=1 << 12)
def cut(form: str) -> Cut | None:
    """Give the likeliest cut of a folded word; `None` where it is a word as it stands, or falls into no two words."""
    if not may_be(form):
        return None
    if at := _negation(form):
        return Cut(at, _NEGATED)
    weights, (slope, intercept), _ = load()
    best = max(
        ((sum(w * x for w, x in zip(weights, found, strict=True)), at) for at, found in cuts(form)), default=None
    )
    return best and Cut(best[1], 1 / (1 + math.exp(-slope * best[0] - intercept)))
