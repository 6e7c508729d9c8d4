"""The publisher's own pages: `docs/` rendered by MkDocs into the site. MkDocs never sees an article."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from pathlib import Path

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from warraq.settings import Settings, SettingsError, manual_folders

# What the theme brings that no page here loads; MkDocs' sitemaps and 404 page beside the archive's own would mislead.
_UNUSED = ("sitemap.xml*", "404.html", "assets/javascripts/lunr", "assets/javascripts/workers", "**/*.map")


def digest(settings: Settings) -> str:
    """Name everything the manual is made from: all of `docs/`, since a theme of its own may lie there too."""
    content = hashlib.sha256()
    if manual_folders(settings):
        pages = sorted(path for path in (settings.root / "docs").rglob("*") if path.is_file())
        for path in (settings.root / "mkdocs.yml", *pages):
            content.update(path.relative_to(settings.root).as_posix().encode() + b"\0" + path.read_bytes())
    return content.hexdigest()[:16]


def render(settings: Settings, site: Path) -> None:
    """Render the folders into `site`. Raises `SettingsError` with MkDocs' own words where it refuses."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # the same pages give the same bytes
    for place, folder in manual_folders(settings).items():
        language = place.rpartition("/")[2] if "/" in place else settings.language
        try:
            config = load_config(
                str(settings.root / "mkdocs.yml"),
                docs_dir=str(folder.resolve()),  # MkDocs takes paths from the settings file on
                site_dir=str((site / place).resolve()),
                use_directory_urls=False,
            )
            config.theme["language"] = language
            config.extra["homepage"] = "../" * (place.count("/") + 1) + "index.html"  # the logo leads to the archive
            config.theme["direction"] = "rtl" if language == "ar" else "ltr"
            config.plugins.run_event("startup", command="build", dirty=False)
            build_with_mkdocs(config)
            config.plugins.run_event("shutdown")
        except (MkDocsException, SystemExit) as error:
            raise SettingsError("manual", settings.root / "mkdocs.yml", reason=error) from error
        for pattern in _UNUSED:
            for path in list((site / place).glob(pattern)):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
