"""The frame all pages share: what one archive's pages have in common, its static files, and the templates' one door."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from warraq.render.body import attribute, flow, one_line, possible
from warraq.render.dateline import gregorian, hijri
from warraq.render.furniture import element_text, strings_script, wording
from warraq.render.scripts import (
    article_script,
    card_script,
    engine_script,
    keep_script,
    offline_script,
    search_script,
    small_script,
    unknown_script,
)
from warraq.render.shell import Shell, capture
from warraq.render.views import list_address
from warraq.say import LANGUAGES
from warraq.settings import Settings

STYLES = ("base.css", "article.css", "reading.css", "browse.css", "print.css")
_WEB = files("warraq").joinpath("web")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC = re.compile("[^ ؐ-ٟٮ-ۓ]")


@dataclass(frozen=True, slots=True)
class Site:
    """One archive's frame: plain data, cheap to send to another process."""

    settings: Settings
    """The archive's settings."""
    shell: Shell
    """What comes from the theme."""
    files: Mapping[str, str]
    """Where a static file stands from the root of the site, by its plain name: its address holds its hash."""


def open_site(settings: Settings) -> Site:
    """Capture the theme once. Raises `SettingsError` for a theme that cannot be used."""
    shell = capture(settings)
    return Site(settings, shell, {name: path for name, (path, _) in _make_assets(shell).items()})


def assets(site: Site) -> dict[str, bytes]:
    """Give every static file of the site by its place. A file whose content changes gets another name."""
    return dict(_make_assets(site.shell).values())


def _make_assets(shell: Shell) -> dict[str, tuple[str, bytes]]:
    made: dict[str, tuple[str, bytes]] = {}

    def add(name: str, content: bytes) -> str:
        stem, dot, suffix = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{suffix}"
        made[name] = (f"assets/{hashed}", content)
        return hashed

    for font in sorted(_WEB.joinpath("fonts").iterdir(), key=lambda entry: entry.name):
        if font.name.endswith(".woff2"):
            add(font.name, font.read_bytes())
        else:  # a licence keeps its name
            made[font.name] = (f"assets/{font.name}", font.read_bytes())
    for lang in LANGUAGES:
        add(f"words-{lang}.js", strings_script(lang).encode())
    script = partial(_with_names, made)
    add("early.js", script(small_script("early")).encode())
    add("unknown.js", unknown_script().encode())
    add("engine.js", script(engine_script()).encode())
    add("card.js", card_script().encode())
    add("article.js", script(article_script()).encode())
    add("keep.js", keep_script().encode())
    add("offline.js", script(offline_script()).encode())
    add("search.js", script(search_script()).encode())
    add("search.css", _smaller(_read("styles/search.css")).encode())
    add("site.js", script(small_script("site")).encode())
    add("missing.js", script(small_script("missing")).encode())
    styles = [_variables(shell), *(_read(f"styles/{name}") for name in STYLES)]
    add("site.css", _smaller(script("\n".join(styles))).encode())
    logo = shell.icons["logo"].replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" fill="#0a7d70" ', 1)
    suffix, content = shell.favicon or (".svg", logo.encode())
    add(f"favicon{suffix}", content)
    if shell.logo:
        add(f"logo{shell.logo[0]}", shell.logo[1])
    return made


def _read(name: str) -> str:
    return _WEB.joinpath(name).read_text(encoding="utf-8")


def _with_names(made: Mapping[str, tuple[str, bytes]], text: str) -> str:
    """Put a file's hashed name where its plain one stands between `@` signs: `@amiri-bold.woff2@`."""
    return re.sub(r"@([\w.-]+\.(?:woff2|js))@", lambda match: made[match[1]][0].removeprefix("assets/"), text)


def _smaller(css: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip() + "\n"


def _variables(shell: Shell) -> str:
    """Give the theme's colours for both schemes, and its icons, as CSS variables.

    The reader's system chooses the scheme until the reader does, so it works without scripts too.
    """

    def block(values: Mapping[str, str]) -> str:
        return "{" + ";".join(f"{name}:{value}" for name, value in values.items()) + "}"

    def icon(svg: str) -> str:
        svg = svg.replace("<svg ", "<svg xmlns='http://www.w3.org/2000/svg' ", 1).replace('"', "'")
        return 'url("data:image/svg+xml,' + svg.replace("<", "%3C").replace(">", "%3E").replace("#", "%23") + '")'

    icons = {f"--i-{name}": icon(svg) for name, svg in shell.icons.items()}
    changed = {name: value for name, value in shell.dark.items() if shell.light.get(name) != value}
    dark = block({"color-scheme": "dark", **changed})
    return (
        f":root{block({'color-scheme': 'light', **shell.light, **icons})}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root:not([data-scheme=light]){dark}}}\n"
        f"@media screen{{:root[data-scheme=dark]{dark}}}\n"
    )


def isolate(text: str) -> Markup:
    """Give a foreign text on its own, so that neither its direction nor controls in it reach what stands around it.

    A text with any Arabic runs from right to left even when it starts with a Latin name.
    """
    direction = " dir=rtl" if _ARABIC_LETTER.search(text) else ""
    return Markup(f"<bdi{direction}>{escape(one_line(text))}</bdi>")  # noqa: S704 - escaped here


def brief(text: str, length: int = 150) -> str:
    """Give the beginning of a text, cut at a word."""
    line = one_line(text)
    return line if len(line) <= length else line[:length].rpartition(" ")[0].rstrip("،,؛:.-–… ") + "…"


def web_address(text: str) -> str:
    """Give an address only when it is one of the web: `javascript:` and its kind must never become a link."""
    text = text.strip()
    return text if re.match(r"https?://[^\s/]", text, re.IGNORECASE) and not re.search(r"\s", text) else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("warraq", "web/templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.filters |= {
        "isolate": isolate,
        "label": lambda text: isolate(text) if _NOT_ARABIC.search(text) else text,
        "flow": flow,
        "brief": brief,
        "one_line": one_line,
        "possible": possible,
        "quoted": lambda text: Markup(attribute(text)),  # noqa: S704 - escaped by `attribute`
    }
    environment.globals |= {"list_address": list_address, "hijri": hijri}
    return environment


@lru_cache(maxsize=8)
def _words(lang: str) -> dict[str, Callable[..., object]]:
    return {
        "w": lambda key, number=None: element_text(key, lang, number),
        "t": lambda key, number=None: wording(key, lang, number),
    }


def short_months(months: str) -> str:
    """Give the one set of month names for places without room for two."""
    return "egyptian" if months == "both" else months


def fill(site: Site, template: str, address: str, **values: object) -> str:
    """Lay out a page that will stand at `address`."""
    settings = site.settings
    common = {
        "site": settings,
        "shell": site.shell,
        "files": site.files,
        "address": address,
        "root": "../" * address.count("/"),
        "canonical": absolute(site, address),
        "long_date": lambda date: gregorian(date, settings.months),
        "short_date": lambda date: gregorian(date, short_months(settings.months)),
        **_words(settings.language),
    }
    html = _environment().get_template(template).render(common | values)
    return possible(html)


def absolute(site: Site, address: str) -> str:
    """Give the published address of a page; empty when the archive has none (`site_url`)."""
    base = web_address(site.settings.site_url)
    return f"{base.rstrip('/')}/{'' if address == 'index.html' else address}" if base else ""
