"""Tables that are made from the code and kept beside it as text, so that a change shows where it is read."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[3]


def hold(path: str, made: str) -> None:
    """Compare the file `path` with what was `made` from the code; write it instead where XUSHI_WRITE_TABLES is set."""
    file = ROOT / path
    if os.environ.get("XUSHI_WRITE_TABLES"):
        file.write_text(made, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if kept != made:
        lines = "\n".join(unified_diff(kept.splitlines(), made.splitlines(), path, "the code", lineterm="", n=0))
        pytest.fail(f"{path} is out of date: XUSHI_WRITE_TABLES=1 python3 xushi.py test tests/web/year\n{lines}")


def modules(name: str) -> Iterator[ModuleType]:
    """Yield the module `name` of every application that has one."""
    for app in settings.INSTALLED_APPS:
        if app.startswith("xushi_web."):
            package = importlib.import_module(app)
            if name in {found.name for found in iter_modules(package.__path__)}:
                yield importlib.import_module(f"{app}.{name}")
