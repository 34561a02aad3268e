"""``xushi run``: serve the tracker and do its background jobs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from xushi_web.commands.database import prepare
from xushi_web.commands.serving import serve
from xushi_web.commands.terminal import say
from xushi_web.commands.together import serve_and_work

ADDRESS = "127.0.0.1:8000"


def main(arguments: Sequence[str]) -> int:
    """Bring the database up to date and serve until stopped."""
    parser = argparse.ArgumentParser(
        prog="xushi run", description="运行网站和后台任务。设置见 xushi_web/project/settings.py。"
    )
    parser.add_argument("--bind", default=ADDRESS, help=f"地址和端口，默认 {ADDRESS}")
    parser.add_argument("--workers", type=int, default=2, help="进程数，默认 2")
    parser.add_argument("--no-work", action="store_true", help="只运行网站，后台任务由别处的 xushi work 执行")
    given = parser.parse_args(arguments)
    prepare()
    say(f"网站：http://{given.bind}/  工作台：http://{given.bind}/workbench/  按 Ctrl+C 停止")
    if given.no_work:
        serve(given.bind, workers=given.workers)
        return 0
    return serve_and_work(given.bind, workers=given.workers)
