"""The annotated text as HTML, and the list of what it names.

Stripping the tags of `body` gives the text back, character for character (a NUL or a lone surrogate, which no HTML can
hold, becomes U+FFFD). Every tag is made here from a fixed table; every attribute is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import escape as escape_html

from warraq.address import name_address, sentence_anchor
from warraq.fold import MARKS, fold_text
from warraq.marks import Close, Open, nest
from warraq.model import NAMES, Annotation, Leaf

CLASSES = {
    "quote": "qu", "person": "pe", "place": "pl", "organization": "or", "date": "da", "number": "nu", "repair": "re",
}  # fmt: skip
"""The class of each kind's marks, as the style sheet and the reader's switches know it."""

_SHOWN = frozenset(CLASSES) | {"sentence"}
# Verse, a list or an address has short lines; a newspaper's paragraph is one long line.
_SHORT_LINE = 76
_BREAK = re.compile(r"\n\s*")
_MARKS = re.compile(f"[{''.join(sorted(MARKS))}]+")
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")
_TIME = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)  # the EDTF that HTML knows too
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_IMPOSSIBLE_DAYS = re.compile(r".*-(02-3[01]|(04|06|09|11)-31)|.*-02-29", re.ASCII)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")


def possible(html: str) -> str:
    """Replace what no HTML document can hold: a NUL, and half a character, which could not even be written."""
    return _IMPOSSIBLE.sub("\ufffd", html)


def flow(text: str) -> str:
    """Make a stretch of running text fit to stand among others: no controls, its outer spaces kept."""
    return _CONTROL.sub(" ", _DIRECTION.sub("", text))


def one_line(text: str) -> str:
    """Make any text fit for an attribute or a title: one line, without controls, directional ones included."""
    return flow(text).strip()


def attribute(text: str) -> str:
    """Give any text as a quoted attribute value."""
    return f'"{escape_html(one_line(text))}"'


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Find the paragraphs: parted by a blank line, or by any line break beside a long line.

    Two short lines with a single break between them are verse and stay together.
    """
    start = line = len(text) - len(text.lstrip())
    for gap in _BREAK.finditer(text, start):
        line_end = gap.start()
        while line_end > line and text[line_end - 1].isspace():
            line_end -= 1
        next_end = text.find("\n", gap.end())
        verse = _is_short(text, line, line_end) and _is_short(text, gap.end(), len(text) if next_end < 0 else next_end)
        line = gap.end()
        if gap[0].count("\n") > 1 or not verse:
            yield start, line_end
            start = line
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _is_short(text: str, start: int, end: int) -> bool:
    length = end - start
    return length <= _SHORT_LINE or (length <= 2 * _SHORT_LINE and len(_MARKS.sub("", text[start:end])) <= _SHORT_LINE)


def _text(text: str) -> str:
    return escape_html(text, quote=False).replace("\r", "&#13;")


def _tag(event: Open, pages: Collection[str], root: str, in_link: bool, anchors: set[str]) -> tuple[str, str]:  # noqa: FBT001 - a flag of one caller in this room
    """Give the opening tag and the element's name."""
    note = event.annotation
    value = note.value if isinstance(note.value, str) else ""
    if note.kind == "paragraph":
        return "<p>", "p"
    if note.kind == "sentence":
        fresh = event.first and value.isascii() and value.isdecimal() and value not in anchors
        anchors.add(value)
        return (f"<span id={sentence_anchor(int(value))}>" if fresh else "<span>"), "span"
    address = name_address(note.kind, value) if note.kind in NAMES and not in_link else ""
    name, data = ("a", f" href={root}{address}") if address in pages else _data(note.kind, value)
    if (event.start, event.end) != (note.start, note.end) and event.first:
        data += f" data-x={note.start - event.start},{note.end - event.start}"  # the exact span, within the element
    return f"<{name} class={CLASSES[note.kind]}{data}>", name


def _data(kind: str, value: str) -> tuple[str, str]:
    """Give the element that holds what is said of a stretch of text, and its attribute."""
    if kind == "date" and is_html_date(value):
        return "time", f" datetime={value}"
    if kind == "number" and _NUMBER.fullmatch(value):
        return "data", f" value={value}"
    return "span", f" data-v={attribute(value)}" if value and kind not in NAMES else ""


def is_html_date(value: str) -> bool:
    """Whether HTML's `datetime` may hold this date."""
    if not _TIME.fullmatch(value) or value.startswith("0000"):
        return False
    leap = len(value) == 10 and int(value[:4]) % 4 == 0 and (int(value[:4]) % 100 != 0 or int(value[:4]) % 400 == 0)
    return not _IMPOSSIBLE_DAYS.fullmatch(value) or (value.endswith("-02-29") and leap)


def body(leaf: Leaf, pages: Collection[str] = (), root: str = "") -> str:
    """Give the annotated text.

    `pages` are the addresses of names' pages, `root` leads from this page to the root of the site. A single line
    break in verse becomes `<br>` and stays in the text too.
    """
    text = leaf.article.text
    notes = [Annotation(start, end, "paragraph") for start, end in paragraphs(text)]
    notes += [note for note in leaf.annotations if note.kind in _SHOWN]
    html: list[str] = []
    opened: list[str] = []
    anchors: set[str] = set()
    for event in nest(text, notes):
        if isinstance(event, Open):
            tag, name = _tag(event, pages, root, "a" in opened, anchors)
            html.append(tag)
            opened.append(name)
        elif isinstance(event, Close):
            html.append(f"</{opened.pop()}>")
        else:
            piece = _text(text[event.start : event.end])
            html.append(piece.replace("\n", "<br>\n") if "p" in opened else piece)
    return possible("".join(html))


@dataclass
class Named:
    """A name of the article, with the sentences that hold it."""

    kind: str
    """`person`, `place` or `organization`."""
    label: str
    """How to show it."""
    address: str
    """Its page from the root of the site; empty without one."""
    times: int = 0
    """How often it is mentioned."""
    sentences: list[int] = field(default_factory=list)
    """Numbers of the sentences that hold it."""


def named(leaf: Leaf, pages: Collection[str] = ()) -> dict[str, list[Named]]:
    """List the persons, places, organisations and sources of an article, each kind by number of mentions."""
    found: dict[tuple[str, str], Named] = {}
    sentence = 0
    for note in leaf.annotations:
        value = note.value if isinstance(note.value, str) else ""
        if note.kind == "sentence" and value.isascii() and value.isdecimal():
            sentence = int(value)
        elif note.kind in NAMES or note.kind == "source":
            key = (note.kind, fold_text(value))
            if key not in found:
                address = name_address(note.kind, value) if note.kind in NAMES else ""
                label = value or leaf.article.text[note.start : note.end]
                found[key] = Named(note.kind, one_line(label), address if address in pages else "")
            entry = found[key]
            entry.times += 1
            if sentence and sentence not in entry.sentences:
                entry.sentences.append(sentence)
    groups: dict[str, list[Named]] = {kind: [] for kind in (*NAMES, "source")}
    for entry in found.values():
        groups[entry.kind].append(entry)
    return {kind: sorted(entries, key=lambda entry: -entry.times) for kind, entries in groups.items() if entries}
