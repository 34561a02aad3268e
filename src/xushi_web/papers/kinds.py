"""Which papers there are, what each is about, and who may take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from xushi_web.accounts.actors import Actor
from xushi_web.agencies.models import Agency, Government
from xushi_web.bulletins.models import CorrectionNotice
from xushi_web.notices.models import Notice
from xushi_web.papers import assessment, ballot, brief, correction, notice, policies, tasks, trees
from xushi_web.papers.lists import ballot_result, breakdown, schedule, year_breakdown
from xushi_web.papers.paper import Paper
from xushi_web.papers.tags import Tag
from xushi_web.programmes.models import Milestone, Programme
from xushi_web.progress.models import BallotResult


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chooses besides the thing: the year, how many items may be voted for, which lists are parts."""

    year: int
    choose: int | None = None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: its name, the model of what it is about, its policy, who writes it, and its tags."""

    name: str
    label: str | Promise
    about: type[models.Model]
    may: Callable[[Actor, Any], bool]
    write: Callable[[Any, Options], Paper]
    tags: tuple[Tag, ...]

    def paper(self, thing: models.Model, options: Options) -> Paper:
        """Return the paper about `thing`, in the language of papers whatever that of the page is."""
        with override("zh-hans"):
            return self.write(thing, options)


def _public(_actor: Actor, _thing: Programme | Government) -> bool:
    """Let everybody: a list is in the tracker once its document was accepted, and its page is public."""
    return True


_ALL = (
    Kind(
        "breakdown",
        _("任务分解方案"),
        Programme,
        _public,
        lambda row, _options: breakdown(row),
        trees.BREAKDOWN_TAGS,
    ),
    Kind(
        "plan",
        _("全年任务分解方案"),
        Government,
        _public,
        lambda row, options: year_breakdown(row, options.year, options.lists),
        trees.PLAN_TAGS,
    ),
    Kind(
        "schedule",
        _("序时进度安排表"),
        Programme,
        _public,
        lambda row, _options: schedule(row),
        trees.SCHEDULE_TAGS,
    ),
    Kind(
        "ballot",
        _("票决票"),
        Programme,
        policies.may_take_ballot,
        lambda row, options: ballot.ballot_paper(row, options.choose),
        ballot.TAGS,
    ),
    Kind(
        "ballot-result",
        _("票决结果"),
        Programme,
        _public,
        lambda row, _options: ballot_result(row),
        trees.RESULT_TAGS,
    ),
    Kind(
        "notice",
        _("督办单"),
        Notice,
        policies.may_take_notice,
        lambda row, _options: notice.notice_paper(row),
        notice.TAGS,
    ),
    Kind(
        "correction",
        _("更正"),
        CorrectionNotice,
        policies.may_take_correction,
        lambda row, _options: correction.correction_paper(row),
        correction.TAGS,
    ),
    Kind(
        "tasks",
        _("任务清单"),
        Agency,
        policies.may_take_tasks,
        lambda row, options: tasks.task_list(row, options.year),
        tasks.TAGS,
    ),
    Kind(
        "assessment",
        _("考核评价表"),
        Government,
        policies.may_take_assessment,
        lambda row, options: assessment.assessment(row, options.year),
        assessment.TAGS,
    ),
    Kind(
        "brief",
        _("领导专报"),
        Government,
        policies.may_take_brief,
        lambda row, options: brief.brief(row, options.year),
        brief.TAGS,
    ),
)

#: All kinds by the name that stands in addresses.
KINDS = {kind.name: kind for kind in _ALL}


def papers_of_list(programme: Programme) -> list[Kind]:
    """Return the papers that a list has data for and everybody may take (one query)."""
    of_list = {"commitment__programme": OuterRef("pk")}
    planned, voted = (
        Programme.objects.filter(pk=programme.pk)
        .values_list(
            Exists(Milestone.objects.current().filter(**of_list)),
            Exists(BallotResult.objects.current().filter(**of_list)),
        )
        .get()
    )
    return [KINDS["breakdown"], *([KINDS["schedule"]] * planned), *([KINDS["ballot-result"]] * voted)]
