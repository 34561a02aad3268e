"""The tracker as `xushi run` serves it, in a process of its own, with units that report; and browsers without windows.

XUSHI_DATA=FOLDER [XUSHI_DATABASE=postgresql:///EMPTY] PYTHONPATH=src:. python -m benchmarks.load.run
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xushi_web.project.settings")
os.environ.setdefault("XUSHI_LIMITS", "none")  # all come from one address
os.environ.setdefault("XUSHI_JOB_LOST", "6")  # a killed job is taken up again while the benchmark runs
django.setup()

from django.conf import settings  # noqa: E402 - Django has to be set up first
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.messages.storage.cookie import CookieStorage  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.http import HttpRequest, parse_cookie  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.invented import CITY, SCHOOL, breakdown, bytes_of  # noqa: E402

from xushi.document.model import Role  # noqa: E402
from xushi_web.accounts.actions import appoint  # noqa: E402
from xushi_web.accounts.actors import System  # noqa: E402
from xushi_web.accounts.models import Post  # noqa: E402
from xushi_web.agencies.actions import found_government  # noqa: E402
from xushi_web.documents.actions import accept_document, receive_reading  # noqa: E402
from xushi_web.programmes.models import Programme  # noqa: E402
from xushi_web.reporting.actions import open_period  # noqa: E402
from xushi_web.reporting.models import UnitReport  # noqa: E402

SYSTEM = System("benchmark")


@dataclass(frozen=True)
class Unit:
    """One unit with its report and the sessions of its people."""

    report: str
    clerk: str
    colleague: str
    head: str
    office: str


def prepare(count: int) -> list[Unit]:
    """Fill the empty database with a list of `count` items, each led by a unit of its own, and open a period."""
    call_command("migrate", verbosity=0, interactive=False)
    year = timezone.localdate().year
    city = found_government(CITY)
    promises = tuple(replace(SCHOOL, number=str(n), units=((Role.LEAD, f"市第{n}局"),)) for n in range(1, count + 1))
    tree = breakdown(year=year, headings=(("各项", promises),))
    draft = receive_reading(actor=SYSTEM, name=tree.source.name, data=bytes_of(tree), tree=tree).document
    accept_document(actor=SYSTEM, document=draft)
    office = User.objects.create_user("office")
    appoint(actor=SYSTEM, user=office, post=Post.OFFICE, government=city)
    programme = Programme.objects.get()
    due = timezone.now() + timedelta(days=7)
    open_period(actor=office, programme=programme, period=f"{year}-Q4", title="第四季度", due_at=due)
    units = []
    for report in UnitReport.objects.select_related("agency").order_by("commitment__order"):
        people = {}
        for name, post in (("clerk", Post.CLERK), ("colleague", Post.CLERK), ("head", Post.HEAD)):
            person = User.objects.create_user(f"{name}-{report.agency.name}")
            appoint(actor=SYSTEM, user=person, post=post, agency=report.agency)
            people[name] = session_of(person)
        units.append(Unit(str(report.pk), people["clerk"], people["colleague"], people["head"], session_of(office)))
    connections.close_all()
    return units


def session_of(user: User) -> str:
    """Sign somebody in and return the session."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Group:
    """A process group of its own, to be killed or stopped as one."""

    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """Kill everything at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        self.process.terminate()
        self.process.wait(30)


class Server(Group):
    """`xushi run` in a process group of its own."""

    def __init__(self, workers: int = 2) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.workers = workers
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-P", "-m", "xushi", "run", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--workers", str(self.workers)],
            stdout=subprocess.DEVNULL,
            stderr=(Path(settings.DATA) / "server.log").open("ab"),
            start_new_session=True,
        )
        for _attempt in range(600):
            if self.process.poll() is not None:
                break
            with suppress(
                OSError, http.client.HTTPException
            ):  # being connected is not enough: a dead one may listen on
                Browser(self.port, "").request("GET", reverse("portal:home"))
                return
            time.sleep(0.1)
        message = f"the server did not start, see {settings.DATA}/server.log"
        raise RuntimeError(message)


class Browser:
    """Opens pages and posts their forms with a session, as a browser does.

    `said` is what the last answer will tell on the next page (已保存。), by which what was done and what was refused
    differ: both are redirected. It comes with the answer itself, in the cookie of messages.
    """

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session, self.token = port, session, ""
        self.said: list[str] = []

    def request(self, method: str, address: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Return the status and the body. Raises `OSError` or `HTTPException` when the server dies meanwhile."""
        body = None if fields is None else urlencode({**fields, "csrfmiddlewaretoken": self.token})
        return self.send(method, address, body, "application/x-www-form-urlencoded")

    def send(self, method: str, address: str, body: str | bytes | None, kind: str) -> tuple[int, str]:
        """Do the same with a body of this type."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={self.token}"
        headers = {"Cookie": sent, "Host": f"127.0.0.1:{self.port}"}
        if body is not None:
            headers["Content-Type"] = kind
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        cookies = parse_cookie("; ".join(response.headers.get_all("Set-Cookie") or ()))
        self.token = cookies.get(settings.CSRF_COOKIE_NAME, self.token)
        self.said = said_in(cookies)
        return response.status, text

    def open(self, name: str, key: str) -> tuple[int, str]:
        """Open a page of the workbench."""
        return self.request("GET", reverse(f"workbench:{name}", args=[key]))

    def post(self, name: str, key: str, **fields: Any) -> int:
        """Post a form of the workbench and return the status."""
        return self.request("POST", reverse(f"workbench:{name}", args=[key]), fields)[0]

    def attach(self, report: str, name: str, data: bytes) -> int:
        """Attach a file to a report and return the status, which is that of a redirect for a refused file too."""
        mark = "-" * 20 + "xushi"
        head = "Content-Disposition: form-data; name="
        parts = [
            f'--{mark}\r\n{head}"csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode(),
            f'--{mark}\r\n{head}"files"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'.encode(),
            data,
            f"\r\n--{mark}--\r\n".encode(),
        ]
        address = reverse("workbench:add-attachments", args=["report", report])
        return self.send("POST", address, b"".join(parts), f"multipart/form-data; boundary={mark}")[0]


def said_in(cookies: dict[str, str]) -> list[str]:
    """Return the messages that an answer with these cookies brings."""
    request = HttpRequest()
    request.COOKIES = cookies
    return [str(message) for message in CookieStorage(request)]


def revision_on(page: str) -> str:
    """Return the revision that stands in the form."""
    found = re.search(r'name="revision" value="(\d+)"', page)
    return found[1] if found else ""


def database() -> str:
    """Return the kind of database the benchmark runs on."""
    return connections["default"].vendor


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
