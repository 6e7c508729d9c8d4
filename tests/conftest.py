"""Shared by all tests: `pytest --rewrite` writes the goldens and parity fixtures anew."""

import json
from pathlib import Path

import pytest

from browser import running
from server import Server

HERE = Path(__file__).parent


def pytest_addoption(parser):
    parser.addoption("--rewrite", action="store_true", help="write tests/golden and tests/parity anew")


@pytest.fixture
def golden(request):
    """Compare a text, or data that JSON can hold, with the file of that name below tests/."""

    def compare(name, value):
        path = HERE / name
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        if request.config.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8"), f"{name} differs; `pytest --rewrite` writes it anew"

    return compare


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample archive, built and served."""
    server = Server(HERE.parent, "--output", tmp_path_factory.mktemp("sample") / "build")
    server.site = tmp_path_factory.getbasetemp() / "sample0/build/site"
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser():
    with running() as one:
        yield one


@pytest.fixture(params=["http", "file"])
def base(request, sample):
    return sample.address if request.param == "http" else sample.site.as_uri() + "/"
