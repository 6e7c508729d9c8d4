"""Where a site may be published: the limits of the hosts that give it a place for nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Host:
    """A host and what it takes, as its own documentation says; 0 where it names no limit."""

    name: str
    megabytes: int = 0
    """Size of the whole site."""
    files: int = 0
    """Files in all."""
    files_a_folder: int = 0
    """Files in one folder."""


HOSTS = (
    Host("GitHub Pages", megabytes=1000),
    Host("GitLab Pages", megabytes=1000, files=200_000),
    Host("Cloudflare Pages", files=20_000),
    Host("Netlify", files_a_folder=54_000),
)


def beyond_limits(site: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Say which hosts would refuse the site: message keys with their values."""
    size = 0
    folders: Counter[str] = Counter()
    for folder, _, names in os.walk(site):
        folders[os.path.relpath(folder, site)] = len(names)
        size += sum(os.path.getsize(os.path.join(folder, name)) for name in names)  # noqa: PTH118, PTH202 - 20,000 files
    files = folders.total()
    for host in HOSTS:
        if host.megabytes and size > host.megabytes * _MEGABYTE:
            values = {"size": size // _MEGABYTE, "host": host.name, "limit": host.megabytes}
            yield "cli.limit.size", values
        if host.files and files > host.files:
            yield "cli.limit.files", {"files": files, "host": host.name, "limit": host.files}
        for folder, count in folders.items():
            if host.files_a_folder and count > host.files_a_folder:
                values = {"folder": folder, "files": count, "host": host.name, "limit": host.files_a_folder}
                yield "cli.limit.folder", values
