"""What is done at set times: a table. Each due run becomes one job, however many schedulers there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xushi_web.jobs.models import Schedule
from xushi_web.jobs.queue import enqueue_path

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, what people call it, how often, the task by its dotted name, and of a day's run the time."""

    name: str
    label: str | Promise
    every: timedelta
    task: str
    at: time | None = None

    def after(self, moment: datetime) -> datetime:
        """Return when it is due next, later than `moment`. Runs that were missed are made up for by one."""
        if self.at is None:
            return moment + self.every
        local = timezone.localtime(moment)
        day = datetime.combine(local.date(), self.at, tzinfo=local.tzinfo)
        return day if day > local else day + DAY


_MAIL = "xushi_web.notifications.tasks"

TIMETABLE = (
    Line("remind", _("提醒到期事项"), DAY, "xushi_web.deadlines.tasks.remind", time(7, 30)),
    Line("mail", _("把新消息发成邮件"), timedelta(minutes=5), f"{_MAIL}.collect_mail"),
    Line("daily-mail", _("把新消息发成每天一封的邮件"), DAY, f"{_MAIL}.collect_daily_mail", time(8, 0)),
    Line("failed-jobs", _("把失败的后台任务告诉系统管理员"), timedelta(hours=1), f"{_MAIL}.tell_of_failed_jobs"),
    Line("sweep-files", _("清理不再使用的附件文件"), DAY, "xushi_web.attachments.tasks.sweep_files", time(3, 0)),
    Line("retention", _("清理保存期已满的数据"), DAY, "xushi_web.retention.tasks.keep_within_bounds", time(3, 30)),
)


def enqueue_due(now: datetime | None = None, lines: Iterable[Line] = TIMETABLE) -> list[str]:
    """Make a job of every line that is due, and return their names. A line seen for the first time begins now."""
    now = now or timezone.now()
    lines = tuple(lines)
    known = {row.name: row.due_at for row in Schedule.objects.all()}
    for line in lines:
        if line.name not in known:
            known[line.name] = line.after(now) if line.at else now
            row = Schedule(name=line.name, due_at=known[line.name])
            Schedule.objects.bulk_create([row], ignore_conflicts=True)
    return [line.name for line in lines if known[line.name] <= now and _claim(line, known[line.name], now)]


def _claim(line: Line, due: datetime, now: datetime) -> bool:
    with transaction.atomic():
        claimed = Schedule.objects.filter(name=line.name, due_at=due).update(due_at=line.after(now))
        if claimed:
            enqueue_path(path=line.task, key=f"{line.name}@{due.isoformat()}")
    return bool(claimed)
