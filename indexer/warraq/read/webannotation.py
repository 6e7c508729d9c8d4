"""W3C Web Annotation: an annotation, a list of them, a page or a collection with its page in it, as JSON-LD."""

from __future__ import annotations

import json
import json.decoder
import json.scanner
from collections.abc import Iterator
from typing import Any

from warraq.read.claim import KINDS, OWN, Claim
from warraq.read.files import File, read_text
from warraq.read.problem import Problem

_LINE = "\n"  # no key of JSON-LD: where an object begins


class _Placed(json.JSONDecoder):
    """Reads objects with the line each of them begins at, under the key `_LINE`."""

    def __init__(self) -> None:
        super().__init__()
        self.parse_object = self._object
        self.scan_once = json.scanner.py_make_scanner(self)  # type: ignore[attr-defined]  # the one that asks for `parse_object`
        self._seen = (0, 1)  # how far lines are counted, and the line there: objects begin one after another

    def _object(self, begin: tuple[str, int], *more: Any) -> tuple[Any, int]:
        text, start = begin
        line = self._seen[1] + text.count("\n", self._seen[0], start)
        self._seen = (start, line)
        found, end = json.decoder.JSONObject(begin, *more)  # type: ignore[attr-defined]  # typeshed leaves it out
        return {**found, _LINE: line}, end


def read_web_annotations(file: File) -> Iterator[Claim | Problem]:
    """Give what the file says of an article; the article is told by the file's name, not by a target's source."""
    text = read_text(file).lstrip("\ufeff")
    try:
        data = _Placed().decode(text)
    except json.JSONDecodeError as error:
        around = text[max(0, error.pos - 15) : error.pos + 15]
        yield file.problem("bad_json", error.lineno, reason=" ".join(around.split()) or "…")
        return
    except RecursionError:
        yield file.problem("too_deep")
        return
    for item in _items(data):
        yield _claim(file, item) if isinstance(item, dict) else file.problem("not_annotation")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _items(data: Any) -> list[Any]:
    """Find the annotations of whatever holds them."""
    if isinstance(data, dict) and "first" in data:
        data = data["first"]
    if isinstance(data, dict) and "items" in data:
        data = data["items"]
    return _list(data)


def _claim(file: File, item: dict[str, Any]) -> Claim | Problem:
    line = item[_LINE]
    targets = _list(item.get("target"))
    if "Annotation" not in _list(item.get("type")) or len(targets) != 1 or not isinstance(targets[0], dict):
        return file.problem("not_annotation", line)
    kind, value = _said(_list(item.get("body")))
    span, quote = None, dict[str, Any]()
    for selector in _selectors(targets[0].get("selector")):
        if selector.get("type") == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if type(start) is not int or type(end) is not int:
                return file.problem("annotation_offsets", line)
            span = (start, end)
        elif selector.get("type") == "TextQuoteSelector":
            quote = selector
    exact, before, after = (_text(quote.get(name)) for name in ("exact", "prefix", "suffix"))
    if span is None and not exact:
        return file.problem("annotation_no_place", line)
    return Claim(line, kind, value, span, exact, before, after, _who(item))


def _selectors(selector: Any) -> Iterator[dict[str, Any]]:
    for each in _list(selector):
        if isinstance(each, dict):
            yield each
            yield from _selectors(each.get("refinedBy"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _said(bodies: list[Any]) -> tuple[str, str]:
    """Tell kind and value: the first body that names a kind, or is there to classify, and the first other one."""
    texts = [
        (_text(body.get("value")), body.get("purpose")) if isinstance(body, dict) else (_text(body), None)
        for body in bodies
    ]
    kinds = [text for text, purpose in texts if purpose == "classifying"]
    kinds += [text for text, _ in texts if text.lower() in KINDS or text in OWN]
    kinds += [text for text, purpose in texts if purpose == "tagging"]
    kind = kinds[0] if kinds else ""
    values = [text for text, purpose in texts if text and text != kind and purpose != "classifying"]
    return kind, values[0] if values else ""


def _who(item: dict[str, Any]) -> str:
    """Name its creator, or else the program that made it."""
    for agent in (*_list(item.get("creator")), *_list(item.get("generator"))):
        if isinstance(agent, str):
            return agent
        if isinstance(agent, dict):
            for name in ("name", "nickname", "id"):
                if found := next(filter(None, map(_text, _list(agent.get(name)))), ""):
                    return found
    return ""
