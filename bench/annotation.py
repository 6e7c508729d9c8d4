"""How well the annotators do on the project's own gold data: `python bench/annotation.py`.

Dates, numbers, quotations and sources: passages written for the project (`tests/data`), each with what is to be found;
half of each was kept apart while the rules were written (`"half": "held"`). Glued words: pairs of the sample archive's
own words, glued where that makes no word; and what people judged of the words of the ANT corpus. Needs no other data.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from train_glued import pairs  # noqa: E402 - the tools are scripts, not a package of ours

from warraq.annotate import dates, load, numbers, quotes, sources  # noqa: E402
from warraq.annotate.repairs import proposals  # noqa: E402
from warraq.fold import fold_text  # noqa: E402
from warraq.model import Annotation, Annotator, Article  # noqa: E402
from warraq.read import read  # noqa: E402
from warraq.settings import Settings  # noqa: E402

GOLD: dict[str, tuple[Annotator, str]] = {
    "dates": (dates.annotate, "value"),
    "numbers": (numbers.annotate, "value"),
    "quotations": (quotes.annotate, "speaker"),
    "sources": (sources.annotate, "value"),
}
"""What is measured: the annotator, and the name that its value has in the gold data."""
FILES = {"quotations": "quotes"}
PAIRS = 1_000


def cases(name: str) -> Iterator[dict[str, Any]]:
    """Read the gold data of one annotator."""
    path = ROOT / "tests" / "data" / f"{FILES.get(name, name)}.jsonl"
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def score(name: str, given: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Give how much is expected, found with the right span, found with the right value, and found unexpected."""
    annotate, key = GOLD[name]
    total = dict.fromkeys(("expected", "spans", "valued", "values", "false"), 0.0)
    for case in given:
        text = case["text"]
        notes: Iterable[Annotation] = annotate(Article("a", "", text, case.get("date", "")), ())
        found = {text[note.start : note.end]: str(note.value) for note in notes}
        wanted = {entry["text"]: entry[key] for entry in case["expect"]}
        total["expected"] += len(wanted)
        total["spans"] += len(wanted.keys() & found.keys())
        total["valued"] += sum(value != "" for value in wanted.values())
        total["values"] += sum(value != "" and found.get(span) == value for span, value in wanted.items())
        total["false"] += len(found.keys() - wanted.keys())
    return total


def own_texts() -> list[str]:
    """Read the texts of the sample archive."""
    return [found.text for found in read([ROOT / "corpus"], Settings(root=ROOT)) if isinstance(found, Article)]


def glued() -> float:
    """Give the share of glued pairs of the sample archive's words that are parted where they should be."""
    right = 0
    for one, two, together in pairs(own_texts(), PAIRS, seed=3):
        found = (slip for slip in proposals(f"قيل {together} هناك") if slip.start == 4 and slip.safe)
        right += any(fold_text(slip.mended).split() == [one, two] for slip in found)
    return right / PAIRS


def judged(verdict: str) -> float:
    """Give the share of the glued words judged `right` (or `wrong`) that are made."""
    rows = [line.split("\t") for line in (ROOT / "bench/judgments/glued.tsv").read_text("utf-8").splitlines()]
    some = [row for row in rows if row[2:3] == [verdict]]
    made = 0
    for written, mended, *_ in some:
        slips = [slip for slip in proposals(f"قيل {written} هناك") if slip.start == 4 and slip.safe]
        made += any(fold_text(slip.mended) == fold_text(mended) for slip in slips)
    return made / len(some)


def measured() -> dict[str, float]:
    """Measure all that has a floor; takes seconds. More is better, for every figure."""
    load()
    figures: dict[str, float] = {}
    for name in GOLD:
        total = score(name, cases(name))
        figures[f"{name}: spans"] = total["spans"] / (total["expected"] + total["false"])
        figures[f"{name}: {'speakers' if name == 'quotations' else 'values'}"] = total["values"] / total["valued"]
    figures["glued words of the sample archive"] = glued()
    figures["glued words judged right that are made"] = judged("right")
    figures["glued words judged wrong that are left"] = 1 - judged("wrong")
    return figures


def main() -> None:
    """Print every figure, and each half of the gold data by itself."""
    for name in GOLD:
        for half in ("tune", "held"):
            total = score(name, (case for case in cases(name) if case["half"] == half))
            spans, values = total["spans"] / total["expected"], total["values"] / total["valued"]
            count, false = int(total["expected"]), int(total["false"])
            print(f"{name}, {half}: {count}, spans {spans:.3f}, values {values:.3f}, false {false}")
    for name, figure in measured().items():
        print(f"{name}: {figure:.4f}")


if __name__ == "__main__":
    main()
