from __future__ import annotations

from xushi.checking import all_rules
from xushi.problems import Message
from xushi_web.checks.explanations import CHECKING, explanation_of
from xushi_web.checks.figures import figures_of


def test_every_rule_is_explained_with_an_example() -> None:
    unexplained = [rule.code for rule in all_rules() if rule.code not in CHECKING or not CHECKING[rule.code].example]
    assert unexplained == []


def test_no_explanation_is_left_over() -> None:
    assert CHECKING.keys() - {rule.code for rule in all_rules()} == set()


def test_a_kind_nobody_explained_stands_for_itself() -> None:
    assert explanation_of("something-new").title == "something-new"


def test_the_figures_of_a_sum_have_names() -> None:
    values = {"item": "3", "target": "360间", "sum": "60间+300间", "total": "360间", "last": "300间"}
    assert figures_of(values, "zh") == [
        ("目标", "360间"),
        ("各期相加", "60间+300间"),
        ("相加得", "360间"),
        ("末期", "300间"),
    ]


def test_the_figures_of_an_arithmetic_are_those_of_the_problem() -> None:
    inner = Message("{actual}÷{target}={done}%", {"actual": "5家", "target": "18家", "done": "27.8", "planned": "50"})
    values = {"verdict": "达序时", "arithmetic": inner}
    assert figures_of(values, "zh") == [
        ("目标", "18家"),
        ("完成数", "5家"),
        ("完成率", "27.8%"),
        ("文中判定", "达序时"),
        ("应完成", "50%"),
    ]
