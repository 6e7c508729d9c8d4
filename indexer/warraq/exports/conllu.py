"""CoNLL-U (Universal Dependencies 2): sentences, tokens, lemmas and parts of speech; there are no trees.

A token is a word of ours, or a run of one other visible character with the marks and controls that follow it. Forms are
in NFC, as the format demands; `TokenRange` leads back to the article's own characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from warraq.address import slug
from warraq.exports.format import NAMES, PROGRAM, Format, encodable, name_id
from warraq.model import Annotation, Leaf
from warraq.settings import Settings
from warraq.words import forms

UPOS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()  # noqa: SIM905 - a list of quoted tags says less
)
"""The universal parts of speech."""

# Letters and digits together, or a run of one sign; marks, joiners and directional controls stay with what they follow.
_PIECE = re.compile(r"[^\W_]+|(?P<sign>\S)(?P=sign)*")
_CLINGING = ("Mn", "Me", "Mc", "Cf")
_ESCAPES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


@dataclass(slots=True)
class Token:
    """A stretch of text without blanks; one that several words share becomes a multiword token."""

    start: int
    """Offset of its first code point in the article's text."""
    end: int
    """Offset after its last."""
    words: list[Mapping[str, str]] = field(default_factory=list)
    """The values of its word annotations; none for signs."""


def tokens(leaf: Leaf) -> list[Token]:
    """Part the article's text: every character but blanks is in exactly one token."""
    text = leaf.article.text
    found: list[Token] = []
    end = 0
    for note in leaf.annotations:
        if note.kind != "word" or isinstance(note.value, str):
            continue
        if found and note.start < found[-1].end and found[-1].words:
            found[-1].end = max(found[-1].end, note.end)
            found[-1].words.append(note.value)
        else:
            _fill(text, end, note.start, found)
            found.append(Token(note.start, note.end, [note.value]))
        end = found[-1].end
    _fill(text, end, len(text), found)
    for token in found:
        if len(token.words) > 1:
            _put_in_order(token, text)
    return _joined(text, found)


def _fill(text: str, start: int, end: int, found: list[Token]) -> None:
    """Add the tokens of a stretch that holds no word."""
    while start < end and found and found[-1].end == start and unicodedata.category(text[start]) in _CLINGING:
        start += 1
        found[-1].end = start
    for match in _PIECE.finditer(text, start, end):
        clings = unicodedata.category(match[0][0]) in _CLINGING
        if clings and found and found[-1].end == match.start():
            found[-1].end = match.end()
        else:
            found.append(Token(*match.span()))


def _put_in_order(token: Token, text: str) -> None:
    """Words that one character holds (as ﷺ does) come in the order of their annotations' values, not of the text."""
    order = {form: place for place, form in enumerate(forms(text[token.start : token.end]))}
    token.words.sort(key=lambda word: order.get(word.get("fold", ""), 0))


def _joined(text: str, found: list[Token]) -> list[Token]:
    """Put together neighbours whose edges normalisation would make one character: else no line would be in NFC."""
    kept = found[:1]
    for before, token in pairwise(found):
        edge = text[token.start - 1 : token.start + 1] if before.end == token.start else ""
        if not edge.isascii() and not unicodedata.is_normalized("NFC", edge) and _melts(edge):
            kept[-1].end = token.end
            kept[-1].words += token.words
        else:
            kept.append(token)
    return kept


def _melts(edge: str) -> bool:
    return unicodedata.normalize("NFC", edge) != "".join(unicodedata.normalize("NFC", each) for each in edge)


def _sentences(leaf: Leaf, found: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Give each sentence's number with its tokens; a token belongs where it begins."""
    notes = [note for note in leaf.annotations if note.kind == "sentence"]
    starts = [note.start for note in notes]
    number, some = "", list[Token]()
    for token in found:
        place = bisect_right(starts, token.start) - 1
        here = str(notes[max(place, 0)].value) if notes else "1"
        if some and here != number:
            yield number, some
            some = []
        number = here
        some.append(token)
    if some:
        yield number, some


def _comment(key: str, value: str) -> str:
    return f"# {key} = {unicodedata.normalize('NFC', ' '.join(_LINE_END.sub(' ', value).split()))}\n"


def _spaces(blanks: str) -> str:
    return "".join(_ESCAPES.get(blank, f"\\u{ord(blank):04x}") for blank in blanks)


def _after(text: str, end: int, following: int) -> list[str]:
    """Tell the blanks after a token, unless they are one space."""
    blanks = text[end:following]
    return [] if blanks == " " else [f"SpacesAfter={_spaces(blanks)}"] if blanks else ["SpaceAfter=No"]


def _form(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _upos(token: Token, word: Mapping[str, str], form: str) -> str:
    if not token.words:
        group = unicodedata.category(form[0])[0]
        return {"P": "PUNCT", "S": "SYM", "N": "NUM"}.get(group, "X")
    pos = word.get("pos", "")
    return pos if pos in UPOS else "NUM" if form[0].isdigit() else "X"


def _named(names: list[Annotation], token: Token) -> list[str]:
    """Tell the name that a token begins or continues; of several that overlap, the first."""
    for note in names:
        if note.start < token.end and token.start < note.end:
            continues = note.start < token.start
            return [f"Name=I-{note.kind}"] if continues else [f"Name=B-{note.kind}", f"NameId={name_id(note)}"]
    return []


def _line(*columns: str) -> str:
    return "\t".join(columns) + "\n"


def _word_line(number: int, token: Token, word: Mapping[str, str], form: str, misc: list[str]) -> str:
    lemma = _form(word.get("lemma", "")) or (form if not token.words else "_")
    root = [f"Root={word['root']}"] if word.get("root") else []
    told = "|".join(root + misc) or "_"
    return _line(str(number), form, lemma, _upos(token, word, form), "_", "_", "_", "_", "_", told)


def _token_lines(number: int, token: Token, text: str, names: list[str], misc: list[str]) -> list[str]:
    """Give a token's lines: one, or for a multiword token its range and its words."""
    form = _form(text[token.start : token.end])
    if len(token.words) < 2:
        word = token.words[0] if token.words else {}
        return [_word_line(number, token, word, form, names + misc)]
    span = f"{number}-{number + len(token.words) - 1}"
    lines = [_line(span, form, "_", "_", "_", "_", "_", "_", "_", "|".join(misc))]
    for place, word in enumerate(token.words):
        lines.append(_word_line(number + place, token, word, _form(word.get("fold", form)), names))
    return lines


def piece(leaf: Leaf, settings: Settings) -> str:  # noqa: ARG001 - a `Format.piece`
    """Give an article's sentences."""
    article, text = leaf.article, leaf.article.text
    found = tokens(leaf)
    following = dict(pairwise([token.start for token in found] + [len(text)]))
    names = [note for note in leaf.annotations if note.kind in NAMES]
    lines = [_comment("newdoc id", slug(article.id)), _comment("article_id", article.id)]
    lines += [_comment("title", article.title), _comment("date", article.date), _comment("source", article.source)]
    lines = [line for line in lines if not line.endswith("= \n")] + [_comment("generator", PROGRAM)]
    end = 0
    for number, some in _sentences(leaf, found):
        if "\n" in text[end : some[0].start] or not end:
            lines.append("# newpar\n")
        lines.append(_comment("sent_id", f"{slug(article.id)}-s{number}"))
        at, sentence, rows = 1, "", list[str]()
        for token in some:
            names = [note for note in names if note.end > token.start]
            misc = [f"TokenRange={token.start}:{token.end}", *_after(text, token.end, following[token.start])]
            if token is found[0] and token.start:
                misc.append(f"SpacesBefore={_spaces(text[: token.start])}")
            rows += _token_lines(at, token, text, _named(names, token), misc)
            at += max(1, len(token.words))
            sentence += _form(text[token.start : token.end]) + " " * (following[token.start] > token.end)
        lines += [_comment("text", sentence), *rows, "\n"]
        end = some[-1].end
    return encodable("".join(lines))


def whole(pieces: Iterable[str], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - a `Format.whole`
    """Give the articles one after another; one without a token gives none."""
    for each in pieces:
        if "\n\n" in each:
            yield each


FORMAT = Format(piece, whole)
