"""The environment: what is made, when it is made again, and what is said when it cannot be made."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from .conftest import LOCK, Programs


@pytest.fixture
def environment(setup: Any, programs: Programs, tmp_path: Path) -> Any:
    assert programs.commands == []
    return setup.Environment(tmp_path, "run")


def test_the_first_start_makes_the_environment_and_installs_the_lock_with_hashes(
    environment: Any, programs: Programs, tmp_path: Path
) -> None:
    environment.prepare()
    venv = tmp_path / ".venv"
    assert programs.commands == [
        f"/usr/bin/python3 -m venv --clear --without-pip {venv}",
        (
            f"/usr/bin/python3 -m pip --python {venv}/bin/python install --no-input --disable-pip-version-check "
            f"--no-user --require-hashes --requirement {tmp_path}/requirements/run.lock"
        ),
    ]


def test_the_environment_finds_the_sources_also_after_the_checkout_is_moved(environment: Any) -> None:
    environment.prepare()
    assert (environment.site_packages / "xushi.pth").read_text(encoding="utf-8") == "../../../../src\n"


def test_the_second_start_runs_no_program(environment: Any, programs: Programs) -> None:
    environment.prepare()
    programs.commands.clear()
    environment.prepare()
    assert programs.commands == []


def test_a_changed_lock_is_installed_into_the_same_environment(environment: Any, programs: Programs) -> None:
    environment.prepare()
    programs.commands.clear()
    environment.lock.write_text(LOCK.replace("5.2.19", "5.2.20"), encoding="utf-8")
    environment.prepare()
    assert ["venv --clear" in command for command in programs.commands] == [False]


def test_each_job_has_its_own_stamp(setup: Any, environment: Any, programs: Programs, tmp_path: Path) -> None:
    environment.prepare()
    programs.commands.clear()
    setup.Environment(tmp_path, "test").prepare()
    assert [command.rsplit("/", 1)[-1] for command in programs.commands] == ["test.lock"]


def test_another_python_makes_the_environment_anew(
    setup: Any, environment: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.prepare()
    programs.commands.clear()
    programs.series = "3.99"
    monkeypatch.setattr(setup, "PYTHON_SERIES", "3.99")
    environment.prepare()
    assert "venv --clear" in programs.commands[0]
    assert environment.is_current()


def test_after_pip_was_killed_the_next_start_makes_the_environment_anew(
    setup: Any, environment: Any, programs: Programs
) -> None:
    programs.status = {" install ": -9}
    with pytest.raises(setup.SetupError):
        environment.prepare()
    programs.commands.clear()
    programs.status = {}
    environment.prepare()
    assert "venv --clear" in programs.commands[0]
    assert environment.is_current()


def test_a_failed_installation_shows_the_end_of_what_pip_said_and_what_to_do(
    setup: Any, environment: Any, programs: Programs
) -> None:
    programs.status = {" install ": 1}
    programs.output = ["Collecting django==5.2.19\n"] * 20 + ["ERROR: No matching distribution found\n"]
    with pytest.raises(setup.SetupError) as caught:
        environment.prepare()
    assert str(caught.value) == (
        "Collecting django==5.2.19\n" * 11 + "ERROR: No matching distribution found\n"
        "安装没有成功（pip 退出码 1）。请检查网络或 pip 的镜像设置（pip config list）；"
        "没有网络时，用 XUSHI_WHEELS=目录 指定存放安装包（wheel）的目录。"
    )


def test_after_a_failed_installation_the_environment_is_kept_but_not_current(
    setup: Any, environment: Any, programs: Programs
) -> None:
    programs.status = {" install ": 1}
    with pytest.raises(setup.SetupError):
        environment.prepare()
    assert environment.is_usable()
    assert not environment.is_current()


def test_without_pip_one_sentence_says_how_to_get_it(
    setup: Any, environment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "has_module", lambda _: False)
    with pytest.raises(setup.SetupError) as caught:
        environment.prepare()
    assert str(caught.value) == "缺少 pip；请先运行：apt install python3-pip"


def test_without_pip_but_with_ensurepip_the_environment_gets_a_pip_of_its_own(
    setup: Any, environment: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "has_module", lambda name: name == "ensurepip")
    environment.prepare()
    assert programs.commands[1] == f"{environment.python} -m ensurepip"
    assert programs.commands[2].startswith(f"{environment.python} -m pip install ")


def test_a_folder_of_wheels_replaces_the_network(
    environment: Any, programs: Programs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XUSHI_WHEELS", str(tmp_path))
    environment.prepare()
    assert f" --no-index --find-links {tmp_path} " in programs.commands[1]


def test_a_folder_of_wheels_that_is_not_there_is_named(
    setup: Any, environment: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XUSHI_WHEELS", "/nowhere/wheels")
    with pytest.raises(setup.SetupError) as caught:
        environment.prepare()
    assert str(caught.value) == "XUSHI_WHEELS 指定的目录不存在：/nowhere/wheels"


def test_a_checkout_that_may_not_be_written_is_named(
    setup: Any, environment: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(setup, "only_one", refused)
    with pytest.raises(setup.SetupError) as caught:
        environment.prepare()
    assert str(caught.value) == (
        f"没有写入 {tmp_path}/.xushi.lock 的权限；请换成该目录的所有者运行，或把仓库复制到自己的目录。"
    )


def test_a_second_start_waits_for_the_first_and_says_so(
    setup: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    waiting = threading.Event()
    entered = threading.Event()
    said: list[str] = []

    def say(chinese: str, _english: str) -> None:
        said.append(chinese)
        waiting.set()

    def second_start() -> None:
        with setup.only_one(tmp_path / "lock"):
            entered.set()

    monkeypatch.setattr(setup, "say", say)
    with setup.only_one(tmp_path / "lock"):
        second = threading.Thread(target=second_start)
        second.start()
        assert waiting.wait(timeout=10)
        assert not entered.is_set()
    second.join(timeout=10)
    assert entered.is_set()
    assert said == ["另一个序时正在安装，等它完成……"]
