from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.annotate.sources import annotate
from warraq.model import Article, Leaf
from warraq.render.body import named

FILE = Path(__file__).parent / "data" / "sources.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def read(text):
    return [(text[found.start : found.end], found.value) for found in annotate(Article("a", "", text), ())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_media_that_news_is_taken_from_are_told_from_others(case):
    assert read(case["text"]) == [(entry["text"], entry["value"]) for entry in case["expect"]]


def test_there_are_enough_cases_with_and_without_a_source():
    assert len(CASES) >= 40
    assert sum(not case["expect"] for case in CASES) >= 10


def test_a_source_told_twice_is_listed_once_with_its_sentences():
    text = "ذكرت وكالة رويترز أن الجسر أغلق. ونقلت «رويترز» عن شاهد أنه فتح. وقالت قناة النهر إنه لم يغلق."
    article = Article("a", "", text)
    (reuters, river) = named(Leaf(article, tuple(annotate(article, ()))))["source"]
    assert (reuters.label, reuters.times, reuters.address) == ("رويترز", 2, "")
    assert river.label == "قناة النهر"


@pytest.mark.parametrize("text", ["ذكرت وكالة رُويتَرز أمس", "ذَكَرَت وكالـــة رويترز أمس"])
def test_tashkeel_and_tatweel_cost_nothing(text):
    assert [value for _, value in read(text)] == ["رويترز"]


_WORDS = 'ذكرت نقلا عن وكالة رويترز صحيفة « » " الغد الأردنية في تصريح ل لقناة (وات) / بحسب موقع أن المصدر : ، . \n'


@given(st.one_of(any_text(30), st.lists(st.sampled_from(_WORDS.split(" ")), max_size=20).map(" ".join)))
def test_any_text_gives_sources_within_it(text):
    end = 0
    for found in annotate(Article("a", "", text), ()):
        assert end <= found.start < found.end <= len(text)
        assert found.value
        end = found.end
