"""The server and a worker under one parent: started, restarted and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from django.db import connections

from xushi_web.commands.serving import serve
from xushi_web.commands.terminal import complain
from xushi_web.commands.work import work

#: Linux's request to be told when the parent dies (prctl(2)), so that not even its being killed leaves a child.
PR_SET_PDEATHSIG = 1

#: A worker that dies is started again, but not more often than so many seconds apart.
PAUSE = 2.0


def serve_and_work(address: str, *, workers: int = 1) -> int:
    """Serve at `address` and do background jobs until stopped; return the server's exit status.

    Both are forked from here, where Django is set up already, so that neither takes its time again.
    """
    connections.close_all()  # a connection must not be shared between processes
    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        for child in (server, worker):
            _signal(child, signal.SIGTERM)

    parent = os.getpid()
    server = _fork(lambda: serve(address, workers=workers), parent)
    started, worker = time.monotonic(), _fork(work, parent)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while True:
        child, status = os.wait()
        if child == server:
            _signal(worker, signal.SIGTERM)
            _wait_for(worker)
            return os.waitstatus_to_exitcode(status) if not asked else 0
        if child == worker and not asked:
            complain("后台进程意外结束，正在重新启动……")
            time.sleep(max(0.0, PAUSE - (time.monotonic() - started)))
            if not asked:
                started, worker = time.monotonic(), _fork(work, parent)


def _fork(run: Callable[[], None], parent: int) -> int:
    """Run `run` in a child that ends with its `parent`; return the child's number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() == parent:  # it may have died before the request was made
            run()
        status = 0
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:  # noqa: BLE001 - a child must never return into its parent's code
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _signal(child: int, number: int) -> None:
    try:
        os.kill(child, number)
    except ProcessLookupError:
        return


def _wait_for(child: int) -> None:
    try:
        os.waitpid(child, 0)
    except ChildProcessError:
        return
