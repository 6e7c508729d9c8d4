"""Arabic verbs without tashkeel: the stems a verb lemma has, and the stems a word form may be built on.

Verbs are met far oftener in some form than in their dictionary form, so a list of forms is long and never complete.
Here a verb has a handful of stems, each for one class of endings, by the rules of any school grammar (sound, doubled,
hollow, defective and assimilated verbs, derived forms I to X), and a form is taken apart into stem and endings. All is
folded.
"""

from __future__ import annotations

from collections.abc import Iterator

from warraq.rules import RULES

# A stem is written with the mark of its class: which endings and prefixes it takes.
PAST, PAST_VOWEL, PAST_CONSONANT = "0", "1", "2"
PRESENT, PRESENT_VOWEL = "3", "4"

_WEAK = "اوي"
_RULES = RULES["readings"]
_PERSONS: frozenset[str] = frozenset(_RULES["persons"])
_PAST_VOWEL: tuple[str, ...] = tuple(_RULES["past_vowel"])
_PAST_CONSONANT: tuple[str, ...] = tuple(_RULES["past_consonant"])
_PRESENT_VOWEL: tuple[str, ...] = tuple(_RULES["present_vowel"])


def stems(lemma: str, weak: str = "وي") -> Iterator[str]:
    """List the stems of a folded verb lemma, each followed by the mark of its class.

    `weak` are the consonants that the middle of a hollow verb of three letters may stand for (قال, يقول; سار, يسير).
    """
    yield lemma + PAST
    last, before = lemma[-1], lemma[-2]
    if last in "اي":  # defective: دعا, رمي, اعطي
        trunk = lemma[:-1]
        yield trunk + PAST_VOWEL
        yield trunk + "ي" + PAST_CONSONANT
        yield lemma + PAST_VOWEL  # نسيت, رضيا
        if last == "ا":
            yield trunk + "و" + PAST_CONSONANT
            yield lemma + PAST_CONSONANT  # a hamza: قرا, قراتم
    else:
        yield lemma + PAST_VOWEL
        yield lemma + PAST_CONSONANT
        if before == "ا" and len(lemma) in {3, 4, 5, 6}:  # hollow: قال, اراد, استقال
            yield lemma[:-2] + last + PAST_CONSONANT
            yield lemma[:-2] + "ي" + last + PAST  # passive: قيل, اعيد
            yield lemma[:-2] + "ي" + last + PAST_VOWEL
            if last == "ء":
                yield lemma[:-2] + "ي" + PAST_CONSONANT  # جئنا is جينا
        if len(lemma) == 2 or (len(lemma) > 3 and lemma[0] == "ا"):  # doubled: شد, احتل
            yield lemma + last + PAST_CONSONANT
    for trunk in _present(lemma, weak):
        yield trunk + PRESENT
        if trunk[-1] in _WEAK and len(trunk) > 1:
            yield trunk[:-1] + PRESENT_VOWEL  # يدعون
            yield trunk[:-1] + PRESENT  # لم يدع
        yield trunk + PRESENT_VOWEL


def _present(lemma: str, weak: str) -> Iterator[str]:
    trunk = lemma[1:] if lemma[0] == "ا" and len(lemma) > 3 else lemma
    last, before = lemma[-1], lemma[-2]
    if len(lemma) == 3:
        if lemma[0] == "و":
            yield from _endings(lemma[1:])  # وصل, يصل
        if before == "ا" and last == "ي":
            yield lemma[0] + "ي"  # a hamza: راي, يري
        if before == "ا":
            for middle in (*weak, "ا"):
                yield lemma[0] + middle + last  # يقول, يسير, ينام
            yield lemma[0] + last  # لم يقل
            return
        if lemma[0] == "ا" and last in "اي":
            yield "و" + lemma[1] + "ي"  # ادي, يودي: a hamza
        if last in "اي":
            yield from (lemma[:2] + end for end in ("و", "ي", "ا"))  # يدعو, يرمي; ا is a hamza: يقرا
            return
        if lemma[0] == "ا":
            yield lemma[1:]  # كل, خذ: rare, but it is also how اا is written
            yield "و" + lemma[1:]  # اكد, يوكد: a hamza
    if before == "ا" and lemma[0] == "ا" and len(lemma) > 3:  # اراد, استقال; اختار keeps its alef
        yield trunk[:-2] + "ي" + last
        yield trunk[:-2] + last
        yield trunk  # passive: يعاد
    yield from _endings(trunk)


def _endings(trunk: str) -> Iterator[str]:
    yield trunk[:-1] + "ي" if trunk[-1] == "ا" else trunk


def parses(form: str) -> Iterator[str]:
    """List the marked stems that a folded form, free of clitics, may be built on."""
    yield from past_parses(form)
    yield from present_parses(form)


def past_parses(form: str) -> Iterator[str]:
    """List the marked stems that a folded form may have in the past tense."""
    yield form + PAST
    if form.endswith("ووا") and len(form) > 4:  # a hamza before و is written ؤ: قرؤوا, جاؤوا
        yield form[:-3] + "ا" + PAST_VOWEL
        yield form[:-3] + "ء" + PAST_VOWEL
    for ending in _PAST_VOWEL:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            yield form[: -len(ending)] + PAST_VOWEL
    for ending in _PAST_CONSONANT:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            yield form[: -len(ending)] + PAST_CONSONANT


def present_parses(form: str) -> Iterator[str]:
    """List the marked stems that a folded form may have in the present tense."""
    if form[0] in _PERSONS and len(form) > 2:
        rest = form[1:]
        yield rest + PRESENT
        for ending in _PRESENT_VOWEL:
            if rest.endswith(ending) and len(rest) - len(ending) >= 2:
                yield rest[: -len(ending)] + PRESENT_VOWEL
