"""Quality may not get worse in silence: figures over the project's own collections against `bench/floors.json`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "bench"))

import names_floor  # noqa: E402 - the benchmarks are scripts, not a package of ours
import words_floor  # noqa: E402 - the same
from search import floors  # noqa: E402 - the same

HISTORIES = floors.histories(floors.FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures():
    return {**floors.measured(), **names_floor.measured(), **words_floor.measured()}


@pytest.mark.parametrize("name", HISTORIES)
def test_a_figure_is_as_good_as_its_floor(name, figures):
    assert figures[name] >= HISTORIES[name][-1]["floor"] - 1e-9


def test_every_figure_has_a_floor(figures):
    assert figures.keys() == HISTORIES.keys()


@pytest.mark.parametrize("name", HISTORIES)
def test_every_floor_has_a_reason_and_every_step_down_a_long_one(name):
    assert all(step["why"] for step in HISTORIES[name])
    assert floors.unexcused(HISTORIES[name]) == []


def test_a_step_down_without_a_reason_is_seen():
    assert floors.unexcused([{"floor": 0.9, "why": "first"}, {"floor": 0.8, "why": "lower"}]) != []
    assert floors.unexcused([{"floor": 0.8, "why": "first"}, {"floor": 0.9, "why": "better"}]) == []


def git(*command):
    return subprocess.run(["git", "-C", str(ROOT), *command], capture_output=True, text=True, check=True).stdout


def test_no_floor_of_the_past_was_rewritten():
    """Each committed version of the file is the beginning of this one: floors are added, never edited or taken away."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    path = floors.FLOORS.relative_to(ROOT).as_posix()
    for commit in git("log", "--format=%H", "--diff-filter=AM", "--", path).split():
        for name, then in floors.histories(git("show", f"{commit}:{path}")).items():
            assert HISTORIES[name][: len(then)] == then
