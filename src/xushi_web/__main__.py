"""The application on the command line: ``python -m xushi demo`` and its siblings come here."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from xushi_web.project.environment import BadSetting

#: The commands in the order they are listed, with the module that carries each of them out.
COMMANDS = {
    "demo": "demo",
    "run": "run",
    "work": "work",
    "import": "import_files",
    "createadmin": "create_admin",
    "audit": "audit",
    "backup": "backup",
    "restore": "restore",
    "manage": "manage",
}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit status; a bad setting is said in one sentence."""
    parser = argparse.ArgumentParser(prog="xushi", description="序时：从官方文件到公开的进度。", add_help=False)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    given = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xushi_web.project.settings")
    command = importlib.import_module(f"xushi_web.commands.{COMMANDS[given.command]}")
    try:
        return int(command.main(given.rest))
    except BadSetting as error:
        sys.stderr.write(f"{error}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
