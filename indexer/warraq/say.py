"""Every string a user sees, in Arabic and English.

One JSON file a room in `messages/`: `{"key": {"ar": "...", "en": "..."}}`. A key is asked for with its room's name
before it: `read.empty_text`.
"""

from __future__ import annotations

import json
import locale
import os
from functools import cache
from importlib.resources import files

LANGUAGES = ("ar", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every message by its full key, `room.name`.

    Raises `ValueError` where a message lacks one of the languages.
    """
    messages: dict[str, dict[str, str]] = {}
    for file in sorted(files("warraq").joinpath("messages").iterdir(), key=lambda entry: entry.name):
        room = file.name.removesuffix(".json")
        for key, texts in json.loads(file.read_text(encoding="utf-8")).items():
            if set(texts) != set(LANGUAGES):
                raise ValueError(f"messages/{file.name}: {key} must have {' and '.join(LANGUAGES)}")
            messages[f"{room}.{key}"] = texts
    return messages


def say(key: str, lang: str, **values: object) -> str:
    """Give the message in the language asked for, with its `{values}` filled in."""
    return catalogue()[key][lang].format(**values)


def users_language() -> str:
    """Arabic where the user's locale is Arabic, English elsewhere."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "ar" if os.environ[name].startswith("ar") else "en"
    return "ar" if (locale.getlocale()[0] or "").startswith(("ar", "Arabic")) else "en"
