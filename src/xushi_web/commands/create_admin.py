"""``xushi createadmin``: the first account. None exists before."""

from __future__ import annotations

import argparse
import getpass
import importlib
from collections.abc import Sequence

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import complain, say


def main(arguments: Sequence[str]) -> int:
    """Create an administrator with a password made at random, or with one asked for."""
    parser = argparse.ArgumentParser(prog="xushi createadmin", description="建立管理员账号。")
    parser.add_argument("name", nargs="?", default="admin", help="账号，默认 admin")
    parser.add_argument("--ask", action="store_true", help="自己输入口令，而不是随机生成一次性口令")
    given = parser.parse_args(arguments)
    prepare()
    accounts = importlib.import_module("xushi_web.accounts.actions")  # these need Django to be set up
    actors = importlib.import_module("xushi_web.accounts.actors")
    password = getpass.getpass("口令：") if given.ask else None
    try:
        secret = accounts.create_administrator(
            actor=actors.System("createadmin"), username=given.name, password=password
        )
    except actors.NotAllowed as refusal:
        complain(str(refusal))
        return 1
    say(f"已建立管理员“{given.name}”。")
    if not given.ask:
        say(f"一次性口令：{secret}（登录后须立即更改）")
    return 0
