# SPDX-License-Identifier: MIT
"""People and the bodies they belong to: accounts, roles, agreements, messages, ways to sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.roles import Role
from baton.ui.wording import _lazy


def as_stored(address: str) -> str:
    """An e-mail address in small letters, as every one is kept and looked up.

    Looked up exactly: what a database takes for the same letter (PostgreSQL takes “ſ” for “S”)
    would be one person to it and two to the lockout.
    """
    return address.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=as_stored(username or ""))

    def create_account(self, email: str, name: str, password: str | None) -> Account:
        """A new person who can sign in (with a password) or cannot yet (without)."""
        account = self.model(email=as_stored(email), name=name)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """One person who signs in, by e-mail address. What they may do, memberships say."""

    public_id = PublicIdField()
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def current(self) -> OrganisationQuerySet:
        """Those that exist today."""
        today = clock.today()
        return self.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))


class Organisation(models.Model):
    """A body with its own people and data. Health bodies merge and are abolished: it has dates."""

    class Kind(models.TextChoices):
        ICB = "icb", _lazy("Integrated care board")
        TRUST = "trust", _lazy("Trust")
        PRACTICE = "practice", _lazy("Practice")
        COUNCIL = "council", _lazy("Council")
        HEALTHWATCH = "healthwatch", _lazy("Healthwatch")
        VOLUNTARY = "voluntary", _lazy("Voluntary or community organisation")
        OTHER = "other", _lazy("Other body")

    public_id = PublicIdField()
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="organisation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")),
                name="organisation_is_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        today = clock.today()
        return self.valid_from <= today and (self.valid_to is None or self.valid_to > today)


class Membership(models.Model):
    """The role a person plays in an organisation, while it lasts."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=30, choices=Role)
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation", "role"],
                condition=Q(ended_at=None),
                name="one_open_membership_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.get_role_display()} · {self.organisation}"


def _in_two_weeks() -> Any:
    return clock.now() + timedelta(days=14)


class Invitation(models.Model):
    """An offer of a role to an e-mail address.

    Its link holds a token that only the invited person's message knows; here is its digest.
    Administrators take it back by the public id, which opens nothing.
    """

    public_id = PublicIdField()
    token_digest = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="invitations"
    )
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=30, choices=Role)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=_in_two_weeks)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "role",
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()} · {self.organisation}"

    @property
    def is_open(self) -> bool:
        return (
            self.accepted_at is None and self.revoked_at is None and self.expires_at > clock.now()
        )


class SharingAgreement(models.Model):
    """What a body lets its parent in the tree see of it: dated, for a purpose, revocable.

    Without one, a parent sees nothing of a child.
    """

    class Level(models.TextChoices):
        FIGURES = "figures", _lazy("Figures (small numbers suppressed)")
        REDACTED = "redacted", _lazy("Words without identifiers")
        WORDS = "words", _lazy("Words as they were said")

    public_id = PublicIdField()
    child = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements_given"
    )
    parent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements_held"
    )
    level = models.CharField(max_length=10, choices=Level)
    purpose = models.CharField(max_length=300)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(child=F("parent")), name="agreement_has_two_sides"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="agreement_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child} shares {self.get_level_display().lower()} with {self.parent}"

    @property
    def is_in_force(self) -> bool:
        today = clock.today()
        return (
            self.revoked_at is None
            and self.valid_from <= today
            and (self.valid_to is None or self.valid_to > today)
        )


class Message(models.Model):
    """One message that leaves: written once, sent once, kept with what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", _lazy("Waiting to be sent")
        SENDING = "sending", _lazy("Being sent")
        SENT = "sent", _lazy("Sent")
        BOUNCED = "bounced", _lazy("Came back")
        FAILED = "failed", _lazy("Could not be sent")

    class Way(models.TextChoices):
        EMAIL = "email", _lazy("By e-mail")
        SMS = "sms", _lazy("By text")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="messages"
    )
    template = models.CharField(max_length=60)
    way = models.CharField(max_length=5, choices=Way, default=Way.EMAIL)
    # An e-mail address, or a telephone number.
    recipient = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # The same deed asks for the same message only once.
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    next_attempt_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="messages_to_send",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}: {self.get_state_display()}"


class AuthenticatorApp(models.Model):
    """The app by which a person shows a new code each half minute. Its key is kept enciphered."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="app")
    key = models.CharField(max_length=300)
    # The half minute of the last code taken: it and those before it are taken no more.
    last_step = models.BigIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Authenticator app of {self.account}"


class Passkey(models.Model):
    """A key that a person's device, browser or stick keeps; here is its public half."""

    public_id = PublicIdField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.CharField(max_length=1400, unique=True)
    credential = models.TextField()
    uses = models.PositiveBigIntegerField(default=0)  # as its authenticator counts them
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """One of ten codes on paper, each good once. Here is its digest."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_made_once")
        ]

    def __str__(self) -> str:
        return f"Recovery code of {self.account}"


class ProviderIdentity(models.Model):
    """Who a person is at an OpenID Connect provider: from the first time on, this and no address.

    A second identity of the same provider is refused: addresses are given to somebody new.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_an_identity"),
            models.UniqueConstraint(fields=["account", "issuer"], name="one_identity_a_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.account} at {self.issuer}"


class TwoStepRule(models.Model):
    """In this organisation, who plays this role signs in with two steps."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="two_step_rules"
    )
    role = models.CharField(max_length=30, choices=Role)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "role"], name="one_rule_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: two steps for {self.get_role_display()}"


class Visit(models.Model):
    """One browser in which a person is signed in, while its session lasts.

    The address is kept shortened, the device in words: enough to know one's own again.
    """

    class Means(models.TextChoices):
        PASSWORD = "password", _lazy("by password")
        APP = "app", _lazy("by password and code")
        RECOVERY = "recovery", _lazy("by password and recovery code")
        PASSWORD_AND_PASSKEY = "password_and_passkey", _lazy("by password and passkey")
        PASSKEY = "passkey", _lazy("by passkey")
        PROVIDER = "provider", _lazy("by the organisation’s own sign-in")

    public_id = PublicIdField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="visits")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    address = models.CharField(max_length=45, blank=True)
    means = models.CharField(max_length=20, choices=Means, default=Means.PASSWORD)
    steps = models.PositiveSmallIntegerField(default=1)
    proved_at = models.DateTimeField(null=True, blank=True)
    began_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(steps__in=[1, 2]), name="visit_has_one_or_two_steps")
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.device}"
