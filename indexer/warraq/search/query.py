"""What a user typed, to a plan of what to look for. Nothing a user types raises.

    قوات سوريا              words: the articles with any of them, those with more and rarer ones first
    "مجلس الشورى"           a phrase, in any kind of quotation marks: these words, in this order, nothing between
    "مصر ليبيا"~8           all of these words within 8 words of the first; مصر ~ ليبيا is the same within 5
    -مصر                    not with this word (or phrase, or filter); so do NOT مصر and ليس:مصر
    +مصر                    only with this word
    a AND b, a OR b, (...)  as said; AND binds closer than OR
    مدرس*   م?رسة           any letters, one letter
    جذر:كتب  مدخل:كتاب       words of this root, of this lemma; the same: root: and lemma:, also stem:, folded:, typed:
    مصدر:رويترز             articles whose source has this word: see `FIELDS`; quotation marks hold several together
    تاريخ:2013..2015        articles of these years; months (2013-05) and days (2013-05-17) too, either end may be open

Arabic operators are operators only where nobody would read them as a word of the text: أو (or) and و (and) between two
things of which one is quoted, in parentheses or a filter; ليس (not) before such a thing, or before the last word asked
for. `ليس:` is always an operator, and a quoted word never one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from warraq.fold import fold_text
from warraq.model import LEVELS, Query
from warraq.rules import RULES, character_class
from warraq.search.periods import period_range
from warraq.search.tokens import typed_form
from warraq.search.tree import ARABIC_OPERATORS, Item, assemble, negate, one, phrase, role_of
from warraq.words import words

_RULES = RULES["query"]
FIELDS: Mapping[str, tuple[str, ...]] = {field: tuple(names) for field, names in _RULES["fields"].items()}
"""The fields an article can be filtered by, with the other names of each."""
LENGTH: int = _RULES["length"]
"""Code points of a query that are read."""
TERMS: int = _RULES["terms"]
"""Words of a query that are looked for."""
NEAR: int = _RULES["near"]
"""How many words apart `~` allows where no number is given."""

_NAMES: dict[str, str] = {
    fold_text(name): field
    for field, names in [
        *FIELDS.items(),
        ("date", _RULES["date"]),
        ("not", _RULES["not"]),
        *_RULES["levels"].items(),
    ]
    for name in (field, *names)
}
_CLOSING: dict[str, str] = _RULES["closing"]
_QUOTES: str = _RULES["quotes"]
_LETTERS = character_class(RULES["words"]["arabic"]) + character_class(RULES["words"]["other"]) + "0-9"
_CHUNK = re.compile(rf"[^{_QUOTES}()~\s]+")
_NEAR = re.compile(r"~([0-9٠-٩۰-۹]{1,3})?")
_FIELD = re.compile(r"([^\W\d_]+)[:：](.*)", re.DOTALL)
_WILD = re.compile(rf"(?=.*[{_LETTERS}])[{_LETTERS}*?]+")
_CLITICS = frozenset(_RULES["clitics"])
_OPERATORS: dict[str, str] = _RULES["operators"]
_DEPTH: int = _RULES["depth"]


def parse(text: str, level: str = "lemma", *, collapse: bool = False) -> Query:
    """Read what was typed, to be searched at a level and, where asked for, with copies of a report as one.

    The tree's nodes are plain data; `op` says which one it is. `start` and `end` are offsets in `text`.

    - `word`: `word` (folded), `typed`; `level` where it has one of its own.
    - `phrase`: `words`, each a `word` node; they must stand one after the other as they are, folded.
    - `near`: `words`, and `within`: each other word stands at most so many words from the first.
    - `wildcard`: `pattern` (folded), with `*` for any letters and `?` for one.
    - `field`: `field` and `words`: the words that one value of the article's field must have.
    - `date`: `from` and `to` as numbers YYYYMMDD: the article's date may lie within them.
    - `all`: `of`, which must all hold, and `rank`, whose words only add to the score.
    - `any`: `of`, one of which must hold. `not`: `of`, one node that must not hold.
    - `everything` and `nothing`.

    Raises `ValueError` for a level that is not one of `LEVELS`.
    """
    if level not in LEVELS:
        raise ValueError(f"no such level: {level}")
    notes: list[str] = []
    if len(text) > LENGTH:
        notes.append("search.too_long")
    reader = _Reader(text[:LENGTH], notes)
    items, _ = reader.items(0, 0)
    tree = assemble(items, notes)
    return Query(text, tree, level, tuple(dict.fromkeys(notes)), collapse)


class _Reader:
    """Cuts a query into items; holds the text so that the steps need not hand it to one another."""

    def __init__(self, text: str, notes: list[str]) -> None:
        self.text = text
        self.notes = notes
        self.terms = 0

    def items(self, at: int, depth: int) -> tuple[list[Item], int]:
        """Read items from `at` to the end or, within parentheses, to the closing one."""
        found: list[Item] = []
        while at < len(self.text):
            letter = self.text[at]
            if letter.isspace():
                at += 1
            elif letter == ")":
                if depth:
                    return found, at + 1
                at += 1
            else:
                new, at = self._item(at, depth)
                found += new
        return found, at

    def _item(self, at: int, depth: int) -> tuple[list[Item], int]:
        near = _NEAR.match(self.text, at)
        if near:
            within = int(fold_text(near[1])) if near[1] else NEAR
            return [Item({"within": within}, "near")], near.end()
        sign = ""
        if self.text[at] in "-−+" and at + 1 < len(self.text) and not self.text[at + 1].isspace():
            sign, at = self.text[at], at + 1
        if sign and self.text[at] in "-−+~)":
            return [], at
        found, after = self._operand(at, depth)
        if sign and not found and after == at:
            return [], at + 1
        if sign == "+":
            return [
                item._replace(role="demand" if item.role in {"word", "quote"} else item.role, sure=True)
                for item in found
            ], after
        if sign:
            return negate(found), after
        return found, after

    def _operand(self, at: int, depth: int) -> tuple[list[Item], int]:
        letter = self.text[at]
        if letter in _QUOTES:
            return self._quotation(at)
        if letter == "(":
            if depth == _DEPTH:
                return [], at + 1
            inner, after = self.items(at + 1, depth + 1)
            node = assemble(inner, self.notes)
            return ([] if node["op"] == "nothing" else [Item(node, role_of(node))]), after
        chunk = _CHUNK.match(self.text, at)
        if chunk is None:
            return [], at + 1
        return self._chunk(chunk[0], at, chunk.end())

    def _quotation(self, at: int) -> tuple[list[Item], int]:
        end = self._closing(at)
        if end is None:
            self.notes.append("search.unclosed_quote")
            return [], at + 1
        inside = self._words(at + 1, end)
        after = end + 1
        near = _NEAR.match(self.text, after)
        if near and len(inside) > 1:
            within = int(fold_text(near[1])) if near[1] else NEAR
            return [
                Item({"op": "near", "words": inside, "within": within, "start": at, "end": end + 1}, "demand")
            ], near.end()
        if not inside:
            return [], after
        return [Item(phrase(inside, at, after), "quote")], after

    def _closing(self, at: int) -> int | None:
        opening = self.text[at]
        closing = _CLOSING.get(opening, opening)
        rest = self.text[at + 1 :]
        ends = [rest.index(letter) for letter in closing if letter in rest]
        ends = ends or [place for place, letter in enumerate(rest) if letter in _QUOTES][:1]
        return at + 1 + min(ends) if ends else None

    def _words(self, start: int, end: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for word in words(self.text[start:end]):
            if self.terms == TERMS:
                self.notes.append("search.too_long")
                break
            self.terms += 1
            low, high = start + word.start, start + word.end
            found.append(
                {"op": "word", "word": word.form, "typed": typed_form(self.text[low:high]), "start": low, "end": high}
            )
        return found

    def _chunk(self, chunk: str, start: int, end: int) -> tuple[list[Item], int]:
        if chunk in _OPERATORS:
            return [Item({"start": start, "end": end}, _OPERATORS[chunk])], end
        field = _FIELD.fullmatch(chunk)
        name = _NAMES.get(fold_text(field[1])) if field else None
        if field and name:
            found = self._field(name, start, start + field.start(2), end)
            if found is not None:
                return found
        quoted = end < len(self.text) and self.text[end] in _QUOTES and self._closing(end) is not None
        if quoted and fold_text(chunk) in _CLITICS:
            return [], end  # ب«النهائي»: what is quoted is what is meant
        if "*" in chunk or "?" in chunk[:-1]:
            wild = self._wildcard(chunk, start, end)
            if wild is not None:
                return [wild], end
            self.notes.append("search.wildcard_as_words")
        sure = fold_text(chunk) not in ARABIC_OPERATORS
        return [Item(node, "word", sure) for node in self._words(start, end)], end

    def _field(self, name: str, whole: int, start: int, end: int) -> tuple[list[Item], int] | None:
        """Read what stands after `name:`, from `start`; None where that is nothing the field can be asked for."""
        after = end
        if start == end:  # name:"several words"
            closing = self._closing(end) if end < len(self.text) and self.text[end] in _QUOTES else None
            if closing is None:
                return None
            start, end, after = end + 1, closing, closing + 1
        place = {"start": whole, "end": after}
        if name == "date":
            days = period_range(self.text[start:end])
            if days is None:
                self.notes.append("search.bad_date")
                return None
            return [Item({"op": "date", "from": days[0], "to": days[1], **place}, "filter")], after
        inside = self._words(start, end)
        if not inside:
            return None
        if name == "not":
            found = negate([Item(one(inside, start, end), "word")])
        elif name in FIELDS:
            forms = [node["word"] for node in inside]
            found = [Item({"op": "field", "field": name, "words": forms, **place}, "filter")]
        else:
            found = [Item({**node, "level": name}, "word") for node in inside]
        return found, after

    def _wildcard(self, chunk: str, start: int, end: int) -> Item | None:
        if chunk == "*":
            return Item({"op": "everything"}, "filter")
        pattern = fold_text(chunk.strip("،؛,.;:!؟-"))
        if not _WILD.fullmatch(pattern) or self.terms == TERMS:
            return None
        self.terms += 1
        return Item({"op": "wildcard", "pattern": re.sub(r"\*+", "*", pattern), "start": start, "end": end}, "word")
