"""Serving the application with gunicorn."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn


def serve(address: str, *, workers: int = 1) -> NoReturn:
    """Become gunicorn at ``host:port``, so that signals are its own. Threads, because pages cost rendering."""
    settings = {
        "--bind": address,
        "--workers": str(workers),
        "--threads": "4",
        "--worker-class": "gthread",
        "--timeout": "120",  # a large file is read while its uploader waits
        "--log-level": "warning",
    }
    options = [part for setting in settings.items() for part in setting]
    server = [sys.executable, "-P", "-m", "gunicorn", "--no-control-socket", *options, "xushi_web.project.wsgi"]
    # Gunicorn puts the current folder first on the path; in the checkout xushi.py would hide the library.
    os.chdir(Path(__file__).parents[2])
    os.execv(sys.executable, server)  # noqa: S606 - no shell
