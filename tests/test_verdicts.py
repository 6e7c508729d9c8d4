"""The publisher's verdicts on repairs: read from a file, made in every build, listed by `check --repairs`."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive import SETTINGS, make_archive
from warraq.annotate import complete
from warraq.cli import main
from warraq.model import Leaf
from warraq.read import Problem, describe, read_leaves
from warraq.read.verdicts import Verdicts
from warraq.settings import Settings
from warraq.steps.slips import as_lines, rows

TEXTS = {
    "one.txt": "قيل ماصرح به أمس. زار فى الولاياتالمتحدة.",
    "two.txt": "ماصرح به غيره هو ماصرح به، وإستعمال فى البيت.",
}


def archive(tmp_path, verdicts=None):
    if verdicts is not None:
        tmp_path.mkdir(exist_ok=True)
        (tmp_path / "repairs.tsv").write_text(verdicts, encoding="utf-8")
    root = make_archive(tmp_path, TEXTS, SETTINGS + "    repairs: repairs.tsv\n" * (verdicts is not None))
    return Settings(root=root, repairs="repairs.tsv" if verdicts is not None else "")


def begun(settings):
    return list(read_leaves([settings.root / "corpus"], settings))


def repaired(settings):
    return {
        leaf.article.text[note.start : note.end]: (note.value, note.origin)
        for leaf in map(complete, (found for found in begun(settings) if isinstance(found, Leaf)))
        for note in leaf.annotations
        if note.kind == "repair"
    }


def problems(settings):
    return [found for found in begun(settings) if isinstance(found, Problem)]


def test_without_a_file_only_safe_repairs_are_made(tmp_path):
    assert repaired(archive(tmp_path)) == {"فى": ("في", ""), "الولاياتالمتحدة": ("الولايات المتحدة", "")}


def test_what_is_accepted_is_made_what_is_refused_is_not_and_each_has_its_origin(tmp_path):
    settings = archive(tmp_path, "ماصرح\tما صرح\taccept\nفى\tفي\tرفض\tمن زيادات الناس\nغيره\tسواه\tقبول\n")
    assert repaired(settings) == {
        "ماصرح": ("ما صرح", "repairs.tsv"),
        "غيره": ("سواه", "repairs.tsv"),
        "الولاياتالمتحدة": ("الولايات المتحدة", ""),
    }
    assert problems(settings) == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ماصرح ما صرح accept", "read.verdict_unknown"),
        ("ماصرح\tما صرح", "read.verdict_unknown"),
        ("ماصرح\tما صرح\tربما", "read.verdict_unknown"),
        ("ماصرح\tماصرح\taccept", "read.verdict_on_nothing"),
        ("ماصرح\t\taccept", "read.verdict_on_nothing"),
        ("فى\tفي\taccept", "read.verdict_twice"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line_and_the_rest_counts(tmp_path, line, key):
    settings = archive(tmp_path, f"# written\trepaired\nفى\tفي\trefuse\n\n{line}\nغيره\tسواه\taccept\n")
    (problem,) = problems(settings)
    assert (problem.key, problem.line, problem.grave) == (key, 4, True)
    assert describe(problem, "en").startswith(f"{settings.root / 'repairs.tsv'}:4: ")
    assert repaired(settings)["غيره"] == ("سواه", "repairs.tsv")
    assert "فى" not in repaired(settings)


def test_a_file_that_is_not_there_is_told(tmp_path):
    settings = archive(tmp_path, "")
    (tmp_path / "repairs.tsv").unlink()
    assert [problem.key for problem in problems(settings)] == ["read.unreadable"]


def test_the_listing_asks_first_for_what_is_doubtful_and_counts_in_the_whole_archive(tmp_path):
    found = rows(begun(archive(tmp_path)), 1)
    assert [(row.written, row.repaired, row.verdict, row.times, row.rule, row.article) for row in found] == [
        ("ماصرح", "ما صرح", "listed", 3, "glued", "one"),
        ("وإستعمال", "واستعمال", "listed", 1, "hamza", "two"),
        ("فى", "في", "made", 2, "yeh", "one"),
        ("الولاياتالمتحدة", "الولايات المتحدة", "made", 1, "glued", "one"),
    ]
    assert [row.sentence for row in found] == ["1", "1", "2", "2"]


def test_what_is_listed_can_be_edited_and_be_the_file(tmp_path):
    listed = "\n".join(as_lines(rows(begun(archive(tmp_path / "before")), 1)))
    edited = listed.replace("ما صرح\tlisted", "ما صرح\taccept").replace("في\tmade", "في\trefuse")
    settings = archive(tmp_path / "after", edited)
    assert problems(settings) == []
    assert repaired(settings).keys() == {"ماصرح", "الولاياتالمتحدة"}
    verdicts = {row.written: row.verdict for row in rows(begun(settings), 1)}
    assert verdicts == {"وإستعمال": "listed", "الولاياتالمتحدة": "made", "ماصرح": "accept", "فى": "refuse"}


def test_check_lists_and_tells_the_counts(tmp_path):
    settings = archive(tmp_path, "غيره\tسواه\taccept\n")
    result = CliRunner().invoke(main, ["check", "--repairs", str(settings.root), "--lang", "en"])
    assert result.exit_code == 0
    assert result.stdout.startswith("# written\trepaired\tverdict\t")
    assert "غيره\tسواه\taccept\t1.00\t1\tsaid\ttwo\t1\n" in result.stdout
    assert "repairs for you to decide: 2, made: 2, accepted: 1, refused: 0" in result.stderr


def test_a_word_is_found_as_a_whole_word_and_a_mark_anywhere():
    verdicts = Verdicts({"صرح": "x", "،": "، "}, "f")
    assert [(note.start, note.end) for note in verdicts.of("صرح،صرحت،وصرح صرح")] == [(0, 3), (3, 4), (8, 9), (14, 17)]


@given(st.text(alphabet="ما صرح،", max_size=40))
def test_verdicts_lie_in_the_text_and_never_overlap(text):
    end = 0
    for note in Verdicts({"ما": "لا", "ما صرح": "ماصرح", "،": "، ", "صر": "صر"}, "f").of(text):
        assert end <= note.start < note.end <= len(text)
        end = note.end
