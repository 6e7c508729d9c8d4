"""What spellings of one name share, and what different names do not."""

import pytest

from warraq.address import name_address
from warraq.namekeys import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("طه حسين", "طاها حسين"),
        ("عبد الرحمن الجبرتي", "عبدالرحمان الجبرتي"),
        ("إبراهيم داود", "ابراهيم داوود"),
        ("أبو بكر الرازي", "أبي بكر الرازى"),
        ("سان-جوست", "سان جوست"),
        ("محمد ابن سعيد", "مُحمّد بن سعيد"),
    ],
)
def test_spellings_of_one_person_share_a_key_and_a_page(one, other):
    assert name_key("person", one) == name_key("person", other)
    assert name_address("person", one) == name_address("person", other)


def test_variants_of_a_place_share_a_page():
    assert name_address("place", "أمريكا الوسطى") == name_address("place", "أميركا الوسطي")


def test_kinds_and_names_are_told_apart():
    keys = {name_key(kind, name) for kind in ("person", "place") for name in ("النيل", "نيل", "بن نيل")}
    assert len(keys) == 6


def test_a_name_of_signs_alone_has_a_key():
    assert name_key("person", "…").startswith("person ")
