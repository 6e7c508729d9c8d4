"""What every kind of page needs: the frame around it, its place in the archive, and lists cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from warraq.render.site import Site, fill, web_address

T = TypeVar("T")

KIND_KEYS = {
    "person": "persons", "place": "places", "organization": "organizations", "date": "dates_in", "source": "rests_on",
}  # fmt: skip
"""The message that names several of a kind."""

_NAV = (
    ("dates", "dates/index.html"), ("sources", "sources/index.html"), ("categories", "categories/index.html"),
    ("names", "names/index.html"), ("about", "about.html"), ("search", "search.html"),
)  # fmt: skip


def lay_out(site: Site, template: str, address: str, **values: object) -> str:
    """Lay out a page that will stand at `address`, in the archive's frame."""
    files = site.files
    folder = address.partition("/")[0]
    section = next((page for _, page in _NAV if page.partition("/")[0] == folder), "")
    return fill(
        site,
        template,
        address,
        nav=_NAV,
        section=section,
        favicon=next(path for name, path in files.items() if name.startswith("favicon")),
        logo=next((path for name, path in files.items() if name.startswith("logo")), ""),
        licence_link=web_address(site.settings.licence),
        **values,
    )


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of several this is; `shown` are the numbers to show, 0 for those left out."""

    page: int
    addresses: Sequence[str]
    shown: Sequence[int]


def paged(site: Site, items: Sequence[T], address_of: Callable[[int], str]) -> Iterator[tuple[str, Pager, Sequence[T]]]:
    """Give the pages of a list: the address of each, its place among them, and its share of the items."""
    size = max(1, site.settings.per_page)
    last = max(1, -(-len(items) // size))
    addresses = [address_of(number) for number in range(1, last + 1)]
    for page, address in enumerate(addresses, 1):
        shown: list[int] = []
        for number in sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)}):
            shown += [0, number] if shown and number - shown[-1] > 1 else [number]
        yield address, Pager(page, addresses, shown), items[(page - 1) * size : page * size]
