"""Work spread over processes: results in the order of the work, never more than a little of it in flight."""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.connection import wait
from threading import Thread
from types import MappingProxyType
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def _read_only(mapping: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(mapping)


# Articles hold read-only mappings, which pickle would refuse to hand over.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))

_WAY = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
_CHUNK = 48  # items a process takes at once: few enough to share out evenly, enough to hide the hand-over
_AHEAD = 4  # chunks a process may have waiting


def _run(work: Callable[[T], R], items: tuple[T, ...]) -> list[R]:
    return [work(item) for item in items]


def _settle() -> None:
    """Begin a process."""
    gc.freeze()  # to look for garbage in what is shared would write to it, and so copy it
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that began it is gone: it would hold the build folder for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _begin(prepare: Callable[..., None] | None, given: tuple[object, ...]) -> None:
    """Begin one of the processes that work is shared out to."""
    _settle()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that shares out the work
    if prepare is not None:
        prepare(*given)


def apart(work: Callable[..., R], *given: object, jobs: int) -> R:
    """Give `work(*given)`, done in a process of its own, so that all memory it takes is given back when it ends.

    With one job it is done in this process.
    """
    if jobs <= 1:
        return work(*given)
    with ProcessPoolExecutor(1, multiprocessing.get_context(_WAY), _settle) as pool:
        return pool.submit(work, *given).result()


@contextmanager
def beside(work: Callable[..., R], *given: object, jobs: int, first: bool) -> Iterator[Callable[[], R]]:
    """Do `work(*given)` in a process of its own beside the body of the `with`, or before it where it comes `first`.

    Gives what waits for the result. With one job all is done in this process, the work first.
    """
    if jobs <= 1 or first:
        result = apart(work, *given, jobs=jobs)
        yield lambda: result
        return
    with ProcessPoolExecutor(1, multiprocessing.get_context(_WAY), _settle) as pool:  # an interrupt ends it too
        yield pool.submit(work, *given).result


def spread(
    work: Callable[[T], R],
    items: Iterable[T],
    jobs: int,
    prepare: Callable[..., None] | None = None,
    given: tuple[object, ...] = (),
) -> Iterator[R]:
    """Give `work(item)` for each item, in order. `prepare(*given)` runs once in each process before.

    With one job all of it happens in this process. Processes are forked where the system can, so that what is loaded
    already is shared.
    """
    if jobs <= 1:
        if prepare is not None:
            prepare(*given)
        yield from map(work, items)
        return
    waiting: deque[Future[list[R]]] = deque()
    with ProcessPoolExecutor(jobs, multiprocessing.get_context(_WAY), _begin, (prepare, given)) as pool:
        try:
            source = iter(items)
            while chunk := tuple(islice(source, _CHUNK)):
                waiting.append(pool.submit(_run, work, chunk))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            yield from chain.from_iterable(future.result() for future in waiting)
        except BaseException:
            # Nobody wants the rest. What is at work is waited for: a pool that is still closing when the interpreter
            # ends complains of a pipe that is gone.
            pool.shutdown(cancel_futures=True)
            raise
