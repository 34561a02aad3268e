"""Translations are compiled when, and only when, their source is newer."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import Any

import pytest

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "第 {item} 项没有牵头单位"
msgstr "item {item} has no lead unit"

#, fuzzy
msgid "单位"
msgstr "a guess"
"""


@pytest.fixture
def source(setup: Any) -> Path:
    folder: Path = setup.ROOT / "src" / "xushi_web" / "portal" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    path = folder / "django.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_a_catalogue_that_was_never_compiled_is_outdated(setup: Any, source: Path) -> None:
    assert setup.outdated_catalogues(setup.ROOT) == [source]


def test_a_compiled_catalogue_is_up_to_date_until_its_source_changes(setup: Any, source: Path) -> None:
    setup.write_catalogues([str(source)])
    compiled = source.with_suffix(".mo")
    assert setup.outdated_catalogues(setup.ROOT) == []
    os.utime(source, ns=(0, compiled.stat().st_mtime_ns + 1))
    assert setup.outdated_catalogues(setup.ROOT) == [source]


def test_a_compiled_catalogue_translates_and_leaves_guesses_out(setup: Any, source: Path) -> None:
    setup.write_catalogues([str(source)])
    english = gettext.translation("django", source.parents[2], languages=["en"])
    assert english.gettext("第 {item} 项没有牵头单位") == "item {item} has no lead unit"
    assert english.gettext("单位") == "单位"
    assert [path.name for path in source.parent.iterdir() if ".partial" in path.name] == []


def test_a_start_with_a_changed_catalogue_compiles_it_and_installs_nothing(
    setup: Any, programs: Any, source: Path
) -> None:
    environment = setup.Environment(setup.ROOT, "run")
    environment.prepare()
    programs.commands.clear()
    environment.prepare()
    assert [command.split()[2:] for command in programs.commands] == [["write-catalogues", str(source)]]
