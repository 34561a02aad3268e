from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from xushi.document.model import Document
from xushi_web.accounts.actions import create_local_operator
from xushi_web.accounts.actors import System
from xushi_web.documents import library
from xushi_web.documents.models import SourceDocument, State
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import breakdown, bytes_of, schedule

TREES = {bytes_of(tree): tree for tree in (breakdown(), schedule(), breakdown(year=2023))}


@pytest.fixture(autouse=True)
def read_invented_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the invented trees for their bytes; anything else is really read."""
    really = library.read

    def read(data: bytes, name: str) -> Document:
        return TREES[data] if data in TREES else really(data, name)

    monkeypatch.setattr(library, "read", read)


def upload(client: Client, **files: bytes) -> str:
    """Upload files and return the text of the page that follows."""
    given = [SimpleUploadedFile(name.replace("__", "."), data) for name, data in files.items()]
    response = client.post(reverse("workbench:upload"), {"files": given}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_one_file_leads_to_its_preview(office_client: Client) -> None:
    response = office_client.post(
        reverse("workbench:upload"), {"files": SimpleUploadedFile("a.txt", bytes_of(breakdown()))}
    )
    assert response.headers["Location"] == reverse("workbench:document", args=[SourceDocument.objects.get().pk])


def test_many_files_are_read_at_once_and_wait_to_be_accepted(office_client: Client) -> None:
    page = upload(office_client, a__txt=bytes_of(breakdown()), b__txt=bytes_of(schedule()))
    assert "读了 2 份新文件，请核对后采用。" in page
    assert SourceDocument.objects.filter(state=State.DRAFT).count() == 2


def test_the_same_file_again_says_so_and_changes_nothing(office_client: Client) -> None:
    upload(office_client, a__txt=bytes_of(breakdown()))
    page = upload(office_client, b__txt=bytes_of(breakdown()))
    assert "“b.txt”与已有的“2024年市民生实事任务分解方案”是同一份文件，没有改动任何内容。" in page
    assert SourceDocument.objects.count() == 1


def test_a_bad_file_is_named_with_what_is_wrong_and_the_others_are_kept(office_client: Client) -> None:
    page = upload(office_client, 坏__txt=b"", 空白__txt=b" \n", a__txt=bytes_of(breakdown()))
    assert "“坏.txt”：文件是空的，没有任何文字。请确认选对了文件，或重新导出后再试。" in page
    assert "“空白.txt”：文件是空的，没有任何文字。请确认选对了文件，或重新导出后再试。" in page
    assert SourceDocument.objects.count() == 1


def test_a_file_above_the_limit_is_refused_before_it_is_read(office_client: Client, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 1_000_000
    page = upload(office_client, 大__txt=b"a" * 1_000_001)
    assert "文件“大.txt”有 2 MB，超过上限 1 MB；请拆分后再上传。" in page
    assert not SourceDocument.objects.exists()


def test_no_file_at_all_says_what_to_do(office_client: Client) -> None:
    page = office_client.post(reverse("workbench:upload"), follow=True).content.decode()
    assert "没有选择文件。请选择一份或多份文件，或把它们拖到框里。" in page


def test_chosen_drafts_are_accepted_together(office_client: Client) -> None:
    upload(office_client, a__txt=bytes_of(breakdown()), b__txt=bytes_of(schedule()))
    keys = [str(key) for key in SourceDocument.objects.values_list("pk", flat=True)]
    page = office_client.post(reverse("workbench:accept-chosen"), {"document": [*keys, "x"]}, follow=True)
    assert page.content.decode().count("已采用“2024年市民生实事") == 2
    assert Commitment.objects.count() == 4


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None) -> None:  # noqa: ARG001 - opens the database
    for name in ("workbench:home", "workbench:upload"):
        method = client.get if name == "workbench:home" else client.post
        response = method(reverse(name))
        assert response.headers["Location"].startswith(reverse("workbench:login"))
    assert not SourceDocument.objects.exists()


@pytest.mark.django_db
def test_a_person_of_no_office_is_told_why(django_user_model: type) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("resident"))  # type: ignore[attr-defined]
    response = client.get(reverse("workbench:home"))
    assert response.status_code == 403
    assert "这一页不属于您的岗位。" in response.content.decode()


def test_another_office_does_not_see_the_documents(office_client: Client, other_client: Client, drafted: Take) -> None:
    key = drafted(breakdown()).pk
    for name in ("document", "original", "differences", "masthead"):
        address = reverse(f"workbench:{name}", args=[key])
        assert office_client.get(address).status_code == 200
        assert other_client.get(address).status_code == 404
    for name in ("accept", "discard", "describe"):
        assert other_client.post(reverse(f"workbench:{name}", args=[key])).status_code == 404
    assert other_client.post(reverse("workbench:item", args=[key, 0]), {"text": "x"}).status_code == 404
    assert "2024年市民生实事任务分解方案" not in other_client.get(reverse("workbench:home")).content.decode()


def test_state_is_never_changed_by_get(office_client: Client, drafted: Take) -> None:
    key = drafted(breakdown()).pk
    for name in ("accept", "discard", "describe"):
        assert office_client.get(reverse(f"workbench:{name}", args=[key])).status_code == 405
    assert office_client.get(reverse("workbench:upload")).status_code == 405


def test_pages_can_be_asked_for_their_headers_alone(office_client: Client) -> None:
    assert office_client.head(reverse("workbench:home")).status_code == 200


def test_a_post_without_the_token_is_refused(office_client: Client, drafted: Take) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = office_client.cookies
    key = drafted(breakdown()).pk
    assert strict.post(reverse("workbench:accept", args=[key])).status_code == 403


def test_nobody_is_signed_in_without_the_demonstration(client: Client, db: None) -> None:  # noqa: ARG001
    create_local_operator(actor=System("demo"))
    assert client.get(reverse("workbench:home")).status_code == 302
