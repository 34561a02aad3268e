"""``xushi work``: a worker that does background jobs, and the scheduler that sees to what is due."""

from __future__ import annotations

import argparse
import importlib
import logging
import signal
import threading
import time
from collections.abc import Sequence
from types import FrameType

from django.db import DatabaseError, close_old_connections

from xushi_web.commands.database import prepare
from xushi_web.commands.terminal import say

log = logging.getLogger("xushi.jobs")

#: Seconds between two looks into an empty queue, and between two looks at the timetable.
LOOK = 1.0
SCHEDULE = 5.0


def main(arguments: Sequence[str]) -> int:
    """Work until stopped, or with ``--once`` until nothing is due."""
    parser = argparse.ArgumentParser(prog="xushi work", description="执行后台任务：提醒、邮件、清理。可以同时开几个。")
    parser.add_argument("--once", action="store_true", help="做完现在到期的任务就退出")
    given = parser.parse_args(arguments)
    prepare()
    if given.once:
        working = importlib.import_module("xushi_web.jobs.working")  # these need Django to be set up
        working.take_back_lost()
        importlib.import_module("xushi_web.jobs.timetable").enqueue_due()
        say(f"完成 {working.run_waiting(working.new_name())} 项后台任务")
        return 0
    work()
    return 0


def work() -> None:
    """Do jobs until SIGTERM or SIGINT; the job in hand is finished first, a second signal ends at once.

    A job that was cut off is taken up again by another worker, or by the next one.
    """
    working = importlib.import_module("xushi_web.jobs.working")
    timetable = importlib.import_module("xushi_web.jobs.timetable")
    stop = threading.Event()

    def asked(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked)
    name, looked = working.new_name(), -SCHEDULE
    with working.signs_of_life(name):
        say("后台进程已启动")
        while not stop.is_set():
            try:
                close_old_connections()
                if time.monotonic() - looked >= SCHEDULE:
                    looked = time.monotonic()
                    working.take_back_lost()
                    timetable.enqueue_due()
                job = working.next_job(name)
                if job:
                    working.perform(job)
                else:
                    stop.wait(LOOK)
            except DatabaseError:  # the database is away or busy: this worker waits for it
                log.exception("the database did not answer")
                stop.wait(10 * LOOK)
