"""Evidence of a report: who may add, take away and download it, and what is kept on disk."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.models import Appointment, Post
from xushi_web.attachments import actions
from xushi_web.attachments.actions import attach, detach
from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Attachment, StoredFile
from xushi_web.attachments.tasks import sweep_files
from xushi_web.audit.models import AuditEntry
from xushi_web.reporting.actions import close_period
from xushi_web.reporting.models import UnitReport

from ..attachments.made import PDF, photo


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ATTACHMENTS = tmp_path / "attachments"
    return tmp_path / "attachments"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def on_disk(folder: Path) -> int:
    return len(list(folder.glob("??/*")))


@pytest.fixture
def evidence(report: UnitReport, clerk: User) -> Attachment:
    return attach(actor=clerk, thing=report, name="现场 1.jpg", data=photo(gps=True))


def test_the_unit_adds_a_photo_and_the_trail_says_so(evidence: Attachment, report: UnitReport, folder: Path) -> None:
    assert (evidence.owner_kind, evidence.owner_id) == ("report", report.pk)
    assert on_disk(folder) == 3
    entry = AuditEntry.objects.get(tag="attachment:added")
    assert (entry.subject, entry.details["name"], entry.details["sha256"]) == (
        str(evidence.pk), "现场 1.jpg", evidence.file.digest
    )  # fmt: skip


def test_nobody_else_may_add_or_take_away(evidence: Attachment, report: UnitReport, outsiders: list[Actor]) -> None:
    for actor in outsiders:
        with pytest.raises(NotAllowed) as refused:
            attach(actor=actor, thing=report, name="现场.pdf", data=PDF)
        assert str(refused.value) == f"您不能给“{report}”添加佐证材料。"
        with pytest.raises(NotAllowed, match=r"^您不能删除“现场 1.jpg”。$"):
            detach(actor=actor, attachment=evidence)
    assert Attachment.objects.count() == 1


def test_the_same_file_twice_is_one(evidence: Attachment, report: UnitReport, clerk: User, folder: Path) -> None:
    again = attach(actor=clerk, thing=report, name="另一个名字.jpg", data=photo(gps=True))
    assert again == evidence
    other = UnitReport.objects.exclude(pk=report.pk).first()
    assert other is not None
    Appointment.objects.create(user=clerk, post=Post.CLERK, government=other.government, agency=other.agency)
    attach(actor=clerk, thing=other, name="现场 1.jpg", data=photo(gps=True))
    assert (StoredFile.objects.count(), Attachment.objects.count(), on_disk(folder)) == (1, 2, 3)


def test_after_handing_in_the_files_are_settled(
    filled: UnitReport, evidence: Attachment, submitted: UnitReport, clerk: User
) -> None:
    sentence = f"“{submitted}”已报送，不能再增减佐证材料；如需补充，请先撤回。"
    with pytest.raises(Unsuitable) as refused:
        attach(actor=clerk, thing=submitted, name="现场.pdf", data=PDF)
    assert str(refused.value) == sentence
    with pytest.raises(Unsuitable) as refused:
        detach(actor=clerk, attachment=evidence)
    assert str(refused.value) == sentence
    assert filled.pk == submitted.pk


def test_after_closing_the_files_are_settled(report: UnitReport, clerk: User, office: User) -> None:
    close_period(actor=office, period=report.reporting_period)
    with pytest.raises(Unsuitable) as refused:
        attach(actor=clerk, thing=report, name="现场.pdf", data=PDF)
    assert str(refused.value) == (
        f"“{report.reporting_period}”已截止，不能再增减佐证材料；如需补充，请督查室重新开放。"
    )


def test_too_many_files_in_one_place(report: UnitReport, clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    attach(actor=clerk, thing=report, name="1.pdf", data=PDF)
    with pytest.raises(Unsuitable, match=r"^一处最多 1 个附件；请先删去不需要的，或合并成一个 pdf。$"):
        attach(actor=clerk, thing=report, name="2.pdf", data=PDF + b"\n")


def test_a_process_that_is_killed_after_the_file_leaves_no_row_and_a_file_that_is_swept(
    report: UnitReport, clerk: User, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "record", killed)
    with pytest.raises(KeyboardInterrupt):
        attach(actor=clerk, thing=report, name="现场.pdf", data=PDF)
    assert (Attachment.objects.count(), StoredFile.objects.count(), on_disk(folder)) == (0, 0, 1)
    sweep_files.call()
    assert on_disk(folder) == 1
    age(folder)
    sweep_files.call()
    assert on_disk(folder) == 0


def test_what_is_taken_away_is_swept_a_day_later_and_what_is_used_stays(
    evidence: Attachment, report: UnitReport, clerk: User, folder: Path
) -> None:
    kept = attach(actor=clerk, thing=report, name="批复.pdf", data=PDF)
    detach(actor=clerk, attachment=evidence)
    assert AuditEntry.objects.filter(tag="attachment:removed").count() == 1
    age(folder)
    sweep_files.call()
    assert on_disk(folder) == 4
    StoredFile.objects.update(created_at=timezone.now() - timedelta(days=2))
    sweep_files.call()
    assert (on_disk(folder), list(StoredFile.objects.all())) == (1, [kept.file])


def age(folder: Path) -> None:
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for path in folder.glob("??/*"):
        os.utime(path, (long_ago, long_ago))


def test_a_download_is_the_copy_without_the_place(evidence: Attachment, supporter: User) -> None:
    answer = client_of(supporter).get(f"/workbench/attachments/{evidence.pk}/")
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''%E7%8E%B0%E5%9C%BA%201.jpg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Type"] == "image/jpeg"
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined] # of a file
    assert not Image.open(io.BytesIO(content)).getexif()


def test_the_original_is_for_those_who_may_add(evidence: Attachment, clerk: User, supporter: User) -> None:
    address = f"/workbench/attachments/{evidence.pk}/original/"
    answer = client_of(clerk).get(address)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined] # of a file
    assert content == photo(gps=True)
    assert client_of(supporter).get(address).status_code == 403


def test_whoever_may_not_see_the_report_does_not_find_its_files(
    evidence: Attachment, report: UnitReport, stranger: User, other_office: User
) -> None:
    for user in (stranger, other_office):
        client = client_of(user)
        for part in ("", "original/", "thumbnail/"):
            assert client.get(f"/workbench/attachments/{evidence.pk}/{part}").status_code == 404
        assert client.post(f"/workbench/attachments/{evidence.pk}/remove/").status_code == 404
        assert client.post(f"/workbench/attachments/report/{report.pk}/add/").status_code == 404
    assert Client().get(f"/workbench/attachments/{evidence.pk}/").status_code == 302


def test_whoever_may_see_but_not_add_is_told(report: UnitReport, evidence: Attachment, supporter: User) -> None:
    client = client_of(supporter)
    upload = {"files": SimpleUploadedFile("批复.pdf", PDF)}
    assert client.post(f"/workbench/attachments/report/{report.pk}/add/", upload).status_code == 403
    assert client.post(f"/workbench/attachments/{evidence.pk}/remove/").status_code == 403
    assert Attachment.objects.count() == 1


def test_the_page_takes_several_files_and_names_those_it_cannot_take(report: UnitReport, clerk: User) -> None:
    client = client_of(clerk)
    files = [
        SimpleUploadedFile("现场.jpg", photo()),
        SimpleUploadedFile("空.pdf", b""),
        SimpleUploadedFile("批复.pdf", PDF),
    ]
    answer = client.post(f"/workbench/attachments/report/{report.pk}/add/", {"files": files}, follow=True)
    page = answer.content.decode()
    assert "“空.pdf”是空文件，请重新选择。" in page
    assert "已添加 2 个附件。" in page
    row = Attachment.objects.get(name="现场.jpg")
    assert f'<img src="/workbench/attachments/{row.pk}/thumbnail/"' in page
    small = client.get(f"/workbench/attachments/{row.pk}/thumbnail/")
    assert small.headers["Content-Type"] == "image/jpeg"
    assert b"".join(small.streaming_content)  # type: ignore[attr-defined] # of a file
    page = client.post(f"/workbench/attachments/{row.pk}/remove/", follow=True).content.decode()
    assert "已删除“现场.jpg”。" in page
    page = client.post(f"/workbench/attachments/report/{report.pk}/add/", follow=True).content.decode()
    assert "没有选择文件。" in page


def test_things_that_files_cannot_belong_to_are_not_there(report: UnitReport, clerk: User) -> None:
    assert client_of(clerk).post(f"/workbench/attachments/wall/{report.pk}/add/").status_code == 404
