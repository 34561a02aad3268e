"""The audit trail: one append-only chain of entries for each government, and one for the installation."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from xushi_web.records import Record


class Tag(StrEnum):
    """Everything that can be done, as ``subject:what happened``. An entry with any other tag cannot be written."""

    SIGNED_IN = "session:started"
    SIGN_IN_FAILED = "session:failed"
    SIGN_IN_LOCKED = "session:locked"
    SIGNED_OUT = "session:ended"
    SESSIONS_ENDED = "session:all_ended"
    PASSWORD_CHANGED = "password:changed"  # noqa: S105 - not one
    FACTOR_SET_UP = "factor:set_up"
    FACTOR_REMOVED = "factor:removed"
    RECOVERY_CODE_USED = "factor:recovery_used"
    LOCK_LIFTED = "lock:lifted"
    REQUEST_REFUSED = "request:refused"
    AUDIT_VERIFIED = "audit:verified"
    AUDIT_EXPORTED = "audit:exported"
    AUDIT_PURGED = "audit:purged"
    BACKUP_MADE = "backup:made"
    BACKUP_RESTORED = "backup:restored"
    RETENTION_KEPT = "retention:kept"
    USER_CREATED = "user:created"
    USER_INVITED = "user:invited"
    INVITATION_ACCEPTED = "invitation:accepted"
    INVITATION_WITHDRAWN = "invitation:withdrawn"
    IDENTITY_TIED = "identity:tied"
    IDENTITY_UNTIED = "identity:untied"
    USER_DISABLED = "user:disabled"
    USER_ENABLED = "user:enabled"
    CONTACT_SHOWN = "contact:shown"
    POST_PROPOSED = "post:proposed"
    POST_CONFIRMED = "post:confirmed"
    POST_PROPOSAL_WITHDRAWN = "post:proposal_withdrawn"
    USER_APPOINTED = "user:appointed"
    USER_DISMISSED = "user:dismissed"
    DOCUMENT_RECEIVED = "document:received"
    DOCUMENT_DETAILED = "document:detailed"
    DOCUMENT_CORRECTED = "document:corrected"
    DOCUMENT_ACCEPTED = "document:accepted"
    DOCUMENT_DISCARDED = "document:discarded"
    AGENCY_EDITED = "agency:edited"
    PROBLEM_ACCEPTED = "problem:accepted"
    PROBLEM_REOPENED = "problem:reopened"
    RULES_SWITCHED = "rules:switched"
    SCALE_SET = "programme:scale_set"
    BULLETIN_DRAFTED = "bulletin:drafted"
    BULLETIN_EDITED = "bulletin:edited"
    BULLETIN_PROPOSED = "bulletin:proposed"
    BULLETIN_TAKEN_BACK = "bulletin:taken_back"
    BULLETIN_RELEASED = "bulletin:released"
    BULLETIN_WITHDRAWN = "bulletin:withdrawn"
    CORRECTION_PROPOSED = "bulletin:correction_proposed"
    CORRECTION_WITHDRAWN = "bulletin:correction_withdrawn"
    BULLETIN_CORRECTED = "bulletin:corrected"
    BULLETIN_WORDED = "bulletin:worded"
    TEMPLATE_UPLOADED = "template:uploaded"
    TEMPLATE_USED = "template:used"
    TEMPLATE_SET_ASIDE = "template:set_aside"
    MATCH_CONFIRMED = "match:confirmed"
    MATCH_REJECTED = "match:rejected"
    MATCH_REOPENED = "match:reopened"
    PERIOD_OPENED = "period:opened"
    PERIOD_EXTENDED = "period:extended"
    PERIOD_CLOSED = "period:closed"
    PERIOD_REOPENED = "period:reopened"
    PERIOD_PUBLISHED = "period:published"
    REPORT_WRITTEN = "report:written"
    REPORT_PASSED_UP = "report:passed_up"
    REPORT_SUBMITTED = "report:submitted"
    REPORT_WITHDRAWN = "report:withdrawn"
    REPORT_RETURNED = "report:returned"
    REPORT_VERIFIED = "report:verified"
    REPORT_UNVERIFIED = "report:unverified"
    REPORT_JUDGED = "report:judged"
    REPORT_CONTRIBUTED = "report:contributed"
    TARGET_DIVIDED = "target:divided"
    JOB_RETRIED = "job:retried"
    DISPATCH_SENT = "dispatch:sent"
    DISPATCH_EXTENDED = "dispatch:extended"
    DISPATCH_CLOSED = "dispatch:closed"
    DISPATCH_RECALLED = "dispatch:recalled"
    CONFIRMATION_GIVEN = "confirmation:given"
    CONFIRMATION_DISPUTED = "confirmation:disputed"
    CONFIRMATION_TAKEN_BACK = "confirmation:taken_back"
    DISPUTE_ANSWERED = "dispute:answered"
    NOTICE_DRAFTED = "notice:drafted"
    NOTICE_REVISED = "notice:revised"
    NOTICE_CANCELLED = "notice:cancelled"
    NOTICE_ISSUED = "notice:issued"
    NOTICE_RECEIVED = "notice:received"
    NOTICE_ANSWERED = "notice:answered"
    NOTICE_RETURNED = "notice:returned"
    NOTICE_CLOSED = "notice:closed"
    ADJUSTMENT_PROPOSED = "adjustment:proposed"
    ADJUSTMENT_APPROVED = "adjustment:approved"
    ADJUSTMENT_REFUSED = "adjustment:refused"
    ADJUSTMENT_WITHDRAWN = "adjustment:withdrawn"
    OBJECTION_FILED = "objection:filed"
    OBJECTION_TAKEN = "objection:taken"
    OBJECTION_UPHELD = "objection:upheld"
    OBJECTION_DISMISSED = "objection:dismissed"
    OBJECTION_WITHDRAWN = "objection:withdrawn"
    COMMITMENT_FOLLOWED = "commitment:followed"
    COMMITMENT_UNFOLLOWED = "commitment:unfollowed"
    QUESTION_ASKED = "question:asked"
    QUESTION_WITHDRAWN = "question:withdrawn"
    QUESTION_ROUTED = "question:routed"
    QUESTION_WRITTEN = "question:written"
    QUESTION_ANSWERED = "question:answered"
    QUESTION_RETURNED = "question:returned"
    QUESTION_RELEASED = "question:released"
    QUESTION_FOLLOWED_UP = "question:followed-up"
    QUESTION_CLOSED = "question:closed"
    QUESTION_PUBLISHED = "question:published"
    QUESTION_UNPUBLISHED = "question:unpublished"
    ERRATUM_RECEIVED = "erratum:received"
    ERRATUM_TAKEN = "erratum:taken"
    ERRATUM_CORRECTED = "erratum:corrected"
    ERRATUM_REJECTED = "erratum:rejected"
    ERRATUM_REOPENED = "erratum:reopened"
    MAIL_CHOSEN = "mail:chosen"
    CALENDAR_RENEWED = "calendar:renewed"
    CALENDAR_ENDED = "calendar:ended"
    ATTACHMENT_ADDED = "attachment:added"
    ATTACHMENT_REMOVED = "attachment:removed"


class Outcome(models.TextChoices):
    """How it ended."""

    DONE = "done", _("成功")
    REFUSED = "refused", _("被拒绝")
    FAILED = "failed", _("失败")


class Chain(Record):
    """The head of a chain. `key` is the government's key, or ``installation``."""

    key = models.CharField(max_length=40, unique=True)
    count = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="")


class AuditEntry(Record):
    """One thing done. `digest` covers the entry and the digest of the one before it; `version` says how.

    The database itself refuses to change an entry, and to delete one that no anchor has released.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150, db_index=True)
    tag = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    address = models.CharField(max_length=45, default="")
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.DONE)
    version = models.PositiveSmallIntegerField(default=1)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Entries are numbered without gaps inside their chain."""

        ordering = ("sequence",)
        constraints = (models.UniqueConstraint(fields=("chain", "sequence"), name="audit_sequence"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.tag}"


class Anchor(Record):
    """Up to which entry a chain was cut off when its time was over, and the digest on which the rest hangs.

    The database takes an anchor only at an entry older than `audit.retention.LEAST`, never changes or deletes one, and
    deletes entries only up to one. That is the only way in which entries go.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="anchors")
    sequence = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        """One for each place."""

        ordering = ("sequence",)
        constraints = (models.UniqueConstraint(fields=("chain", "sequence"), name="audit_anchor_once"),)

    def __str__(self) -> str:
        return f"{self.chain_id} {self.sequence}"
