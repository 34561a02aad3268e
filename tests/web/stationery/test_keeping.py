"""Versions stay, one is in use, another office keeps its hands off; a download follows the version in use."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from xushi_web.accounts.actors import NotAllowed
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.bulletins.letterhead import letterhead_of
from xushi_web.bulletins.models import Bulletin
from xushi_web.documents.errors import Refused
from xushi_web.papers.tags import sample_values
from xushi_web.stationery.actions import upload_template, use_template, use_usual_layout
from xushi_web.stationery.checking import check
from xushi_web.stationery.filling import filled
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind, Template
from xushi_web.stationery.starting import starting_template

from .conftest import said, template_of


@pytest.fixture
def first(city: Government, office: User, simple: bytes) -> Template:
    return upload_template(actor=office, government=city, kind=Kind.BULLETIN, name="C:\\通报.docx", data=simple)


@pytest.fixture
def second(first: Template, office: User) -> Template:
    city = first.government
    data = template_of("第二版 {{标题}}")
    return upload_template(actor=office, government=city, kind=Kind.BULLETIN, name="通报2.docx", data=data)


def docx_of(client: Client, bulletin: Bulletin) -> bytes:
    return client.get(reverse("workbench:bulletin-file", args=[bulletin.pk, "docx"])).content


def test_versions_are_counted_kept_and_audited(first: Template, second: Template, office: User) -> None:
    use_template(actor=office, template=second)
    use_template(actor=office, template=first)
    rows = Template.objects.values_list("version", "name", "in_use")
    assert list(rows) == [(2, "通报2.docx", False), (1, "通报.docx", True)]
    told = (
        AuditEntry.objects.filter(tag__startswith="template:")
        .order_by("sequence")
        .values_list("tag", "details__version")
    )
    uploaded, used = Tag.TEMPLATE_UPLOADED.value, Tag.TEMPLATE_USED.value
    assert list(told) == [(uploaded, 1), (uploaded, 2), (used, 2), (used, 1)]


def test_the_same_file_is_not_kept_twice(first: Template, office: User, simple: bytes) -> None:
    city = first.government
    with pytest.raises(Refused) as refusal:
        upload_template(actor=office, government=city, kind=Kind.BULLETIN, name="b.docx", data=simple)
    assert str(refusal.value) == "这个文件和通报模板第1版一样，没有再存一份；要用它，请在下面启用。"


def test_only_the_office_of_the_government_may(
    first: Template, city: Government, other_office: User, simple: bytes, system_administrator: User
) -> None:
    for user in (other_office, system_administrator):
        for act in (
            lambda user=user: upload_template(
                actor=user, government=city, kind=Kind.BULLETIN, name="a.docx", data=simple
            ),
            lambda user=user: use_template(actor=user, template=first),
            lambda user=user: use_usual_layout(actor=user, government=city, kind=Kind.BULLETIN),
        ):
            with pytest.raises(NotAllowed) as refusal:
                act()
            assert str(refusal.value) == "只有督查室可以管理本级政府的公文模板。"


def test_a_download_follows_the_version_in_use(
    office_client: Client, bulletin: Bulletin, second: Template, office: User, city: Government
) -> None:
    usual = docx_of(office_client, bulletin)
    use_template(actor=office, template=second)
    assert said(docx_of(office_client, bulletin)) == [f"第二版 {bulletin.title}"]
    use_usual_layout(actor=office, government=city, kind=Kind.BULLETIN)
    assert docx_of(office_client, bulletin) == usual
    with pytest.raises(Refused, match="现在用的就是标准版式。"):
        use_usual_layout(actor=office, government=city, kind=Kind.BULLETIN)


def test_the_starting_template_has_every_text_of_the_usual_layout(
    office_client: Client, bulletin: Bulletin, office: User, city: Government
) -> None:
    data = starting_template(city, Kind.BULLETIN)
    assert data == starting_template(city, Kind.BULLETIN)
    assert check("a.docx", data, FILLABLE[Kind.BULLETIN].offered).tags
    usual = docx_of(office_client, bulletin)
    row = upload_template(actor=office, government=city, kind=Kind.BULLETIN, name="a.docx", data=data)
    use_template(actor=office, template=row)
    head = [f"{bulletin.issuing_body}文件", ""]  # a draft has no number yet: the red line waits for it
    lines = [line for line in said(docx_of(office_client, bulletin)) if line]
    rest = [line for line in said(usual) if line and "来源：" not in line]
    assert [line for line in rest if line not in lines] == []
    assert head[0] in lines
    assert not [line for line in lines if line.startswith(("发布机构：", "公开属性："))]  # these are for the web
    assert Document(io.BytesIO(data)).sections[0].page_width == Document(io.BytesIO(usual)).sections[0].page_width


def test_the_red_line_of_the_starting_template_stays_without_a_number(city: Government) -> None:
    offered = FILLABLE[Kind.BULLETIN].offered
    values = sample_values(offered.values())
    without = replace(values, single={**values.single, "文号": ""})
    paper = Document(io.BytesIO(filled("a.docx", starting_template(city, Kind.BULLETIN), without, offered)))
    (line,) = paper.element.body.findall(f".//{qn('w:pBdr')}")
    before = line.getparent().getparent().getprevious()
    assert [text.text for text in before.iter(qn("w:t"))] == [f"{letterhead_of(city).issuing_body}文件"]


def test_it_is_uploaded_looked_at_and_taken_into_use_on_the_pages(
    office_client: Client, other_client: Client, city: Government, bulletin: Bulletin, simple: bytes
) -> None:
    address = reverse("workbench:templates", args=[city.pk, "bulletin"])
    page = office_client.get(address).content.decode()
    assert "{{事项.牵头单位}}" in page
    bad = office_client.post(address, {"file": SimpleUploadedFile("a.docx", template_of("{{甲}}"))})
    assert (bad.status_code, "没有“甲”这个标签" in bad.content.decode()) == (422, True)
    answer = office_client.post(address, {"file": SimpleUploadedFile("a.docx", simple)})
    row = Template.objects.get()
    assert answer.headers["Location"] == reverse("workbench:template", args=[row.pk])
    assert bulletin.title in office_client.get(answer.headers["Location"]).content.decode()
    assert office_client.post(answer.headers["Location"]).headers["Location"] == address
    row.refresh_from_db()
    assert row.in_use
    assert said(office_client.get(reverse("workbench:template-preview", args=[row.pk])).content)[0] == bulletin.title
    assert office_client.get(reverse("workbench:template-original", args=[row.pk])).content == simple
    assert office_client.get(reverse("workbench:starting-template", args=[city.pk, "bulletin"])).status_code == 200
    assert (
        office_client.post(reverse("workbench:usual-layout", args=[city.pk, "bulletin"])).headers["Location"] == address
    )
    for name in ("template", "template-preview", "template-original"):
        assert other_client.get(reverse(f"workbench:{name}", args=[row.pk])).status_code == 404
    assert other_client.get(address).status_code == 404
