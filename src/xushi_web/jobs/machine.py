"""The states of a job and the steps between them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi_web.jobs.models import Job, JobState
from xushi_web.states import Machine, Step

_WORKER = _("后台进程")

MACHINE = Machine(
    model=Job,
    label=_("后台任务"),
    states=JobState,
    steps=(
        Step("begin", _("开始执行"), (JobState.WAITING,), JobState.RUNNING, _WORKER),
        Step("finish", _("完成"), (JobState.RUNNING,), JobState.DONE, _WORKER),
        Step("put_off", _("稍后重试"), (JobState.RUNNING,), JobState.WAITING, _WORKER),
        Step("take_back", _("收回"), (JobState.RUNNING,), JobState.WAITING, _WORKER),
        Step("give_up", _("放弃"), (JobState.RUNNING,), JobState.FAILED, _WORKER),
        Step("retry", _("重试"), (JobState.FAILED,), JobState.WAITING, _("系统管理员")),
    ),
)
