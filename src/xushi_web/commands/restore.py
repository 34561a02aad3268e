"""``xushi restore FILE``: put a backup back in one step, or leave everything as it is."""

from __future__ import annotations

import argparse
import importlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from django.db import DatabaseError

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import complain, say


def main(arguments: Sequence[str]) -> int:
    """Restore a backup; 1 when it was refused, and nothing is changed then."""
    parser = argparse.ArgumentParser(prog="xushi restore", description="从备份恢复。先停止网站和后台任务。")
    parser.add_argument("file", type=Path, metavar="FILE", help="xushi backup 做成的备份")
    parser.add_argument("--replace", action="store_true", help="替换本站现有的全部内容（现有内容先另做一份备份）")
    given = parser.parse_args(arguments)
    try:
        prepare()
    except DatabaseError as error:
        complain(f"现有的数据库打不开（{error}）。请停止网站，把它移到别处，再恢复。")
        return 1
    restoring = importlib.import_module("xushi_web.backups.restoring")  # these need Django to be set up
    archive = importlib.import_module("xushi_web.backups.archive")
    actors = importlib.import_module("xushi_web.accounts.actors")
    try:
        done = restoring.restore_backup(actor=actors.System("restore"), path=given.file, replace=given.replace)
    except archive.Refused as refusal:
        complain(str(refusal))
        return 1
    except (OSError, sqlite3.Error, DatabaseError) as error:
        complain(f"恢复没有完成，数据仍是原来的（{error}）。请检查数据库、数据目录的空间和权限后再试。")
        return 1
    manifest = done.manifest
    say(f"已恢复 {manifest.made_at} 的备份：{done.rows} 行、{done.files} 个附件；所有人需要重新登录。")
    say(f"审计链 {len(manifest.chains)} 条，与备份时一致。")
    if done.kept:
        say(f"原来的内容备份在 {done.kept}")
    for name in manifest.missing:
        complain(f"附件文件 {name} 在备份时就已不在，没有恢复。")
    if done.other_key:
        complain(
            "这份备份是用另一个密钥做的：第二重验证、电话号码和邮箱解不开。"
            "请把原来的 secret.key 放回数据目录（或设回 XUSHI_SECRET_KEY），否则第二重验证要由安全管理员逐一重置。"
        )
    return 0
