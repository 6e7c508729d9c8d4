"""Words by the letters they are spelt with: which forms hold each four letters in a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Grams(NamedTuple):
    """The forms that hold each four letters in a row, a form's two ends counting as a letter each."""

    codes: NDArray[np.uint64]
    """The distinct four-grams, see `gram_codes`, ascending."""
    starts: NDArray[np.int64]
    """The forms of `codes[i]` are `forms[starts[i]:starts[i + 1]]`."""
    forms: NDArray[np.int32]
    """Places of forms, ascending within one gram."""
    counts: NDArray[np.int32]
    """How many distinct grams each form has."""


def gram_codes(forms: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """List every four-gram of the forms as 64 bits, 16 a letter, with the place of its form; sorted, each pair once.

    A form is read between ^ and $, which no word holds. The one letter of a shorter form makes a gram of three.
    """
    lengths = np.fromiter((len(form) for form in forms), np.int64, len(forms))
    letters = np.frombuffer("".join(f"^{form}$" for form in forms).encode("utf-32-le"), np.uint32).astype(np.uint64)
    letters = np.concatenate([letters & np.uint64(0xFFFF), np.zeros(3, np.uint64)])
    size = len(letters) - 3
    codes = np.zeros(size, np.uint64)
    for shift in range(4):
        codes = (codes << np.uint64(16)) | letters[shift : shift + size]
    form = np.repeat(np.arange(len(forms), dtype=np.int32), lengths + 2)
    ends = np.cumsum(lengths + 2)
    place = np.arange(size) - np.repeat(ends - lengths - 2, lengths + 2)
    room = np.repeat(lengths + 2, lengths + 2) - place  # letters from here to the form's end
    codes[room == 3] &= np.uint64(0xFFFFFFFFFFFF0000)  # a gram of three: without the next form's ^
    whole = (room >= 4) | ((room == 3) & (place == 0))
    pairs = np.lexsort((form[whole], codes[whole]))
    codes, form = codes[whole][pairs], form[whole][pairs]
    once = np.ones(len(codes), bool)
    once[1:] = (codes[1:] != codes[:-1]) | (form[1:] != form[:-1])
    return codes[once], form[once]


def grams(forms: Sequence[str]) -> Grams:
    """Make the table of a vocabulary's forms."""
    codes, places = gram_codes(forms)
    changes = np.flatnonzero(np.concatenate([np.ones(min(len(codes), 1), bool), codes[1:] != codes[:-1]]))
    return Grams(
        codes[changes],
        np.append(changes, len(codes)).astype(np.int64),
        places,
        np.bincount(places, minlength=len(forms)).astype(np.int32),
    )
