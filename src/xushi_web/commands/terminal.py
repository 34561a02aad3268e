"""What commands say to the person in front of the terminal."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """Print one line about what went wrong."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
