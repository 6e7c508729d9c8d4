"""The dictionaries in the browser: the files say what the table says, and JavaScript reads words as Python does."""

import json
import random
import subprocess
from functools import cache

from test_parity import HERE, NODE, needs_node
from test_parity_search import answer, written
from warraq.dictionaries import BUCKETS, ENCODING, load, look_up, verbs
from warraq.index.shards import dictionary, files
from warraq.roots import root
from warraq.rules import RULES
from warraq.search.route import place

shipped = cache(dictionary.read)


@cache
def words(*, stems):
    """The words that the files have, or the marked stems."""
    return sorted({one for part in shipped()[1] for one in part.lemmas if one[-1].isdigit() is stems})


FORMS = [
    "يودي", "جينا", "ابوه", "لاخيهم", "عمله", "عملة", "راية", "وافكارهم", "افلام", "ميتين", "كلنتون", "بهيتلر",
    "كتاب", "والكتب", "وبكتابهم", "مشاهد", "طالبان", "لليل", "لله", "للذين", "سيكتبون", "قال", "فقالوا",
    "نقول", "اقول", "مدرسته", "معلوماتها", "ارهابييان", "الستينات", "اجمالات", "ابحاثا", "معامله", "قطع",
    "شرطه", "صلابه", "اجداد", "نوافذ", "بالجنود", "مقاطع", "المانيا", "بالمانيا", "لبنان", "عمان", "عليهم",
    "منهم", "اليهما", "بدوي", "استقلوا", "اراد", "يريدون", "رمي", "نسيت", "دعا", "يدعو", "سماوات", "دعاءه",
    "قضايا", "خطايانا", "زويل", "غوريون", "تلم", "لثوي", "", "ء", "ا", "ال", "و", "وال", "2013", "abc",
    "گوگل", "پ", "ڤيروس", "ا" * 24, "ا" * 25, "والمستشفيات", "واستخداماتهما",
    "قاض", "وبمحام", "مشتر", "رام", "والنساء", "جاووا", "فقرووا", "وقع", "تاكل", "نقل", "ورده", "وفاه",
]  # fmt: skip


def test_the_files_say_what_the_table_says():
    keys, parts = shipped()
    for one in [*words(stems=False)[::19], *words(stems=True)[::19]]:
        told = parts[place(keys, one.rstrip("01234"))]
        known = look_up(one)
        assert tuple(entry.lemma for entry in told.lemmas[one]) == (known.lemmas if known else verbs(one)), one
        if known and (known.readings or known.name):
            assert told.entries[one][2:6] == (known.nominal, known.adjectival, known.verbal, known.name), one
    for part in parts:
        for entry in list(part.entries.values())[::60]:
            assert entry.root == root(entry.lemma), "python tools/make_dictionary.py makes the pack anew"


def test_nothing_that_the_table_has_is_left_out():
    records = str(load()[4 * (BUCKETS + 1) :], ENCODING).split("\n")[1::19]
    keys = {record.partition("\t" if "\t" in record else ":")[0] for record in records}
    lacking = {
        one
        for one in keys.difference(words(stems=False), words(stems=True))
        if one[-1].isdigit() or look_up(one).lemmas
    }
    assert lacking == set(), "python tools/make_dictionary.py makes the pack anew"


def test_files_are_small_and_the_same_in_every_archive(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    keys, versions = dictionary.write(tmp_path / "one")
    assert dictionary.write(tmp_path / "other") == (keys, versions)
    paths = [tmp_path / "one" / f"d{number}.js" for number in range(len(keys))]
    assert sorted(paths) == sorted((tmp_path / "one").iterdir())
    assert [versions.of(number) for number in range(len(keys))] == list(map(files.version_of, paths))
    assert max(path.stat().st_size for path in paths) < 12_000
    assert sum(path.stat().st_size for path in paths) < 900_000
    assert [(tmp_path / "other" / path.name).read_bytes() for path in paths] == [path.read_bytes() for path in paths]


def test_a_template_gives_back_a_word():
    assert dictionary.filled("و~ين", "كاتب") == "وكاتبين"
    assert dictionary.filled("ت+ون", "اكرم") == "تكرمون"
    assert dictionary.filled("-ات", "سياره") == "سيارات"
    assert dictionary.filled("بيوت", "بيت") == "بيوت"


def test_readings(golden):
    golden("parity/readings.json", written(["readings", form] for form in [*FORMS, *words(stems=False)[::1500]]))


def made_up(many):
    """Words that the dictionaries have, with what may be written before and after, and words that they do not have."""
    draw, readings = random.Random(4), RULES["readings"]
    before = [first + then for first in readings["conjunctions"] for then, *_ in readings["prefixes"]]
    after = ["", "", *readings["pronouns"], *(ending for ending, _ in readings["endings"])]
    past = ["", "", *readings["past_vowel"], *readings["past_consonant"]]
    for _ in range(many):
        yield draw.choice(before) + draw.choice(words(stems=False)) + draw.choice(after)
        yield (
            draw.choice(before)
            + draw.choice(["", *readings["persons"]])
            + draw.choice(words(stems=True))[:-1]
            + draw.choice(past)
        )
        yield "".join(draw.choices("ابتدرسعفقكلمنهويء", k=draw.randint(1, 9)))


@needs_node
def test_javascript_reads_words_as_python_does():
    asked = list(made_up(700))
    run = subprocess.run(
        [NODE, str(HERE / "js" / "ask.js")], input=json.dumps([["readings", form] for form in asked]),
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    for form, found in zip(asked, json.loads(run.stdout), strict=True):
        assert found == answer("readings", form), form
