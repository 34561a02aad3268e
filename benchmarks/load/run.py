"""Fifty units report in the same minute: errors, lost updates, response times.

    XUSHI_DATA=FOLDER [XUSHI_DATABASE=postgresql:///EMPTY] PYTHONPATH=src:. python -m benchmarks.load.run [--seconds 60]

Each unit's clerk opens the report, has the figures of a paragraph proposed, saves and passes it up, while a colleague
saves over the same revision (one of the two has to be told); the head opens it and hands it in. No answer may be an
error, each report has to have been changed as often as somebody was told that it was saved, all have to be handed in,
and the audit chain has to hold. The load of the machine stands beside the times, which mean nothing without it.
"""

from __future__ import annotations

import argparse
import os
import random
import threading
import time
from collections import Counter, defaultdict
from statistics import quantiles

from benchmarks.served import Browser, Server, Unit, database, prepare, revision_on, say
from xushi_web.agencies.models import Government
from xushi_web.audit.queries import first_broken
from xushi_web.reporting.models import UnitReport

TEXT = "截至目前，新建公办幼儿园{n}所，新增学位{m}个，其余正在装修。"


class Measured:
    """Times and statuses of all requests, by what they did."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.statuses: Counter[tuple[str, int]] = Counter()
        self.saved: Counter[str] = Counter()
        self.lock = threading.Lock()

    def timed(self, what: str, request: object) -> object:
        """Do one request and note how long it took and what came back."""
        begun = time.monotonic()
        answer = request()  # type: ignore[operator]
        status = answer if isinstance(answer, int) else answer[0]
        with self.lock:
            self.times[what].append(time.monotonic() - begun)
            self.statuses[what, status] += 1
        return answer


def unit_reports(unit: Unit, order: int, port: int, seen: Measured, start: float) -> None:
    """Report one item as the people of a unit do."""
    time.sleep(start)
    clerk, colleague, head = (Browser(port, who) for who in (unit.clerk, unit.colleague, unit.head))
    _status, page = seen.timed("open", lambda: clerk.open("report", unit.report))
    seen.timed("open", lambda: colleague.open("report", unit.report))
    fields = {"narrative": TEXT.format(n=order % 12, m=order * 10), "revision": revision_on(page)}
    seen.timed("propose", lambda: clerk.post("propose-figures", unit.report, **fields))
    figures = {"written-0": f"{order % 12}所", "written-1": f"{order * 10}个"}

    def save(browser: Browser) -> None:
        if seen.timed("save", lambda: browser.post("write-report", unit.report, **fields, **figures)) == 302:
            with seen.lock:
                seen.saved[unit.report] += 1

    both = [threading.Thread(target=save, args=[browser]) for browser in (clerk, colleague)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    seen.timed("pass up", lambda: clerk.post("pass-up-report", unit.report))
    seen.timed("open", lambda: head.open("report", unit.report))
    seen.timed("hand in", lambda: head.post("submit-report", unit.report))


def main() -> int:
    """Run, print the figures, and return 1 for an error or a lost update."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    units = prepare(given.units)
    server, seen = Server(given.workers), Measured()
    chance = random.Random(1)  # noqa: S311 - the same starts each time
    before, begun = os.getloadavg()[0], time.monotonic()
    threads = [
        threading.Thread(target=unit_reports, args=[unit, n, server.port, seen, chance.uniform(0, given.seconds)])
        for n, unit in enumerate(units, 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    server.stop()
    rows = {str(row.pk): row for row in UnitReport.objects.prefetch_related("figures")}
    lost = [key for key, row in rows.items() if row.revision != seen.saved[key] or row.figures.count() != 2]
    unfinished = [key for key, row in rows.items() if row.state != "submitted"]
    errors = {what: count for what, count in seen.statuses.items() if what[1] >= 500}
    broken = first_broken(Government.objects.get().pk)
    say(f"{database()}, {given.units} units within {given.seconds:g} s, {given.workers} processes: {took:.1f} s")
    say(f"load of the machine {before:.1f} before and {os.getloadavg()[0]:.1f} after, {os.cpu_count()} processors")
    say(f"errors {errors}, lost updates {len(lost)}, not handed in {len(unfinished)}, chain broken at {broken}")
    for what, times in seen.times.items():
        cuts = quantiles(times, n=20)
        answers = {status: count for (kind, status), count in sorted(seen.statuses.items()) if kind == what}
        say(f"{what:<10}{len(times):>5}  p50 {cuts[9]:.3f} s  p95 {cuts[18]:.3f} s  {answers}")
    return int(bool(errors or lost or unfinished or broken))


if __name__ == "__main__":
    raise SystemExit(main())
