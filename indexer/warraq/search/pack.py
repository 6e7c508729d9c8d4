r"""Whole numbers and texts as few bytes, and bytes as a script that any page may load.

A pack is texts and streams of numbers. It begins with how many of each there are and how many bytes each has. A text is
items with NUL between them, in windows-1256, in which an Arabic letter is one byte and DEFLATE takes a fifth less than
after UTF-8; what it has no byte for, the backslash and signs below 20 hexadecimal but white space are written
as in JavaScript: \u and four hexadecimal digits. Those signs stand for what is often in Arabic. Numbers are LEB128:
seven bits a byte, the lowest first, the eighth says that more follow.

A file is one line of JavaScript that hands its content over, a pack compressed with raw DEFLATE (RFC 1951): pages that
were opened from a folder may load nothing else than scripts. It is in UTF-16, for whose byte order mark a browser takes
a file whatever its host says of it, so that a code unit carries nearly two bytes: 16 bits, unless the next four are
1101, as in a surrogate, which may not stand alone. Then a 0 is put after them, and the unit carries 15.
"""

from __future__ import annotations

import codecs
import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_CHARSET = "cp1256"
_MARK = codecs.BOM_UTF16_LE
_FILE = re.compile(r'warraq\.file\("((?:[^"\\\n\r]|\\u[0-9a-f]{4})*)"\)\n')
_NO_STRING = re.compile('["\\\\\n\r\u2028\u2029]')
"""What a string of JavaScript may not hold as it is; older browsers end one at a line separator too."""
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_SHORT = 0b11010 << 11
"""The first unit that carries 15 bits."""
SEAL = 3
"""Bytes before a file's content, see `sealed`."""
_SIZES = 1 << 12
"""Bytes in which the sizes of a pack's parts stand; the pack of the dictionaries has a hundred of them."""


_OFTEN = [
    " الم", " الأ", " ال", " في", " من", " و", " م", " ف", " ب", " أ", " ع", " ل", " ت", " ك", " إ", " ي",
    "ال", "ية", "ان", "ين", "ات", "ار", "ام", "ول", "لى", "ها",
]  # fmt: skip
"""What is often in Arabic, longest first; a byte below 20 hexadecimal that no white space has stands for each of them.
DEFLATE takes 4% less from short texts that are written with them."""
_SIGNS = [*range(1, 9), *range(14, 32)]
_TAKEN = re.compile(r"[\0-\x08\x0e-\x1f\\]")


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


def pack(texts: Sequence[Sequence[str]], streams: Sequence[bytes] = ()) -> list[bytes]:
    """Put texts, each a list of items, and streams together. A list of one empty item is read as an empty list.

    Gives the pack in parts, which follow one another: what tells the sizes, the texts, the streams.
    """
    written = [_written(text) for text in texts]
    parts = [*written, *streams]
    return [numbers([len(written), len(streams), *map(len, parts)]), *parts]


def _written(items: Sequence[str]) -> bytes:
    if _TAKEN.search("".join(items)):  # nearly never
        items = [_TAKEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", item) for item in items]
    text = "\0".join(items)
    for sign, often in zip(_SIGNS, _OFTEN, strict=True):
        text = text.replace(often, chr(sign))
    return text.encode(_CHARSET, "warraq-json")


def unpack(data: bytes) -> tuple[list[list[str]], list[bytes]]:
    """Take a pack apart. Raises `PackError` where it is none."""
    ends = [at for at, byte in enumerate(data[:_SIZES]) if byte < 0x80]
    texts, streams = read_numbers(data[: ends[1] + 1]).tolist() if len(ends) > 1 else (0, 0)
    if not 0 < texts + streams + 2 <= len(ends):
        raise PackError
    end = ends[texts + streams + 1] + 1
    parts = []
    for size in read_numbers(data[:end]).tolist()[2:]:
        parts.append(data[end : end + size])
        end += size
    if end != len(data):
        raise PackError
    try:
        return [_items(part) for part in parts[:texts]], parts[texts:]
    except ValueError as error:
        raise PackError from error


def _items(text: bytes) -> list[str]:
    if not text:
        return []
    read = text.decode(_CHARSET)
    for sign, often in zip(_SIGNS, _OFTEN, strict=True):
        read = read.replace(chr(sign), often)
    return [_unescaped(item) for item in read.split("\0")]


def _unescaped(item: str) -> str:
    if "\\" not in item:
        return item
    return (
        _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), item)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "surrogatepass")
    )


def squeezed(parts: Iterable[bytes]) -> bytes:
    """Compress a pack, each part with codes of its own.

    A block that texts, numbers and bits share costs the words' files a twentieth more: bits have no codes shorter than
    they are, and take the short ones from the texts.
    """
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = [squeezer.compress(part) + squeezer.flush(zlib.Z_BLOCK) for part in parts if part]
    return b"".join([*blocks, squeezer.flush()])


def handed_over(content: bytes) -> bytes:
    """Write a file of the static index whose pack is compressed already."""
    letters = _NO_STRING.sub(lambda one: f"\\u{ord(one[0]):04x}", _units(content).tobytes().decode("utf-16-le"))
    return _MARK + f'warraq.file("{letters}")\n'.encode("utf-16-le")


def _units(content: bytes) -> NDArray[np.uint16]:
    """Put bytes, and one of 80 hexadecimal that ends them, into code units that are no surrogates."""
    padded = np.frombuffer(content + b"\x80\0\0\0\0", np.uint8)
    size = 8 * (len(content) + 1)
    bits = np.unpackbits(padded)
    short = bits[:size] & bits[1 : size + 1] & ~bits[2 : size + 2] & bits[3 : size + 3]
    steps = (16 - short).tobytes()
    starts = []
    at = 0
    while at < size:  # where a unit begins depends on all before it
        starts.append(at)
        at += steps[at]
    places = np.array(starts)
    wide = padded.astype(np.uint32)
    windows = wide[places >> 3] << 16 | wide[(places >> 3) + 1] << 8 | wide[(places >> 3) + 2]
    units: NDArray[np.uint32] = windows >> (8 - (places & 7)) & 0xFFFF
    fewer = short[places] > 0
    units[fewer] = _SHORT | units[fewer] >> 1 & 0x7FF
    return units.astype("<u2")


def _content(units: NDArray[np.uint16]) -> bytes:
    """Read what `_units` wrote."""
    bits = np.unpackbits(units.astype(">u2").view(np.uint8)).reshape(-1, 16)
    carried = np.ones(bits.shape, bool)
    carried[units >> 11 == _SHORT >> 11, 4] = False
    whole = bits[carried]
    return np.packbits(whole[: len(whole) & ~7]).tobytes().rpartition(b"\x80")[0]


def stretched(content: bytes) -> bytes:
    """Undo `squeezed`. Raises `PackError` where that is not possible."""
    try:
        return zlib.decompress(content, -zlib.MAX_WBITS)
    except zlib.error as error:
        raise PackError from error


def carried(written: bytes) -> bytes:
    """Give what a file of the static index hands over, as it is compressed. Raises `PackError` where it is no file."""
    try:
        match = _FILE.fullmatch(written.removeprefix(_MARK).decode("utf-16-le"))
    except UnicodeDecodeError as error:
        raise PackError from error
    if not match:
        raise PackError
    letters = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), match[1])
    return _content(np.frombuffer(letters.encode("utf-16-le"), "<u2"))


def sealed(contents: Sequence[bytes]) -> tuple[str, list[bytes]]:
    """Give files of these contents one version, so that it need be told of only once; give what they hand over.

    The version is four characters: the lowest 24 bits of the CRC-32 of all contents, in URL-safe base64. Before each
    content stand three bytes: by exclusive or they make the common sum of its own. It tells what is damaged or of
    another build, not what a stranger forged.
    """
    common = _sum(b"".join(contents))
    return urlsafe_b64encode(common).decode(), [_either(common, _sum(content)) + content for content in contents]


def unsealed(data: bytes) -> tuple[str, bytes]:
    """Give the version of a file by what it hands over, and its content."""
    content = data[SEAL:]
    return urlsafe_b64encode(_either(data[:SEAL].ljust(SEAL), _sum(content))).decode(), content


def _sum(content: bytes) -> bytes:
    return (zlib.crc32(content) & 0xFFFFFF).to_bytes(SEAL, "big")


def _either(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
