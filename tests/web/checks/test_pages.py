from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Government
from xushi_web.checks.actions import accept_problem
from xushi_web.documents.actions import correct_values
from xushi_web.documents.models import DocumentProblem, SourceDocument
from xushi_web.programmes.models import Programme

from ..conftest import Take
from .conftest import REPEATED, SENTENCE, faulty


def read(client: Client, name: str, *key: object, query: str = "", status: int = 200) -> str:
    response = client.get(reverse(f"workbench:{name}", args=key) + query)
    assert response.status_code == status
    return response.content.decode()


def test_the_preview_groups_problems_and_leads_to_the_marked_sentence(
    office_client: Client, document: SourceDocument, problem: DocumentProblem
) -> None:
    html = read(office_client, "document", document.pk)
    assert "序号重复" in html
    assert f'href="#c{problem.start}">{SENTENCE}</a>' in html
    assert f'id="c{problem.start}"' in html


def test_the_preview_is_narrowed_by_addresses(office_client: Client, document: SourceDocument) -> None:
    html = read(office_client, "document", document.pk, query=f"?kind={REPEATED}")
    assert html.count('class="wb-kind"') == 1
    assert SENTENCE in html
    assert "第1项没有写明开工时间。" not in html
    html = read(office_client, "document", document.pk, query="?severity=notice&item=1")
    assert "没有符合条件的问题。" in html


def test_a_problem_on_another_page_of_a_long_document_is_found(
    office_client: Client, document: SourceDocument, problem: DocumentProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xushi_web.workbench.preview.ITEMS_A_PAGE", 1)
    monkeypatch.setattr("xushi_web.workbench.views.documents.ITEMS_A_PAGE", 1)
    address = f"?at={problem.start}#c{problem.start}"
    assert f"{reverse('workbench:document', args=[document.pk])}{address}" in read(
        office_client, "document", document.pk
    )
    assert f'id="c{problem.start}"' in read(office_client, "document", document.pk, query=f"?at={problem.start}")


def test_a_programme_lists_the_problems_of_its_documents(office_client: Client, problem: DocumentProblem) -> None:
    html = read(office_client, "programme-problems", Programme.objects.get().pk)
    assert f'href="{reverse("workbench:problem", args=[problem.pk])}">{SENTENCE}</a>' in html
    assert f"?at={problem.start}#c{problem.start}" in html


def test_accepted_problems_are_listed_apart_with_who_and_why(
    office_client: Client, office: User, problem: DocumentProblem
) -> None:
    accept_problem(actor=office, problem=problem, reason="上级就是这样编号的")
    programme = Programme.objects.get()
    assert SENTENCE not in read(office_client, "programme-problems", programme.pk)
    html = read(office_client, "programme-problems", programme.pk, query="?accepted=1")
    assert "上级就是这样编号的" in html
    assert re.search(r"— office，\d{4}-\d{2}-\d{2} \d{2}:\d{2}", html)


def test_the_overview_counts_what_waits(office_client: Client, document: SourceDocument) -> None:
    document.refresh_from_db()
    html = read(office_client, "problems")
    assert f'data-label="待处理">{document.finding_count}</td>' in html


def test_the_page_of_a_problem_says_what_where_and_what_to_do(
    office_client: Client, document: SourceDocument, problem: DocumentProblem
) -> None:
    html = read(office_client, "problem", problem.pk)
    assert SENTENCE in html
    assert problem.hint_in("zh") in html
    assert re.search(rf'<span id="c{problem.start}" class="c k-\w+ wb-warning"[^>]*>1', html)
    assert reverse("workbench:item", args=[document.pk, 1]) in html
    assert "这条规则查什么" in html
    assert "两个第7项。" in html


def test_a_problem_is_accepted_and_taken_back_on_its_page(office_client: Client, problem: DocumentProblem) -> None:
    address = reverse("workbench:accept-problem", args=[problem.pk])
    html = office_client.post(address, {"reason": "已核实"}, follow=True).content.decode()
    assert "已接受，理由已记下。" in html
    assert "撤回接受" in html
    html = office_client.post(reverse("workbench:reopen-problem", args=[problem.pk]), follow=True).content.decode()
    assert "已撤回，问题重新列入待处理。" in html
    assert re.search(r"office 于 \d{4}-\d{2}-\d{2} 接受（已核实），office 于 \d{4}-\d{2}-\d{2} 撤回。", html)


def test_without_a_reason_the_page_asks_for_one(office_client: Client, problem: DocumentProblem) -> None:
    address = reverse("workbench:accept-problem", args=[problem.pk])
    html = office_client.post(address, {"reason": ""}, follow=True).content.decode()
    assert "请写明理由，例如“口径不同，已与牵头单位核实”。" in html


def test_the_page_of_a_problem_that_is_gone_stays(
    office_client: Client, office: User, document: SourceDocument, problem: DocumentProblem
) -> None:
    correct_values(actor=office, document=document, values={"item.1.number": "2"})
    html = read(office_client, "problem", problem.pk)
    assert "起不再出现。" in html
    assert "accept/" not in html


def test_problems_lead_from_one_to_the_next(office_client: Client, problem: DocumentProblem) -> None:
    assert "上一个待处理的问题" in read(office_client, "problem", problem.pk)


def test_another_office_sees_nothing_of_it(other_client: Client, problem: DocumentProblem) -> None:
    read(other_client, "problem", problem.pk, status=404)
    read(other_client, "programme-problems", Programme.objects.get().pk, status=404)
    assert other_client.post(reverse("workbench:accept-problem", args=[problem.pk])).status_code == 404
    assert "2024年市民生实事" not in read(other_client, "problems")


def test_a_visitor_is_asked_to_sign_in(problem: DocumentProblem) -> None:
    for name, key in (("problems", []), ("problem", [problem.pk]), ("choose-rules", [])):
        response = Client().get(reverse(f"workbench:{name}", args=key))
        assert response.status_code == 302
        assert reverse("workbench:login") in response.headers["Location"]


def test_rules_are_switched_on_their_page(office_client: Client, document: SourceDocument, city: Government) -> None:
    assert office_client.get(reverse("workbench:choose-rules")).headers["Location"] == reverse(
        "workbench:rules", args=[city.slug]
    )
    html = read(office_client, "rules", city.slug)
    on = set(re.findall(r'name="on" value="([\w-]+)" checked', html))
    answer = office_client.post(
        reverse("workbench:rules", args=[city.slug]), {"on": sorted(on - {REPEATED})}, follow=True
    )
    assert "已保存，改动了 1 条规则。" in answer.content.decode()
    assert f'name="on" value="{REPEATED}">' in answer.content.decode()
    assert SENTENCE not in read(office_client, "document", document.pk)


def test_rules_of_another_government_are_not_there(office_client: Client, other_city: Government) -> None:
    read(office_client, "rules", other_city.slug, status=404)


def test_the_pages_speak_english(office_client: Client, problem: DocumentProblem) -> None:
    office_client.cookies["django_language"] = "en"
    html = read(office_client, "problem", problem.pk)
    assert "A number is used twice" in html
    assert "What to do" in html


def test_a_draft_shows_its_problems_before_it_is_accepted(office_client: Client, drafted: Take) -> None:
    document = drafted(faulty())
    assert SENTENCE in read(office_client, "document", document.pk)
    assert document.finding_count > 1
