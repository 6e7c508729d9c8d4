"""Law 5: Python and JavaScript agree. Node reads the same fixtures; see also tests/js/."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from texts import PIECES, any_text
from warraq.fold import fold
from warraq.rules import RULES
from warraq.stem import stem
from warraq.words import words

HERE = Path(__file__).parent
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


def analysis(text):
    folded = fold(text)
    found = words(text)
    return {
        "text": text,
        "folded": folded.text,
        "origin": list(folded.origin),
        "words": [[word.form, word.start, word.end] for word in found],
        "stems": [stem(word.form) for word in found],
    }


def test_the_fixture_that_javascript_reads_is_what_python_says(golden):
    examples = [written for rule in RULES["fold"] for written, _ in rule["tests"]]
    examples += [text for text, _ in RULES["words"]["tests"]]
    examples += [form for form, _ in RULES["stem"]["tests"]]
    examples += [" ".join(PIECES), "".join(PIECES)]
    golden("parity/analysis.json", [analysis(text) for text in examples])


@needs_node
def test_javascript_passes_its_own_tests():
    files = sorted(str(path) for path in (HERE / "js").glob("*.test.js"))
    run = subprocess.run([NODE, "--test", *files], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]


@needs_node
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(any_text(), min_size=20, max_size=40))
def test_javascript_agrees_on_any_text(texts):
    run = subprocess.run(
        [NODE, str(HERE / "js" / "analyse.js")],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(run.stdout) == [analysis(text) for text in texts]
