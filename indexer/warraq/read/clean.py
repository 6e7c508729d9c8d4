r"""Text as it may be published: every newline is `\n`, and what no text may hold is marked with U+FFFD.

Nothing else changes: no normal form, no spaces, no directional controls (they are legal, and a text may need them).
"""

from __future__ import annotations

import re

_NEWLINE = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_BLANK_LINES = re.compile("\n{3,}")


def one_newline(text: str) -> str:
    r"""Give the text with `\n` for every kind of newline."""
    return _NEWLINE.sub("\n", text)


def clean_text(text: str) -> tuple[str, int]:
    """Give the text as it may be published, and how many characters of it became U+FFFD.

    Blank lines at its ends go; three newlines and more become two.
    """
    text, count = _legal(text)
    # Not one expression for the ends: on a million blank lines it would look from each of them to the end.
    body = text.strip()
    before, _, after = text.partition(body) if body else ("", "", "")
    text = before.rpartition("\n")[2] + body + after.partition("\n")[0]
    return _BLANK_LINES.sub("\n\n", text), count


def clean_line(text: str) -> tuple[str, int]:
    """Do the same for a title or another field: one line, trimmed."""
    text, count = _legal(text)
    text = text.strip()
    if "\n" in text or "\t" in text:
        text = " ".join(part.strip() for part in re.split("[\n\t]", text) if not part.isspace() and part)
    return text, count


def _legal(text: str) -> tuple[str, int]:
    if all(map(str.isprintable, text.split("\n"))):  # nearly every text, and found out ten times as fast
        return text, 0
    return _ILLEGAL.subn("\ufffd", one_newline(text))


def is_blank(text: str) -> bool:
    """Whether a text says nothing: it has no letter and no digit."""
    return not any(map(str.isalnum, text))
