"""Saying that something on a public page is wrong, and seeing what became of it."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from xushi_web.accounts.locking import take_attempt
from xushi_web.documents.errors import Refused
from xushi_web.errata.actions import report_error
from xushi_web.errata.queries import erratum_by
from xushi_web.portal.error_form import commitment_at, doubt, new_stamp, typed
from xushi_web.portal.views.context import government_by, of_government

#: Under this name the reports from one address are counted, as attempts to sign in are.
_LIMITED = "reports of errors"


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form for a page and take it in; whatever is refused stays in it."""
    government = government_by(slug)
    form = typed(request.POST if request.method == "POST" else request.GET)
    commitment = commitment_at(form.page, government)
    refusal, status = "", 200
    if request.method == "POST":
        refusal, status = doubt(form), 422
        if not refusal and not take_attempt(_LIMITED):
            minutes = settings.LOCK_SECONDS // 60
            sentence = _("同一地址短时间内提交得太多，请 %(minutes)d 分钟后再试。您填写的内容还在下面。")
            refusal, status = sentence % {"minutes": minutes}, 429
        try:
            if not refusal:
                erratum = report_error(
                    actor=request.user,
                    government=government,
                    page=form.page,
                    commitment=commitment,
                    quoted=form.quoted,
                    text=form.text,
                    contact=form.contact,
                )
                return redirect("portal:error-receipt", erratum.receipt)
        except Refused as said:
            refusal = str(said)
    context = of_government(government) | {
        "form": replace(form, stamp=new_stamp(), trap=""),
        "commitment": commitment,
        "refusal": refusal,
        "section": "errata",
        "days": settings.ERRATUM_DAYS,
        "contact_days": settings.ERRATUM_CONTACT_DAYS,
    }
    return render(request, "portal/error_form.html", context, status=status)


@never_cache
@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a receipt, and lead to what became of it."""
    receipt = request.GET.get("receipt", "").strip()
    erratum = erratum_by(receipt) if receipt else None
    if erratum:
        return redirect("portal:error-receipt", erratum.receipt)
    context = {"receipt": receipt, "section": "errata"}
    return render(request, "portal/error_receipts.html", context, status=404 if receipt else 200)


@never_cache
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show its sender, or whoever knows the number, how a report stands. Raises `Http404`."""
    erratum = erratum_by(receipt)
    if erratum is None:
        raise Http404
    context = of_government(erratum.government) | {"erratum": erratum, "section": "errata"}
    return render(request, "portal/error_receipt.html", context)
