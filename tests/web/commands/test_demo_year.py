"""The demonstration plays a year with real actions, so that every page has something to show."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Government
from xushi_web.audit.queries import first_broken
from xushi_web.bulletins.models import Bulletin, BulletinState
from xushi_web.commands.demo_year import play_year
from xushi_web.errata.models import Erratum, ErratumState
from xushi_web.notices.models import Notice, NoticeState
from xushi_web.progress.models import ProgressReport
from xushi_web.questions.models import Following, Question, QuestionState
from xushi_web.reporting.models import PeriodState, ReportingPeriod, ReportState, UnitReport

from ..conftest import Take
from ..invented import breakdown, bulletin


@pytest.fixture
def played(accepted: Take, city: Government) -> Government:
    accepted(breakdown())
    accepted(bulletin())
    ProgressReport.objects.update(period="2024-01/2024-09")
    play_year(city)
    return city


def test_the_third_quarter_is_published_and_the_last_is_open(played: Government) -> None:
    states = ReportingPeriod.objects.of(played).order_by("due_at").values_list("title", "state")
    assert list(states) == [("前三季度", PeriodState.PUBLISHED), ("全年", PeriodState.OPEN)]
    assert UnitReport.objects.filter(state=ReportState.JUDGED).count() == 3
    assert first_broken(played.pk) is None


def test_what_is_behind_is_followed_up(played: Government) -> None:
    notices = Notice.objects.of(played).order_by("drafted_at").values_list("colour", "state")
    assert list(notices) == [("blue", NoticeState.CLOSED), ("yellow", NoticeState.ANSWERED)]
    assert Bulletin.objects.of(played).get().state == BulletinState.DRAFTED


def test_a_question_was_published_and_others_wait_for_a_unit_and_the_office(played: Government) -> None:
    states = Question.objects.of(played).order_by("asked__asked_at").values_list("state", flat=True)
    assert list(states) == [QuestionState.PUBLISHED, QuestionState.ROUTED, QuestionState.ASKED]
    assert Following.objects.of(played).exists()


def test_one_report_of_an_error_was_answered_and_one_waits(played: Government) -> None:
    states = Erratum.objects.of(played).order_by("received_at").values_list("state", flat=True)
    assert list(states) == [ErratumState.CORRECTED, ErratumState.RECEIVED]


def test_every_post_is_held_and_nobody_has_a_password(played: Government) -> None:  # noqa: ARG001
    assert set(Appointment.objects.values_list("post", flat=True)) == set(Post.values)
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_it_is_played_once(played: Government) -> None:
    play_year(played)
    assert ReportingPeriod.objects.count() == 2


def test_nobody_acts_as_another_outside_the_demonstration(
    played: Government,  # noqa: ARG001
    client: Client,
    settings: LazySettings,
) -> None:
    assert settings.DEMO is False
    assert client.post(reverse("workbench:act-as"), {"name": "领导-市长"}).status_code == 404
