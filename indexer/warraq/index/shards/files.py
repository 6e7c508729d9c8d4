"""The files of a static index: named, given versions, written and read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from warraq.search import SearchError
from warraq.search.pack import PackError, carried, handed_over, pack, sealed, squeezed, stretched, unpack, unsealed

Pack = tuple[list[list[str]], list[bytes]]
"""What a file holds: texts and streams, see `search.pack`."""
_SIZE = 4
"""Characters of a version."""
_START = "start.js"


class Versions(NamedTuple):
    """The versions of files that are numbered from 0."""

    group: int
    """How many files in a row have one."""
    joined: str
    """They themselves, one after the other."""

    def of(self, number: int) -> str:
        """Give the version of a file."""
        at = number // self.group * _SIZE
        return self.joined[at : at + _SIZE]


def group_of(files: int, most: int) -> int:
    """Give how many files in a row have one version: a power of two, so that there are at most so many versions."""
    return 1 << (max(-(-files // most), 1) - 1).bit_length()


def put(folder: Path, contents: Mapping[str, bytes]) -> str:
    """Write files of one version, which it gives: compressed packs by their names."""
    version, letters = sealed(list(contents.values()))
    for name, content in zip(contents, letters, strict=True):
        (folder / f"{name}.js").write_bytes(handed_over(content))
    return version


def put_all(folder: Path, letter: str, contents: Iterable[bytes], group: int = 1) -> Versions:
    """Write files that are named by a letter and a number."""
    numbered = ((f"{letter}{number}", content) for number, content in enumerate(contents))
    versions = []
    while together := dict(islice(numbered, group)):
        versions.append(put(folder, together))
    return Versions(group, "".join(versions))


def version_of(path: Path) -> str:
    """Give the version of a file. Raises `PackError` where it is none."""
    return unsealed(carried(path.read_bytes()))[0]


def read(folder: Path, name: str, known: str) -> Pack:
    """Read a file whose version is known. Raises `SearchError` where it is missing, damaged or another."""
    try:
        version, content = unsealed(carried((folder / f"{name}.js").read_bytes()))
        if version == known:
            return unpack(stretched(content))
    except (OSError, PackError):
        pass  # told below
    raise SearchError("search.index_damaged", folder=str(folder), files=f"{name}.js")


def put_start(folder: Path, told: Mapping[str, Any], streams: list[bytes]) -> None:
    """Write the start file. It has no seal: nothing tells its version, and readers of any format must know this one."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    (folder / _START).write_bytes(handed_over(squeezed(pack([[text]], streams))))


def read_start(folder: Path) -> tuple[dict[str, Any], list[bytes]]:
    """Read what `put_start` wrote. Raises `SearchError` where it is missing or damaged."""
    try:
        ((text,),), streams = unpack(stretched(carried((folder / _START).read_bytes())))
        return json.loads(text), streams
    except OSError:
        raise SearchError("search.index_missing", folder=str(folder)) from None
    except ValueError:  # `PackError` is one
        raise SearchError("search.index_damaged", folder=str(folder), files=_START) from None
