"""Bulletins: building, editing, proposing and releasing them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi.rendering import NotRendered, rendered
from xushi.rendering.charts import charts_of
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Government
from xushi_web.bulletins import actions
from xushi_web.bulletins.composing import charts_of_released, letter_of, read_back
from xushi_web.bulletins.gathering import choices_of
from xushi_web.bulletins.letterhead import letterhead_of, set_letterhead, set_phrase
from xushi_web.bulletins.models import (
    Bulletin,
    BulletinState,
    CorrectionState,
    Paragraph,
    Part,
    Phrase,
    Publicity,
    Urgency,
)
from xushi_web.bulletins.policies import may_issue_correction, may_release, may_run_bulletin
from xushi_web.bulletins.standing import standing_of
from xushi_web.bulletins.wording import PHRASES
from xushi_web.documents.errors import Refused
from xushi_web.papers.files import TYPES
from xushi_web.programmes.models import Programme
from xushi_web.stationery.kinds import text_of
from xushi_web.stationery.queries import bulletin_as_word
from xushi_web.workbench.access import office_only, operator, within
from xushi_web.workbench.outcomes import attempt


@require_safe
@office_only
def bulletins(request: HttpRequest) -> HttpResponse:
    """List the bulletins of the office, and the lists and periods that one can be built for."""
    governments = governments_of_office(operator(request))
    rows = Bulletin.objects.filter(government__in=governments).exclude(state=BulletinState.WITHDRAWN)
    lists = Programme.objects.filter(government__in=governments).select_related("government")
    programmes = [(row, choices_of(row)) for row in lists.order_by("-year", "government__name", "order")]
    context = {
        "bulletins": rows.select_related("programme", "proposed_by", "released_by", "document"),
        "programmes": [(row, choices) for row, choices in programmes if choices],
        "governments": Government.objects.filter(pk__in=governments),
    }
    return render(request, "workbench/bulletins.html", context)


@require_POST
@office_only
def build(request: HttpRequest, key: UUID) -> HttpResponse:
    """Draft a bulletin on a list for the period that was chosen."""
    user = operator(request)
    programme = get_object_or_404(Programme.objects.filter(government__in=governments_of_office(user)), pk=key)
    chosen = request.POST.get("period", "")
    choice = next((one for one in choices_of(programme) if _name(one.period, one.reporting_period) == chosen), None)
    if choice is None:
        raise Http404
    made: list[Bulletin] = []
    outcome = attempt(
        request,
        lambda: made.append(actions.draft_bulletin(actor=user, choice=choice)),
        _("已按现有数据拟稿，请逐段核对。"),
    )
    if isinstance(outcome, HttpResponse):
        return outcome
    return redirect("workbench:bulletin", made[0].pk) if made else redirect("workbench:bulletins")


@require_safe
@office_only
def bulletin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a bulletin with what stands between it and its release."""
    return page(request, bulletin_of(request, key))


@require_http_methods(["GET", "POST"])
@office_only
def paragraph(request: HttpRequest, key: UUID) -> HttpResponse:
    """Edit one paragraph beside the text that the data give and what it was made of."""
    rows = Paragraph.objects.select_related("bulletin__government", "bulletin__programme")
    row = get_object_or_404(within(request, rows), pk=key)
    owner = bulletin_of(request, row.bulletin_id)
    row.bulletin = owner
    status, typed = 200, row.text
    if request.method == "POST":
        user, revision = operator(request), _number(request.POST.get("revision"))
        typed = request.POST.get("text", "")
        if "restore" in request.POST:
            outcome = attempt(
                request,
                lambda: actions.restore_paragraph(actor=user, paragraph=row, revision=revision),
                _("已恢复为按数据拟的文字。"),
            )
        else:
            outcome = attempt(
                request,
                lambda: actions.edit_paragraph(actor=user, paragraph=row, text=typed, revision=revision),
                _("已修改这一段。"),
            )
        if isinstance(outcome, HttpResponse):
            return outcome
        if outcome == 200:
            return redirect(f"{reverse('workbench:bulletin', args=[owner.pk])}#p{row.order}")
        status = outcome
        owner.refresh_from_db()
    context = {"bulletin": owner, "paragraph": row, "typed": typed}
    return render(request, "workbench/bulletin_paragraph.html", context, status=status)


@require_POST
@office_only
def step(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Take one of the steps of a bulletin: redraft, propose, take back, release, withdraw."""
    row, user = bulletin_of(request, key), operator(request)
    revision = _number(request.POST.get("revision"))
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "redraft": (
            lambda: _redraft(request, row, revision),
            _("已按现在的数据重新拟稿，数据没有变的手改文字都保留了。"),
        ),
        "propose": (lambda: actions.propose_bulletin(actor=user, bulletin=row), _("已送签，由另一位同事签发。")),
        "take-back": (lambda: actions.take_back(actor=user, bulletin=row), _("已退回修改。")),
        "release": (
            lambda: actions.release_bulletin(actor=user, bulletin=row),
            _("已印发，公众页面可以看到了。")
            if row.publicity == Publicity.OPEN
            else _("已印发，依申请公开，不上公众页面。"),
        ),
        "withdraw": (lambda: actions.withdraw_bulletin(actor=user, bulletin=row), _("已作废。")),
    }
    if verb not in steps:
        raise Http404
    action, done = steps[verb]
    outcome = attempt(request, action, done)
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:bulletins") if verb == "withdraw" else redirect("workbench:bulletin", row.pk)
    return page(request, bulletin_of(request, key), status=outcome)


@require_POST
@office_only
def publicity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose who may read the bulletin once it is released, or how urgent it is."""
    row, given, user = bulletin_of(request, key), request.POST, operator(request)
    revision = _number(given.get("revision"))
    if "urgency" in given:
        outcome = attempt(
            request,
            lambda: actions.set_urgency(actor=user, bulletin=row, urgency=given["urgency"], revision=revision),
            _("紧急程度已保存。"),
        )
    else:
        chosen = given.get("publicity", "")
        outcome = attempt(
            request,
            lambda: actions.set_publicity(actor=user, bulletin=row, publicity=chosen, revision=revision),
            _("公开属性已保存。"),
        )
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:bulletin", key)
    return page(request, bulletin_of(request, key), status=outcome)


@require_http_methods(["GET", "POST"])
@office_only
def wording(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change the wording and the letterhead of a government's bulletins."""
    user = operator(request)
    government = get_object_or_404(Government.objects.filter(pk__in=governments_of_office(user)), pk=key)
    status = 200
    own = dict(Phrase.objects.of(government).values_list("name", "text"))
    if request.method == "POST":
        given = request.POST
        if "name" in given:
            outcome = attempt(
                request,
                lambda: set_phrase(actor=user, government=government, name=given["name"], text=given.get("text", "")),
                _("用语已保存，以后拟的稿按它来写。"),
            )
            own[given["name"]] = given.get("text", "")
        else:
            head = {name: given.get(name, "") for name in ("series", "issuing_body", "organisation_code")}
            sealed = "sealed" in given
            outcome = attempt(
                request,
                lambda: set_letterhead(actor=user, government=government, sealed=sealed, **head),
                _("文头已保存。"),
            )
        if isinstance(outcome, HttpResponse):
            return outcome
        if outcome == 200:
            return redirect("workbench:bulletin-wording", key)
        status = outcome
    phrases = [(name, one, own.get(name) or one.usual, bool(own.get(name))) for name, one in PHRASES.items()]
    context = {"government": government, "head": letterhead_of(government), "phrases": phrases}
    return render(request, "workbench/bulletin_wording.html", context, status=status)


@require_safe
@office_only
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hand out the text: what was released, or the draft as it would go out today."""
    row = bulletin_of(request, key)
    return HttpResponse(
        text_of(row),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="bulletin-{row.pk}.txt"'},
    )


@require_safe
@office_only
def download_as(request: HttpRequest, key: UUID, to: str) -> HttpResponse:
    """Hand out the bulletin: docx by the office's template; PDF to print, html, xlsx in the official layout."""
    row = bulletin_of(request, key)
    if to not in TYPES:
        raise Http404
    tree = read_back(text_of(row), f"{row.pk}.txt")
    letter = letter_of(tree, sealed=letterhead_of(row.government).sealed)
    try:
        content = bulletin_as_word(row.government, tree) if to == "docx" else rendered(tree, to, letter)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:bulletin", row.pk)
    except NotRendered as missing:
        messages.error(request, missing.in_language("en" if (get_language() or "zh").startswith("en") else "zh"))
        return redirect("workbench:bulletin", row.pk)
    disposition = f'attachment; filename="bulletin-{row.pk}.{to}"'
    return HttpResponse(content, content_type=TYPES[to], headers={"Content-Disposition": disposition})


def _redraft(request: HttpRequest, row: Bulletin, revision: int) -> None:
    changed = actions.redraft(actor=operator(request), bulletin=row, revision=revision)
    messages.info(request, ngettext("%(n)s段有变化。", "%(n)s段有变化。", changed) % {"n": changed})


def page(request: HttpRequest, row: Bulletin, typed: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
    """Show a bulletin with what stands between it and its release; `typed` is a correction that was not taken."""
    user = operator(request)
    paragraphs = list(row.paragraphs.select_related("edited_by"))
    is_open = row.state in {BulletinState.DRAFTED, BulletinState.PROPOSED}
    standing = standing_of(row) if is_open else None
    troubles = standing.troubles if standing else ()
    by_paragraph: dict[UUID, list[object]] = {}
    for one in troubles:
        if one.paragraph is not None:
            by_paragraph.setdefault(one.paragraph.pk, []).append(one)
    stale = standing.stale if standing else {}
    lines = [(one, by_paragraph.get(one.pk, ()), (one.part, one.key) in stale) for one in paragraphs]
    context = {
        "bulletin": row,
        "charts": charts_of(standing.tree) if standing else charts_of_released(row),
        "letter": [line for line in lines if line[0].part not in {Part.BEHIND, Part.ENTRY, Part.ITEM}],
        "behind": [line for line in lines if line[0].part in {Part.BEHIND, Part.ENTRY}],
        "annex": [line for line in lines if line[0].part == Part.ITEM],
        "refusals": [one for one in troubles if one.refuses],
        "remarks": [one for one in troubles if not one.refuses],
        "stale": len(stale),
        "edited": sum(one.is_edited for one in paragraphs),
        "may_release": may_release(user, row),
        "publicities": Publicity.choices,
        "urgencies": Urgency.choices,
        "corrections": [
            (one, may_issue_correction(user, one))
            for one in row.corrections.exclude(state=CorrectionState.WITHDRAWN).select_related(
                "government", "proposed_by", "issued_by"
            )
        ],
        "typed": typed or {},
    }
    return render(request, "workbench/bulletin.html", context, status=status)


def bulletin_of(request: HttpRequest, key: UUID) -> Bulletin:
    """Return a bulletin of the person's office. Raises `Http404` for one that is not there or not to be seen."""
    rows = Bulletin.objects.select_related(
        "government",
        "programme__government",
        "reporting_period",
        "document",
        "drafted_by",
        "proposed_by",
        "released_by",
    )
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_run_bulletin(operator(request), row):
        raise Http404
    return row


def _name(period: str, collected: object) -> str:
    return f"{'collected' if collected else 'told'}:{period}"


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() else -1
