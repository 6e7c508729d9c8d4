from warraq.catalogue import arrange
from warraq.facts import Card, Context, Facts, NameFact, facts_of, name_key
from warraq.model import Annotation, Article, Leaf
from warraq.settings import Settings

TEXT = "افتتحت مكتبة الإسكندرية معرضا في القاهرة. وقالت مكتبة الإسكندرية إن القاهرة تقرأ."


def leaf(identity="a", date="2017-10-15"):
    def note(text, kind, value, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(text, start + 1)
        return Annotation(start, start + len(text), kind, value)

    notes = (
        note("افتتحت مكتبة الإسكندرية معرضا في القاهرة.", "sentence", "1"),
        note("مكتبة الإسكندرية", "organization", "مكتبة الإسكندرية"),
        note("القاهرة", "place", "القاهرة"),
        note("وقالت مكتبة الإسكندرية إن القاهرة تقرأ.", "sentence", "2"),
        note("مكتبة الإسكندرية", "organization", "مكتبة الاسكندريه", 1),
        note("القاهرة", "place", "القاهرة", 1),
        note("معرضا", "word", {"fold": "معرضا", "stem": "معرض", "lemma": "معرض", "root": ""}),
        note("في", "word", {"fold": "في", "stem": "في", "lemma": "في", "root": ""}),
    )
    article = Article(identity, "معرض", TEXT, date, "بريد المدينة", {"category": "ثقافة"})
    return Leaf(article, tuple(sorted(notes, key=lambda note: (note.start, -note.end))))


def test_facts_hold_the_first_mention_of_each_name_with_its_sentence_and_surroundings():
    facts = facts_of(leaf())
    place = facts.names[1]
    first, second = place.contexts
    assert (place.kind, place.times) == ("place", 2)
    assert (first.text, first.anchor, second.anchor) == ("القاهرة", "s1", "s2")
    assert first.before.endswith("معرضا في ")
    assert first.after.startswith(". وقالت")
    assert facts.card.address == "a/a.html"
    assert facts.card.words == 2
    assert facts.terms["معرض"] == 2, "the title has it too"
    assert "في" not in facts.terms


def test_facts_survive_packing():
    facts = facts_of(leaf())
    assert Facts.unpack(facts.pack()) == facts


def test_spellings_that_fold_alike_are_one_name_with_all_its_articles():
    catalogue = arrange([facts_of(leaf("a")), facts_of(leaf("b", "2018"))], Settings(mentions=2))
    key = name_key("organization", "مكتبة الإسكندرية")
    name = catalogue.names[key]
    assert (name.articles, name.mentions, name.canonical) == (2, 4, "مكتبة الإسكندرية")
    assert [mention.card.id for mention in catalogue.mentions[key]] == ["b", "a"]
    assert catalogue.together[key] == ((name_key("place", "القاهرة"), 2),)


def test_a_name_of_few_articles_has_no_page():
    catalogue = arrange([facts_of(leaf("a"))], Settings(mentions=2))
    assert catalogue.mentions == {}
    assert all(name.address == "" for name in catalogue.names.values())


def card_facts(identity, date, terms=()):
    card = Card(identity, f"a/{identity}.html", identity, date, "", "", "", 0)
    return Facts(card, (), dict.fromkeys(terms, 1), {})


def test_newest_first_undated_last_ties_by_id_whatever_the_order_of_reading():
    facts = [card_facts("b", "2017"), card_facts("x", ""), card_facts("a", "2017"), card_facts("n", "2017-10")]
    for order in (facts, facts[::-1]):
        assert [card.id for card in arrange(order, Settings()).cards] == ["n", "a", "b", "x"]


def test_related_articles_share_what_others_do_not():
    facts = [
        card_facts("ink", "2001", ["حبر", "ورق", "نسخ"]),
        card_facts("paper", "2002", ["ورق", "نسخ", "طاحون"]),
        card_facts("goal", "2003", ["هدف", "مباراه"]),
        card_facts("match", "2004", ["مباراه", "ملعب", "هدف"]),
        *(card_facts(f"other{number}", "1999", [f"شيء{number}"]) for number in range(20)),
    ]
    related = arrange(facts, Settings(related=3)).related
    assert [card.id for card in related["ink"]] == ["paper"]
    assert [card.id for card in related["goal"]] == ["match"]
    assert related["other3"] == ()


def test_names_of_one_article_are_not_confused():
    fact = NameFact("person", "طه", 1, (Context("s1", "", "طه", ""),))
    catalogue = arrange([Facts(card_facts("a", "2000").card, (fact,), {}, {})], Settings(mentions=1))
    assert catalogue.in_article["a"] == (name_key("person", "طه"),)
