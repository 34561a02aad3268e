from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.utils import timezone

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.jobs.actions import retry_job
from xushi_web.jobs.models import Job, JobState, Worker
from xushi_web.states import OutOfTurn


@pytest.fixture
def failed(db: None) -> Job:  # noqa: ARG001 - opens the database
    now = timezone.now()
    return Job.objects.create(
        key="mail:1", task="x", state=JobState.FAILED, run_after=now, enqueued_at=now, finished_at=now,
        tries=5, error="ConnectionRefusedError: 拒绝连接",
    )  # fmt: skip


def test_the_system_administrator_has_a_failed_job_tried_again(system_administrator: User, failed: Job) -> None:
    retry_job(actor=system_administrator, job=failed)
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == (JobState.WAITING, 0)
    entry = AuditEntry.objects.get()
    assert (entry.tag, entry.details["error"]) == ("job:retried", "ConnectionRefusedError: 拒绝连接")


def test_nobody_else_may(office: User, administrator: User, visitor: AnonymousUser, failed: Job) -> None:
    for actor in (office, administrator, visitor):
        with pytest.raises(NotAllowed, match=r"^只有系统管理员可以重试后台任务。$"):
            retry_job(actor=actor, job=failed)
    assert not AuditEntry.objects.exists()


def test_of_two_who_retry_the_second_is_told(system_administrator: User, failed: Job) -> None:
    stale = Job.objects.get()
    retry_job(actor=system_administrator, job=failed)
    with pytest.raises(OutOfTurn) as told:
        retry_job(actor=system_administrator, job=stale)
    assert str(told.value) == ("“mail:1”现在是“等待执行”，不能重试。可能别人刚刚处理过，请刷新页面看最新情况。")
    assert AuditEntry.objects.count() == 1


def test_the_page_shows_what_failed_and_retries_it(system_client: Client, failed: Job) -> None:
    page = system_client.get("/workbench/jobs/").content.decode()
    assert "ConnectionRefusedError: 拒绝连接" in page
    assert "没有后台进程在运行：提醒和邮件都不会发出。请在服务器上运行 xushi run 或 xushi work。" in page
    answer = system_client.post(f"/workbench/jobs/{failed.pk}/retry/", follow=True).content.decode()
    assert "“mail:1”已重新排队。" in answer


def test_the_page_names_the_workers_that_were_heard_of_lately(system_client: Client) -> None:
    Worker.objects.create(name="server-1", started_at=timezone.now(), beat_at=timezone.now())
    page = system_client.get("/workbench/jobs/").content.decode()
    assert "后台进程 server-1，自 " in page
    assert "没有后台进程在运行" not in page


def test_the_page_is_the_system_administrators(office_client: Client, failed: Job) -> None:
    assert office_client.get("/workbench/jobs/").status_code == 403
    assert office_client.post(f"/workbench/jobs/{failed.pk}/retry/").status_code == 403
    assert Client().get("/workbench/jobs/").status_code == 302
