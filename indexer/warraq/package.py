"""The site as one file to hand on: a zip that is unpacked anywhere and read by a double click.

The same site gives the same bytes: files in order of their addresses, fixed times and modes.
"""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

from warraq.say import LANGUAGES, say
from warraq.steps.progress import Progress, silent

README = "README.txt"
"""The file that says what to do; it stands first, beside the site's `index.html`."""

_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold: a real one would be another with every build
_MODE = 0o100644 << 16  # a plain file that all may read
_UNIX = 3
# What is compressed already only gets slower by being compressed again.
_COMPRESSED = frozenset({".woff2", ".woff", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".gz", ".zip", ".pdf"})
_LEVEL = 9


class NoSiteError(Exception):
    """There is no built site in the folder."""


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed."""

    path: Path
    """The zip."""
    files: int
    """Files in it, the README among them."""
    size: int
    """Bytes of the zip."""


def package(site: Path, target: Path, progress: Progress = silent) -> Packed:
    """Write the zip of a built site to `target`, in place of what is there only when it is whole.

    Everything in it stands in one folder with the name of the zip, so that two archives unpacked in one place stay two.
    Raises `NoSiteError` where `site` is not a folder that a build made, and `OSError`.
    """
    if not (site / "build.json").is_file() or not (site / "index.html").is_file():
        raise NoSiteError(site)
    addresses = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    folder = target.stem.strip(". ") or "archive"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.next")
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            _add(archive, f"{folder}/{README}", readme().encode("utf-8-sig"))
            for address in progress("cli.packing", addresses, len(addresses)):
                _add(archive, f"{folder}/{address}", (site / address).read_bytes())
        os.replace(beside, target)  # noqa: PTH105 - in one step, over what is there
    finally:
        beside.unlink(missing_ok=True)
    return Packed(target, len(addresses) + 1, target.stat().st_size)


def readme() -> str:
    """Say in both languages how the archive is opened. Lines end as every system's editor knows them."""
    parts = [say("cli.readme", lang) for lang in LANGUAGES]
    return "\n\n".join(parts).replace("\n", "\r\n") + "\r\n"


def _add(archive: zipfile.ZipFile, address: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(address, _TIME)
    entry.create_system = _UNIX  # else it names the system it was made on
    entry.external_attr = _MODE
    entry.compress_type = zipfile.ZIP_STORED if Path(address).suffix in _COMPRESSED else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, compresslevel=_LEVEL)
