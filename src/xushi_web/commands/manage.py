"""``xushi manage …``: Django's own commands, for those who look after the installation."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Hand the arguments to Django."""
    execute_from_command_line(["xushi manage", *arguments])
    return 0
