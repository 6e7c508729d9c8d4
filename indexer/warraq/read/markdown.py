"""Markdown with YAML front matter: the text is what a reader should see, without the marks.

HTML and character references are kept as they are written: an archive's articles speak of them more often than they
use them. A line break stays one, so that poems keep their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from warraq.read.clean import clean_line, one_newline
from warraq.read.files import File, read_text
from warraq.read.problem import UnreadableError
from warraq.read.record import Record

_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST_FRONT = 50_000  # characters; YAML is read slowly, and no article has so many fields
_EMPTY = {"~", "null", ""}

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[^`]*")
_DROPPED = re.compile(
    r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)"  # a rule, or a line under a heading
    r"|[ ]{0,3}\[[^\]^][^\]]*\]:[ \t]*\S.*"  # where a link leads
    r"|[ \t]*<!--.*-->[ \t]*"
)
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*))?")
_BLOCK_MARK = re.compile(r"[ \t]*(?:>|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?(?=\S))")
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)(?P<inside>[^`].{0,1000}?)(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>!?\[(?P<shown>(?:[^\[\]]|\[[^\[\]]*\]){0,1000})\]"
    r"(?:\([ ]*<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)?>?"
    r"(?:[ ]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ ]*\)|\[(?!\^)[^\[\]]{0,200}\]))"
    r"|(?P<address><(?:https?://|mailto:)[^<>\s]{1,2000}>)"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)",
    re.DOTALL,
)


def read_markdown(file: File) -> Iterator[Record]:
    """Take front matter as fields; of a text that begins with a heading, that heading as title."""
    text = one_newline(read_text(file)).lstrip("\ufeff")
    front = _FRONT.match(text)
    fields = _front_matter(front[1]) if front else {}
    heading, body = _leading_heading(text[front.end() :] if front else text)
    yield Record({**fields, "text": plain(body)}, default_id=file.stem, default_title=heading)


def _front_matter(source: str) -> dict[str, object]:
    """Read `key: value` lines; every scalar is a string, as written: `007`, `2017-10` and `no` mean themselves."""
    if len(source) > _LONGEST_FRONT:
        raise UnreadableError("long_front", 2)
    try:
        loader: Any = yaml.BaseLoader(source)
        node = loader.get_single_node()
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            raise UnreadableError("no_mapping", 2)
        names: set[str] = set()
        for key, _ in node.value:
            if str(key.value) in names:
                raise UnreadableError("repeated_key", key.start_mark.line + 2, name=str(key.value))
            names.add(str(key.value))
        data = loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableError("bad_yaml", mark.line + 2 if mark else 2) from error
    except RecursionError as error:
        raise UnreadableError("too_deep", 2) from error
    return {str(key): value for key, value in data.items() if not (isinstance(value, str) and value in _EMPTY)}


def _leading_heading(body: str) -> tuple[str, str]:
    """Part a first-level heading that the text begins with from the rest."""
    first, _, rest = body.lstrip().partition("\n")
    match = _HEADING.fullmatch(first)
    if not match or match[1] != "#":
        return "", body
    return clean_line(inline(_without_closing(match[2])))[0], rest


def _without_closing(heading: str | None) -> str:
    """Take the number signs off that may close a heading."""
    text = (heading or "").rstrip()
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1] in " \t") else text


def plain(body: str) -> str:
    """Give the text of Markdown as it is read: headings, lists, quotations, emphasis, links and code without marks.

    Blank lines part paragraphs as before. Numbers of ordered lists are text and stay.
    """
    blocks: list[str] = []
    lines: list[str] = []
    fence = ""

    def end_block(literal: str | None = None) -> None:
        if lines:
            blocks.append("\n".join(lines) if literal else inline("\n".join(lines)))
            lines.clear()

    for line in body.split("\n"):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[1].startswith(fence):
                end_block(fence)
                fence = ""
            else:
                lines.append(line)
        elif mark:
            end_block()
            fence = mark[1]
        elif _DROPPED.fullmatch(line):
            end_block()
        elif heading := _HEADING.fullmatch(line):
            end_block()
            lines.append(_without_closing(heading[2]))
            end_block()
        elif text := _without_marks(line):
            lines.append(text)
        else:
            end_block()
    end_block(fence)
    return "\n\n".join(block for block in blocks if block)


def _without_marks(line: str) -> str:
    while mark := _BLOCK_MARK.match(line):
        line = line[mark.end() :]
    line = line.strip()
    return line[:-1].rstrip() if line.endswith("\\") and not line.endswith("\\\\") else line


def inline(text: str) -> str:
    """Give one paragraph without its inline marks; a mark without its partner is a character and stays."""
    pieces: list[str] = []
    opened: dict[str, int] = {}
    position = 0
    for match in _INLINE.finditer(text):
        pieces.append(text[position : match.start()])
        position = match.end()
        token = match[0]
        if match["escape"]:
            pieces.append(token[1])
        elif match["code"]:
            pieces.append(match["inside"].strip())
        elif match["link"]:
            pieces.append(inline(match["shown"]))
        elif match["address"]:
            pieces.append(token[1:-1])
        else:
            before, after = text[max(0, match.start() - 1) : match.start()], text[position : position + 1]
            if token in opened and _can_stand(token, before, after):
                pieces[opened.pop(token)] = ""
                token = ""
            elif _can_stand(token, after, before):
                opened[token] = len(pieces)
            pieces.append(token)
    pieces.append(text[position:])
    return "".join(pieces)


def _can_stand(run: str, inner: str, outer: str) -> bool:
    """Whether marks may stand there: close to what they mark; underscores not within a word, stars not in sums."""
    if not inner or inner.isspace() or inner in "*_":
        return False
    return not (outer.isalnum() if run[0] == "_" else outer.isdigit())
