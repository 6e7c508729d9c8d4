"""Tables: comma, semicolon or tab between cells, names of the columns in the first row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain

from warraq.read.files import LIMIT, File, broken_byte, hex_byte, open_text
from warraq.read.problem import Problem, UnreadableError
from warraq.read.record import Record, first_repeated

_DELIMITERS = ",;\t"


def read_table(file: File) -> Iterator[Record | Problem]:
    """Read one article a row; a cell in quotation marks may have newlines."""
    csv.field_size_limit(LIMIT)  # the limit is the whole process's, so every reading sets the same
    with open_text(file) as stream:
        first = stream.readline()
        delimiter = _delimiter(first, file.suffix)
        # strict: a quotation mark that nothing closes must be told, not take the rest of the file for one cell
        rows = csv.reader(chain([first], stream), delimiter=delimiter, strict=True)
        names = _column_names(file, rows)
        while True:
            line = rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield file.problem("bad_row", line, reason=error)
                continue
            if any(cell.strip() for cell in row):
                yield _record(file, names, row, line)


def _delimiter(header: str, suffix: str) -> str:
    """Find what parts the names of the columns, outside quotation marks; a tab where nothing does in `.tsv`."""
    bare = "".join(header.split('"')[::2])
    most = max(_DELIMITERS, key=bare.count)
    return most if most in bare else "\t" if suffix == ".tsv" else ","


def _column_names(file: File, rows: Iterator[list[str]]) -> list[str]:
    try:
        names = [name.strip("\ufeff \t") for name in next(rows, [])]
    except csv.Error as error:
        raise UnreadableError("bad_row", 1, reason=str(error)) from error
    if byte := next(filter(None, (broken_byte(file, name) for name in names)), ""):
        raise UnreadableError("bad_byte", 1, byte=hex_byte(byte))
    if not any(names):
        raise UnreadableError("no_header", 1)
    if name := first_repeated(filter(None, names)):
        raise UnreadableError("repeated_column", 1, name=name)
    return names


def _record(file: File, names: list[str], row: list[str], line: int) -> Record | Problem:
    if byte := next(filter(None, (broken_byte(file, cell) for cell in row)), ""):
        return file.problem("bad_byte", line, byte=hex_byte(byte))
    if len(row) < len(names) or any(cell.strip() for cell in row[len(names) :]):
        return file.problem("row_length", line, cells=len(row), columns=len(names))
    fields = {name: cell if cell.strip() else None for name, cell in zip(names, row, strict=False) if name}
    return Record(fields, line, f"{file.stem}-{line}")
