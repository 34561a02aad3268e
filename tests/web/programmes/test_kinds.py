from __future__ import annotations

import pytest

from xushi_web.programmes.kinds import is_from_above, kind_of, list_title
from xushi_web.programmes.models import ProgrammeKind


@pytest.mark.parametrize(
    ("title", "document", "kind"),
    [
        ("一、省民生实事", "2024年任务分解", ProgrammeKind.LIVELIHOOD),
        ("", "2024年市政府为民办实事项目", ProgrammeKind.LIVELIHOOD),
        ("", "《政府工作报告》重点目标任务推进情况通报", ProgrammeKind.WORK_REPORT),
        ("", "2021年民生實事分解方案", ProgrammeKind.LIVELIHOOD),
        ("十大工程", "2024年重大项目清单", ProgrammeKind.OTHER),
    ],
)
def test_the_kind_is_told_by_the_heading_or_by_the_document(title: str, document: str, kind: ProgrammeKind) -> None:
    assert kind_of(title, document) == kind


@pytest.mark.parametrize(
    ("title", "level", "above"),
    [
        ("一、省民生实事", "city", True),
        ("2024年省政府民生实事", "city", True),
        ("二、市民生实事", "city", False),
        ("省民生实事", "province", False),
        ("市民生实事", "county", True),
        ("2024年民生实事", "city", False),
    ],
)
def test_a_list_of_a_higher_level_is_from_above(title: str, level: str, above: bool) -> None:  # noqa: FBT001
    assert is_from_above(title, level) is above


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("市政府办公室关于印发2024年民生实事任务分解方案的通知", "2024年民生实事任务分解方案"),
        ("市政府關於印發《2021年民生實事分解方案》的通知", "2021年民生實事分解方案"),
        ("关于2025年市民生实事一季度进展情况的通报", "2025年市民生实事一季度进展情况"),
        ("2024年市民生实事项目清单", "2024年市民生实事项目清单"),
    ],
)
def test_a_list_is_named_by_what_its_document_issues(title: str, name: str) -> None:
    assert list_title(title) == name
