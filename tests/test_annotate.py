"""Law 3: every annotation lies within its text; annotators never alter text."""

import copy
import itertools

from hypothesis import given, settings

from texts import any_text
from warraq.annotate import ANNOTATORS, annotate
from warraq.model import KINDS, Article


@settings(deadline=None)
@given(any_text())
def test_every_annotation_lies_within_its_text_and_no_text_is_altered(text):
    article = Article("a", "", text, "2017-10-15")
    before = copy.deepcopy(article)
    leaf = annotate(article)
    assert leaf.article == before
    for note in leaf.annotations:
        assert 0 <= note.start < note.end <= len(text)
        assert note.kind in KINDS
    places = [(note.start, -note.end, note.kind) for note in leaf.annotations]
    assert places == sorted(places)


@settings(deadline=None)
@given(any_text())
def test_annotating_again_says_the_same(text):
    article = Article("a", "", text)
    assert annotate(article) == annotate(article)


def test_sentences_and_names_do_not_overlap_their_own_kind():
    text = "قالت وزارة الثقافة فى القاهرة إن المعرض انتهى. وأعلنت بلدية تونس يوم 15 أكتوبر 2017 أنها تشارك فيه."
    notes = annotate(Article("a", "", text)).annotations
    for kind in ("sentence", "word", "date"):
        own = [note for note in notes if note.kind == kind]
        assert own, kind
        assert all(left.end <= right.start for left, right in itertools.pairwise(own)), kind


def test_there_is_a_tuple_that_gives_the_order():
    assert [annotator.__module__.rpartition(".")[2] for annotator in ANNOTATORS] == [
        "sentences", "numbers", "dates", "names", "quotes", "sources", "repairs", "words",
    ]  # fmt: skip
