"""Which posts a person holds, and so what they may do."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xushi_web.records import Record


class Post(models.TextChoices):
    """What a person is to the tracker (岗位)."""

    OFFICE = "office", _("督查室")
    CLERK = "clerk", _("单位联络员")
    HEAD = "head", _("单位负责人")
    LEADER = "leader", _("领导")
    DEPUTY = "deputy", _("人大代表")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


#: The three administrators (三员), who exclude each other (GB/T 22239-2019, 8.1.4.2 and 8.1.5).
ADMINISTRATORS = (Post.SYSTEM, Post.SECURITY, Post.AUDIT)
#: Posts inside a unit.
OF_UNIT = (Post.CLERK, Post.HEAD)
#: Posts in a government.
OF_GOVERNMENT = (Post.LEADER, Post.DEPUTY)


class Appointment(Record):
    """A person holds a post (任职): in a government, in one of its units, or over the installation.

    An office without a government works for all of them and brings new ones in: the post of whoever hosts the
    tracker. Appointments are ended by deleting them; the audit trail remembers.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments")
    post = models.CharField(max_length=8, choices=Post)
    government = models.ForeignKey("agencies.Government", on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="appointments")

    class Meta:
        """A post has the place it needs, is held once, and nobody holds two of the three administrators' posts."""

        ordering = ("post", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(post__in=ADMINISTRATORS, government__isnull=True, agency__isnull=True)
                | Q(post=Post.OFFICE, agency__isnull=True)
                | Q(post__in=OF_GOVERNMENT, government__isnull=False, agency__isnull=True)
                | Q(post__in=OF_UNIT, government__isnull=False, agency__isnull=False),
                name="appointment_place",
            ),
            models.UniqueConstraint(
                fields=("user", "post"), condition=Q(government__isnull=True), name="appointment_everywhere_once"
            ),
            models.UniqueConstraint(
                fields=("user", "post", "government"),
                condition=Q(agency__isnull=True),
                name="appointment_in_government_once",
            ),
            models.UniqueConstraint(fields=("user", "post", "agency"), name="appointment_in_unit_once"),
            models.UniqueConstraint(
                fields=("user",), condition=Q(post__in=ADMINISTRATORS), name="appointment_one_administrator"
            ),
        )

    def __str__(self) -> str:
        place = self.agency or self.government
        return f"{self.get_post_display()} {place or ''}".strip()


class FirstPassword(models.Model):
    """The password of this person was made for them and has to be changed before anything else."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="first_password"
    )

    def __str__(self) -> str:
        return str(self.user)


class OldPassword(models.Model):
    """A password that was chosen (as its hash), so that its age is known and it is not chosen again too soon."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="old_passwords")
    digest = models.CharField(max_length=128)
    at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return str(self.user)


class Lock(Record):
    """Failed attempts at one account from one address; `until` while further ones are not even looked at.

    `name` is a digest of what was typed: what people type into that field is sometimes their password.
    """

    name = models.CharField(max_length=64)
    address = models.CharField(max_length=45)
    failures = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """One row for each account and address."""

        constraints = (models.UniqueConstraint(fields=("name", "address"), name="lock_once"),)

    def __str__(self) -> str:
        return f"{self.address} {self.failures}"


class OpenSession(Record):
    """Somebody is signed in: what Django's own sessions do not tell, whose they are."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=45)
    since = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-since",)

    def __str__(self) -> str:
        return f"{self.user} {self.address}"


class SecondFactor(models.Model):
    """What makes the codes of a person's phone (TOTP). `secret` is sealed; `last_step` is the last code's, used up."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="second_factor"
    )
    secret = models.CharField(max_length=300)
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code for when the phone is lost; gone once it is used. It has 120 random bits, so a plain digest will do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("user", "digest"), name="recovery_code_once"),)

    def __str__(self) -> str:
        return str(self.user)


class Contact(models.Model):
    """How to reach a person. `phone` and `email` are sealed; pages show them masked and record who saw all of them.

    Nobody is looked up by either, so no digest of them is kept. The mail address of Django's own user stays empty.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="contact"
    )
    phone = models.CharField(max_length=300, default="")
    email = models.CharField(max_length=600, default="")

    def __str__(self) -> str:
        return str(self.user)


class InvitationState(models.TextChoices):
    """Where an invitation stands."""

    WAITING = "waiting", _("等待接受")
    ACCEPTED = "accepted", _("已接受")
    WITHDRAWN = "withdrawn", _("已撤回")


class Invitation(Record):
    """A link with which a person chooses their password once. Only the digest of its secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=9, choices=InvitationState, default=InvitationState.WAITING)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        """The latest first."""

        ordering = ("-at",)

    def __str__(self) -> str:
        return str(self.user)


class ProposalState(models.TextChoices):
    """Where a proposal stands."""

    OPEN = "open", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    WITHDRAWN = "withdrawn", _("已撤回")


class Proposal(Record):
    """The first of an administrator's posts is to be given, or the last taken: that takes two people."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    post = models.CharField(max_length=8, choices=Post)
    gives = models.BooleanField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=ProposalState, default=ProposalState.OPEN)
    at = models.DateTimeField()

    class Meta:
        """One at a time."""

        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "post", "gives"), condition=Q(state="open"), name="proposal_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.get_post_display()}"


class Identity(Record):
    """Who somebody is at a provider of sign-ins (OpenID Connect): its issuer and the subject there, both together."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)

    class Meta:
        """A subject of a provider is one account."""

        constraints = (models.UniqueConstraint(fields=("provider", "subject"), name="identity_once"),)

    def __str__(self) -> str:
        return f"{self.subject} @ {self.provider}"
