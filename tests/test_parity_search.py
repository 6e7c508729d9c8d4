"""Law 5 in search: Python's rooms and the browser's of the same name give the same answers. See also tests/js/."""

import gzip
import json
import os
import subprocess
from dataclasses import asdict
from itertools import product
from types import SimpleNamespace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import ASKED, DATES, JOINTS, OPERATORS, QUERIES, REPAIRS, SMALL, TEXT, THINGS, WORDS
from test_parity import HERE, NODE, needs_node
from texts import PIECES, any_letter, any_text
from warraq import latin, sounds
from warraq.fold import fold_text
from warraq.model import LEVELS, Annotation, Article, Leaf
from warraq.readings import read
from warraq.render.scripts import engine_script, unknown_script
from warraq.rules import RULES
from warraq.search import suggest
from warraq.search.hits import find
from warraq.search.match import text_nodes
from warraq.search.periods import period_range
from warraq.search.query import parse
from warraq.search.tokens import Token, title_words, tokens, typed_form
from warraq.search.vocabulary import typed_so
from warraq.snippet import snippet
from warraq.stem import stem
from warraq.variants import key, with_own
from warraq.words import forms

# What each room answers, as plain data. `rooms` in tests/js/load.js asks JavaScript's the same.


def _query(text, level, *collapse):
    found = parse(text, level, collapse=any(collapse))
    return {**asdict(found), "tree": found.tree}


def _tokens(text, repairs):
    notes = [Annotation(note["start"], note["end"], "repair", note["value"]) for note in repairs]
    return [token._asdict() for token in tokens(Leaf(Article("a", "", text), tuple(notes)))]


def _hits(nodes, listed, level, links):
    def forms_of(node):
        return links.get(f"{node['word']} {node.get('level', '')}", {})

    spans, reasons = find(nodes, [Token(**token) for token in listed], level, forms_of, key)
    return {"spans": spans, "reasons": [reason._asdict() for reason in reasons]}


def _snippet(text, spans, width):
    found = snippet(Article("a", "", text), spans, width)
    pieces = [piece._asdict() for piece in found.pieces]
    return {"pieces": pieces, "cutBefore": found.cut_before, "cutAfter": found.cut_after}


def _archive(place):
    return SimpleNamespace(vocabulary=SimpleNamespace(forms=["كتاب"], place=place))


def _keyboard(text, missing):
    asked = []
    other = suggest._other_keyboard(text, missing, _archive(lambda form: asked.append(form) or 0))
    return {"text": other, "forms": asked} if other else None


def _latin(words, arabic, most):
    plain = latin.plain(words)
    return {"plain": plain, "keys": latin.keys(plain), "cost": latin.cost(plain, arabic, most) if plain else None}


ROOMS = {
    "variants": key,
    "own": lambda form, sets: with_own(sets)(form),
    "readings": lambda form: read(form)._asdict(),
    "periods": period_range,
    "query": _query,
    "typed": typed_form,
    "tokens": _tokens,
    "title": lambda title: title_words(Article("a", title, "")),
    "nodes": text_nodes,
    "hits": _hits,
    "snippet": _snippet,
    "distance": suggest.distance,
    "edits": lambda word: sorted(suggest._edits(word)),
    "keyboard": _keyboard,
    "suggest": suggest.queries,
    "latin": _latin,
    "sounds": lambda one, other: {"keys": [sounds.keys(one), sounds.keys(other)], "alike": sounds.alike(one, other)},
}


def plain(data):
    """What JSON makes of data: no tuples, and a pair of surrogates is one character, as it is in JavaScript."""
    return json.loads(json.dumps(data))


def answer(room, *asked):
    return plain(ROOMS[room](*asked))


def links_of(nodes, listed, level):
    """Some words for each of a query, as an index would give them: of its key, its stem, its first letters.

    Those that are written with ة never have the last alone.
    """
    links = {}
    for node in [inner for outer in nodes for inner in (outer, *outer.get("words", ()))]:
        if node["op"] == "word":
            found = links.setdefault(f"{node['word']} {node.get('level', '')}", {})
            for form, written in {(token["form"], typed_so(token["form"], token["typed"])) for token in listed}:
                begins = form[:2] == node["word"][:2] and not written.endswith("ة")
                near = [key(form) == key(node["word"]), stem(form) == stem(node["word"]), begins]
                at = next((at for at, same in enumerate(near, 1) if same), len(LEVELS))
                if at <= LEVELS.index(level):
                    found[written] = LEVELS.index(node["level"]) or at if "level" in node else at
    return dict(sorted((name, dict(sorted(found.items()))) for name, found in links.items()))


def hits_question(text, repairs, query, level):
    nodes, listed = plain(text_nodes(parse(query, level).tree)), _tokens(text, repairs)
    return ["hits", nodes, listed, level, links_of(nodes, listed, level)]


# The fixtures


def written(questions):
    """One question a line; escaped only where UTF-8 cannot hold it."""
    lines = []
    for question in questions:
        data = {"ask": question, "answer": answer(*question)}
        lone = any("\ud800" <= letter <= "\udfff" for letter in json.dumps(data, ensure_ascii=False))
        lines.append(json.dumps(data, ensure_ascii=lone))
    return "[\n" + ",\n".join(lines) + "\n]\n"


def repairs_of(text, pairs):
    places = [(text.index(part), part, value) for part, value in pairs]
    return [{"start": start, "end": start + len(part), "value": value} for start, part, value in places]


def test_variants(golden):
    examples = [text for group in RULES["variants"]["groups"] for pair in group["tests"] for text in pair]
    golden("parity/variants.json", written(["variants", form] for text in examples for form in forms(text)))


def test_sounds(golden):
    pairs = [pair for pairs in RULES["sounds"]["tests"].values() for pair in pairs]
    golden("parity/sounds.json", written(["sounds", *(fold_text(name) for name in pair)] for pair in pairs))


def test_periods(golden):
    golden("parity/periods.json", written(["periods", text] for text in DATES))


def test_queries(golden):
    made = [first + joint + second for first, joint, second in product(THINGS[:4], JOINTS, THINGS)]
    texts = [*QUERIES, *WORDS, *made, " ".join(WORDS), " ".join(THINGS), " ".join(PIECES), "".join(PIECES)]
    names = {**RULES["query"]["fields"], **RULES["query"]["levels"]}
    texts += [f"{name}:كلمة مصر" for field, others in names.items() for name in (field, *others)]
    levels = [["query", "سوريا “مجلس الشورى”", level] for level in LEVELS]
    golden(
        "parity/query.json",
        written([*(["query", text, "lemma"] for text in texts), *levels, ["query", "كلمة", "stem", True]]),
    )


def test_tokens(golden):
    texts = [*PIECES, " ".join(PIECES), "".join(PIECES), "ا\u06e1\u0654ب", "أ\u0655"]
    questions = [["tokens", text, []] for text in texts] + [["title", text] for text in texts]
    questions += [["typed", text] for text in texts]
    questions += [["tokens", TEXT, repairs_of(TEXT, REPAIRS[:count])] for count in range(4)]
    questions += [["tokens", TEXT, repairs_of(TEXT, [*REPAIRS, ("الرئيس", "الرييس"), ("متحدة وصفته", "متحدة")])]]
    questions += [
        ["tokens", TEXT, repairs_of(TEXT, [(part, "كلمة")])] for part in ("لرئيس الأمي", "المتحدة", " ب«", "ب«النه")
    ]
    golden("parity/tokens.json", written(questions))


def test_hits(golden):
    repairs = repairs_of(TEXT, REPAIRS)
    questions = [
        hits_question(TEXT, repairs, query, level) for query, level in product(ASKED, ("typed", "folded", "lemma"))
    ]
    questions += [hits_question("عمالها وعمالة عماله عمالة", [], query, "lemma") for query in ("عمل", "عمالة", "عماله")]
    golden("parity/hits.json", written([*questions, *(["nodes", parse(text).tree] for text in QUERIES)]))


def test_snippets(golden):
    long = " ".join(PIECES * 3)
    spans = [(9, 14), (14, 17), (120, 130), (133, 136), (300, 310), (301, 305), (long.index("\n"), 150)]
    picks = [spans[low:high] for low in range(len(spans)) for high in (low, low + 1, low + 3)]
    asked = [["snippet", text, sorted(pick), width] for text, pick, width in product([long], picks, [0, 30, 200])]
    asked += [
        ["snippet", "قال ثم قال قال " + "مدينة " * 9, [(0, 3), (7, 10), (11, 14), (15, 20)], width] for width in (3, 14)
    ]
    asked += [["snippet", "مدينة " * 8, spans[:1], 48]]
    asked += [["snippet", text, [], 40] for text in ["", "  ", "قصير", "ك" * 300, " " * 300, " ".join("😀" * 60)]]
    golden("parity/snippet.json", written([*asked, ["snippet", "ك" * 900, [(500, 510)], 200]]))


def test_suggestions(golden):
    asked = [["distance", one, other, most] for one, other in product(["", "كتاب", "كتب", "كاتب", "بكتا"], repeat=2)
             for most in (0, 1, 2)]  # fmt: skip
    asked += [["edits", word] for word in ["", "ك", "كت", "abc", "2013", "ؠا"]]
    latin = [{"word": "hglhgdm"}]
    asked += [["keyboard", text, latin] for text in ["hglhgdm", "HgHlv Yd~", "hg;jhf b", "???", "مصر hgh", "😀İK"]]
    asked += [["keyboard", "مصر", [{"word": "مصر"}]], ["keyboard", "مصر abc", [{"word": "مصر"}, {"word": "abc"}]]]
    choices = [[0, 3, ["مصر", "قصر", "عصر"]], [5, 9, ["ليبيا"]], [10, 12, []]]
    asked += [["suggest", "مثر  ليبا غغ", choices[:count], typed] for count in range(4) for typed in ("", "مصر")]
    asked += [
        ["suggest", "مثر  ليبا غغ", choices[::-1], ""],
        ["suggest", "مثر", [[0, 3, ["مصر"]], [0, 3, ["عصر"]]], ""],
    ]
    golden("parity/suggest.json", written([*asked, ["suggest", "😀 مثر", [[2, 5, ["مصر", "مثر"]]], ""]]))


def test_latin_spellings(golden):
    rows = (HERE.parent / "bench/latin.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [
        (forms(spelling), forms(name))
        for spelling, names, _ in (row.split("\t") for row in rows)
        for name in [names.split("|")[0]]
    ]
    asked = [["latin", words, arabic, most] for words, arabic in pairs for most in (4, 12)]
    asked += [
        ["latin", words, ["الاسد"], 9] for words in (["al"], ["ß"], [], ["elass", "ad"], ["church", "ch"], ["ıstanbul"])
    ]
    golden("parity/latin.json", written(asked))


# Any text

small_text = st.lists(st.sampled_from(SMALL), max_size=14).map(" ".join)
small_query = st.lists(
    st.sampled_from([*SMALL, '"', '"', "~", "(", ")", "الر*", "ق?ل", "root:", "OR"]), max_size=9
).map(" ".join)
level = st.sampled_from(LEVELS)
form = st.text(alphabet="ابتجسشغقكلمنهويءر", max_size=12)
short = st.text(alphabet="والبكر", min_size=1, max_size=4)
arabic = st.text(alphabet="ابتحدرسشعقكلمنهوي", min_size=1, max_size=9)
roman = st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyzßéı", min_size=1, max_size=9), max_size=3)
asked_text = st.one_of(
    st.text(any_letter(), max_size=60),
    any_text(),
    st.lists(st.one_of(st.sampled_from(OPERATORS), st.text(any_letter(), max_size=3)), max_size=30).map("".join),
).map(plain)


@st.composite
def cut(draw, texts):
    """A text with stretches of it, in order and apart."""
    text, stretches, last = draw(texts), [], 0
    for gap, size in draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6)):
        if last + gap + size <= len(text):
            stretches.append((last + gap, last + gap + size))
            last += gap + size
    return text, stretches


@st.composite
def repaired(draw, texts):
    text, stretches = draw(cut(texts))
    values = st.one_of(any_text(3), st.sampled_from(["الرئيس قال", "أمريكا", ""]), st.just({"digits": "1"}))
    kept = [{"start": start, "end": end, "value": draw(values)} for start, end in stretches]
    if kept and draw(st.booleans()):
        kept.append({"start": max(0, kept[0]["start"] - 2), "end": kept[0]["end"], "value": draw(values)})
    return text, kept


questions = st.one_of(
    st.builds(lambda text: ["variants", text], form),
    st.builds(
        lambda text, sets: ["own", text, sets], short, st.lists(st.lists(short, min_size=1, max_size=3), max_size=3)
    ),
    st.builds(lambda text, at: ["query", text, at], asked_text, level),
    st.builds(lambda text, at: ["query", text, at], asked_text, level),
    st.builds(lambda text: ["periods", text], st.text("٢0123/-. \u2003ـ", max_size=12)),
    st.builds(lambda text: ["typed", text], asked_text),
    repaired(any_text()).map(lambda found: ["tokens", *found]),
    st.builds(lambda text: ["title", text], any_text()),
    st.builds(lambda found, query, at: hits_question(*found, query, at), repaired(small_text), small_query, level),
    st.builds(lambda found, width: ["snippet", *found, width], cut(any_text(30)), st.integers(0, 80)),
    st.builds(lambda one, other, most: ["distance", one, other, most], form, form, st.integers(0, 3)),
    st.builds(lambda word: ["edits", word], form),
    st.builds(
        lambda words, arabic, most: ["latin", words, arabic, most],
        roman,
        st.lists(arabic, min_size=1, max_size=3),
        st.integers(0, 20),
    ),
    st.builds(lambda text, word: ["keyboard", text, [{"word": word}]], any_text(), st.sampled_from(["abc", "مصر"])),
    st.builds(
        lambda found, words: ["suggest", found[0], [[*place, words] for place in found[1]], ""],
        cut(any_text()),
        st.lists(form, max_size=3),
    ),
)


@needs_node
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(questions, min_size=30, max_size=60))
def test_javascript_answers_anything_as_python_does(asked):
    run = subprocess.run(
        [NODE, str(HERE / "js" / "ask.js")], input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    for question, found in zip(asked, json.loads(run.stdout), strict=True):
        assert found == answer(*question), question


@needs_node
def test_scripts_answer_alike_as_they_stand_in_pages(tmp_path):
    made = tmp_path / "made.js"
    made.write_text(engine_script() + unknown_script(), encoding="utf-8")
    tests = [HERE / "js" / name for name in ("analysis.test.js", "search.test.js")]
    environment = {**os.environ, "WARRAQ_MADE": str(made)}
    run = subprocess.run([NODE, "--test", *tests], env=environment, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode()


def test_what_every_search_loads_is_small():
    assert len(gzip.compress(engine_script().encode(), 6)) < 25_000
