"""A report of an error from coming in to its answer: what each step does, and who may not take it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.models import Post
from xushi_web.audit.models import AuditEntry
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.documents.errors import Refused
from xushi_web.errata import actions
from xushi_web.errata.models import Erratum, ErratumContact
from xushi_web.errata.queries import erratum_by
from xushi_web.notifications.models import Notification
from xushi_web.programmes.models import Commitment
from xushi_web.retention.actions import forget_what_is_over
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import CONTACT, NOW, WRONG


def test_it_is_due_in_working_days_and_the_office_is_told(office: User, erratum: Erratum) -> None:
    assert str(erratum.due_on) == "2025-09-30"  # Sunday the 28th is worked in exchange for the holidays
    assert [str(row) for row in Notification.objects.filter(person=office)] == [
        f"读者纠错，2025-09-30前答复：{erratum}"
    ]
    assert [row.in_words() for row in deadlines_of(office, NOW.date())] == [f"答复读者纠错：{erratum}"]


def test_from_receipt_to_correction_and_once_more(erratum: Erratum, office: User) -> None:
    actions.take_erratum(actor=office, erratum=erratum)
    actions.correct_erratum(actor=office, erratum=erratum, reply="已改为3所。")
    assert (erratum.state, erratum.reply) == ("corrected", "已改为3所。")
    assert deadlines_of(office, NOW.date()) == []
    actions.reopen_erratum(actor=office, erratum=erratum)
    actions.reject_erratum(actor=office, erratum=erratum, reason="原文如此。")
    assert (erratum.state, erratum.reply) == ("rejected", "原文如此。")
    with pytest.raises(OutOfTurn):
        actions.correct_erratum(actor=office, erratum=erratum, reply="已改")
    tags = AuditEntry.objects.filter(tag__startswith="erratum:").order_by("sequence").values_list("tag", flat=True)
    assert [tag.removeprefix("erratum:") for tag in tags] == ["received", "taken", "corrected", "reopened", "rejected"]


def test_only_its_office_answers_and_sees_the_contact(
    erratum: Erratum, other_office: User, visitor: AnonymousUser, auditor: User, of_unit: OfUnit
) -> None:
    acts: tuple[Callable[[Any], object], ...] = (
        lambda who: actions.take_erratum(actor=who, erratum=erratum),
        lambda who: actions.correct_erratum(actor=who, erratum=erratum, reply="x"),
        lambda who: actions.reject_erratum(actor=who, erratum=erratum, reason="x"),
        lambda who: actions.reopen_erratum(actor=who, erratum=erratum),
        lambda who: actions.show_contact_of(actor=who, erratum=erratum),
    )
    for actor in (other_office, visitor, auditor, of_unit("市教育局", Post.HEAD)):
        for act in acts:
            with pytest.raises(NotAllowed, match=r"^只有督查室可以办理纠错。$"):
                act(actor)
    erratum.refresh_from_db()
    assert erratum.state == "received"


def test_the_contact_is_sealed_shown_on_record_and_goes_after_the_answer(
    erratum: Erratum, office: User, settings: Any
) -> None:
    assert CONTACT not in ErratumContact.objects.get().sealed
    assert actions.show_contact_of(actor=office, erratum=erratum) == CONTACT
    assert AuditEntry.objects.filter(tag="contact:shown", subject=str(erratum.pk)).count() == 1
    assert not any(word in str(row.details) for row in AuditEntry.objects.all() for word in (CONTACT, WRONG))
    later = NOW + timedelta(days=settings.ERRATUM_CONTACT_DAYS)
    forget_what_is_over(actor=System("test"), now=later + timedelta(days=900))
    assert ErratumContact.objects.exists()
    actions.reject_erratum(actor=office, erratum=erratum, reason="x", now=NOW)
    forget_what_is_over(actor=System("test"), now=later)
    assert ErratumContact.objects.exists()
    forget_what_is_over(actor=System("test"), now=later + timedelta(seconds=1))
    assert actions.show_contact_of(actor=office, erratum=erratum) == ""


def test_a_contact_sealed_with_another_key_is_said_to_be_so(erratum: Erratum, office: User, settings: Any) -> None:
    settings.SECRET_KEY = secrets.token_hex()
    sentence = r"^联系方式是用另一把密钥加密的，现在打不开；请系统管理员核对密钥文件。$"
    with pytest.raises(Refused, match=sentence):
        actions.show_contact_of(actor=office, erratum=erratum)


def test_nothing_is_said_or_answered_without_words_or_at_too_great_length(
    erratum: Erratum, school: Commitment, office: User, visitor: AnonymousUser
) -> None:
    def say(text: str) -> None:
        actions.report_error(actor=visitor, government=school.government, page="/", text=text)

    with pytest.raises(Refused, match=r"^请写明哪里错了、应该是什么。$"):
        say(" ")
    with pytest.raises(Refused, match=r"^“哪里错了”有 2001 字，最多 2000 字，请缩短。$"):
        say("错" * 2001)
    with pytest.raises(Refused, match=r"^请写明答复，提出人凭回执号会看到这段话。$"):
        actions.correct_erratum(actor=office, erratum=erratum, reply=" ")


def test_a_receipt_is_found_as_people_type_it(erratum: Erratum) -> None:
    assert erratum_by(erratum.receipt.lower().replace("-", " ")) == erratum
    assert erratum_by("") is None
    assert erratum_by("7QKD-M2XR-9BTE") is None
