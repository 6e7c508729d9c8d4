"""The dates an article speaks of, in the order of time: EDTF (ISO 8601-2) put into words, and what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from warraq.fold import fold_text
from warraq.model import Leaf
from warraq.render.body import is_html_date, one_line
from warraq.render.dateline import gregorian

_ONE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_SEASONS = {21: "ربيع", 22: "صيف", 23: "خريف", 24: "شتاء"}
_ABOUT = "نحو"
_LAST = (99999, 0, 0)


@dataclass
class Moment:
    """A date or a stretch of time, and where the text speaks of it."""

    value: str
    """In EDTF; empty for what is no EDTF."""
    label: str
    """In words, in Arabic."""
    long: bool
    """Whether it is longer than a day."""
    own: bool
    """Whether it is the article's own date."""
    spoken: list[str] = field(default_factory=list)
    """How the text says it, where that does not name the year."""
    sentences: list[int] = field(default_factory=list)
    """Numbers of the sentences that speak of it."""

    @property
    def html(self) -> str:
        """The value as HTML's `datetime` may hold it; else empty."""
        return self.value if is_html_date(self.value) else ""


def _words(value: str, months: str) -> str:
    """Put one date of EDTF into words; raises `ValueError` for what is none."""
    match = _ONE.fullmatch(value)
    if not match:
        raise ValueError(f"no EDTF: {value}")
    year, month, day, doubt = match.groups()
    if year.endswith("XX"):
        words = f"القرن {int(year[:2]) + 1}"
    elif year.endswith("X"):
        words = f"{year[:3]}0–{year[:3]}9"
    elif year.startswith("-") or year == "0000":
        words = f"{1 - int(year)} ق.م"
    elif month and int(month) in _SEASONS:
        words = f"{_SEASONS[int(month)]} {int(year)}"
    else:
        words = gregorian("-".join(filter(None, (year, month, day))), months)
    return f"{_ABOUT} {words}" if doubt else words


def in_words(value: str, months: str) -> str:
    """Put a date or interval of EDTF into Arabic words, by a set of month names (`egyptian`, `levantine`, `maghrebi`).

    Raises `ValueError` for what is no such value.
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _words(value, months)
    begin, end = _words(first, months), _words(last, months)
    day, _, rest = begin.partition(" ")
    if len(first) == 10 and begin != end and end.partition(" ")[2] == rest:
        return f"{day}–{end}"  # 6–12 فبراير 2017
    return f"{begin} – {end}"


def _begin(value: str) -> tuple[int, int, int]:
    """When a value of EDTF begins: year, month, day, as far as it says; what is none comes last."""
    match = _ONE.fullmatch(value.partition("/")[0])
    if not match:
        return _LAST
    month = int(match[2] or 0)
    return int(match[1].replace("X", "0")), (month - 21) * 3 + 3 if month in _SEASONS else month, int(match[3] or 0)


def timeline(leaf: Leaf, months: str) -> Sequence[Moment]:
    """List the dates an article speaks of in order of time; its own date among them, where it has others too."""
    article = leaf.article
    found: dict[str, Moment] = {}
    sentence = 0
    for note in leaf.annotations:
        value = note.value if isinstance(note.value, str) else ""
        if note.kind == "sentence" and value.isascii() and value.isdecimal():
            sentence = int(value)
        elif note.kind == "date":
            spoken = one_line(article.text[note.start : note.end])
            moment = _moment(value, spoken, months, article.date)
            moment = found.setdefault(moment.value or spoken, moment)
            if value[:4] not in fold_text(spoken) and spoken not in {moment.label, *moment.spoken}:
                moment.spoken.append(spoken)
            if sentence and sentence not in moment.sentences:
                moment.sentences.append(sentence)
    if article.date not in found and any(moment.value for moment in found.values()) and is_html_date(article.date):
        found[article.date] = _moment(article.date, "", months, article.date)
    return sorted(found.values(), key=lambda moment: (_begin(moment.value), moment.value))


def _moment(value: str, spoken: str, months: str, own: str) -> Moment:
    try:
        label = in_words(value, months)
    except ValueError:
        return Moment("", spoken, long=False, own=False)
    return Moment(value, label, long=len(value) != 10, own=value == own)
