"""``xushi import FILE...``: put documents into the tracker."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from xushi_web.commands.database import prepare


def main(arguments: Sequence[str]) -> int:
    """Import files and return 0, or 1 when one of them could not be imported."""
    parser = argparse.ArgumentParser(
        prog="xushi import", description="把文件导入数据库并采用；同一份文件再次导入不改动任何内容。"
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="任务分解、序时进度、通报、票决结果等文件")
    parser.add_argument("--government", default="", help="文件没有写明时，属于哪一级政府，例如 云川市")
    parser.add_argument("--year", type=int, help="文件没有写明时，属于哪一年")
    parser.add_argument("--draft", action="store_true", help="只读取，留在工作台待确认，不采用")
    given = parser.parse_args(arguments)
    prepare()
    importing = importlib.import_module("xushi_web.commands.importing")  # needs Django to be set up
    failed = importing.import_files(given.files, government=given.government, year=given.year, accept=not given.draft)
    return 1 if failed else 0
