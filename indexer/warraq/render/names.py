"""The pages of names: their indexes, and a page for each with its mentions in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from warraq.catalogue import Name
from warraq.facts import Context
from warraq.fold import fold_text
from warraq.marks import widen
from warraq.model import NAMES
from warraq.render.body import CLASSES
from warraq.render.chart import over_time
from warraq.render.layout import KIND_KEYS, lay_out, paged
from warraq.render.site import Site
from warraq.render.views import NameView

_KIND_FOLDERS = {"person": "people", "place": "places", "organization": "organizations"}
_ONE_PAGE = 400  # names on one page before each letter gets its own
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_VARIANTS = 12  # spellings shown of a name


def _letter(name: Name) -> str:
    """The letter a name is listed under: that of its folded form, the article ال left aside."""
    form = fold_text(name.canonical).strip()
    bare = form.removeprefix("ال") if len(form) > 4 else form
    return bare[0] if bare and bare[0] in _LETTERS else ""


def names_pages(site: Site, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Give the address and HTML of the indexes of names; `names` have pages and come most mentioned first.

    `names/index.html` shows the most mentioned; each kind has its own index by letter, in several pages when long.
    """
    kinds = [(kind, [name for name in names if name.kind == kind]) for kind in NAMES]
    groups = [("", "", KIND_KEYS[kind], f"names/{_KIND_FOLDERS[kind]}.html", own[:40]) for kind, own in kinds if own]
    yield "names/index.html", lay_out(
        site, "names.html", "names/index.html", title="names", letter="", letters=[], groups=groups
    )  # fmt: skip
    for kind, own in kinds:
        if own:
            yield from _kind_pages(site, kind, own)


def _kind_pages(site: Site, kind: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    folder = f"names/{_KIND_FOLDERS[kind]}"
    title = KIND_KEYS[kind]
    by_letter: dict[str, list[Name]] = {}
    for name in sorted(names, key=lambda name: fold_text(name.canonical)):
        by_letter.setdefault(_letter(name), []).append(name)
    letters = [letter for letter in (*_LETTERS, "") if letter in by_letter]
    codes = {letter: f"l{ord(letter):04x}" if letter else "other" for letter in letters}
    apart = len(names) > _ONE_PAGE
    links = [(letter, f"{folder}/{codes[letter]}.html" if apart else f"#{codes[letter]}") for letter in letters]
    sections = [(codes[letter], letter, "" if letter else "other_letters", "", by_letter[letter]) for letter in letters]
    first = [("", "", "by_frequency", "", names[:120])] if apart else sections
    address = f"{folder}.html"
    yield address, lay_out(site, "names.html", address, title=title, letter="", letters=links, groups=first)
    for letter, section in zip(letters, sections, strict=True):
        if apart:
            address = f"{folder}/{codes[letter]}.html"
            yield address, lay_out(
                site, "names.html", address, title=title, letter=letter, letters=links, groups=[section]
            )  # fmt: skip


def _page_of(first: str, page: int) -> str:
    return first if page == 1 else f"{first.removesuffix('.html')}/{page}.html"


def name_pages(site: Site, view: NameView) -> Iterator[tuple[str, str]]:
    """Give the address and HTML of every page of a name; the first stands at `view.name.address`."""
    name = view.name
    chart = over_time(mention.card.date for mention in view.mentions)
    for address, pager, mentions in paged(site, view.mentions, partial(_page_of, name.address)):
        first = pager.page == 1
        yield (
            address,
            lay_out(
                site,
                "name.html",
                address,
                name=name,
                code=CLASSES[name.kind],
                codes=CLASSES,
                folder=_KIND_FOLDERS[name.kind],
                variants=name.variants[:_VARIANTS] if first and len(name.variants) > 1 else (),
                together=view.together if first else (),
                chart=chart if first else None,
                mentions=[(mention, [_whole_word(context) for context in mention.contexts]) for mention in mentions],
                pager=pager,
            ),
        )


def _whole_word(context: Context) -> Context:
    """Lead the edges of the mention out to its word's: no tag may part joined letters."""
    whole = context.before + context.text + context.after
    ((start, end),) = widen(whole, [(len(context.before), len(context.before) + len(context.text))])
    return Context(context.anchor, whole[:start], whole[start:end], whole[end:])
