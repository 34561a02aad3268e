from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """The folder of attachments, empty."""
    settings.ATTACHMENTS = tmp_path / "attachments"
    return tmp_path / "attachments"
