"""JSON: one object a line, or a whole file that is an object or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn

from warraq.read.files import File, broken_byte, hex_byte, open_text, read_text
from warraq.read.problem import Problem, UnreadableError
from warraq.read.record import Number, Record, first_repeated

_LONGEST_NUMBER = 40


def _number(literal: str) -> Number:
    if len(literal) > _LONGEST_NUMBER:
        raise UnreadableError("huge_number", digits=str(len(literal)))
    return Number(literal)


def _no_number(literal: str) -> NoReturn:
    raise UnreadableError("no_number", literal=literal)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise UnreadableError("repeated_key", name=first_repeated(name for name, _ in pairs))
    return fields


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_number, parse_float=_number, parse_constant=_no_number
)


def read_lines(file: File) -> Iterator[Record | Problem]:
    """Read one object a line; blank lines count and are passed over."""
    with open_text(file) as stream:
        stream.reconfigure(newline=None)  # type: ignore[attr-defined]  # TextIO does not know it; TextIOWrapper has it
        for number, line in enumerate(stream, 1):
            if byte := broken_byte(file, line):
                yield file.problem("bad_byte", number, byte=hex_byte(byte))
            elif text := line.strip("\ufeff \t\n"):  # files that were joined have byte order marks inside
                record, end = _record(file, text, 0, number, number)
                rest = text[end:].strip() if end > 0 else ""
                yield file.problem("bad_json", number, reason=rest[:30]) if rest else record


def read_list(file: File) -> Iterator[Record | Problem]:
    """Read a list of objects, or one; what follows a mistake cannot be told apart and is lost."""
    text = read_text(file).lstrip("\ufeff")
    begin = _after_separator(text, 0)
    is_list = text.startswith("[", begin)
    position, number, line = begin + is_list, 0, text.count("\n", 0, begin) + 1
    while True:
        start, position = position, _after_separator(text, position)
        line += text.count("\n", start, position)
        if position == len(text) or (is_list and text[position] == "]"):
            break
        number += 1
        record, end = _record(file, text, position, line, number)
        yield record
        if end < 0:
            return
        line += text.count("\n", position, end)
        position = end
    if not is_list and not number:
        raise UnreadableError("empty_file")
    if is_list and position == len(text):
        raise UnreadableError("unfinished_json", line)


def _after_separator(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n,":
        position += 1
    return position


def _record(file: File, text: str, start: int, line: int, number: int) -> tuple[Record | Problem, int]:
    """Read the object at `start`, and tell where it ends: -1 where that is not known."""
    try:
        fields, end = _DECODER.raw_decode(text, start)
    except UnreadableError as error:
        return file.failure(error, line), -1
    except json.JSONDecodeError as error:
        return file.problem("bad_json", line, reason=_around(text, error.pos)), -1
    except RecursionError:
        return file.problem("too_deep", line), -1
    if not isinstance(fields, dict):
        return file.problem("not_an_object", line), end
    return Record(fields, line, f"{file.stem}-{number}"), end


def _around(text: str, position: int) -> str:
    return " ".join(text[max(0, position - 15) : position + 15].split()) or "…"
