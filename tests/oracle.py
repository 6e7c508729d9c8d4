"""Search by brute force over plain lists: slow, short, and the definition that every engine is held against.

It shares with the engines what is upstream of them (the query's tree, tokens, stems) and nothing of how they search.
"""

import math
import re
from collections import Counter
from functools import cache
from itertools import pairwise

from warraq.model import LEVELS, NAMES
from warraq.rules import RULES
from warraq.search.periods import period
from warraq.search.postings import TITLE
from warraq.search.tokens import Token, title_words, tokens
from warraq.search.vocabulary import typed_so
from warraq.sounds import alike, is_key
from warraq.stem import stem
from warraq.variants import key
from warraq.words import forms

UNIT, NEVER = 1024, 9


class Oracle:
    def __init__(self, leaves, analyse, reports=None, sets=(), *, dictionaries=True):
        self.sets = [[key(word) for word in words] for words in sets]
        self.key = cache(self.key)
        self.leaves = list(leaves)
        self.reports = reports or {}
        self.analyse = analyse
        self.dictionaries = dictionaries  # without them nothing is known of words that the archive does not have
        self.text = [tokens(leaf) for leaf in self.leaves]
        self.words = [
            text + [Token(f, t, TITLE + at, 1, 0, 0) for at, (f, t) in enumerate(title_words(leaf.article))]
            for text, leaf in zip(self.text, self.leaves, strict=True)
        ]
        self.often = Counter(token.form for words in self.words for token in words)
        self.forms = set(self.often)
        self.written = {typed_so(token.form, token.typed) for words in self.words for token in words}
        self.mean = max(sum(map(self.length, range(len(self.leaves)))), 1) / max(len(self.leaves), 1)

    def length(self, number):
        last = self.text[number][-1] if self.text[number] else None
        words = (last.position + last.width if last else 0) + len(title_words(self.leaves[number].article))
        unit = 2 ** max(int(math.log2(words or 1)) - 3, 0)
        return math.ceil(words / unit) * unit

    # A word and a form

    def key(self, form):
        """The spelling that variants share: by the rules, then the first of the publisher's set, clitics apart."""
        form, rules = key(form), RULES["variants"]
        clitics = [c + p for c in ("", *rules["conjunctions"]) for p in ("", *rules["prefixes"])]
        ways = [
            (len(clitic), clitic + words[0])
            for clitic in clitics
            for words in self.sets
            if form in [clitic + word for word in words]
        ]
        return min(ways)[1] if ways else form

    def lemmas(self, form, place):
        return self.told(form, place) if self.dictionaries or form in self.forms else set()

    def told(self, form, place):
        names = {*self.analyse(form)[place], *self.analyse(self.key(form))[place]}
        return names | {self.key(name) for name in names} if place == 0 else names

    def stems(self, form):
        return {self.light(form, self.lemmas(form, 0)), self.light(self.key(form), self.lemmas(form, 0))}

    def named(self, word, lemmas):
        """Of a word's lemmas those that it may have; written with ة it has none that ask for a pronoun there."""
        form = word.replace("ة", "ه")
        lemmas = {lemma for lemma in lemmas if not is_key(lemma)}
        if word != form and (self.dictionaries or form in self.forms):
            firm = self.told(word, 0) | self.told(re.sub("ه$", "ة", self.key(form)), 0)
            if lemmas and firm:
                return lemmas - (self.lemmas(form, 0) - firm) or lemmas
        return lemmas

    def light(self, form, lemmas):
        """The light stem; an article that the lemmas have too is kept."""
        lemmas = {lemma for lemma in lemmas if not is_key(lemma)}
        if "ال" in form and lemmas and all(lemma.startswith("ال") for lemma in lemmas):
            return "ال" + stem(form.partition("ال")[2].removeprefix("ال"))
        return stem(form)

    def asked(self, word, place):
        """The lemmas (0) or roots (1) of a query word."""
        known = {name for form in self.forms for name in self.lemmas(form, place)}
        return self.lemmas(word, place) | (known & {word, self.key(word)})

    def link(self, word, written):
        """The strictest level that links a query word with a word of the archive, and the weight of that.

        Both are folded, but for a last ة that they are written with.
        """
        form = written.replace("ة", "ه")
        theirs = self.named(written, self.lemmas(form, 0))
        mine, word = self.named(word, self.asked(word.replace("ة", "ه"), 0)), word.replace("ة", "ه")
        if word == form:
            return 1, UNIT
        if self.key(word) == self.key(form):
            return 1, 973
        if self.stems(word) & self.stems(form) and (not mine or not theirs or mine & theirs):
            return 2, 717
        heard = {lemma for lemma in self.lemmas(word, 0) & self.lemmas(form, 0) if is_key(lemma)}
        if mine & theirs or (heard and alike(word, form)):
            return 3, 512
        if self.asked(word, 1) & self.lemmas(form, 1):
            return 4, 307
        return NEVER, 0

    def head(self, form):
        glued = [p for p in RULES["stem"]["prefixes"] if form.startswith(p) and len(form) - len(p) >= 2]
        return form.removeprefix(max(glued, key=len, default=""))[:1]

    def likeness(self, word, form):
        grams = [{f"^{one}$"[at : at + 4] for at in range(max(1, len(one) - 1))} for one in (word, form)]
        shared, sizes = len(grams[0] & grams[1]), len(grams[0]) * len(grams[1])
        if word.isdigit() or shared * shared * 100 < 9 * sizes or self.head(word) != self.head(form):
            return 0
        return math.floor(shared * shared / sizes * UNIT + 0.5)

    def known(self, word):
        return any(self.link(word, written)[1] for written in self.written)

    def nearest(self, word):
        alike = {form: self.likeness(word, form) for form in sorted(self.forms)}
        best = sorted((form for form in alike if alike[form]), key=lambda form: -alike[form])[:4]
        return {form: alike[form] for form in best}

    def joint(self, word):
        """The two halves of a word that is a compound which people write in one or in two; none for another."""
        for first, at in RULES["compounds"]["cut"].items():
            if word.startswith(first) and len(word) - at >= 3:
                return [word[:at], word[at:]]
        return None

    def wholes(self, nodes):
        """The compounds of the archive that two words side by side make."""
        for one, other in pairwise(nodes):
            if (
                one["op"] == other["op"] == "word"
                and "level" not in {**one, **other}
                and other["start"] == one["end"] + 1
            ):
                word = one["word"] + other["word"]
                if self.joint(word) == [one["word"], other["word"]] and word in self.forms:
                    yield {"op": "word", "word": word, "typed": word, "start": one["start"], "end": other["end"]}

    def apart(self, node):
        """A node with both readings of words that are, or may be, written as one."""
        if node["op"] == "word" and "level" not in node:
            return self.apart_word(node)
        if node["op"] == "phrase":
            whole = [*self.wholes(node["words"])] if len(node["words"]) == 2 else []
            return {"op": "any", "of": [node, *whole]} if whole else node
        if node["op"] == "not":
            return {**node, "of": self.apart(node["of"])}
        made = {part: [self.apart(one) for one in node[part]] for part in ("of", "rank") if part in node}
        for part in made:
            if part == "rank" or node["op"] == "any":
                made[part] += self.wholes(node[part])
        return {**node, **made}

    def apart_word(self, node):
        word, place = node["word"], {"start": node["start"], "end": node["end"]}

        def made(halves):
            nodes = [{"op": "word", "word": half, "typed": half, **place} for half in halves]
            return {"op": "any", "of": [node, {"op": "phrase", "words": nodes, **place}]}, nodes

        halves = self.joint(word)
        if halves and self.forms.issuperset(halves):
            return made(halves)[0]
        cuts = [(min(self.often[word[:at]], self.often[word[at:]]), -at) for at in range(2, len(word) - 1)]
        common, at = max(cuts, default=(0, 0))
        if not common or self.known(typed_so(word, node["typed"])):
            return node
        read, halves = made((word[:-at], word[-at:]))
        return {**read, "rank": halves}

    def weight(self, node, token, level):
        """What an occurrence counts, and the level at which it makes its article a hit."""
        if node["op"] == "wildcard":
            pattern = re.escape(node["pattern"]).replace(r"\*", ".*").replace(r"\?", ".")
            return (UNIT, 0) if re.fullmatch(pattern, token.form) else (0, NEVER)
        word, form = node["word"], token.form
        asked = typed_so(word, node["typed"])
        found, weight = self.link(asked, typed_so(form, token.typed))
        if "level" in node:
            return (weight, 0) if found <= LEVELS.index(node["level"]) else (0, NEVER)
        if word == form and token.typed == node["typed"]:
            found = 0
        weight = weight if found <= level else 0
        if level >= 3 and not self.known(asked):
            weight = self.nearest(word).get(form, 0)
        return weight, found

    # An article

    def phrase(self, node, number, level):
        """Every way through the article's words that spells the phrase."""

        def same(word, token):
            if level == 0:
                return token.form == word["word"] and token.typed == word["typed"]
            return self.key(token.form) == self.key(word["word"])

        ways = [[token] for token in self.words[number] if same(node["words"][0], token)]
        for word in node["words"][1:]:
            ways = [
                [*way, token]
                for way in ways
                for token in self.words[number]
                if token.position == way[-1].position + way[-1].width and same(word, token)
            ]
        return ways

    def near(self, node, number, level):
        found = []
        places = [
            [token for token in self.words[number] if self.weight(word, token, level)[1] <= level]
            for word in node["words"]
        ]
        for token in places[0]:
            close = [[t for t in more if abs(t.position - token.position) <= node["within"]] for more in places[1:]]
            if all(close):
                found.append([token, *(t for more in close for t in more)])
        return found

    def holds(self, node, number, level):  # noqa: PLR0911 - one line a kind of node
        article = self.leaves[number].article
        match node["op"]:
            case "word" | "wildcard":
                return any(self.weight(node, token, level)[1] <= level for token in self.words[number])
            case "phrase":
                return bool(self.phrase(node, number, level))
            case "near":
                return bool(self.near(node, number, level))
            case "all":
                return all(self.holds(part, number, level) for part in node["of"])
            case "any":
                return any(self.holds(part, number, level) for part in node["of"])
            case "not":
                return not self.holds(node["of"], number, level)
            case "date":
                days = period(article.date)
                return days is not None and days[1] >= node["from"] and days[0] <= node["to"]
            case "field":
                values = {"source": [article.source]}.get(node["field"], [article.meta.get(node["field"], "")])
                if node["field"] in NAMES:
                    values = [note.value for note in self.leaves[number].annotations if note.kind == node["field"]]
                return any(set(node["words"]) <= set(forms(value)) for value in values if value)
        return node["op"] == "everything"

    # The archive

    def terms(self, node):
        """The nodes words are looked for with."""
        if node["op"] in {"word", "phrase", "near", "wildcard"}:
            yield node
        elif node["op"] in {"all", "any"}:
            for part in (*node["of"], *node.get("rank", ())):
                yield from self.terms(part)

    def occurrences(self, node, number, level):
        """Position and weight of each occurrence of a term."""
        if node["op"] == "phrase":
            return [(at, UNIT) for at in sorted({way[-1].position for way in self.phrase(node, number, level)})]
        if node["op"] == "near":
            return [(at, UNIT) for at in sorted({way[0].position for way in self.near(node, number, level)})]
        weighed = ((t.position, self.weight(node, t, level)[0]) for t in self.words[number])
        return [(position, weight) for position, weight in weighed if weight]

    def bm25(self, counts, everywhere, number):
        df = sum(min(1.0, count) for count in everywhere)
        tf = counts[number]
        idf = math.log(1 + (len(self.leaves) - df + 0.5) / (df + 0.5))
        return idf * 2.2 * tf / (tf + 1.2 * (0.5 + 0.5 * self.length(number) / self.mean))

    def scores(self, tree, level, found):
        scores = dict.fromkeys(found, 0.0)
        terms = sorted(self.terms(tree), key=lambda term: (term["start"], term["end"]))
        numbers = range(len(self.leaves))
        places = [[self.occurrences(node, n, level) for n in numbers] for node in terms]

        def counted(occurrences, unit):
            return [sum(w * (2 if at >= TITLE else 1) for at, w in one) / unit for one in occurrences]

        for node, occurrences in zip(terms, places, strict=True):
            named = [word["word"] for word in node.get("words", [node])] if "pattern" not in node else []
            letters = len(node.get("pattern", "")) + sum(
                len(word) * 4 ** bool(re.fullmatch("[0-9]+", word)) for word in named
            )
            counts = counted(occurrences, UNIT)
            for number in found:
                scores[number] += math.sqrt(letters) * self.bm25(counts, counts, number)
        for at in range(len(terms) - 1):
            if terms[at]["op"] == terms[at + 1]["op"] == "word":
                for factor, distances in ((0.2, [1]), (0.4, [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5])):
                    pairs = [
                        [(a, u * v) for a, u in places[at][n] for b, v in places[at + 1][n] if b - a in distances]
                        for n in numbers
                    ]
                    counts = counted(pairs, UNIT * UNIT)
                    for number in found:
                        scores[number] += factor * self.bm25(counts, [counts[n] for n in found], number)
        return scores

    def found(self, node, number, level):
        """Every token that answers a term, with the level at which it does."""
        if node["op"] == "phrase":
            for way in self.phrase(node, number, level):
                yield from ((t, int(t.typed != word["typed"])) for word, t in zip(node["words"], way, strict=True))
        elif node["op"] == "near":
            for way in self.near(node, number, level):
                yield from ((t, min(self.weight(word, t, level)[1] for word in node["words"])) for t in way)
        else:
            for t in self.text[number]:
                found = self.weight(node, t, level)[1]
                if found <= level:
                    same = (t.form, t.typed) == (node.get("word"), node.get("typed"))
                    yield t, 0 if same else LEVELS.index(node["level"]) if "level" in node else found

    def spans(self, tree, number, level):
        """The offsets in the text that are marked; a stricter level keeps others from overlapping its own."""
        marked = {}
        for node in self.terms(tree):
            for token, found in self.found(node, number, level):
                if token.position < TITLE:
                    span = token.start, token.end
                    marked[span] = min(found, marked.get(span, found))
        covered = set()
        for strict in range(len(LEVELS)):
            fits = [set(range(*span)) for span, found in marked.items() if found == strict]
            covered |= set().union(*(span for span in fits if not span & covered))
        return sorted(covered)

    def together(self, numbers):
        """Lists of articles, those of one report in one list, in order of the first of each."""
        lists = {}
        for number in numbers:
            identity = self.leaves[number].article.id
            lists.setdefault(("report", self.reports[identity]) if identity in self.reports else identity, []).append(
                number
            )
        return list(lists.values())

    def search(self, query, order="relevance"):
        """Total, counts by level, how many articles, and all hits as (id, score, covered offsets, ids of copies)."""
        level = LEVELS.index(query.level)
        tree = self.apart(query.tree)
        numbers = range(len(self.leaves))
        together = self.together if query.collapse else lambda found: [[number] for number in found]
        held = [[n for n in numbers if self.holds(tree, n, at)] for at in range(len(LEVELS))]
        counts = {name: len(together(found)) for name, found in zip(LEVELS, held, strict=True)}
        found = [number for number in numbers if self.holds(tree, number, level)]
        scores = self.scores(tree, level, found)

        def place(number):
            day = (period(self.leaves[number].article.date) or (0, 0))[0] if order == "date" else 0
            return -day, -round(scores[number], 10), self.leaves[number].article.id

        names = [leaf.article.id for leaf in self.leaves]
        hits = [
            (names[best], scores[best], self.spans(tree, best, level), [names[copy] for copy in copies])
            for best, *copies in together(sorted(found, key=place))
        ]
        return len(hits), counts, len(found), hits
