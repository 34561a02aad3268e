from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.queue import enqueue, enqueue_path
from xushi_web.jobs.working import BACK_OFF, LOST, TRIES, next_job, perform, run_waiting, take_back_lost

from .tasks import fail, note

pytestmark = pytest.mark.django_db
NOW = timezone.now() - timedelta(hours=1)


def job() -> Job:
    return Job.objects.get()


def test_of_two_workers_one_gets_the_job() -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW)
    first, second = next_job("a", NOW), next_job("b", NOW)
    assert first is not None
    assert first.holder.startswith("a/")
    assert second is None


def test_a_worker_that_comes_too_late_takes_the_next_job() -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW)
    stale = Job.objects.get()
    next_job("a", NOW)
    assert stale.state == JobState.WAITING
    assert next_job("b", NOW) is None


def test_a_job_waits_for_its_time(done: list[str]) -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW + timedelta(hours=1))
    assert (run_waiting(now=NOW), done) == (0, [])
    assert (run_waiting(now=NOW + timedelta(hours=1)), done) == (1, ["一"])


def test_a_failure_is_tried_again_later_and_later_and_then_given_up(caplog: pytest.LogCaptureFixture) -> None:
    enqueue(task=fail, key="fail:1", arguments={"word": "这样"})
    waits = []
    for _try in range(TRIES - 1):
        run_waiting(now=job().run_after)
        waits.append(job().run_after - timezone.now())
        assert (job().state, job().error) == (JobState.WAITING, "ValueError: 这样 不行")
    assert [round(wait / timedelta(minutes=1)) for wait in waits] == [pause.seconds // 60 for pause in BACK_OFF]
    run_waiting(now=job().run_after)
    assert (job().state, job().tries, job().finished_at is None) == (JobState.FAILED, 5, False)
    assert len(caplog.records) == TRIES


def test_a_job_whose_worker_was_killed_is_taken_up_again(done: list[str]) -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW)
    next_job("killed", NOW)
    assert take_back_lost(NOW + LOST) == 0
    assert take_back_lost(NOW + LOST * 2) == 1
    assert job().error == "执行它的后台进程中断了（第1次）。"
    assert (run_waiting(now=NOW + LOST * 2), done) == (1, ["一"])
    assert (job().state, job().error, job().tries) == (JobState.DONE, "", 2)


def test_a_job_that_kills_every_worker_fails_in_the_end() -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW)
    moment = NOW
    for _try in range(TRIES):
        next_job("killed", moment)
        moment += LOST * 2
        take_back_lost(moment)
    assert (job().state, job().error) == (JobState.FAILED, "执行它的后台进程中断了（第5次）。")


def test_a_worker_that_lost_its_job_changes_nothing_of_it(done: list[str], caplog: pytest.LogCaptureFixture) -> None:
    enqueue(task=note, key="note:1", arguments={"word": "一"}, run_after=NOW)
    slow = next_job("slow", NOW)
    take_back_lost(NOW + LOST * 2)
    quick = next_job("quick", NOW + LOST * 2)
    assert slow is not None
    assert quick is not None
    perform(slow)
    assert (job().state, job().holder) == (JobState.RUNNING, quick.holder)
    assert [record.getMessage() for record in caplog.records] == ["job note:1 was taken over by another worker"]
    perform(quick)
    assert (job().state, done) == (JobState.DONE, ["一", "一"])


def test_only_tasks_are_carried_out(caplog: pytest.LogCaptureFixture) -> None:
    enqueue_path(path="os.getcwd", key="x")
    run_waiting()
    assert job().error == "TypeError: “os.getcwd”不是后台任务。"
    assert caplog.records
