"""Shared by all tests: `pytest --rewrite` writes the goldens and parity fixtures anew."""

import json
from pathlib import Path

import pytest

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
