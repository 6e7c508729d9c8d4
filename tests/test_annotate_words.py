import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.annotate import parts
from warraq.annotate.partfeatures import own
from warraq.annotate.words import annotate
from warraq.fold import fold_text
from warraq.model import Annotation, Article
from warraq.morphology import analyses

LETTERS = "ابتدرسعفقكلمنهويءة"


def _words(text):
    return list(annotate(Article("1", "", text), ()))


def _told(text, *names):
    return [tuple(word.value[name] for name in names) for word in _words(text)]


def test_each_word_tells_all_that_is_known_of_it():
    (word,) = _words("والمدارسُ")
    assert (word.start, word.end, word.kind) == (0, 9, "word")
    assert dict(word.value) == {
        "fold": "والمدارس",
        "stem": "مدارس",
        "lemma": "مدرسه",
        "root": "درس",
        "pos": "NOUN",
        "clitics": "و+ال+_",
        "vocalised": "مَدْرَسَة",
    }


@pytest.mark.parametrize(
    ("word", "clitics"),
    [
        ("وبكتابها", "و+ب+_+ها"),
        ("لها", "_+ها"),
        ("للمدارس", "ل+ال+_"),
        ("كتب", ""),
        ("فسيكتبون", "ف+س+_"),
        ("منهم", "_+هم"),
    ],
)
def test_clitics_stand_around_the_word(word, clitics):
    assert _told(word, "clitics") == [(clitics,)]


@pytest.mark.parametrize(
    ("text", "at", "part", "lemma"),
    [
        ("كتب الصحفي مقالا طويلا", 0, "VERB", "كتب"),
        ("صدرت ثلاثة كتب جديدة", 2, "NOUN", "كتاب"),
        ("زارت الشركات الخاصة المعرض", 2, "ADJ", "خاص"),
        ("جلس الرجل على الكرسي", 2, "ADP", "علي"),
        ("اشترى ثلاثة كتب", 1, "NUM", "ثلاثه"),
        ("في البيت رجل", 0, "ADP", "في"),
    ],
)
def test_part_and_lemma_are_chosen_in_context(text, at, part, lemma):
    assert _told(text, "pos", "lemma")[at] == (part, lemma)


def test_egyptian_spelling_changes_nothing():
    usual = _told("صرّح المتحدث العسكري في القاهرة أن المباراة النهائية ستقام في المساء", "pos", "lemma")
    assert _told("صرّح المتحدث العسكرى فى القاهره ان المباراه النهائيه ستقام فى المساء", "pos", "lemma") == usual


def test_an_unknown_word_has_an_empty_lemma():
    values = [word.value for word in _words("Zürich 12")]
    assert [value["fold"] for value in values] == ["zurich", "12"]
    assert values[1]["pos"] == "NUM"
    assert all(value["lemma"] == value["root"] == value["vocalised"] == "" for value in values)


def test_particles_have_no_root():
    assert _told("إلى من", "root") == [("",), ("",)]


def test_the_words_of_a_persons_name_are_names_and_their_own_lemmas():
    text = "وصل السيد علي الطواهري"
    person = Annotation(10, 22, "person", "علي الطواهري")
    told = [(word.value["pos"], word.value["lemma"]) for word in annotate(Article("1", "", text), (person,))]
    assert told[1] == ("NOUN", "سيد")
    assert told[2:] == [("PROPN", "علي"), ("PROPN", "طواهري")]


def test_a_place_of_one_word_is_a_name():
    place = Annotation(3, 7, "place", "صيدا")
    assert [word.value["pos"] for word in annotate(Article("1", "", "في صيدا"), (place,))] == ["ADP", "PROPN"]


def test_words_of_one_form_and_part_share_a_value_that_cannot_be_changed():
    first, second = _words("كِتاب كتاب")
    assert first.value is second.value
    assert not hasattr(first.value, "__setitem__")


@settings(deadline=None)
@given(st.text())
def test_every_word_lies_in_its_text_and_folds_to_its_value(text):
    start = 0
    for word in _words(text):
        assert start <= word.start < word.end <= len(text)
        assert word.value["fold"] in fold_text(text[word.start : word.end]).replace(",", "")
        assert word.value["pos"] in parts.PARTS
        start = word.start


def test_a_run_without_end_is_one_word_and_its_own_stem():
    (word,) = _words("و" * 100_000)
    assert word.value["stem"] == word.value["fold"]
    assert word.value["lemma"] == ""


def test_a_text_without_sentences_is_tagged_in_parts():
    assert len(_words("كتاب " * (parts.BLOCK + 10))) == parts.BLOCK + 10


@settings(deadline=None)
@given(st.text(alphabet=LETTERS, max_size=14).map(fold_text))
def test_a_reading_is_what_is_left_without_its_clitics(form):
    for reading in analyses(form):
        assert len("".join(reading.before)) + len(reading.base) + len(reading.after) >= len(form) - 1
        assert form.startswith("".join(reading.before[:1]))
        assert form.endswith(reading.after)


def _small():
    """A model of two features: a word that ends in ون is a verb, and no verb follows another."""
    table, moves = np.zeros((2, 3, len(parts.PARTS)), np.float32), np.zeros((len(parts.PARTS),) * 2, np.float32)
    verb, noun = parts.PARTS.index("VERB"), parts.PARTS.index("NOUN")
    table[0, 0, verb], table[1, 0, noun], moves[verb, verb] = 2, 1, -5
    return parts.Weights({zlib.crc32(b"s2=\xd9\x88\xd9\x86"): 0, zlib.crc32(b"bias"): 1}, table, moves)


def test_features_and_steps_add_up_to_the_best_path():
    tagger = parts.Tagger(_small())
    assert tagger.tag(["يكتبون", "بيت", "يكتبون"], ["", " ", " ", ""]) == ["VERB", "NOUN", "VERB"]
    assert tagger.tag(["يكتبون", "يكتبون"], ["", " ", ""]) in (["VERB", "NOUN"], ["NOUN", "VERB"])
    assert tagger.tag(["يكتبون", "يكتبون"], ["", ". ", ""]) == ["VERB", "VERB"]  # another sentence


@settings(deadline=None)
@given(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=6).map(fold_text).filter(bool), max_size=8))
def test_a_sentence_is_tagged_alike_alone_and_after_another(words):
    tagger = parts.load()
    gaps = [" "] * max(len(words), 1)
    alone = tagger.tag(words, [*gaps[: len(words)], "."])
    both = tagger.tag([*words, *words], [*gaps[: len(words)], *([". "] if words else []), *gaps[1 : len(words)], "."])
    assert both == [*alone, *alone]


def test_a_packed_model_tags_like_the_model():
    weights = _small()
    unpacked = parts.from_bytes(parts.to_bytes(weights))
    assert unpacked.rows == weights.rows
    assert np.allclose(unpacked.table, weights.table, atol=0.01)


def test_every_word_has_features():
    assert all(list(own(form)) for form in ("", "كتاب", "12", "latin", "و" * 90))
