from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xushi.checking import Options, all_rules, check, check_together
from xushi.checking import rules as package
from xushi.problems import Severity

from .specimens_reader import document

BEHIND = {"bulletin": [["新建驿站40个。", "达序时", "建成驿站12个。"]]}
LATE_PLAN = {"schedule": [["新建驿站40个。", "新建驿站2个", "新建驿站3个", "新建驿站6个", "新建驿站29个"]]}
EARLY_PLAN = {"schedule": [["新建驿站40个。", "新建驿站9个", "新建驿站9个", "新建驿站20个", "新建驿站2个"]]}


def test_rules_are_found_by_looking_into_their_folder() -> None:
    files = [path.stem for path in Path(next(iter(package.__path__))).glob("[a-z]*.py")]
    assert [rule.code for rule in all_rules()] == sorted(name.replace("_", "-") for name in files)


def test_a_government_can_switch_a_rule_off() -> None:
    assert [problem.code for problem in check(document(BEHIND))] == ["verdict-differs-from-arithmetic"]
    assert check(document(BEHIND), options=Options(off=frozenset({"verdict-differs-from-arithmetic"}))) == []


def test_a_government_sets_how_far_the_calendar_may_be_missed() -> None:
    assert check(document(BEHIND), options=Options(linear_tolerance=Decimal(50))) == []


def test_a_problem_knows_its_severity_item_and_characters() -> None:
    plan = document({"schedule": [["培训护理员2万名。", "培训0.5万名", "培训0.5名", "培训0.5万名", "培训0.5万名"]]})
    (problem,) = check(plan)
    assert (problem.code, problem.severity, problem.item) == ("ten-thousand-missing", Severity.ERROR, "1")
    assert problem.span is not None
    assert problem.span.of(plan.source.text) == "0.5名"
    assert str(problem.hint) == "请对照同项其他数字核对单位。"


def test_a_report_beside_its_schedule_is_judged_by_the_schedule() -> None:
    _, late = check_together([document(LATE_PLAN), document(BEHIND)])
    _, early = check_together([document(EARLY_PLAN), document(BEHIND)])
    assert late == []
    assert [str(problem.message) for problem in early] == [
        "第1项判定“达序时”，但“驿站”12个÷40个=30%；按计划9月30日应完成目标的95%，落后65个百分点。"
    ]


def test_problems_stand_in_the_order_of_the_text() -> None:
    both = document(
        {
            "bulletin": [
                ["新建驿站40个。", "达序时", "建成驿站12个。"],
                ["改造灯具600盏。", "达序时", "改造灯具468盏，完成目标的82%。"],
            ]
        }
    )
    assert [problem.item for problem in check(both)] == ["1", "2"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_json_of_a_problem_is_whole_sentences(language: str) -> None:
    (problem,) = check(document(BEHIND))
    told = problem.as_json(language)
    assert (
        told["message"]
        == {
            "zh": (
                "第1项判定“达序时”，但“驿站”12个÷40个=30%；没有当期计划数，按月均摊，9月30日应完成75%，落后45个百分点。"
            ),
            "en": (
                "Item 1 is judged “达序时”, but “驿站”: 12个÷40个=30 %; nothing is planned for the period, and a "
                "twelfth a month makes 75 % on 2025-09-30: 45 percentage points behind."
            ),
        }[language]
    )
