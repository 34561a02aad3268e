"""What is there after a kill: all that was acknowledged, and nothing half done."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benchmarks.crash.people import Change, Known, reason_of, text_of
from benchmarks.served import Unit
from xushi_web.attachments import store
from xushi_web.attachments.models import Attachment, StoredFile
from xushi_web.attachments.tasks import sweep_files
from xushi_web.audit.models import AuditEntry
from xushi_web.audit.queries import verify_all
from xushi_web.jobs.models import Job, JobState
from xushi_web.notifications.models import Notification
from xushi_web.reporting.models import UnitReport

#: Who is told of a change of a report: the head; clerk, colleague and head.
TOLD = {"report:passed_up": 1, "report:returned": 3}
#: Files that one upload puts on disk: the photo, its copy for everybody, the small one.
COPIES = 3
#: How much of what happened is shown of a report of which something is lost.
SHOWN = 8


def faults(units: list[Unit], known: dict[str, Known]) -> list[str]:
    """Return what is not as it was acknowledged, or half done; and take over what is there."""
    rows = {str(row.pk): row for row in UnitReport.objects.prefetch_related("figures")}
    found = []
    for unit in units:
        told, row, entries = known[unit.report], rows[unit.report], entries_of(unit.report)
        there = [Change(entry.tag, entry.details.get("sha256", "")) for entry in entries]
        wrong = [] if there in possible(told) else [difference(told, there)]
        acknowledged, told.trail, told.coming = len(told.trail), there, []
        told.landed += len(there) > acknowledged
        told.note(f"after the kill {len(there)} changes, {acknowledged} were acknowledged")
        wrong += half_changed(row, told) + half_attached(unit, told)
        found += [f"{fault}\n{history(told, entries)}" for fault in wrong]
    found += half_told() + half_kept() + half_worked()
    found += [f"the chain {chain.key} is broken at {chain.broken}" for chain in verify_all() if not chain.holds]
    return found


def entries_of(report: str) -> list[AuditEntry]:
    """Return what the audit trail says of a report and of its files."""
    of_files = AuditEntry.objects.filter(tag__startswith="attachment:", details__of=f"report:{report}")
    entries = AuditEntry.objects.filter(tag__startswith="report:", subject=report) | of_files
    return list(entries.order_by("sequence"))


def possible(told: Known) -> list[list[Change]]:
    """Return what may have happened: what was acknowledged, and of what was under way nothing, a part in order, or all.

    Parts are whole changes: 报送 saves what was typed before it hands in.
    """
    return [told.trail + told.coming[:count] for count in range(len(told.coming) + 1)]


def difference(told: Known, there: list[Change]) -> str:
    """Return in what the changes that are there differ from the acknowledged ones."""
    lost, more = Counter(told.trail) - Counter(there), Counter(there) - Counter(told.trail)
    return f"acknowledged and lost {dict(lost)}; there {dict(more)}, under way {told.coming}"


def history(told: Known, entries: list[AuditEntry]) -> str:
    """Return what the server said last, and what the audit trail says."""
    said = [f"    said {line}" for line in told.told[-SHOWN:]]
    written = [
        f"    trail {timezone.localtime(one.at):%H:%M:%S.%f} {one.sequence} {one.tag} {one.actor} {one.details}"
        for one in entries[-SHOWN:]
    ]
    return "\n".join((*said, *written))


def half_changed(row: UnitReport, told: Known) -> list[str]:
    """Return in what a report is not as its entries in the audit trail say."""
    revision, verdict = told.count("report:written"), told.count("report:judged")
    is_in, is_held = row.state in {"submitted", "verified", "judged"}, row.state in {"verified", "judged"}
    expected = {
        "state": (row.state, told.state),
        "revision": (row.revision, revision),
        "narrative": (row.narrative, text_of(revision) if revision else ""),
        "figures": ([one.written for one in row.figures.all()], [f"{revision}所"] if revision else []),
        "verdict": (row.verdict, ("behind", "on_pace")[verdict % 2] if verdict else ""),
        "reason": (row.verdict_reason, reason_of(verdict) if verdict else ""),
        "judged": (row.judged_at is not None, bool(verdict)),
        "verified": (row.verified_at is not None, is_held),
    }
    if is_in:
        expected["handed in"] = (row.submitted_at is not None, True)
    return [f"half done: {what} is {is_} but should be {be}" for what, (is_, be) in expected.items() if is_ != be]


def half_attached(unit: Unit, told: Known) -> list[str]:
    """Return in what the files of a report are not as the audit trail says; and look up their keys."""
    rows = Attachment.objects.filter(owner_kind="report", owner_id=unit.report).select_related("file")
    told.keys = {row.file.digest: str(row.pk) for row in rows}
    there = sorted(row.file.digest for row in rows)
    return [] if there == sorted(told.files) else [f"files {there}, but should be {sorted(told.files)}"]


def half_told() -> list[str]:
    """Return changes of which people were not told, or told without a change."""
    entries = AuditEntry.objects.filter(tag__in=TOLD)
    expected = {f"{entry.tag}:{entry.pk}": TOLD[entry.tag] for entry in entries}
    there = Counter(Notification.objects.filter(key__startswith="report:").values_list("key", flat=True))
    keys = [key for key in {*expected, *there} if expected.get(key) != there.get(key)]
    return [f"{there.get(key)} were told of {key}, but should be {expected.get(key)}" for key in keys]


def half_kept() -> list[str]:
    """Return rows of files whose file is not whole on disk."""
    found = []
    for row in StoredFile.objects.all():
        path = store.path_of(row.place)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row.digest:
            found.append(f"file {row.digest[:8]} is not whole on disk")
        found += [
            f"a copy of file {row.digest[:8]} is not on disk"
            for name in (row.published, row.thumbnail)
            if name and not (store.path_of(name).is_file() and store.path_of(name).stat().st_size)
        ]
    return found


def left_over() -> set[str]:
    """Return the files on disk that no row names: halves, and what was written before a row could be."""
    rows = StoredFile.objects.values_list("place", "published", "thumbnail")
    on_disk = {name for name, _path in store.older_than(timezone.now() + timedelta(days=1))}
    return on_disk - {name for row in rows for name in row}


def swept() -> list[str]:
    """Do the nightly clean-up as it would be two days later, and return what is then not as it should be."""
    long_ago = timezone.now() - timedelta(days=2)
    StoredFile.objects.update(created_at=long_ago)
    for _name, path in store.older_than(timezone.now() + timedelta(days=1)):
        os.utime(path, (long_ago.timestamp(),) * 2)
    attached = Attachment.objects.count()
    sweep_files.call()
    found = [f"{name} is on disk, but no row names it" for name in sorted(left_over())]
    if StoredFile.objects.filter(attachments__isnull=True).exists() or Attachment.objects.count() != attached:
        found.append("files that are attached to nothing were kept, or others swept away")
    return found + half_kept()


def marks() -> Path:
    """Return the folder in which jobs leave their marks."""
    folder = Path(settings.DATA) / "marks"
    folder.mkdir(exist_ok=True)
    return folder


def half_worked() -> list[str]:
    """Return the jobs that are called done without their work, or were done oftener than they were given out."""
    begun = {path.name: len(path.read_text().splitlines()) for path in marks().iterdir()}
    found = []
    jobs = Job.objects.filter(key__startswith="mark-").values_list("key", "state", "tries")
    finished = {key for key, state, _tries in jobs if state == JobState.DONE}
    worked = Counter(Notification.objects.filter(key__startswith="mark-").values_list("key", flat=True))
    for key, _state, tries in jobs:
        if begun.get(key, 0) > tries:
            found.append(f"job {key} was begun {begun[key]} times but given out {tries} times")
        if worked[key] > 1 or worked[key] < (key in finished):
            found.append(f"job {key} did its work {worked[key]} times")
    return found


def unfinished(patience: float = 60) -> list[str]:
    """Wait for all jobs, and return those that are not done."""
    rows = Job.objects.filter(key__startswith="mark-").exclude(state=JobState.DONE)
    until = time.monotonic() + patience
    while rows.exists() and time.monotonic() < until:
        time.sleep(0.5)
    return [f"job {row.key} is {row.state} after {row.tries} tries: {row.error}" for row in rows]


def verified() -> list[str]:
    """Return what `xushi audit verify` finds."""
    command = [sys.executable, "-P", "-m", "xushi", "audit", "verify"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [f"audit verify: {done.stdout}{done.stderr}"] if done.returncode else []
