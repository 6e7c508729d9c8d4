"""Whole numbers and texts as few bytes, and bytes as a script that any page may load.

A pack is the number of bytes of its header, the header, and streams of numbers; the header's `streams` says how many
bytes each has. The header is JSON in windows-1256, in which an Arabic letter is one byte and DEFLATE takes a fifth less
than after UTF-8; what it has no byte for is escaped, as JSON may. Numbers are LEB128: seven bits a byte, the lowest
first, the eighth says that more follow.

A file is one line of JavaScript that hands over its name and its content, a pack compressed with raw DEFLATE (RFC 1951)
in base64 (RFC 4648). Pages opened from a folder may load nothing else than scripts.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import re
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_FILE = re.compile(rb'warraq\.file\("([a-z0-9-]+)","([A-Za-z0-9+/=]*)"\)\n')


_CHARSET = "cp1256"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end


codecs.register_error("warraq-json", _escaped)


class PackError(ValueError):
    """Bytes that are no pack."""


def numbers(values: Sequence[int] | Ints) -> bytes:
    """Write whole numbers from 0 up to 2**56 as LEB128."""
    array = np.asarray(values, np.int64)
    if not len(array):
        return b""
    sizes = np.ones(len(array), np.int64)
    for bits in range(7, 56, 7):
        sizes += array >> bits > 0
    ends = np.cumsum(sizes)
    written = np.zeros(int(ends[-1]), np.uint8)
    starts = ends - sizes
    for at in range(int(sizes.max())):
        longer = sizes > at
        more = np.where(sizes[longer] > at + 1, 0x80, 0)
        written[starts[longer] + at] = (array[longer] >> (7 * at)) & 0x7F | more
    return written.tobytes()


def read_numbers(data: bytes) -> Ints:
    """Read what `numbers` wrote. Raises `PackError` where the last number is cut off."""
    array = np.frombuffer(data, np.uint8).astype(np.int64)
    if not len(array):
        return array
    last = array < 0x80
    if not last[-1]:
        raise PackError
    ends = np.flatnonzero(last)
    starts = np.concatenate([[0], ends[:-1] + 1])
    shifts = 7 * (np.arange(len(array)) - np.repeat(starts, ends - starts + 1))
    if shifts.max() > 49:
        raise PackError
    return np.add.reduceat((array & 0x7F) << shifts, starts).astype(np.int64)


def pack(header: dict[str, Any], streams: Sequence[bytes] = ()) -> bytes:
    """Put a header and streams together."""
    listed = {**header, "streams": [len(stream) for stream in streams]}
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    written = text.encode(_CHARSET, "warraq-json")
    return numbers([len(written)]) + written + b"".join(streams)


def unpack(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Take a pack apart. Raises `PackError` where it is none."""
    size = next((at for at, byte in enumerate(data[:8]) if byte < 0x80), None)
    if size is None:
        raise PackError
    start = size + 1
    end = start + int(read_numbers(data[:start])[0])
    try:
        header = json.loads(data[start:end].decode(_CHARSET))
        lengths = [int(length) for length in header["streams"]]
    except (ValueError, KeyError, TypeError) as error:
        raise PackError from error
    if min(lengths, default=0) < 0 or end + sum(lengths) != len(data):
        raise PackError
    streams = []
    for length in lengths:
        streams.append(data[end : end + length])
        end += length
    return header, streams


def script(name: str, data: bytes) -> bytes:
    """Write a file of the static index."""
    return handed_over(name, squeezed(data))


def squeezed(data: bytes) -> bytes:
    """Compress a pack."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


def handed_over(name: str, content: bytes) -> bytes:
    """Write a file of the static index whose pack is compressed already."""
    return b'warraq.file("%s","%s")\n' % (name.encode(), base64.b64encode(content))


def read_script(written: bytes, name: str) -> bytes:
    """Read a file of the static index. Raises `PackError` where it is damaged or another file."""
    match = _FILE.fullmatch(written)
    if not match or match[1] != name.encode():
        raise PackError
    try:
        return zlib.decompress(base64.b64decode(match[2], validate=True), -zlib.MAX_WBITS)
    except (zlib.error, binascii.Error) as error:
        raise PackError from error


def digest(written: bytes) -> str:
    """Name the content of a file by four characters: the lowest 24 bits of its CRC-32, in URL-safe base64.

    It tells what is damaged or of another build, not what a stranger forged.
    """
    content = written.rpartition(b',"')[2].partition(b'"')[0]
    return base64.urlsafe_b64encode((zlib.crc32(content) & 0xFFFFFF).to_bytes(3, "big")).decode()
