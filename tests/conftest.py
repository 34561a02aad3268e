"""What several test packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real documents: `shared` beside the checkout, or what XUSHI_SHARED says."""
    folder = Path(os.environ.get("XUSHI_SHARED") or Path(__file__).parents[2] / "shared")
    if not (folder / "documents").is_dir():
        pytest.skip(f"the real documents are not there: {folder / 'documents'}")
    return folder


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take a minute by themselves first: begun last, they leave the other cores without work."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
