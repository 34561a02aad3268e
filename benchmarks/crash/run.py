"""Kill the server at random points while units report, and look at what is there afterwards.

    XUSHI_DATA=FOLDER [XUSHI_DATABASE=postgresql:///EMPTY] PYTHONPATH=src:. python -m benchmarks.crash.run [--kills 100]

People save, hand in, return, verify and judge without a pause, others attach files, and a background process does jobs.
At a random moment everything is killed (kill -9), or only the processes that answer requests, which the server starts
again, and the background process. Then every report has to be in the state that the last acknowledged request left it
in, or, where one was under way, in the one that it would have led to; its text, its figures, its verdict and its
entries in the audit trail have to be of one revision; every file that was acknowledged has to be there whole, with its
row and its entry; a job that is done has to have done its work; and the audit chain has to hold. At the end every job
that was ever put into the queue has to be done.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connections

from benchmarks.served import Browser, Server, Unit, Worker, database, prepare, say
from xushi_web.agencies.models import Government
from xushi_web.attachments.actions import MOST
from xushi_web.attachments.models import Attachment
from xushi_web.attachments.store import path_of
from xushi_web.audit.models import AuditEntry
from xushi_web.audit.queries import first_broken
from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.queue import enqueue_path
from xushi_web.reporting.models import UnitReport

#: What people do with one report, again and again: the address, who, and the state it leads to.
ROUND = (
    ("write-report", "clerk", "drafting"),
    ("pass-up-report", "clerk", "with_head"),
    ("submit-report", "head", "submitted"),
    ("return-report", "office", "returned"),
    ("write-report", "clerk", "drafting"),
    ("submit-report", "head", "submitted"),
    ("verify-report", "office", "verified"),
    ("unverify-report", "office", "submitted"),
    ("withdraw-report", "head", "drafting"),
    ("judge-report", "office", "judged"),
)
#: Which steps of the round are possible in a state. What is judged once is judged again and again.
POSSIBLE = {
    "awaiting": [0],
    "drafting": [1, 5, 0],
    "with_head": [2, 0],
    "submitted": [3, 6, 8],
    "returned": [4],
    "verified": [7],
    "judged": [9],
}

#: The state of a report after the last entry of the audit trail about it.
STATE_AFTER = {
    "": "awaiting",
    "report:written": "drafting",
    "report:passed_up": "with_head",
    "report:submitted": "submitted",
    "report:returned": "returned",
    "report:verified": "verified",
    "report:unverified": "submitted",
    "report:withdrawn": "drafting",
    "report:judged": "judged",
}


#: Jobs that are put into the queue before each kill.
JOBS = 20


@dataclass
class Known:
    """What was acknowledged of one report, and what was under way when the server died."""

    state: str = "awaiting"
    revision: int = 0
    verdict: int = 0  #: how often it was judged
    coming: tuple[str, int, int] | None = None
    files: list[str] = field(default_factory=list)  #: digests of what was attached
    coming_file: str = ""

    @property
    def stands(self) -> tuple[str, int, int]:
        """Where it stands."""
        return self.state, self.revision, self.verdict


def text_of(revision: int) -> str:
    """Return the narrative that is saved as this revision; its figure is the revision itself."""
    return f"截至目前，新建公办幼儿园{revision}所。"


def reason_of(verdict: int) -> str:
    """Return the reason that is given with the verdict of this number."""
    return f"第{verdict}次判定。"


class Person(threading.Thread):
    """Works on one report until the server dies or all is done; `judges` when it is led to a verdict."""

    def __init__(self, unit: Unit, known: Known, port: int, stop: threading.Event, *, judges: bool) -> None:
        super().__init__(daemon=True)
        self.unit, self.known, self.stop, self.judges = unit, known, stop, judges
        self.browsers = {who: Browser(port, getattr(unit, who)) for who in ("clerk", "head", "office")}
        self.wrong: list[str] = []
        self.done = 0

    def run(self) -> None:
        """Go on from where the report stands."""
        with suppress(OSError, http.client.HTTPException):
            for browser in self.browsers.values():
                browser.open("report", self.unit.report)
            while not self.stop.is_set():
                self.step()

    def step(self) -> None:
        """Take the next step and note that it was acknowledged."""
        address, who, state = self.next()
        writes = address == "write-report"
        revision, verdict = self.known.revision + writes, self.known.verdict + (address == "judge-report")
        fields = {"reason": "请补充数字。"} if address == "return-report" else {}
        if address == "judge-report":
            fields = {"verdict": ("behind", "on_pace")[verdict % 2], "reason": reason_of(verdict)}
        if writes:
            fields = {"narrative": text_of(revision), "revision": str(revision - 1), "written-0": f"{revision}所"}
        self.known.coming = (state, revision, verdict)
        status = self.browsers[who].post(address, self.unit.report, **fields)
        if status == 302:
            self.known.state, self.known.revision, self.known.verdict = state, revision, verdict
            self.done += 1
        else:
            self.wrong.append(f"{address} in {self.known.state}: {status}")
            self.stop.set()
        self.known.coming = None

    def next(self) -> tuple[str, str, str]:
        """Return a step that leads on from the acknowledged state."""
        if self.judges and self.known.state == "verified":
            return ROUND[9]
        return ROUND[random.choice(POSSIBLE[self.known.state])]  # noqa: S311 - any of them


class Attaching(Person):
    """Attaches one file after the other to a report that nobody else works on."""

    def step(self) -> None:
        """Attach a file that nobody has attached yet, and note that it was acknowledged; a full one takes no more."""
        if len(self.known.files) >= MOST:
            self.stop.wait()
            return
        data = os.urandom(8).hex().encode() * random.randrange(1, 5_000)  # noqa: S311 - any size
        digest = hashlib.sha256(data).hexdigest()
        self.known.coming_file = digest
        status = self.browsers["clerk"].attach(self.unit.report, f"{digest[:8]}.txt", data)
        if status == 302:
            self.known.files.append(digest)
            self.done += 1
        else:
            self.wrong.append(f"attach: {status}")
            self.stop.set()
        self.known.coming_file = ""


def answering(server: Server) -> list[int]:
    """Return the processes below the server that answer requests: those without children of their own."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])

    def below(top: int) -> list[int]:
        children = [child for child, parent in parents.items() if parent == top]
        return [one for child in children for one in (child, *below(child))]

    family = below(server.process.pid)
    return [one for one in family if one not in parents.values()]


def strike(server: Server, everything: bool) -> None:  # noqa: FBT001 - a coin that was tossed
    """Kill the server, or only the processes that answer; afterwards it answers again."""
    if everything:
        server.kill()
        server.start()
        return
    for one in answering(server):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def faults(units: list[Unit], known: dict[str, Known]) -> list[str]:
    """Return what is not as it was acknowledged, or half done; and take over what is there."""
    found = []
    rows = {str(row.pk): row for row in UnitReport.objects.prefetch_related("figures")}
    for unit in units:
        row, told = rows[unit.report], known[unit.report]
        verdict = int(row.verdict_reason[1:-4]) if row.verdict_reason else 0
        stands = (row.state, row.revision, verdict)
        if stands not in {told.stands, told.coming}:
            found.append(f"{stands}, acknowledged {told.stands}, under way {told.coming}")
        figures = [figure.written for figure in row.figures.all()]
        if row.revision and (row.narrative, figures) != (text_of(row.revision), [f"{row.revision}所"]):
            found.append(f"half written: revision {row.revision}, {row.narrative}, {figures}")
        entries = AuditEntry.objects.filter(subject=unit.report)
        if entries.filter(tag="report:written").count() != row.revision:
            found.append(f"revision {row.revision} without its entry of the audit trail")
        if entries.filter(tag="report:judged").count() != verdict or bool(row.verdict) != bool(verdict):
            found.append(f"verdict {verdict} ({row.verdict}) without its entry of the audit trail")
        last = entries.exclude(tag="attachment:added").order_by("sequence").last()
        if STATE_AFTER.get(last.tag if last else "") != row.state:
            found.append(f"{row.state}, but the last entry of the audit trail is {last and last.tag}")
        if row.state in {"submitted", "verified", "judged"} and row.submitted_at is None:
            found.append(f"{row.state} but never handed in")
        if (row.state in {"verified", "judged"}) != (row.verified_at is not None):
            found.append(f"{row.state} but verified at {row.verified_at}")
        found += half_attached(unit, told)
        told.state, told.revision, told.verdict = stands
        told.coming = None
    found += half_worked()
    if (broken := first_broken(Government.objects.get().pk)) is not None:
        found.append(f"the audit chain is broken at {broken}")
    connections.close_all()
    return found


def half_attached(unit: Unit, told: Known) -> list[str]:
    """Return what is wrong with the files of a report; and take over what is there."""
    rows = Attachment.objects.filter(owner_kind="report", owner_id=unit.report).select_related("file")
    there = [row.file.digest for row in rows]
    found = [f"file {digest[:8]} was acknowledged and is gone" for digest in set(told.files) - set(there)]
    found += [f"file {one[:8]} from nowhere" for one in set(there) - {*told.files, told.coming_file}]
    for row in rows:
        path = path_of(row.file.place)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row.file.digest:
            found.append(f"file {row.file.digest[:8]} is not whole on disk")
    if AuditEntry.objects.filter(tag="attachment:added", subject__in=[row.pk for row in rows]).count() != len(there):
        found.append(f"{len(there)} files with another number of entries in the audit trail")
    told.files, told.coming_file = there, ""
    return found


def marks() -> Path:
    """Return the folder in which jobs leave their marks."""
    folder = Path(settings.DATA) / "marks"
    folder.mkdir(exist_ok=True)
    return folder


def half_worked() -> list[str]:
    """Return the jobs that are called done without their work being done."""
    done = Job.objects.filter(key__startswith="mark-", state=JobState.DONE).values_list("key", flat=True)
    return [f"job {key} is done but its work is not" for key in done if not (marks() / key).exists()]


def unfinished(patience: float = 60) -> list[str]:
    """Wait for all jobs, and return those that are not done."""
    rows = Job.objects.filter(key__startswith="mark-").exclude(state=JobState.DONE)
    until = time.monotonic() + patience
    while rows.exists() and time.monotonic() < until:
        time.sleep(0.5)
    return [f"job {row.key} is {row.state} after {row.tries} tries: {row.error}" for row in rows]


def main() -> int:
    """Kill so often, print what was found, and return 1 when anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--whole", type=int, default=10, help="every so-manieth kill takes the whole server")
    given = parser.parse_args()
    units = prepare(given.units)
    known = {unit.report: Known() for unit in units}
    server, worker, found, done, under_way = Server(), Worker(), [], 0, 0
    for kill in range(1, given.kills + 1):
        stop = threading.Event()
        people = [
            (Attaching if place % 4 == 3 else Person)(
                unit, known[unit.report], server.port, stop, judges=place % 4 == 2
            )
            for place, unit in enumerate(units)
        ]
        for number in range(JOBS):
            name = f"mark-{kill}-{number}"
            enqueue_path(
                path="benchmarks.crash.tasks.leave_mark", key=name, arguments={"folder": str(marks()), "name": name}
            )
        for person in people:
            person.start()
        while not any(person.done for person in people) and any(person.is_alive() for person in people):
            time.sleep(0.01)  # until the server has warmed up
        time.sleep(random.uniform(0, 0.5))  # noqa: S311 - any moment
        strike(server, everything=kill % given.whole == 0)
        worker.kill()
        stop.set()
        for person in people:
            person.join()
        found += [f"kill {kill}: {fault}" for person in people for fault in person.wrong]
        under_way += sum(one.coming is not None or bool(one.coming_file) for one in known.values())
        done += sum(person.done for person in people)
        found += [f"kill {kill}: {fault}" for fault in faults(units, known)]
        worker.start()
    found += unfinished()
    cut = Job.objects.filter(key__startswith="mark-", tries__gt=1).count()
    verdicts, files = sum(one.verdict for one in known.values()), sum(len(one.files) for one in known.values())
    worker.stop()
    server.stop()
    say(f"{database()}: {given.kills} kills, {done} requests acknowledged, {under_way} cut off")
    say(f"of them {verdicts} verdicts and {files} files; {given.kills * JOBS} jobs, {cut} of them cut off")
    say("\n".join(found) or "nothing acknowledged was lost, nothing is half done")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
