from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .test_command_line import run


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without rows: making one takes seconds, so it is made once and copied."""
    folder = tmp_path_factory.mktemp("empty")
    done = run(folder, "manage", "migrate")
    assert done.returncode == 0, done.stderr
    return folder / "xushi.sqlite3"


@pytest.fixture
def tracker(empty_database: Path, tmp_path: Path) -> Path:
    """The data folder of a tracker with nothing in it."""
    folder = tmp_path / "tracker"
    folder.mkdir()
    shutil.copy(empty_database, folder)
    return folder
