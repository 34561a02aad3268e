from __future__ import annotations

import pytest
from django.db import transaction

from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.queue import enqueue
from xushi_web.jobs.working import run_waiting

from .tasks import note

pytestmark = pytest.mark.django_db


def test_a_job_is_done_once_however_often_it_is_asked_for(done: list[str]) -> None:
    first = enqueue(task=note, key="note:1", arguments={"word": "一"})
    assert enqueue(task=note, key="note:1", arguments={"word": "二"}) == first
    assert run_waiting() == 1
    assert run_waiting() == 0
    enqueue(task=note, key="note:1", arguments={"word": "三"})
    assert (run_waiting(), done) == (0, ["一"])


def test_a_job_is_there_only_when_the_transaction_of_its_data_is_committed() -> None:
    with transaction.atomic():
        enqueue(task=note, key="note:1", arguments={"word": "一"})
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_asking_twice_does_not_spoil_the_transaction_of_the_caller() -> None:
    with transaction.atomic():
        enqueue(task=note, key="note:1", arguments={"word": "一"})
        enqueue(task=note, key="note:1", arguments={"word": "一"})
    assert Job.objects.count() == 1


def test_the_interface_of_django_makes_a_job_of_every_call(done: list[str]) -> None:
    result = note.enqueue(word="一")
    note.enqueue(word="一")
    assert run_waiting() == 2
    assert done == ["一", "一"]
    assert Job.objects.get(pk=result.id).state == JobState.DONE


def test_a_task_is_given_its_arguments_by_name() -> None:
    with pytest.raises(TypeError, match="note takes keyword arguments only"):
        note.enqueue("一")  # type: ignore[call-arg] # that is the point
