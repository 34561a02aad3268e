"""Killed in the middle of requests, nothing acknowledged is lost and nothing is half done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_a_server_killed_five_times_has_all_that_was_acknowledged(tmp_path: Path) -> None:
    environment = {**os.environ, "XUSHI_DATA": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    environment.pop("XUSHI_DATABASE", None)
    command = [sys.executable, "-m", "benchmarks.crash.run", "--kills", "5", "--whole", "2"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert "nothing acknowledged was lost, nothing is half done" in done.stdout, done.stdout + done.stderr
