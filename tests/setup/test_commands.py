"""What xushi.py does with its arguments, and in which language it speaks."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import ROOT, Programs, load_setup

SOURCE = (ROOT / "xushi.py").read_text(encoding="utf-8")


def test_an_older_python_can_parse_the_file() -> None:
    assert ast.parse(SOURCE, feature_version=(3, 6)).body


def test_an_older_python_gets_one_sentence_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit) as caught:
        load_setup()
    assert caught.value.code == (
        "序时需要 Python 3.11 或更新版本，当前是 3.9；请安装后用 python3.11 xushi.py 运行。\n"
        "Xushi needs Python 3.11 or newer, this is 3.9; install it and run python3.11 xushi.py."
    )


def test_only_the_standard_library_is_imported_before_there_is_an_environment() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.parse(SOURCE).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names])
    }
    assert imported <= sys.stdlib_module_names


def test_importing_xushi_in_the_folder_of_the_checkout_gives_the_package() -> None:
    program = "import xushi.spans; print(xushi.__file__); print(xushi.spans.__file__)"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert found.stdout.splitlines() == [str(ROOT / "src/xushi/__init__.py"), str(ROOT / "src/xushi/spans.py")]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "XUSHI_LANGUAGE": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "XUSHI_LANGUAGE": "en"}, "en"),
    ],
)
def test_it_speaks_chinese_unless_english_is_asked_for(
    setup: Any, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert setup.in_user_language("zh", "en") == language


@pytest.mark.usefixtures("programs")
def test_a_command_becomes_the_package_with_the_same_arguments(
    setup: Any, handed_over: list[list[str]], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit):
        setup.main(["read", "年度计划.docx", "--json"])
    python = str(tmp_path / ".venv" / "bin" / "python")
    assert handed_over == [[python, "-P", "-m", "xushi", "read", "年度计划.docx", "--json"]]


def test_nothing_is_written_to_the_output_that_belongs_to_the_command(
    setup: Any, programs: Programs, handed_over: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    programs.output = ["Collecting django==5.2.19\n"]
    with pytest.raises(SystemExit):
        setup.main(["read", "a.txt", "--json"])
    assert handed_over
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        f"建立运行环境 .venv（Python {setup.PYTHON_SERIES}）……\n安装 2 个软件包（第一次约需一分钟）……\n"
    )


def test_a_failed_set_up_has_an_exit_status_that_no_check_has(
    setup: Any, programs: Programs, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "has_module", lambda _: False)
    assert setup.main(["check", "a.txt"]) == os.EX_UNAVAILABLE
    assert capsys.readouterr().err.splitlines()[1:] == ["缺少 pip；请先运行：apt install python3-pip"]
    assert len(programs.commands) == 1


def test_interrupting_the_set_up_says_that_the_next_start_makes_it_good(
    setup: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(setup.Environment, "prepare", interrupted)
    assert setup.main(["demo"]) == 130
    assert capsys.readouterr().err == "已中断；再次运行时会补齐。\n"


def test_test_without_arguments_runs_the_linters_and_then_all_tests(setup: Any, programs: Programs) -> None:
    programs.status = {"psycopg.connect": 1}
    assert setup.run_tests(setup.Environment(setup.ROOT, "test"), []) == 0
    run = [command.split(" -P -m ")[1] for command in programs.commands if " -P -m " in command]
    assert run == [
        "ruff check",
        "ruff format --check",
        "mypy",
        "mypy xushi.py",
        "pytest -n auto --dist loadfile --no-loadscope-reorder",
    ]


def test_test_with_arguments_gives_them_to_pytest_and_runs_nothing_else(setup: Any, programs: Programs) -> None:
    setup.run_tests(setup.Environment(setup.ROOT, "test"), ["tests/reading", "-k", "docx"])
    assert [command.split(" -P -m ")[1] for command in programs.commands] == ["pytest tests/reading -k docx"]


def test_tests_of_the_database_run_with_postgresql_too_when_one_answers(
    setup: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUSHI_TEST_POSTGRES", "postgresql://tester@db/tests")
    setup.run_tests(setup.Environment(setup.ROOT, "test"), [])
    databases = [
        variables.get("XUSHI_DATABASE")
        for command, variables in zip(programs.commands, programs.variables, strict=True)
        if " -m pytest" in command
    ]
    assert databases == ["postgresql://tester@db/tests", None]


def test_without_postgresql_it_says_how_to_name_one(
    setup: Any, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.status = {"psycopg.connect": 1}
    assert setup.postgresql(setup.Environment(setup.ROOT, "test")) is None
    assert capsys.readouterr().err == (
        "没有可用的 PostgreSQL，只用 SQLite 测试；要两者都测，请设 "
        "XUSHI_TEST_POSTGRES=postgresql://用户:口令@主机/库名。\n"
    )


def test_one_failure_fails_the_run_but_everything_is_run_and_all_failures_are_named(
    setup: Any, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.status = {"psycopg.connect": 1, "ruff check": 1, "-m mypy": 1}
    assert setup.run_tests(setup.Environment(setup.ROOT, "test"), []) == 1
    assert programs.commands[-1].endswith("-m pytest -n auto --dist loadfile --no-loadscope-reorder")
    assert capsys.readouterr().err.splitlines()[-1] == "没有通过：ruff check、mypy、mypy xushi.py"


def test_ci_leaves_no_cache_behind(setup: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    setup.run_tests(setup.Environment(setup.ROOT, "test"), ["-x"])
    assert programs.commands[0].endswith("-m pytest -p no:cacheprovider -x")


@pytest.fixture
def debian(setup: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A Debian on which only the fonts are installed."""
    monkeypatch.setattr(setup.shutil, "which", lambda _: "/usr/bin/dpkg-query")
    programs.answer = "fonts-noto-cjk installed\nlibatomic1 config-files\n"
    return programs


def test_missing_system_packages_are_named_where_they_are_not_ours_to_install(
    setup: Any, debian: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    setup.provide_system_packages()
    assert [command.split()[0] for command in debian.commands] == ["dpkg-query"]
    assert capsys.readouterr().err == (
        "没有安装 chromium libatomic1，需要它们的测试会跳过；要运行请先：apt install chromium libatomic1\n"
    )


def test_missing_system_packages_are_installed_in_ci_as_root(
    setup: Any, debian: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    setup.provide_system_packages()
    assert debian.commands[1:3] == [
        "apt-get -qq update",
        "apt-get -qq install --yes --no-install-recommends chromium libatomic1",
    ]


def test_missing_system_packages_are_not_installed_in_ci_without_root(
    setup: Any, debian: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    setup.provide_system_packages()
    assert not any("apt-get" in command for command in debian.commands)
