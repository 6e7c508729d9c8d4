"""What makes an index folder whole: a list of its files with their hashes, written when all of them are on the disk.

A folder without it was never finished; a file that differs from it is damaged. Neither is ever searched.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from warraq.rules import HASH
from warraq.search.searcher import SearchError

NAME = "manifest.json"
T = TypeVar("T")
_TRIES = 20


def write(folder: Path, form: str, articles: int, known: Mapping[str, str]) -> None:
    """Bring every file of an index to the disk, then list them.

    `form` names the kind and version of the index. `known` are hashes of files that were on the disk before.
    """
    files: dict[str, str] = {}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            _sync(path)
        files[name] = known.get(name) or _digest(path)
    for inner in sorted(path for path in folder.rglob("*") if path.is_dir()):
        _sync(inner)
    listed = {"format": form, "rules": HASH, "articles": articles, "files": files}
    (folder / NAME).write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8", newline="\n")
    _sync(folder / NAME)
    _sync(folder)


def verify(folder: Path, form: str) -> list[SearchError]:
    """List all that is wrong with an index; nothing where it is as it was written."""
    try:
        known = _read(folder, form)
    except SearchError as error:
        return [error]
    present = {path.relative_to(folder).as_posix() for path in _files(folder)} - {NAME}
    damaged = [name for name in sorted(known.keys() & present) if _digest(folder / name) != known[name]]
    return [
        *(SearchError("search.file_missing", file=name) for name in sorted(known.keys() - present)),
        *(SearchError("search.file_damaged", file=name) for name in damaged),
        *(SearchError("search.file_unknown", file=name) for name in sorted(present - known.keys())),
    ]


def checked(folder: Path, form: str) -> dict[str, str]:
    """Give the hashes of an index's files when all of them are sound.

    Raises `SearchError` where there is no complete index, other rules or another version made it, or a file is missing
    or damaged.
    """
    known = _read(folder, form)
    wrong = [error.values["file"] for error in verify(folder, form) if error.key != "search.file_unknown"]
    if wrong:
        raise SearchError("search.index_damaged", folder=str(folder), files=", ".join(wrong))
    return known


def while_steady(folder: Path, form: str, opening: Callable[[], T]) -> T:
    """Check an index and give what `opening` makes of it, both of one and the same index.

    A build may put another in its place in between: then all is done again, so that a reader has the old one or the new
    one and never half of each. Raises what `checked` raises.
    """
    for _ in range(_TRIES):
        before = _listed(folder)
        try:
            checked(folder, form)
            found = opening()
        except Exception:  # each library has its own for files that are no longer there
            if _listed(folder) == before:
                raise
        else:
            if _listed(folder) == before:
                return found
    raise SearchError("search.index_damaged", folder=str(folder), files=NAME)


def _listed(folder: Path) -> bytes:
    try:
        return (folder / NAME).read_bytes()
    except OSError:
        return b""


def _read(folder: Path, form: str) -> dict[str, str]:
    try:
        listed: Any = json.loads((folder / NAME).read_bytes())
        made_with, rules = str(listed["format"]), listed["rules"]
        files = {str(name): str(digest) for name, digest in listed["files"].items()}
    except OSError:
        raise SearchError("search.index_missing", folder=str(folder)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SearchError("search.index_damaged", folder=str(folder), files=NAME) from None
    if made_with != form:
        raise SearchError("search.index_other_format", folder=str(folder), format=made_with)
    if rules != HASH:
        raise SearchError("search.index_other_rules", folder=str(folder))
    return files


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _sync(path: Path) -> None:
    folder = path.is_dir()
    if folder and os.name == "nt":
        return  # Windows does not open folders
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
