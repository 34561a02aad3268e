"""Every page that people work on in a year, held against the rules of accessibility: as it is and in large type."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from PIL import Image
from pytest_django.live_server_helper import LiveServer

from xushi_web.adjustments.actions import propose_adjustment
from xushi_web.adjustments.models import Adjustment
from xushi_web.attachments.actions import attach
from xushi_web.attachments.models import Attachment
from xushi_web.audit.models import AuditEntry
from xushi_web.bulletins.models import Bulletin, Paragraph
from xushi_web.dispatches.models import Confirmation, Dispatch
from xushi_web.errata.actions import report_error
from xushi_web.errata.models import Erratum
from xushi_web.notices.models import Notice
from xushi_web.objections.models import Objection
from xushi_web.programmes.models import Commitment, Programme, Target
from xushi_web.questions.actions import answer_here, ask, release_answer
from xushi_web.questions.models import Question
from xushi_web.reporting.models import Contribution, ReportingPeriod, UnitReport

from ..browser import AXE_TAGS, READERS, preference, session_of, unreadable
from ..conftest import signed_in
from .cast import DEPUTY, LEAD_CLERK, LEAD_HEAD, LEADER, OFFICE, SUPPORTING_CLERK, VISITOR, Cast, assemble

SYSTEM_ADMINISTRATOR, AUDITOR = "系统管理员", "审计管理员"


@pytest.fixture
def everybody(chromium: Any, live_server: LiveServer) -> Cast:  # noqa: ARG001 - the browser skips first
    """The cast, on a database that the pages share with the test; what is made up has neither sentences nor files."""
    cast = assemble()
    Attachment.objects.all().delete()
    attach(actor=cast.people[OFFICE], thing=cast.thing(UnitReport), name="现场.jpg", data=_photo())
    Adjustment.objects.all().delete()
    cast.things[Adjustment] = propose_adjustment(
        actor=cast.people[OFFICE],
        target=_target(cast),
        written="10所",
        reason="选址有变。",
        basis="云政办函〔2024〕3号",
    )
    asked = ask(actor=cast.people[DEPUTY], commitment=cast.thing(UnitReport).commitment, text="何时竣工？")
    answer_here(actor=cast.people[OFFICE], question=asked, text="八月底。")
    release_answer(actor=cast.people[OFFICE], question=asked)
    report_error(actor=cast.people[VISITOR], government=cast.city, page="/", text="数字有误", contact="a@b.example")
    return cast


def _photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(kept, "JPEG")
    return kept.getvalue()


def _target(cast: Cast) -> Target:
    rows = Target.objects.in_force().filter(commitment=cast.thing(UnitReport).commitment)
    return rows.filter(milestone__isnull=True, report__isnull=True, text="12所").get()


def pages_of(cast: Cast) -> dict[str, dict[str, str]]:
    """Return the addresses of the pages by whose they are."""
    report, city = cast.thing(UnitReport), cast.city
    commitment = report.commitment
    target = _target(cast)

    def to(name: str, *keys: object) -> str:
        return reverse(f"workbench:{name}", args=keys)

    def of(name: str, kind: type[Any]) -> str:
        return to(name, cast.thing(kind).pk)

    return {
        OFFICE: {
            "periods": to("periods"),
            "period": of("period", ReportingPeriod),
            "report": to("report", report.pk),
            "dispatches": to("dispatches"),
            "sending out": of("send-dispatch", Programme),
            "dispatch": of("dispatch", Dispatch),
            "notices": to("notices"),
            "items": of("promises", Programme),
            "drafting a notice": of("draft-notice", Commitment),
            "notice": of("notice", Notice),
            "objections": to("objections"),
            "objection": of("objection", Objection),
            "adjustments": to("adjustments"),
            "figures": to("figures", commitment.pk),
            "adjusting": to("propose-adjustment", target.pk),
            "adjustment": of("adjustment", Adjustment),
            "history": to("history", commitment.pk),
            "bulletins": to("bulletins"),
            "bulletin": of("bulletin", Bulletin),
            "paragraph": of("bulletin-paragraph", Paragraph),
            "wording": to("bulletin-wording", city.pk),
            "contacts": to("contacts"),
            "questions": to("questions"),
            "question of the office": of("question", Question),
            "errata": to("errata"),
            "erratum": to("erratum", Erratum.objects.get(text="数字有误").pk),
        },
        LEAD_CLERK: {
            "desk": to("desk"),
            "form of a report": to("report", report.pk),
            "sheet": of("sheet", ReportingPeriod),
            "shares": to("shares", target.pk),
            "confirmation": to("confirmation", _own(cast, Confirmation, LEAD_CLERK).pk),
            "deadlines": to("deadlines"),
            "messages": to("messages"),
            "account": to("account"),
            "question of the unit": of("question", Question),
        },
        DEPUTY: {
            "item of the public": reverse("portal:commitment", args=[commitment.pk]),
            "reporting an error": reverse("portal:report-error", args=[city.slug]),
            "receipts": reverse("portal:error-receipts"),
            "receipt": reverse("portal:error-receipt", args=[Erratum.objects.get(text="数字有误").receipt]),
            "following": to("following"),
            "choosing": of("choose-followed", Programme),
            "asking": to("ask", commitment.pk),
            "question of the deputy": to("question", Question.objects.get(asked_by__username="deputy").pk),
        },
        SUPPORTING_CLERK: {"contribution": to("contribution", _own(cast, Contribution, SUPPORTING_CLERK).pk)},
        LEAD_HEAD: {"form of the head": to("report", report.pk), "objections of a unit": to("objections")},
        LEADER: {"overview": to("overview", city.slug)},
        SYSTEM_ADMINISTRATOR: {"people": to("people"), "inviting": to("invite-person"), "jobs": to("jobs")},
        AUDITOR: {"audit": to("audit"), "entry": to("audit-entry", AuditEntry.objects.order_by("-sequence")[0].pk)},
    }


def _own(cast: Cast, kind: type[Any], whose: str) -> Any:
    return kind.objects.filter(agency__appointments__user=cast.people[whose])[0]


@pytest.fixture
def browse(chromium: Any, live_server: LiveServer, everybody: Cast) -> Iterator[Any]:
    """Open a browser of a person, who reads in one of the ways."""
    opened = []

    def open_one(whose: str, reader: str) -> Any:
        size, kind, scheme = READERS[reader]
        context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale="zh-CN")
        person = everybody.people[whose]
        assert isinstance(person, User)
        context.add_cookies(
            [session_of(signed_in(person), live_server.url), preference("xushi_type", kind, live_server.url)]
        )
        opened.append(context)
        return context.new_page()

    yield open_one
    for context in opened:
        context.close()


@pytest.mark.parametrize("reader", ["night", "large phone"])
def test_pages_keep_the_accessibility_rules(
    browse: Any, everybody: Cast, live_server: LiveServer, axe: str, reader: str
) -> None:
    found: list[str] = []

    def note(answer: Any) -> None:
        found.extend([f"{answer.status} {answer.url}"] * (answer.status >= 400))

    for whose, addresses in pages_of(everybody).items():
        page = browse(whose, reader)
        page.on("response", note)
        found += unreadable(page, axe, {name: live_server.url + path for name, path in addresses.items()})
    assert not found, "\n".join(found)


def test_a_page_that_refuses_keeps_the_rules_and_leads_to_what_is_wrong(
    browse: Any, everybody: Cast, live_server: LiveServer, axe: str
) -> None:
    page = browse(OFFICE, "large phone")
    page.goto(live_server.url + pages_of(everybody)[OFFICE]["drafting a notice"])
    page.get_by_label("存在的问题").fill(" ")
    page.get_by_label("整改要求").fill(" ")
    page.get_by_role("button", name="存为草稿").click()
    page.locator("[role=alert]").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert page.locator("[role=alert]").inner_text().startswith("有 2 处需要更正：")
    page.evaluate(axe)
    assert page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)["violations"] == []
    page.get_by_role("link", name="整改要求").click()
    assert page.evaluate("document.activeElement.name") == "demand"
    assert page.get_by_label("整改要求").get_attribute("aria-describedby") == "id_demand_error"


def test_a_refused_figure_and_a_refused_file_keep_the_rules_by_night_and_say_what_is_wrong(
    browse: Any, everybody: Cast, live_server: LiveServer, axe: str
) -> None:
    page = browse(LEAD_CLERK, "night")

    def refused(button: str) -> str:
        page.get_by_role("button", name=button, exact=True).first.click()
        page.locator("[role=alert]").first.wait_for()
        page.evaluate(axe)
        assert page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)["violations"] == [], button
        return str(page.locator("[role=alert]").first.inner_text())

    page.goto(live_server.url + pages_of(everybody)[LEAD_CLERK]["form of a report"])
    page.get_by_label("进展情况").fill("正在施工。")
    page.locator("[name=written-0]").fill("很多")
    assert "“很多”不是一个数" in refused("只保存")
    file = {"name": "说明.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    page.locator("input[type=file]").first.set_input_files(file)
    assert "说明.exe" in refused("上传")
