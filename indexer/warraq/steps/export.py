"""An archive given out in one of the forms of `warraq.exports`: what a build keeps is not annotated twice."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from warraq.annotate import complete, load
from warraq.exports import FORMATS
from warraq.model import Leaf
from warraq.settings import Settings
from warraq.steps.gather import annotators
from warraq.steps.parallel import spread
from warraq.steps.store import Store, key_of


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for."""

    form: str
    """One of `FORMATS`."""
    settings: Settings
    """The archive's settings."""
    store: Path
    """The store of its last build; it need not exist."""
    kinds: Collection[str] = ()
    """The kinds of annotation to give; all where it is empty."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a process needs: made once, not for each article."""

    order: Order
    store: Store | None
    made_by: str


_desk: list[_Desk] = []  # the one desk of this process; `spread` has each process sit down before it works


def _sit_down(order: Order, made_by: str) -> None:
    _desk[:] = [_Desk(order, Store(order.store) if order.store.is_file() else None, made_by)]


def _leaf(desk: _Desk, begun: Leaf) -> Leaf:
    if desk.store is not None:
        try:
            return desk.store.leaf(key_of(begun, desk.made_by))
        except KeyError:  # it is new, or changed since the last build
            pass
    return complete(begun)


def _piece(begun: Leaf) -> str:
    (desk,) = _desk
    leaf, order = _leaf(desk, begun), desk.order
    if order.kinds:
        leaf = replace(leaf, annotations=tuple(note for note in leaf.annotations if note.kind in order.kinds))
    return FORMATS[order.form].piece(leaf, order.settings)


def export(begun: Iterable[Leaf], order: Order, jobs: int) -> Generator[str]:
    """Give the export of articles as they were read, piece by piece; memory does not grow with their number.

    Close it: processes are at work for it.
    """
    if not order.store.is_file():
        load()
    form = FORMATS[order.form]
    if form.byte_order_mark:
        yield "\ufeff"
    yield from form.whole(spread(_piece, begun, jobs, _sit_down, (order, annotators())), order.settings)
