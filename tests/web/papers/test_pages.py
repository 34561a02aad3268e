from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi.rendering import FontsMissing
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Government
from xushi_web.notices.models import Notice
from xushi_web.papers.paper import Paper
from xushi_web.programmes.models import Programme

from ..conftest import OfUnit, signed_in


def test_a_paper_is_shown_and_offered_in_every_format(office_client: Client, notice: Notice) -> None:
    address = reverse("workbench:paper", args=["notice", notice.pk])
    page = office_client.get(address).content.decode()
    assert "关于新建改扩建公办幼儿园12所推进滞后的督办单" in page
    for to in ("docx", "pdf", "xlsx", "html", "txt"):
        assert f'href="{address}file.{to}"' in page


def test_a_file_bears_the_title_of_the_paper(office_client: Client, programme: Programme) -> None:
    answer = office_client.get(reverse("workbench:paper-file", args=["breakdown", programme.pk, "txt"]))
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "filename*=utf-8''2024" in answer.headers["Content-Disposition"]
    assert answer.content.decode().startswith("2024年市民生实事任务分解方案")


def test_the_office_says_how_many_may_be_voted_for(office_client: Client, programme: Programme) -> None:
    address = reverse("workbench:paper", args=["ballot", programme.pk])
    page = office_client.get(address, {"choose": "3"}).content.decode()
    assert "候选项目4件，应选3件" in page
    assert f'href="{address}file.pdf?choose=3"' in page
    assert "逐件表决" in office_client.get(address, {"choose": "三"}).content.decode()


def test_what_is_not_there_or_not_for_this_person_is_not_found(
    office_client: Client, other_client: Client, programme: Programme, notice: Notice, of_unit: OfUnit
) -> None:
    assert office_client.get(reverse("workbench:paper", args=["letter", programme.pk])).status_code == 404
    assert office_client.get(reverse("workbench:paper-file", args=["notice", notice.pk, "exe"])).status_code == 404
    assert office_client.get(reverse("workbench:paper", args=["notice", programme.pk])).status_code == 404
    for client in (other_client, signed_in(of_unit("市民政局"))):
        assert client.get(reverse("workbench:paper", args=["notice", notice.pk])).status_code == 404
        assert client.get(reverse("workbench:paper-file", args=["notice", notice.pk, "txt"])).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client: Client, notice: Notice) -> None:
    assert client.get(reverse("workbench:paper", args=["notice", notice.pk])).status_code == 302


def test_everybody_takes_the_papers_of_a_list(client: Client, programme: Programme) -> None:
    page = client.get(reverse("portal:programme", args=[programme.pk])).content.decode()
    for kind in ("breakdown", "schedule"):
        address = reverse("portal:paper", args=[kind, programme.pk, "docx"])
        assert address in page
        assert client.get(address).content.startswith(b"PK")


@pytest.mark.parametrize("kind", ["ballot", "brief", "nothing"])
def test_everybody_takes_no_others(client: Client, office_client: Client, programme: Programme, kind: str) -> None:
    for one in (client, office_client):  # on the public pages nobody is more than a visitor
        assert one.get(reverse("portal:paper", args=[kind, programme.pk, "txt"])).status_code == 404


def test_each_paper_is_reached_from_where_people_look_for_it(
    office_client: Client, notice: Notice, city: Government, leader: User, of_unit: OfUnit
) -> None:
    programme, education = notice.commitment.programme, notice.agency
    places = (
        (office_client, reverse("workbench:promises", args=[programme.pk]), "breakdown", programme),
        (office_client, reverse("workbench:promises", args=[programme.pk]), "schedule", programme),
        (office_client, reverse("workbench:promises", args=[programme.pk]), "ballot", programme),
        (office_client, reverse("workbench:notice", args=[notice.pk]), "notice", notice),
        (signed_in(of_unit("市教育局", Post.HEAD)), reverse("workbench:notice", args=[notice.pk]), "notice", notice),
        (office_client, reverse("workbench:agency", args=[education.pk]), "tasks", education),
        (signed_in(of_unit("市教育局")), reverse("workbench:desk"), "tasks", education),
        (signed_in(leader), reverse("workbench:overview", args=[city.slug]), "brief", city),
        (signed_in(leader), reverse("workbench:overview", args=[city.slug]), "assessment", city),
    )
    for client, page, kind, thing in places:
        address = reverse("workbench:paper", args=[kind, thing.pk])
        assert address in client.get(page).content.decode()
        assert client.get(address).status_code == 200


def test_a_server_without_chinese_fonts_says_so(
    office_client: Client, client: Client, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_fonts(paper: Paper, to: str) -> bytes:  # noqa: ARG001 - as the method has them
        raise FontsMissing

    monkeypatch.setattr(Paper, "file", no_fonts)
    answer = office_client.get(reverse("workbench:paper-file", args=["breakdown", programme.pk, "pdf"]), follow=True)
    assert "字体" in answer.content.decode()
    assert client.get(reverse("portal:paper", args=["breakdown", programme.pk, "pdf"])).status_code == 404
