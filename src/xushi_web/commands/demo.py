"""``xushi demo``: everything with the sample documents, on this machine only, nobody has to sign in."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Sequence
from pathlib import Path

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import say
from xushi_web.commands.together import serve_and_work
from xushi_web.project import environment

SAMPLES = environment.ROOT / "samples"
SUFFIXES = {".txt", ".docx", ".html", ".pdf", ".xlsx", ".xls"}


def main(arguments: Sequence[str]) -> int:
    """Prepare a database of its own, import what is new in the samples, and serve."""
    parser = argparse.ArgumentParser(prog="xushi demo", description="用示例文件演示，只在本机。")
    parser.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    parser.add_argument("--no-serve", action="store_true", help="只准备数据，不启动网站")
    given = parser.parse_args(arguments)
    os.environ["XUSHI_DATA"] = str(environment.data_folder() / "demo")
    os.environ["XUSHI_DEMO"] = "1"
    for name in ("XUSHI_DATABASE", "XUSHI_HOSTS", "XUSHI_HTTPS", "XUSHI_PREFIX", "XUSHI_MAIL"):
        os.environ.pop(name, None)
    prepare()
    fill(sorted(path for path in SAMPLES.glob("*") if path.suffix in SUFFIXES))
    if not given.no_serve:
        address = f"127.0.0.1:{given.port}"
        say(f"请打开 http://{address}/ （工作台：http://{address}/workbench/），按 Ctrl+C 停止")
        return serve_and_work(address)
    return 0


def fill(paths: Sequence[Path]) -> None:
    """Import the samples that are not in the database yet; asking costs one query, not one reading a file."""
    actions = importlib.import_module("xushi_web.accounts.actions")  # these need Django to be set up
    actors = importlib.import_module("xushi_web.accounts.actors")
    receive = importlib.import_module("xushi_web.documents.actions.receive")
    actions.create_local_operator(actor=actors.System("demo"))
    new = [path for path in paths if receive.known_file(path.read_bytes()) is None]
    if not new:
        return
    say(f"正在读取 {len(new)} 份示例文件……")
    importlib.import_module("xushi_web.commands.importing").import_files(new)
    say("正在按通报演一遍前三季度的填报、核实、判定和公布……")
    models = importlib.import_module("xushi_web.agencies.models")
    for government in models.Government.objects.all():
        importlib.import_module("xushi_web.commands.demo_year").play_year(government)
