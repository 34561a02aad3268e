from __future__ import annotations

import json
from pathlib import Path

import pytest

from xushi.cli import main

BULLETIN = """青禾市2025年民生实事前三季度进展情况通报

2025-10-20 来源:市政府办

1.新建驿站40个。(责任单位:市住建局)

工作进展:达序时。{narrative}
"""


@pytest.fixture
def bulletin(tmp_path: Path) -> Path:
    path = tmp_path / "bulletin.txt"
    path.write_text(BULLETIN.format(narrative="建成驿站12个。"), "utf-8")
    return path


def test_check_shows_what_is_wrong_and_where(bulletin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "zh", "check", str(bulletin)]) == 1
    assert capsys.readouterr().out == (
        f"{bulletin}:7: 警告 [verdict-differs-from-arithmetic] 第1项判定“达序时”，但“驿站”12个÷40个=30%；"
        "没有当期计划数，按月均摊，9月30日应完成75%，落后45个百分点。\n"
        "    )  工作进展:达序时。建成驿站12个。\n"
        "                                ~~~^\n"
        "    这是按数字算出的第二意见，不改变原判定；请核对数字，或写明判定的理由。\n"
    )


def test_check_prints_one_object_a_file(bulletin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(bulletin)]) == 1
    told = json.loads(capsys.readouterr().out)
    (problem,) = told["problems"]
    assert (told["schema"], told["file"]) == ("xushi/1", str(bulletin))
    assert (problem["code"], problem["item"]) == ("verdict-differs-from-arithmetic", "1")
    assert bulletin.read_text("utf-8")[slice(*problem["span"])] == "12个"


def test_check_of_a_document_without_mistakes_says_nothing(bulletin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bulletin.write_text(BULLETIN.format(narrative="建成驿站32个。"), "utf-8")
    assert main(["check", str(bulletin)]) == 0
    assert capsys.readouterr().out == ""


def test_check_of_a_file_that_cannot_be_read_checks_the_others(
    bulletin: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", str(bulletin.with_name("none.txt")), str(bulletin)]) == 2
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_several_files_are_checked_beside_each_other(bulletin: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = bulletin.with_name("plan.txt")
    plan.write_text(
        "青禾市2025年民生实事序时进度安排\n\n序号\t目标任务\t第一季度\t第二季度\t第三季度\t第四季度\n"
        "1\t新建驿站40个。\t新建驿站2个\t新建驿站4个\t新建驿站6个\t新建驿站28个\n",
        "utf-8",
    )
    assert main(["check", str(plan), str(bulletin)]) == 0
    assert capsys.readouterr().out == ""
