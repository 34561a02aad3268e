"""Killed in the middle of actions and of requests, nothing acknowledged is lost and nothing is half done."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[3]


def run(folder: Path, *module: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XUSHI_")}
    environment |= {"XUSHI_DATA": str(folder), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def folder(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Path:  # noqa: ARG001 - makes the tables
    """A data folder with the tables that the tests have already made, where they are SQLite's."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            with closing(sqlite3.connect(tmp_path / "xushi.sqlite3")) as copy:
                connection.connection.backup(copy)
    return tmp_path


def test_whoever_dies_before_any_step_of_an_action_leaves_nothing_of_it(folder: Path) -> None:
    done = run(folder, "tests.web.year.dying")
    assert done.returncode == 0, done.stderr
    died = json.loads(done.stdout)
    assert len(died) == 10
    assert min(died.values()) >= 6  # each writes its row, the chain twice, the entry, and commits


@pytest.mark.slow
def test_a_server_killed_five_times_has_all_that_was_acknowledged(tmp_path: Path) -> None:
    done = run(tmp_path, "benchmarks.crash.run", "--kills", "5", "--whole", "2")
    assert "nothing acknowledged was lost, nothing is half done" in done.stdout, done.stdout + done.stderr
