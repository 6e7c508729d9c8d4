"""The words of reported speech in folded Arabic: verbs that say, what introduces their complement, what ends a name."""

from __future__ import annotations

from warraq.annotate.folded import table
from warraq.annotate.months import WEEKDAYS

_PERFECT = table(
    "قال أضاف أوضح أكد تابع صرح ذكر أعلن كتب شدد أشار لفت نفى اعتبر رأى واصل استطرد علق رد تساءل هتف صاح حذر "
    "دعا طالب أفاد كشف أدلى زعم ادعى أقر اعترف نوه أبرز أردف استدرك جدد توعد هدد تعهد غرد أقسم سأل أجاب همس "
    "حكى تمنى أعرب ختم اختتم استهل أخبر نبه ألمح أورد تعجب صرخ خاطب استنكر انتقد أوصى رجح توقع جزم"
)
_IMPERFECT = table(
    "يقول يضيف يوضح يؤكد يتابع يصرح يذكر يعلن يكتب يشدد يشير يلفت ينفي يعتبر يرى يواصل يستطرد يعلق يرد يتساءل "
    "يهتف يصيح يحذر يدعو يطالب يفيد يكشف يزعم يدعي يقر يعترف ينوه يبرز يردف يستدرك يجدد يهدد يتعهد يغرد يقسم "
    "يسأل يجيب يهمس يروي يحكي يتمنى يعرب يختم يخبر ينبه يصرخ يتوقع يرجح يشرح يفسر"
)


def _persons(perfect: str) -> set[str]:
    """He, she, they of a verb in the past: نفي → نفت, دعا → دعت, قال → قالوا."""
    stem = perfect[:-1] if perfect[-1] in "يا" else perfect
    return {perfect, stem + "ت", stem + "وا", perfect + "ا", stem + "تا"}


_PAST = {form for verb in _PERFECT for form in _persons(verb)}
_NOW = {first + verb[1:] for verb in _IMPERFECT for first in "يت"} | {verb + "ون" for verb in _IMPERFECT}
_BARE = frozenset(_PAST | _NOW)
_TO_SOMEONE = {
    verb + pronoun
    for verb in (
        "سال",
        "سالت",
        "اجاب",
        "اجابت",
        "اخبر",
        "اخبرت",
        "خاطب",
        "ذكر",
        "قال",
        "قالت",
        "اكد",
        "اكدت",
        "اعلن",
        "اعلنت",
    )
    for pronoun in ("ه", "ها", "هم", "ني", "نا", "ته", "تها")
}
VERBS: dict[str, str] = {
    **{conjunction + form: conjunction for conjunction in "وف" for form in _BARE | _TO_SOMEONE},
    **dict.fromkeys(_BARE | _TO_SOMEONE, ""),
}
"""Folded form of a verb of saying → the conjunction it carries."""

NAMES_TOO = table("رد ختم علق جدد ورد رجح كتب كتبت رأى يرى ترى كشف ذكر دعت أقر علقت")
"""Verbs of saying that are more often another word: they say only before a colon or a complement."""

RELAYS: dict[str, str] = {
    **dict.fromkeys(table("نقل نقلت ونقلت ونقل ينقل تنقل وتنقل وينقل"), "عن"),
    **dict.fromkeys(table("نسب نسبت ونسبت ونسب ينسب تنسب وتنسب وينسب"), "الي"),
}
"""Verbs of passing on, and the preposition that who speaks follows."""

FROM = table("النائب نائب النائبة نائبة المسؤول مسؤول المسؤولة مسؤولة صادر صادرة الصادر الصادرة عضو العضو ممثل الممثل")
"""Words that عن belongs to: النائب عن الدائرة, بيان صادر عن الوزارة."""

PARTICIPLES = table(
    "قائلا قائلة قائلين مضيفا مضيفة موضحا موضحة مؤكدا مؤكدة مشيرا مشيرة لافتا لافتة معتبرا معتبرة متابعا "
    "متابعة مشددا مشددة مبينا مبينة محذرا محذرة مستدركا مستطردا مردفا معلقا معلقة منوها منوهة مصرحا متسائلا "
    "متسائلة كاتبا بالقول بقوله بقولها قوله قولها قولهم معلنا معلنة مبرزا مبرزة نافيا نافية داعيا داعية مذكرا "
    "مذكرة معربا معربة بتأكيده"
)
"""What says on behalf of the sentence's own speaker."""

COMPLEMENT = table(
    "أن إن أنه أنها أنهم أننا أنني أني إنه إنها إنهم إننا إنني إني بأن بأنه بأنها بأنهم بأننا أنهما إنهما "
    "بأنهما لأن كأن أنا فإن فإنه فإنها فإنهم"
)
"""Words that open what is said."""

_ADVERBS = table(
    "أمس اليوم غدا خلال عبر عقب إثر ردا تعليقا حول بشأن عن إلى على لدى مع منذ ضمن حسب وفق وفقا بعد قبل أثناء "
    "عند عندما فيما بينما حيث هذه هذا ذلك ذات قد لقد وقد الذي التي الذين اللذان وهو وهي وهم كما لما إذ حين "
    "حينما بعدما قبيل بعيد مساء صباح عشية ظهر فجر ليلة يوم تحت أمام خصوصا خاصة أيضا كذلك بدوره بدورها ثم لكن "
    "ولكن لو هل ماذا لماذا كيف ما لا لم لن ليس سوف بل بمناسبة بخصوص سابقا لاحقا حرفيا"
)
STOPS = frozenset(_ADVERBS | COMPLEMENT | PARTICIPLES | {name for name in WEEKDAYS if name.startswith("ال")})
"""Words that end a speaker's name."""

SKIPPED = table(
    "به بها فيه لي له لها لهم لنا أيضا كذلك بدوره بدورها لاحقا أمس اليوم حينها آنذاك ساخرا غاضبا مبتسما عنه عنها عليه"
)
"""Words between a verb and its subject."""

TOLD_TO = table(
    "لوكالة لقناة لصحيفة لجريدة لإذاعة لموقع لمراسل لمراسلنا لبرنامج لراديو لشبكة لمجلة لوسائل للصحفيين "
    "للصحافيين للإعلاميين للقناة للوكالة للجوهرة للأناضول لرويترز للتلفزيون لفرانس للجزيرة لمراسلة لمندوب "
    "للموقع للإذاعة للصحافة للصحيفة لشبكات"
)
"""Whom the words were said to: no part of the name."""

UTTERANCES = table(
    "بيان تصريح تصريحات مؤتمر حديث حديثه حديثها مقابلة كلمة كلمته كلمتها تغريدة لقاء حوار اتصال تدوينة خطاب "
    "خطابه رسالة رسالته وقت ختام نص تقرير مداخلة برنامج حسابه صفحته سياق هذا المقابل مستهل افتتاح إطار الوقت "
    "المناسبة البداية النهاية السياق"
)
"""After في they tell where something was said."""

KIN = table(
    "أمه أمها أباه أباها أخاه أخاها "
    "لأمه لأبيه لأخيه لزوجته لابنه لابنته لأصدقائه لصديقه لتلاميذه لطلابه لأنصاره لجمهوره لمستمعيه لقرائه لزملائه "
    "لأولاده لأهله لجاره"
)
"""Whom one asks or tells; folded ة and the pronoun are one, so they are listed."""

ASKED = table("طلب طلبت طلبوا رفض رفضت رفضوا فضل فضلت فضلوا اشترط اشترطت")
"""Verbs after a comma that tell of the speaker: مسؤول، طلب عدم ذكر اسمه."""

BY = table("بحسب حسب وبحسب وحسب")
"""According to, before a name."""

TITLED = table(
    "رواية كتاب فيلم مسلسل صحيفة جريدة قناة برنامج مسرحية أغنية عنوان بعنوان شعار اسم باسم وسم هاشتاغ هاشتاق "
    "مجلة موقع وكالة حزب تنظيم جماعة حركة قصيدة ديوان مهرجان شركة مؤسسة كلمة عبارة مصطلح لقب بلقب جائزة بطولة "
    "كأس مدينة قوات مبادرة حملة معرض ألبوم فرقة شريط ملتقى جمعية منظمة فندق مطعم مشروع إذاعة راديو صفحة كلية "
    "مدرسة سورة حديقة مسابقة دورة مسجد يسمى تسمى يدعى تدعى المسمى المسماة الملقب المعروف سماه سماها أسماه "
    "الرواية الفيلم المسلسل لافتة لافتات عملية قانون فصل مقال مقالة دراسة"
)
"""What stands before the name of a work, a body or a slogan."""
