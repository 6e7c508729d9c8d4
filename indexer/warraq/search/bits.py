"""Whole numbers in no more bits than they need, where it is known about how large they are.

A number below a bound is written in truncated binary; one that has no bound but a usual size by Golomb's code: how
often the divisor goes into it, as so many ones and a zero, and the rest, which is below the divisor. With a divisor of
.7 times the mean that is within .03 bits of the best code for steps between places taken at random [1].

[1] S. W. Golomb, Run-length encodings, IEEE Transactions on Information Theory 12 (1966), 399-401; R. G. Gallager and
    D. C. van Voorhis, Optimal source codes for geometrically distributed integer alphabets, ibid. 21 (1975), 228-230.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from warraq.search.pack import Ints

Number = TypeVar("Number", int, Ints)


def divisor(room: Number, places: Number) -> Number:
    """Give the divisors for the steps between so many places in a room: .7 times their mean, rounded up."""
    return 7 * room // (10 * (places + 1)) + 1


def rooms(lengths: Ints) -> Ints:
    """Give rooms for the positions in articles of so many words: room for eight and a sixteenth more, rounded up.

    All but the two highest binary digits are 0: so few changes of an article's length change how its positions are
    written. The positions can be moved by `moving`.
    """
    least = lengths + lengths // 16 + 8
    digits = np.maximum(np.frexp(least.astype(float))[1].astype(np.int64) - 2, 0)
    return np.asarray(-(-least >> digits) << digits, np.int64)


def moving(rooms: Ints) -> Ints:
    """Give by how many places, the first among them, the positions in articles of such rooms can be moved."""
    return (rooms - 8) // 17 + 8


def written(values: Ints, bounds: Ints, free: NDArray[np.bool_]) -> bytes:
    """Write numbers, each below its bound, or by Golomb's code with the bound as divisor where it is `free`."""
    if not len(values):
        return b""
    often = np.where(free, values // bounds, 0)
    rest = values - often * bounds
    sizes = np.frexp((bounds - 1).astype(float))[1].astype(np.int64)  # the bits of the largest rest
    short = (1 << sizes) - bounds  # so many rests take a bit less
    fewer = rest < short
    rest = np.where(fewer, rest, rest + short)
    sizes = sizes - fewer
    heads = np.where(free, often + 1, 0)
    ends = np.cumsum(heads + sizes)
    begins = ends - heads - sizes
    ones = np.zeros(int(ends[-1]) + 1, np.int64)
    np.add.at(ones, begins, 1)
    np.add.at(ones, begins + often, -1)
    bits = np.cumsum(ones)[:-1].astype(np.uint8)
    for at in range(int(sizes.max())):
        longer = sizes > at
        bits[(begins + heads)[longer] + at] = rest[longer] >> (sizes[longer] - 1 - at) & 1
    return np.packbits(bits).tobytes()


class Bits:
    """Reads what `written` wrote, number by number; beyond the end all is 0."""

    def __init__(self, data: bytes) -> None:
        """Read from the first bit on."""
        self._bits = "".join(f"{byte:08b}" for byte in data) + "0" * 64
        self._at = 0

    def below(self, bound: int) -> int:
        """Read a number below a bound."""
        size = (bound - 1).bit_length()
        if not size:
            return 0
        short = (1 << size) - bound
        rest = int(self._bits[self._at : self._at + size - 1] or "0", 2)
        self._at += size - 1
        if rest < short:
            return rest
        self._at += 1
        return 2 * rest + (self._bits[self._at - 1 : self._at] == "1") - short

    def golomb(self, divisor: int) -> int:
        """Read a number that was written with a divisor."""
        end = max(self._bits.find("0", self._at), self._at)
        often = end - self._at
        self._at = end + 1
        return often * divisor + self.below(divisor)
