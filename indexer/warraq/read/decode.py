"""Which encoding a file is in.

The order: a byte order mark, UTF-16 that is evident without one, UTF-8, the encoding the page or the publisher names,
Windows-1256 where it gives Arabic. A file that is mostly UTF-8 stays UTF-8: one bad byte must be told, not turn
its text into other letters.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator

from warraq.read.problem import UnreadableError

Reopen = Callable[[], Iterator[bytes]]
"""Gives a file's bytes from the beginning, piece by piece."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32",
    "cp1256": "Windows-1256",
}
_PUNCTUATION = frozenset("«»،؛؟‘’“”–—…•·\u00a0\u200c\u200d\u200e\u200f°%")
_HIGH = bytes(range(128, 256))
_ARABIC_SHARE = 0.85
_GOOD_FOR_BAD = 4
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26} | {127}  # 26 ended files under DOS


def encoding_name(encoding: str) -> str:
    """Name an encoding as people know it."""
    return _NAMES.get(encoding, encoding)


def find_encoding(reopen: Reopen, named: str = "") -> tuple[str, bool]:
    """Find a file's encoding, and whether it is UTF-8 with bad bytes in it.

    `named` is the encoding of a file that is not Unicode, where the page or the publisher tells one. Raises
    `UnreadableError` where no encoding fits or `named` is none.
    """
    head = next(reopen(), b"")
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            fault = _first_fault(reopen, encoding)
            return _unless_undecodable(encoding, None if encoding == "utf-8-sig" else fault), fault is not None
    if encoding := _evident_utf16(head):
        return _unless_undecodable(encoding, _first_fault(reopen, encoding)), False
    fault = _first_fault(reopen, "utf-8")
    if fault is None:
        return "utf-8", False
    if _mostly_utf8(reopen):
        return "utf-8", True
    if named:
        try:
            "".encode(named)
        except (LookupError, UnicodeError) as error:
            raise UnreadableError("unknown_encoding", encoding=named) from error
        if _first_fault(reopen, named) is None:
            return codecs.lookup(named).name, False
    return _unless_undecodable("cp1256", None if _is_windows_arabic(reopen) else fault), False


def _unless_undecodable(encoding: str, fault: tuple[int, int] | None) -> str:
    if fault is None:
        return encoding
    offset, line = fault
    raise UnreadableError("undecodable", line, offset=str(offset))


def _first_fault(reopen: Reopen, encoding: str) -> tuple[int, int] | None:
    """Find the offset in bytes and the line of the first byte that is not of `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)()
    read = lines = 0
    piece = b""
    try:
        for piece in reopen():
            lines += decoder.decode(piece).count("\n")
            read += len(piece)
        piece = b""
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        kept = len(error.object) - len(piece)  # what the decoder held back from the piece before
        before = error.object[: error.start].decode(encoding, "ignore")
        return read - kept + error.start, lines + before.count("\n") + 1
    except UnicodeError:  # UTF-16 that stops after its mark, IDNA and the like tell no place
        return read, lines + 1
    return None


def _evident_utf16(head: bytes) -> str:
    """Recognise UTF-16 without a mark: nearly every second byte is 00 (Latin, spaces) or 06 (Arabic).

    No text in another encoding has so many of these control characters, though they make valid UTF-8.
    """
    head = head[: min(len(head) // 2 * 2, 1 << 16)]
    if len(head) < 4:
        return ""
    half = len(head) // 2
    even = (head[0::2].count(0) + head[0::2].count(6)) / half
    odd = (head[1::2].count(0) + head[1::2].count(6)) / half
    if odd > 0.75 and even < 0.25:
        return "utf-16-le"
    return "utf-16-be" if even > 0.75 and odd < 0.25 else ""


def _mostly_utf8(reopen: Reopen) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    good = bad = 0
    for piece in reopen():
        text = decoder.decode(piece)
        wrong = max(0, text.count("\ufffd") - piece.count(b"\xef\xbf\xbd"))
        bad += wrong
        good += len(text) - wrong - len(piece.translate(None, _HIGH))
    return good > _GOOD_FOR_BAD * bad


def _is_windows_arabic(reopen: Reopen) -> bool:
    """Whether the bytes, read as Windows-1256, are text and nearly all of its letters beyond ASCII are Arabic."""
    tally: Counter[int] = Counter()
    for piece in reopen():
        tally.update(piece)
    if any(tally[byte] for byte in _CONTROLS):
        return False
    arabic = other = 0
    for byte, count in tally.items():
        character = bytes([byte]).decode("cp1256")
        if "\u0620" <= character <= "\u06ff":
            arabic += count
        elif byte >= 128 and character not in _PUNCTUATION:
            other += count
    return arabic > 0 and arabic >= _ARABIC_SHARE * (arabic + other)
