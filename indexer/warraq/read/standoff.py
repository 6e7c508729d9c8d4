"""People's annotations: files beside the articles, found by their names and held against the text.

`x.ann` (brat) and `x.annotations.json` (Web Annotation) belong to the article of the file `x.txt`, `x.md` or `x.html`
in the same folder; any other of them to the article whose id is `x`, or whose address is made of `x`, wherever it lies.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from warraq.address import slug
from warraq.model import Annotation, Article
from warraq.read.brat import read_brat
from warraq.read.claim import KINDS, OWN, Claim
from warraq.read.clean import clean_line
from warraq.read.files import File, file_at
from warraq.read.problem import Problem
from warraq.read.webannotation import read_web_annotations

READERS: dict[str, Callable[[File], Iterator[Claim | Problem]]] = {
    ".ann": read_brat,
    ".annotations.json": read_web_annotations,
}
"""Who reads a file of annotations, by the end of its name."""

_ONE_ARTICLE = (".txt", ".md", ".html", ".htm")
_BLANK = re.compile(r"\s")
# EDTF (ISO 8601-2), level 1, as far as pages and exports know it.
_POINT = r"-?(\d{4}(-\d{2}(-\d{2})?)?|\d{3}X|\d{2}XX)[?~%]?"
_EDTF = re.compile(rf"{_POINT}(/({_POINT}|\.\.))?|\.\./{_POINT}", re.ASCII)


def ending(file: File) -> str:
    """Tell which of `READERS` a file is for; empty where it holds no annotations."""
    return next((end for end in READERS if (file.stem + file.suffix).lower().endswith(end)), "")


def _name(file: File) -> str:
    return (file.stem + file.suffix)[: -len(ending(file))]


@dataclass
class Shelf:
    """The files of annotations of an archive, and which of them have found their article."""

    beside: dict[tuple[Path, str], list[File]] = field(default_factory=dict)
    """Those that stand beside a file of one article, by folder and name."""
    by_name: dict[str, list[File]] = field(default_factory=dict)
    """All others."""
    lonely: dict[Path, File] = field(default_factory=dict)
    """Those that were to be read and have no article yet."""

    def of(self, article: Article, file: File) -> list[File]:
        """Take the files that speak of an article, which was read from `file`."""
        found = self.beside.get((file.path.parent, file.stem), []) if file.suffix in _ONE_ARTICLE else []
        identity = unicodedata.normalize("NFC", article.id)
        for name in dict.fromkeys((identity, slug(article.id))):
            found = found + self.by_name.get(name, [])
        for each in found:
            self.lonely.pop(each.path, None)
        return found


def shelve(files: Iterable[File | Problem], paths: Iterable[Path]) -> Shelf:
    """Sort the annotations among `files`, and those beside each of `paths` that is one file."""
    walked = [file for file in files if isinstance(file, File)]
    near = [file_at(entry) for path in paths if path.is_file() for entry in sorted(path.parent.iterdir())]
    owned = {(file.path.parent, file.stem) for file in (*walked, *near) if file.suffix in _ONE_ARTICLE}
    shelf = Shelf()
    for file in {file.path: file for file in (*near, *walked) if ending(file)}.values():
        place = (file.path.parent, _name(file))
        if place in owned:
            shelf.beside.setdefault(place, []).append(file)
        else:
            shelf.by_name.setdefault(_name(file), []).append(file)
    shelf.lonely = {file.path: file for file in walked if ending(file)}
    return shelf


def what_is_said(file: File, article: Article) -> Iterator[Annotation | Problem]:
    """Give what a file says of an article, and what is wrong with it: that annotation is lost, the others are not."""
    for claim in READERS[ending(file)](file):
        yield from [claim] if isinstance(claim, Problem) else _held(claim, article.text, file)


def _held(claim: Claim, text: str, file: File) -> Iterator[Annotation | Problem]:
    """Hold a claim against the text."""
    kind = KINDS.get(claim.kind.lower(), "")
    if claim.kind in OWN:
        return
    if not kind:
        known = " ".join(dict.fromkeys(KINDS.values()))
        yield file.problem("annotation_kind", claim.line, kind=_short(claim.kind) or "—", known=known)
        return
    value = clean_line(claim.value)[0]
    if kind == "date" and value and not _EDTF.fullmatch(value):
        yield file.problem("annotation_date", claim.line, value=_short(value))
        return
    places = _places(claim, text)
    if len(places) != 1:
        key = "annotation_ambiguous" if places else "annotation_not_found"
        exact = claim.exact or _stretch(text, claim.span)
        yield file.problem(key, claim.line, text=_short(exact) or "—", count=len(places), length=len(text))
        return
    ((start, end),) = places
    if claim.span not in {None, (start, end)}:
        yield file.problem("annotation_moved", claim.line, grave=False, text=_short(claim.exact), start=start, end=end)
    yield Annotation(start, end, kind, value, clean_line(claim.origin)[0] or file.place)


def _stretch(text: str, span: tuple[int, int] | None) -> str:
    return text[max(0, span[0]) : max(0, span[1])] if span else ""


def _plain(text: str) -> str:
    return _BLANK.sub(" ", text)  # brat writes a newline as a blank


def _places(claim: Claim, text: str) -> list[tuple[int, int]]:
    """Find where a claim may stand: at its offsets where its text is there, else wherever its text is.

    An article that was edited keeps its annotations so long as their text, with what they say stands around it, is
    found once.
    """
    exact = _plain(claim.exact)
    if claim.span is not None:
        start, end = claim.span
        there = _plain(text[start:end]) if 0 <= start < end <= len(text) else ""
        if there.strip() and exact in {"", there}:
            return [(start, end)]
    if not exact.strip():
        return []
    whole = _plain(claim.before) + exact + _plain(claim.after)
    shift = len(claim.before)
    plain = _plain(text)
    found = []
    at = plain.find(whole)
    while at >= 0:
        found.append((at + shift, at + shift + len(exact)))
        at = plain.find(whole, at + 1)
    return found


def _short(text: str) -> str:
    line = clean_line(text)[0]
    return line if len(line) <= 60 else line[:60] + "…"
