"""What was done reads as words, in both languages, whatever it was."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.utils.translation import override

from xushi_web.audit.models import Tag
from xushi_web.audit.wording import tag_choices, tag_label

WORDS = {"zh-hans": re.compile(r"[\u4e00-\u9fff]{2,}"), "en": re.compile(r"[A-Z][a-z ()’-]+")}


@pytest.mark.parametrize("language", WORDS)
def test_everything_that_can_be_done_has_words_of_its_own(language: str) -> None:
    with override(language):
        labels = {tag.value: tag_label(tag) for tag in Tag}
        assert {tag: label for tag, label in labels.items() if not WORDS[language].match(label)} == {}
        assert [label for label, times in Counter(labels.values()).items() if times > 1] == []
        assert dict(tag_choices()) == labels


def test_what_an_earlier_version_wrote_is_shown_as_it_is() -> None:
    assert tag_label("ballot:opened") == "ballot:opened"
