"""The form by which anybody says that a public page is wrong: what was typed, and whether a person typed it.

No script and nobody else's service is needed: a field that only programs fill in, and a signed time that tells how long
the form was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import QueryDict
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from xushi_web.agencies.models import Government
from xushi_web.programmes.models import Commitment

#: Nobody says what is wrong in less.
QUICKEST = timedelta(seconds=3)
#: … and a form that was left open for longer is sent once more.
LONGEST = timedelta(days=1)
_SIGNER = TimestampSigner(salt="xushi.errata")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form. `trap` is the field that people do not see."""

    page: str
    quoted: str = ""
    text: str = ""
    contact: str = ""
    trap: str = ""
    stamp: str = ""


def typed(data: QueryDict) -> Typed:
    """Return what was typed; a page of another site is none."""
    page = data.get("page", "")
    if not (page.startswith("/") and url_has_allowed_host_and_scheme(page, None)):
        page = ""
    return Typed(page, *(data.get(name, "") for name in ("quoted", "text", "contact", "site", "stamp")))


def new_stamp() -> str:
    """Return the time, signed."""
    return _SIGNER.sign("form")


def doubt(form: Typed) -> str:
    """Return why this may not have been typed by a person, as a sentence for one; empty where nothing speaks for it."""
    if form.trap:
        return _("“网址”一栏请留空，它只用来识别自动填表的程序。请清空后再提交一次。")
    try:
        _SIGNER.unsign(form.stamp, max_age=LONGEST)
    except (SignatureExpired, BadSignature):
        return _("这张表打开太久了。您填写的内容还在下面，请再点一次“提交”。")
    try:
        _SIGNER.unsign(form.stamp, max_age=QUICKEST)
    except SignatureExpired:
        return ""
    return _("提交得太快了，请稍等几秒再点一次“提交”。您填写的内容还在下面。")


def commitment_at(page: str, government: Government) -> Commitment | None:
    """Return the commitment whose page it is, if it is one of this government's."""
    path = page.partition("?")[0].partition("#")[0]
    try:
        match = resolve("/" + path.removeprefix(get_script_prefix()).lstrip("/"))
    except Resolver404:
        return None
    if match.view_name != "portal:commitment":
        return None
    return Commitment.objects.of(government).select_related("programme").filter(pk=match.kwargs["key"]).first()
