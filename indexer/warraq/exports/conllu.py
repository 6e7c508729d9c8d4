"""CoNLL-U (Universal Dependencies 2): sentences, tokens, lemmas and parts of speech; there are no trees.

`exports.tokens` parts the text. Forms are in NFC, as the format demands; `TokenRange` leads back to the article's own
characters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from warraq.address import slug
from warraq.exports.format import PROGRAM, Format, encodable, name_id
from warraq.exports.tokens import Part, Token, parts, tokens
from warraq.model import NAMES, Annotation, Leaf
from warraq.settings import Settings

UPOS = frozenset(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()  # noqa: SIM905 - a list of quoted tags says less
)
"""The universal parts of speech."""

_ESCAPES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CLITICS = {"و": "CCONJ", "ف": "CCONJ", "ب": "ADP", "ل": "ADP", "ك": "ADP", "س": "AUX"}
_KNOWN = {"Root": "root", "Vocalised": "vocalised"}
_PRONOUN = "هو"  # the lemma of every attached pronoun, as in the treebanks


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


def _upos(part: Part) -> str:
    if part.role == "clitic":
        return _CLITICS[part.fold]
    if part.role == "pronoun":
        return "PRON"
    if part.role == "sign":
        return {"P": "PUNCT", "S": "SYM", "N": "NUM"}.get(unicodedata.category(part.form[0])[0], "X")
    pos = part.value.get("pos", "")
    return "NUM" if part.fold[:1].isdigit() else pos if pos in UPOS else "X"


def _lemma(part: Part) -> str:
    if part.role == "pronoun":
        return _PRONOUN
    lemma = part.value.get("lemma", "") if part.role == "word" else part.form
    return _form(lemma) or "_"


def _named(names: list[Annotation], part: Part) -> list[str]:
    """Tell the name that a word begins or continues; of several that overlap, the first."""
    for note in names:
        if note.start < part.end and part.start < note.end:
            continues = note.start < part.start
            return [f"Name=I-{note.kind}"] if continues else [f"Name=B-{note.kind}", f"NameId={name_id(note)}"]
    return []


def _line(*columns: str) -> str:
    return "\t".join(columns) + "\n"


def _word_line(number: int, part: Part, names: list[Annotation], misc: list[str]) -> str:
    known = part.value if part.role == "word" else {}
    told = [f"{name}={_form(known[key])}" for name, key in _KNOWN.items() if known.get(key)]
    told += [*_named(names, part), *misc]
    return _line(str(number), _form(part.form), _lemma(part), _upos(part), *"_____", "|".join(told) or "_")


def _token_lines(number: int, found: list[Part], form: str, names: list[Annotation], misc: list[str]) -> list[str]:
    """Give a token's lines: one, or for a multiword token its range and its words."""
    if len(found) == 1:
        return [_word_line(number, found[0], names, misc)]
    span = f"{number}-{number + len(found) - 1}"
    words = [_word_line(number + place, part, names, []) for place, part in enumerate(found)]
    return [_line(span, form, *"_______", "|".join(misc)), *words]


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
            form = _form(text[token.start : token.end])
            words = parts(token, text)
            rows += _token_lines(at, words, form, names, misc)
            at += len(words)
            sentence += form + " " * (following[token.start] > token.end)
        lines += [_comment("text", sentence), *rows, "\n"]
        end = some[-1].end
    return encodable("".join(lines))


def whole(pieces: Iterable[str], settings: Settings) -> Iterator[str]:  # noqa: ARG001 - a `Format.whole`
    """Give the articles one after another; one without a token gives none."""
    for each in pieces:
        if "\n\n" in each:
            yield each


FORMAT = Format(piece, whole)
