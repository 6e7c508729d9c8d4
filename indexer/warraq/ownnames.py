"""The publisher's own names: a file of people, places and organisations that he knows better than any program.

The file (`extra.warraq.names`) is a YAML list. An entry has `name` and `kind`, and may have `aliases`, `wikidata` and a
`note`; one with `not: true` says that its name and aliases never name anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from warraq.fold import fold_text
from warraq.rules import RULES, character_class
from warraq.settings import Settings, SettingsError

KINDS = ("person", "place", "organization")
"""What an entry may name."""
_KEYS = ("name", "kind", "aliases", "wikidata", "note", "not")
_ITEM = re.compile(r"Q[1-9][0-9]*")
WORD = re.compile(f"[{character_class(RULES['words']['arabic'])}{character_class(RULES['words']['other'])}0-9]+")
"""A word of a folded text."""


@dataclass(frozen=True, slots=True)
class OwnName:
    """An entry of the publisher's file."""

    name: str
    """The form it is listed under."""
    kind: str
    """One of `KINDS`; empty where it is never a name."""
    aliases: tuple[str, ...] = ()
    """How it is also written."""
    wikidata: str = ""
    """The id of its item in Wikidata, such as `Q1`."""
    note: str = ""
    """A line about it for the reader."""


def words_of(text: str) -> tuple[str, ...]:
    """Give the folded words of a name."""
    return tuple(WORD.findall(fold_text(text)))


def read_own_names(settings: Settings) -> tuple[OwnName, ...]:
    """Read the file that the settings name, if any.

    Raises `SettingsError`, with file and line, for what cannot be used.
    """
    return tuple(_entries(settings.root / settings.names)) if settings.names else ()


def _entries(path: Path) -> Iterator[OwnName]:
    seen: dict[tuple[str, ...], int] = {}
    for node in _nodes(path):
        line = node.start_mark.line + 1
        entry = _entry(path, node)
        for spelling in (entry.name, *entry.aliases):
            first = seen.setdefault(words_of(spelling), line)
            if first != line:
                raise SettingsError("name_twice", f"{path}:{line}", name=spelling, first=first)
        yield entry


def _nodes(path: Path) -> list[yaml.Node]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), yaml.SafeLoader)
    except OSError as error:
        raise SettingsError("names_unreadable", path, reason=error.strerror or error) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingsError("not_yaml", f"{path}:{mark.line + 1}" if mark else path) from error
    if root is None:
        return []
    if not isinstance(root, yaml.SequenceNode):
        raise SettingsError("names_no_list", f"{path}:{root.start_mark.line + 1}")
    return list(root.value)


def _entry(path: Path, node: yaml.Node) -> OwnName:
    where = f"{path}:{node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError("name_no_mapping", where)
    values: dict[str, object] = {}
    for key, value in node.value:
        if key.value not in _KEYS:
            raise SettingsError(
                "name_key", f"{path}:{key.start_mark.line + 1}", field=key.value, known=", ".join(_KEYS)
            )
        values[str(key.value)] = _plain(path, str(key.value), value)
    name, kind, wikidata = (str(values.get(key, "")) for key in ("name", "kind", "wikidata"))
    never = bool(values.get("not"))
    also = values.get("aliases", ())
    spellings = tuple(map(str, also)) if isinstance(also, tuple) else (str(also),)
    for spelling in (name, *spellings):
        if not words_of(spelling):
            raise SettingsError("name_empty", where)
    if never and (kind or wikidata):
        raise SettingsError("name_never", where, name=name)
    if not never and kind not in KINDS:
        raise SettingsError("name_kind", where, name=name, kinds=", ".join(KINDS))
    if wikidata and not _ITEM.fullmatch(wikidata):
        raise SettingsError("name_wikidata", where, name=name, id=wikidata)
    return OwnName(name, kind, spellings, wikidata, str(values.get("note", "")))


def _plain(path: Path, key: str, node: yaml.Node) -> object:
    """Give a value as text, a yes or no, or, of aliases, a tuple of texts."""
    where = f"{path}:{node.start_mark.line + 1}"
    if key == "aliases" and isinstance(node, yaml.SequenceNode):
        return tuple(str(_plain(path, "alias", item)) for item in node.value)
    if not isinstance(node, yaml.ScalarNode):
        raise SettingsError("name_value", where, field=key)
    if key == "not":
        if node.value.lower() not in {"true", "false", "yes", "no"}:
            raise SettingsError("name_not", where)
        return node.value.lower() in {"true", "yes"}
    return " ".join(node.value.split())
