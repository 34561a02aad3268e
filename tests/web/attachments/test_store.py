from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from xushi_web.attachments import store


def test_a_file_is_there_whole_and_for_nobody_else(folder: Path) -> None:
    path = store.path_of(store.keep(b"evidence"))
    assert path.read_bytes() == b"evidence"
    assert path.is_relative_to(folder)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["../secret.key", "/etc/passwd", "ab/../../x", "", "ab/" + "g" * 32])
def test_a_name_that_was_not_made_here_leads_nowhere(name: str) -> None:
    with pytest.raises(ValueError, match="not a name of the store"):
        store.path_of(name)


def test_a_process_that_is_killed_before_the_name_leaves_half_a_file_that_is_swept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.keep(b"evidence")
    (half,) = folder.glob("??/*")
    assert half.suffix == ".part"
    assert list(store.older_than(datetime.now(UTC) - timedelta(days=1))) == []
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(half, (long_ago, long_ago))
    assert [path for _name, path in store.older_than(datetime.now(UTC) - timedelta(days=1))] == [half]
