"""Switching the rules of checking for a government."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xushi.checking import all_rules
from xushi.problems import Message
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Government
from xushi_web.checks.actions import switch_rules
from xushi_web.checks.explanations import explanation_of
from xushi_web.checks.switches import codes_off
from xushi_web.documents.errors import Refused
from xushi_web.workbench.access import office_only, operator


@require_safe
@office_only
def choose(request: HttpRequest) -> HttpResponse:
    """Let a person of several governments choose one; of a single one, go there."""
    governments = list(_visible(request))
    if len(governments) == 1:
        return redirect("workbench:rules", governments[0].slug)
    return render(request, "workbench/rules_of.html", {"governments": governments})


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all rules with their explanation and whether they are on, and take over what was switched."""
    government = get_object_or_404(_visible(request), slug=slug)
    if request.method == "POST":
        _switch(request, government)
        return redirect("workbench:rules", slug)
    off, language = codes_off(government), get_language() or "zh"
    rows = [
        (rule, explanation_of(rule.code), Message(rule.hint).in_language(language), rule.code not in off)
        for rule in all_rules()
    ]
    return render(request, "workbench/rules.html", {"government": government, "rules": rows})


def _switch(request: HttpRequest, government: Government) -> None:
    on = request.POST.getlist("on")
    off = {rule.code for rule in all_rules()} - set(on)
    try:
        changed = switch_rules(actor=operator(request), government=government, off=off)
    except (Refused, NotAllowed) as refusal:
        messages.error(request, str(refusal))
        return
    count = len(changed)
    messages.success(
        request,
        ngettext("已保存，改动了 %(count)d 条规则。", "已保存，改动了 %(count)d 条规则。", count) % {"count": count}
        if count
        else _("没有改动。"),
    )


def _visible(request: HttpRequest) -> QuerySet[Government]:
    return governments_of_office(operator(request))
