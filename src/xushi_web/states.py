"""Where a thing stands on its way, and which steps lead on: a table that is enforced and that prints itself.

A step is one conditional UPDATE, so that of two people who act at once one succeeds and the other is told, on SQLite
and PostgreSQL alike, and a step that is not in the table cannot be taken by posting to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _


class OutOfTurn(Exception):  # noqa: N818 - a sentence for a person
    """The thing is not in a state from which this step leads on; the message says where it stands now."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its verb, what people call it, whence and whither, and who takes it (in words, for the table)."""

    verb: str
    label: str | Promise
    sources: tuple[str, ...]
    target: str
    who: str | Promise


@dataclass(frozen=True)
class Machine:
    """All states of one kind of thing and the steps between them. `model` has a field ``state``."""

    model: type[models.Model]
    label: str | Promise
    states: type[models.TextChoices]
    steps: tuple[Step, ...]

    def step(self, verb: str) -> Step:
        """Return the step `verb`. Raises KeyError for one that the table does not have."""
        for step in self.steps:
            if step.verb == verb:
                return step
        raise KeyError(verb)

    def leads_on(self, state: str, verb: str) -> bool:
        """Tell whether `verb` is possible in `state`."""
        return state in self.step(verb).sources

    def take(self, row: models.Model, verb: str, *, given: models.Q | None = None, **changes: object) -> None:
        """Take the step `verb` with `row` and write `changes` in the same statement (one UPDATE, one SELECT).

        `given` are further conditions that must hold at that moment. Raises `OutOfTurn` when the row has moved on
        or a condition does not hold; then nothing was written. To be called in the transaction of the action.
        """
        step = self.step(verb)
        rows = self.model._default_manager.filter(pk=row.pk, state__in=step.sources)  # noqa: SLF001 - the model's own
        if given is not None:
            rows = rows.filter(given)
        taken = rows.update(state=step.target, **changes)
        row.refresh_from_db()
        if taken != 1:
            raise OutOfTurn(self._refusal(row, step))

    def _refusal(self, row: models.Model, step: Step) -> str:
        now = self.states(row.state)  # type: ignore[attr-defined] # every model of a machine has it
        return _("“%(thing)s”现在是“%(state)s”，不能%(step)s。可能别人刚刚处理过，请刷新页面看最新情况。") % {
            "thing": row,
            "state": now.label,
            "step": step.label,
        }

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the table for its documentation: from, step, to, who."""
        for step in self.steps:
            sources = "、".join(str(self.states(source).label) for source in step.sources)
            yield sources, str(step.label), str(self.states(step.target).label), str(step.who)
