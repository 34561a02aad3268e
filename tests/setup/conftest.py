"""A checkout in a temporary folder and programs that only pretend to run: set-up without a network."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, Self

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = "django==5.2.19 \\\n    --hash=sha256:aa\nbabel==2.18.0 \\\n    --hash=sha256:bb\n"


class Programs:
    """Stands in for the module `subprocess`: keeps the commands, makes what `venv` makes, answers as it is told."""

    PIPE, STDOUT, DEVNULL = subprocess.PIPE, subprocess.STDOUT, subprocess.DEVNULL
    CalledProcessError = subprocess.CalledProcessError

    def __init__(self, series: str) -> None:
        self.series = series
        self.commands: list[str] = []
        self.variables: list[dict[str, str]] = []
        #: Exit status of every command that contains the key.
        self.status: dict[str, int] = {}
        #: What pip prints.
        self.output: list[str] = []
        #: What every other command prints.
        self.answer = ""
        self.stdout: list[str] = []
        self.returncode = 0

    def run(self, command: Sequence[Any], **options: Any) -> subprocess.CompletedProcess[str]:
        """Pretend to run `command`."""
        text = self._note(command, options)
        if " -m venv " in text:
            folder = Path(command[-1])
            (folder / "lib" / f"python{self.series}" / "site-packages").mkdir(parents=True, exist_ok=True)
            (folder / "bin").mkdir(exist_ok=True)
            (folder / "bin" / "python").touch()
            (folder / "xushi-unfinished").unlink(missing_ok=True)
        return subprocess.CompletedProcess(list(command), self._status(text), self.answer, "")

    def Popen(self, command: Sequence[Any], **options: Any) -> Self:  # noqa: N802 - the name it stands in for
        """Pretend to start `command`."""
        self.returncode = self._status(self._note(command, options))
        self.stdout = self.output
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def _note(self, command: Sequence[Any], options: dict[str, Any]) -> str:
        text = " ".join(map(str, command))
        self.commands.append(text)
        self.variables.append(options.get("env") or {})
        return text

    def _status(self, text: str) -> int:
        return next((status for part, status in self.status.items() if part in text), 0)


def load_setup() -> ModuleType:
    """Load xushi.py as a module, under a name that does not hide the package it sets up."""
    specification = importlib.util.spec_from_file_location("xushi_setup", ROOT / "xushi.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """xushi.py, made to believe that it lies in a checkout of its own and that the base Python has pip."""
    for name in ("XUSHI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "XUSHI_WHEELS", "XUSHI_TEST_POSTGRES", "CI"):
        monkeypatch.delenv(name, raising=False)
    module: Any = load_setup()
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "base_python", lambda: "/usr/bin/python3")
    monkeypatch.setattr(module, "has_module", lambda name: name == "pip")
    (tmp_path / "requirements").mkdir()
    for job in ("run", "test"):
        (tmp_path / "requirements" / f"{job}.lock").write_text(LOCK, encoding="utf-8")
    (tmp_path / "src").mkdir()
    return module


@pytest.fixture
def programs(setup: Any, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """The programs that xushi.py starts, none of which really run."""
    stand_in = Programs(setup.PYTHON_SERIES)
    monkeypatch.setattr(setup, "subprocess", stand_in)
    return stand_in


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that xushi.py became. It ends there, as a process does that becomes another."""
    commands: list[list[str]] = []

    def become(_program: object, command: list[str]) -> None:
        commands.append(command)
        sys.exit(0)

    monkeypatch.setattr(os, "execv", become)
    return commands
