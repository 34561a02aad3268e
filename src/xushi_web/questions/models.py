"""What deputies follow, what they asked, and what was answered."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Commitment
from xushi_web.records import GovernmentRecord, ScopedQuerySet


class Following(GovernmentRecord):
    """A deputy follows a commitment (关注); `seen_at` is when they last looked at how it stands."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="followings")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """A commitment is followed once by a person."""

        ordering = ("commitment__order", "id")
        constraints = (models.UniqueConstraint(fields=("user", "commitment"), name="following_once"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.commitment}"


class QuestionState(models.TextChoices):
    """Where a question stands."""

    ASKED = "asked", _("待办理")
    ROUTED = "routed", _("待答复")
    WITH_HEAD = "with_head", _("待单位审核")
    ANSWERED = "answered", _("待督查室审核")
    RETURNED = "returned", _("退回重答")
    RELEASED = "released", _("已答复")
    CLOSED = "closed", _("已办结")
    PUBLISHED = "published", _("已公开")
    WITHDRAWN = "withdrawn", _("已撤回")


class Contentment(models.TextChoices):
    """What the deputy thinks of the answer, in the three grades of the field."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    UNSATISFIED = "unsatisfied", _("不满意")


#: A question whose answer a unit still has to give.
WITH_UNIT = (QuestionState.ROUTED, QuestionState.WITH_HEAD, QuestionState.RETURNED)
#: A question whose latest answer its deputy can read.
OUT = (QuestionState.RELEASED, QuestionState.CLOSED, QuestionState.PUBLISHED)


class Question(GovernmentRecord):
    """A deputy asks about a commitment (代表询问), and may ask once more after the answer.

    `agency` is the unit that answers the current round; without one the office answers itself. The deputy decides on
    asking whether their name may be shown if the office publishes the question.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    shows_name = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=QuestionState, default=QuestionState.ASKED)
    rounds = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="questions")
    due_on = models.DateField(null=True)
    contentment = models.CharField(max_length=11, choices=Contentment, blank=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """The latest first. A closed question has its grade, a published one perhaps; nobody asks more than twice."""

        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=QuestionState.CLOSED) | ~models.Q(contentment=""),
                name="question_graded",
            ),
            models.CheckConstraint(condition=models.Q(rounds__in=(1, 2)), name="question_one_follow_up"),
        )
        indexes = (models.Index(fields=("agency", "state"), name="question_work_list"),)

    def __str__(self) -> str:
        return f"{self.commitment}"[:60]

    @property
    def current(self) -> Round:
        """The question as last asked, with its answer (one query, unless the rounds were fetched along)."""
        return next(row for row in self.asked.all() if row.number == self.rounds)


class Round(GovernmentRecord):
    """One asking and its answer (一问一答)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asked")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    asked_at = models.DateTimeField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        """In the order of time."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("question", "number"), name="round_once"),)

    def __str__(self) -> str:
        return self.text[:60]


class Unsent(GovernmentRecord):
    """What a person typed to a question and did not hand in (未提交稿): kept so that a time-out loses nothing.

    `verb` is that of the form's address; a question that is only being asked has no row of its own yet. Only this
    person sees it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="+")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, null=True, related_name="+")
    verb = models.CharField(max_length=10)
    text = models.TextField()
    shows_name = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects: ClassVar = ScopedQuerySet.as_manager()  # the type checker does not find that of the base here

    class Meta:
        """One for each person and form."""

        constraints = (
            models.UniqueConstraint(
                fields=("user", "commitment", "verb"),
                condition=models.Q(question__isnull=True),
                name="unsent_question_once",
            ),
            models.UniqueConstraint(fields=("user", "question", "verb"), name="unsent_words_once"),
        )

    def __str__(self) -> str:
        return self.text[:60]
