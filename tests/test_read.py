"""Reading: what a folder holds comes out as articles, and whatever is wrong with it is told."""

import gzip
import json
import os
import re
import time
import tracemalloc
from pathlib import Path

import pytest

from warraq.model import Article
from warraq.read import READERS, Problem, describe, files, read
from warraq.say import catalogue
from warraq.settings import Settings

TEXT = "افتتحت المكتبة العامة جناحًا جديدًا للمخطوطات. وحضر الافتتاح جمع من القراء."


def articles(folder, **settings):
    found = list(read([folder], Settings(root=folder if folder.is_dir() else folder.parent, **settings)))
    return [a for a in found if isinstance(a, Article)], [p for p in found if isinstance(p, Problem)]


def keys(problems):
    return [problem.key.removeprefix("read.") for problem in problems]


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def line(**fields):
    return json.dumps(fields, ensure_ascii=False) + "\n"


# --- folders and files ---------------------------------------------------------------------------------------------


def test_a_folder_is_read_in_the_order_of_its_names_without_hidden_files(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, TEXT)
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["a", "1", "2", "c"]
    assert [a.meta["path"] for a in found] == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
    assert problems == []


def test_a_file_reached_by_two_paths_is_read_once(tmp_path):
    file = write(tmp_path / "a.txt", TEXT)
    (tmp_path / "link.txt").symlink_to(file)
    found = list(read([tmp_path, file], Settings(root=tmp_path)))
    assert [a.id for a in found if isinstance(a, Article)] == ["a"]
    assert len(found) == 1


def test_loops_of_links_end(tmp_path):
    write(tmp_path / "in" / "a.txt", TEXT)
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["a"]
    assert keys(problems) == ["unreadable"]


def test_missing_paths_unknown_formats_and_pipes_are_told_and_the_rest_is_read(tmp_path):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "photo.jpg", b"\xff\xd8")
    write(tmp_path / "noted", "x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["a"]
    assert sorted(keys(problems)) == ["missing", "no_file", "unknown_suffix", "unknown_suffix"]
    assert {p.key: p.grave for p in problems} == {
        "read.missing": True,
        "read.no_file": False,
        "read.unknown_suffix": False,
    }


def test_a_folder_named_like_a_file_is_a_folder(tmp_path):
    write(tmp_path / "x.txt" / "inside.txt", TEXT)
    assert [a.id for a in articles(tmp_path)[0]] == ["inside"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_an_unreadable_file_is_told(tmp_path):
    write(tmp_path / "a.txt", TEXT).chmod(0)
    assert keys(articles(tmp_path)[1]) == ["unreadable"]


def test_a_file_that_fails_while_it_is_opened_is_told(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "b.txt", TEXT)
    opened = files.open_bytes

    def refuse(file):
        if file.stem == "a":
            raise PermissionError(13, "Permission denied")
        return opened(file)

    monkeypatch.setattr(files, "open_bytes", refuse)
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["b"]
    assert keys(problems) == ["unreadable"]


def test_names_that_are_stored_decomposed_give_the_same_id(tmp_path):
    write(tmp_path / "آب.txt", TEXT)
    assert articles(tmp_path)[0][0].id == "آب"


def test_gzip_is_seen_through_and_damage_is_told(tmp_path):
    packed = gzip.compress(TEXT.encode())
    write(tmp_path / "good.txt.gz", packed)
    write(tmp_path / "lines.jsonl.gz", gzip.compress(line(id="x", text=TEXT).encode()))
    write(tmp_path / "cut.txt.gz", packed[:-9])
    write(tmp_path / "damaged.txt.gz", packed[:30] + b"\0\0\0\0" + packed[34:])
    write(tmp_path / "none.txt.gz", TEXT)
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["good", "x"]
    assert keys(problems) == ["bad_gzip"] * 3


def test_what_grows_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIMIT", 3 << 20)
    write(tmp_path / "bomb.jsonl.gz", gzip.compress(b" " * (5 << 20)))
    write(tmp_path / "large.txt", b"a" * (4 << 20))
    write(tmp_path / "streamed.jsonl", (line(text=TEXT) + " " * 1000 + "\n") * 4000)
    found, problems = articles(tmp_path)
    assert keys(problems) == ["gzip_too_large", "too_large"]
    assert len(found) == 4000


def test_ids_are_kept_apart_and_the_first_counts(tmp_path):
    write(tmp_path / "a.jsonl", line(id="Nile", text=TEXT) + line(id="nile", text=TEXT) + line(id="Nile", text="أخرى"))
    write(tmp_path / "b" / "Nile.txt", TEXT)
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["Nile"]
    assert keys(problems) == ["alike_id", "repeated_id", "repeated_id"]
    assert all(p.grave for p in problems)
    assert [p.line for p in problems] == [2, 3, 0]
    assert f"{tmp_path / 'a.jsonl'}:1" in describe(problems[2], "en")


def test_an_article_without_text_does_not_hold_its_id(tmp_path):
    write(tmp_path / "a.jsonl", line(id="x", text=" ") + line(id="x", text=TEXT))
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["x"]
    assert keys(problems) == ["empty_text"]


def test_every_message_is_there_in_both_languages_with_its_place():
    problem = Problem("corpus/a.jsonl", 7, "read.bad_date", {"date": "2017-13-01"}, grave=True)
    assert describe(problem, "en").startswith("corpus/a.jsonl:7: ")
    assert "2017-13-01" in describe(problem, "ar")
    assert describe(Problem("x.txt", 0, "read.missing", {}, grave=True), "ar").startswith("x.txt: ")


def test_no_message_is_missing_and_none_is_left_over():
    source = "".join(path.read_text("utf-8") for path in Path(files.__file__).parent.glob("*.py"))
    spoken = set(re.findall(r"\"([a-z_]+)\"", source))
    told = {key.removeprefix("read.") for key in catalogue() if key.startswith("read.")}
    assert told <= spoken
    asked = re.findall(r"(?:problem|UnreadableError)\(\s*\"([a-z_]+)\"", source)
    assert set(asked) <= told


# --- JSON lines ----------------------------------------------------------------------------------------------------


def test_fields_of_json_lines(tmp_path):
    write(
        tmp_path / "news.jsonl",
        line(id="n1", title="عنوان", text=TEXT, date="2017-10-15T20:00:00Z", source="وكالة", category="محليات",
             author="محررة", url="https://example.org/1", pages=12, price=1.10, draft=False,
             tags=["ا", "ب"], empty=None)
        + "\n"
        + line(text=TEXT),
    )  # fmt: skip
    found, problems = articles(tmp_path, source="الأرشيف")
    first, second = found
    assert (first.id, first.title, first.date, first.source, first.text) == ("n1", "عنوان", "2017-10-15", "وكالة", TEXT)
    assert dict(first.meta) == {
        "category": "محليات", "author": "محررة", "url": "https://example.org/1", "pages": "12", "price": "1.1",
        "draft": "false", "path": "news.jsonl", "line": "1",
    }  # fmt: skip
    assert (second.id, second.source, second.meta["line"]) == ("news-3", "الأرشيف", "3")
    assert second.meta["title_from"] == "lead"
    assert keys(problems) == ["nested"]
    assert not problems[0].grave


def test_other_names_of_fields(tmp_path):
    write(tmp_path / "a.jsonl", line(headline="خبر", body=TEXT, title="قديم") + line(title="بلا تسمية", body=TEXT))
    found, _ = articles(tmp_path, fields={"title": "headline", "text": "body"})
    assert [(a.title, a.text) for a in found] == [("خبر", TEXT), ("بلا تسمية", TEXT)]
    write(tmp_path / "a.jsonl", line(name="اسم", body=TEXT))
    (article,), _ = articles(tmp_path, fields={"title": "name", "author": "name", "text": "body"})
    assert (article.title, article.meta["author"]) == ("اسم", "اسم")


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        ('{"text": "مقطوع', "bad_json"),
        ('{"text": "أول"} {"text": "ثان"}', "bad_json"),
        ("نص بلا أقواس", "bad_json"),
        ('["text"]', "not_an_object"),
        ("12", "not_an_object"),
        ('{"title": "بلا نص"}', "empty_text"),
        ('{"text": ""}', "empty_text"),
        ('{"text": "\\u200f ... \\u200f"}', "empty_text"),
        ('{"text": 12}', "wrong_kind_lost"),
        ('{"text": ["فقرة"]}', "wrong_kind_lost"),
        ('{"id": {}, "text": "نص"}', "wrong_kind_lost"),
        ('{"text": "نص", "n": NaN}', "no_number"),
        ('{"text": "نص", "n": ' + "9" * 5000 + "}", "huge_number"),
        ('{"text": "نص", "title": "ا", "title": "ب"}', "repeated_key"),
        ('{"text": ' + "[" * 200_000, "too_deep"),
        ('{"text": ' + '{"a":' * 200_000, "too_deep"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_costs_no_other(tmp_path, bad, key):
    write(tmp_path / "a.jsonl", line(id="before", text=TEXT) + bad + "\n" + line(id="after", text=TEXT))
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["before", "after"]
    assert keys(problems) == [key]
    assert (problems[0].line, problems[0].grave) == (2, True)
    for lang in ("ar", "en"):
        assert describe(problems[0], lang).startswith(f"{tmp_path / 'a.jsonl'}:2: ")


def test_a_field_of_the_wrong_kind_is_dropped_and_the_article_kept(tmp_path):
    write(
        tmp_path / "a.jsonl",
        line(text=TEXT, author=["ا", "ب"], url="javascript:alert(1)", date="2017-02-30", title=2017),
    )
    (article,), problems = articles(tmp_path)
    assert (article.date, article.title) == ("", "2017")
    assert not {"author", "url"} & article.meta.keys()
    assert keys(problems) == ["wrong_kind", "bad_date", "bad_url"]
    assert all(p.grave for p in problems)


def test_lone_surrogates_and_controls_become_visible_and_are_counted(tmp_path):
    text = '{"text": "قبل\\ud800بعد\\u0000 \\ud83d\\ude00 \\u202eمعكوس\\u202c", "title": "عنوان\\nبسطرين\\udfff"}\n'
    write(tmp_path / "a.jsonl", text)
    (article,), problems = articles(tmp_path)
    assert article.text == "قبل\ufffdبعد\ufffd 😀 \u202eمعكوس\u202c"
    assert article.title == "عنوان بسطرين\ufffd"
    assert keys(problems) == ["replaced"]
    assert (problems[0].values["count"], problems[0].grave) == ("3", False)
    article.text.encode()


def test_one_bad_byte_costs_one_line(tmp_path):
    good = line(id="g", text=TEXT * 3).encode()
    write(
        tmp_path / "a.jsonl",
        good + line(id="b", text="نص").encode().replace("ن".encode(), b"\xc7") + line(id="h", text=TEXT).encode(),
    )
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["g", "h"]
    assert [(p.key, p.line, p.values["byte"]) for p in problems] == [("read.bad_byte", 2, "0xC7")]


def test_json_lists_and_objects(tmp_path):
    write(tmp_path / "list.json", "\n[\n" + line(id="one", text=TEXT).strip() + ",\n\n " + line(text=TEXT) + "]")
    write(tmp_path / "object.json", json.dumps({"id": "three", "text": TEXT}, indent=1))
    write(tmp_path / "cut.json", "[" + line(id="four", text=TEXT))
    write(tmp_path / "empty.json", "")
    write(tmp_path / "wrong.json", "[\n" + line(id="five", text=TEXT) + ",\n{oops]")
    found, problems = articles(tmp_path)
    assert [(a.id, a.meta["line"]) for a in found] == [
        ("four", "1"),
        ("one", "3"),
        ("list-2", "5"),
        ("three", "1"),
        ("five", "2"),
    ]
    assert [(Path(p.path).name, p.key, p.line) for p in problems] == [
        ("cut.json", "read.unfinished_json", 2),
        ("empty.json", "read.empty_file", 0),
        ("wrong.json", "read.bad_json", 4),
    ]


def test_a_long_file_is_read_as_a_stream(tmp_path):
    path = tmp_path / "long.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(line(id=f"x{number}", text=TEXT * 100) for number in range(2_000))
    assert path.stat().st_size > 25 << 20
    tracemalloc.start()
    count = sum(isinstance(found, Article) for found in read([path], Settings(root=tmp_path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 12 << 20


# --- tables --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_with_any_delimiter_and_newlines_in_cells(tmp_path, delimiter):
    rows = ["id|title|text|date|pages", 'a|عنوان|"سطر أول\nسطر، ثان; ""وثالث"""|15/10/2017|3', "b||نص آخر||"]
    write(tmp_path / "t.csv", "\r\n".join(row.replace("|", delimiter) for row in rows))
    (first, second), problems = articles(tmp_path)
    assert (first.id, first.title, first.text, first.date) == ("a", "عنوان", 'سطر أول\nسطر، ثان; "وثالث"', "2017-10-15")
    assert (first.meta["line"], first.meta["pages"]) == ("2", "3")
    assert (second.meta["line"], second.title) == ("4", "نص آخر")
    assert "pages" not in second.meta
    assert problems == []


def test_bad_rows_are_told_with_their_lines(tmp_path):
    rows = ["id,text", '1,"سطر\nثان"', "2", "3,نص,زائد", "4,", "", "5,نص خامس,,", '6,"لا\x00نهاية', "7,ضائع"]
    write(tmp_path / "t.csv", "\n".join(rows))
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["1", "5"]
    assert [(p.key.removeprefix("read."), p.line) for p in problems] == [
        ("row_length", 4), ("row_length", 5), ("empty_text", 6), ("bad_row", 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("id,body\n1,نص\n2,نص\n", "no_text_column"),
        ("\n1,نص\n", "no_header"),
        ("", "no_header"),
        ("id,id,text\n", "repeated_column"),
    ],
)
def test_a_table_without_the_columns_it_needs(tmp_path, content, key):
    write(tmp_path / "t.csv", content)
    assert keys(articles(tmp_path)[1]) == [key]


def test_a_column_of_text_by_another_name_and_a_very_long_cell(tmp_path):
    write(tmp_path / "t.csv", "\ufeffid,body\n1," + "كلمة " * 100_000 + "\n2,نص\x00\n")
    found, problems = articles(tmp_path, fields={"text": "body"})
    assert len(found[0].text) == 500_000
    assert found[1].text == "نص\ufffd"
    assert keys(problems) == ["byte_order_mark", "replaced"]


def test_a_bad_byte_in_a_table_costs_one_row(tmp_path):
    content = f'id,text\n1,{TEXT}\n2,"{TEXT}\n؟؟"\n3,{TEXT}\n'.encode()
    write(tmp_path / "t.csv", content.replace("؟؟".encode(), b"\xe4"))
    found, problems = articles(tmp_path)
    assert [a.id for a in found] == ["1", "3"]
    assert [(p.key, p.line) for p in problems] == [("read.bad_byte", 3)]


# --- hostile input -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", sorted(set(READERS) - {".html", ".htm"}))
def test_hostile_files_break_nothing(tmp_path, suffix):
    hostile = [
        b"", b"\0" * 1000, b"\xff" * 1000, b"\n" * 100_000, "\u202e\u2066نص\u2069".encode(), ("ا" * 1_000_000).encode(),
        ("كلمة " * 250_000).encode(), b"*_`[" * 50_000, b"**a " * 50_000, b"[a](" * 50_000, b"[[" * 50_000,
        b'"' * 99_999,
        b"> " * 20_000 + b"x", b"---\n" + b"[" * 100_000 + b"\n---\nx", b"---\n" + b"- " * 3_000 + b"\n---\nx",
        b"<!--" * 20_000, b"# " * 50_000, b"`" * 50_000, b"` ``" * 30_000,
        ("«" * 200_000).encode(), ("، " * 200_000).encode(),
        b"---\n&a [*a]\n---\nx", b"---\na: &a [*a]\n---\nx", b"---\n!!python/object/apply:os.getcwd []\n---\nx",
        (" \n" * 100_000 + "نص" + "\n \n" * 100_000).encode(), b"\xfe\xff\xd8",
        ("ا" + "\u064e" * 100_000).encode(), b"\x1f\x8b\x08 no gzip",
    ]  # fmt: skip
    for number, content in enumerate(hostile):
        write(tmp_path / f"{number:02}{suffix}", content)
    start = time.process_time()
    found, problems = articles(tmp_path)
    assert time.process_time() - start < 20
    for article in found:
        article.text.encode()
        assert "\0" not in article.text
        assert len(article.title) < 1200
        assert "\n" not in article.title
    for problem in problems:
        assert len(describe(problem, "ar")) < 1000


def test_hostile_pages_break_nothing(tmp_path):
    hostile = [
        b"", b"\0" * 100, b"<" * 10_000, b"<div>" * 5_000, b"<p>" + b"&amp;" * 10_000,
        b"<html><body><script>alert(1)</script></body></html>",
    ]  # fmt: skip
    for number, content in enumerate(hostile):
        write(tmp_path / f"{number:02}.html", content)
    found, problems = articles(tmp_path)
    assert len(found) + len({p.path for p in problems if p.grave}) == len(hostile)
