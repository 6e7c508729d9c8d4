"""What is told of the files that were read: what was lost, and what a publisher should know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from warraq.say import say


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the publisher about one file."""

    path: str
    """The file as the publisher can open it."""
    line: int
    """Its line, from 1; 0 where there is none."""
    key: str
    """Which message: `read.empty_text`, ..."""
    values: Mapping[str, str]
    """What the message's `{braces}` hold."""
    grave: bool
    """Whether an article was lost or a field of it dropped; otherwise it is a notice only."""


class UnreadableError(Exception):
    """A file, or one article in it, that cannot be read further; carries what the `Problem` about it needs."""

    def __init__(self, key: str, line: int = 0, **values: str) -> None:
        """Take a message key without its room's name, the line it concerns and the message's values."""
        super().__init__(key)
        self.key = key
        self.line = line
        self.values = values


def describe(problem: Problem, lang: str) -> str:
    """Give `path:line: sentence`, in the language asked for; the sentence says how to mend it."""
    where = f"{problem.path}:{problem.line}" if problem.line else problem.path
    return f"{where}: {say(problem.key, lang, **problem.values)}"
