"""The second language of the library: Chinese sentences are the keys, translations live in ``locale/``."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("xushi", LOCALE, languages=[language], fallback=True)


def translated(sentence: str, language: str) -> str:
    """Return `sentence` (Chinese) in `language`; a sentence without a translation stays as it is."""
    if language.startswith("zh") or not sentence:
        return sentence
    return _catalogue(language).gettext(sentence)
