"""Putting a finished folder in the place of a live one, so that a reader always finds one of them whole."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_ASIDE = ".aside"


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step of the file system; False where this system has no such step."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(first), os.fsencode(second)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, ctypes.c_uint(2)) == 0)
        return bool(library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)) == 0)
    except (AttributeError, OSError, TypeError):
        return False


def put_in_place(finished: Path, live: Path) -> None:
    """Make `finished` the folder `live`; what was there is deleted afterwards.

    Linux and macOS exchange the two in one step. Elsewhere `live` is renamed first, and `recover` undoes that if the
    process dies before the second renaming. Both folders must be on one file system.
    """
    if not live.exists():
        finished.rename(live)
        return
    if _exchange(finished, live):
        old = finished
    else:
        old = live.with_name(live.name + _ASIDE)
        shutil.rmtree(old, ignore_errors=True)
        live.rename(old)
        finished.rename(live)
    shutil.rmtree(old, ignore_errors=True)


def recover(live: Path) -> None:
    """Bring back a folder whose replacement was cut short; call it before anything looks for `live`."""
    aside = live.with_name(live.name + _ASIDE)
    if aside.exists() and not live.exists():
        aside.rename(live)
    shutil.rmtree(aside, ignore_errors=True)


def link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name, so that what did not change costs nothing; a copy where links are not to be had."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


class BusyError(RuntimeError):
    """Another build is at work in the same folder."""


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the build folder for one process. The system lets go of it when the process ends, however it ends.

    Raises `BusyError` when another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+b") as handle:
        try:
            if sys.platform == "win32":
                import msvcrt  # noqa: PLC0415 - only Windows has it

                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl  # noqa: PLC0415 - Windows does not have it

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(str(folder)) from error
        yield
