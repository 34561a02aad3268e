"""Files that go with an answer: added by whoever writes it, seen by the deputy once it is out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.attachments.actions import attach
from xushi_web.attachments.errors import Unsuitable
from xushi_web.questions import actions
from xushi_web.questions.models import Question

from ..conftest import OfUnit, signed_in
from .conftest import ANSWER

FILE = "开工清单.txt"


def test_the_unit_adds_a_file_which_the_deputy_gets_with_the_answer(
    routed: Question, office: User, deputy: User, other_deputy: User, of_unit: OfUnit
) -> None:
    clerk = of_unit("市教育局")
    add = reverse("workbench:add-attachments", args=["answer", routed.current.pk])
    assert "添加照片或文件" in shown(clerk, routed)
    row = attach(actor=clerk, thing=routed.current, name=FILE, data="三个区".encode())
    address = reverse("workbench:attachment", args=[row.pk])
    assert FILE in shown(office, routed)
    assert FILE not in shown(deputy, routed)
    assert signed_in(deputy).get(address).status_code == 404
    assert signed_in(deputy).post(add).status_code == 404
    actions.write_answer(actor=clerk, question=routed, text=ANSWER)
    actions.approve_answer(actor=of_unit("市教育局", Post.HEAD), question=routed)
    actions.release_answer(actor=office, question=routed)
    assert FILE in shown(deputy, routed)
    assert signed_in(deputy).get(address).getvalue() == "三个区".encode()
    assert signed_in(other_deputy).get(address).status_code == 404


def test_only_whoever_answers_adds_files(question: Question, deputy: User, office: User, of_unit: OfUnit) -> None:
    for actor in (deputy, of_unit("市教育局")):
        with pytest.raises(NotAllowed):
            attach(actor=actor, thing=question.current, name=FILE, data=b"1")
    assert attach(actor=office, thing=question.current, name=FILE, data=b"1").name == FILE


def test_files_are_settled_with_the_answer(routed: Question, office: User, deputy: User, of_unit: OfUnit) -> None:
    clerk = of_unit("市教育局")
    actions.write_answer(actor=clerk, question=routed, text=ANSWER)
    actions.approve_answer(actor=of_unit("市教育局", Post.HEAD), question=routed)
    first = routed.current
    with pytest.raises(Unsuitable) as caught:
        attach(actor=clerk, thing=first, name=FILE, data=b"1")
    sentence = "答复现在是“待督查室审核”，不能增减佐证材料；如需补充，请督查室退回重答。"
    assert str(caught.value) == sentence
    actions.release_answer(actor=office, question=routed)
    actions.follow_up(actor=deputy, question=routed, text="何时竣工？")
    first.refresh_from_db()
    with pytest.raises(Unsuitable, match=r"^答复已发给代表，不能再增减佐证材料。$"):
        attach(actor=office, thing=first, name=FILE, data=b"1")


def shown(user: User, question: Question) -> str:
    return signed_in(user).get(reverse("workbench:question", args=[question.pk])).content.decode()
