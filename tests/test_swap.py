import multiprocessing
import os
import signal
import time

import pytest

from warraq.swap import BusyError, alone, link_or_copy, put_in_place, recover


def folder(path, content):
    path.mkdir()
    (path / "index.html").write_text(content, encoding="utf-8")
    return path


def test_the_finished_folder_takes_the_place_of_the_live_one(tmp_path):
    live = folder(tmp_path / "site", "old")
    put_in_place(folder(tmp_path / "next", "new"), live)
    assert (live / "index.html").read_text() == "new"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["site"]


def test_where_nothing_was_live_yet(tmp_path):
    put_in_place(folder(tmp_path / "next", "new"), tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_without_an_exchange_of_the_file_system(tmp_path, monkeypatch):
    monkeypatch.setattr("warraq.swap._exchange", lambda *_: False)
    live = folder(tmp_path / "site", "old")
    put_in_place(folder(tmp_path / "next", "new"), live)
    assert (live / "index.html").read_text() == "new"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["site"]


def test_a_replacement_cut_short_is_undone(tmp_path):
    folder(tmp_path / "site.aside", "old")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_leftovers_do_not_come_back(tmp_path):
    folder(tmp_path / "site.aside", "old")
    folder(tmp_path / "site", "new")
    recover(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "new"
    assert not (tmp_path / "site.aside").exists()


def test_a_link_shares_the_content_and_replacing_it_leaves_the_other(tmp_path):
    first = tmp_path / "first"
    first.write_text("a")
    link_or_copy(first, tmp_path / "deep" / "second")
    assert (tmp_path / "deep" / "second").read_text() == "a"


def _hold(path, ready):
    with alone(path):
        ready.set()
        time.sleep(60)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process to kill")
def test_one_build_at_a_time_and_a_killed_one_holds_nothing(tmp_path):
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    process = context.Process(target=_hold, args=(tmp_path, ready))
    process.start()
    assert ready.wait(20)
    with pytest.raises(BusyError), alone(tmp_path):
        pass
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with alone(tmp_path):
        pass
