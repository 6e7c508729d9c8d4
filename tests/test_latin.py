"""Names typed in Latin letters: the spellings of bench/latin.tsv, and what each engine suggests."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_parity import NODE, needs_node
from test_search_contract import Browser, open_static, open_whoosh
from warraq import latin
from warraq.index.shards import names as files
from warraq.model import Annotation, Article, Leaf
from warraq.search import latin as names
from warraq.search.pack import unpack
from warraq.search.query import parse
from warraq.words import forms

SPELLINGS = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "bench/latin.tsv").read_text(encoding="utf-8").splitlines()
]
PEOPLE = ["محمد صلاح", "بن علي", "أردوغان", "عبد العزيز", "نور الدين", "حزب الله"]
PLACES = ["الرقة", "القاهرة", "مصر", "تونس", "نيويورك", "أميركا"]


def leaf_of(identity, text, people=(), places=()):
    notes = [
        Annotation(text.index(name), text.index(name) + len(name), kind, name)
        for kind, listed in (("person", people), ("place", places))
        for name in listed
    ]
    return Leaf(Article(identity, "", text), tuple(sorted(notes, key=lambda note: note.start)))


def archive():
    text = "زار " + " و ".join([*PEOPLE, *PLACES]) + " مع iPhone على مهل"
    return [leaf_of(f"a{number}", text, PEOPLE, PLACES) for number in range(25)] + [leaf_of("b", "Tunisia Cairo بيت")]


ENGINES = {"whoosh": open_whoosh, "static": open_static, "static, in JavaScript": Browser}


@pytest.fixture(scope="module", params=ENGINES)
def suggest(request, tmp_path_factory):
    if request.param == "static, in JavaScript" and not NODE:
        needs_node()
    engine = ENGINES[request.param](archive(), tmp_path_factory.mktemp("index"), {})

    def suggestions(text):
        if isinstance(engine, Browser):
            return engine.ask("search", text, {"limit": 0})["suggestions"]
        return list(engine.search(parse(text, "lemma"), limit=0).suggestions)

    yield suggestions
    engine.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Raqqa", "الرقة"), ("al-Raqqa", "الرقة"), ("Ar Raqqah", "الرقة"), ("Le Caire", "القاهرة"), ("Egypt", "مصر"),
        ("Erdoğan", "أردوغان"), ("Muhammad Salah", "محمد صلاح"), ("Mohamed Salah", "محمد صلاح"), ("Ben Ali", "بن علي"),
        ('"Ben Ali"', '"بن علي"'), ("Hezbollah", "حزب الله"), ("New York", "نيويورك"), ("Abdelaziz", "عبد العزيز"),
        ("Noureddine", "نور الدين"), ("Egypte مصر", "مصر مصر"), ("مصر -iPhone Erdogan", "مصر -iPhone أردوغان"),
    ],
)  # fmt: skip
def test_a_name_in_latin_letters_leads_to_the_archives_own(typed, meant, suggest):
    assert suggest(typed)[0] == meant


@pytest.mark.parametrize("typed", ["iPhone", "qwrtp", "lemma:Raqqa", "-Raqqa مصر", "الرقة", "e", "2017"])
def test_what_the_archive_has_or_nobody_means_is_left_alone(typed, suggest):
    assert not any(forms(one) in [["الرقه"], forms(typed)] or "اي" in one for one in suggest(typed))


def test_a_word_that_finds_little_is_told_of_a_fact_that_stands_far_oftener(suggest):
    assert suggest("Tunisia") == ["تونس"]


def test_a_name_is_given_as_the_archive_spells_it(suggest):
    assert suggest("America")[0] == "أميركا"


def open_table():
    """The names meant in the file, as if an archive were made of them alone."""
    found = {name for _, meant, _ in SPELLINGS for name in meant.split("|")}
    words = {word for name in found for word in name.split()} - {"الله"}
    everyone = [Leaf(Article(name, "", name), (Annotation(0, len(name), "person", name),)) for name in (*found, *words)]
    return everyone * 2


def test_of_the_spellings_nine_in_ten_lead_to_the_name_first(tmp_path):
    leaves = [Leaf(Article(f"{at}", "", leaf.article.text), leaf.annotations) for at, leaf in enumerate(open_table())]
    engine = open_whoosh(leaves, tmp_path, {})
    found = 0
    for spelling, meant, _ in SPELLINGS:
        first = engine.search(parse(spelling, "lemma"), limit=0).suggestions[:1]
        found += [" ".join(forms(one)) for one in first] in [[" ".join(forms(name))] for name in meant.split("|")]
    engine.close()
    assert found / len(SPELLINGS) > 0.95


def test_both_halves_of_the_file_have_about_a_hundred():
    halves = [half for _, _, half in SPELLINGS]
    assert min(halves.count("tuned"), halves.count("held out")) > 95
    assert len({spelling for spelling, _, _ in SPELLINGS}) == len(SPELLINGS)


def test_names_of_one_key_lie_in_one_file(tmp_path):
    engine = open_whoosh(archive(), tmp_path, {})
    known = names.table(engine.postings)
    many = [name._replace(key=f"{name.key}{tail}") for tail in "bfklmnrst" for name in known * 4]
    many.sort(key=lambda name: name.key)
    packs = list(files.packs(many))
    read = [files.unpacked(*unpack(b"".join(parts))) for _, parts in packs]
    assert [name for inside in read for name in inside] == many
    assert [inside[0].key for inside in read] == [key for key, _ in packs]
    assert len(packs) > 2
    lookup = files.lookup([key for key, _ in packs], read.__getitem__)
    for wanted in ("", "zz", *(name.key for name in many)):
        assert list(lookup(wanted)) == [name for name in many if name.key == wanted]
    engine.close()


def test_an_archive_without_words_has_no_names(tmp_path):
    assert open_static([], tmp_path, {}).search(parse("Raqqa", "lemma")).suggestions == ()


def test_facts_are_plain_spellings_of_folded_names():
    for spelling, told in names.exonyms().items():
        assert set(spelling) <= set("abcdefghijklmnopqrstuvwxyz")
        assert told
        assert all(forms(" ".join(name)) == name for name in told)


@given(
    st.text(alphabet="abcdeghiklmnoprstuyz", min_size=1, max_size=9), st.text(alphabet="ابتحدرسشعقكلمنهوي", min_size=1)
)
def test_a_cost_is_the_same_however_much_is_allowed(spelling, arabic):
    found = latin.cost([spelling], [arabic], 50)
    assert latin.cost([spelling], [arabic], found) == found
    assert found == latin.UNLIKE or latin.cost([spelling], [arabic], found - 1) == latin.UNLIKE
