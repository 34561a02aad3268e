"""The office's own templates: uploading, looking at them filled, taking one into use."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Government
from xushi_web.documents.errors import Refused
from xushi_web.stationery import actions
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind, Template, Use
from xushi_web.stationery.packages import LARGEST
from xushi_web.stationery.policies import may_keep_templates
from xushi_web.stationery.queries import lines_of, previewed
from xushi_web.stationery.starting import starting_template
from xushi_web.workbench.access import office_only, operator, within
from xushi_web.workbench.outcomes import attempt

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@office_only
def kinds(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the papers that can have a template, and which of them have one in use."""
    government = _government(request, key)
    rows = Template.objects.of(government).defer("content")
    used = {row.kind: row for row in rows if row.in_use}
    kept = Counter(row.kind for row in rows)
    context = {
        "government": government,
        "kinds": [(kind, used.get(kind), kept[kind]) for kind in Kind],
    }
    return render(request, "workbench/stationery.html", context)


@require_http_methods(["GET", "POST"])
@office_only
def templates(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Show the versions of a government's template for one kind of paper and the tags, and take a new version in."""
    government, of, status = _government(request, key), _kind(kind), 200
    if request.method == "POST":
        made: list[Template] = []
        outcome = attempt(
            request, lambda: made.append(_uploaded(request, government, of)), _("检查通过，请预览后启用。")
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if made:
            return redirect("workbench:template", made[0].pk)
        status = outcome
    rows = list(Template.objects.of(government).filter(kind=of).defer("content").select_related("uploaded_by"))
    context = {
        "government": government,
        "kind": of,
        "templates": rows,
        "in_use": next((row for row in rows if row.in_use), None),
        "uses": Use.objects.of(government).filter(kind=of).select_related("template", "by"),
        "tags": FILLABLE[of].offered.values(),
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "workbench/templates.html", context, status=status)


@require_http_methods(["GET", "POST"])
@office_only
def template(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one version filled with the last paper of its kind; on POST take it into use."""
    row = _template(request, key)
    if request.method == "POST":
        done = _("%(template)s已启用，以后下载的 docx 按它生成。") % {"template": row}
        reason = request.POST.get("reason", "")
        outcome = attempt(
            request, lambda: actions.use_template(actor=operator(request), template=row, reason=reason), done
        )
        return (
            outcome
            if isinstance(outcome, HttpResponse)
            else redirect("workbench:templates", row.government_id, row.kind)
        )
    name, lines = "", []
    try:
        name, word = previewed(row)
        lines = lines_of(word)
    except Refused as refusal:  # a tag that this version of Xushi no longer has
        messages.error(request, str(refusal))
    unused = [tag for name, tag in FILLABLE[Kind(row.kind)].offered.items() if name not in row.tags]
    context = {"template": row, "lines": lines, "unused": unused, "paper": name}
    return render(request, "workbench/template.html", context)


@require_POST
@office_only
def usual(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Go back to the usual layout."""
    government, of, reason = _government(request, key), _kind(kind), request.POST.get("reason", "")
    outcome = attempt(
        request,
        lambda: actions.use_usual_layout(actor=operator(request), government=government, kind=of, reason=reason),
        _("已改回标准版式，各版模板都还在。"),
    )
    return outcome if isinstance(outcome, HttpResponse) else redirect("workbench:templates", key, of)


@require_safe
@office_only
def starting(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Hand out a template to begin with."""
    government, of = _government(request, key), _kind(kind)
    return _file(starting_template(government, of), f"starting-template-{of}")


@require_safe
@office_only
def original(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out a version as it was uploaded."""
    row = _template(request, key)
    return _file(bytes(row.content), f"template-{row.version}")


@require_safe
@office_only
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out a version filled with the last paper of its kind."""
    row = _template(request, key)
    try:
        return _file(previewed(row)[1], f"template-{row.version}-preview")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:template", key)


def _uploaded(request: HttpRequest, government: Government, kind: Kind) -> Template:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("请选择要上传的 docx 文件。"))
    data = file.read(LARGEST + 1)  # one byte more than is allowed is enough to be refused
    return actions.upload_template(
        actor=operator(request),
        government=government,
        kind=kind,
        name=file.name or "",
        data=data,
        reason=request.POST.get("reason", ""),
    )


def _kind(written: str) -> Kind:
    """Return the kind of an address. Raises `Http404` for what is none."""
    if written not in Kind.values:
        raise Http404
    return Kind(written)


def _government(request: HttpRequest, key: UUID) -> Government:
    return get_object_or_404(Government.objects.filter(pk__in=governments_of_office(operator(request))), pk=key)


def _template(request: HttpRequest, key: UUID) -> Template:
    """Return a template of the person's office. Raises `Http404` for one that is not there or not to be seen."""
    rows = Template.objects.select_related("government", "uploaded_by")
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_keep_templates(operator(request), row.government):
        raise Http404
    return row


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}.docx"'
    return HttpResponse(content, content_type=_WORD, headers={"Content-Disposition": disposition})
