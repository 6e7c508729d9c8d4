"""The command line as people and scripts meet it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from archive import ARTICLES, make_archive, tree
from texts import any_text
from warraq import publish
from warraq.cli import main
from warraq.model import KINDS, LEVELS
from warraq.swap import alone

COMMANDS = ("annotate", "build", "check", "export", "index", "new", "package", "search", "serve")
ARABIC = re.compile("[\u0621-\u064a]")


def run(*arguments):
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


def ask(built, *arguments):
    result = run("search", "--index", built / "build/index", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = make_archive(tmp_path_factory.mktemp("cli") / "archive")
    result = run("build", folder)
    assert result.exit_code == 0, result.stderr
    assert "4 articles" in result.stdout
    return folder


# Help and messages


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_whole_in_both_languages(command):
    for order in (["--lang", "LANG", *command, "--help"], [*command, "--lang", "LANG", "--help"]):
        arabic, english = (
            CliRunner().invoke(main, [lang if word == "LANG" else word for word in order]) for lang in ("ar", "en")
        )
        assert arabic.exit_code == english.exit_code == 0
        examples = re.compile(rf"^ +warraq (?:{'|'.join(COMMANDS)})\b.*$", re.MULTILINE)
        assert examples.findall(arabic.stdout) == examples.findall(english.stdout)
        assert bool(examples.findall(english.stdout)) == bool(command)
        assert not ARABIC.search(examples.sub("", english.stdout))
        for line in arabic.stdout.splitlines():
            if re.match(r"  +-", line) and len(line.split("  ", 2)) > 2:
                assert ARABIC.search(line), line
        headings = re.findall(r"^\S.*?:", arabic.stdout, re.MULTILINE)
        assert headings
        assert all(ARABIC.search(heading) for heading in headings)


def test_every_command_and_option_of_the_help_is_explained():
    text = run("--help").stdout
    assert [name for name in COMMANDS if not re.search(rf"^  {name}  +\S", text, re.MULTILINE)] == []
    for command in COMMANDS:
        text = run(command, "--help").stdout.partition("Options:")[2]
        for option in main.commands[command].params:
            if option.param_type_name == "option":
                after = text.partition(max(option.opts, key=len))[2].partition("\n  -")[0]
                assert re.search(r"[A-Z]\w* \w+", after), (command, option.name)


def test_search_helps_as_the_others_do():
    assert run("search", "-h").stdout == run("search", "--help").stdout


def test_the_version_is_told():
    assert re.fullmatch(r"warraq, version \d+\.\d+\S*\n", run("--version").stdout)


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["frobnicate"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "two"],
        ["build", "no-such-folder"],
        ["build", "--frob"],
        ["serve", "no-such-folder"],
        ["serve", "--port", "70000"],
        ["search"],
        ["search", "x", "--level", "deep"],
        ["search", "x", "--limit", "-1"],
        ["search", "x", "--levle", "root"],
        ["search", "x", "--limit"],
        ["search", "--queries", "q.jsonl"],
        ["search", "x", "--run", "out.trec"],
        ["index", "corpus"],
        ["index", "--output", "x"],
        ["annotate"],
        ["export"],
        ["export", "docx"],
        ["export", "tei", "--kind", "date"],
        ["check"],
        ["new"],
        ["--lang", "fr", "build"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_so_in_both_languages(wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for lang in ("ar", "en"):
        result = CliRunner().invoke(main, [*([] if "--lang" in wrong else ["--lang", lang]), *wrong])
        assert result.exit_code == 2
        assert result.stdout == ""
        if "--lang" not in wrong:
            assert bool(ARABIC.search(result.stderr)) == (lang == "ar")
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_refuses_is_one_line(built, tmp_path):
    (tmp_path / "file").write_text("")
    for arguments in (
        ("build", built, "--output", tmp_path / "file"),
        ("new", tmp_path / "file" / "below"),
        ("annotate", built / "corpus", "--output", tmp_path / "file" / "below"),
        ("index", built / "corpus", "--output", tmp_path / "file" / "below"),
        ("search", "--queries", tmp_path / "none", "--run", tmp_path / "x", "--index", built / "build/index"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.exception.__class__) == (1, SystemExit), arguments
        assert re.search(r"^error: .+", result.stderr, re.MULTILINE), arguments
        assert "Traceback" not in result.output


# new, build


def test_a_new_archive_builds_strictly(tmp_path):
    folder = tmp_path / "my archive"
    assert run("new", folder).exit_code == 0
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"mkdocs.yml", ".gitignore", ".github/workflows/publish.yml", "docs/ar/index.md"} <= names
    assert any(name.startswith("corpus/") for name in names)
    result = run("build", folder, "--strict", "--jobs", "1")
    assert result.exit_code == 0, result.stderr
    assert (folder / "build/site/docs/ar/index.html").exists()
    assert [hit["id"] for hit in ask(folder, "الخريطة")["hits"]] == ["map"]


def test_new_never_writes_into_a_folder_in_use(tmp_path):
    (tmp_path / "mine.txt").write_text("لي")
    for folder in (tmp_path, tmp_path / "mine.txt"):
        assert run("new", folder).exit_code == 1
    assert tree(tmp_path) == {"mine.txt": "لي".encode()}


def test_problems_are_told_with_file_and_line_and_end_with_1(tmp_path):
    bad = {**ARTICLES, "empty.txt": "", "broken.jsonl": '{"id": "ok", "text": "نص صالح هنا."}\n{"id": \n'}
    folder = make_archive(tmp_path / "archive", bad)
    for lang in ("ar", "en"):
        result = CliRunner().invoke(main, ["--lang", lang, "build", str(folder), "--output", str(tmp_path / lang)])
        assert result.exit_code == 1
        assert "corpus/broken.jsonl:2: " in result.stderr
        assert "corpus/empty.txt: " in result.stderr
        assert (tmp_path / lang / "site/a/ok.html").exists()
    result = run("build", folder, "--output", tmp_path / "strict", "--strict")
    assert result.exit_code == 1
    assert "nothing was published" in result.stderr
    assert not (tmp_path / "strict/site").exists()


def test_a_bad_setting_is_told(tmp_path):
    of_no_use = (
        "a: [", "- 1", "extra: [a]", "extra: {warraq: [a]}", "extra: {warraq: {hijry: true}}",
        "extra: {warraq: {per_page: many}}", "extra: {warraq: {language: fr}}", "site_name: [a]", "site_url: 7",
    )  # fmt: skip
    for setting in of_no_use:
        (tmp_path / "mkdocs.yml").write_text(setting)
        result = run("build", tmp_path)
        assert (result.exit_code, "mkdocs.yml" in result.stderr) == (1, True), setting
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("command", [("check",), ("annotate",), ("export", "tei"), ("index", "--output", "x")])
def test_a_file_of_the_publisher_s_own_that_is_missing_is_told(built, monkeypatch, tmp_path, command):
    (tmp_path / "mkdocs.yml").write_text("extra: {warraq: {names: none.yml}}")
    monkeypatch.chdir(tmp_path)
    result = run(*command, built / "corpus" / "book.txt")
    assert (result.exit_code, "none.yml" in result.stderr) == (1, True)
    assert not (tmp_path / "x").exists()


def test_a_second_build_at_the_same_time_is_refused(built):
    with alone(built / "build"):
        result = run("build", built)
    assert result.exit_code == 1
    assert "another build" in result.stderr


def test_somebody_s_own_files_are_never_replaced(built, tmp_path):
    for name in ("site", "index"):
        folder = tmp_path / name
        (folder / name).mkdir(parents=True)
        (folder / name / "mine.txt").write_text("لي")
        assert run("build", built, "--output", folder).exit_code == 1
        assert [path.name for path in folder.rglob("*")] == [name, "mine.txt"]
    result = run("index", built / "corpus", "--output", built / "corpus")
    assert result.exit_code == 1
    assert sorted(path.name for path in (built / "corpus").iterdir()) == sorted(ARTICLES)


def test_limits_of_hosts_are_told_before_they_are_met(built, monkeypatch):
    hosts = (publish.Host("Small", 0, 3), publish.Host("Narrow", files_a_folder=2), publish.Host("Wide", 1000, 9999))
    monkeypatch.setattr(publish, "HOSTS", hosts)
    result = run("build", built)
    assert result.exit_code == 0
    assert "Small takes 3" in result.stderr
    assert "Narrow takes 2" in result.stderr
    assert "Wide" not in result.stderr


# index, search


def test_an_index_alone_is_searched_and_checked(built, tmp_path):
    output = tmp_path / "deep" / "index"
    result = run("index", built / "corpus" / "book.txt", built / "corpus" / "more.jsonl", "--output", output)
    assert (result.exit_code, "3 articles" in result.stdout) == (0, True)
    found = json.loads(run("search", "سوق", "--index", output, "--json").stdout)
    assert [hit["id"] for hit in found["hits"]] == ["market"]
    assert run("check", "--index", output).exit_code == 0
    assert run("index", built / "corpus" / "river.md", "--output", output).exit_code == 0
    assert json.loads(run("search", "سوق", "--index", output, "--json").stdout)["total"] == 0


def test_a_mistyped_path_does_not_empty_an_index(built, tmp_path):
    output = tmp_path / "index"
    assert run("index", built / "corpus", "--output", output).exit_code == 0
    assert run("index", built / "corpsu", "--output", output).exit_code == 1
    assert json.loads(run("search", "سوق", "--index", output, "--json").stdout)["total"] == 1


def test_json_has_the_keys_that_scripts_rely_on(built):
    found = ask(built, "القاهرة")
    assert {"query", "level", "total", "hits", "suggestions"} <= set(found)
    assert (found["query"], found["level"], found["total"]) == ("القاهرة", "lemma", 3)
    hit = next(hit for hit in found["hits"] if hit["id"] == "river")
    assert {"id", "title", "url", "date", "source", "score", "snippet"} <= set(hit)
    assert (hit["title"], hit["date"], hit["source"]) == ("النيل يرتفع", "2017-10-15", "بريد المدينة")
    assert hit["url"].endswith("a/river.html")
    assert "القاهرة" in hit["snippet"]
    assert [hit["score"] for hit in found["hits"]] == sorted((hit["score"] for hit in found["hits"]), reverse=True)
    assert ask(built, "قاهرتنننا")["suggestions"] is not None


def test_addresses_are_whole_where_the_archive_is_published(built, monkeypatch):
    monkeypatch.chdir(built)
    found = json.loads(run("search", "سوق", "--json").stdout)
    assert found["hits"][0]["url"] == "https://example.org/archive/a/market.html"


def test_the_words_of_a_query_need_no_quotes_of_the_shell(built):
    assert {hit["id"] for hit in ask(built, "المدينة", "-النيل")["hits"]} == {"book", "cup"}
    assert {hit["id"] for hit in ask(built, "-النيل", "المدينة", "--limit", "9")["hits"]} == {"book", "cup"}
    assert [hit["id"] for hit in ask(built, '"الولايات المتحدة"')["hits"]] == ["book"]
    assert [hit["id"] for hit in ask(built, "المدينة", "source:بريد", "date:2017-10-20")["hits"]] == ["cup"]
    assert ask(built, "-iPhone", "سوق")["total"] == 1


def test_limit_and_level(built):
    assert (ask(built, "القاهرة", "--limit", "0")["hits"], ask(built, "القاهرة", "--limit", "0")["total"]) == ([], 3)
    assert len(ask(built, "القاهرة", "--limit", "2")["hits"]) == 2
    totals = [ask(built, "مكتبات", "--level", level)["total"] for level in LEVELS]
    assert totals == sorted(totals)
    assert (totals[0], totals[-1]) == (0, 1)


def test_copies_of_a_report_are_listed_once_on_request(tmp_path):
    text = "افتتحت بلدية المدينة صباح اليوم المكتبة العامة في حي النخيل بعد ترميم دام ثلاث سنوات، وحضر أهل الحي كلهم. "
    lines = [{"id": f"n{number}", "title": "المكتبة", "text": text * 2} for number in range(3)]
    (tmp_path / "news.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    index = tmp_path / "index"
    assert run("index", tmp_path / "news.jsonl", "--output", index).exit_code == 0
    found = json.loads(run("search", "النخيل", "--index", index, "--json").stdout)
    assert (found["total"], found["articles"], [hit["copies"] for hit in found["hits"]]) == (3, 3, [[], [], []])
    found = json.loads(run("search", "النخيل", "--index", index, "--json", "--collapse").stdout)
    assert (found["total"], found["articles"], found["levels"]["lemma"]) == (1, 3, 1)
    assert [(hit["id"], hit["copies"]) for hit in found["hits"]] == [("n0", ["n1", "n2"])]
    told = run("search", "النخيل", "--index", index, "--collapse").stdout
    assert "1 found (articles: 3)" in told
    assert "other copies of it (2): n1  n2" in told
    (tmp_path / "q.jsonl").write_text('{"id": "1", "text": "النخيل"}', encoding="utf-8")
    arguments = ("--queries", tmp_path / "q.jsonl", "--run", tmp_path / "run", "--index", index)
    assert run("search", *arguments, "--collapse").exit_code == 0
    assert len((tmp_path / "run").read_text().splitlines()) == 1


def test_an_answer_for_people_marks_the_hit(built):
    result = run("search", "السمك", "--index", built / "build/index")
    assert "1. سوق السمك" in result.stdout
    assert "*السمك*" in result.stdout
    assert "\x1b" not in result.stdout
    nothing = run("search", "\x1b[31mqwxyz", "--index", built / "build/index")
    assert nothing.exit_code == 0
    assert "\x1b" not in nothing.stdout


def test_a_file_of_queries_becomes_a_trec_run(built, tmp_path):
    (tmp_path / "q.jsonl").write_text(
        '\ufeff{"id": "one", "text": "القاهرة"}\n\n{"id": 2, "text": "\u2028\\"سوق السمك\\""}\n'
        '{"id": "no thing", "text": "qwxyz"}\n{"id": "with space", "text": "سوق"}\n',
        encoding="utf-8",
    )
    arguments = ("search", "--queries", tmp_path / "q.jsonl", "--run", tmp_path / "run", "--index")
    assert run(*arguments, built / "build/index").exit_code == 0
    lines = [line.split(" ") for line in (tmp_path / "run").read_text(encoding="utf-8").splitlines()]
    assert {len(line) for line in lines} == {6}
    assert {(line[1], line[5]) for line in lines} == {("Q0", "warraq")}
    assert [line[0] for line in lines] == ["one"] * 3 + ["2", "with%20space"]
    assert [int(line[3]) for line in lines] == [1, 2, 3, 1, 1]
    scores = [float(line[4]) for line in lines]
    assert scores[:3] == sorted(scores[:3], reverse=True)
    assert run(*arguments, built / "build/index", "--limit", 1).exit_code == 0
    assert len((tmp_path / "run").read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": null}', '{"id": "", "text": "x"}', "1"]
)
def test_a_bad_line_of_queries_is_named_and_nothing_is_written(built, tmp_path, line):
    (tmp_path / "q.jsonl").write_text('{"id": "a", "text": "سوق"}\n' + line, encoding="utf-8")
    arguments = ("search", "--queries", tmp_path / "q.jsonl", "--run", tmp_path / "run", "--index")
    result = run(*arguments, built / "build/index")
    assert result.exit_code == 1
    assert "q.jsonl:2: " in result.stderr
    assert not (tmp_path / "run").exists()
    (tmp_path / "q.jsonl").write_bytes(b"\xff\xfe\x00")
    assert run(*arguments, built / "build/index").exit_code == 1


def test_no_index_and_a_damaged_one_are_told(built, tmp_path):
    for lang in ("ar", "en"):
        result = CliRunner().invoke(main, ["--lang", lang, "search", "سوق", "--index", str(tmp_path / "none")])
        assert result.exit_code == 1
        assert "warraq build" in result.stderr
    for number, victim in enumerate(sorted(path for path in (built / "build/index").rglob("*") if path.is_file())):
        index = tmp_path / str(number)
        shutil.copytree(built / "build/index", index)
        damaged = index / victim.relative_to(built / "build/index")
        damaged.write_bytes(damaged.read_bytes()[: victim.stat().st_size // 2])
        assert run("check", "--index", index).exit_code == 1, victim
        result = run("search", "سوق", "--index", index)
        assert isinstance(result.exception, SystemExit | None), (victim, result.exception)
        damaged.unlink()
        result = run("search", "سوق", "--index", index)
        assert isinstance(result.exception, SystemExit | None), (victim, result.exception)


@settings(max_examples=40, deadline=None)
@given(any_text())
def test_no_query_is_too_strange(built, text):
    result = run("search", "--index", built / "build/index", "--json", "--", text)
    assert result.exit_code in {0, 2}, result.exception  # 2: nothing but an option that is none
    if result.exit_code == 0:
        assert json.loads(result.stdout)["query"] == text


@pytest.mark.parametrize(
    "text",
    ["", " ", '"', '""', "-", "--", "AND", "OR OR", "(((((", ")" * 5000, "NOT", "*", "؟*", "a~b~", "date:", "date:9..1",
     "source:", "\udcff", "\x00", "x" * 100_000, "كلمة " * 5000, "-" * 3000, "~5", "[[", "\\", "date:99999999999", "+"],
)  # fmt: skip
def test_hostile_queries_are_answered(built, text):
    result = run("search", "--index", built / "build/index", "--json", "سوق", "--", text)
    assert result.exit_code in {0, 2}, result.exception


# annotate, check


def test_annotations_are_json_lines_that_lie_in_their_text(built, tmp_path):
    output = tmp_path / "a.jsonl"
    assert run("annotate", built / "corpus", "--output", output).exit_code == 0
    lines = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert {line["id"] for line in lines} == {"book", "river", "market", "cup"}
    kinds = set()
    for line in lines:
        assert set(line) == {"id", "title", "text", "date", "source", "meta", "annotations", "generator"}
        for note in line["annotations"]:
            assert set(note) == {"start", "end", "kind", "value"}
            assert 0 <= note["start"] < note["end"] <= len(line["text"])
            assert isinstance(note["value"], dict) == (note["kind"] == "word")
            kinds.add(note["kind"])
    assert kinds <= set(KINDS)
    assert {"sentence", "quote", "place", "date", "repair", "word"} <= kinds
    market = next(line for line in lines if line["id"] == "market")
    assert market["text"] == "افتتحت بلدية صفاقس سوق السمك الجديدة يوم 18 جانفي 2017."
    dates = [(market["text"][n["start"] : n["end"]], n["value"]) for n in market["annotations"] if n["kind"] == "date"]
    assert dates == [("18 جانفي 2017", "2017-01-18")]
    printed = run("annotate", built / "corpus")
    assert printed.stdout == output.read_text(encoding="utf-8")


def test_check_tells_and_builds_nothing(built, tmp_path):
    result = run("check", built / "corpus")
    assert (result.exit_code, "4 articles read; errors: 0" in result.stdout) == (0, True)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "again.jsonl").write_text(
        '{"id":"a","text":"نص أول."}\n{"id":"a","text":"نص ثان."}\n', encoding="utf-8"
    )
    result = run("check", tmp_path, tmp_path / "none")
    assert result.exit_code == 1
    for place in ("empty.txt: ", "again.jsonl:2: ", "none: "):
        assert place in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again.jsonl", "empty.txt"]


def test_check_takes_articles_and_an_index_together(built):
    result = run("check", built / "corpus", "--index", built / "build/index")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


# As a program


def program(*arguments, **more):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "warraq", *map(str, arguments)]
    if os.name == "posix":  # whoever runs the tests may have told them to ignore interrupts
        more["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **more)


def test_arabic_prints_where_the_locale_is_ascii_and_no_bar_is_drawn(built):
    process = program("--lang", "ar", "annotate", built / "corpus")
    out, error = process.communicate(timeout=60)
    assert process.returncode == 0, error
    assert "ارتفع منسوب" in out.decode("utf-8")
    assert error.decode("utf-8") == "\u200fالمقالات المشروحة: 4\n"


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise elsewhere")
def test_a_pipe_that_closes_early_is_no_error(tmp_path):
    many = "".join(json.dumps({"id": str(n), "text": "قال الوزير كلاما. " * 40}) + "\n" for n in range(30))
    (tmp_path / "many.jsonl").write_text(many)
    process = program("annotate", tmp_path / "many.jsonl")
    assert process.stdout.read(10)
    process.stdout.close()
    error = process.stderr.read()
    process.wait(timeout=60)
    assert error == b""


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent otherwise elsewhere")
def test_an_interrupt_stops_a_build_in_one_line(tmp_path):
    many = "".join(json.dumps({"id": str(n), "text": "قال الوزير كلاما. " * 80}) + "\n" for n in range(600))
    folder = make_archive(tmp_path / "archive", {"many.jsonl": many})
    process = program("build", folder, "--jobs", "2", start_new_session=True)
    while not (folder / "build/state/leaves.sqlite").exists():
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    out, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out, error.strip()) == (b"", b"")
    assert not (folder / "build/site").exists()


def test_the_program_is_quick_to_help():
    out, _ = program("--help").communicate(timeout=60)
    assert b"Usage" in out
    loaded = "import sys, warraq.cli; print(*{'whoosh', 'mkdocs', 'trafilatura', 'numpy'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert result.stdout.split() == []


def test_the_user_s_locale_chooses_the_language(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for locale, arabic in (("ar_SY.UTF-8", True), ("de_DE.UTF-8", False)):
        monkeypatch.setenv("LANG", locale)
        assert bool(ARABIC.search(CliRunner().invoke(main, ["check"]).stderr)) is arabic
