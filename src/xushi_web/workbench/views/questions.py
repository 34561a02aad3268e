"""Questions of deputies: asking, routing, answering, releasing, grading, publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xushi_web.accounts.queries import units_of
from xushi_web.agencies.models import Agency
from xushi_web.notices.queries import units_for
from xushi_web.questions import actions
from xushi_web.questions.machine import QUESTION
from xushi_web.questions.models import OUT, Contentment, Question, QuestionState, Round
from xushi_web.questions.policies import (
    may_approve_answer,
    may_pursue,
    may_run_question,
    may_see_answer,
    may_see_question,
    may_write_answer,
)
from xushi_web.questions.queries import questions_of_office, questions_of_units
from xushi_web.questions.rules import silent_until
from xushi_web.questions.unsent import ASKING, unsent_of
from xushi_web.workbench.access import operator, signed_in, within
from xushi_web.workbench.outcomes import attempt
from xushi_web.workbench.question_forms import forms_of
from xushi_web.workbench.views.following import commitment_of_deputy, deputy_only

#: How many days a unit gets when the office names no other day.
_DAYS_TO_ANSWER = 14
#: What the office has to act on.
_WAITS_FOR_OFFICE = ("asked", "answered")


@require_safe
@signed_in
def questions(request: HttpRequest) -> HttpResponse:
    """List the questions of the person's office and units, those that wait for them first."""
    user = operator(request)
    context = {
        "of_unit": units_of(user).exists(),
        "mine": questions_of_units(user),
        "all": sorted(questions_of_office(user), key=lambda row: row.state not in _WAITS_FOR_OFFICE),
    }
    return render(request, "workbench/questions.html", context)


@require_http_methods(["GET", "POST"])
@deputy_only
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask about a commitment."""
    commitment, text, status = commitment_of_deputy(request, key), request.POST.get("text", ""), 200
    shows_name, kept = "shows_name" in request.POST, None
    if request.method == "POST":
        made: list[Question] = []
        outcome = attempt(
            request,
            lambda: made.append(
                actions.ask(actor=operator(request), commitment=commitment, text=text, shows_name=shows_name)
            ),
            _("询问已提交。督查室交办以前可以撤回。"),
        )
        if isinstance(outcome, HttpResponse):
            return outcome
        if made:
            return redirect("workbench:question", made[0].pk)
        status = outcome
    elif kept := unsent_of(operator(request), commitment=commitment).get(ASKING):
        text, shows_name = kept.text, kept.shows_name
    context = {"commitment": commitment, "text": text, "shows_name": shows_name, "kept": kept}
    return render(request, "workbench/question_ask.html", context, status=status)


@require_safe
@signed_in
def question(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a question with its answers and what can be done now."""
    return _page(request, visible_question(request, key))


@require_POST
@signed_in
def route(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a question to a unit, by a day."""
    row = visible_question(request, key)
    try:
        agency = Agency.objects.of(row.government).filter(pk=UUID(request.POST.get("agency", ""))).first()
        due_on = parse_date(request.POST.get("due_on", ""))
    except ValueError:
        agency = due_on = None
    if agency is None or due_on is None:
        messages.error(request, _("请选择承办单位，并填写答复期限。"))
        return _page(request, row, status=422)
    act = lambda: actions.route_question(actor=operator(request), question=row, agency=agency, due_on=due_on)  # noqa: E731 - two lines shorter than a function
    return _outcome(request, key, attempt(request, act, _("已交办。")), {})


@require_POST
@signed_in
def act(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Take one of the other steps."""
    row, user, text = visible_question(request, key), operator(request), request.POST.get("text", "")
    grade = request.POST.get("contentment", "")
    if verb == "close" and grade not in Contentment.values:
        messages.error(request, _("请选择满意、基本满意或不满意。"))
        return _page(request, row, status=422)
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "withdraw": (lambda: actions.withdraw_question(actor=user, question=row), _("已撤回。")),
        "answer": (lambda: actions.answer_here(actor=user, question=row, text=text), _("已保存，发出后代表才能看到。")),
        "write": (lambda: actions.write_answer(actor=user, question=row, text=text), _("已送本单位负责人审核。")),
        "approve": (lambda: actions.approve_answer(actor=user, question=row), _("已报督查室。")),
        "return": (lambda: actions.return_answer(actor=user, question=row, reason=text), _("已退回。")),
        "release": (lambda: actions.release_answer(actor=user, question=row), _("答复已发给代表。")),
        "follow-up": (lambda: actions.follow_up(actor=user, question=row, text=text), _("追问已提交。")),
        "close": (
            lambda: actions.close_question(actor=user, question=row, contentment=Contentment(grade)),
            _("已评价，谢谢。"),
        ),
        "publish": (lambda: actions.publish_question(actor=user, question=row), _("已在公开页面上公布。")),
        "unpublish": (lambda: actions.unpublish_question(actor=user, question=row), _("已从公开页面撤下。")),
    }
    if verb not in steps:
        raise Http404
    step, done = steps[verb]
    return _outcome(request, key, attempt(request, step, done), {verb: text})


def _outcome(request: HttpRequest, key: UUID, outcome: HttpResponse | int, posted: dict[str, str]) -> HttpResponse:
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome == 200:
        return redirect("workbench:question", key)
    return _page(request, visible_question(request, key), posted, outcome)


def _page(
    request: HttpRequest, row: Question, posted: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    user = operator(request)
    runs, writes, asked = may_run_question(user, row), may_write_answer(user, row), may_pursue(user, row)
    first = row.rounds == 1
    can = {
        verb: allowed and QUESTION.leads_on(row.state, verb)
        for verb, allowed in {
            "withdraw": asked and first,
            "route": runs,
            "answer_here": runs and row.agency is None,
            "write": writes,
            "approve": may_approve_answer(user, row),
            "give_back": runs and row.agency is not None,
            "release": runs,
            "follow_up": asked and first,
            "close": asked,
            "grade": asked and not row.contentment,
            "publish": runs,
            "unpublish": runs,
        }.items()
    }
    silence = silent_until(row) if row.state == QuestionState.RELEASED else None
    can["close"] |= can["grade"]
    can["publish"] |= runs and silence is not None and timezone.localdate() > silence
    forms = forms_of(user, row, can, posted or {})
    taken = {form.kind.verb for of_step in forms.values() for form in of_step}
    rounds = [(one, one.answer if (seen := may_see_answer(user, one)) else "", seen) for one in _rounds(row)]
    context = {
        "question": row,
        "rounds": rounds,
        "inside": runs or writes,
        "is_out": row.state in OUT,
        "can": can,
        "units": _units(row) if can["route"] else (),
        "suggested": timezone.localdate() + timedelta(days=_DAYS_TO_ANSWER),
        "grades": Contentment,
        "silence": silence if asked or runs else None,
        "forms": forms,
        "kept": [text for verb, text in (posted or {}).items() if verb not in taken and text.strip()],
    }
    return render(request, "workbench/question.html", context, status=status)


def _rounds(row: Question) -> QuerySet[Round]:
    return row.asked.select_related("agency", "question__agency", "question__government", "approved_by", "written_by")


def _units(row: Question) -> list[Agency]:
    """Return the units of the government: those with a part in the commitment first."""
    first = [unit for unit in units_for(row.commitment) if not unit.is_group]
    others = Agency.objects.of(row.government).filter(is_group=False).exclude(pk__in=[unit.pk for unit in first])
    return [*first, *others.order_by("name")]


def visible_question(request: HttpRequest, key: UUID) -> Question:
    """Return a question. Raises `Http404` for one that is not there or not to be seen."""
    rows = Question.objects.select_related("commitment__programme", "agency", "government", "asked_by")
    row = get_object_or_404(within(request, rows), pk=key)
    if not may_see_question(operator(request), row):
        raise Http404
    return row
