"""The guard itself: which queries say whose rows they want, which do not, and how that is told."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from xushi_web.accounts.models import Appointment, Post
from xushi_web.accounts.queries import governments_of
from xushi_web.agencies.models import Agency, AgencyAlias, Government
from xushi_web.documents.models import SourceDocument
from xushi_web.notices.models import Notice
from xushi_web.notifications.models import Notification
from xushi_web.programmes.models import Programme

from . import watching as module
from .intended import OF_ALL, PUBLISHED, Intended
from .tables import ROOT
from .walking import taken_back
from .watching import Watch, watching

#: A key that came out of an address.
TYPED = UUID("01890000-0000-7000-8000-000000000001")


@dataclass
class Town:
    """A government with one unit and one person of its office."""

    government: Government
    agency: Agency
    person: User

    @property
    def mine(self) -> Agency:
        """The unit, loaded in scope."""
        return Agency.objects.get(government__in=governments_of(self.person), name="市教育局")


@pytest.fixture(scope="module")
def town(db: None) -> Town:  # noqa: ARG001 - opens the database
    government = Government.objects.create(name="云川市", slug="云川市")
    agency = Agency.objects.create(government=government, name="市教育局")
    person = User.objects.create_user("office")
    for one in (person, User.objects.create_user("colleague")):
        Appointment.objects.create(user=one, post=Post.OFFICE, government=government)
    return Town(government, agency, person)


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Watch, and take this file for the application; what is found fails no test here."""
    monkeypatch.setattr(module, "SOURCE", f"{Path(__file__).parent}/test_")
    with watching() as watch:
        yield watch


@contextmanager
def request(path: str, person: User | None = None) -> Iterator[None]:
    """Be inside of a request for `path` by a person who has signed in."""
    request_started.send(sender=None, environ={"REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1")})
    if person:
        ModelBackend().get_user(person.pk)
    try:
        yield
    finally:
        request_finished.send(sender=None)


Asks = Callable[[Town], Any]

SCOPED: dict[str, Asks] = {
    "the governments of the person": lambda town: list(governments_of(town.person)),
    "a government": lambda town: [Agency.objects.of(one).count() for one in governments_of(town.person)],
    "a subquery of governments": lambda town: list(Agency.objects.filter(government__in=governments_of(town.person))),
    "a key within the governments": lambda town: Agency.objects.filter(
        government__in=governments_of(town.person), pk=TYPED
    ).first(),
    "the key of a loaded row": lambda town: town.mine.refresh_from_db(),
    "rows of a loaded row": lambda town: list(town.mine.aliases.all()),
    "rows fetched beside": lambda town: list(
        Agency.objects.filter(government__in=governments_of(town.person)).prefetch_related("aliases")
    ),
    "a join to the government": lambda town: list(
        AgencyAlias.objects.filter(agency__government__in=governments_of(town.person))
    ),
    "the person's own": lambda town: list(Notification.objects.filter(person=town.person)),
    "the units of the person": lambda town: list(Agency.objects.filter(appointments__user=town.person)),
    "either of two that do": lambda town: list(
        Agency.objects.filter(Q(government__in=governments_of(town.person)) | Q(appointments__user=town.person))
    ),
    "where something of the person's is": lambda town: list(
        Agency.objects.filter(Exists(Appointment.objects.filter(user=town.person, agency=OuterRef("pk"))))
    ),
    "a column of the same row": lambda town: list(
        governments_of(town.person).annotate(
            first=Subquery(Agency.objects.filter(government=OuterRef("pk")).values("name")[:1])
        )
    ),
    "a sum": lambda town: Agency.objects.filter(government__in=governments_of(town.person)).aggregate(Count("pk")),
    "two together": lambda town: list(
        governments_of(town.person)
        .order_by()
        .union(Government.objects.order_by().filter(pk__in=governments_of(town.person)))
    ),
    "nothing": lambda _town: list(Agency.objects.filter(pk__in=[])),
    "what is nobody's": lambda _town: list(SourceDocument.objects.filter(government__isnull=True)),
    "a new row in its government": lambda town: AgencyAlias.objects.create(
        government_id=town.mine.government_id, agency=town.mine, name="教育局"
    ),
    "a change of a loaded row": lambda town: town.mine.save(),
    "a move to a loaded row": lambda town: AgencyAlias.objects.filter(agency=town.mine).update(agency=town.mine),
    "the end of a loaded row": lambda town: AgencyAlias.objects.filter(agency=town.mine).delete(),
    "what belongs to nobody": lambda _town: list(apps.get_model("jobs.Job").objects.all()),
}

UNSCOPED: dict[str, Asks] = {
    "all": lambda _town: list(Agency.objects.all()),
    "a key out of the address": lambda _town: Agency.objects.filter(pk=TYPED).first(),
    "a government out of the address": lambda _town: list(Agency.objects.filter(government=TYPED)),
    "another column": lambda _town: list(Agency.objects.filter(name="市教育局")),
    "all but a government": lambda town: list(Agency.objects.exclude(government=town.mine.government_id)),
    "one of two that does not": lambda town: list(
        Agency.objects.filter(Q(government__in=governments_of(town.person)) | Q(is_group=True))
    ),
    "a subquery that does not": lambda _town: list(Agency.objects.filter(government__in=Government.objects.all())),
    "something of the person's somewhere": lambda town: list(
        Agency.objects.filter(Exists(Appointment.objects.filter(user=town.person)))
    ),
    "a column of any row": lambda town: list(
        governments_of(town.person).annotate(first=Subquery(Agency.objects.values("name")[:1]))
    ),
    "the rows of a colleague": lambda town: list(
        Notification.objects.filter(
            person__in=list(User.objects.filter(appointments__government=town.mine.government_id))
        )
    ),
    "beyond a colleague": lambda town: list(
        Notification.objects.filter(person__appointments__government=town.mine.government_id)
    ),
    "another person": lambda town: User.objects.filter(pk=town.person.pk + 1).first(),
    "a sum": lambda _town: Agency.objects.aggregate(Count("pk")),
    "whether there are any": lambda _town: Agency.objects.exists(),
    "two together": lambda town: list(governments_of(town.person).order_by().union(Government.objects.order_by())),
    "a change": lambda _town: Agency.objects.filter(pk=TYPED).update(short_name="教育局"),
    "a move somewhere": lambda town: AgencyAlias.objects.filter(agency=town.mine).update(agency=TYPED),
    "an end": lambda _town: AgencyAlias.objects.filter(pk=TYPED).delete(),
    "a new row somewhere": lambda town: AgencyAlias.objects.create(
        government=town.government, agency=town.agency, name="教委"
    ),
}


@pytest.mark.parametrize("asks", SCOPED.values(), ids=SCOPED)
def test_what_says_whose_rows_it_wants_is_not_told(asks: Asks, town: Town, watch: Watch) -> None:
    with taken_back(), request("/workbench/", town.person):
        asks(town)
    assert watch.report() == ""


@pytest.mark.parametrize("asks", UNSCOPED.values(), ids=UNSCOPED)
def test_what_does_not_is_told_once(asks: Asks, town: Town, watch: Watch) -> None:
    with taken_back(), request("/workbench/", town.person):
        asks(town)
    assert len(watch.found) == 1


def test_the_sentence_names_page_place_and_kind_and_says_what_to_do(town: Town, watch: Watch) -> None:
    def leak() -> None:
        Notice.objects.filter(pk=TYPED).first()

    with request("/workbench/notices/01890000-0000-7000-8000-000000000001/", town.person):
        leak()
    line = leak.__code__.co_firstlineno + 1
    here = "test_the_sentence_names_page_place_and_kind_and_says_what_to_do.<locals>.leak"
    assert watch.report() == (
        f"GET /workbench/notices/01890000-0000-7000-8000-000000000001/: scoping.py:{line} ({here}) reads "
        "notices.Notice without saying whose. Expected: a condition on the government, on the person who has signed "
        "in, or on the key of a row that this request has loaded by such a condition; a key out of an address or a "
        "form is none. Narrow the rows first, by within(request, rows) or .objects.of(government); what is meant for "
        "all governments is entered with its reason in OF_ALL of tests/web/year/intended.py."
    )


def test_a_key_is_good_for_one_request_only(town: Town, watch: Watch) -> None:
    with request("/workbench/", town.person):
        town.mine.refresh_from_db()
    with request("/workbench/", town.person):
        town.agency.refresh_from_db()
    assert [finding.model for finding in watch.found.values()] == ["agencies.Agency"]


def test_every_government_is_in_the_scope_of_the_office_of_all(db: None, watch: Watch) -> None:  # noqa: ARG001
    with taken_back():
        host = User.objects.create_user("host")
        Appointment.objects.create(user=host, post=Post.OFFICE)
        with request("/workbench/", host):
            list(Agency.objects.filter(government__in=governments_of(host)))
    assert watch.report() == ""


def test_what_is_entered_with_a_reason_is_not_told(town: Town, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_page() -> None:
        list(Government.objects.all())
        list(Programme.objects.all())

    place = f"scoping.py:{first_page.__qualname__}"
    monkeypatch.setitem(OF_ALL, place, Intended(("agencies.Government",), "names them all"))
    with request("/workbench/", town.person):
        first_page()
    assert [finding.model for finding in watch.found.values()] == ["programmes.Programme"]


def test_nothing_is_told_outside_of_a_request(db: None, watch: Watch) -> None:  # noqa: ARG001
    list(Agency.objects.all())
    assert watch.report() == ""


def test_the_address_of_a_public_page_names_what_it_is_about(town: Town, watch: Watch) -> None:
    with request(f"/agencies/{town.agency.pk}/"):
        Agency.objects.get(pk=town.agency.pk)
    with request("/governments/云川市/"):
        list(Agency.objects.of(Government.objects.get(slug="云川市")))
    assert watch.report() == ""


def test_nothing_else_is_in_the_scope_of_a_public_page(town: Town, watch: Watch) -> None:
    with request(f"/agencies/{town.agency.pk}/", town.person):
        Agency.objects.filter(pk=TYPED).first()
        Government.objects.filter(slug="石桥市").first()
    assert [finding.model for finding in watch.found.values()] == ["agencies.Agency", "agencies.Government"]


def test_a_public_page_asks_for_what_is_published_only(db: None, watch: Watch) -> None:  # noqa: ARG001 - opens the database
    with request(f"/documents/{TYPED}/"):
        SourceDocument.objects.filter(pk=TYPED, state="accepted").first()
        SourceDocument.objects.filter(pk=TYPED).exclude(state="draft").first()
    assert watch.report() == ""
    with request(f"/documents/{TYPED}/"):
        SourceDocument.objects.filter(pk=TYPED).first()
        Notice.objects.filter(pk=TYPED).first()
    line = test_a_public_page_asks_for_what_is_published_only.__code__.co_firstlineno + 6
    here = "test_a_public_page_asks_for_what_is_published_only"
    assert watch.report() == (
        f"GET /documents/{TYPED}/: scoping.py:{line} ({here}) reads documents.SourceDocument that need not be "
        "published. Expected on a public page: a condition on documents.SourceDocument.state. Ask for what is "
        "published only, or say in PUBLISHED of tests/web/year/intended.py how it is known to be.\n"
        f"GET /documents/{TYPED}/: scoping.py:{line + 1} ({here}) reads notices.Notice that need not be published. "
        "Expected on a public page: nothing of this kind, unless PUBLISHED lets it. Ask for what is published only, or "
        "say in PUBLISHED of tests/web/year/intended.py how it is known to be."
    )


def functions(path: Path) -> Iterator[str]:
    """Yield the functions of a module, those of its classes with the name of the class."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        before = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        yield from (f"{before}{one.name}" for one in inner if isinstance(one, ast.FunctionDef))


def test_whatever_is_entered_is_there() -> None:
    source, labels = ROOT / "src" / "xushi_web", {model._meta.label for model in apps.get_models()}  # noqa: SLF001
    for place, intended in OF_ALL.items():
        file, _, function = place.partition(":")
        assert function in functions(source / file), place
        assert intended.reason
        assert labels >= set(intended.models), place
    assert labels >= PUBLISHED.keys()
    for column in frozenset[str]().union(*PUBLISHED.values()):
        label, _, name = column.rpartition(".")
        apps.get_model(label)._meta.get_field(name)  # noqa: SLF001 - raises for one that is not there
