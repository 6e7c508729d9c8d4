"""Long work told as it goes by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Tells of long work."""

    def __call__(self, step: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        """Give `items` again, one by one; `step` is the message key of what is being done."""


def silent(step: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:  # noqa: ARG001 - a Progress
    """Tell nothing."""
    return items
