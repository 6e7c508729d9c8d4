"""Small archives for tests, written out as a publisher would have them."""

from pathlib import Path

ARTICLES = {
    "book.txt": (
        "قالت إدارة المكتبة، إنها افتتحت معرضا وصفته ب«النهائى» فى مدينة القاهرة. وأضافت أن الولاياتالمتحدة تشارك فيه."
    ),
    "river.md": (
        "---\nid: river\ntitle: النيل يرتفع\ndate: 2017-10-15\nsource: بريد المدينة\ncategory: محليات\n---\n"
        "ارتفع منسوب النيل فى القاهرة أمس.\n\nوقال متحدث باسم وزارة الرى: «لا خطر على المدينة».\n"
    ),
    "more.jsonl": (
        '{"id": "market", "title": "سوق السمك", "text": "افتتحت بلدية صفاقس سوق السمك الجديدة يوم 18 جانفي 2017.", '
        '"date": "2017-01-19", "source": "نشرة الخزانة", "category": "اقتصاد"}\n'
        '{"id": "cup", "title": "كأس المدينة", "text": "فاز فريق الحي بكأس المدينة بعد مباراة طويلة في القاهرة.", '
        '"date": "2017-10-20", "source": "بريد المدينة", "category": "رياضة"}\n'
    ),
}
SETTINGS = """site_name: أرشيف التجربة
site_url: https://example.org/archive/
theme:
  name: material
  language: ar
  font: false
plugins: []
extra:
  warraq:
    mentions: 1
"""


def make_archive(folder: Path, articles=None, settings=SETTINGS) -> Path:
    """Write an archive; `articles` are texts or bytes by file name."""
    (folder / "corpus").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for name, content in (ARTICLES if articles is None else articles).items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def assert_same(left: Path, right: Path) -> None:
    """Two folders hold the same files with the same bytes."""
    first, second = tree(left), tree(right)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
