import re

from hypothesis import given
from hypothesis import strategies as st

from texts import any_text
from warraq.model import Article
from warraq.snippet import as_html, as_terminal, as_text, snippet

LONG = " ".join(
    f"كلمة{letters}" for letters in ["اب", "جد", "هو", "زح", "طي", "كل", "من", "سع", "قر", "شت", "ثخ", "ظغ"] * 12
)


def article(text):
    return Article("a", "", text)


def test_short_text_is_shown_whole_and_hits_are_marked():
    found = snippet(article("زار الوزير\nالسوق"), [(4, 10)])
    assert [tuple(piece) for piece in found.pieces] == [("زار ", False), ("الوزير", True), (" السوق", False)]
    assert not found.cut_before
    assert not found.cut_after
    assert as_terminal(found, colour=False) == "زار *الوزير* السوق"


def test_window_holds_most_different_hits_and_is_cut_between_words():
    first, second = LONG.index("قر", 300), LONG.index("شت", 300)
    found = snippet(article(LONG), [(0, 4), (first, first + 2), (second, second + 2)], width=60)
    assert [piece.text for piece in found.pieces if piece.marked] == ["قر", "شت"]
    assert found.cut_before
    assert found.cut_after
    shown = "".join(piece.text for piece in found.pieces)
    assert len(shown) <= 60
    assert f" {shown} " in LONG
    assert as_text(found) == f"… {shown} …"


def test_without_hits_the_beginning_is_shown():
    found = snippet(article(LONG), [], width=50)
    assert LONG.startswith("".join(piece.text for piece in found.pieces))
    assert not found.cut_before


def test_html_is_escaped():
    found = snippet(article("<b> & كتاب"), [(0, 3), (6, 10)])
    assert str(as_html(found)) == "<mark>&lt;b&gt;</mark> &amp; <mark>كتاب</mark>"


def test_terminal_controls_of_an_article_never_reach_the_terminal():
    shown = as_terminal(snippet(article("كتاب\x1b[31m\x07 قديم"), [(0, 4)]), colour=False)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\x1b" in as_terminal(snippet(article("كتاب"), [(0, 4)]), colour=True)


def test_a_million_letters_without_a_space():
    found = snippet(article("ك" * 1_000_000), [(500_000, 500_010)])
    assert sum(len(piece.text) for piece in found.pieces) <= 240
    assert any(piece.marked for piece in found.pieces)


@given(any_text(30), st.lists(st.tuples(st.integers(0, 200), st.integers(1, 12)), max_size=6), st.integers(10, 80))
def test_snippet_is_a_stretch_of_the_text(text, cuts, width):
    spans, last = [], 0
    for gap, size in cuts:
        if last + gap + size <= len(text):
            spans.append((last + gap, last + gap + size))
            last += gap + size
    found = snippet(article(text), spans, width)
    shown = "".join(piece.text for piece in found.pieces)
    assert shown in "".join(" " if letter.isspace() else letter for letter in text)
    assert shown == shown.strip()
    if spans and any(text[start:end].strip() for start, end in spans[:1]):
        assert any(piece.marked for piece in found.pieces) or not text[spans[0][0] : spans[0][1]].strip()
    assert not re.search(r"<(?!/?mark>)", str(as_html(found)))
