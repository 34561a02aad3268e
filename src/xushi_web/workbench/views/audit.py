"""The audit trail, for the audit administrator only."""

from __future__ import annotations

import json
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.models import Post
from xushi_web.audit import reading
from xushi_web.audit.exporting import as_csv, as_json_lines
from xushi_web.audit.models import AuditEntry, Outcome
from xushi_web.audit.narrowing import Narrowing
from xushi_web.audit.wording import chain_names, tag_choices, tag_label
from xushi_web.workbench.access import operator, posts_only

_ON_A_PAGE = 50
_FORMS = {"jsonl": (as_json_lines, "application/x-ndjson"), "csv": (as_csv, "text/csv")}


class NarrowingForm(forms.Form):
    """Who, what, when, of which government, with which outcome."""

    actor = forms.CharField(label=_("谁"), required=False, max_length=150)
    tag = forms.ChoiceField(label=_("做了什么"), required=False)
    chain = forms.ChoiceField(label=_("政府"), required=False)
    outcome = forms.ChoiceField(label=_("结果"), required=False, choices=[("", _("全部")), *Outcome.choices])
    since = forms.DateField(label=_("从"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: object, chains: dict[str, str]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # the query of a request
        everything = ("", gettext("全部"))
        self.fields["tag"].choices = [everything, *tag_choices()]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["chain"].choices = [everything, *chains.items()]  # type: ignore[attr-defined] # a ChoiceField

    def narrowing(self) -> Narrowing:
        """Return what was asked; what cannot be understood asks for nothing."""
        self.full_clean()
        return Narrowing(**self.cleaned_data)


@require_safe
@posts_only(Post.AUDIT)
def entries(request: HttpRequest) -> HttpResponse:
    """List what was done, the latest first, narrowed as asked."""
    chains = chain_names()
    form = NarrowingForm(request.GET, chains)
    asked = form.narrowing()
    page = Paginator(asked.entries(), _ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, tag_label(row.tag), chains.get(row.chain.key, "")) for row in page]
    context = {"form": form, "page": page, "rows": rows, "asked": asked, "query": asked.address()}
    return render(request, "workbench/audit.html", context)


@require_safe
@posts_only(Post.AUDIT)
def entry(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one entry with everything in it."""
    row = get_object_or_404(AuditEntry.objects.select_related("chain"), pk=key)
    context = {
        "entry": row,
        "label": tag_label(row.tag),
        "chain": chain_names().get(row.chain.key, ""),
        "details": json.dumps(row.details, ensure_ascii=False, indent=2, sort_keys=True),
    }
    return render(request, "workbench/audit_entry.html", context)


@require_POST
@posts_only(Post.AUDIT)
def verify(request: HttpRequest) -> HttpResponse:
    """Check all chains and say what was found."""
    names = chain_names()
    verdicts = reading.verify(actor=operator(request))
    for verdict in verdicts:
        if not verdict.holds:
            text = gettext("%(chain)s：第 %(number)s 条记录被改动、删除或插入，其后的记录不可信。请保全数据库并报告。")
            messages.error(request, text % {"chain": names[verdict.key], "number": verdict.broken})
    if all(verdict.holds for verdict in verdicts):
        text = gettext("全部 %(chains)s 条审计链完好，共 %(count)s 条记录。")
        count = sum(verdict.count for verdict in verdicts)
        messages.success(request, text % {"chains": len(verdicts), "count": count})
    return redirect("workbench:audit")


@require_safe
@posts_only(Post.AUDIT)
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Hand out the entries that the filters ask for, in the order of their chains."""
    if form not in _FORMS:
        raise Http404
    lines, kind = _FORMS[form]
    asked = NarrowingForm(request.GET, chain_names()).narrowing()
    reading.note_export(actor=operator(request), asked=asked, form=form)
    rows = asked.entries().order_by("chain__key", "sequence")
    response = StreamingHttpResponse(lines(rows.iterator()), content_type=f"{kind}; charset=utf-8")
    name = f"audit-{timezone.localdate().isoformat()}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
