"""EDTF to the dating attributes of TEI, which know W3C dates, ends and limits, but no unspecified digits."""

from __future__ import annotations

import re

from warraq.render.body import is_html_date

EDTF = "http://id.loc.gov/datatypes/edtf"
_WORD = re.compile(r"[!-~]+")
_DIGITS_LEFT_OPEN = re.compile(r"(\d{2})(\d|X)X", re.ASCII)


def attributes(value: str) -> dict[str, str]:
    """Give `when`, `from` and `to`, or `notBefore` and `notAfter`; whatever they cannot say stays EDTF.

    `2017~` and `2017?` keep their date with a lower `cert`. An interval is from its first to its last day; one that is
    open has one end only. `201X` is not before 2010 and not after 2019. Years before our era stay EDTF: W3C dates and
    EDTF count them differently.
    """
    plain = value.rstrip("?~%")
    less_sure = {"cert": "medium"} if plain != value else {}
    if is_html_date(plain):
        return {"when": plain, **less_sure}
    if _DIGITS_LEFT_OPEN.fullmatch(plain):
        first, last = (plain.replace("X", digit) for digit in "09")
        return {"notBefore": first, "notAfter": last, **less_sure}
    first, slash, last = value.partition("/")
    ends = {name: end.rstrip("?~%") for name, end in (("from", first), ("to", last)) if end.strip(".")}
    if slash and ends and all(map(is_html_date, ends.values())):
        unsure = {"cert": "medium"} if any(end[-1] in "?~%" for end in (first, last) if end) else {}
        return {**ends, **unsure}
    return {"when-custom": value, "datingMethod": EDTF} if _WORD.fullmatch(value) else {}
