from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser, User

from xushi.reading import UnreadableFile
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.actions import receive_file, receive_reading
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, SourceDocument, State, StoredFile
from xushi_web.documents.queries import tree_of

from ..conftest import Take
from ..invented import CITY, breakdown, bytes_of


def test_a_received_file_waits_as_a_draft_with_all_that_was_read(drafted: Take) -> None:
    tree = breakdown()
    document = drafted(tree)
    assert document.state == State.DRAFT
    assert (document.government_name, document.year, document.item_count) == (CITY, 2024, 4)
    assert document.unrecognised_count == 1
    assert tree_of(SourceDocument.objects.get(pk=document.pk)) == tree


def test_the_file_is_kept_byte_for_byte(drafted: Take) -> None:
    document = drafted(breakdown())
    assert bytes(StoredFile.objects.get(pk=document.file_id).content) == bytes_of(breakdown())


def test_its_problems_are_kept_so_that_they_can_be_said_in_any_language(drafted: Take) -> None:
    drafted(breakdown())
    problem = DocumentProblem.objects.get()
    assert problem.message_in("zh-hans") == "第1项没有写明开工时间。"
    assert problem.hint_in("en") == "请与牵头单位核对。"


def test_the_same_bytes_again_change_nothing(drafted: Take, system: System) -> None:
    document = drafted(breakdown())
    entries = AuditEntry.objects.count()
    again = receive_reading(actor=system, name="另一个名字.txt", data=bytes_of(breakdown()), tree=breakdown())
    assert again.is_known
    assert again.document == document
    assert SourceDocument.objects.count() == 1
    assert AuditEntry.objects.count() == entries


def test_a_document_that_names_no_government_is_ascribed_to_the_only_one(accepted: Take, drafted: Take) -> None:
    accepted(breakdown())
    assert drafted(breakdown(year=2023, city="")).government_name == CITY


@pytest.mark.django_db
def test_a_document_with_a_degree_of_secrecy_is_not_taken_in(system: System) -> None:
    text = "机密★1年\n\n关于下达2031年民生实事任务分解的通知\n\n1.新建公厕2座。（责任单位：市住建局）\n"
    with pytest.raises(Refused) as refused:
        receive_file(actor=system, name="通知.txt", data=text.encode())
    assert str(refused.value) == (
        "文件“通知.txt”标有密级“机密★1年”。本系统只处理不涉密的信息，文件没有保存；请在涉密网络中办理。"
        "如果文件并不涉密，请删去密级标志后再上传。"
    )
    assert not StoredFile.objects.exists()


def test_a_known_file_is_not_read_again(drafted: Take, system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    document = drafted(breakdown())
    monkeypatch.setattr("xushi_web.documents.library.read", None)
    assert receive_file(actor=system, name="x.txt", data=bytes_of(breakdown())).document == document


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_leaves_nothing_behind(system: System) -> None:
    with pytest.raises(UnreadableFile) as caught:
        receive_file(actor=system, name="空.txt", data=b"")
    assert str(caught.value.problem.message) == "文件是空的，没有任何文字。"
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_a_file_above_the_limit_is_refused_with_its_size(system: System, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 2_000_000
    with pytest.raises(Refused) as caught:
        receive_file(actor=system, name="大文件.txt", data=b" " * 2_500_000)
    assert str(caught.value) == "文件“大文件.txt”有 3 MB，超过上限 2 MB；请拆分后再上传。"


def test_an_office_may_and_a_visitor_may_not(office: User, visitor: AnonymousUser) -> None:
    tree = breakdown()
    with pytest.raises(NotAllowed, match=r"^请先登录。$"):
        receive_reading(actor=visitor, name="x.txt", data=bytes_of(tree), tree=tree)
    assert not SourceDocument.objects.exists()
    receive_reading(actor=office, name="x.txt", data=bytes_of(tree), tree=tree)
    assert SourceDocument.objects.get().received_by == "office"
