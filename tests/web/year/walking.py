"""Every address of the site, with a real thing in it, asked for by everybody.

What stands in an address is told by the word before it (``notices/<uuid:key>/`` is a notice), so that a new address
of a known kind of thing is walked by itself, and one of an unknown kind fails with a sentence that says what to add.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, models, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from xushi_web.accounts.models import Appointment, Proposal
from xushi_web.adjustments.models import Adjustment
from xushi_web.agencies.models import Agency, Government
from xushi_web.attachments.models import Attachment
from xushi_web.audit.models import AuditEntry
from xushi_web.bulletins.models import Bulletin, CorrectionNotice, Paragraph
from xushi_web.dispatches.models import Confirmation, Dispatch, Dispute
from xushi_web.documents.models import DocumentProblem, SourceDocument
from xushi_web.errata.models import Erratum
from xushi_web.jobs.models import Job
from xushi_web.matches.models import ListPair, Match
from xushi_web.notices.models import Notice
from xushi_web.notifications.models import Notification
from xushi_web.objections.models import Objection
from xushi_web.programmes.models import Commitment, Programme, Target
from xushi_web.questions.models import Question
from xushi_web.reporting.models import Contribution, ReportingPeriod, UnitReport
from xushi_web.states import Machine
from xushi_web.stationery.models import Template

from .cast import NOW, OFFICE, OTHER_UNIT, VISITOR, Cast
from .tables import modules

#: The thing that a key stands for, by the words of the address before it.
THINGS: dict[str, type[models.Model]] = {
    "adjustments": Adjustment,
    "agencies": Agency,
    "attachments": Attachment,
    "attachments/<slug:kind>": UnitReport,
    "audit": AuditEntry,
    "bulletins": Bulletin,
    "commitments": Commitment,
    "confirmations": Confirmation,
    "contacts": Appointment,
    "contributions": Contribution,
    "corrections": CorrectionNotice,
    "dispatches": Dispatch,
    "errata": Erratum,
    "disputes": Dispute,
    "documents": SourceDocument,
    "governments": Government,
    "jobs": Job,
    "lists": ListPair,
    "matches": ListPair,
    "messages": Notification,
    "notices": Notice,
    "objections": Objection,
    "overview": Government,
    "paragraphs": Paragraph,
    "people": User,
    "papers/<slug:kind>": Notice,
    "people/proposals": Proposal,
    "periods": ReportingPeriod,
    "problems": DocumentProblem,
    "programmes": Programme,
    "questions": Question,
    "reports": UnitReport,
    "rules": Government,
    "shares": Target,
    "stationery": Government,
    "targets": Target,
    "template": Template,
    "wording": Government,
}
#: Addresses whose key is not that of the word before it.
OTHERWISE: dict[str, type[models.Model]] = {
    "portal:paper": Programme,
    "workbench:scale": Programme,
    "workbench:decide": Match,
}
#: What else stands in an address.
VALUES = {
    "year": 2024,
    "position": 0,
    "token": "none",
    "secret": "none",
    "receipt": "none",
    "form": "csv",
    "to": "html",
}
#: … where it is not the same in all addresses.
OF_ADDRESS = {
    "workbench:add-attachments": {"kind": "report"},
    "workbench:act-on-question": {"verb": "release"},
    "workbench:keep-words": {"verb": "answer"},
    "workbench:paper": {"kind": "notice"},
    "workbench:templates": {"kind": "notice"},
    "workbench:starting-template": {"kind": "notice"},
    "workbench:usual-layout": {"kind": "notice"},
    "workbench:paper-file": {"kind": "notice"},
    "portal:paper": {"kind": "breakdown"},
    "workbench:bulletin-step": {"verb": "redraft"},
    "workbench:correction-step": {"verb": "issue"},
}
#: The step of an address that is not called as its verb is.
VERBS = {"return": "give_back", "retry": "retry"}
#: One form for all: everything that any page asks for.
FORM: dict[str, str] = {
    "reason": "按现场核查情况",
    "text": "已按要求整改。",
    "narrative": "已开工3所。",
    "revision": "0",
    "verdict": "behind",
    "grounds": "数据有误，请复核。",
    "answer": "已核对。",
    "outcome": "decline",
    "due": (NOW + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M"),
    "due_on": (NOW + timedelta(days=30)).date().isoformat(),
    "matter": "breakdown",
    "mode": "daily",
    "do": "confirm",
    "usual": "1",
    "period": "2024-Q2",
    "before": "示例",
    "after": "样例",
}
#: … and the things that are chosen on them.
CHOSEN: dict[str, type[models.Model]] = {"programme": Programme, "appointment": Appointment}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str  #: ``workbench:notice``
    route: str  #: ``workbench/notices/<uuid:key>/``

    @property
    def is_inside(self) -> bool:
        """Whether it is an address of the workbench, not of the public pages."""
        return self.name.startswith("workbench:")

    @property
    def thing(self) -> type[models.Model] | None:
        """Return what the key in the address stands for. Raises KeyError with a sentence where nobody has said."""
        before, given, _rest = self.route.partition("<uuid:key>")
        before, given = (before, given) if given else self.route.partition("<int:key>")[:2]
        before, given = (before, given) if given else self.route.partition("<str:slug>")[:2]
        if not given:
            return None
        words = before.removeprefix("workbench/").strip("/")
        if self.name in OTHERWISE:
            return OTHERWISE[self.name]
        if words not in THINGS:
            message = (
                f"{self.name} ({self.route}) is not walked: say in THINGS of tests/web/year/walking.py what it is of"
            )
            raise KeyError(message)
        return THINGS[words]

    def made(self, cast: Cast) -> str:
        """Return the address with real things in it. Raises KeyError with a sentence for what nobody has told."""
        values: dict[str, object] = {}
        for name in re.findall(r"<\w+:(\w+)>", self.route):
            if name in {"key", "slug"}:
                thing = cast.thing(self.thing)  # type: ignore[arg-type] # it has a key, so it is of something
                values[name] = thing.slug if name == "slug" else thing.pk  # type: ignore[attr-defined] # a government
            elif name in (known := VALUES | OF_ADDRESS.get(self.name, {})):
                values[name] = known[name]
            else:
                message = f"{self.name} ({self.route}): say in VALUES of tests/web/year/walking.py what {name} is"
                raise KeyError(message)
        return reverse(self.name, kwargs=values)


def addresses() -> Iterator[Address]:
    """Yield all addresses of the site in the order of the resolver; Django's own among them."""
    yield from _below(get_resolver(), "", "")


def _below(resolver: URLResolver, namespace: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace, whole)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", whole)


#: What an answer is, in the table.
SHOWN, DONE, SIGN_IN, REFUSED, MISSING, NOT_NOW, NO_SUCH, BROKEN = "✓", "→", "登录", "✗", "无", "!", "", "500"
_BY_STATUS = {200: SHOWN, 302: DONE, 403: REFUSED, 404: MISSING, 405: NO_SUCH, 410: MISSING, 500: BROKEN}


def outcome(client: Client, method: str, path: str, form: dict[str, str]) -> str:
    """Ask for `path` and return what the answer is; whatever it changed is taken back, also in the browser."""
    cookies = copy(client.cookies)
    with taken_back():
        answer = client.get(path) if method == "GET" else client.post(path, form)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined] # a stream has it
        answer.close()
    client.cookies = cookies
    if answer.status_code == 302 and answer.headers["Location"].startswith("/workbench/login/?next="):
        return SIGN_IN
    if answer.status_code in {409, 413, 422, 429, 400}:
        return NOT_NOW
    if answer.status_code == 500 and answer.exc_info:  # type: ignore[attr-defined] # the test client adds it
        print(method, path, file=sys.stderr)  # noqa: T201 - beside the failure of the test
        traceback.print_exception(answer.exc_info[1], limit=-3, file=sys.stderr)  # type: ignore[attr-defined]
    return _BY_STATUS[answer.status_code]


@contextmanager
def taken_back() -> Iterator[None]:
    """Roll back whatever is changed."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(who: User | AnonymousUser) -> Client:
    """Return the browser of a person, or of a visitor."""
    client = Client(raise_request_exception=False)
    if isinstance(who, User):
        client.force_login(who)
    return client


@contextmanager
def led_up(address: Address, cast: Cast) -> Iterator[None]:
    """Put the thing of an address that takes a step into the state from which that step leads on."""
    with taken_back():
        machine = _machines().get(address.thing) if address.thing else None
        verb = _verb(address, machine) if machine else None
        if machine and verb and address.thing:
            rows = address.thing._default_manager.filter(pk=cast.thing(address.thing).pk)  # noqa: SLF001 - the model's
            state = machine.step(verb).sources[0]
            try:
                with transaction.atomic():
                    rows.update(state=state)
            except IntegrityError:  # what is out has its number
                rows.update(state=state, number=1, year=NOW.year)
            cast.thing(address.thing).refresh_from_db()
        yield
    if address.thing and _has_state(address.thing):
        cast.thing(address.thing).refresh_from_db()


def _verb(address: Address, machine: Machine) -> str | None:
    name = address.name.partition(":")[2].replace("-", "_")
    verbs = sorted((step.verb for step in machine.steps), key=len, reverse=True)
    for written in [*verbs, *VERBS]:
        if re.match(rf"{written}(_|$)", name):
            return VERBS.get(written, written)
    return None


def _machines() -> dict[type[models.Model], Machine]:
    return {
        one.model: one for module in modules("machine") for one in vars(module).values() if isinstance(one, Machine)
    }


def _has_state(model: type[models.Model]) -> bool:
    try:
        model._meta.get_field("state")  # noqa: SLF001 - the fields of any model
    except FieldDoesNotExist:
        return False
    return True


def walk(cast: Cast) -> dict[tuple[Address, str], dict[str, str]]:
    """Return what each person is answered at every address, by the address and the method.

    The public pages are asked for as three of them only: they know no posts, and cost the most.
    """
    clients = {who: client_of(person) for who, person in cast.people.items()}
    form = {**FORM, **{name: str(cast.thing(model).pk) for name, model in CHOSEN.items()}}
    found: dict[tuple[Address, str], dict[str, str]] = {}
    for address in addresses():
        path = address.made(cast)
        asking = [who for who in clients if address.is_inside or who in {VISITOR, OFFICE, OTHER_UNIT}]
        for method in ("GET", "POST"):
            with led_up(address, cast) if method == "POST" else taken_back():
                if outcome(clients[VISITOR], method, path, form) != NO_SUCH:
                    found[address, method] = {who: outcome(clients[who], method, path, form) for who in asking}
    return found
