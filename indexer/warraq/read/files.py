"""The files below some paths, in an order that is the same everywhere, and their bytes."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, TextIO, cast

from warraq.read.clean import clean_line
from warraq.read.problem import Problem, UnreadableError

LIMIT = 256 * 1024 * 1024
"""Bytes, unpacked, that one compressed file or one file read as a whole may have."""
CHUNK = 1 << 20
"""Bytes read at a time."""

_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class File:
    """One file to read."""

    path: Path
    """Where it is."""
    suffix: str
    """What says its format: `.txt`, also of `x.txt.gz`; in small letters."""
    stem: str
    """Its name without suffixes, in NFC: what some file systems store decomposed must give the same ids."""
    packed: bool
    """Whether it is compressed with gzip."""
    place: str = ""
    """Its path from the archive's folder; of a file elsewhere its name only, for it is published."""
    encoding: str = "utf-8"
    """Python's name of its encoding."""
    broken: bool = False
    """Whether it is UTF-8 with bytes in it that are not."""

    @property
    def name(self) -> str:
        """Its path as it can be printed."""
        return clean_line(str(self.path))[0]

    def problem(self, key: str, line: int = 0, *, grave: bool = True, **values: object) -> Problem:
        """Tell something about it; `key` is without its room's name."""
        return Problem(self.name, line, f"read.{key}", {name: str(value) for name, value in values.items()}, grave)

    def failure(self, error: UnreadableError, line: int = 0) -> Problem:
        """Tell why it, or its article at `line`, cannot be read."""
        return Problem(self.name, line or error.line, f"read.{error.key}", error.values, grave=True)


def file_at(path: Path) -> File:
    """Describe the file at `path` by its name alone."""
    name = unicodedata.normalize("NFC", path.name)
    packed = name.lower().endswith(".gz")
    bare = PurePath(name[:-3] if packed else name)
    return File(path, bare.suffix.lower(), bare.stem, packed)


def place_below(root: Path, path: Path) -> str:
    """Give the path from `root`; of a file that is not below it the name only."""
    try:
        below = Path(os.path.relpath(path, root))
    except ValueError:  # on another drive
        below = Path("..")
    return clean_line(path.name if below.parts[:1] == ("..",) else below.as_posix())[0]


def walk(paths: Iterable[Path]) -> Iterator[File | Problem]:
    """Find the files at and below `paths`: each path in turn, a folder's entries by name, hidden ones left out.

    A file that is reached twice, by a link or by two paths, comes once; so a loop of links ends.
    """
    seen: set[str] = set()
    for path in paths:
        yield from _visit(path, seen)


def _visit(path: Path, seen: set[str]) -> Iterator[File | Problem]:
    file = file_at(path)
    try:
        real = os.path.realpath(path, strict=True)
        mode = path.stat().st_mode
        entries = sorted(path.iterdir()) if stat.S_ISDIR(mode) else []
    except (FileNotFoundError, NotADirectoryError):
        yield file.problem("missing")
        return
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        yield file.problem("unreadable", reason=getattr(error, "strerror", None) or error)
        return
    if real in seen:
        return
    seen.add(real)
    if stat.S_ISDIR(mode):
        for entry in entries:
            if not entry.name.startswith("."):
                yield from _visit(entry, seen)
    elif stat.S_ISREG(mode):
        yield file
    else:  # a pipe or device: to open it could wait for ever
        yield file.problem("no_file", grave=False)


def open_bytes(file: File) -> BinaryIO:
    """Open a file, seeing through gzip."""
    return cast("BinaryIO", gzip.open(file.path)) if file.packed else file.path.open("rb")


def chunks(file: File, *, whole: bool) -> Iterator[bytes]:
    """Give a file's unpacked bytes piece by piece.

    Raises `UnreadableError` for damaged gzip and for more than `LIMIT` bytes of a file that is packed or to be read
    as a whole; `OSError` where the file system refuses.
    """
    size = 0
    with open_bytes(file) as stream:
        while piece := _unpack(lambda: stream.read(CHUNK)):
            size += len(piece)
            if size > LIMIT and (whole or file.packed):
                key = "gzip_too_large" if file.packed else "too_large"
                raise UnreadableError(key, limit=f"{LIMIT // 1024 // 1024:,} MB")
            yield piece


def _unpack(read: Callable[[], bytes]) -> bytes:
    try:
        return read()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableError("bad_gzip", reason=str(error)) from error


def open_text(file: File) -> TextIO:
    r"""Open a file as text with its newlines as they are.

    Bytes that are not UTF-8 in a `broken` file come as lone surrogates: see `broken_byte`.
    """
    errors = "surrogateescape" if file.broken else "strict"
    # newline="": the csv module and line numbers need every \r as it stands
    return io.TextIOWrapper(open_bytes(file), encoding=file.encoding, errors=errors, newline="")


def read_text(file: File) -> str:
    """Read a file as a whole; raises `UnreadableError` at its first bad byte."""
    with open_text(file) as stream:
        text = stream.read()
    if byte := broken_byte(file, text):
        line = text.count("\n", 0, text.index(byte)) + 1
        raise UnreadableError("bad_byte", line, byte=hex_byte(byte))
    return text


def broken_byte(file: File, text: str) -> str:
    """Give the first character of `text` that stands for a byte that is not UTF-8; empty where all are."""
    match = _ESCAPED.search(text) if file.broken else None
    return match[0] if match else ""


def hex_byte(character: str) -> str:
    """Name the byte that a lone surrogate stands for: `0xC7`."""
    return f"0x{ord(character) - 0xDC00:02X}"
