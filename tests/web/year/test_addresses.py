"""Every address of the site, asked for by everybody: docs/addresses.md says who gets to see what."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils.translation import override

from xushi_web.agencies.models import Government
from xushi_web.attachments.actions import attach
from xushi_web.attachments.models import Attachment
from xushi_web.reporting.models import UnitReport
from xushi_web.stationery.actions import upload_template
from xushi_web.stationery.models import Kind, Template
from xushi_web.stationery.starting import starting_template

from ..attachments.made import photo
from .cast import OFFICE, OTHER_OFFICE, OTHER_UNIT, VISITOR, Cast
from .tables import hold
from .walking import BROKEN, DONE, MISSING, NOT_NOW, REFUSED, SHOWN, SIGN_IN, Address, addresses, walk
from .watching import Watch, watching

pytestmark = pytest.mark.long

HEAD = """# 每个网址，每种岗位 · Every address, every post

由测试逐一请求得出（`tests/web/year/walking.py`），不手工修改。对象与权限表相同：云川市第1项由市教育局牵头、市财政局配合；
“其他单位”是市民政局，“外地”是石桥市。POST 之前，对象已处在该步骤可以办理的状态。

Made by asking for every address as everybody; a test fails when the table is out of date. `✓` shown · `→` done, or
led on · `!` understood, but not taken as it was typed or as things stand · `登录` asked to sign in · `✗` refused ·
`无` not found. A method that is not in the table does not exist.

"""
#: What nobody is let into in the walk, and why.
CLOSED = {
    "portal:error-receipt": "only for whoever knows the receipt, which the walk does not",
    "workbench:sheet-errors": "only after a sheet with errors was uploaded in the same session",
    "workbench:withdraw-adjustment": "only for the person of the office who proposed it; here that is the clerk",
    "portal:opinion": "only for a bulletin; the document of the walk is a breakdown",
    "workbench:build-bulletin": "only for a period that has reports or a bulletin",
}
#: Pages of the workbench that everybody may open.
OPEN = {
    "workbench:login", "workbench:code", "workbench:logout", "workbench:oidc", "workbench:oidc-back",
    "workbench:invitation", "workbench:calendar", "workbench:act-as",
}  # fmt: skip

Found = dict[tuple[Address, str], dict[str, str]]


@pytest.fixture(scope="module")
def walked(cast: Cast, tmp_path_factory: pytest.TempPathFactory) -> tuple[Found, Watch]:
    folder, quick = tmp_path_factory.mktemp("attachments"), ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(ATTACHMENTS=folder, PASSWORD_HASHERS=quick):
        report, office = cast.thing(UnitReport), cast.people[OFFICE]
        cast.things[Attachment] = attach(actor=office, thing=report, name="开工现场.jpg", data=photo())
        city = cast.thing(Government)
        data = starting_template(city, Kind.BULLETIN)
        cast.things[Template] = upload_template(
            actor=office, government=city, kind=Kind.BULLETIN, name="通报.docx", data=data
        )
        with watching() as watch:
            return walk(cast), watch


@pytest.fixture(scope="module")
def found(walked: tuple[Found, Watch]) -> Found:
    return walked[0]


def table(cast: Cast, found: Found) -> str:
    lines = [f"| 网址 | | {' | '.join(cast.people)} |", f"|---|---|{'---|' * len(cast.people)}"]
    for (address, method), marks in found.items():
        answers = (marks.get(who, marks[VISITOR]) for who in cast.people)
        lines.append(f"| `/{address.route}` | {method} | {' | '.join(answers)} |")
    return HEAD + "\n".join(lines) + "\n"


def test_the_table_is_what_everybody_is_answered(cast: Cast, found: Found) -> None:
    with override("zh-hans"):
        hold("docs/addresses.md", table(cast, found))


def test_no_address_breaks_for_anybody(found: Found) -> None:
    assert not [f"{method} {address.name}" for (address, method), marks in found.items() if BROKEN in marks.values()]


def test_whoever_has_not_signed_in_is_asked_to_everywhere_in_the_workbench(found: Found) -> None:
    let_in = [
        f"{method} {address.name}: {marks[VISITOR]}"
        for (address, method), marks in found.items()
        if address.is_inside and address.name not in OPEN and marks[VISITOR] != SIGN_IN
    ]
    assert not let_in


@pytest.mark.parametrize("who", [OTHER_OFFICE, OTHER_UNIT])
def test_a_thing_of_another_government_is_not_there(who: str, found: Found) -> None:
    let_in = [
        f"{method} {address.name}: {marks[who]}"
        for (address, method), marks in found.items()
        if address.is_inside and address.thing and marks[who] not in {MISSING, REFUSED}
    ]
    assert not let_in


def test_every_query_of_every_page_says_whose_rows_it_wants(walked: tuple[Found, Watch]) -> None:
    assert not walked[1].found, walked[1].report()


def test_the_public_pages_are_the_same_for_everybody(found: Found) -> None:
    differing = [
        f"{method} {address.name}: {marks}"
        for (address, method), marks in found.items()
        if not address.is_inside and len(set(marks.values())) > 1
    ]
    assert not differing


def test_every_address_lets_somebody_in(found: Found) -> None:
    nobody = [
        f"{method} {address.name}"
        for (address, method), marks in found.items()
        if not {SHOWN, DONE, NOT_NOW} & set(marks.values()) and address.name not in {*OPEN, *CLOSED}
    ]
    assert not nobody


def test_every_address_is_walked(cast: Cast) -> None:
    for address in addresses():
        address.made(cast)
