"""The manual tells the truth: what it says of commands, settings, formats, rules and addresses is what there is."""

import json
import logging
import re
import shlex
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest
import yaml
from click.testing import CliRunner
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config

from warraq import asking
from warraq.address import article_address
from warraq.annotate import annotate
from warraq.cli import main
from warraq.model import KINDS, LEVELS, Article
from warraq.read import READERS
from warraq.read.datestamp import datestamp
from warraq.say import LANGUAGES, catalogue, say
from warraq.search import Answer, expand
from warraq.search.query import FIELDS, parse
from warraq.settings import Settings, load

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT / "tools"))
import reference  # noqa: E402 - the tool is not in the package, so its folder must be named first

PAGES = sorted(path for lang in LANGUAGES for path in (DOCS / lang).rglob("*.md"))
READMES = {"en": ROOT / "README.md", "ar": ROOT / "README.ar.md"}
WRITTEN = [*PAGES, *READMES.values(), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", DOCS / "decisions" / "README.md"]
RUN = ("tutorial.md", "howto/own-data.md", "howto/scripts.md", "howto/proofread.md", "howto/offline.md")
FENCE = re.compile(r"^```(\w*)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def fences(path, *kinds):
    """The blocks of code of a page: what they hold, in which language, and the file they are to be saved as."""
    found = [(kind, title, code) for kind, title, code in FENCE.findall(path.read_text(encoding="utf-8"))]
    return [entry for entry in found if not kinds or entry[0] in kinds]


def typed_commands(path):
    """Every command line of a page that calls warraq, as words."""
    for _, _, code in fences(path, "sh", "console"):
        for line in code.splitlines():
            words = list(shlex.shlex(line.removeprefix("$ "), posix=True, punctuation_chars="&|()"))
            starts = [at for at, word in enumerate(words) if Path(word).name == "warraq"]
            for start in starts:
                ends = [at for at, word in enumerate(words) if at > start and set(word) <= set("&|()")]
                yield words[start + 1 : min(ends, default=len(words))]


def inline(path):
    """What stands between single backticks, blocks left out."""
    return re.findall(r"`([^`\n]+)`", FENCE.sub("", path.read_text(encoding="utf-8")))


def table(path, anchor):
    """The rows of the first table under a heading."""
    section = path.read_text(encoding="utf-8").partition(f"{{#{anchor}}}\n")[2].partition("\n#")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows[2:]]


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


def page(lang, name):
    return DOCS / lang / name


# The pages


def test_both_languages_have_the_same_files():
    trees = [{path.relative_to(DOCS / lang) for path in (DOCS / lang).rglob("*.*")} for lang in LANGUAGES]
    assert trees[0] == trees[1]


def test_the_navigation_names_every_page():
    def names(nav):
        for entry in nav:
            yield from [entry] if isinstance(entry, str) else [name for part in entry.values() for name in names(part)]

    nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert sorted(names(nav)) == sorted(
        path.relative_to(DOCS / "en").as_posix() for path in (DOCS / "en").rglob("*.md")
    )


@pytest.mark.parametrize("path", [path for path, _ in reference.pages()], ids=name_of)
def test_what_is_made_from_the_code_is_up_to_date(path):
    lang = dict(reference.pages())[path]
    text = path.read_text(encoding="utf-8")
    assert text == reference.renewed(text, lang), "run `python tools/reference.py`"


def test_every_made_part_is_in_both_languages():
    for lang in LANGUAGES:
        text = "".join(path.read_text(encoding="utf-8") for path in (DOCS / lang).rglob("*.md"))
        assert set(re.findall(r"<!-- made: (\w+) -->", text)) == reference.SECTIONS.keys() - (
            {"decisions"} if lang == "en" else {"decisions", "rooms"}
        )


class Links(HTMLParser):
    """The addresses a page leads to, and the anchors it has."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.ids.add(given.get("id"))
        if tag in {"a", "link", "script", "img"}:
            self.links += [given[name] for name in ("href", "src") if given.get(name)]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Both folders as MkDocs renders them, and what it complained of."""
    site = tmp_path_factory.mktemp("manual")
    complaints = []

    class Ear(logging.Handler):
        def emit(self, record):
            complaints.append(record.getMessage())

    ear = Ear(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(ear)
    for lang in LANGUAGES:
        config = load_config(
            str(ROOT / "mkdocs.yml"), docs_dir=str(DOCS / lang), site_dir=str(site / lang), use_directory_urls=False
        )
        config.theme["language"], config.theme["direction"] = lang, "rtl" if lang == "ar" else "ltr"
        build_with_mkdocs(config)
    logging.getLogger("mkdocs").removeHandler(ear)
    return site, complaints


def test_mkdocs_has_nothing_to_complain_of(rendered):
    assert rendered[1] == []


def test_every_link_of_the_manual_leads_somewhere_within_it(rendered):
    site = rendered[0]
    seen = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html") if path.name != "404.html"}
    assert len(seen) == len(PAGES)
    lost = []
    for path, found in seen.items():
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                lost += [] if link.startswith(("https://", "http://")) and "squidfunk" in link else [(path.name, link)]
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in seen[target].ids):
                lost.append((path.name, link))
    assert lost == []


@pytest.mark.parametrize("path", WRITTEN[len(PAGES) :], ids=name_of)
def test_links_of_the_other_pages_lead_to_files(path):
    for link in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (path.parent / link).exists(), link


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_files_that_are_named_exist(path):
    places = (ROOT, ROOT / "indexer" / "warraq", ROOT / "indexer" / "warraq" / "annotate")
    made_by_others = {"manifest.json", "offline.json"}
    for code in inline(path):
        word = code.split()[-1] if code.startswith("python ") else code
        is_ours = re.fullmatch(
            r"(docs|tests|tools|bench|indexer|\.github|\.ci|read|annotate|render|index|messages)/[\w./-]*|\w+\.(py|json)",
            word,
        )
        if is_ours and word not in made_by_others and not re.match(r"docs/(ar|en)/index\.html|index/$", word):
            assert any((place / word).exists() for place in places), word


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_settings_that_are_named_exist(path):
    known = set(Settings.__dataclass_fields__)
    for name in re.findall(r"extra\.warraq\.(\w+)", path.read_text(encoding="utf-8")):
        assert name in known


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_settings_in_examples_can_be_loaded(path, tmp_path):
    for _, _, code in fences(path, "yaml"):
        (tmp_path / "mkdocs.yml").write_text(code, encoding="utf-8")
        assert load(tmp_path).root == tmp_path


# Commands


def test_every_command_and_option_is_described(lang):
    text = page(lang, "reference/commands.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        section = text.partition(f"{{#{name}}}")[2].partition("\n## ")[0]
        assert section, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                flag = max(parameter.opts, key=len)
                assert f"`{flag}" in section or (flag == "--lang" and f"`{flag}" in text), f"{name} {flag}"


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_command_line_can_be_typed(path):
    for name, *words in typed_commands(path):
        main.commands[name].make_context(name, list(words))
    for code in inline(path):
        words = code.split()
        if words[0] == "warraq" and len(words) > 1:
            command = main.commands.get(words[1])
            assert command or words[1] in {"COMMAND", "--help"}, code
            options = {flag for parameter in (command.params if command else ()) for flag in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= options | {"--help"}, code


def is_run_here(words):
    return words[:1] == ["warraq"] and words[1] != "serve"


def spoken(text):
    """What a program printed or a page shows, without directional marks; figures may change."""
    lines = (re.sub(r"\d+", "0", line).replace("\u200f", "").rstrip() for line in text.strip().splitlines())
    return "\n".join(lines)


def test_what_the_manual_tells_to_do_can_be_done(lang, tmp_path, monkeypatch, capsys):
    """The tutorial and the how-to pages after it, in one archive: files are saved, commands and programs are run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", f"{lang}_XX.UTF-8")
    for name in RUN:
        output = ""
        for kind, title, code in fences(page(lang, name)):
            if title:
                Path(title).write_text(code, encoding="utf-8")
            elif kind == "sh":
                output = ""
                for line in code.splitlines():
                    words = shlex.split(line)
                    if words[0] == "cd":
                        monkeypatch.chdir(words[1])
                    elif is_run_here(words):
                        result = CliRunner().invoke(main, words[1:])
                        assert result.exit_code == 0, f"{name}: {line}: {result.output}"
                        output += result.stdout
            elif kind == "text" and name == "tutorial.md":
                assert spoken(output) == spoken(code)
            elif kind == "python":
                exec(compile(code, name, "exec"), {})
                assert capsys.readouterr().out.strip(), f"{name} prints nothing"
    assert len(Path("run.trec").read_text(encoding="utf-8").splitlines()) > 1
    assert Path("build/site/a/bridge.html").exists()


def test_the_readmes_have_the_same_commands():
    found = [[code for _, _, code in fences(path)] for path in READMES.values()]
    assert found[0] == found[1]
    set_up, test, own = found[0]
    assert set_up == "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/warraq serve\n"
    assert test == "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest\n"
    assert own.startswith("warraq new ")


def test_the_test_command_of_the_readme_is_what_ci_runs():
    _, test, _ = (code for _, _, code in fences(READMES["en"]))
    assert test.strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


# What the reference says


def test_every_setting_is_described(lang):
    text = page(lang, "reference/settings.md").read_text(encoding="utf-8")
    for name in set(Settings.__dataclass_fields__) - {"root"}:
        key = name if name in reference.PLAIN_KEYS else f"extra.warraq.{name}"
        assert f"| `{key}` |" in text
        assert say(f"settings.{name}", lang)


def test_no_setting_is_described_that_does_not_exist():
    told = {key.partition(".")[2] for key in catalogue() if key.startswith("settings.")}
    assert told == set(Settings.__dataclass_fields__) - {"root"}


def test_every_format_and_message_is_described(lang):
    path = page(lang, "reference/formats.md")
    assert {suffix for row in table(path, "files") for suffix in codes(row[0])} == READERS.keys()
    assert {codes(row[0])[0] for row in table(path, "messages")} == {
        key.partition(".")[2] for key in catalogue() if key.startswith("read.")
    }


def test_dates_are_read_as_the_table_says(lang):
    rows = table(page(lang, "reference/formats.md"), "dates")
    assert len(rows) > 6
    for written, read in rows:
        for date in codes(written):
            assert datestamp(date) == codes(read)[0], date


def test_the_fields_that_are_described_are_the_fields_of_articles(lang):
    from warraq.read.article import _KNOWN  # noqa: PLC0415 - the one list there is

    assert {codes(row[0])[0] for row in table(page(lang, "reference/formats.md"), "fields")} == _KNOWN


def test_exactly_the_kinds_of_annotation_are_described(lang):
    path = page(lang, "reference/annotations.md")
    assert tuple(codes(row[0])[0] for row in table(path, "kinds")) == KINDS


def test_the_example_of_annotations_is_true(lang):
    ((_, _, code),) = fences(page(lang, "reference/annotations.md"), "json")
    example = json.loads(code)
    leaf = annotate(Article(example["id"], "", example["text"]))
    found = [
        {
            "start": n.start,
            "end": n.end,
            "kind": n.kind,
            "value": n.value if isinstance(n.value, str) else dict(n.value),
        }
        for n in leaf.annotations
    ]
    assert all(note in found for note in example["annotations"])


def test_queries_are_understood_as_they_are_described(lang):
    rows = table(page(lang, "reference/search.md"), "syntax")
    assert len(rows) > 12
    for query, _ in rows:
        for text in codes(query):
            assert parse(text).notes == (), text
            assert parse(text).tree["op"] != "nothing"


def test_every_filter_is_described_with_all_its_names(lang):
    rows = table(page(lang, "reference/search.md"), "filters")
    told = {codes(row[0])[0].rstrip(":"): {name.rstrip(":") for name in codes(row[1])} for row in rows}
    assert {field: set(names) for field, names in FIELDS.items()} == {k: v for k, v in told.items() if k != "date"}
    for name, others in told.items():
        for other in {name, *others}:
            value = "2013" if name == "date" else "كلمة"
            assert parse(f"{other}:{value}").tree.get("field", "date") == name
    for text in codes(rows[-1][2]):
        assert parse(f"date:{text}").tree["op"] == "date"


def test_levels_and_weights_are_those_of_the_program(lang):
    path = page(lang, "reference/search.md")
    assert tuple(codes(row[0])[0] for row in table(path, "levels")) == LEVELS
    ranking = path.read_text(encoding="utf-8").partition("{#ranking}")[2].partition("\n## ")[0]
    for weight in expand.LINK_WEIGHTS.values():
        assert f"{round(weight / expand.UNIT, 1):g}" in ranking


def test_the_fields_of_an_answer_are_described(lang):
    text = page(lang, "howto/scripts.md").read_text(encoding="utf-8")
    answer = asking.as_json("x", "lemma", Answer(0, (), {}, (), (), (), 0, ()), "")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert answer.keys() <= {name for row in rows for name in codes(row.split("|")[1])}


def test_the_example_of_a_problem_is_what_is_said(lang):
    text = page(lang, "howto/proofread.md").read_text(encoding="utf-8")
    assert f"corpus/exports/desk.csv:14: {say('read.bad_date', lang, date='2017-02-30')}\n" in text


def test_addresses_are_made_as_described(lang):
    text = page(lang, "howto/addresses.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| `(a/[^`]+)` \|$", text, re.MULTILINE)
    assert len(rows) == len(reference.IDS)
    for identity, address in rows:
        assert article_address(identity) == address


def test_every_decision_is_listed():
    text = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    for path in DOCS.glob("decisions/[0-9]*.md"):
        assert f"({path.name})" in text
