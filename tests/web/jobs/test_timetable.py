from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from xushi_web.jobs import timetable
from xushi_web.jobs.models import Job, Schedule
from xushi_web.jobs.timetable import DAY, Line, enqueue_due

pytestmark = pytest.mark.django_db
NOON = datetime(2025, 3, 3, 4, tzinfo=UTC)  # 12 o'clock in the city
OFTEN = Line("often", "常做", timedelta(minutes=5), "xushi_web.retention.tasks.keep_within_bounds")
DAILY = Line("daily", "每天做", DAY, "xushi_web.retention.tasks.keep_within_bounds", time(8, 0))


def test_a_line_is_due_again_after_its_time() -> None:
    assert enqueue_due(NOON, [OFTEN]) == ["often"]
    assert enqueue_due(NOON + timedelta(minutes=4), [OFTEN]) == []
    assert enqueue_due(NOON + timedelta(minutes=5), [OFTEN]) == ["often"]
    assert Job.objects.count() == 2


def test_a_daily_line_is_due_at_its_time_of_the_city() -> None:
    assert enqueue_due(NOON, [DAILY]) == []
    assert Schedule.objects.get().due_at == datetime(2025, 3, 4, 0, tzinfo=UTC)
    assert enqueue_due(datetime(2025, 3, 4, 0, 0, 1, tzinfo=UTC), [DAILY]) == ["daily"]


def test_runs_that_were_missed_are_made_up_for_by_one() -> None:
    enqueue_due(NOON, [DAILY])
    later = NOON + timedelta(days=10)
    assert enqueue_due(later, [DAILY]) == ["daily"]
    assert enqueue_due(later, [DAILY]) == []


def test_two_schedulers_make_one_job_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    enqueue_due(NOON, [OFTEN])
    due = Schedule.objects.get().due_at
    claim = timetable._claim  # noqa: SLF001 - the other scheduler comes in between
    outcomes = []

    def twice(line: Line, seen: datetime, now: datetime) -> bool:
        outcomes.append(claim(line, seen, now))
        outcomes.append(claim(line, seen, now))
        return outcomes[0]

    monkeypatch.setattr(timetable, "_claim", twice)
    enqueue_due(due, [OFTEN])
    assert outcomes == [True, False]
    assert Job.objects.count() == 2


def test_every_line_names_a_task_that_can_be_called_without_arguments() -> None:
    enqueue_due(NOON - DAY)
    enqueue_due(NOON + DAY)
    assert Job.objects.count() >= len(timetable.TIMETABLE)
