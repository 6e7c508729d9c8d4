"""What comes from mkdocs-material: the publisher's palette, icons and direction."""

import pytest

from warraq import render
from warraq.render.shell import capture, colours
from warraq.settings import SettingsError, load

THEME = """
site_name: أرشيف
theme:
  name: material
  language: ar
  icon: {logo: material/library}
  palette:
    - {scheme: default, primary: deep purple, accent: lime, toggle: {icon: material/weather-night, name: x}}
    - {scheme: slate, primary: indigo, toggle: {icon: material/weather-sunny, name: x}}
"""


@pytest.fixture
def archive(tmp_path):
    def make(text):
        (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return make


def test_the_publishers_palette_reaches_the_style_sheet(archive):
    settings = archive(THEME)
    shell = capture(settings)
    assert shell.direction == "rtl"
    assert shell.light["--md-primary-fg-color"] != shell.dark["--md-primary-fg-color"]
    assert shell.light["--md-default-bg-color"] == "#fff"
    assert "<svg" in shell.icons["logo"]
    site = render.open_site(settings)
    css = render.assets(site)[site.files["site.css"]].decode()
    assert f"--md-primary-fg-color:{shell.light['--md-primary-fg-color']}" in css
    assert "prefers-color-scheme:dark" in css


def test_without_settings_there_is_a_palette(tmp_path):
    shell = capture(load(tmp_path))
    assert shell.light["--md-primary-fg-color"]
    assert shell.dark["--md-default-bg-color"] != shell.light["--md-default-bg-color"]


def test_another_theme_or_a_missing_plugin_does_not_matter(archive):
    shell = capture(archive("site_name: x\ntheme: readthedocs\nplugins: [no-such-plugin]\n"))
    assert shell.icons["logo"]


def test_an_icon_that_does_not_exist_is_told(archive):
    with pytest.raises(SettingsError) as told:
        capture(archive("site_name: x\ntheme: {name: material, icon: {logo: material/no-such-icon}}\n"))
    assert "no icon `material/no-such-icon`" in told.value.describe("en")
    assert "لا أيقونة اسمها" in told.value.describe("ar")


def test_the_publishers_own_logo_and_colours(archive, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "docs" / "own.css").write_text(":root { --md-primary-fg-color: #123456 }", encoding="utf-8")
    settings = archive("site_name: x\nextra_css: [own.css]\ntheme: {name: material, logo: logo.png}\n")
    shell = capture(settings)
    assert shell.logo == (".png", b"\x89PNG")
    assert [name for name in render.assets(render.open_site(settings)) if name.startswith("assets/logo.")]


def test_more_exact_selectors_win():
    slate = "[data-md-color-scheme=slate]"
    css = f":root{{--md-hue:1}}{slate}[data-md-color-primary=red]{{--md-hue:3}}{slate}{{--md-hue:2}}"
    assert colours(css, {"scheme": "slate", "primary": "red", "accent": "red"}) == {"--md-hue": "3"}
    assert colours(css, {"scheme": "slate", "primary": "teal", "accent": "red"}) == {"--md-hue": "2"}
