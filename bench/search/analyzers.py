"""How other engines turn Arabic text into terms: our own ports, for comparison only.

`lucene` follows what the documentation of Lucene's ArabicAnalyzer (`org.apache.lucene.analysis.ar`) says it does: words
by UAX #29, lower case, ASCII digits, Savoy's stop words, ArabicNormalizer's letters, and light10 of Larkey, Ballesteros
and Connell ("Light Stemming for Arabic Information Retrieval", 2007). The order matters and is Lucene's: stop words
are looked up before normalisation, so `على` is one and the name `علي` is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

Terms = list[str]
"""The terms of a text in order; "" keeps the place of one that is left out, so that phrases know of the gap."""
Analyzer = Callable[[str], Terms]

# UAX #29 for what Arabic news holds: letters and numbers run on through marks, format characters and underscores, over
# a full stop or an apostrophe between two letters, and over a full stop or a comma between two digits.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
)
_PART = rf"\w[\w{_MARKS}]*"
_WORD = re.compile(rf"{_PART}(?:(?:(?<=[^\W\d])[.'’:·](?=[^\W\d])|(?<=\d)[.,'’،٬٫;](?=\d)){_PART})*")


def words(text: str) -> Terms:
    """Cut a text into words as Lucene's StandardTokenizer does."""
    return _WORD.findall(text)


def raw(text: str) -> Terms:
    """Give words as they are, in lower case."""
    return [word.lower() for word in words(text)]


_WITH_WA = "في ما لم لن هي هى هو كل كان كانت لا من ان أن إن"  # these and the same after و
_WITH_FA = "هي هى هو ما ان أن"  # the same after ف
_PARTICLES = (
    "منها منه فيها فيه عن عليها عليه على مع الى الي إلى إلي ب بها به لك لها له بين بينما منذ ضمن حيث خلال بعد قبل حتى"
    " عند عندما لدى نحو و ف ثم او أو لكن كما اذا إذا بان بأن انها أنها إنها انه أنه إنه اما أما إما الا ألا إلا ايضا"
    " أيضا قد"
)
_OTHERS = "ا أ اى اي أي أى التى التي الذى الذي الذين هذه هذا تلك ذلك هناك انت أنت يكون تكون غير بعض جميع الان الآن"
STOP = frozenset([
    *_WITH_WA.split(), *("و" + word for word in _WITH_WA.split()), *("ف" + word for word in _WITH_FA.split()),
    *_PARTICLES.split(), *_OTHERS.split(),
])  # fmt: skip
"""Savoy's stop words for Arabic, which Lucene uses."""
_NORMAL = str.maketrans("آأإىة", "ااايه") | dict.fromkeys([0x640, *range(0x64B, 0x653)])
_PREFIXES = ("ال", "وال", "بال", "كال", "فال", "لل", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")


def lucene(text: str) -> Terms:
    """Give the terms of Lucene's ArabicAnalyzer."""
    lowered = (_ascii_digits(word.lower()) for word in words(text))
    return ["" if word in STOP else light10(word.translate(_NORMAL)) for word in lowered]


def _ascii_digits(word: str) -> str:
    return "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in word)


def light10(word: str) -> str:
    """Take off at most one prefix, then every suffix in the order of the list that leaves two letters."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= max(len(prefix) + 2, 4 if len(prefix) == 1 else 0):
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word


def snowball() -> Analyzer | None:
    """Give the analyzer with Snowball's Arabic stemmer, if the package `snowballstemmer` is there."""
    try:
        import snowballstemmer  # noqa: PLC0415 - a peer to compare with, which need not be installed
    except ImportError:
        return None
    stemmer = snowballstemmer.stemmer("arabic")
    known: dict[str, str] = {}

    def terms(text: str) -> Terms:
        found = raw(text)
        for word in found:
            if word not in known:
                known[word] = stemmer.stemWord(word)
        return [known[word] for word in found]

    return terms
