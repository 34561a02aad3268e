"""The commands as a person starts them, each in a process and a data folder of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from xushi_web.project.environment import ROOT

pytestmark = pytest.mark.long

SAMPLE = """云川市人民政府

2024年云川市民生实事任务分解

1.新建公办幼儿园12所。（牵头单位：市教育局；共同责任单位：市财政局）
2.建成社区老年助餐点40个。（牵头单位：市民政局）
"""


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("XUSHI_")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "XUSHI_DATA": str(folder), "PYTHONIOENCODING": "utf-8", **settings}
    command = [sys.executable, "-P", "-m", "xushi", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=120)


def test_import_makes_the_database_and_fills_it(tmp_path: Path) -> None:
    sample = tmp_path / "分解.txt"
    sample.write_text(SAMPLE, encoding="utf-8")
    done = run(tmp_path / "data", "import", str(sample))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "正在建立数据库……"
    assert "分解.txt：任务分解，2 项" in done.stdout
    assert (tmp_path / "data" / "xushi.sqlite3").is_file()
    again = run(tmp_path / "data", "import", str(sample))
    assert again.stdout == "[1/1] 分解.txt：同一份文件已经导入过，没有改动\n"


def test_import_answers_one_when_a_file_could_not_be_imported(tracker: Path) -> None:
    assert run(tracker, "import", str(tracker / "没有.txt")).returncode == 1


def test_createadmin_prints_a_password_once(tracker: Path) -> None:
    done = run(tracker, "createadmin", "wang")
    assert done.returncode == 0
    assert "已建立账号“wang”，岗位：督查室。\n一次性口令：" in done.stdout
    again = run(tracker, "createadmin", "wang")
    assert (again.returncode, again.stderr) == (1, "账号“wang”已经存在，请另取名称。\n")


def test_a_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "createadmin", XUSHI_DATABASE="oracle://x/y")
    assert (done.returncode, done.stderr) == (
        2,
        "环境变量 XUSHI_DATABASE 看不懂，应形如 postgresql://用户:口令@主机:5432/库名；不设则使用内嵌的 SQLite。\n",
    )


def test_the_demonstration_cannot_be_reached_from_elsewhere(tmp_path: Path) -> None:
    done = run(tmp_path, "createadmin", XUSHI_DEMO="1", XUSHI_HOSTS="tracker.example")
    assert (done.returncode, done.stderr) == (
        2,
        "演示方式（XUSHI_DEMO）不设口令，只能在本机使用；请去掉 XUSHI_HOSTS，或改用 run 命令。\n",
    )


def test_the_demonstration_reads_the_samples_once(tmp_path: Path) -> None:
    if not any((ROOT / "samples").glob("*.txt")):
        pytest.skip("the samples are not there")
    first = run(tmp_path, "demo", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert "份示例文件……" in first.stdout
    with closing(sqlite3.connect(tmp_path / "demo" / "xushi.sqlite3")) as database:
        objections = database.execute("SELECT state FROM objections_objection").fetchall()
        adjustments = database.execute("SELECT state FROM adjustments_adjustment").fetchall()
    assert (objections, adjustments) == ([("dismissed",)], [("proposed",)])
    again = run(tmp_path, "demo", "--no-serve")
    assert (again.returncode, again.stdout) == (0, "")
