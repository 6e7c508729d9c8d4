"""What the tagger of names looks at: features of a folded word by itself, of two neighbours, and of what parts them.

Training and tagging share this room, so that they cannot differ. A feature is a short string and is known to the model
by its CRC-32 alone. Each feature of a word says something of the word itself; those with reach 1 also speak of the
two neighbours. Everything is made of folded forms, so Egyptian spelling costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from warraq.model import NAMES

PAD = ""
"""The form that stands before a sentence's first word and after its last."""

LONGEST = 30
"""Letters beyond which a run is noise: only its beginning is looked at."""

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_QUOTES = frozenset("\"«»“”„‹›'‘’")
_COMMAS = frozenset("،,؛;")
_STOPS = frozenset(".!?؟…")
_DASHES = frozenset("-–—ـ")
_PERSON = (("P", frozenset({"g2", "g3", "f2", "f3", "s2", "s3"})), ("p", frozenset({"g1", "f1", "s1", "an", "pp"})))
_PLACE = (("L", frozenset({"Lc", "Lb", "Lt"})), ("l", frozenset({"Lw", "Ls"})))
_OTHERS = (("N", frozenset({"nat"})), ("J", frozenset({"job"})), ("O", frozenset({"cl"})))
_LETTERS = (("", "P", "p"), ("", "L", "l"), *(("", letter) for letter, _ in _OTHERS))

SIGNATURES = {"".join(letters): at for at, letters in enumerate((*product(*_LETTERS), "-"))}
"""Every result of `signature`, numbered."""
NO_GROUP = "x"
"""The group of forms of which free text knows too little."""
_TOLD = (f"{edge}-{kind}{sure}" for kind in NAMES for edge in "BI" for sure in ("", "!"))
TOLD = {what: at for at, what in enumerate(("", *_TOLD))}
"""What the rules may take a word for (see `ruled.told`), numbered."""


class Known(NamedTuple):
    """What the model's lists know of a form."""

    seen: int
    """How often free text has it."""
    flags: tuple[str, ...]
    """The lists that have it: `g3` a frequent given name, `Lc` a country, ... (see `tools/tagger_lists.py`)."""
    clusters: tuple[str, ...]
    """The groups of like words it belongs to, coarse to fine; empty where free text knows too little of it."""
    prior: tuple[str, ...]
    """How likely words like it name a person, place, organisation or something else, in steps."""


UNKNOWN = Known(0, (), (), ())

Lexicon = Mapping[str, Known]
"""Folded forms to what is known of them."""

Own = list[tuple[str, int]]
"""Features of a word with their reach: 0 the word alone, 1 its two neighbours too."""


def split(form: str, lexicon: Lexicon) -> tuple[str, str]:
    """Part a folded word into its proclitics and the rest.

    A conjunction or preposition is one only where the rest is better known than the whole.
    """
    proclitics, rest = "", form
    if len(rest) > 3 and rest[0] in _CONJUNCTIONS and _weight(rest[1:], lexicon) > _weight(rest, lexicon):
        proclitics, rest = rest[0], rest[1:]
    if len(rest) > 4 and rest.startswith("لل"):
        return proclitics + "لل", rest[2:]
    if len(rest) > 3 and rest[0] in _PREPOSITIONS and _weight(rest[1:], lexicon) > _weight(rest, lexicon):
        proclitics, rest = proclitics + rest[0], rest[1:]
    if len(rest) > 4 and rest.startswith("ال"):
        proclitics, rest = proclitics + "ال", rest[2:]
    return proclitics, rest


def key(form: str, lexicon: Lexicon) -> str:
    """Give the form under which mentions of one name are counted together: without conjunction and preposition."""
    return _key(form, *split(form, lexicon))


def _key(form: str, proclitics: str, rest: str) -> str:
    return rest if proclitics.endswith("لل") else form[len(proclitics.removesuffix("ال")) :]


def _weight(form: str, lexicon: Lexicon) -> int:
    known = lexicon.get(form)
    return 0 if known is None else known.seen + (1 if known.flags else 0)


def _commonness(count: int) -> int:
    return sum(count >= least for least in (1, 3, 10, 50, 300))


def is_arabic(form: str) -> bool:
    """Tell whether a folded word is written in Arabic letters."""
    return "ء" <= form[:1] <= "ي"


def signature(form: str, lexicon: Lexicon) -> str:
    """Give the kinds of lists that have a form, with or without its conjunction and preposition, a letter a kind."""
    if not is_arabic(form):
        return "-"
    bare = key(form, lexicon)
    return _letters(frozenset((*lexicon.get(form, UNKNOWN).flags, *lexicon.get(bare, UNKNOWN).flags)))


@lru_cache(maxsize=1 << 12)
def _letters(flags: frozenset[str]) -> str:
    person = next((letter for letter, of in _PERSON if flags & of), "")
    place = next((letter for letter, of in _PLACE if flags & of), "")
    return person + place + "".join(letter for letter, of in _OTHERS if flags & of)


def own(form: str, lexicon: Lexicon) -> Own:
    """List what a folded word says by itself."""
    if form == PAD:
        return [("<>", 1)]
    if form[0].isdigit():
        return [("#", 1), (f"#{min(len(form), 5)}", 1)]
    if not is_arabic(form):
        return [("latin", 1), (f"w={form[:LONGEST]}", 1), (f"latin{min(len(form), 4)}", 0)]
    form = form[:LONGEST]
    proclitics, rest = split(form, lexicon)
    return _spelling(form, proclitics, rest) + _listed(form, _key(form, proclitics, rest), rest, lexicon)


def _spelling(form: str, proclitics: str, rest: str) -> Own:
    found = [(f"w={form}", 1), (f"b={rest}", 1), (f"pre={proclitics}", 1), (f"len{min(len(rest), 8)}", 0)]
    for n in range(1, min(len(form), 5)):
        found += (f"p{n}={form[:n]}", 0), (f"s{n}={form[-n:]}", 0)
    for n in range(2, min(len(rest), 4)):
        found.append((f"bp{n}={rest[:n]}", 0))
    fenced = f"^{rest}$"
    found += [(f"n={fenced[at : at + 4]}", 0) for at in range(len(fenced) - 3)]
    return found


def _listed(form: str, bare: str, rest: str, lexicon: Lexicon) -> Own:
    known, known_bare = lexicon.get(form, UNKNOWN), lexicon.get(bare, UNKNOWN)
    common = _commonness(known.seen)
    flags = frozenset((*known.flags, *known_bare.flags))
    kinds = _letters(flags)
    found = [(f"fq{common}", 1), (f"sig={kinds}", 1), (f"sig={kinds}|{common}", 1)]
    found += [(f"g={flag}", 1) for flag in sorted(flags)]
    if bare != form:
        found.append((f"sig={kinds}|{form[: len(form) - len(bare)]}", 0))
    candidates = (known, known_bare, lexicon.get(rest, UNKNOWN))
    clusters = next((some.clusters for some in candidates if some.clusters), ("none",))
    found += [(f"c{level}={cluster}", 1) for level, cluster in enumerate(clusters)]
    found += [(f"t={step}", 1) for step in next((some.prior for some in candidates if some.prior), ("none",))]
    return found


class Face(NamedTuple):
    """What a word shows its neighbours."""

    cluster: str
    """Its coarse group of like words."""
    kinds: str
    """The kinds of lists that have it."""


def face(form: str, lexicon: Lexicon) -> Face:
    """Give what a word shows its neighbours."""
    return Face(group(form, 0, lexicon), signature(form, lexicon))


def group(form: str, level: int, lexicon: Lexicon) -> str:
    """Give the group of like words that a form belongs to, coarse (0) to fine."""
    clusters = lexicon.get(form, UNKNOWN).clusters
    return clusters[level] if clusters else NO_GROUP


def pair(left: Face, right: Face) -> tuple[str, ...]:
    """List what two neighbours say together: of the left one, and, with the offset -1, of the right one."""
    return (
        f"kk={left.cluster}|{right.cluster}",
        f"ss={left.kinds}|{right.kinds}",
        f"sk={left.kinds}|{right.cluster}",
        f"ks={left.cluster}|{right.kinds}",
    )


def after_groups(left: str, right: str) -> str:
    """Name the feature of a word after two neighbours of these finer groups."""
    return f"p2{left}|{right}"


def after_base(base: str, kinds: str) -> str:
    """Name the feature of a word with such `kinds` after a word whose form without clitics is `base`."""
    return f"bb-{base}|{kinds}"


def gap_class(gap: str) -> str:
    """Sort what stands between two words: `""` nothing but space, else a letter for each kind of mark in it."""
    marks = set(gap)
    if not marks or gap.isspace():
        return ""
    found = (
        ("q", marks & _QUOTES),
        ("(", marks & set("()[]")),
        (":", ":" in marks),
        (",", marks & _COMMAS),
        (".", marks & _STOPS),
        ("/", "/" in marks),
        ("-", marks & _DASHES),
    )
    return "".join(letter for letter, there in found if there) or "o"


def parts_sentences(gap: str, before: str) -> bool:
    """Tell whether a sentence ends between two words; a full stop after one or two letters is an abbreviation's."""
    return any(mark in gap for mark in "\n!?؟…") or ("." in gap and len(before) > 2)


def around(gap: str) -> tuple[str, str]:
    """Part what stands between two sentences into what ends the first and what opens the second."""
    line = gap.rfind("\n")
    if line >= 0:
        return gap[:line], gap[line + 1 :]
    stop = max((gap.rfind(mark) for mark in _STOPS), default=-1)
    return (gap[: stop + 1], gap[stop + 1 :]) if stop >= 0 else (gap, "")


def gap_features(before: str, after: str) -> tuple[str, str]:
    """List what the marks before and after a word, already sorted by `gap_class`, say of it."""
    return f"g0={before}", f"g1={after}"


def told_features(before: str, here: str, after: str) -> tuple[str, ...]:
    """List what the rules say of a word, having taken it and its neighbours for these (see `ruled.told`)."""
    return f"r={here}", f"r-1={before}", f"r+1={after}", f"r3={before}|{here}|{after}"
