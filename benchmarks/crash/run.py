"""Kill the server at random points while units report, and look at what is there afterwards.

    XUSHI_DATA=FOLDER [XUSHI_DATABASE=postgresql:///EMPTY] PYTHONPATH=src:. python -m benchmarks.crash.run [--kills 100]

FOLDER and database have to be empty: `createdb EMPTY`. Of four units (`--units`) the people of two save, pass up, hand
in, return, verify and take back without a pause, those of the third are led to a verdict which the office changes again
and again, those of the fourth attach texts and photos and remove them; the background process does jobs. At a random
moment it and all processes that answer requests are killed (kill -9), which the server replaces, or every so-manieth
time (`--whole`) everything, and started again. A kill before which nothing was acknowledged is a fault too.

What counts as acknowledged is what the server said in its answer (已保存。), not that it answered: whoever is
refused is redirected too. Then, when the last of the killed processes and of their connections to the database is gone:

- the changes in the audit trail, of each report and its files, are those that were acknowledged, in order and each
  once, and of what was under way nothing or all; 报送 of a page that was typed into saves before it hands in, which are
  two whole changes;
- each report has the state, text, figures, verdict, reason and times that its entries in the audit trail lead to;
- exactly the files are attached that the entries say, and each is whole on disk with its copies;
- whoever is to be told of a change was told of it, and of nothing else;
- a job that is called done has had its effect, none has had it twice or was begun oftener than it was given out;
- all chains of the audit trail hold.

At the end every job is done, the nightly clean-up leaves on disk exactly the files that rows name, and `xushi audit
verify` agrees. Whatever was lost is printed with the last answers and the last entries of that report; FOLDER/told.log
has every answer with its time.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connections

from benchmarks.crash.afterwards import COPIES, faults, left_over, marks, swept, unfinished, verified
from benchmarks.crash.killing import strike
from benchmarks.crash.people import ADDED, REMOVED, Attaching, Browsers, Known, Person, sign_in
from benchmarks.served import Server, Unit, database, prepare, say
from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.queue import enqueue_path

#: Jobs that are put into the queue before each kill.
JOBS = 20
#: Seconds in which the kill falls, from when the first change was acknowledged and the first job begun.
WITHIN = 1.0


def work(units: list[Unit], known: dict[str, Known], browsers: list[Browsers], stop: threading.Event) -> list[Person]:
    """Let the people of all units begin."""
    people = []
    for place, (unit, theirs) in enumerate(zip(units, browsers, strict=True)):
        kind = Attaching if place % 4 == 3 else Person
        people.append(kind(unit, known[unit.report], theirs, stop, judges=place % 4 == 2))
    for person in people:
        person.start()
    return people


def queue(kill: int) -> None:
    """Put jobs into the queue."""
    for number in range(JOBS):
        name = f"mark-{kill}-{number}"
        arguments = {"folder": str(marks()), "name": name}
        enqueue_path(path="benchmarks.crash.tasks.leave_mark", key=name, arguments=arguments)


def wait_for_work(people: list[Person], kill: int) -> None:
    """Wait until something is acknowledged, give out jobs, and wait until one of them is begun."""
    _wait(lambda: any(person.done for person in people) or not any(person.is_alive() for person in people))
    queue(kill)
    _wait(Job.objects.filter(key__startswith=f"mark-{kill}-").exclude(state=JobState.WAITING).exists)


def _wait(reached: Callable[[], bool], patience: float = 60) -> None:
    until = time.monotonic() + patience
    while not reached() and time.monotonic() < until:
        time.sleep(0.01)


def main() -> int:
    """Kill so often, print what was found, and return 1 when anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--whole", type=int, default=5, help="every so-manieth kill takes the whole server")
    given = parser.parse_args()
    units = prepare(given.units)
    known = {unit.report: Known() for unit in units}
    server, count, done, under_way, uploads = Server(), 0, 0, 0, 0
    browsers = [sign_in(unit, server.port) for unit in units]
    for kill in range(1, given.kills + 1):
        stop = threading.Event()
        people = work(units, known, browsers, stop)
        wait_for_work(people, kill)
        time.sleep(random.uniform(0, WITHIN))  # noqa: S311 - any moment
        strike(server, everything=kill % given.whole == 0)
        stop.set()
        for person in people:
            person.join()
        cut = [change for one in known.values() for change in one.coming[:1]]
        under_way += len(cut)
        uploads += sum(change.tag == ADDED for change in cut)
        done += sum(person.done for person in people)
        faulty = [fault for person in people for fault in person.wrong] + faults(units, known)
        if not any(person.done for person in people):
            faulty.append("nothing was acknowledged before, so nothing could be lost")
        if len(left_over()) > COPIES * uploads:
            faulty.append(f"{len(left_over())} files without a row, but only {uploads} uploads were cut off")
        connections.close_all()
        keep_told(known)
        count += complain(f"kill {kill}", faulty)
        if kill % 10 == 0:
            say(f"{kill} kills, {done} changes acknowledged, {under_way} requests cut off, {count} faults")
    count += complain("in the end", [*unfinished(), *faults(units, known)])
    server.stop()
    orphans = len(left_over())
    count += complain("in the end", [*swept(), *verified()])
    report(given.kills, done, under_way, known, orphans)
    say(f"{count} faults" if count else "nothing acknowledged was lost, nothing is half done")
    return int(bool(count))


def complain(when: str, found: list[str]) -> int:
    """Print what was found at once, and return how much."""
    for fault in found:
        say(f"{when}: {fault}")
    return len(found)


def keep_told(known: dict[str, Known]) -> None:
    """Write down all that was acknowledged, by report."""
    lines = [f"{report} {line}\n" for report, one in known.items() for line in one.told]
    (Path(settings.DATA) / "told.log").write_text("".join(lines), encoding="utf-8")


def report(kills: int, done: int, under_way: int, known: dict[str, Known], orphans: int) -> None:
    """Print what happened."""
    jobs = Job.objects.filter(key__startswith="mark-")
    counts = {tag: sum(one.count(tag) for one in known.values()) for tag in ("report:judged", ADDED, REMOVED)}
    landed = sum(one.landed for one in known.values())
    say(f"{database()}: {kills} kills, {done} requests acknowledged; changes {counts}")
    say(f"{under_way} requests cut off, {landed} of them when they were done and the answer was not there yet")
    say(f"{jobs.count()} jobs, {jobs.filter(tries__gt=1).count()} of them cut off; {orphans} files without a row swept")


if __name__ == "__main__":
    raise SystemExit(main())
