"""The one entrance to all commands: ``python -m xushi``."""

from __future__ import annotations

import pytest

from xushi import __main__ as entrance
from xushi_web import __main__ as application


def test_the_page_of_commands_names_every_command_of_the_application() -> None:
    assert set(entrance.APPLICATION_COMMANDS) == set(application.COMMANDS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_command_the_page_of_commands_is_shown(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUSHI_LANGUAGE", language)

    code = entrance.run([])

    assert code == 2
    shown = capsys.readouterr().out
    assert all(command in shown for command in (*entrance.APPLICATION_COMMANDS, "read", "check", "targets", "render"))


def test_an_unknown_command_is_named_and_the_known_ones_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XUSHI_LANGUAGE", "zh")

    code = entrance.run(["frobnicate"])

    assert code == 2
    assert capsys.readouterr().err.startswith("没有“frobnicate”这个命令。\n\n序时：")
