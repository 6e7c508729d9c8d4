from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.annotate.quotes import annotate
from warraq.model import Article

CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "quotes.jsonl").read_text("utf-8").splitlines()]


class Score(NamedTuple):
    """Of the expected quotations: how many, found, with a named speaker, that speaker right; and what is none."""

    expected: int
    spans: int
    named: int
    speakers: int
    false: int


def read(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], str(found.value)) for found in annotate(Article("a", "", text), ())]


def score(cases: Iterable[dict[str, Any]], *, tell: bool = False) -> Score:
    expected = spans = named = speakers = false = 0
    for case in cases:
        found = dict(read(case["text"]))
        wanted = {entry["text"]: entry["speaker"] for entry in case["expect"]}
        expected, spans = expected + len(wanted), spans + len(wanted.keys() & found.keys())
        named += sum(bool(speaker) for speaker in wanted.values())
        speakers += sum(bool(speaker) and found.get(text) == speaker for text, speaker in wanted.items())
        false += len(found.keys() - wanted.keys())
        if tell and found != wanted:
            print(case["text"], "\n  wanted", wanted, "\n  found ", found)  # noqa: T201 (figures and misses are for people to read)
    return Score(expected, spans, named, speakers, false)


@pytest.mark.parametrize("half", ["tune", "held"])
def test_speech_is_told_from_scare_quotes_and_speakers_are_named(half):
    total = score((case for case in CASES if case["half"] == half), tell=half == "tune")
    print(half, total)  # noqa: T201 (figures and misses are for people to read)
    assert total.spans / total.expected >= 0.97
    assert total.speakers / total.named >= 0.94
    assert total.false == 0


def test_there_are_enough_cases():
    assert len(CASES) >= 100


def test_several_quotations_in_one_text_each_have_their_speaker():
    text = (
        "قالت بلدية «الزيتون»، فى بيان، إنها ستفتح الحديقة، موضحة أنه "
        "«سيُسمح للأطفال بالدخول مجانا طوال الصيف»، وفقا لما "
        "نقلته إذاعة «الميناء». وأضاف: «سنزرع ألف شجرة». لكن جارا للحديقة، كان حاضرا، قال إن الأمر «كلام فى كلام»."
    )
    assert read(text) == [
        ("سيُسمح للأطفال بالدخول مجانا طوال الصيف", "بلدية «الزيتون»"),
        ("سنزرع ألف شجرة", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال النجار: »الخشب هذا العام غال جدا«.", [("الخشب هذا العام غال جدا", "النجار")]),
        ("قال النجار: «الخشب غال هذا العام.\nثم مضى.", []),
        ("قال النجار: ” الخشب غال هذا العام “ وضحك.", [("الخشب غال هذا العام", "النجار")]),
        ("قال النجار: «قال لي أبي «اعمل» فعملت».", [("قال لي أبي «اعمل» فعملت", "النجار")]),
        ("وصف العرض ب«الباهت» و«الممل» أمس.", []),
        ("قال النجار: 10:30 موعدنا.", [("10:30 موعدنا.", "النجار")]),
        ("القائمة: تمر وتين وزيتون.", []),
        ("«»", []),
    ],
)
def test_marks_as_they_are_typed(text, expected):
    assert read(text) == expected


@given(any_text(30))
def test_any_text_gives_quotations_within_it(text):
    for found in annotate(Article("a", "", text), ()):
        assert 0 <= found.start < found.end <= len(text)
        assert "\n" not in text[found.start : found.end]


_WORDS = (
    'قال قالت وأضاف الوزير : « » " “ ” أن إن رواية ، . قائلا نقلت عن قوله الذي بحسب وفقا للمصدر حرية لا نعم ليس كلمة \n'
)


@given(st.lists(st.sampled_from(_WORDS.split(" ")), max_size=25).map(" ".join))
def test_any_order_of_speech_s_words_is_read_without_error(text):
    end = 0
    for found in annotate(Article("a", "", text), ()):
        assert end <= found.start < found.end <= len(text)
        end = found.end
