"""The registry of units: a list for each government, and one unit in a form."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.edit import UnknownAgency, edit_agency
from xushi_web.agencies.models import Agency
from xushi_web.workbench.access import office_only, operator
from xushi_web.workbench.forms import AgencyForm


@require_safe
@office_only
def agencies(request: HttpRequest) -> HttpResponse:
    """List the units of the governments the person works for."""
    rows = (
        _visible(request)
        .annotate(assignment_count=Count("assignments__commitment", distinct=True))
        .prefetch_related("aliases")
        .order_by("government__name", "name")
    )
    return render(request, "workbench/agencies.html", {"agencies": rows})


@require_http_methods(["GET", "POST"])
@office_only
def agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one unit in a form, and take over what was changed."""
    row = get_object_or_404(_visible(request), pk=key)
    form = AgencyForm(request.POST if request.method == "POST" else None, initial=AgencyForm.values_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            edit_agency(actor=operator(request), agency=row, **form.values())
        except (UnknownAgency, NotAllowed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("已更正。"))
            return redirect("workbench:agencies")
    return render(request, "workbench/agency.html", {"agency": row, "form": form})


def _visible(request: HttpRequest) -> QuerySet[Agency]:
    rows = Agency.objects.select_related("government")
    return rows.filter(government__in=governments_of_office(operator(request)))
