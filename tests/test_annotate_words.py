from hypothesis import given
from hypothesis import strategies as st

from warraq.annotate.words import annotate
from warraq.fold import fold_text
from warraq.model import Article


def _words(text):
    return list(annotate(Article("1", "", text), ()))


def test_each_word_tells_its_fold_stem_lemma_and_root():
    (word,) = _words("والمدارسُ")
    assert (word.start, word.end, word.kind) == (0, 9, "word")
    assert dict(word.value) == {"fold": "والمدارس", "stem": "مدارس", "lemma": "مدرسه", "root": "درس"}


def test_an_unknown_word_has_an_empty_lemma():
    values = [word.value for word in _words("Zürich 12")]
    assert [value["fold"] for value in values] == ["zurich", "12"]
    assert all(value["lemma"] == value["root"] == "" for value in values)


def test_words_of_one_form_share_a_value_that_cannot_be_changed():
    first, second = _words("كِتاب كتاب")
    assert first.value is second.value
    assert not hasattr(first.value, "__setitem__")


@given(st.text())
def test_every_word_lies_in_its_text_and_folds_to_its_value(text):
    start = 0
    for word in _words(text):
        assert start <= word.start < word.end <= len(text)
        assert word.value["fold"] in fold_text(text[word.start : word.end]).replace(",", "")
        start = word.start


def test_a_run_without_end_is_one_word_and_its_own_stem():
    (word,) = _words("و" * 100_000)
    assert word.value["stem"] == word.value["fold"]
    assert word.value["lemma"] == ""
