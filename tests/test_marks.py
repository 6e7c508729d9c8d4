"""Any spans over any text come out nested, and nothing of the text is lost or doubled."""

import time

from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.marks import Close, Open, Text, nest, widen
from warraq.model import KINDS, Annotation


@st.composite
def marked(draw):
    text = draw(any_text())
    offset = st.integers(-2, len(text) + 2)
    kinds = st.sampled_from([*KINDS, "paragraph"])
    spans = draw(st.lists(st.tuples(offset, offset, kinds), max_size=12))
    return text, [Annotation(start, end, kind, str(n)) for n, (start, end, kind) in enumerate(spans)]


def named(text, *spans):
    return [Annotation(text.index(part), text.index(part) + len(part), kind, part) for part, kind in spans]


def outline(text, annotations):
    """The events as brackets: quick to read."""
    shown = []
    for event in nest(text, annotations):
        if isinstance(event, Open):
            shown.append(f"[{event.annotation.kind}:" if event.first else "[:")
        else:
            shown.append("]" if isinstance(event, Close) else text[event.start : event.end])
    return "".join(shown)


@given(marked())
def test_marks_nest_and_the_text_comes_once(case):
    text, annotations = case
    stack, read = [], []
    fresh = False
    for event in nest(text, annotations):
        if isinstance(event, Open):
            stack.append(event.annotation)
            fresh = True
        elif isinstance(event, Close):
            assert stack.pop() is event.annotation
            assert not fresh, "an empty mark"
        else:
            assert event.start < event.end
            read.append(text[event.start : event.end])
            fresh = False
    assert not stack
    assert "".join(read) == text


@given(marked())
def test_every_mark_covers_its_span_and_no_more(case):
    text, annotations = case
    covered = {id(note): [] for note in annotations}
    opened = []
    for event in nest(text, annotations):
        if isinstance(event, Open):
            opened.append(event.annotation)
        elif isinstance(event, Close):
            opened.pop()
        else:
            for note in opened:
                covered[id(note)].extend(range(event.start, event.end))
    wide = widen(text, [(note.start, note.end) for note in annotations])
    for note, (start, end) in zip(annotations, wide, strict=True):
        assert covered[id(note)] == list(range(start, end))


@given(marked())
def test_the_first_piece_of_a_mark_comes_once(case):
    text, annotations = case
    first = [id(event.annotation) for event in nest(text, annotations) if isinstance(event, Open) and event.first]
    assert len(first) == len(set(first))


@given(any_text(), st.data())
def test_widening_parts_no_joined_letters(text, data):
    offsets = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    for (start, end), (wide_start, wide_end) in zip(spans, widen(text, spans), strict=True):
        assert wide_start <= start
        assert end <= wide_end
        for edge in (wide_start, wide_end):
            if 0 < edge < len(text):
                assert not ("\u0621" <= text[edge - 1] <= "\u064a" and "\u0621" <= text[edge] <= "\u064a")


def test_a_name_after_a_preposition_is_marked_with_it():
    text = "وصل بالرقة أمس"
    assert outline(text, named(text, ("الرقة", "place"))) == "وصل [place:بالرقة] أمس"


def test_the_mark_keeps_the_exact_span():
    text = "وصل بالرقة أمس"
    event = next(event for event in nest(text, named(text, ("الرقة", "place"))) if isinstance(event, Open))
    assert text[event.annotation.start : event.annotation.end] == "الرقة"
    assert text[event.start : event.end] == "بالرقة"


def test_tashkeel_stays_with_its_letter():
    text = "كِتَابٌ جديد"
    assert outline(text, [Annotation(0, 6, "person", "")]) == "[person:كِتَابٌ] جديد"


def test_a_name_stays_whole_where_a_quotation_begins_inside_it():
    text = "قوات «سوريا الحرة» قالت إنها عادت"
    notes = named(text, ("قوات «سوريا الحرة»", "organization"), ("سوريا الحرة» قالت", "quote"))
    assert outline(text, notes) == "[organization:قوات «[quote:سوريا الحرة»]][:  قالت] إنها عادت".replace("  ", " ")


def test_a_sentence_gives_way_to_a_name():
    text = "عاد د. سامي أمس"
    notes = [Annotation(0, 6, "sentence", "1"), Annotation(7, 15, "sentence", "2"), *named(text, ("د. سامي", "person"))]
    assert outline(text, notes) == "[sentence:عاد ][person:[:د.] [sentence:سامي]][: أمس]"


def test_a_shorter_span_goes_inside_a_longer_one():
    text = "جامعة القاهرة"
    notes = named(text, ("القاهرة", "place"), ("جامعة القاهرة", "organization"))
    assert outline(text, notes) == "[organization:جامعة [place:القاهرة]]"


def test_a_huge_word_with_many_marks_is_quick():
    text = "ب" * 300_000 + " " + "كلمة " * 20_000
    notes = [Annotation(n, n + 3, "person", "") for n in range(300_001, 400_000, 5)]
    notes += [Annotation(n, n + 1, "number", "") for n in range(0, 300_000, 3000)]
    began = time.perf_counter()
    assert sum(isinstance(event, Text) for event in nest(text, notes)) > 20_000
    assert time.perf_counter() - began < 5
