"""What a user typed, to a plan of what to look for. Nothing a user types raises.

    قوات سوريا              words: the articles with any of them, those with more and rarer ones first
    "مجلس الشورى"           a phrase, in any kind of quotation marks: these words, in this order, nothing between
    "مصر ليبيا"~8           all of these words within 8 words of the first; مصر ~ ليبيا is the same within 5
    -مصر                    not with this word (or phrase, or filter); so do NOT مصر and ليس:مصر
    +مصر                    only with this word
    a AND b, a OR b, (...)  as said; AND binds closer than OR
    مدرس*   م?رسة           any letters, one letter
    جذر:كتب  مدخل:كتاب       words of this root, of this lemma (root: and lemma: do the same; so do stem:, folded:, typed:)
    مصدر:رويترز             articles whose source has this word: see `FIELDS`; quotation marks hold several words together
    تاريخ:2013..2015        articles of these years; months (2013-05) and days (2013-05-17) too, either end may be open

Arabic operators are operators only where nobody would read them as a word of the text: أو (or) and و (and) between two
things of which one is quoted, in parentheses or a filter; ليس (not) before such a thing, or before the last word asked
for. `ليس:` is always an operator, and a quoted word never one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from warraq.periods import period_range
from warraq.fold import fold_text
from warraq.model import LEVELS, Query
from warraq.rules import RULES, character_class
from warraq.tokens import typed_form
from warraq.words import words

Node = Mapping[str, Any]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "source": ("مصدر", "المصدر"),
    "category": ("قسم", "القسم", "تصنيف", "التصنيف"),
    "author": ("كاتب", "الكاتب", "مؤلف", "المؤلف"),
    "person": ("شخص", "الشخص"),
    "place": ("مكان", "المكان"),
    "organization": ("منظمة", "المنظمة", "جهة", "الجهة", "organisation"),
}
"""The fields an article can be filtered by, with the other names of each."""
LENGTH = 1000
"""Code points of a query that are read."""
TERMS = 48
"""Words of a query that are looked for."""
NEAR = 5
"""How many words apart `~` allows where no number is given."""

STOP = frozenset(RULES["stop"]["words"])
_DATE = ("date", "تاريخ", "التاريخ")
_NAMES: dict[str, str] = {
    fold_text(name): field
    for field, names in [
        *FIELDS.items(),
        ("date", _DATE),
        ("not", ("ليس",)),
        ("root", ("جذر", "الجذر")),
        ("lemma", ("مدخل", "المدخل")),
        ("stem", ("جذع",)),
        ("folded", ()),
        ("typed", ("حرفيا",)),
    ]
    for name in (field, *names)
}
_CLOSING = {"«": "»", "“": "”", "„": "“”", "‹": "›", "»": "«", "›": "‹"}
_QUOTES = '«»“”„‟"＂‹›″'
_LETTERS = character_class(RULES["words"]["arabic"]) + character_class(RULES["words"]["other"]) + "0-9"
_CHUNK = re.compile(rf"[^{_QUOTES}()~\s]+")
_NEAR = re.compile(r"~([0-9٠-٩۰-۹]{1,3})?")
_FIELD = re.compile(r"([^\W\d_]+)[:：](.*)", re.DOTALL)
_WILD = re.compile(rf"(?=.*[{_LETTERS}])[{_LETTERS}*?]+")
_CLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "ال", "وال", "بال", "فال", "كال", "لل"})
_OPERATORS = {"AND": "and", "&&": "and", "OR": "or", "||": "or", "NOT": "not"}
_ARABIC_OPERATORS = {"و": "and", "او": "or", "ليس": "not"}
_DEPTH = 16


class _Item(NamedTuple):
    node: dict[str, Any]
    role: str
    """`word`: ranks, and finds where nothing is demanded; `demand`: must be there; `filter`: must hold, and says
    nothing of how well an article answers; `and`, `or`, `not`, `near`: an operator."""
    sure: bool = True
    """False for a word that may be an Arabic operator."""


def parse(text: str, level: str = "lemma") -> Query:
    """Read what was typed.

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
    tree = _assemble(items, notes)
    return Query(text, tree, level, tuple(dict.fromkeys(notes)))


class _Reader:
    """Cuts a query into items; holds the text so that the steps need not hand it to one another."""

    def __init__(self, text: str, notes: list[str]) -> None:
        self.text = text
        self.notes = notes
        self.terms = 0

    def items(self, at: int, depth: int) -> tuple[list[_Item], int]:
        """Read items from `at` to the end or, within parentheses, to the closing one."""
        found: list[_Item] = []
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

    def _item(self, at: int, depth: int) -> tuple[list[_Item], int]:
        near = _NEAR.match(self.text, at)
        if near:
            within = int(fold_text(near[1])) if near[1] else NEAR
            return [_Item({"within": within}, "near")], near.end()
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
                item._replace(role="demand" if item.role == "word" else item.role, sure=True) for item in found
            ], after
        if sign:
            return _negate(found), after
        return found, after

    def _operand(self, at: int, depth: int) -> tuple[list[_Item], int]:
        letter = self.text[at]
        if letter in _QUOTES:
            return self._quotation(at)
        if letter == "(":
            if depth == _DEPTH:
                return [], at + 1
            inner, after = self.items(at + 1, depth + 1)
            node = _assemble(inner, self.notes)
            return ([] if node["op"] == "nothing" else [_Item(node, _role_of(node))]), after
        chunk = _CHUNK.match(self.text, at)
        if chunk is None:
            return [], at + 1
        return self._chunk(chunk[0], at, chunk.end())

    def _quotation(self, at: int) -> tuple[list[_Item], int]:
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
                _Item({"op": "near", "words": inside, "within": within, "start": at, "end": end + 1}, "demand")
            ], near.end()
        if not inside:
            return [], after
        return [_Item(_phrase(inside, at, after), "demand")], after

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

    def _chunk(self, chunk: str, start: int, end: int) -> tuple[list[_Item], int]:
        if chunk in _OPERATORS:
            return [_Item({"start": start, "end": end}, _OPERATORS[chunk])], end
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
        sure = fold_text(chunk) not in _ARABIC_OPERATORS
        return [_Item(node, "word", sure) for node in self._words(start, end)], end

    def _field(self, name: str, whole: int, start: int, end: int) -> tuple[list[_Item], int] | None:
        """Read what stands after `name:`, from `start`; None where that is nothing the field can be asked for."""
        after = end
        if start == end:
            if end == len(self.text) or self.text[end] not in _QUOTES:
                return None
            closing = self._closing(end)
            if closing is None:
                return None
            start, end, after = end + 1, closing, closing + 1
        if name == "date":
            days = period_range(self.text[start:end])
            if days is None:
                self.notes.append("search.bad_date")
                return None
            return [
                _Item({"op": "date", "from": days[0], "to": days[1], "start": whole, "end": after}, "filter")
            ], after
        inside = self._words(start, end)
        if not inside:
            return None
        if name == "not":
            return _negate([_Item(_one(inside, start, end), "word")]), after
        if name in FIELDS:
            forms = [node["word"] for node in inside]
            return [
                _Item({"op": "field", "field": name, "words": forms, "start": whole, "end": after}, "filter")
            ], after
        return [_Item({**node, "level": name}, "word") for node in inside], after

    def _wildcard(self, chunk: str, start: int, end: int) -> _Item | None:
        if chunk == "*":
            return _Item({"op": "everything"}, "filter")
        pattern = fold_text(chunk.strip("،؛,.;:!؟-"))
        if not _WILD.fullmatch(pattern) or self.terms == TERMS:
            return None
        self.terms += 1
        return _Item({"op": "wildcard", "pattern": re.sub(r"\*+", "*", pattern), "start": start, "end": end}, "word")


def _phrase(inside: list[dict[str, Any]], start: int, end: int) -> dict[str, Any]:
    return {"op": "phrase", "words": inside, "start": start, "end": end}


def _one(inside: list[dict[str, Any]], start: int, end: int) -> dict[str, Any]:
    return inside[0] if len(inside) == 1 else _phrase(inside, start, end)


def _role_of(node: Node) -> str:
    if node["op"] in {"all", "any"}:
        return "demand" if any(_role_of(part) != "filter" for part in node["of"]) else "filter"
    return "filter" if node["op"] in {"field", "date", "not", "everything", "nothing"} else "demand"


def _negate(found: list[_Item]) -> list[_Item]:
    if not found:
        return []
    nodes = [item.node for item in found]
    if len(nodes) > 1 and all(node["op"] == "word" for node in nodes):  # iPhone6 is two words, written as one
        return [_Item({"op": "not", "of": _phrase(nodes, nodes[0]["start"], nodes[-1]["end"])}, "filter")]
    return [_Item({"op": "not", "of": node}, "filter") for node in nodes]


def _settle_arabic(items: list[_Item]) -> list[_Item]:
    """Decide which of أو, و and ليس are operators."""
    settled: list[_Item] = []
    for at, item in enumerate(items):
        if not item.sure:
            operator = _ARABIC_OPERATORS[item.node["word"]]
            following = items[at + 1] if at + 1 < len(items) else None
            before = next((one for one in reversed(settled)), None)
            plain = before is None or before.role in {"and", "or", "not", "near"}
            if following is not None and not plain and before is not None:
                marked = following.role in {"demand", "filter"}
                if operator == "not":
                    marked = marked or (following.role == "word" and at + 2 == len(items))
                else:
                    marked = marked or (before.role in {"demand", "filter"} and following.role == "word")
                if marked:
                    settled.append(_Item(item.node, operator))
                    continue
        settled.append(item)
    return settled


def _bind_near(items: list[_Item], notes: list[str]) -> list[_Item]:
    """Make `a ~ b` one thing."""
    bound: list[_Item] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.role != "near":
            bound.append(item)
        else:
            before = bound[-1].node if bound else {}
            after = items[at + 1].node if at + 1 < len(items) else {}
            if before.get("op") in {"word", "near"} and after.get("op") == "word":
                parts = before["words"] if before["op"] == "near" else [before]
                within = max(item.node["within"], before.get("within", 0))
                node = {"op": "near", "words": [*parts, after], "within": within}
                bound[-1] = _Item({**node, "start": before["start"], "end": after["end"]}, "demand")
                at += 1
            else:
                notes.append("search.near_alone")
        at += 1
    return bound


def _bind_not(items: list[_Item]) -> list[_Item]:
    bound: list[_Item] = []
    negate = False
    for item in items:
        if item.role == "not":
            negate = not negate
        elif negate and item.role not in {"and", "or"}:
            bound += _negate([item])
            negate = False
        else:
            bound.append(item)
    return bound


def _bind_operators(items: list[_Item], notes: list[str]) -> list[_Item]:
    """Make each run of things joined by AND and OR one thing; AND binds closer."""
    bound: list[_Item] = []
    at = 0
    while at < len(items):
        if items[at].role in {"and", "or"}:
            notes.append("search.operator_alone")
            at += 1
            continue
        chain: list[list[_Item]] = [[items[at]]]
        at += 1
        while at + 1 < len(items) and items[at].role in {"and", "or"} and items[at + 1].role not in {"and", "or"}:
            if items[at].role == "and":
                chain[-1].append(items[at + 1])
            else:
                chain.append([items[at + 1]])
            at += 2
        if len(chain) == 1 and len(chain[0]) == 1:
            bound.append(chain[0][0])
            continue
        nodes = [_joined("all", [item.node for item in part]) for part in chain]
        node = _joined("any", nodes)
        bound.append(_Item(node, _role_of(node)))
    return bound


def _joined(operator: str, nodes: list[dict[str, Any]]) -> dict[str, Any]:
    if len(nodes) == 1:
        return nodes[0]
    return {"op": operator, "of": nodes, "rank": []} if operator == "all" else {"op": operator, "of": nodes}


def _assemble(items: list[_Item], notes: list[str]) -> dict[str, Any]:
    """Put items that stand side by side under one node."""
    items = _bind_operators(_bind_not(_bind_near(_settle_arabic(items), notes)), notes)
    loose = [item.node for item in items if item.role == "word"]
    demands = [item.node for item in items if item.role == "demand"]
    filters = [item.node for item in items if item.role == "filter"]
    rank: list[dict[str, Any]] = []
    if demands:
        rank = loose
    elif loose:
        telling = [node for node in loose if node.get("word") not in STOP or "level" in node]
        if telling:  # words like في find nothing on their own beside others: they would find everything
            rank = [node for node in loose if node not in telling]
        demands = [_joined("any", telling or loose)]
    elif not filters:
        return {"op": "nothing"}
    elif all(node["op"] == "not" for node in filters):
        filters = [{"op": "everything"}, *filters]
    nodes = demands + filters
    if len(nodes) == 1 and not rank:
        return nodes[0]
    return {"op": "all", "of": nodes, "rank": rank}
