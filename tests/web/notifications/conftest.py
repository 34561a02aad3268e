from __future__ import annotations

import mailbox
import subprocess
import sys
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.utils.translation import gettext_lazy

from xushi_web.accounts.actors import System
from xushi_web.accounts.contacts import keep_email
from xushi_web.agencies.models import Government
from xushi_web.notifications.actions import tell
from xushi_web.project.environment import MailServer

Tell = Callable[..., int]

#: A mail server as a process: it says its port, keeps what it gets, and ends when its input does.
SERVER = """
import asyncio, sys
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult

class Strict(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

def known(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"tracker", b"p@ss 1/2"), handled=False)

async def main():
    loop = asyncio.get_running_loop()
    strict = dict(authenticator=known, auth_required=True, auth_require_tls=False)
    server = await loop.create_server(lambda: SMTP(Strict(sys.argv[1]), **strict), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)

asyncio.run(main())
"""


class Post:
    """A running mail server and what it got."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", "-c", SERVER, str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    @property
    def mails(self) -> list[Message]:
        return list(mailbox.Maildir(self.folder))

    def use(self, settings: Any, *, password: str = "", port: int | None = None) -> None:
        """Let Django send to it, as XUSHI_MAIL would."""
        server = MailServer(
            "127.0.0.1", port or self.port, "tracker", password or "p@ss 1/2", tls=False, starttls=False
        )
        settings.MAIL = server
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = server[:4]
        settings.SITE_ADDRESS = "https://tracker.example"
        settings.DEFAULT_FROM_EMAIL = "序时 <xushi@tracker.example>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    post = Post(tmp_path_factory.mktemp("mail") / "box")
    yield post
    assert post.process.stdin is not None
    post.process.stdin.close()
    post.process.wait()
    assert post.process.stdout is not None
    post.process.stdout.close()


@pytest.fixture
def post(server: Post, settings: Any) -> Post:
    for key in (box := mailbox.Maildir(server.folder)).keys():  # noqa: SIM118 - of a mailbox, not of a dict
        box.remove(key)
    server.use(settings)
    return server


@pytest.fixture
def clerk(city: Government) -> User:  # noqa: ARG001 - opens the database
    user = User.objects.create_user("clerk")
    keep_email(user, "clerk@tracker.example")
    return user


@pytest.fixture
def clerk_client(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


@pytest.fixture
def told(city: Government) -> Tell:
    """Tell people something about a thing, as an action would."""

    def say(*people: User, thing: str = "1 新建幼儿园", **options: Any) -> int:
        with transaction.atomic():
            return tell(
                **{
                    "actor": System("test"),
                    "people": people,
                    "subject": gettext_lazy("已丢弃“%(title)s”。"),
                    "values": {"title": thing},
                    "link": "/workbench/messages/?about=1",
                    "government": city,
                    "key": f"discarded:{thing}",
                    **options,
                }
            )

    return say
