import math

import pytest

from warraq.annotate import annotate
from warraq.facts import facts_of
from warraq.keyphrases import candidates, choose, nouns
from warraq.model import Article
from warraq.render.article import search_address


def told(title, text, most=5):
    facts = facts_of(annotate(Article("a", title, text)))
    return choose(facts.phrases, lambda _: math.log(50), most)


def test_what_comes_again_and_stands_in_the_title_is_told_as_it_is_written_without_clitics():
    text = "افتتحت البلدية سوق السمك. وجاء بالسمك صيادون كثيرون. وقال صاحب دكان في سوق السمك إن الصيادين فرحوا."
    phrases = told("سوق السمك تفتح", text)
    assert phrases[0] == "سوق السمك"
    assert "السمك" not in phrases, "it is told already"


@pytest.mark.parametrize(
    ("text", "phrase", "whole"),
    [
        ("خرب الطقس الحار المزرعة لأن الطقس الحار طال.", "الطقس الحار", True),
        ("بدأت زراعة القمح في السهل، ثم توقفت زراعة القمح.", "زراعة القمح", True),
        ("زار الحديقة شاعر، وعاد الحديقة شاعر.", "الحديقة شاعر", False),
        ("جاء البائع، المشتري وعاد البائع، المشتري.", "البائع، المشتري", False),
    ],
)
def test_the_articles_make_a_phrase_and_signs_part_it(text, phrase, whole):
    leaf = annotate(Article("a", "خبر", text))
    found = {entry.text for entry in candidates(text, nouns(leaf), frozenset())}
    assert (phrase in found) == whole


def test_occurrences_are_brought_together_by_lemma():
    text = "وقع التجار عقود البيع أمس. وقرأ القاضي عقد البيع مرتين."
    leaf = annotate(Article("a", "خبر", text))
    assert ("عقد", "بيع") in {entry.terms for entry in candidates(text, nouns(leaf), frozenset())}


def test_a_glued_preposition_is_not_shown():
    text = "رحبت الصحف بالمكتبة الجديدة للمكتبة الجديدة."
    leaf = annotate(Article("a", "خبر", text))
    found = [entry for entry in candidates(text, nouns(leaf), frozenset()) if len(entry.terms) == 2]
    assert [entry.text for entry in found] == ["المكتبة الجديدة"]


def test_what_is_glued_within_parts_a_phrase():
    text = "نصب تذكاري للشهيد في الميدان، ونصب تذكاري للشهيد عند الجسر."
    leaf = annotate(Article("a", "خبر", text))
    assert [entry.text for entry in candidates(text, nouns(leaf), frozenset()) if "شهيد" in entry.terms] == []


def test_a_common_word_alone_tells_nothing_and_a_rare_one_does():
    text = "انفجر البركان ليلا وهرب الناس من البركان والناس خائفون من البركان."
    facts = facts_of(annotate(Article("a", "خبر", text)))
    assert choose(facts.phrases, lambda _: 6.0, 1) == ("البركان",)
    assert choose(facts.phrases, lambda _: 1.0, 1) == ()


def test_a_name_that_the_title_has_is_told_once_among_words_of_its_own():
    text = "وصل الكاتب طه حسين إلى القاهرة. وقال طه حسين إنه يكتب كل يوم."
    phrases = told("طه حسين في القاهرة", text)
    assert "طه حسين" in phrases
    assert "حسين" not in phrases


def test_terms_are_nouns_by_lemma_and_names_by_key_and_the_title_counts_once_more():
    facts = facts_of(annotate(Article("a", "كتب جديدة", "قرأ الطلاب الكتب في القاهرة. والكتاب صديق.")))
    assert facts.terms["كتاب"] == 3
    assert facts.terms["place القاهره"] == 1
    assert "قرا" not in facts.terms
    assert "القاهره" not in facts.terms


def test_the_address_of_a_search_keeps_letters_readable_and_quotes_several_words():
    assert search_address("البركان") == "search.html?q=البركان"
    assert search_address("سوق السمك") == "search.html?q=%22سوق+السمك%22"
    assert search_address('a"&b') == "search.html?q=a%22%26b"
