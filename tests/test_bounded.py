"""What annotating keeps from one article for the next is bounded, however many articles pass."""

import functools
import gc
import importlib
import inspect
import itertools
import pkgutil
import random
from importlib.resources import files

import numpy as np
import pytest

import warraq
from warraq.annotate import annotate, load, parts, scores
from warraq.facts import facts_of
from warraq.model import Article
from warraq.steps.store import key_of, leaf_to_bytes

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
MOST = 1 << 15
"""Entries of any one table kept by its key."""


def rooms():
    found = pkgutil.walk_packages(warraq.__path__, "warraq.")
    return [importlib.import_module(one.name) for one in found if not one.name.endswith("__main__")]


def kept_answers():
    """Every function that keeps its answers, once."""
    own = (value for room in rooms() for value in vars(room).values())
    return {id(one): one for one in own if isinstance(one, functools._lru_cache_wrapper)}.values()


def articles(seed):
    """Articles without end, each of words that none before it had, in sentences with names, numbers and quotations."""
    chance = random.Random(seed)
    for number in itertools.count():
        new = ["".join(chance.choices(LETTERS, k=chance.randint(3, 9))) for _ in range(60)]
        told = [
            f"قال الوزير {new[at]} {new[at + 1]} في مدينة {new[at + 2]} إن {new[at + 3]} ال{new[at + 4]} "
            f"«و{new[at + 5]} لم ي{new[at + 6]}» يوم {at + 1} مارس، {at}% من {new[at + 7]}ه و{new[at + 8]}ى."
            for at in range(0, 54, 9)
        ]
        yield Article(f"{seed}-{number}", " ".join(new[54:]), "\n".join(told), "2017-10-15")


def pass_by(some):
    for article in some:
        leaf = annotate(article)
        leaf_to_bytes(leaf)
        facts_of(leaf)
        key_of(leaf, "")


def held():
    """Count all that the rooms hold: what is in their tables, and in those of what they loaded once."""
    waiting = [vars(room) for room in rooms()]
    for one in kept_answers():
        if not inspect.signature(one).parameters:
            waiting += gc.get_referents(one)
    seen, count = set(), 0
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, (type, functools._lru_cache_wrapper)) or inspect.isroutine(one):
            continue
        seen.add(id(one))
        if isinstance(one, np.ndarray):
            count += len(one) if one.ndim else 0
        elif isinstance(one, (dict, list, set, frozenset, tuple, bytearray)):
            count += len(one)
            waiting += gc.get_referents(one)
        elif type(one).__module__.startswith("warraq"):
            waiting += gc.get_referents(one)
    return count


def test_every_function_that_keeps_answers_keeps_so_many_and_no_more():
    for one in kept_answers():
        if inspect.signature(one).parameters:
            assert one.cache_parameters()["maxsize"] in range(1, MOST + 1), one.__qualname__


def test_nothing_else_grows_while_articles_pass(monkeypatch):
    load()
    monkeypatch.setattr(scores, "_KEPT", 0)  # each article finds the tables empty
    monkeypatch.setattr(parts, "_KEPT", 0)
    some = articles(1)
    pass_by(itertools.islice(some, 10))
    before = held()
    pass_by(itertools.islice(some, 30))  # 1,800 words that were never seen
    assert held() - before < 500


@pytest.mark.parametrize("most", [200, 500])
def test_the_taggers_tables_begin_anew(monkeypatch, most):
    names = scores.read(files("warraq").joinpath("annotate/data/tagger.npz").read_bytes())
    tagger = parts.Tagger(parts.load()._weights)
    monkeypatch.setattr("warraq.annotate.tagger.load", lambda: names)
    monkeypatch.setattr(parts, "load", lambda: tagger)
    monkeypatch.setattr(scores, "_KEPT", most)
    monkeypatch.setattr(parts, "_KEPT", most)
    article = 400  # different words that one article has at most
    grew = 0
    for some in itertools.islice(articles(2), 12):
        pass_by([some])
        sizes = len(names._numbers), len(names._keys), len(tagger._forms)
        assert max(sizes) <= most + article
        assert max(len(names._gaps), len(tagger._faces), len(tagger._signs)) < 200  # kinds of gaps and of words
        grew = max(grew, *sizes)
    assert grew > most
