"""All states and the steps between them: docs/states.md is made from the machines, and no step can be skipped."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import override

from xushi_web.documents.models import SourceDocument
from xushi_web.states import Machine, OutOfTurn

from .cast import Cast
from .tables import hold, modules

HEAD = """# 状态和步骤 · States and steps

由代码生成（各应用的 `machine.py`），不手工修改；步骤变了而本表没变，测试会失败。表中没有的步骤，用什么办法也走不到。

Made from the code; a test fails when the table is out of date. A step that is not in it cannot be taken by posting to
it, and of two people who take one at once one succeeds and the other is told.
"""

#: Fields named ``state`` that are not led by a table, and why not.
EXCEPTIONS = {
    "documents.SourceDocument": "accepting replaces the earlier version and writes its rows: one action, one way only",
    "reporting.Contribution": "added to and changed as often as the unit likes while the period is open",
}


def machines() -> list[Machine]:
    """Return all machines of all applications."""
    return [
        machine
        for module in modules("machine")
        for machine in vars(module).values()
        if isinstance(machine, Machine) and machine.model.__module__.startswith(module.__package__ or "")
    ]


def name_of(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"  # noqa: SLF001 - the name of any model


def sections() -> str:
    parts = [HEAD]
    for machine in sorted(machines(), key=lambda one: name_of(one.model)):
        states = "、".join(f"{state.label} `{state.value}`" for state in machine.states)
        parts.append(f"\n## {machine.label} `{name_of(machine.model)}`\n\n{states}\n\n")
        parts.append("| 从 | 步骤 | 到 | 由谁 |\n|---|---|---|---|\n")
        for (source, step, target, who), one in zip(machine.rows(), machine.steps, strict=True):
            parts.append(f"| {source} | {step} `{one.verb}` | {target} | {who} |\n")
    return "".join(parts)


NOT_IN_THE_TABLE = [
    pytest.param(machine, state, step.verb, id=f"{name_of(machine.model)}-{state}-{step.verb}")
    for machine in machines()
    for state in machine.states.values
    for step in machine.steps
    if not machine.leads_on(state, step.verb)
]


def test_the_document_is_what_the_machines_say() -> None:
    with override("zh-hans"):
        hold("docs/states.md", sections())


def test_every_state_is_led_by_a_machine_or_excepted_with_a_reason() -> None:
    led = {name_of(machine.model) for machine in machines()}
    stated = {
        name_of(model)
        for model in apps.get_models()
        if model.__module__.startswith("xushi_web.")
        and any(field.name == "state" for field in model._meta.concrete_fields)  # noqa: SLF001 - of any model
    }
    assert stated == led | EXCEPTIONS.keys()
    assert not led & EXCEPTIONS.keys()


def test_every_state_is_reached_by_a_step_or_is_the_first() -> None:
    lost = [
        f"{name_of(machine.model)}: {state}"
        for machine in machines()
        for state in machine.states.values
        if state not in {step.target for step in machine.steps} and state != machine.model().state  # type: ignore[attr-defined] # every model of a machine has it
    ]
    assert not lost


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize(("machine", "state", "verb"), NOT_IN_THE_TABLE)
def test_a_step_that_is_not_in_the_table_is_refused_and_changes_nothing(
    machine: Machine, state: str, verb: str, cast: Cast
) -> None:
    row = in_state(cast, cast.thing(machine.model), state)
    before = machine.model._default_manager.filter(pk=row.pk).values().get()  # noqa: SLF001 - the model's own
    with pytest.raises(OutOfTurn) as refusal:
        machine.take(row, verb)
    step = machine.step(verb)
    assert f"现在是“{machine.states(state).label}”，不能{step.label}。" in str(refusal.value)
    assert machine.model._default_manager.filter(pk=row.pk).values().get() == before  # noqa: SLF001


def in_state(cast: Cast, row: models.Model, state: str) -> models.Model:
    """Put a row into a state from behind, with all that the database demands of a row in it."""
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001 - the model's own
    try:
        with transaction.atomic():
            rows.update(state=state)
    except IntegrityError:
        rows.update(state=state, **_filled(cast, row))
    row.refresh_from_db()
    return row


def _filled(cast: Cast, row: models.Model) -> dict[str, Any]:
    """Return values for what may be empty."""
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:  # noqa: SLF001 - the fields of any model
        if field.choices and field.name != "state":
            values[field.name] = next(iter(field.choices))[0]
        elif field.null and isinstance(field, models.IntegerField):
            values[field.name] = 1
        elif field.null and field.name == "document":
            values[field.name] = cast.thing(SourceDocument)
        elif isinstance(field, models.DateTimeField):
            values[field.name] = timezone.now()
        elif isinstance(field, models.DateField):
            values[field.name] = timezone.localdate()
        elif isinstance(field, models.CharField | models.TextField) and field.blank:
            values[field.name] = "1"
    return values
