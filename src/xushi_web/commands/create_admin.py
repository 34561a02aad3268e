"""``xushi createadmin``: the first accounts. None exists before."""

from __future__ import annotations

import argparse
import getpass
import importlib
from collections.abc import Sequence

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import complain, say


def main(arguments: Sequence[str]) -> int:
    """Create an account and give it a post: the office's unless another is named."""
    parser = argparse.ArgumentParser(prog="xushi createadmin", description="建立最初的账号：督查室，或三员之一。")
    parser.add_argument("name", nargs="?", default="admin", help="账号，默认 admin")
    posts = ("office", "system", "security", "audit")
    parser.add_argument(
        "--post",
        choices=posts,
        default="office",
        help="岗位：office 督查室（默认）、system 系统管理员、security 安全管理员、audit 审计管理员",
    )
    parser.add_argument("--government", help="督查室所属的政府，如“清源市”；不写则管理本站所有政府")
    parser.add_argument("--ask", action="store_true", help="自己输入口令，而不是随机生成一次性口令")
    given = parser.parse_args(arguments)
    prepare()
    accounts = importlib.import_module("xushi_web.accounts.actions")  # these need Django to be set up
    actors = importlib.import_module("xushi_web.accounts.actors")
    models = importlib.import_module("xushi_web.accounts.models")
    agencies = importlib.import_module("xushi_web.agencies.actions")
    password = getpass.getpass("口令：") if given.ask else None
    if password is not None and (wrong := _wrong_with(password)):
        complain(wrong)
        return 1
    actor, post = actors.System("createadmin"), models.Post(given.post)
    if given.government and post is not models.Post.OFFICE:
        complain("三员管理整个系统，不属于某一级政府；请去掉 --government。")
        return 1
    try:
        user, secret = accounts.create_account(actor=actor, username=given.name, password=password)
        place = agencies.found_government(given.government) if given.government else None
        accounts.appoint(actor=actor, user=user, post=post, government=place)
    except actors.NotAllowed as refusal:
        complain(str(refusal))
        return 1
    say(f"已建立账号“{given.name}”，岗位：{post.label}。")
    if not given.ask:
        say(f"一次性口令：{secret}（登录后须立即更改）")
    return 0


def _wrong_with(password: str) -> str:
    """Return what the profile has against a password, or nothing."""
    validation = importlib.import_module("django.contrib.auth.password_validation")
    exceptions = importlib.import_module("django.core.exceptions")
    try:
        validation.validate_password(password)
    except exceptions.ValidationError as error:
        return "".join(error.messages)
    return ""
