"""What the dictionaries know of a word: its lemma and its root.

Forms and their lemmas come from simplemma's Arabic list (MIT), lemmas with their frequency and part of speech, broken
plurals and roots from Arramooz (`arramooz-pysqlite`, GPL). Everything here is folded and without tashkeel. All is read
on first use (`load` does it ahead, before a pool of processes is forked) and shared by every later call.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from warraq.conjugate import parses as verb_parses
from warraq.conjugate import present_parses, stems
from warraq.fold import fold_text


class Entry(NamedTuple):
    """What is known of a word; empty where nothing is."""

    lemma: str
    """The dictionary form: a noun's singular, an adjective's masculine, a verb's past tense of the third person."""
    root: str
    """The consonants it is derived from, three or four as a rule."""


class _Data(NamedTuple):
    lemmas: dict[str, str | tuple[str, ...]]
    """Every known nominal form, without article or clitics, to its lemma or lemmas."""
    stems: dict[str, tuple[str, ...]]
    """Every marked verb stem (see `conjugate`) to its lemmas."""
    nominal: dict[str, float]
    """Log frequency of a lemma as a noun, adjective, name or particle."""
    adjectival: dict[str, float]
    """Log frequency of a lemma as an adjective: it has a feminine that is not a lemma of its own."""
    verbal: dict[str, float]
    """Log frequency of a lemma as a verb."""
    roots: dict[str, str]
    """A lemma's root."""
    known_roots: frozenset[str]
    """Every root of three consonants."""
    names: frozenset[str]
    """Lemmas that are proper names oftener than anything else."""


class _Parse(NamedTuple):
    base: str
    """The form left when the clitics are off."""
    cost: float
    """How unlikely these clitics are, in natural log."""
    verb: bool | None
    """What the clitics ask for: a verb, a noun (False), or either (None)."""


_UNKNOWN = Entry("", "")
_RARE = -1.0
"""Log frequency of a lemma that has no count."""
_ITSELF, _FEMININE, _VERB = 2.0, 1.0, 1.0
"""How much likelier a word is its own lemma than another's form, and how much rarer one feminine or one verb form is
than its lemma (natural log; set on half of UD Arabic-PUD)."""

# Prefix, its cost in natural log, what must follow: True a verb, False a noun, None either.
_PREFIXES: tuple[tuple[str, float, bool | None], ...] = tuple(
    (conjunction + prefix, conjunction_cost + cost, verb)
    for conjunction, conjunction_cost in (("", 0.0), ("و", 2.0), ("ف", 3.5))
    for prefix, cost, verb in (
        ("", 0.0, None),
        ("ال", 0.0, False),
        ("ب", 2.5, False),
        ("بال", 1.0, False),
        ("ل", 2.5, None),
        ("لل", 1.0, False),
        ("ك", 5.0, False),
        ("كال", 3.0, False),
        ("س", 3.0, True),
    )
)
_SUFFIXES: tuple[tuple[str, float], ...] = (
    ("ه", 2.5), ("ها", 2.0), ("هم", 2.0), ("هما", 3.0), ("هن", 3.0), ("نا", 3.0),
    ("ني", 4.0), ("ي", 5.0), ("ك", 5.0), ("كم", 4.0), ("كما", 5.0),
)  # fmt: skip
# ending taken off, what replaces it: inflection that the lists leave out
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("تين", ("ه",)), ("تان", ("ه",)), ("ات", ("ه", "")), ("يون", ("ي",)), ("يين", ("ي",)), ("ون", ("",)),
    ("ين", ("",)), ("ان", ("",)), ("ا", ("",)), ("يه", ("ي",)), ("ه", ("",)), ("تي", ("ه",)), ("ي", ("",)),
)  # fmt: skip
_ARTICLE = "ال"
# The commonest shapes of nouns, for lemmas that no list gives a root: مفعول, تفعيل, افتعال, فعيل, فاعل, ...
_PATTERNS = tuple(
    re.compile(shape.replace("ف", "(.)").replace("ع", "(.)").replace("ل", "(.)"))
    for shape in ("مفعول", "تفعيل", "افتعال", "انفعال", "استفعال", "متفعل", "مفتعل", "مستفعل", "تفاعل",
                  "مفاعله", "افعال", "فعيل", "فعال", "فعول", "فاعل", "مفعله", "مفعل", "فعلان", "فعله")
)  # fmt: skip


def _arramooz(name: str) -> sqlite3.Connection:
    path = files("arramooz").joinpath("data", name)
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def _frequencies() -> tuple[dict[str, float], dict[str, float], dict[str, float], frozenset[str]]:
    nominal: Counter[str] = Counter()
    adjectival: Counter[str] = Counter()
    verbal: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    with closing(_arramooz("wordfreq.sqlite")) as base:
        for lemma, kind, count in base.execute("SELECT unvocalized, word_type, freq FROM wordfreq"):
            key = fold_text(lemma)
            (verbal if kind == "verb" else nominal)[key] += count
            if kind.startswith("adj"):
                adjectival[key] += count
            elif kind == "noun_prop":
                proper[key] += count
    names = frozenset(key for key, count in proper.items() if 2 * count > nominal[key] + verbal[key])
    return _logs(nominal), _logs(adjectival), _logs(verbal), names


def _logs(counts: Counter[str]) -> dict[str, float]:
    return {key: math.log(count) for key, count in counts.items()}


def _roots_and_plurals() -> tuple[dict[str, str], list[tuple[str, str]]]:
    votes: dict[str, Counter[str]] = {}
    plurals: list[tuple[str, str]] = []
    with closing(_arramooz("arabicdictionary.sqlite")) as base:
        nouns = base.execute("SELECT unvocalized, root, broken_plural, number, single FROM nouns").fetchall()
        verbs = base.execute("SELECT unvocalized, root FROM verbs").fetchall()
    for written, root, broken, number, single in nouns:
        lemma = fold_text(written)
        if re.fullmatch("[ء-ي]{3,5}", root or "") and "ة" not in root:  # others repeat the word
            votes.setdefault(lemma, Counter())[_plain_root(root)] += 1
        if number == "جمع تكسير" and single:
            plurals.append((lemma, fold_text(single)))
        else:
            plurals += [(plural, lemma) for plural in re.findall("[ء-ي]{3,}", fold_text(broken or ""))]
    for written, root in verbs:
        if root:
            votes.setdefault(fold_text(written), Counter())[_plain_root(root)] += 1
    votes["كان"] = Counter({"كون": 1})  # the commonest verb of all is the one the list lacks
    return {
        lemma: max(count, key=lambda root: (len(root) == 3, count[root])) for lemma, count in votes.items()
    }, plurals


def _plain_root(root: str) -> str:
    return fold_text(root).replace("ء", "ا")


@cache
def load() -> _Data:
    """Read the dictionaries, about a second, once a process; forked processes share what their parent has read."""
    nominal, adjectival, verbal, names = _frequencies()
    roots, plurals = _roots_and_plurals()
    marked: dict[str, tuple[str, ...]] = {}
    for verb in verbal:
        if len(verb) > 1:
            for stem in dict.fromkeys(stems(verb)):
                marked[stem] = (*marked.get(stem, ()), verb)
    found: dict[str, str | tuple[str, ...]] = {}
    for form, lemma in _forms(nominal, roots, plurals):
        have = found.get(form)
        if have is None:
            found[form] = lemma
        elif isinstance(have, str):
            if have != lemma:
                found[form] = (have, lemma)
        elif lemma not in have:
            found[form] = (*have, lemma)
    three = frozenset(root for root in roots.values() if len(root) == 3)
    return _Data(found, marked, nominal, adjectival, verbal, roots, three, names)


def _forms(
    nominal: dict[str, float], roots: dict[str, str], plurals: list[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Give every form that is not a regular verb form, with a lemma of it."""
    one = {lemma: lemma for lemma in (*nominal, *roots)}  # one string for a lemma, however often it is named
    yield from one.items()
    for plural, lemma in plurals:
        if lemma in nominal:
            yield plural, one[lemma]
    listed = DefaultDictionaryFactory().get_dictionary("ar")
    for form, lemma in zip(_fold_all(listed), _fold_all(listed.values()), strict=True):
        plain = form[2:] if form.startswith(_ARTICLE) and len(form) > 4 and not lemma.startswith(_ARTICLE) else form
        if len(plain) > 1 and " " not in plain and (plain != lemma or plain not in one):
            yield plain, one.setdefault(lemma, lemma)


def _fold_all(words: Iterable[str]) -> list[str]:
    return fold_text("\n".join(words)).split("\n")  # one call for all is several times faster


def _bases(rest: str, suffix: str) -> Iterator[str]:
    """Give the spellings a word has without its pronoun, most likely first."""
    if not suffix:
        yield rest
        return
    last = rest[-1]
    if last == "ت":
        yield rest[:-1] + "ه"
    elif last == "ا":
        yield rest[:-1] + "ي"
    elif last == "و":
        yield rest + "ا"
    if rest.endswith(("او", "اي")):
        yield rest[:-1] + "ء"
    yield rest


def _parses(form: str) -> Iterator[_Parse]:
    for prefix, cost, verb in _PREFIXES:
        if not form.startswith(prefix) or len(form) - len(prefix) < 2:
            continue
        rest = form[len(prefix) :]
        if prefix.endswith(("لل", "ل")) and rest.startswith("ل") and len(rest) > 3:
            yield _Parse(rest, cost + 1, verb=False)  # لليل: one ل is the word's own
        yield _Parse(rest, cost, verb)
        if prefix.endswith(("ال", "لل")):
            continue  # a word with the article takes no pronoun
        for suffix, suffix_cost in _SUFFIXES:
            if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
                for base in _bases(rest[: -len(suffix)], suffix):
                    yield _Parse(base, cost + suffix_cost, verb)


def _candidates(data: _Data, parse: _Parse) -> Iterator[tuple[str, float]]:
    """Give each lemma a form without its clitics may have, with the log frequency of that lemma as that form."""
    base = parse.base
    if parse.verb is not True:
        have = data.lemmas.get(base, ())
        for lemma in (have,) if isinstance(have, str) else have:
            yield lemma, data.nominal.get(lemma, _RARE) + (_ITSELF if lemma == base else 0.0)
        if base.endswith("ه") and base[:-1] in data.adjectival:
            yield base[:-1], data.adjectival[base[:-1]] - _FEMININE
    if parse.verb is not False:
        for stem in present_parses(base) if parse.verb else verb_parses(base):
            for lemma in data.stems.get(stem, ()):
                yield lemma, data.verbal[lemma] - _VERB


@lru_cache(maxsize=1 << 17)
def _known(form: str) -> tuple[str, float]:
    """Give the likeliest lemma the dictionaries have for a form, and how likely it is; or "" and minus infinity."""
    data = load()
    best, most = "", -math.inf
    for parse in _parses(form):
        for lemma, likely in _candidates(data, parse):
            if likely - parse.cost > most:
                best, most = lemma, likely - parse.cost
    return best, most


def _inflected(form: str) -> str:
    """Guess the lemma of a form that no list has, from endings that only inflect."""
    data = load()
    best, most = "", -math.inf
    for parse in _parses(form):
        for ending, replacements in _ENDINGS:
            if parse.base.endswith(ending) and len(parse.base) - len(ending) >= 3:
                for replacement in replacements:
                    lemma = parse.base[: -len(ending)] + replacement
                    if lemma in data.lemmas:
                        weight = data.nominal.get(lemma, _RARE) - parse.cost
                        if weight > most:
                            best, most = lemma, weight
    return best


@lru_cache(maxsize=1 << 17)
def analyse(form: str) -> Entry:
    """Give lemma and root of a folded word, chosen by frequency without its context.

    A word that is in no dictionary has neither; nor has one that is not Arabic.
    """
    if not _is_word(form):
        return _UNKNOWN
    lemma = _known(form)[0] or _inflected(form)
    return Entry(lemma, _root(lemma)) if lemma else _UNKNOWN


def commonness(form: str) -> float:
    """Tell how common a folded word is, clitics and all: the natural logarithm of its likeliest reading's frequency.

    10 and more is everyday news, below 5 rare or doubtful; minus infinity where the dictionaries have no reading.
    """
    return _known(form)[1] if _is_word(form) else -math.inf


def is_name(form: str) -> bool:
    """Tell whether a folded word, as it stands or without its article, is a proper name oftener than a common word."""
    names = load().names
    return form in names or (form.startswith(_ARTICLE) and form[2:] in names)


def _is_word(form: str) -> bool:
    return "ء" <= form[:1] <= "ي" and len(form) < 25


def _root(lemma: str) -> str:
    roots = load().roots
    for form in (lemma, *(lemma[: -len(end)] for end in ("يه", "ي", "ه", "ات") if lemma.endswith(end)), lemma + "ه"):
        if form in roots:
            return roots[form]
    for pattern in _PATTERNS:
        match = pattern.fullmatch(lemma)
        if match and "".join(match.groups()) in load().known_roots:
            return "".join(match.groups())
    return ""
