"""What the pages take from mkdocs-material, captured once: colours, icons, direction, and what the publisher set.

The theme's own environment is asked, so that a `custom_dir` and the palette of `mkdocs.yml` count. Its style sheet and
templates, 150 KB of them, stay behind: only the colour variables that our styles use come along.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.theme import Theme

from warraq.settings import Settings, SettingsError, manual_folders


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of every page, as plain data."""

    direction: str
    """`rtl` or `ltr`: the furniture's; the articles' own is always `rtl`."""
    light: Mapping[str, str]
    """The theme's colour variables in the light scheme."""
    dark: Mapping[str, str]
    """The same in the dark scheme."""
    icons: Mapping[str, str]
    """SVG by use: `logo`, `dark` (goes to the dark scheme), `light`, `search`."""
    logo: tuple[str, bytes] | None
    """Suffix and bytes of the publisher's own logo, an image."""
    favicon: tuple[str, bytes] | None
    """Suffix and bytes of the publisher's own icon for tabs."""
    alternate: tuple[tuple[str, str], ...]
    """Name and address of the archive in other languages (`extra.alternate`)."""
    copyright: str
    """The publisher's line at the foot, as plain text."""
    manual: str
    """The first page of the publisher's own pages, from the root of the site; empty without them."""
    generator: str
    """What made the pages, with versions."""


_WANTED = re.compile(r"--md-(hue|(default|primary|accent)-(fg|bg)-color[a-z-]*|typeset-(a|mark)-color|code-bg-color)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TEST = re.compile(r"\[data-md-color-(scheme|primary|accent)=[\"']?([\w-]+)[\"']?\]")
_NO_PALETTE: Mapping[str, Any] = {"primary": "teal", "accent": "deep-orange"}


def colours(css: str, chosen: Mapping[str, str]) -> dict[str, str]:
    """Read from a style sheet the colour variables that hold for a scheme, primary and accent colour.

    More exact selectors win over less exact ones, later rules over earlier ones, as in a browser.
    """
    found: list[tuple[int, str, str]] = []
    for selectors, declarations in _RULE.findall(css):
        for selector in selectors.split(","):
            tests = _TEST.findall(selector)
            rest = _TEST.sub("", selector).strip()
            if rest in {"", ":root", "html", "body"} and (tests or rest) and all(chosen[k] == v for k, v in tests):
                for declaration in declarations.split(";"):
                    name, _, value = declaration.partition(":")
                    if _WANTED.fullmatch(name.strip()):
                        found.append((len(tests), name.strip(), " ".join(value.split())))
    found.sort(key=lambda entry: entry[0])
    return {name: value for _, name, value in found}


def _configuration(settings: Settings) -> Config:
    path = settings.root / "mkdocs.yml"
    config = MkDocsConfig(config_file_path=str(path))
    try:
        if path.exists():
            with path.open("rb") as file:
                config.load_file(file)
        else:
            config.load_dict({"site_name": settings.site_name})
    except ConfigurationError as error:
        raise SettingsError("theme", path, reason=error) from error
    theme = config.get("theme")
    if not isinstance(theme, dict) or theme.get("name") != "material":
        config["theme"] = {"name": "material", "language": settings.language}
    for unused in (
        "plugins",
        "markdown_extensions",
        "hooks",
    ):  # theirs is the manual, and `manual.py` tells their errors
        config[unused] = []
    errors, _ = config.validate()
    for key, problem in errors:
        if key == "theme" and isinstance(problem, ValidationError):
            raise SettingsError("theme", path, reason=problem)
    return config


def _schemes(theme: Theme) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the choice of colours of the light and the dark scheme: the publisher's, else one made from the other."""
    palette = theme.get("palette") or {}
    options = [dict(option) for option in (palette if isinstance(palette, list) else [palette]) if option]
    plain = [{k: str(v).replace(" ", "-") for k, v in option.items() if isinstance(v, str)} for option in options]
    for name, is_dark in (("light", False), ("dark", True)):
        fitting = [option for option in plain if (option.get("scheme") == "slate") == is_dark] or plain or [{}]
        colours_set = {key: fitting[0].get(key, default) for key, default in _NO_PALETTE.items()}
        scheme = fitting[0].get("scheme", "default")
        yield name, colours_set | {"scheme": "slate" if is_dark else scheme if scheme != "slate" else "default"}


def _toggle(theme: Theme, to_dark: bool) -> str:  # noqa: FBT001 - two buttons, told apart
    palette = theme.get("palette") or {}
    for option in palette if isinstance(palette, list) else [palette]:
        toggle = (option or {}).get("toggle") or {}
        if toggle.get("icon") and (option.get("scheme") != "slate") == to_dark:
            return str(toggle["icon"])
    return "material/weather-night" if to_dark else "material/weather-sunny"


def _image(docs: Path, name: object) -> tuple[str, bytes] | None:
    path = docs / str(name or "")
    if name and path.is_file() and (mimetypes.guess_type(path.name)[0] or "").startswith("image/"):
        return path.suffix, path.read_bytes()
    return None


def _icon(environment: Environment, name: str) -> str:
    try:
        svg = environment.get_template(f".icons/{name}.svg").render()
    except TemplateNotFound as error:
        raise SettingsError("no_icon", "mkdocs.yml", icon=name) from error
    return re.sub(r"<!--.*?-->", "", svg).replace(' xmlns="http://www.w3.org/2000/svg"', "").strip()


def _manual(settings: Settings) -> str:
    folders = manual_folders(settings)
    for place in sorted(folders, key=lambda place: place != f"docs/{settings.language}"):
        if any((folders[place] / name).is_file() for name in ("index.md", "README.md")):
            return f"{place}/index.html"
    return ""


def capture(settings: Settings) -> Shell:
    """Ask Material for the frame of the pages. Raises `SettingsError` for a theme that cannot be used."""
    config = _configuration(settings)
    theme: Theme = config["theme"]
    environment = theme.get_env()
    folder = next(Path(place) for place in theme.dirs if (Path(place) / "assets" / "stylesheets").is_dir())
    sheets = [path for kind in ("main", "palette") for path in sorted(folder.glob(f"assets/stylesheets/{kind}.*.css"))]
    docs = settings.root / str(config.get("docs_dir") or "docs")
    sheets += [path for name in config.get("extra_css") or () if (path := docs / str(name)).is_file()]
    css = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    schemes = {name: colours(css, chosen) for name, chosen in _schemes(theme)}
    language = environment.get_template(f"partials/languages/{settings.language}.html").module
    icon = theme.get("icon") or {}
    names = {
        "logo": str(icon.get("logo") or "material/feather"),
        "dark": _toggle(theme, to_dark=True),
        "light": _toggle(theme, to_dark=False),
        "search": "material/magnify",
    }
    extra: Mapping[str, Any] = config.get("extra") or {}
    alternate = [entry for entry in extra.get("alternate") or () if isinstance(entry, dict) and entry.get("link")]
    return Shell(
        direction=str(language.t("direction")),  # type: ignore[attr-defined] # Jinja's macro
        light=schemes["light"],
        dark=schemes["dark"],
        icons={use: _icon(environment, name) for use, name in names.items()},
        logo=_image(docs, theme.get("logo")),
        favicon=_image(docs, theme.get("favicon")),
        alternate=tuple((str(entry.get("name") or entry["link"]), str(entry["link"])) for entry in alternate),
        copyright=re.sub(r"<[^>]*>", "", str(config.get("copyright") or "")),
        manual=_manual(settings),
        generator="warraq " + version("warraq") + ", mkdocs-material " + version("mkdocs-material"),
    )
