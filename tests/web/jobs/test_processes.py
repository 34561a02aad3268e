"""Workers as processes of their own, killed as the system kills them. Nothing here waits by the clock: pipes tell."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from xushi_web.project.environment import ROOT

PUT = """
import django, sys
django.setup()
from xushi_web.jobs.queue import enqueue_path
enqueue_path(path="tests.web.jobs.tasks.killed_at_first", key="kill", arguments={"folder": sys.argv[1]})
"""
ASK = """
import django
django.setup()
from xushi_web.jobs.models import Job
print(*Job.objects.filter(key="kill").values_list("state", "tries"))
"""


class Installation:
    """A data folder of its own, and commands that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("XUSHI_")}
        self.environment = kept | {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "XUSHI_DATA": str(folder),
            "XUSHI_JOB_LOST": "1",
            "PYTHONIOENCODING": "utf-8",
            "DJANGO_SETTINGS_MODULE": "xushi_web.project.settings",
        }

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-P", *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=self.environment, timeout=60
        ).stdout.strip()

    @contextmanager
    def start(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        command = [sys.executable, "-P", "-m", "xushi", *arguments]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty database."""
    folder = tmp_path_factory.mktemp("empty")
    assert Installation(folder).run("-m", "xushi", "work", "--once").endswith("项后台任务")
    return folder


@pytest.fixture
def installation(empty: Path, tmp_path: Path) -> Installation:
    shutil.copytree(empty, tmp_path, dirs_exist_ok=True)
    return Installation(tmp_path)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def told(fifo: Path) -> int:
    """Return the process number that was written to `fifo`, once it was."""
    return int(fifo.read_text(encoding="utf-8"))


def test_a_job_in_hand_when_its_worker_is_killed_is_done_by_the_worker_that_is_started_in_its_place(
    installation: Installation,
) -> None:
    begun, done = installation.folder / "begun", installation.folder / "done"
    for fifo in (begun, done):
        os.mkfifo(fifo)
    installation.run("-c", PUT, str(installation.folder))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with installation.start("run", "--bind", address, "--workers", "1") as process:
        assert line(process).startswith("网站：")
        assert line(process) == "后台进程已启动"
        first = told(begun)
        os.kill(first, signal.SIGKILL)
        assert line(process) == "后台进程意外结束，正在重新启动……"
        assert line(process) == "后台进程已启动"
        assert told(done) != first
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert installation.run("-c", ASK) == "('done', 2)"


def test_when_the_parent_is_killed_server_and_worker_end_too(installation: Installation) -> None:
    with installation.start("run", "--bind", "127.0.0.1:0", "--workers", "1") as process:
        line(process)
        assert line(process) == "后台进程已启动"
        process.kill()
        assert process.stdout is not None
        process.stdout.read()  # ends when the last process that could write to it has ended
