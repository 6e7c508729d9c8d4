"""What a publisher may set: plain keys of `mkdocs.yml`, the product's own under `extra.warraq`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from warraq.say import say


class SettingsError(ValueError):
    """A setting that cannot be used: which, where, and how to mend it."""

    def __init__(self, key: str, where: object, **values: object) -> None:
        """Take a key of `messages/mkdocs.json`, the file (and line) it concerns, and the message's values."""
        super().__init__(key, str(where), values)
        self.key = f"mkdocs.{key}"
        self.where = str(where)
        self.values = values

    def describe(self, lang: str) -> str:
        """Say it in one sentence, with the place before."""
        return f"{self.where}: {say(self.key, lang, **self.values)}"


@dataclass(frozen=True)
class Settings:
    """The settings of one archive; every field but the first four is a key of `extra.warraq`."""

    root: Path = field(default_factory=Path)
    """The folder that holds `mkdocs.yml`; the paths below are relative to it."""
    site_name: str = "أرشيف"
    """Title of the archive (`site_name`)."""
    site_url: str = ""
    """Where it is published (`site_url`); canonical links, the feed and sitemaps need it."""
    site_description: str = ""
    """One sentence about it (`site_description`)."""
    language: str = "ar"
    """Language of the pages' furniture: `ar` or `en`. The reader can switch."""
    corpus: tuple[str, ...] = ("corpus",)
    """Files and folders to read."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Another name for a field of `.jsonl`, `.csv` or front matter: `{title: headline}` reads `headline` as title."""
    source: str = ""
    """The source of articles that name none."""
    encoding: str = ""
    """The encoding of files that are not Unicode and not Windows-1256."""
    months: str = "both"
    """Month names in dates: `levantine`, `egyptian`, `maghrebi` or `both` (egyptian with levantine beside)."""
    hijri: bool = True
    """Whether the Hijri date stands beside the Gregorian one."""
    per_page: int = 60
    """Articles on one page of a list."""
    related: int = 4
    """Related articles under an article."""
    feed: int = 30
    """Newest articles in the feed."""
    mentions: int = 2
    """Articles that must mention a name before it gets a page of its own."""
    licence: str = ""
    """The licence of the texts, told on every page (plain text or an address)."""
    manual: bool = True
    """Whether `docs/` is rendered into the site."""
    repairs: str = ""
    """The file of verdicts on repairs."""
    names: str = ""
    """The file of the publisher's own names."""
    variants: str = ""
    """The file of the publisher's own variants of spelling."""
    offline: bool = False
    """Whether readers' browsers keep pages for reading without a connection (a service worker, over https)."""


def manual_folders(settings: Settings) -> dict[str, Path]:
    """Which folders of the publisher's own pages are rendered, by their place in the site.

    `docs/ar` and `docs/en`, those that exist, or `docs` alone.
    """
    docs = settings.root / "docs"
    if not settings.manual or not (settings.root / "mkdocs.yml").exists() or not docs.is_dir():
        return {}
    languages = {f"docs/{language}": docs / language for language in ("ar", "en") if (docs / language).is_dir()}
    return languages or {"docs": docs}


class _PlainLoader(yaml.SafeLoader):
    """Reads any `mkdocs.yml`: tags that MkDocs plugins use become nothing."""


_PlainLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)

_TYPES: dict[str, type | tuple[type, ...]] = {
    "root": Path, "corpus": (list, str), "fields": dict, "hijri": bool, "per_page": int, "related": int,
    "feed": int, "mentions": int, "manual": bool, "offline": bool,
}  # fmt: skip


_CHOICES = {"language": ("ar", "en"), "months": ("both", "levantine", "egyptian", "maghrebi")}
_PLAIN = ("site_name", "site_url", "site_description")


def load(folder: Path) -> Settings:
    """Read the settings of the archive in `folder`; without a `mkdocs.yml` all have their defaults.

    Raises `SettingsError` for a file that is not YAML, a key that does not exist, or a value of another kind.
    """
    path = folder / "mkdocs.yml"
    if not path.exists():
        return Settings(root=folder)
    data = _mapping(path)
    values: dict[str, Any] = {}
    for key in _PLAIN:
        if data.get(key) is not None:
            if not isinstance(data[key], str):
                raise SettingsError("wrong_kind", path, setting=key, value=repr(data[key]))
            values[key] = data[key]
    language = ((data.get("theme") or {}) if isinstance(data.get("theme"), dict) else {}).get("language")
    if language in {"ar", "en"}:
        values["language"] = language
    values |= _own(path, data)
    corpus = values.get("corpus", ("corpus",))
    values["corpus"] = (corpus,) if isinstance(corpus, str) else tuple(map(str, corpus))
    for key, allowed in _CHOICES.items():
        if values.get(key, allowed[0]) not in allowed:
            raise SettingsError("one_of", path, setting=f"extra.warraq.{key}", values=", ".join(allowed))
    return Settings(root=folder, **values)


def _mapping(path: Path) -> dict[str, Any]:
    try:
        # A SafeLoader: it makes plain data only.
        data = yaml.load(path.read_text(encoding="utf-8-sig"), _PlainLoader) or {}  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise SettingsError("not_yaml", where) from error
    if not isinstance(data, dict):
        raise SettingsError("not_mapping", path)
    return data


def _own(path: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    """The settings under `extra.warraq`."""
    extra = data.get("extra") or {}
    own = (extra.get("warraq") or {}) if isinstance(extra, dict) else extra
    if not isinstance(own, dict):
        raise SettingsError("extra_not_mapping", path)
    known = {entry.name for entry in fields(Settings)} - {"root", *_PLAIN}
    for key, value in own.items():
        if key not in known:
            raise SettingsError("unknown", path, setting=key, known=", ".join(sorted(known)))
        wanted = _TYPES.get(key, str)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise SettingsError("wrong_kind", path, setting=f"extra.warraq.{key}", value=repr(value))
    return own
