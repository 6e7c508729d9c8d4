"""The structural rules of CoNLL-U, as Universal Dependencies state them: level 1, and of level 2 what needs no tree."""

import re
import unicodedata

UPOS = {
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
}  # fmt: skip
UNESCAPED = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r"}


def sentences(text):
    """Each sentence's comments and rows; a blank line ends every one of them."""
    assert text == "" or text.endswith("\n\n")
    for block in text.split("\n\n")[:-1]:
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines[len(comments) :]]
        assert lines[: len(comments)] == comments, "comments stand before the words"
        assert rows, "a sentence has words"
        yield comments, rows


def misc(row):
    pairs = [] if row[9] == "_" else [part.partition("=") for part in row[9].split("|")]
    assert all(key and equals and value for key, equals, value in pairs), row
    assert len({key for key, _, _ in pairs}) == len(pairs), row
    return {key: value for key, _, value in pairs}


def told(comments, key):
    found = [line.partition(" = ")[2] for line in comments if line.startswith(f"# {key} = ")]
    assert len(found) == 1, (key, comments)
    return found[0]


def check_columns(row):
    assert len(row) == 10, row
    for place, column in enumerate(row):
        assert column, row
        assert column == column.strip(), row
        assert "  " not in column, row
        if place not in {1, 2, 9}:
            assert not re.search(r"\s", column), row


def check_ids(rows):
    """Words are numbered from 1; a range stands before its first word, covers two or more, and meets no other."""
    following, covered = 1, 0
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            assert (first, covered < first < last) == (following, True), row
            assert set(row[2:9]) == {"_"}, row
            covered = last
        else:
            assert int(row[0]) == following, row
            following += 1
    assert covered < following


def tokens(rows):
    """The rows that stand for a stretch of the text: ranges, and words outside them."""
    covered = 0
    for row in rows:
        if "-" in row[0]:
            covered = int(row[0].partition("-")[2])
            yield row
        elif int(row[0]) > covered:
            yield row
        else:
            assert not {"SpaceAfter", "SpacesAfter", "TokenRange"} & misc(row).keys(), row


def check(text):
    """Raise `AssertionError` for the first rule that is broken; give the sentences."""
    seen = set()
    found = list(sentences(text))
    for comments, rows in found:
        for line in comments + ["\t".join(row) for row in rows]:
            assert unicodedata.is_normalized("NFC", line), line
        identity = told(comments, "sent_id")
        assert re.fullmatch(r"[^\s/]+", identity)
        assert identity not in seen
        seen.add(identity)
        for row in rows:
            check_columns(row)
            if "-" not in row[0]:
                assert row[3] in UPOS, row
                assert row[6:9] == ["_"] * 3, row
        check_ids(rows)
        spelt = told(comments, "text")
        assert spelt == spelt.strip()
        rest = spelt
        for row in tokens(rows):
            assert rest.startswith(row[1]), (row, rest)
            rest = rest[len(row[1]) :]
            if misc(row).get("SpaceAfter") != "No":
                assert not rest or rest[0].isspace(), (row, rest)
                rest = rest.lstrip()
        assert not rest, rest
    return found


def unescape(blanks):
    return re.sub(
        r"\\u([0-9a-f]{4})|\\[stnr]", lambda match: chr(int(match[1], 16)) if match[1] else UNESCAPED[match[0]], blanks
    )


def spelt_out(found, source):
    """The text that the tokens and the blanks after them make, taken from `source` by their ranges."""
    text = ""
    for _, rows in found:
        for row in tokens(rows):
            more = misc(row)
            start, end = map(int, more["TokenRange"].split(":"))
            assert row[1] == unicodedata.normalize("NFC", source[start:end])
            text += unescape(more.get("SpacesBefore", "")) + source[start:end]
            text += "" if more.get("SpaceAfter") == "No" else unescape(more.get("SpacesAfter", " "))
    return text
