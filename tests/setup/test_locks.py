"""The locks: complete, pinned by hash, bound to no index, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from .conftest import ROOT

RUN = (ROOT / "requirements" / "run.lock").read_text(encoding="utf-8")
TEST = (ROOT / "requirements" / "test.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def requirements(lock: str) -> list[str]:
    """Return the requirements of a lock, each with its hashes, on one line."""
    return lock.replace("\\\n", " ").splitlines()


def pins(lock: str) -> set[str]:
    return {line.split(" ")[0] for line in requirements(lock)}


def normal(requirement: str) -> str:
    """Return the normalised name of what `requirement` requires."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


@pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])
def test_every_requirement_is_one_version_with_hashes(lock: str) -> None:
    assert [
        line for line in requirements(lock) if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ] == []


@pytest.mark.parametrize("lock", [RUN, TEST], ids=["run", "test"])
def test_a_lock_names_no_index_so_that_any_mirror_serves_it(lock: str) -> None:
    assert "://" not in lock
    assert "index" not in lock


def test_the_tests_run_with_the_very_versions_of_the_application() -> None:
    assert pins(RUN) <= pins(TEST)


def test_every_dependency_of_the_project_is_locked() -> None:
    locked = {normal(pin) for pin in pins(RUN)}
    assert {normal(dependency) for dependency in PROJECT["dependencies"]} - locked == set()


def test_everything_the_tests_need_is_locked() -> None:
    locked = {normal(pin) for pin in pins(TEST)}
    assert {normal(dependency) for dependency in PROJECT["optional-dependencies"]["test"]} - locked == {"xushi"}


def test_the_packages_that_this_system_needs_are_counted_for_the_progress_line(setup: Any) -> None:
    lock = (
        'django==5.2.19 \\\n    --hash=sha256:aa\ntzdata==2026.6 ; sys_platform == "win32" \\\n    --hash=sha256:bb\n'
    )
    assert setup.locked_packages(lock) == ["django"]
