from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.audit.models import AuditEntry
from xushi_web.bulletins.corrections import issue_correction, propose_correction, withdraw_correction
from xushi_web.bulletins.models import Bulletin, CorrectionNotice
from xushi_web.documents.errors import Refused
from xushi_web.papers.correction import correction_paper
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit, signed_in
from .conftest import TODAY


@pytest.fixture
def correction(released: Bulletin, office: User) -> CorrectionNotice:
    return propose_correction(
        actor=office, bulletin=released, before="助餐点33个", after="助餐点32个", reason="重复计算1个"
    )


def test_a_correction_names_what_changed_and_leaves_the_bulletin_alone(
    correction: CorrectionNotice, colleague: User
) -> None:
    text = correction.bulletin.text
    issue_correction(actor=colleague, correction=correction, today=TODAY)
    bulletin = Bulletin.objects.get()
    assert (bulletin.text, correction.number, correction.issued_on) == (text, 1, TODAY)
    details = AuditEntry.objects.get(tag="bulletin:corrected").details
    assert (details["before"], details["after"]) == ("助餐点33个", "助餐点32个")


def test_nobody_issues_the_correction_they_proposed(correction: CorrectionNotice, office: User) -> None:
    with pytest.raises(NotAllowed, match=r"^更正不能由送签人自己签发，请督查室另一位同事签发。$"):
        issue_correction(actor=office, correction=correction)


def test_only_the_office_corrects(
    correction: CorrectionNotice, other_office: User, of_unit: OfUnit, visitor: AnonymousUser
) -> None:
    for actor in (other_office, of_unit("市教育局"), of_unit("市教育局", Post.HEAD), visitor):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以更正通报。$"):
            propose_correction(actor=actor, bulletin=correction.bulletin, before="a", after="b", reason="c")
        with pytest.raises(NotAllowed, match=r"^只有督查室可以更正通报。$"):
            issue_correction(actor=actor, correction=correction)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以更正通报。$"):
            withdraw_correction(actor=actor, correction=correction)


def test_a_correction_is_issued_or_withdrawn_once(correction: CorrectionNotice, office: User, colleague: User) -> None:
    withdraw_correction(actor=office, correction=correction)
    with pytest.raises(OutOfTurn, match=r"现在是“已作废”，不能签发。"):
        issue_correction(actor=colleague, correction=correction)


def test_numbers_of_corrections_follow_each_other(
    correction: CorrectionNotice, released: Bulletin, office: User, colleague: User
) -> None:
    second = propose_correction(actor=office, bulletin=released, before="线路16条", after="线路15条", reason="误记")
    issue_correction(actor=colleague, correction=second, today=TODAY)
    issue_correction(actor=colleague, correction=correction, today=TODAY)
    assert (second.number, correction.number) == (1, 2)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("没有的话", "b", "c"), "“没有的话”在通报〔2024〕1号中出现0次；请多抄几个字，使它只出现一次。"),
        (("助餐点33个", "助餐点33个", "c"), "请写明更正后的文字，它要和原文不同。"),
        (("助餐点33个", "助餐点32个", " "), "请写明更正的原因，更正通知上会印出来。"),
    ],
)
def test_a_correction_that_cannot_be(
    released: Bulletin, office: User, words: tuple[str, str, str], sentence: str
) -> None:
    before, after, reason = words
    with pytest.raises(Refused) as caught:
        propose_correction(actor=office, bulletin=released, before=before, after=after, reason=reason)
    assert str(caught.value) == sentence


def test_a_draft_is_changed_and_not_corrected(bulletin: Bulletin, office: User) -> None:
    with pytest.raises(Refused, match=r"还没有印发，直接修改草稿即可。$"):
        propose_correction(actor=office, bulletin=bulletin, before="a", after="b", reason="c")


def test_everybody_reads_a_correction_once_it_is_issued(
    client: Client, office_client: Client, correction: CorrectionNotice, colleague: User
) -> None:
    public = reverse("portal:document", args=[correction.bulletin.document_id])
    page = office_client.get(reverse("workbench:bulletin", args=[correction.bulletin_id])).content.decode()
    assert "待另一位同事签发。" in page
    assert "重复计算1个" not in client.get(public).content.decode()
    address = reverse("workbench:correction-step", args=[correction.pk, "issue"])
    assert office_client.post(address).status_code == 403
    assert signed_in(colleague).post(address).status_code == 302
    shown = client.get(public).content.decode()
    assert "<del>助餐点33个</del> 更正为 <ins>助餐点32个</ins>" in shown
    assert "重复计算1个" in shown


def test_a_correction_is_proposed_on_the_page_of_the_bulletin(
    office_client: Client, other_client: Client, released: Bulletin
) -> None:
    address = reverse("workbench:correct-bulletin", args=[released.pk])
    words = {"before": "助餐点33个", "after": "助餐点32个", "reason": "重复计算1个"}
    assert office_client.post(address, words | {"before": "没有"}).status_code == 422
    assert other_client.post(address, words).status_code == 404
    assert office_client.post(address, words).status_code == 302
    made = CorrectionNotice.objects.get()
    withdraw = reverse("workbench:correction-step", args=[made.pk, "withdraw"])
    assert other_client.post(withdraw).status_code == 404
    assert office_client.post(withdraw).status_code == 302


def test_an_issued_correction_goes_out_as_a_paper(correction: CorrectionNotice, colleague: User) -> None:
    issue_correction(actor=colleague, correction=correction, today=TODAY)
    assert correction_paper(correction).file("txt").decode() == (
        "关于《2024年市民生实事前三季度推进情况通报》的更正\n\n"
        "通报〔2024〕1号（2024年10月18日印发）中，“助餐点33个”更正为“助餐点32个”。\n\n"
        "更正原因：重复计算1个。\n\n通报其余内容不变。特此更正。\n\n"
        "云川市人民政府督查室\n\n2024年10月18日\n\n（此件公开发布）\n"
    )


def test_everybody_takes_the_paper_once_it_is_issued(
    client: Client, office_client: Client, correction: CorrectionNotice, colleague: User
) -> None:
    public = reverse("portal:paper", args=["correction", correction.pk, "docx"])
    assert office_client.get(reverse("workbench:paper", args=["correction", correction.pk])).status_code == 200
    assert client.get(public).status_code == 404
    issue_correction(actor=colleague, correction=correction, today=TODAY)
    assert client.get(public).content.startswith(b"PK")
    assert public in client.get(reverse("portal:document", args=[correction.bulletin.document_id])).content.decode()


def test_of_a_bulletin_given_out_on_request_only_the_office_takes_it(
    client: Client, office_client: Client, correction: CorrectionNotice, colleague: User
) -> None:
    issue_correction(actor=colleague, correction=correction, today=TODAY)
    Bulletin.objects.update(publicity="on_request")
    address = reverse("portal:paper", args=["correction", correction.pk, "txt"])
    assert client.get(address).status_code == 404
    assert "此件公开发布" not in office_client.get(address).content.decode()
