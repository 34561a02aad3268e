"""Serving the application with gunicorn."""

from __future__ import annotations

import importlib
import sys

from django.db import connections


def serve(address: str, *, workers: int = 1) -> None:
    """Serve at ``host:port`` until stopped. Threads, because pages cost rendering.

    In this process, where Django is set up already: a second start would take twice as long otherwise.
    """
    settings = {
        "--bind": address,
        "--workers": str(workers),
        "--threads": "4",
        "--worker-class": "gthread",
        "--timeout": "120",  # a large file is read while its uploader waits
        "--log-level": "warning",
    }
    options = [part for setting in settings.items() for part in setting]
    connections.close_all()  # a connection must not be shared with the workers, which are forked from here
    sys.argv = ["gunicorn", "--no-control-socket", *options, "xushi_web.project.wsgi"]
    importlib.import_module("gunicorn.app.wsgiapp").run()
