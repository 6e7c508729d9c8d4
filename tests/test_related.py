from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from warraq.related import company, most_alike

NAMES = st.lists(st.lists(st.sampled_from("ابتثجح"), unique=True, max_size=4), max_size=12)


def alike(articles, reports=None, most=3):
    frequency = Counter(term for terms in articles for term in terms)
    return most_alike(articles, frequency, reports or range(len(articles)), most)


ARTICLES = [
    {"حبر": 1, "ورق": 2},
    {"حبر": 1, "ورق": 1, "طاحون": 1},
    {"حبر": 2, "ورق": 1},
    {"ملعب": 1, "هدف": 1},
    *({f"شيء{number}": 1} for number in range(30)),
]


def test_the_most_alike_share_rare_terms():
    found = alike(ARTICLES)
    assert set(found[0]) == {1, 2}
    assert found[3] == ()


def test_of_one_report_only_one_is_related_and_none_to_itself():
    reports = list(range(len(ARTICLES)))
    reports[2] = 1
    found = alike(ARTICLES, reports)
    assert len(found[0]) == 1
    assert found[1] == found[2] == (0,)


def test_a_name_that_is_everywhere_is_not_the_best_company():
    articles = [["عاصمة", "شاعر", "ناقد"], ["عاصمة", "شاعر", "ناقد"], ["عاصمة", "شاعر"]]
    articles += [["عاصمة"]] * 20 + [["بلدة"]] * 5
    assert company(articles, 2)["شاعر"] == (("ناقد", 2), ("عاصمة", 3))


@given(NAMES)
def test_company_is_mutual_and_counted(articles):
    found = company(articles, 100)
    for name, others in found.items():
        assert dict(others) == {
            other: both
            for other in found
            if other != name and (both := sum(name in names and other in names for names in articles))
        }
        for other, both in others:
            assert (name, both) in found[other]
