"""TEI P5 with names and dates: a `teiCorpus` of articles, each a `TEI` with its header and its marked text.

The text of a body, corrections left out, is the article's own, blanks included. A character that XML cannot hold
becomes U+FFFD, one for one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from xml.sax.saxutils import escape

from warraq import __version__
from warraq.address import slug
from warraq.exports.format import Format, name_id, page_address
from warraq.exports.teidates import attributes as dated
from warraq.marks import Close, Open, nest
from warraq.model import NAMES, Annotation, Leaf
from warraq.render.body import is_html_date, paragraphs
from warraq.say import say
from warraq.settings import Settings

NAMESPACE = "http://www.tei-c.org/ns/1.0"
LANGUAGES = {"ar": "العربية", "en": "English"}
ELEMENTS = {
    "paragraph": "p", "sentence": "s", "person": "persName", "place": "placeName", "organization": "orgName",
    "date": "date", "number": "num", "quote": "q", "repair": "sic",
}  # fmt: skip
"""The element of each kind; words have none, for they stand in the CoNLL-U export."""

_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_BLANKS = " \t\n\r"  # production 3
_NO_BLANK = re.compile(f"[^{_BLANKS}]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_REGISTERS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "organization": ("listOrg", "org", "orgName"),
}


def possible(text: str) -> str:
    """Give the text as XML may hold it: U+FFFD for each character that it may not."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def content(text: str) -> str:
    """Give text as the content of an element; no parser shall make a newline of a carriage return."""
    return escape(possible(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """Give text as a quoted attribute value on one line."""
    return '"' + escape(" ".join(possible(text).split()), {'"': "&quot;"}) + '"'


def element(name: str, inside: str = "", **given: str) -> str:
    """Give an element around markup; attributes that are empty are left out, `_` in a name stands for a colon."""
    return f"<{name}{_attributes({key.replace('_', ':'): value for key, value in given.items()})}>{inside}</{name}>"


def _attributes(given: Mapping[str, str]) -> str:
    return "".join(f" {name}={attribute(value)}" for name, value in given.items() if value)


@dataclass
class _Register:
    """The names, speakers and people who annotated that an article's marks point at."""

    prefix: str
    """What its ids begin with."""
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """Ids by kind and canonical form."""
    speakers: dict[str, str] = field(default_factory=dict)
    """Ids of those who speak and are no person of the article."""
    origins: dict[str, str] = field(default_factory=dict)
    """Ids of those who annotated."""

    def name(self, note: Annotation) -> str:
        """Give the id of a name, a new one where it is new."""
        key = (note.kind, str(note.value))
        return self.names.setdefault(key, f"{self.prefix}.n{len(self.names) + 1}")

    def speaker(self, who: str) -> str:
        """Give the id of a speaker: the person, organisation or place of this form, else one of his own."""
        known = (self.names.get((kind, who)) for kind in ("person", "organization", "place"))
        return next(filter(None, known), "") or self.speakers.setdefault(
            who, f"{self.prefix}.v{len(self.speakers) + 1}"
        )

    def origin(self, who: str) -> str:
        """Give the id of somebody who annotated; empty for the program."""
        return self.origins.setdefault(who, f"{self.prefix}.r{len(self.origins) + 1}") if who else ""


def _pointer(identity: str) -> str:
    return f"#{identity}" if identity else ""


def _said(note: Annotation, register: _Register) -> dict[str, str]:
    """Give the attributes that tell a mark's value and who says so."""
    value = note.value if isinstance(note.value, str) else ""
    given: dict[str, str] = {}
    if note.kind == "sentence":
        given = {"n": value, "xml:id": f"{register.prefix}.s{value}" if value.isdecimal() and value.isascii() else ""}
    elif note.kind in NAMES:
        given = {"ref": _pointer(register.name(note))}
    elif note.kind == "date":
        given = dated(value)
    elif note.kind == "number":
        plain = value.removesuffix("%").partition(" ")[0]  # 3500000 USD
        plain = plain if _NUMBER.fullmatch(plain) else ""
        given = {"type": "percentage" if value.endswith("%") else "", "value": plain}
    elif note.kind == "quote" and value:
        given = {"who": _pointer(register.speaker(value))}
    return {**given, "resp": _pointer(register.origin(note.origin))}


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Find the paragraphs, each with what follows it as far as that is no blank to XML: a no-break space needs one."""
    first = _NO_BLANK.search(text)
    starts = [first.start(), *(start for start, _ in [*paragraphs(text)][1:])] if first else []
    for start, following in pairwise([*starts, len(text)]):
        yield start, start + len(text[start:following].rstrip(_BLANKS))


def _cut(note: Annotation, spans: list[tuple[int, int]]) -> Iterator[Annotation]:
    """Give the pieces of a mark within each paragraph; a sentence's number and a correction stand with the first."""
    first = True
    for start, end in spans[max(0, bisect_right(spans, (note.start, note.start)) - 1) :]:
        if start >= note.end:
            return
        if end > note.start:
            value = note.value if first or note.kind not in {"sentence", "repair"} else ""
            yield replace(note, start=max(start, note.start), end=min(end, note.end), value=value)
            first = False


def body(leaf: Leaf, register: _Register) -> str:
    """Give the marked text. A mark that another cuts comes in pieces; the first has its id and its correction."""
    text = leaf.article.text
    for note in leaf.annotations:  # before all quotations: the name that speaks may stand after its speech
        if note.kind in NAMES:
            register.name(note)
    spans = [*_paragraphs(text)]
    notes = [Annotation(start, end, "paragraph") for start, end in spans]
    notes += [piece for note in leaf.annotations if note.kind in ELEMENTS for piece in _cut(note, spans)]
    out: list[str] = []
    opened: list[tuple[str, str]] = []  # elements, and what follows their ends
    for event in nest(text, notes, whole_words=False):
        if isinstance(event, Open):
            note = event.annotation
            name = ELEMENTS[note.kind]
            given = _said(note, register)
            mended = element("corr", content(str(note.value))) if name == "sic" and event.first and note.value else ""
            opened.append((name, f"{mended}</choice>" if mended else ""))
            if not event.first:
                given.pop("xml:id", "")
            out.append(f"{'<choice>' if mended else ''}<{name}{_attributes(given)}>")
        elif isinstance(event, Close):
            name, after = opened.pop()
            out.append(f"</{name}>{after}")
        else:
            piece = content(text[event.start : event.end])
            out.append(piece.replace("\n", "\n<lb/>") if opened else piece)
    return "".join(out) if spans else f"<p>{''.join(out)}</p>"  # a body must have something in it


def _registers(register: _Register, ids: Mapping[tuple[str, str], str]) -> str:
    """Give the lists that the marks point at; `ids` are those of the archive's names."""
    lists = []
    for kind, (outer, inner, name) in _REGISTERS.items():
        entries = "".join(
            element(inner, element(name, content(value)) + element("idno", ids[kind, value], type="warraq"), xml_id=key)
            for (of, value), key in register.names.items()
            if of == kind
        )
        lists.append(element(outer, entries) if entries else "")
    speakers = "".join(
        element("person", element("p", content(who)), xml_id=key) for who, key in register.speakers.items()
    )
    lists.append(element("listPerson", speakers, type="speakers") if speakers else "")
    return element("standOff", "".join(lists)) if any(lists) else ""


def _header(leaf: Leaf, settings: Settings, register: _Register) -> str:
    article = leaf.article
    meta = article.meta
    title = element("title", content(article.title))
    writer = element("author", content(meta["author"])) if meta.get("author") else ""
    annotated = element("resp", content(say("exports.annotated", settings.language)))
    people = "".join(
        element("respStmt", annotated + element("name", content(who)), xml_id=key)
        for who, key in register.origins.items()
    )
    told = element("publisher", content(article.source)) if article.source else ""
    told += element("date", content(article.date), **_when(article.date)) if article.date else ""
    told += element("ref", content(meta["url"]), target=meta["url"]) if meta.get("url") else ""
    topic = element("term", content(meta["category"])) if meta.get("category") else ""
    published = (
        element("publisher", content(settings.site_name))
        + element("idno", content(article.id), type="article")
        + element("idno", content(page_address(leaf, settings)), type="page")
        + (element("availability", element("licence", content(settings.licence))) if settings.licence else "")
    )
    profile = element("langUsage", element("language", LANGUAGES["ar"], ident="ar"))
    profile += element("textClass", element("keywords", topic)) if topic else ""
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", title + writer + people)
            + element("publicationStmt", published)
            + element("sourceDesc", element("bibl", title + writer + told)),
        )
        + element("profileDesc", profile),
    )


def _when(date: str) -> dict[str, str]:
    return {"when": date} if is_html_date(date) else {}


def piece(leaf: Leaf, settings: Settings) -> str:
    """Give an article as a `TEI` element."""
    identity = f"a-{slug(leaf.article.id)}"  # an XML name begins with a letter
    register = _Register(identity)
    text = body(leaf, register)
    ids = {(note.kind, str(note.value)): name_id(note) for note in leaf.annotations if note.kind in NAMES}
    head = _header(leaf, settings, register) + _registers(register, ids)
    return element("TEI", f"{head}<text><body>{text}</body></text>", xml_id=identity, xml_lang="ar") + "\n"


def _corpus_header(settings: Settings) -> str:
    how = content(say("exports.how", settings.language))
    program = element("application", element("label", "warraq"), ident="warraq", version=__version__)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element("titleStmt", element("title", content(settings.site_name)))
            + element("publicationStmt", element("publisher", content(settings.site_name)))
            + element("sourceDesc", element("p", content(settings.site_description or settings.site_name))),
        )
        + element("encodingDesc", element("projectDesc", element("p", how)) + element("appInfo", program)),
    )


def whole(pieces: Iterable[str], settings: Settings) -> Iterator[str]:
    """Give all articles in one `teiCorpus`."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<teiCorpus xmlns="{NAMESPACE}" xml:lang="{settings.language}">{_corpus_header(settings)}\n'
    yield from pieces
    yield "</teiCorpus>\n"


FORMAT = Format(piece, whole)
