"""Annotated articles and lists to the pages of a site: `open_site` once, then a function for each kind of page.

    site = open_site(settings)
    html = article_page(site, ArticleView(leaf, card, names))

Everything is plain data in and text out; the caller gathers the data and writes the files. The same data give the same
bytes. Every link is relative and ends in a file name, so that a page also works from a folder.
"""

from warraq.render.article import article_page
from warraq.render.feeds import atom, robots, sitemaps
from warraq.render.names import name_pages, names_pages
from warraq.render.pages import (
    about_page,
    dates_page,
    help_page,
    home_page,
    list_pages,
    missing_page,
    offline_page,
    search_page,
    tally_page,
)
from warraq.render.site import Site, assets, open_site
from warraq.render.views import (
    Answer,
    ArticleView,
    Counts,
    HitView,
    HomeView,
    ListView,
    NameView,
    list_address,
)

__all__ = [
    "Answer", "ArticleView", "Counts", "HitView", "HomeView", "ListView", "NameView", "Site", "about_page",
    "article_page", "assets", "atom", "dates_page", "help_page", "home_page", "list_address", "list_pages",
    "missing_page", "name_pages", "names_pages", "offline_page", "open_site", "robots", "search_page", "sitemaps",
    "tally_page",
]  # fmt: skip
