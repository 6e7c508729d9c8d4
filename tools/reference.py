"""Write the parts of the manual that are made from the code: `python tools/reference.py`.

A page says where with a pair of comments, `<!-- made: NAME -->` and `<!-- end -->`; what stands between them is
replaced. `tests/test_docs.py` fails where a page is not as this would write it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

from warraq.address import article_address
from warraq.annotate import annotate
from warraq.cli import main as commands
from warraq.model import KINDS, Article
from warraq.publish import HOSTS
from warraq.rules import RULES
from warraq.say import catalogue, say
from warraq.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PLAIN_KEYS = ("site_name", "site_url", "site_description")
"""Settings that are MkDocs' own keys; all others stand under `extra.warraq`."""
TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
WORDS = TEXTS["words"]
TYPES = TEXTS["types"]
REASONS = TEXTS["reasons"]
"""The reasons of `rules.json`, which is written in English alone, in Arabic."""
EXAMPLES = (
    ("person", "", "كتب طه حسين سيرته."),
    ("place", "", "زار الوفد القاهرة ثم سافر إلى بيروت."),
    ("organization", "", "بحث مجلس الأمن الأمر، ودعت إليه الأمم المتحدة."),
    ("date", "2017-10-16", "افتُتح المعرض يوم 15 تشرين الأول 2017."),
    ("date", "2017-10-16", "ووصل الوفد أمس."),
    ("date", "", "صدرت الصحيفة عام 1931."),
    ("number", "", "وزّعت المكتبة مئة وخمسة وعشرين كتابًا."),
    ("number", "", "ارتفع السعر 12,5% إلى ٣٫٥ مليون دينار."),
    ("quote", "", "قال مدير المكتبة إن «الكتاب الذي لا يُقرأ لا يعيش طويلًا»."),
    ("repair", "", "زارت الولاياتالمتحدة وصفا ب«النهائى» فى المدينة."),
    ("source", "", "تأجّل الافتتاح، وفق ما ذكرته صحيفة «الضفاف»."),
    ("sentence", "", "فُتح الباب. دخل القراء."),
)
"""A kind, the date of an article and its text."""
IDS = ("bridge", "desk-2011-17", "2017/10/15", "مكتبة الحي", "افتتاحية 12", "aux")
"""Ids as they come."""


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]], lang: str) -> str:
    lines = [_row(*(WORDS[head][lang] for head in heads)), _row(*("---" for _ in heads))]
    return "\n".join([*lines, *(_row(*row) for row in rows)])


def _code(value: object) -> str:
    return f"`{value}`"


def _option_row(command: click.Command, option: click.Option, lang: str) -> tuple[str, str]:
    flag = max(option.opts, key=len)
    name = flag.removeprefix("--")
    key = next(key for key in (f"cli.option.{command.name}_{name}", f"cli.option.{name}") if key in catalogue())
    meaning = say(key, lang)
    if isinstance(option.type, click.Choice):
        meaning += f" {WORDS['choices'][lang]} " + " ".join(map(_code, option.type.choices)) + "."
    if option.required:
        meaning += f" {WORDS['needed'][lang]}"
    metavar = (
        "" if option.is_flag else {"integer range": " N", "path": " PATH"}.get(option.type.name, f" {name.upper()}")
    )
    return _code(flag + metavar), meaning


def _option_table(command: click.Command, lang: str, general: tuple[str, ...] = ()) -> str:
    """The options of a command; those that every command has are told once, above."""
    with click.Context(command) as context:
        options = [option for option in command.get_params(context) if isinstance(option, click.Option)]
    rows = [_option_row(command, option, lang) for option in options if max(option.opts, key=len) not in general]
    return "\n\n" + _table(("option", "meaning"), rows, lang) if rows else ""


def make_commands(lang: str) -> str:
    """Each command with its usage, its examples and its options."""
    parts = [f"## `warraq` {{#warraq}}\n\n{say('cli.about', lang)}{_option_table(commands, lang)}"]
    for name, command in sorted(commands.commands.items()):
        about, _, examples = say(f"cli.{name}", lang).partition("\n\n\b\n")
        with click.Context(command, info_name=f"warraq {name}") as context:
            usage = " ".join(command.collect_usage_pieces(context))
        lines = "\n".join(line.strip() for line in examples.split("\n"))
        part = (
            f"## `warraq {name}` {{#{name}}}\n\n{about}\n\n```text\nwarraq {name} {usage}\n```\n\n```sh\n{lines}\n```"
        )
        parts.append(part + _option_table(command, lang, ("--lang", "--help")))
    return "\n\n".join(parts)


def _settings_rows(lang: str) -> Iterator[tuple[str, ...]]:
    usual = Settings()
    for entry in fields(Settings):
        if entry.name == "root":  # where the archive is, not what is set in it
            continue
        key = entry.name if entry.name in PLAIN_KEYS else f"extra.warraq.{entry.name}"
        value = getattr(usual, entry.name)
        shown = (
            ", ".join(value) if isinstance(value, tuple) else str(value).lower() if value in (True, False) else value
        )
        told = _code(shown) if shown not in ("", {}) else WORDS["empty"][lang]
        yield _code(key), TYPES[str(entry.type)][lang], told, say(f"settings.{entry.name}", lang)


def make_settings(lang: str) -> str:
    """Each setting with its kind and what holds without it."""
    return _table(("setting", "kind", "default", "meaning"), list(_settings_rows(lang)), lang)


def notices() -> set[str]:
    """Keys of the messages of reading that lose nothing, as the code says."""
    found = set()
    for path in (ROOT / "indexer/warraq/read").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "problem":
                light = any(word.arg == "grave" and getattr(word.value, "value", 1) is False for word in node.keywords)
                if light and isinstance(node.args[0], ast.Constant):
                    found.add(str(node.args[0].value))
    return found


def make_problems(lang: str) -> str:
    """Everything that reading may have to say."""
    light = notices()
    rows = [
        (
            _code(name),
            WORDS["notice" if name in light else "grave"][lang],
            texts[lang].replace("{{", "{").replace("}}", "}"),
        )
        for room, _, name in (key.partition(".") for key in catalogue())
        if room == "read" and (texts := catalogue()[f"read.{name}"])
    ]
    return _table(("key", "kind", "message"), rows, lang)


def make_notes(lang: str) -> str:
    """Everything that searching may have to say."""
    rows = [(_code(key), texts[lang]) for key, texts in catalogue().items() if key.startswith("search.")]
    return _table(("key", "message"), rows, lang)


def _reason(rule: str, why: str, lang: str) -> str:
    return why if lang == "en" else REASONS[rule]


def make_folding(lang: str) -> str:
    """The rules of folding, in their order."""
    rows = [
        (_code(rule["name"]), _reason(rule["name"], rule["why"], lang), _arrows(rule["tests"]))
        for rule in RULES["fold"]
    ]
    return _table(("rule", "why", "folded"), rows, lang)


def _arrows(pairs: list[list[str]]) -> str:
    """Pairs as Arabic is read: what is written stands to the right."""
    shown = (f"<bdi>{clean(written)}</bdi> ← <bdi>{folded}</bdi>" for written, folded in pairs)
    return "<div dir=rtl lang=ar>" + "<br>".join(shown) + "</div>"


def clean(text: str) -> str:
    """Take out the controls that would turn the page itself around."""
    return re.sub("[\u200e\u200f\u202a-\u202e]", "", text)


def make_words(lang: str) -> str:
    """How a text is parted into words."""
    rows = [(text, " ".join(map(_code, words))) for text, words in RULES["words"]["tests"]]
    return _reason("words", RULES["words"]["why"], lang) + "\n\n" + _table(("written", "words"), rows, lang)


def make_stem(lang: str) -> str:
    """What the light stem takes off."""
    return (
        _reason("stem", RULES["stem"]["why"], lang)
        + "\n\n"
        + _table(("word", "stem"), [tuple(pair) for pair in RULES["stem"]["tests"]], lang)
    )


def make_variants(lang: str) -> str:
    """The spellings that stand for one word."""
    rules = RULES["variants"]
    pairs = (f"{one} = {other}" for group in rules["groups"] for one, other in group["tests"])
    return _reason("variants", rules["why"], lang) + "\n\n> " + "، ".join(pairs)


def make_compounds(lang: str) -> str:
    """Give the words that are written in one or in two, by their examples."""
    rules = RULES["compounds"]
    pairs = (f"{one} = {other}" for one, other in rules["tests"])
    return _reason("compounds", rules["why"], lang) + "\n\n> " + "، ".join(pairs)


def make_sounds(lang: str) -> str:
    """Give spellings of foreign names that are alike, and names that are not."""
    rules = RULES["sounds"]
    lines = ("، ".join(f"{one} {sign} {other}" for one, other in rules["tests"][kind])
             for kind, sign in (("same", "="), ("apart", "≠")))  # fmt: skip
    return _reason("sounds", rules["why"], lang) + "".join(f"\n\n> {line}" for line in lines)


def make_latin(lang: str) -> str:
    """What Latin letters may stand for in Arabic ones."""
    rules = RULES["latin"]
    rows = []
    for letters, tiers in rules["sounds"].items():
        if letters.isalpha():
            costs = [" ".join("–" if piece == "-" else piece for piece in tier.split()) for tier in tiers]
            rows.append((_code(letters), *[*costs, "", ""][:3]))
    return _reason("latin", rules["why"], lang) + "\n\n" + _table(("latin", "cost_0", "cost_1", "cost_2"), rows, lang)


def make_stop(lang: str) -> str:
    """The words too common to tell articles apart."""
    return _reason("stop", RULES["stop"]["why"], lang) + "\n\n> " + "، ".join(RULES["stop"]["words"])


def _example(kind: str, date: str, text: str) -> Iterator[tuple[str, ...]]:
    for note in annotate(Article("example", "example", text, date)).annotations:
        if note.kind == kind:
            yield _code(kind), text, text[note.start : note.end], _code(note.value)


def make_examples(lang: str) -> str:
    """Short texts with what the annotators say of them."""
    rows = [row for example in EXAMPLES for row in _example(*example)]
    assert {kind for kind, _, _ in EXAMPLES} | {"word"} == set(KINDS), "a kind has no example"
    return _table(("kind", "text", "found", "value"), rows, lang)


def make_hosts(lang: str) -> str:
    """The hosts whose limits are watched."""
    heads = ("host", "megabytes", "files", "files_a_folder")
    rows = [
        (host.name, *(f"{getattr(host, head):,}" if getattr(host, head) else "—" for head in heads[1:]))
        for host in HOSTS
    ]
    return _table(heads, rows, lang)


def make_addresses(lang: str) -> str:
    """Ids and the addresses made from them."""
    rows = [(_code(identity), _code(article_address(identity))) for identity in IDS]
    return _table(("id", "address"), rows, lang)


def make_rooms(lang: str) -> str:
    """Every room of the house, with the first sentence it says of itself."""
    house = ROOT / "indexer/warraq"
    files = [path for path in house.glob("*.py") if not path.name.startswith("__")]
    packages = list(house.glob("*/__init__.py"))
    rows = []
    for path in sorted(files + packages):
        about = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        name = f"{path.parent.name}/" if path in packages else path.name
        rows.append((_code(name), re.split(r"(?<=\.)\s", " ".join(about.split()))[0]))
    return _table(("room", "meaning"), rows, lang)


def make_decisions(_lang: str) -> str:
    """The decisions, by their files."""
    pages = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    return "\n".join(
        f"- [{path.read_text(encoding='utf-8').split(chr(10))[0].lstrip('# ')}]({path.name})" for path in pages
    )


SECTIONS: dict[str, Callable[[str], str]] = {
    "commands": make_commands,
    "settings": make_settings,
    "problems": make_problems,
    "notes": make_notes,
    "folding": make_folding,
    "words": make_words,
    "stem": make_stem,
    "variants": make_variants,
    "compounds": make_compounds,
    "sounds": make_sounds,
    "latin": make_latin,
    "stop": make_stop,
    "examples": make_examples,
    "hosts": make_hosts,
    "addresses": make_addresses,
    "rooms": make_rooms,
    "decisions": make_decisions,
}
_MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def renewed(text: str, lang: str) -> str:
    """Give a page with its made parts as the code has them now."""
    return _MADE.sub(lambda match: f"{match[1]}\n{SECTIONS[match[2]](lang)}\n\n{match[3]}", text)


def pages() -> Iterator[tuple[Path, str]]:
    """Every page of the manual with its language."""
    for folder, lang in (("ar", "ar"), ("en", "en"), ("decisions", "en")):
        yield from ((path, lang) for path in sorted((ROOT / "docs" / folder).rglob("*.md")))


def main() -> None:
    """Rewrite what is not up to date."""
    for path, lang in pages():
        before = path.read_text(encoding="utf-8")
        after = renewed(before, lang)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
