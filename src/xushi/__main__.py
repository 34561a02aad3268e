"""``python -m xushi``: the library's commands here, all others handed to the application."""

from __future__ import annotations

import sys

from xushi.cli import COMMANDS, main


def run(arguments: list[str]) -> int:
    """Run a command of the library, or hand it to the application if that is installed beside it."""
    given = [argument for argument in arguments if not argument.startswith("-")]
    if not given or given[0] in COMMANDS or arguments[0].startswith("-"):
        return main(arguments)
    from importlib import import_module

    try:
        application = import_module("xushi_web.__main__")
    except ModuleNotFoundError:
        return main(arguments)
    return int(application.main(arguments))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
