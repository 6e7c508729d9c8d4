"""The tagger of names: what a reader would notice, and what must never break."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warraq.annotate import chains, tagger
from warraq.annotate.mentions import FEATURES, LABELS, mention_features
from warraq.words import words


def split(text):
    found = words(text)
    ends = [0, *(word.end for word in found)]
    gaps = [text[end : word.start] for end, word in zip(ends, found, strict=False)] + [text[ends[-1] :]]
    return [word.form for word in found], gaps


def row(forms, gaps=None):
    return tagger.Row(forms, gaps or ["", *[" "] * len(forms)], [""] * len(forms))


def names(text):
    forms, gaps = split(text)
    return [(" ".join(forms[name.first : name.last]), name.kind) for name in tagger.tag(row(forms, gaps))]


TEXT = (
    "قال الرئيس محمود سالم في مؤتمر صحفي بمدينة القاهرة إن وزارة الخارجية المصرية تتابع الأمر. "
    "وأضاف سالم أنه سيزور فرنسا."
)


def test_persons_and_places_are_told_apart():
    found = dict(names(TEXT))
    assert found["محمود سالم"] == "person"
    assert found["فرنسا"] == "place"
    assert found["القاهره"] == "place"


def test_a_last_name_alone_is_known_from_the_full_name():
    assert ("سالم", "person") in names(TEXT)


def test_egyptian_spelling_costs_nothing():
    typed = TEXT.replace("ي ", "ى ").replace("ي.", "ى.")
    assert typed != TEXT
    assert names(typed) == names(TEXT)


def test_quotation_marks_are_seen_through():
    text = "ذكرت وكالة «رويترز» أن «حزب الله» دخل مدينة «الرقة» أمس."
    for written in (text, text.replace("«", "").replace("»", "")):
        assert {("رويترز", "organization"), ("الرقه", "place")} <= set(names(written))


def test_nothing_in_nothing():
    assert tagger.tag(row([])) == []


def test_gaps_must_fit_the_words():
    with pytest.raises(ValueError, match="2 words have 3 gaps, not 2"):
        tagger.tag(tagger.Row(["قال", "محمد"], ["", " "], ["", ""]))
    with pytest.raises(ValueError, match="are told 1"):
        tagger.tag(tagger.Row(["قال", "محمد"], ["", " ", ""], [""]))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text("ابتثوفلكيه2ax", min_size=1, max_size=40), st.text("\n .«»،:ـ\0", max_size=4)), max_size=60
    )
)
def test_names_lie_in_order_within_the_words(pairs):
    forms = [form for form, _ in pairs]
    reached = 0
    for name in tagger.tag(row(forms, ["", *(gap for _, gap in pairs)])):
        assert reached <= name.first < name.last <= len(forms)
        assert name.kind in {"person", "place", "organization"}
        assert name.last - name.first <= tagger.LONGEST_NAME
        reached = name.last


def test_a_long_article_takes_its_time_and_no_more():
    forms, gaps = split(TEXT + "\n")
    some = tagger.tag(row(forms, gaps))
    many = 1000
    found = tagger.tag(row(forms * many, [gaps[0], *(gaps[1:] * many)]))
    assert len(found) >= len(some) * many * 0.9


def test_a_word_without_end_and_a_sentence_without_end():
    assert tagger.tag(row(["ا" * 100_000])) is not None
    assert tagger.tag(row(["من"] * 50_000)) == []


def test_likeliest_path_and_probabilities_agree_with_enumeration():
    random = np.random.default_rng(1)
    lengths, count = [3, 1, 2], 3
    scores = random.normal(size=(6, count)).astype(np.float32)
    moves = random.normal(size=(count, count)).astype(np.float32)
    path, chances = chains.best(scores, moves, lengths), chains.marginals(scores, moves, lengths)
    start = 0
    for length in lengths:
        part = scores[start : start + length]
        totals = {}
        for ways in np.ndindex(*[count] * length):
            total = sum(part[at, label] for at, label in enumerate(ways))
            totals[ways] = total + sum(moves[a, b] for a, b in itertools.pairwise(ways))
        assert tuple(path[start : start + length]) == max(totals, key=totals.__getitem__)
        whole = sum(np.exp(total) for total in totals.values())
        for at in range(length):
            for label in range(count):
                share = sum(np.exp(total) for ways, total in totals.items() if ways[at] == label) / whole
                assert chances[start + at, label] == pytest.approx(share, abs=1e-4)
        start += length


def test_a_mention_is_told_of_the_others_not_of_itself():
    chances = np.zeros((4, len(LABELS)), dtype=np.float32)
    chances[0, LABELS.index("B-person")] = 1
    chances[1:, 0] = 1
    seen = mention_features(np.array([0, 0, 1, -1]), chances)
    told = [{FEATURES[column] for column in np.flatnonzero(row)} for row in seen]
    assert "Dpersonx0.9" not in told[0]
    assert "Dpersonx0.9" in told[1]
    assert told[2] == {"Dnone"}
    assert told[3] == set()


def one_after_another(scores, moves):
    """Viterbi as it is told in books: word by word."""
    totals, ways = scores[0], []
    for row in scores[1:]:
        reached = totals[:, None] + moves
        ways.append(reached.argmax(axis=0))
        totals = reached.max(axis=0) + row
    path = [int(totals.argmax())]
    for way in reversed(ways):
        path.append(int(way[path[-1]]))
    return path[::-1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=5), st.integers(0, 1000), st.sampled_from([0.01, 1.0, 9.0]))
def test_the_likeliest_path_is_that_of_going_word_by_word(lengths, seed, bond):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(sum(lengths), 5)).astype(np.float32)
    moves = (bond * random.normal(size=(5, 5))).astype(np.float32)
    path = chains.best(scores, moves, lengths).tolist()
    for end, length in zip(itertools.accumulate(lengths), lengths, strict=True):
        part, start = scores[end - length : end].astype(np.float64), end - length
        wanted = one_after_another(part, moves.astype(np.float64))
        if path[start:end] != wanted:  # as good as it, then, but for rounding

            def worth(labels, part=part):
                return sum(part[range(len(labels)), labels]) + sum(moves[a, b] for a, b in itertools.pairwise(labels))

            assert worth(path[start:end]) == pytest.approx(worth(wanted), abs=1e-3)
    assert np.allclose(chains.marginals(scores, moves, lengths).sum(axis=1), 1, atol=1e-5)
