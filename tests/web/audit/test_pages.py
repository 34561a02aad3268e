from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.agencies.models import Government
from xushi_web.audit import reading
from xushi_web.audit.actions import record
from xushi_web.audit.models import AuditEntry, Tag

from ..conftest import signed_in, tampering


@pytest.fixture
def entry(city: Government) -> AuditEntry:
    with transaction.atomic():
        return record(
            actor=System("test"),
            tag=Tag.DOCUMENT_ACCEPTED,
            subject="=1+1",
            government=city.pk,
            details={"题": "报"},
        )


def addresses(entry: AuditEntry) -> list[str]:
    return [
        reverse("workbench:audit"),
        reverse("workbench:audit-entry", args=[entry.pk]),
        reverse("workbench:audit-export", args=["csv"]),
    ]


def test_the_audit_administrator_sees_what_everybody_did(auditor: User, entry: AuditEntry) -> None:
    for address in addresses(entry):
        assert signed_in(auditor).get(address).status_code == 200


@pytest.mark.parametrize("who", ["office", "administrator", "system_administrator", "security_administrator"])
def test_nobody_else_sees_it(request: pytest.FixtureRequest, who: str, entry: AuditEntry) -> None:
    client = signed_in(request.getfixturevalue(who))
    for address in addresses(entry):
        assert client.get(address).status_code == 403
    assert client.post(reverse("workbench:audit-verify")).status_code == 403


def test_a_visitor_is_asked_to_sign_in(entry: AuditEntry) -> None:
    for address in addresses(entry):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("who", ["office", "system_administrator", "security_administrator"])
def test_nobody_else_verifies_or_takes_entries_out(request: pytest.FixtureRequest, who: str) -> None:
    with pytest.raises(NotAllowed, match=r"^只有审计管理员可以查看审计记录。$"):
        reading.verify(actor=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("actor=system:test", True),
        ("actor=nobody", False),
        ("tag=document:accepted", True),
        ("tag=match:confirmed", False),
        ("outcome=refused", False),
        ("until=2000-01-01", False),
        ("since=2000-01-01", True),
        ("since=yesterday", True),  # what cannot be understood asks for nothing
    ],
)
def test_entries_are_narrowed(auditor: User, entry: AuditEntry, query: str, found: bool) -> None:  # noqa: FBT001
    page = signed_in(auditor).get(f"{reverse('workbench:audit')}?{query}").content.decode()
    assert (str(entry.pk) in page) is found


def test_a_formula_in_an_export_is_a_text(auditor: User, entry: AuditEntry) -> None:  # noqa: ARG001 - is exported
    response = signed_in(auditor).get(reverse("workbench:audit-export", args=["csv"]))
    assert ",'=1+1," in b"".join(response.streaming_content).decode()  # type: ignore[attr-defined] # it streams
    assert AuditEntry.objects.get(tag="audit:exported").actor == "auditor"


def test_an_export_for_programs_has_one_entry_a_line(auditor: User, entry: AuditEntry) -> None:
    response = signed_in(auditor).get(reverse("workbench:audit-export", args=["jsonl"]) + "?tag=document:accepted")
    line = json.loads(b"".join(response.streaming_content).decode())  # type: ignore[attr-defined] # it streams
    assert (line["digest"], line["details"], line["at"][-6:]) == (entry.digest, {"题": "报"}, "+08:00")


def test_verifying_says_that_all_chains_hold(auditor: User, entry: AuditEntry) -> None:  # noqa: ARG001 - is checked
    page = signed_in(auditor).post(reverse("workbench:audit-verify"), follow=True).content.decode()
    assert "全部 1 条审计链完好，共 1 条记录。" in page


def test_verifying_names_the_first_broken_entry(auditor: User, entry: AuditEntry) -> None:  # noqa: ARG001 - is broken
    with tampering():
        AuditEntry.objects.update(actor="somebody else")
    page = signed_in(auditor).post(reverse("workbench:audit-verify"), follow=True).content.decode()
    assert "云川市：第 1 条记录被改动、删除或插入，其后的记录不可信。请保全数据库并报告。" in page
    assert AuditEntry.objects.get(tag="audit:verified").outcome == "failed"


def test_a_refused_page_is_in_the_trail(office: User) -> None:
    signed_in(office).get(reverse("workbench:audit"), REMOTE_ADDR="192.0.2.7")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.tag, entry.outcome, entry.subject, entry.address) == (
        "office",
        "request:refused",
        "refused",
        "workbench:audit",
        "192.0.2.7",
    )


def test_an_action_refused_on_a_page_is_in_the_trail_with_its_reason(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise NotAllowed("不行。")  # noqa: EM101 - a sentence

    monkeypatch.setattr("xushi_web.workbench.views.imports.receive_file", refuse)
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    signed_in(office).post(reverse("workbench:upload"), {"files": SimpleUploadedFile("a.txt", b"x")})
    assert AuditEntry.objects.get().details["reasons"] == ["不行。"]


def test_what_a_visitor_was_refused_is_not(db: None) -> None:  # noqa: ARG001 - opens the database
    assert Client(enforce_csrf_checks=True).post(reverse("workbench:login"), {"username": "x"}).status_code == 403
    assert not AuditEntry.objects.exists()
