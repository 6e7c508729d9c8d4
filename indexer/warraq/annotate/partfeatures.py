"""What the tagger of parts of speech looks at: features of a folded word by itself, of two neighbours, and of gaps.

Training and tagging share this room, so that they cannot differ. A feature is a short string, known to the model by its
CRC-32 alone. All is made of folded forms, so Egyptian spelling costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from warraq.lexicon import is_name, is_word
from warraq.morphology import Analysis, analyses

PAD = ""
"""The form that stands before a sentence's first word and after its last."""
LONGEST = 25
"""Letters beyond which a run is noise: only its beginning is looked at."""
_CLOSE = 2.0
"""How much less likely than the likeliest a part of speech may be to be named a rival (natural log)."""
_STOPS = frozenset(".!?؟…\n")
_SIGNS = frozenset("_،,؛;:()[]«»\"'“”-–—/%")


def own(form: str) -> Iterator[tuple[str, int]]:
    """Give what a folded word says by itself: features with their reach, 0 the word alone, 1 its neighbours too."""
    yield "bias", 0
    if form == PAD:
        yield "<>", 1
    elif not is_word(form):
        yield ("#" if form[0].isdigit() else "latin"), 1
        yield f"w={form[:LONGEST]}", 0
    else:
        yield from _spelling(form)
        yield from _readings(form)


def _spelling(form: str) -> Iterator[tuple[str, int]]:
    yield f"w={form}", 1
    for size in (1, 2, 3):
        if len(form) > size:
            yield f"p{size}={form[:size]}", 0
            yield f"s{size}={form[-size:]}", 1 if size < 3 else 0
    yield f"ps={form[:2]}|{form[-2:]}", 0
    yield f"len{min(len(form), 8)}", 0


def _readings(form: str) -> Iterator[tuple[str, int]]:
    known = analyses(form)
    if is_name(form):
        yield "name", 1
    if not known:
        article = next((start for start in ("وال", "بال", "لل", "ال") if form.startswith(start)), "")
        yield f"unknown|{article}", 1
        return
    first = known[0]
    yield f"common{int(max(first.likely, -3)) // 3}", 0
    clitics = f"{'+'.join(first.before)}|{first.after}"
    yield f"lemma={first.lemma}", 1
    yield f"base={first.base}", 0
    yield f"clitics={clitics}", 1
    rivals = _best(known)
    for part, likely in rivals.items():
        step = min(5, int((first.likely - likely) / 1.5))
        yield f"{part}{step}", 1 if step < 2 else 0
        yield f"{part}{step}|{clitics}", 0
    signature = "/".join(part for part, likely in rivals.items() if first.likely - likely < _CLOSE)
    yield f"kinds={signature}", 1
    yield f"kinds={signature}|{form[-1]}", 0
    yield f"kinds={signature}|{clitics}", 1
    if first.base.endswith(("ي", "يه")) and len(first.base) > 4:
        yield "relative", 1


def _best(known: tuple[Analysis, ...]) -> dict[str, float]:
    """Give each part of speech with its likeliest reading's log frequency, likeliest first."""
    best: dict[str, float] = {}
    for one in known:
        best.setdefault(one.part, one.likely)
    return best


def face(form: str) -> str:
    """Give what a word shows its neighbours: its likeliest part of speech, article, gender and pronoun."""
    if form == PAD or not is_word(form):
        return form[:1].isdigit() * "#"
    known = analyses(form)
    if not known:
        return "?d" if form.startswith(("ال", "لل", "وال", "بال")) else "?"
    first = known[0]
    article = "d" if first.before[-1:] == ("ال",) else ""
    feminine = "f" if first.base.endswith(("ه", "ات")) else ""
    return f"{first.part}{article}{feminine}{'p' if first.after else ''}"


def pair(left: str, right: str) -> tuple[str, str]:
    """Give the features of two neighbouring faces: for the left word, and for the right one."""
    return f"r:{left}|{right}", f"l:{left}|{right}"


def gap_features(sign: str) -> tuple[str, str]:
    """Give the features of a gap: for the word after it, and for the word before it."""
    return f"g<{sign}", f"g>{sign}"


def gap_classes(gaps: Sequence[str]) -> list[str]:
    """Tell in a letter what each gap of a text is; its beginning and its end are those of a sentence."""
    return [".", *map(_gap_class, gaps[1:-1]), "."]


def _gap_class(gap: str) -> str:
    """Tell in a letter what parts two words: nothing but space, the end of a sentence, or another sign."""
    if not gap.strip(" \t\xa0") and "\n" not in gap:
        return "_"
    if any(sign in _STOPS for sign in gap):
        return "."
    first = next((sign for sign in gap if not sign.isspace()), "_")
    return first if first in _SIGNS else "*"
