"""``xushi backup FILE``: everything that cannot be made again in one archive, while the tracker runs."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

import django
from django.db import DatabaseError

from xushi_web.commands.terminal import complain, say


def main(arguments: Sequence[str]) -> int:
    """Make a backup; 1 when it could not be made. The database is left as it is, also by a newer program."""
    parser = argparse.ArgumentParser(
        prog="xushi backup",
        description="把全部数据和附件备份成一个文件，网站不用停。不含设置和密钥（secret.key），请另外保存。",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="备份文件；给出文件夹时，文件名带上时间")
    given = parser.parse_args(arguments)
    django.setup()
    taking = importlib.import_module("xushi_web.backups.taking")  # these need Django to be set up
    archive = importlib.import_module("xushi_web.backups.archive")
    actors = importlib.import_module("xushi_web.accounts.actors")
    try:
        taken = taking.take_backup(actor=actors.System("backup"), path=given.file)
    except archive.Refused as refusal:
        complain(str(refusal))
        return 1
    except DatabaseError as error:
        complain(
            f"数据库读不出来（{error}），没有做成备份。请检查数据库；刚升级过程序的，先运行一次 xushi manage migrate。"
        )
        return 1
    size = taken.path.stat().st_size / 1_000_000
    say(f"已备份到 {taken.path}：{taken.rows} 行、{taken.files} 个附件，{size:.1f} MB")
    say(f"SHA-256 {taken.sha256}")
    for name in taken.missing:
        complain(f"附件文件 {name} 已不在数据目录里，没有备份到。")
    for chain in taken.broken:
        complain(f"审计链 {chain.key} 从第 {chain.broken} 条起不可信，已照原样备份；详见 xushi audit verify。")
    return 0
