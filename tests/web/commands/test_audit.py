from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from .test_command_line import run


def test_the_trail_is_verified_exported_and_a_change_is_named(tracker: Path) -> None:
    run(tracker, "createadmin", "wang")
    whole = run(tracker, "audit", "verify")
    assert (whole.returncode, whole.stdout.splitlines()[-1][:12]) == (0, "整个系统：2 条，完好，")
    exported = run(tracker, "audit", "export", "--since", "2000-01-01", "--government", "-")
    assert [json.loads(line)["tag"] for line in exported.stdout.splitlines()] == ["user:created", "user:appointed"]
    with sqlite3.connect(tracker / "xushi.sqlite3") as database:
        database.execute("DROP TRIGGER audit_entry_kept")
        database.execute("UPDATE audit_auditentry SET actor = 'x' WHERE sequence = 2")
    broken = run(tracker, "audit", "verify")
    assert (broken.returncode, broken.stderr) == (
        1,
        "整个系统：第 2 条记录被改动、删除或插入，其后的记录不可信。\n",
    )


def test_young_entries_are_not_purged(tracker: Path) -> None:
    run(tracker, "createadmin", "wang")
    refused = run(tracker, "audit", "purge", "--before", "2999-01-01")
    assert (refused.returncode, refused.stderr[:20]) == (1, "审计记录至少保存 180 天，不能删除 ")
    assert run(tracker, "audit", "purge").returncode == 0
