"""The root of a lemma: as the dictionaries have it, or read from the lemma's shape.

Shapes are the measures of Arabic grammar: ف, ع and ل stand for the three consonants. Where a consonant is weak, the
shape shows what is left of it. A root read from a shape counts only if some other word is known to be of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from warraq.dictionaries import look_up

_ANY = "?"
"""In a root: a weak consonant that the shape does not show, و or ي."""
# Shape and root, likeliest first; where they are spelt alike, the sound verb's shape comes first.
_SHAPES = tuple(
    (re.compile(re.sub("[فعل]", lambda letter: f"(?P<{'xyz'['فعل'.index(letter[0])]}>.)", shape)), root, len(shape))
    for shape, root in (
        ("مفعول", "فعل"), ("تفعيل", "فعل"), ("افتعال", "فعل"), ("انفعال", "فعل"), ("استفعال", "فعل"),
        ("متفعل", "فعل"), ("مفتعل", "فعل"), ("مستفعل", "فعل"), ("منفعل", "فعل"), ("تفاعل", "فعل"), ("متفاعل", "فعل"),
        ("مفاعله", "فعل"), ("مفاعل", "فعل"), ("افعال", "فعل"), ("فعيل", "فعل"), ("فعال", "فعل"), ("فعول", "فعل"),
        ("فاعل", "فعل"), ("فاعول", "فعل"), ("مفعله", "فعل"), ("مفعل", "فعل"), ("مفعال", "فعل"), ("فعلان", "فعل"),
        ("فعله", "فعل"), ("تفعل", "فعل"), ("تفعله", "فعل"), ("افعل", "فعل"), ("فعيله", "فعل"), ("فعاله", "فعل"),
        ("استفعل", "فعل"), ("انفعل", "فعل"), ("افتعل", "فعل"), ("فوعل", "فعل"), ("فعل", "فعل"),
        ("ايعال", "وعل"), ("استيعال", "وعل"), ("اتعال", "وعل"), ("متعل", "وعل"), ("ميعال", "وعل"),
        ("افاله", "ف?ل"), ("استفاله", "ف?ل"), ("افتيال", "ف?ل"), ("انفيال", "ف?ل"), ("مفال", "ف?ل"), ("مفاله", "ف?ل"),
        ("مفيل", "ف?ل"), ("مستفيل", "ف?ل"), ("مفتال", "ف?ل"), ("فايل", "ف?ل"), ("فيل", "ف?ل"), ("فال", "ف?ل"),
        ("فاله", "ف?ل"), ("فياله", "ف?ل"), ("افال", "ف?ل"), ("استفال", "ف?ل"),
        ("افعاء", "فع?"), ("افتعاء", "فع?"), ("انفعاء", "فع?"), ("استفعاء", "فع?"), ("فعاء", "فع?"), ("تفعيه", "فع?"),
        ("مفاعاه", "فع?"), ("مفعاه", "فع?"), ("مفعي", "فع?"), ("متفعي", "فع?"), ("مفتعي", "فع?"), ("مستفعي", "فع?"),
        ("فاعي", "فع?"), ("فعاه", "فع?"), ("فعايه", "فع?"), ("فعي", "فع?"), ("فعا", "فع?"), ("تفاعي", "فع?"),
        ("افعي", "فع?"), ("افتعي", "فع?"), ("مفع", "فع?"), ("متفع", "فع?"), ("مفتع", "فع?"), ("فاع", "فع?"),
        ("فعه", "فعع"), ("مفعه", "فعع"), ("مفع", "فعع"), ("مستفع", "فعع"), ("مفتع", "فعع"), ("افتع", "فعع"),
        ("انفع", "فعع"), ("استفع", "فعع"), ("فاع", "فعع"), ("افع", "فعع"), ("فع", "فعع"), ("عله", "وعل"),
    )
)  # fmt: skip
_SHAPES_OF = {size: [one for one in _SHAPES if one[2] == size] for size in range(2, 10)}
_ENDINGS = ("يه", "ي", "ه", "ات", "يا", "ا", "ين", "ون", "ان")


@lru_cache(maxsize=1 << 14)
def root(lemma: str) -> str:
    """Give the root of a folded lemma, or "" where none is known."""
    shorter = [lemma[: -len(ending)] for ending in _ENDINGS if lemma.endswith(ending) and len(lemma) > len(ending) + 2]
    for form in (lemma, *shorter):
        known = look_up(form)
        if known and known.root:
            return known.root
    shown = next((found for form in (lemma, *shorter) for found in shaped(form)), "")
    feminine = look_up(lemma + "ه")
    return shown or (feminine.root if feminine else "")


def shaped(form: str) -> Iterator[str]:
    """Give the known roots that a folded word without clitics may have by its shape, likeliest first."""
    for shape, template, _ in _SHAPES_OF.get(len(form), ()):
        match = shape.fullmatch(form)
        if match:
            letters = match.groupdict()
            made = template.translate(
                str.maketrans({"ف": letters.get("x"), "ع": letters.get("y"), "ل": letters.get("z")})
            )
            for weak in "وي" if _ANY in made else "و":
                candidate = made.replace(_ANY, weak)
                known = look_up(candidate)
                if known and known.is_root:
                    yield candidate
