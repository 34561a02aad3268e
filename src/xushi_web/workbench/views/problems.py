"""Problems: of a programme in a list, and each on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.queries import governments_of_office
from xushi_web.checks.actions import accept_problem, reopen_problem
from xushi_web.checks.explanations import explanation_of
from xushi_web.checks.figures import figures_of
from xushi_web.checks.narrowing import Narrowing, narrowed
from xushi_web.checks.policies import may_accept
from xushi_web.checks.queries import history_of, listed, neighbours, problems_of_programmes
from xushi_web.documents.corrections import items_of
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem
from xushi_web.documents.queries import corrections_of, tree_of
from xushi_web.programmes.models import Programme
from xushi_web.workbench.access import office_only, operator, visible_documents
from xushi_web.workbench.preview import excerpt_around, item_of, stretches


@require_safe
@office_only
def overview(request: HttpRequest) -> HttpResponse:
    """List the programmes with how many problems of each severity wait."""
    programmes = list(
        _visible_programmes(request).select_related("government").order_by("-year", "government", "order")
    )
    found = problems_of_programmes([programme.pk for programme in programmes])
    rows = [(programme, narrowed(listed(found[programme.pk], "zh"), Narrowing())) for programme in programmes]
    return render(request, "workbench/problem_overview.html", {"rows": rows})


@require_safe
@office_only
def programme(request: HttpRequest, key: UUID) -> HttpResponse:
    """List the problems of all documents that tell of one programme."""
    row = get_object_or_404(_visible_programmes(request).select_related("government"), pk=key)
    problems = listed(problems_of_programmes([row.pk])[row.pk], get_language() or "zh")
    shown = narrowed(problems, Narrowing.of(request.GET.dict()))
    return render(request, "workbench/programme_problems.html", {"programme": row, "list": shown})


@require_safe
@office_only
def problem(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one problem: what is wrong, where, the figures, what to do, and the item beside it."""
    row = _visible_problem(request, key)
    tree, language = tree_of(row.document), get_language() or "zh"
    item = item_of(items_of(tree, corrections_of(row.document)), row)
    part = excerpt_around(tree.source.text, row, item)
    history = history_of(row)
    before, after = neighbours(row)
    return render(
        request,
        "workbench/problem.html",
        {
            "problem": row,
            "document": row.document,
            "explanation": explanation_of(row.code),
            "sentence": row.message_in(language),
            "hint": row.hint_in(language),
            "figures": figures_of(row.values, language),
            "stretches": stretches(tree, part, [row]) if part else [],
            "item": item,
            "acceptance": next((a for a in history if a.taken_back_at is None), None),
            "history": [a for a in history if a.taken_back_at is not None],
            "may_accept": row.standing == "standing" and may_accept(operator(request), row),
            "before": before,
            "after": after,
        },
    )


@require_POST
@office_only
def accept(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a problem stand, for the reason in the form."""
    row = _visible_problem(request, key)
    try:
        accept_problem(actor=operator(request), problem=row, reason=request.POST.get("reason", ""))
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已接受，理由已记下。"))
    return redirect("workbench:problem", key)


@require_POST
@office_only
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back that a problem was accepted."""
    row = _visible_problem(request, key)
    try:
        reopen_problem(actor=operator(request), problem=row)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("已撤回，问题重新列入待处理。"))
    return redirect("workbench:problem", key)


def _visible_problem(request: HttpRequest, key: UUID) -> DocumentProblem:
    rows = DocumentProblem.objects.select_related("document__government", "document__reading")
    row = rows.filter(pk=key, document__in=visible_documents(operator(request)).values("pk")).first()
    if row is None:
        raise Http404
    return row


def _visible_programmes(request: HttpRequest) -> QuerySet[Programme]:
    return Programme.objects.filter(government__in=governments_of_office(operator(request)))
