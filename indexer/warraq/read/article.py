"""From what a reader found to an article that holds: names of fields, kinds of values, dates, clean text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from warraq.model import Article
from warraq.read.clean import clean_line, clean_text, is_blank
from warraq.read.datestamp import datestamp
from warraq.read.files import File
from warraq.read.problem import Problem
from warraq.read.record import Number, Record
from warraq.read.title import title_from_lead
from warraq.settings import Settings

_ESSENTIAL = {"id", "text"}
_KNOWN = {"id", "title", "text", "date", "source", "category", "author", "url"}


def make_article(record: Record, file: File, settings: Settings) -> Iterator[Article | Problem]:
    """Give what is to be told of a record, then the article, unless it is lost."""
    line = record.line
    fields, problems = _strings(_renamed(record.fields, settings.fields), file, line)
    yield from problems
    if any(problem.grave and problem.values.get("name") in _ESSENTIAL for problem in problems):
        return
    text, replaced = clean_text(_with_heading(fields.pop("text", ""), fields.get("title", ""), record.default_title))
    if is_blank(text):
        yield file.problem("empty_text", line)
        return
    cleaned = {name: clean_line(value) for name, value in fields.items()}
    if replaced := replaced + sum(count for _, count in cleaned.values()):
        yield file.problem("replaced", line, grave=False, count=replaced)
    known = {name: value for name, (value, _) in cleaned.items() if value}
    day = ""
    try:
        day = datestamp(known.pop("date", ""))
    except ValueError:
        yield file.problem("bad_date", line, date=_short(fields["date"]))
    if not known.get("url", "http://").lower().startswith(("http://", "https://")):
        yield file.problem("bad_url", line, url=_short(known.pop("url")))
    identity = known.pop("id", "") or clean_line(record.default_id)[0]
    title = known.pop("title", "") or record.default_title
    if is_blank(title):
        title = title_from_lead(text)
        known["title_from"] = "lead"
    known["path"] = file.place
    if line:
        known["line"] = str(line)
    source = known.pop("source", "") or settings.source
    yield Article(identity, title, text, day, source, MappingProxyType(known))


def _renamed(fields: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Give fields their own names; where the file has both, the one that the settings name counts."""
    renamed = {name: fields[given] for name, given in names.items() if given in fields}
    rest = {name: value for name, value in fields.items() if name not in names.values()}
    return {**rest, **renamed}


def _strings(fields: Mapping[str, object], file: File, line: int) -> tuple[dict[str, str], list[Problem]]:
    """Keep the fields whose values are strings or may be written as one; tell of the others."""
    kept: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in fields.items():
        if value is None:
            continue
        if isinstance(value, bool) and name not in _KNOWN:
            kept[name] = str(value).lower()
        elif isinstance(value, date):
            kept[name] = value.isoformat()
        elif isinstance(value, str) and not (isinstance(value, Number) and name == "text"):
            kept[name] = str(value)
        elif name in _KNOWN:
            key = "wrong_kind_lost" if name in _ESSENTIAL else "wrong_kind"
            problems.append(file.problem(key, line, name=name))
        else:
            problems.append(file.problem("nested", line, grave=False, name=_short(name)))
    return kept, problems


def _with_heading(text: str, title: str, heading: str) -> str:
    """Put a text's own heading back where another title stands above it."""
    return f"{heading}\n\n{text}" if heading and title and clean_line(title)[0] != heading else text


def _short(value: str) -> str:
    value = clean_line(value)[0]
    return value if len(value) <= 60 else value[:60] + "…"
