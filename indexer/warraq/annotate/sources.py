"""What a report rests on: the agencies, papers and broadcasters that it names as where it has its news from.

The span is the medium as the text names it (وكالة «رويترز» للأنباء, صحيفة الغد الأردنية), the value its name: what
stands in quotation marks, one spelling for agencies that all know (أ ف ب is فرانس برس), else the words as written. A
medium counts only where news is taken from it: it tells (ذكرت، أفادت، أوردت), it is relied on (نقلا عن، بحسب، وفق
ما نقلته), it is spoken to (في تصريح لقناة ...), or it stands alone in brackets or after المصدر, as newsrooms sign what
they took over. A medium that is itself the news (أغلقت السلطات قناة ...) does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from warraq import lexicon
from warraq.annotate import speech
from warraq.annotate.folded import folded, table
from warraq.annotate.speakers import LETTER
from warraq.fold import fold_text, unfold
from warraq.model import Annotation, Article

_AGENCIES: dict[str, str] = {
    fold_text(alias): names[0]
    for names in (
        ("رويترز", "رويتر", "reuters"),
        ("فرانس برس", "فرنس برس", "فرانسبرس", "أ ف ب", "أ.ف.ب", "أف ب", "afp"),
        ("أسوشيتد برس", "أسوشييتد برس", "أسوشيتدبرس", "أسوشييتدبرس", "أ ب", "أ.ب"),
        ("وكالة الأنباء الألمانية", "د ب أ", "د.ب.أ", "dpa"),
        ("وكالة تونس إفريقيا للأنباء", "وات", "تونس أفريقيا للأنباء", "تونس إفريقيا للأنباء"),
        ("الأناضول",), ("شينخوا",), ("سبوتنيك",), ("تاس", "إيتار تاس"), ("إرنا",), ("سانا",), ("وفا",), ("بترا",),
        ("واس",), ("وام",), ("قنا",), ("كونا",), ("بي بي سي", "bbc"), ("سي إن إن", "cnn"), ("دويتشه فيله", "dw"),
        ("سكاي نيوز عربية",), ("بلومبرغ",), ("يونايتد برس",), ("روسيا اليوم",), ("فرانس 24",),
    )
    for alias in names
}  # fmt: skip
"""Agencies and channels that need no word before their name: folded spelling → the name."""
_ALSO_WORDS = table("وات تاس وفا واس وام قنا كونا سانا بترا إرنا أ ب")
"""Those that are other words too: they count in brackets, or after a word that says what they are."""

_END = rf"(?![{LETTER}])"
_HEAD = "(?:وكاله|وكالات|صحيفه|جريده|قناه|اذاعه|راديو|موقع|مجله|شبكه|تلفزيون|تليفزيون|فضاييه|محطه)"
_KNOWN = "|".join(re.escape(alias) for alias in sorted(_AGENCIES, key=len, reverse=True))
_SURE = "|".join(re.escape(alias) for alias in sorted(set(_AGENCIES) - _ALSO_WORDS, key=len, reverse=True))
_MEDIUM = re.compile(
    rf"(?<![{LETTER}])(?:مراسل[هي]? )?(?P<clitic>(?:و?ل|و)?)(?:(?P<head>{_HEAD}){_END}|[«\"“]?(?P<known>{_SURE}){_END}"
    rf"|(?<=ل)(?P<marked> ?[«\"“][^«»\"“”\n]{{2,40}}[»\"”]))"
)
_SIGNED = re.compile(
    rf"[(/\[] ?(?:{_HEAD} )?(?P<known>{_KNOWN}) ?[)/\]]"
    rf"|(?:^|\n)[{LETTER}]+(?: [{LETTER}]+){{0,2}} ?[-–] ?(?P<line>{_KNOWN}) ?[-–:]"
)

_HEADS = frozenset(_HEAD[3:-1].split("|"))
_A_KNOWN_ONE = re.compile(rf"(?<![{LETTER}])(?:{_KNOWN}){_END}")
_OF_NEWS = re.compile("انباء|اخبار|اعلام|نيوز|برس|اذاعه")
"""One of these is in the name of an agency that gives news: وكالة النهوض بالصناعة gives none."""

_SAY = "(?:ذكر|افاد|اورد|نقل|قال|كشف|نشر|اعلن|بث|كتب|اكد|اضاف|اوضح|اشار|تناقل|تداول|عرض)"
_TRUSTED = re.compile(
    rf"(?:(?<![{LETTER}])(?:"
    rf"[وف]?{_SAY}ت?ه?ا?(?: به| عنه| اليه)?(?: (?:امس|اليوم|ايضا|كذلك|بدورها))?"  # ذكرت, ما نقلته
    r"|[وف]?(?:جاء|ورد) (?:في|علي)|(?:نقلا|استنادا|اعتمادا) (?:عن|الي|علي)|المصدر ?:|ب?حسب|وفق|وفقا|وكانت?)) $"
)
_SPOKEN_TO = re.compile(
    rf"(?<![{LETTER}])(?:(?:ب|ال)?تصريح(?:ات|اته|اتها|ه|ها)?|حديث(?:ه|ها)?|حوار|مقابله|لقاء|مداخله(?: هاتفيه)?"
    rf"|اتصال(?: هاتفي)?|[وف]?(?:صرح|قال|اكد|افاد|اوضح|كشف|بين)ت?)(?: (?!في |من |عن |ان )[{LETTER}]+){{0,5}} $"
)
_WITH = re.compile(r"(?:حوار|مقابله|لقاء|حديث)(?: [^ ،.]+){0,2} (?:مع|علي|عبر) $")
_NEXT = re.compile(rf" ?(?:[«\"“](?P<marked>[^«»\"“”\n]{{2,40}})[»\"”]|(?P<word>[{LETTER}0-9]+))")
_STOPS = (
    (speech.STOPS | speech.COMPLEMENT | frozenset(speech.VERBS))
    | table(
        "في من على إلى عن أو ثم قوله قولها قولهم مفاده مفادها نقلا عليها عليه مساء صباح اليوم مراسلة المملوكة "
        "الناطقة الصادرة التابعة"
    )
) - table("برس")
_FOR_NEWS = table("للأنباء للإعلام للإذاعة للصحافة للأخبار للتلفزيون")
_OF_TODAY = frozenset((" المصري", " روسيا", " الوطن", " لبنان", " البحرين"))
"""Names that go on with اليوم."""
_WORDS = 5
"""How many words a medium's name may have after the word that says what it is."""
_BEFORE = 60
"""How far before a medium it is looked for why it counts, in code points of the folded text."""


def annotate(article: Article, before: tuple[Annotation, ...] = ()) -> Iterator[Annotation]:
    """Give the media that an article has its news from, as often as it says so. They need no earlier annotation."""
    del before
    source = folded(article.text)
    text = source.text
    done = 0
    for start, end, value in sorted([*_named(text), *_signed(text)]):
        if start >= done:
            first, last = unfold(source, start, end)
            known = _AGENCIES.get(value, "")
            written = article.text[slice(*unfold(source, *_place(text, start, end, value)))]
            yield Annotation(first, last, "source", known or " ".join(written.split()))
            done = end


def _place(text: str, start: int, end: int, value: str) -> tuple[int, int]:
    at = text.index(value, start, end)
    return at, at + len(value)


def _signed(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _SIGNED.finditer(text):
        name = "known" if match["known"] else "line"
        yield match.start(name), match.end(name), match[name]


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    """Give the place of each medium that counts, and its name as it stands in the folded text."""
    for match in _MEDIUM.finditer(text):
        start = match.end("clitic")
        if not _counts(text[max(0, match.start() - _BEFORE) : match.start()], match):
            continue
        if match["marked"]:
            name = match["marked"].strip(' «»"“”')
            yield start + len(match["marked"]) - len(match["marked"].lstrip()), match.end(), name
        elif match["known"]:
            yield match.start("known"), match.end("known"), match["known"]
        else:
            end, marked = _name_after(text, match.end())
            phrase = text[start:end]
            known = _A_KNOWN_ONE.search(phrase)
            if end > match.end() and (match["head"] != "وكاله" or marked or known or _OF_NEWS.search(phrase)):
                yield start, end, marked or (known[0] if known else phrase)


def _counts(behind: str, match: re.Match[str]) -> bool:
    """Whether news is taken from a medium, by what stands behind it in the same sentence."""
    behind = re.split(r"[.!?؟\n]", behind)[-1]
    clitic = match["clitic"]
    if clitic.endswith("ل"):
        return _SPOKEN_TO.search(behind) is not None or (not match["marked"] and behind.endswith("وفقا "))
    return _TRUSTED.search(behind) is not None or _WITH.search(behind) is not None


def _name_after(text: str, place: int) -> tuple[int, str]:
    """Give the end of a medium's name that begins at `place` (`place` without one), and what of it stands in marks."""
    marked, end, count = "", place, 0
    while count < _WORDS and (match := _NEXT.match(text, end)):
        word = match["word"]
        if word is None:
            if count:
                break
            marked = match["marked"]
        elif (word in _STOPS and text[place:end] not in _OF_TODAY) or (
            count and not _goes_on(word, marked=bool(marked))
        ):
            break
        end, count = match.end(), count + (word not in _HEADS)  # موقع قناة ...
    return end if count else place, marked


def _goes_on(word: str, *, marked: bool) -> bool:
    """Whether a word may be the second or a later one of a medium's name."""
    if word in _FOR_NEWS or word.startswith("ال"):
        return True
    if word.endswith("ا") and word != "افريقيا" and lexicon.is_noun(word[:-1]):
        return False  # نشرت جريدة الميناء صورا
    return not marked and not word.startswith(("وال", "بال", "لل", "فال", "ووك", "وقن", "وصح")) and word[0] not in "فل"
