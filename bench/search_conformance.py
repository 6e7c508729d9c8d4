"""Small cases of Arabic search, ours and other systems': `python bench/search_conformance.py CASES.tsv`.

The cases and what they expect are described in `search/conformance.py`. Prints how many each system meets, how many of
those in which nothing may be found, and the cases that fail.

    python bench/search_conformance.py eval/conformance.tsv
    python bench/search_conformance.py bench/collection/conformance.tsv
"""

from __future__ import annotations

import argparse
from pathlib import Path

from search import conformance
from search.systems import SYSTEMS, opened


def main() -> None:
    """Try and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--all", action="store_true", help="list the failures of the other systems too")
    given = parser.parse_args()
    cases = conformance.read(given.cases)
    nothing = [case for case in cases if case.expect.startswith("no_match")]
    for place, system in enumerate(opened(given.systems.split(","), conformance.passages(cases), 1)):
        failed = conformance.failures(system, cases)
        false = [case for case in failed if case in nothing]
        kept = f"{len(nothing) - len(false)} of {len(nothing)}"
        print(f"{system.name}: {len(cases) - len(failed)} of {len(cases)}; nothing found where nothing may be: {kept}")
        for case in failed if given.all or not place else ():
            print(f"  {case.id}\t{case.phenomenon}\t{case.document}\t{case.query}\t{case.expect}")
        system.close()


if __name__ == "__main__":
    main()
