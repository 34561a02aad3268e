from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.programmes.models import Commitment
from xushi_web.questions.actions import approve_answer, ask, release_answer, route_question, write_answer
from xushi_web.questions.models import Question

from ..conftest import OfUnit, Take
from ..invented import breakdown

NOW = datetime(2024, 4, 1, 9, 0, tzinfo=timezone.get_default_timezone())
DUE = date(2024, 4, 15)
ASKED, ANSWER = "新开工的学校在哪几个区？", "三个区各一所，均已开工。"


def deputy_of(name: str, government: Government) -> User:
    user = User.objects.create_user(name)
    Appointment.objects.create(user=user, post=Post.DEPUTY, government=government)
    return user


@pytest.fixture
def school(accepted: Take) -> Commitment:
    accepted(breakdown())
    return Commitment.objects.get(number="1")


@pytest.fixture
def deputy(city: Government) -> User:
    return deputy_of("deputy", city)


@pytest.fixture
def other_deputy(city: Government) -> User:
    return deputy_of("other-deputy", city)


@pytest.fixture
def question(school: Commitment, deputy: User) -> Question:
    return ask(actor=deputy, commitment=school, text=ASKED, now=NOW)


@pytest.fixture
def routed(question: Question, office: User) -> Question:
    bureau = Agency.objects.get(name="市教育局")
    route_question(actor=office, question=question, agency=bureau, due_on=DUE, now=NOW)
    return question


@pytest.fixture
def released(routed: Question, office: User, of_unit: OfUnit) -> Question:
    write_answer(actor=of_unit("市教育局"), question=routed, text=ANSWER)
    approve_answer(actor=of_unit("市教育局", Post.HEAD), question=routed)
    release_answer(actor=office, question=routed, now=NOW)
    return routed
