"""Every slip that was found in an archive, once, with what becomes of it: made, listed only, accepted or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from warraq.annotate import load
from warraq.annotate.repairs import Proposal, is_refusal, proposals
from warraq.annotate.sentences import annotate as sentences
from warraq.model import Leaf
from warraq.steps.parallel import spread

COLUMNS = ("written", "repaired", "verdict", "confidence", "times", "rule", "article", "sentence")
"""What a row tells; the first three are those of the publisher's file (see `read.verdicts`)."""
_ORDER = ("listed", "made", "accept", "refuse")


class Row(NamedTuple):
    """A slip as it is listed."""

    written: str
    """What stands in the texts."""
    repaired: str
    """What was meant."""
    verdict: str
    """`accept` or `refuse` where the publisher said so; else `made`, or `listed` where he is asked."""
    confidence: float
    """From 0 to 1; 1 where it is the publisher's own."""
    times: int
    """How often it was met."""
    rule: str
    """Why (see `annotate.repairs.Proposal`); `said` where it is the publisher's own."""
    article: str
    """The id of the first article that has it."""
    sentence: str
    """The number of the sentence there."""

    def line(self) -> str:
        """Give the row as a line of the file."""
        return "\t".join((*self[:3], f"{self.confidence:.2f}", *map(str, self[4:])))


def _look(begun: Leaf) -> list[Row]:
    """List the slips of an article, and the repairs that people made of their own."""
    text = begun.article.text
    said = {(note.start, note.end): note for note in begun.annotations if note.kind == "repair"}
    starts = [(note.start, str(note.value)) for note in sentences(begun.article)]

    def row(slip: Proposal, verdict: str) -> Row:
        sentence = next((number for at, number in reversed(starts) if at <= slip.start), "1")
        written = text[slip.start : slip.end]
        return Row(written, slip.mended, verdict, slip.confidence, 1, slip.rule, begun.article.id, sentence)

    found = []
    for slip in proposals(text):
        note = said.get(slip[:2])
        if note is None:
            found.append(row(slip, "made" if slip.safe else "listed"))
        elif note.value == slip.mended:
            found.append(row(slip, "accept"))
            del said[slip[:2]]
        else:
            found.append(row(slip, "refuse"))
    own = (note for note in said.values() if not is_refusal(note, text))
    return found + [row(Proposal(note.start, note.end, str(note.value), "said", 1.0), "accept") for note in own]


def rows(articles: Iterable[Leaf], jobs: int) -> list[Row]:
    """List every slip of an archive: those to be decided first, then those made, then those judged; often met first.

    Takes articles as they were read, with what people say of them. Holds a row for each different slip alone.
    """
    load()
    listed: dict[tuple[str, str], Row] = {}
    for found in spread(_look, articles, jobs):
        for one in found:
            before = listed.get(one[:2])
            if before is None:
                listed[one[:2]] = one
            else:
                best = max(before, one, key=lambda it: it.confidence)
                both = before.times + one.times
                listed[one[:2]] = before._replace(times=both, confidence=best.confidence, verdict=best.verdict)
    return sorted(listed.values(), key=lambda it: (_ORDER.index(it.verdict), -it.times, it.written, it.repaired))


def as_lines(listed: Iterable[Row]) -> Iterator[str]:
    """Give rows as lines of a file, under one that names the columns."""
    yield "# " + "\t".join(COLUMNS)
    for row in listed:
        yield row.line()
