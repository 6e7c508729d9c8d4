import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import dictionaries, lexicon
from warraq.fold import fold_text
from warraq.rules import RULES
from warraq.variants import key

GROUPS = RULES["variants"]["groups"]
PAIRS = [pair for group in GROUPS for pair in group["tests"]]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_variants_share_a_key(one, other):
    assert key(fold_text(one)) == key(fold_text(other))


def test_every_group_has_a_test_and_folded_words():
    for group in GROUPS:
        assert group["tests"]
        assert all(fold_text(word) == word for word in group["words"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قال", "جال"), ("كال", "قال"), ("سورية", "سور"), ("سوريا", "سوري"), ("البرتغال", "البرتقال"),
        ("هيكل", "هيغل"), ("كونك", "كونغ"), ("الأميركية", "أمريكية"), ("يوم", "ووم"), ("قراءة", "قراوة"),
    ],
)  # fmt: skip
def test_other_words_stay_apart(one, other):
    assert key(fold_text(one)) != key(fold_text(other))


@given(st.text(alphabet="ابتثجدرسشعغفقكلمنهويء", max_size=14))
def test_a_key_is_its_own_key(word):
    assert key(key(word)) == key(word)


def test_no_two_common_words_become_one():
    """Of two everyday words of one key, both are in the same group or differ in the seat of hamza alone."""
    common: dict[str, set[str]] = {}
    for form in dictionaries.words():
        frequency = lexicon.nominal(form)
        if frequency > 6:
            common.setdefault(key(form), set()).add(form)
    words = [word.replace("غ", letter) for group in GROUPS for word in group["words"] for letter in "غجقك"]
    for forms in common.values():
        for form in forms if len(forms) > 1 else ():
            assert "ء" in form or "يي" in form or "وو" in form or any(word in form for word in words), forms
