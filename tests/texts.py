"""Texts for property tests: any code points at all, mixed with what Arabic archives really hold."""

from hypothesis import strategies as st

PIECES = [
    "كِتَابٌ", "شهـــرزاد", "الولاياتالمتحدة", "ب«النهائى»", "ﺑﻐﺪﺍﺩ", "ﻻ", "کریم", "أحمد", "هٰذان", "ٱسطنبول",
    "٢٠١١", "1,250", "3.5", "٣٫٥", "15.10.2017", "iPhone", "Dès", "\u200fنابلس\u200f", "می\u200cرود", "\u202eabc",
    "\u0651", "ـ", "ﷺ", "«", "»", "،", "؛", ".", "\n", "\n\n", " ", "\t", "<b>", "&amp;", "</script>", "\ufffd",
    "𐍈", "😀", "و", "ال", "س", "هم", "ون",
]  # fmt: skip


def any_letter(*without: str) -> st.SearchStrategy[str]:
    """Any code point but those that this Python's Unicode does not know: JavaScript's may, and fold them."""
    return st.characters(exclude_categories=["Cn", *without], include_characters="\ufdd0\uffff\U0010ffff")


def any_text(max_pieces: int = 12) -> st.SearchStrategy[str]:
    """Text without lone surrogates: readers replace those before anything else sees them."""
    anything = st.text(any_letter("Cs"), max_size=12)
    arabic = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), min_size=1, max_size=8)
    return st.lists(st.one_of(st.sampled_from(PIECES), arabic, anything), max_size=max_pieces).map("".join)
