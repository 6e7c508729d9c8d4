"""The page of an article: its text with what is said of it, and where to go from there."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from warraq.render.body import CLASSES, body, named, one_line
from warraq.render.cite import as_bibtex, as_json_ld, as_sentence
from warraq.render.layout import KIND_KEYS, lay_out
from warraq.render.site import Site, absolute, short_months, web_address
from warraq.render.timeline import timeline
from warraq.render.views import ArticleView

WORDS_A_MINUTE = 138
"""Silent reading of Arabic: Trauzettel-Klosinski and Dietz, "Standardized assessment of reading performance: the new
International Reading Speed Texts IReST", IOVS 53 (2012)."""

_SWITCHES = (
    ("pe", "persons", True), ("pl", "places", True), ("or", "organizations", True), ("da", "dates_in", True),
    ("nu", "numbers", False), ("qu", "quotes", False), ("re", "repairs", False), ("se", "sentences", False),
)  # fmt: skip


def search_address(phrase: str) -> str:
    """Give the address that searches a word, or several side by side; letters stay readable in it."""
    text = f'"{phrase}"' if " " in phrase else phrase
    letters = (letter if letter.isalnum() else "+" if letter == " " else quote(letter) for letter in one_line(text))
    return f"search.html?q={''.join(letters)}"


def article_page(site: Site, view: ArticleView) -> str:
    """Give an article's page, which stands at `view.card.address`."""
    article, card, settings = view.leaf.article, view.card, site.settings
    pages = {name.address for name in view.names if name.address}
    root = "../" * card.address.count("/")
    url = absolute(site, card.address)
    groups = named(view.leaf, pages)
    return lay_out(
        site,
        "article.html",
        card.address,
        article=article,
        card=card,
        body=Markup(body(view.leaf, pages, root)),  # noqa: S704 - `body` escapes all that is not its own
        named=[(CLASSES.get(kind, "so"), KIND_KEYS[kind], entries) for kind, entries in groups.items()],
        dates=timeline(view.leaf, short_months(settings.months)),
        switches=_SWITCHES,
        from_lead=article.meta.get("title_from") == "lead",
        author=article.meta.get("author", ""),
        link=web_address(article.meta.get("url", "")),
        minutes=max(1, round(card.words / WORDS_A_MINUTE)),
        json_ld=Markup(as_json_ld(article, settings.site_name, url)),  # noqa: S704 - `script_json` leaves no markup
        citation=as_sentence(article, settings.site_name, url or article.meta.get("url", ""), settings.months),
        bibtex=as_bibtex(article, settings.site_name, url or article.meta.get("url", "")),
        by_hand=sorted({note.origin for note in view.leaf.annotations if note.origin and note.kind != "repair"}),
        newer=view.newer,
        older=view.older,
        related=view.related,
        copies=view.copies,
        phrases=[(phrase, search_address(phrase)) for phrase in view.phrases],
    )
