"""Files that belong to things: added, taken away, downloaded by those who may see the thing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.attachments import store
from xushi_web.attachments.actions import attach, detach
from xushi_web.attachments.checking import check_size
from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Attachment, Kind
from xushi_web.attachments.owners import OWNERS
from xushi_web.attachments.policies import may_change_attachment, may_see_attachment
from xushi_web.workbench.access import operator, refused, signed_in, within

_TYPES = {
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.TEXT: "text/plain",
}
#: Even opened in a browser by its address, a file runs nothing and loads nothing.
_POLICY = "default-src 'none'; sandbox"


@require_POST
@signed_in
def add(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Add the chosen files; each that cannot be taken is named with its reason, the others are kept."""
    user, owner = operator(request), OWNERS.get(kind)
    thing = within(request, owner.rows).filter(pk=key).first() if owner else None
    if owner is None or thing is None or not owner.may_see(user, thing):
        raise Http404
    files = request.FILES.getlist("files")
    added = 0
    for file in files:
        try:
            check_size(file.name or "", file.size or 0)
            attach(actor=user, thing=thing, name=file.name or "", data=file.read())
        except Unsuitable as reason:
            messages.error(request, str(reason))
        except NotAllowed:
            return refused(request)
        else:
            added += 1
    if not files:
        messages.error(request, _("没有选择文件。"))
    elif added:
        messages.success(request, _("已添加 %(count)d 个附件。") % {"count": added})
    return redirect(f"{owner.link(thing)}#attachments")


@require_POST
@signed_in
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a file away from its thing."""
    row, owner = _visible(request, key)
    try:
        detach(actor=operator(request), attachment=row)
    except Unsuitable as reason:
        messages.error(request, str(reason))
    except NotAllowed:
        return refused(request)
    else:
        messages.success(request, _("已删除“%(name)s”。") % {"name": row})
    return redirect(f"{OWNERS[row.owner_kind].link(owner)}#attachments")


@require_safe
@signed_in
def download(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Hand a file out: of a photo the copy without what the camera wrote into it."""
    row, _owner = _visible(request, key)
    return _handed_out(row.file.published or row.file.place, row)


@require_safe
@signed_in
def original(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Hand a photo out as it came, place and time and all, to those who may add files there."""
    row, _owner = _visible(request, key)
    if not may_change_attachment(operator(request), row):
        return refused(request)
    return _handed_out(row.file.place, row)


@require_safe
@signed_in
def thumbnail(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Show a photo small."""
    row, _owner = _visible(request, key)
    if not row.file.thumbnail:
        raise Http404
    answer = FileResponse(store.path_of(row.file.thumbnail).open("rb"), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400, immutable"
    return answer


def _handed_out(place: str, row: Attachment) -> HttpResponseBase:
    answer = FileResponse(
        store.path_of(place).open("rb"), as_attachment=True, filename=row.name, content_type=_TYPES[Kind(row.file.kind)]
    )
    answer.headers["Content-Security-Policy"] = _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _visible(request: HttpRequest, key: UUID) -> tuple[Attachment, object]:
    """Return a file and the thing it belongs to. Raises `Http404` for what is not there or not to be seen."""
    row = within(request, Attachment.objects.select_related("file")).filter(pk=key).first()
    if row is None or not may_see_attachment(operator(request), row):
        raise Http404
    return row, OWNERS[row.owner_kind].find(row.owner_id)
