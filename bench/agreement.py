"""Whether the browser answers as the terminal does: `python bench/agreement.py WHOOSH STATIC QUERIES... [--queries N]`.

WHOOSH is the folder of a Whoosh index (`build/index`), STATIC that of the static index made of it (`site/index`).
Each of QUERIES is a file of queries, see `browser.py`, or a table of conformance with a column `query`; the first N of
each are asked (500). Both answer at the level of lemmas, and the number of articles at each level is compared too.

Told are the queries whose total, counts, first 50 articles, their order, marked places or reasons differ, and by how
much scores differ at most. Suggestions are not compared: a browser looks for them among words that begin alike.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
from pathlib import Path
from typing import Any

from search.ours import load_dictionaries, parse, whoosh

LIMIT = 50
SCRIPT = Path(__file__).parents[1] / "tests" / "js" / "engine.js"


def queries(path: Path) -> list[str]:
    """Read the queries of a file."""
    rows = path.read_text(encoding="utf-8").splitlines()
    if rows[0].startswith("id\t"):
        return [row["query"] for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [json.loads(row)["text"] if row.startswith("{") else row.rpartition("\t")[2] for row in rows if row]


def in_browser(static: Path, asked: list[str]) -> list[dict[str, Any]]:
    """Give the answers of the browser's engine."""
    told = [("search", text, {"limit": LIMIT}) for text in asked] + [("counts", text, {}) for text in asked]
    lines = [json.dumps({"folder": str(static), "method": method, "given": given}) for method, *given in told]
    run = subprocess.run(["node", SCRIPT], input="\n".join(lines), capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return [{**found, "counts": counts} for found, counts in zip(answers, answers[len(asked) :], strict=False)]


def plain(engine: Any, text: str) -> dict[str, Any]:
    """Give the answer of the Whoosh index as the browser's engine words it."""
    answer = engine.search(parse(text), limit=LIMIT)
    hits = [
        {
            "id": hit.article.id,
            "score": hit.score,
            "spans": [list(span) for span in hit.spans],
            "why": [one._asdict() for one in why],
        }
        for hit, why in zip(answer.hits, answer.reasons, strict=True)
    ]
    return {"total": answer.total, "counts": dict(answer.counts), "hits": hits}


def differing(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """Name what differs between two answers, scores apart."""
    fields = [name for name in ("total", "counts") if one[name] != other.get(name)]
    shown = [[[hit[name] for hit in answer["hits"]] for answer in (one, other)] for name in ("id", "spans", "why")]
    return fields + [
        name for name, (ours, theirs) in zip(("ids", "spans", "why"), shown, strict=True) if ours != theirs
    ]


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whoosh", type=Path)
    parser.add_argument("static", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=500, help="of each file")
    given = parser.parse_args()
    asked = [text for path in given.files for text in queries(path)[: given.queries]]
    load_dictionaries()
    engine = whoosh.open_index(given.whoosh)
    bad, apart = 0, 0.0
    for text, theirs in zip(asked, in_browser(given.static, asked), strict=True):
        ours = plain(engine, text)
        wrong = ["error"] if "error" in theirs else differing(ours, theirs)
        if wrong:
            bad += 1
            print(f"{text}: {', '.join(wrong)}")
        else:
            scores = zip(ours["hits"], theirs["hits"], strict=True)
            apart = max([apart, *(abs(one["score"] - other["score"]) for one, other in scores)])
    engine.close()
    print(f"{bad} of {len(asked)} queries differ; scores by {apart:.1g} at most")


if __name__ == "__main__":
    main()
