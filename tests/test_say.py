import string

import pytest

from warraq.say import LANGUAGES, catalogue, say, users_language


def names(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_every_message_can_be_said_in_both_languages_with_the_same_values(key):
    texts = catalogue()[key]
    values = {lang: names(texts[lang]) for lang in LANGUAGES}
    assert values["ar"] == values["en"]
    for lang in LANGUAGES:
        assert say(key, lang, **dict.fromkeys(values[lang], 1)).strip()


@pytest.mark.parametrize(("locale", "language"), [("ar_EG.UTF-8", "ar"), ("en_GB.UTF-8", "en"), ("C", "en")])
def test_the_users_language_is_that_of_the_locale(monkeypatch, locale, language):
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    assert users_language() == language
