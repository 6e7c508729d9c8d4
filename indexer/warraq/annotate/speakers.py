"""Who speaks: verbs of saying in the sentence around a quotation, and the noun phrase that is their subject."""

from __future__ import annotations

import re
from typing import NamedTuple

from warraq.annotate import speech
from warraq.rules import RULES, character_class

LETTER = character_class(RULES["words"]["arabic"]) + character_class(RULES["words"]["other"])
_TOKEN = re.compile(rf"[{LETTER}]+|[0-9]+|[^\s]")
WORD = re.compile(rf"[{LETTER}0-9]+")
SENTENCE_END = re.compile(
    rf"(?<=[{LETTER}0-9»”\"')][{LETTER}0-9»”\"')])[.!?؟…]+[»”\"')]*(?=\s)|[.!?؟…]+[»”]|(?<=\s)[.!?؟…]+(?=\s)|\n"
)
_AFTER = re.compile(
    rf"[»”\"]? ?[،,.]? ?(?:(?P<by>وفق|وفقا|بحسب|حسب) (?P<what>ل?ما )?|(?P<phrase>علي حد (?:قول|تعبير|وصف) |بتعبير )"
    rf"|(?P<pronoun>علي حد (?:قول|تعبير|وصف)ه[ام]?)|(?:كما |هكذا |بهذه الكلمات )?(?=(?P<verb>[{LETTER}]+)))"
)
_WINDOW = 500
"""How far before a quotation its verb is looked for, in code points of the folded text."""
_LONGEST_NAME = 14
"""Words a speaker's name may have."""


class Token(NamedTuple):
    """A word, a number or a mark of the folded text."""

    form: str
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """Words, numbers and single marks between two offsets."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]


def sentence_before(text: str, place: int) -> list[Token]:
    """The tokens of the sentence up to `place`."""
    start = max(0, place - _WINDOW)
    for match in SENTENCE_END.finditer(text, start, place):
        start = match.end()
    return tokens_of(text, start, place)


def saying(tokens: list[Token]) -> int | None:
    """The place of the last finite verb of saying among `tokens`."""
    for place in range(len(tokens) - 1, -1, -1):
        form = tokens[place].form
        if form in speech.RELAYS:
            return place
        if form in speech.VERBS and not (place + 1 < len(tokens) and tokens[place + 1].form in {"عليها", "عليه"}):
            bare = form[1:] if speech.VERBS[form] else form
            if bare in speech.NAMES_TOO and not _goes_with(tokens, place):
                continue
            return place
        if form in {"بين", "وبين"} and place + 1 < len(tokens) and tokens[place + 1].form in speech.COMPLEMENT:
            return place  # بيّن أن
        if form in {"جاء", "وجاء", "ورد", "وورد"} and place + 1 < len(tokens) and tokens[place + 1].form == "في":
            return place
    return None


def _goes_with(tokens: list[Token], place: int) -> bool:
    """Whether a doubtful verb stands first in its clause or has a complement; عدم ذكر اسمه is no verb at all."""
    if place and tokens[place - 1].form in {"عدم", "دون", "في", "من", "علي", "الي"}:
        return False
    if place == 0 or tokens[place - 1].form in {"،", ".", "و"} or tokens[place].form[0] in "وف":
        return True
    return any(token.form in speech.COMPLEMENT or token.form == ":" for token in tokens[place + 1 : place + 8])


def speaker(tokens: list[Token], limit: int) -> tuple[int, int] | None:
    """Who speaks in the sentence that `tokens` begin: the last verb's subject; after a pronoun, an earlier one's."""
    end, pronoun = len(tokens), None
    while (place := saying(tokens[:end])) is not None:
        form = tokens[place].form
        if form in speech.RELAYS:
            link = speech.RELAYS[form]
            about = next((index for index in range(place, len(tokens)) if tokens[index].form == link), None)
            return _name(tokens[about + 1 :], limit) if about is not None else None
        rest = tokens[place + 1 :]
        if form.removeprefix("و") in {"جاء", "ورد"}:
            rest = rest[1:]
        bare = speech.VERBS.get(form, "") == "" or (form[0] == "ف" and any(it.form == "اما" for it in tokens[:place]))
        named = _name(rest, limit) or (_subject_before(tokens, place) if bare else None)
        feminine = _feminine(form)
        if named:
            return named if pronoun in {None, feminine} else None
        end, pronoun = place, feminine
    return according(tokens)


def _feminine(verb: str) -> bool:
    """Whether a folded verb speaks of her: قالت, وتقول. A pronoun keeps its noun's gender."""
    bare = verb.removeprefix("و").removeprefix("ف")
    return bare.endswith("ت") or (
        bare.startswith("ت") and not bare.startswith(("تابع", "تساءل", "تمن", "توعد", "تعهد", "توقع"))
    )


def according(tokens: list[Token]) -> tuple[int, int] | None:
    """The name after بحسب or وفقا ل, up to the comma."""
    for place, token in enumerate(tokens):
        if token.form in speech.BY and place + 1 < len(tokens) and tokens[place + 1].form not in {"ما", "قول"}:
            return _name(tokens[place + 1 :], tokens[-1].end)
    return None


def _name(tokens: list[Token], limit: int) -> tuple[int, int] | None:
    """The noun phrase at the head of `tokens`, as a span; `None` when none stands there."""
    place = 0
    while place < len(tokens) and tokens[place].form in speech.SKIPPED:
        place += 1
    first = place
    while place < len(tokens) and place - first < _LONGEST_NAME and not _stops(tokens, place, first):
        if tokens[place].form in "،,":
            following = _apposition(tokens, place + 1)
            if not following:
                break
            place = following
        elif tokens[place].form in '«"“':
            place = (
                next((index for index in range(place + 1, len(tokens)) if tokens[index].form in '»"”'), len(tokens) - 1)
                + 1
            )
        else:
            place += 1
    if place == first or not WORD.match(tokens[first].form if tokens[first].form not in '«"“' else "ا"):
        return None
    return tokens[first].start, min(tokens[place - 1].end, limit)


def _stops(tokens: list[Token], place: int, first: int) -> bool:  # noqa: PLR0911 (a list of reasons, one return each)
    """Whether the token at `place` is no part of a name that began at `first`."""
    form = tokens[place].form
    following = tokens[place + 1].form if place + 1 < len(tokens) else ""
    if form == "ذات" and place == first:
        return False  # ذات المصدر
    if form == "عن" and place > first and tokens[place - 1].form in speech.FROM:
        return False
    if form in speech.STOPS or form in speech.TOLD_TO or (not form.isalnum() and form not in "،,«\"“»”'-"):
        return True
    if place > first and form in speech.UTTERANCES:
        return True  # كتب فلان تغريدة
    if form == "في":
        return place == first or following in speech.UTTERANCES or not following.startswith("ال")
    if form in {"من", "الي", "علي"}:
        return place == first or following in speech.COMPLEMENT
    if form in {"ل", "ب"} or (place > first and form in speech.KIN):
        return True  # said to «a paper», in «a place», to his pupils
    if (
        place > first
        and form in speech.VERBS
        and form not in speech.NAMES_TOO
        and speech.VERBS[form] == ""
        and form not in {"يدعي", "تدعي"}
    ):
        return True
    return not form.startswith("ال") and form.endswith(("ته", "تها", "ثه", "ثها"))  # an object: ختم محاضرته


def _apposition(tokens: list[Token], place: int) -> int:
    """The place after a short phrase that ends at a comma or a complement; 0 when something else follows."""
    start = place
    while (
        place < len(tokens)
        and place - start <= 7
        and tokens[place].form not in "،,:"
        and not _stops(tokens, place, start)
    ):
        place += 1
    if place == start or place - start > 7 or place == len(tokens):
        return 0
    form = tokens[start].form
    if form in speech.ASKED:
        return 0
    if form[0] in "وفبك" and not form.startswith(
        ("وزير", "وكيل", "والي", "بن", "فا", "فر", "كات", "وال", "كر", "كم", "بش")
    ):
        return 0
    return (
        place
        if tokens[place].form in "،,:"
        or tokens[place].form in speech.COMPLEMENT
        or tokens[place].form in speech.PARTICIPLES
        else 0
    )


def _subject_before(tokens: list[Token], verb: int) -> tuple[int, int] | None:
    """The subject that stands before its verb: وزير الصحة قال, وكانت الشركة قد أعلنت."""
    last = verb
    while last and tokens[last - 1].form in {"قد", "كان", "كانت"}:
        last -= 1
    first = last
    while first and last - first < 12 and tokens[first - 1].form not in '،,.:؛«»"“”':
        first -= 1
    while first < last and tokens[first].form in {
        "لكن",
        "ولكن",
        "كان",
        "وكان",
        "كانت",
        "وكانت",
        "كما",
        "ان",
        "فيما",
        "بينما",
        "اما",
    }:
        first += 1
    named = tokens[first:last]
    if not named or len(named) > 10 or any(token.form in speech.STOPS or token.form in speech.VERBS for token in named):
        return None
    if named[0].form in {"في", "من", "ب", "انه", "لكنه", "لكنها", "هو", "هي", "و", "بدوره"} or named[0].form.startswith(
        "لكن"
    ):
        return None
    clitic = named[0].form.startswith("وال")
    return named[0].start + clitic, named[-1].end


def named_after(text: str, end: int) -> tuple[int, int] | None:  # noqa: PLR0911 (a list of reasons, one return each)
    """The speaker named after the closing mark (قالت العجوز, وفق ما ذكره شهود, بحسب خبير); empty for a pronoun."""
    match = _AFTER.match(text, end + 1)
    if not match:
        return None
    place = match.end()
    if match["pronoun"]:
        return place, place
    stop = SENTENCE_END.search(text, place, min(len(text), place + 200))
    tokens = tokens_of(text, place, stop.start() if stop else min(len(text), place + 200))
    if not tokens:
        return None
    if match["by"] and not match["what"]:
        first = tokens[0].form
        if match["by"] == "وفقا" and first.startswith("ل"):
            tokens[0] = Token(first[1:], tokens[0].start + 1, tokens[0].end)
        return _name(tokens, tokens[-1].end)
    if match["phrase"]:
        return _name(tokens, tokens[-1].end)
    verb = tokens[0].form
    bare = verb.removesuffix("ه").removesuffix("ت") if match["what"] else verb
    if (verb in speech.VERBS and not speech.VERBS[verb]) or (
        match["what"] and (bare in speech.VERBS or verb[:-1] in speech.VERBS)
    ):
        return _name(tokens[1:], tokens[-1].end) or (place, place)
    return None


def said_after(text: str, end: int) -> bool:
    """Whether a verb of saying follows the closing mark, not وفق or حسب: even a short saying is then spoken."""
    match = _AFTER.match(text, end + 1)
    return match is not None and match["verb"] is not None
