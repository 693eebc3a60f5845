# SPDX-License-Identifier: MIT
"""Replies: what people who spoke are told, to whom each went, how, and whether it is put right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.improving.decisions.models import Action, Decision
from baton.improving.findings.models import Finding
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.ui.speech import noop
from baton.ui.wording import _, _lazy


class Reply(models.Model):
    """“You said, we did”, or “you said, we can’t, because”: to everybody behind its findings."""

    class Kind(models.TextChoices):
        DID = "did", _lazy("You said, we did")
        CANNOT = "cannot", _lazy("You said, we can’t, because")

    class State(models.TextChoices):
        DRAFT = "draft", _lazy("Draft")
        SENDING = "sending", _lazy("Being sent")
        SENT = "sent", _lazy("Sent")

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveIntegerField()
    findings = models.ManyToManyField(Finding, related_name="replies")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="replies"
    )
    actions = models.ManyToManyField(Action, blank=True, related_name="replies")
    kind = models.CharField(max_length=6, choices=Kind)
    you_said = models.TextField()
    # What we did; or why we cannot.
    we_say = models.TextField()
    cannot_yet = models.TextField(blank=True)
    # What comes next, and when.
    next_says = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    easy_read = models.TextField(blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.DRAFT)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    sent_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # When its sending was begun, and when it stands on the public page and notices.
    sent_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_reply_of_a_number"
            ),
            models.CheckConstraint(
                condition=Q(you_said__gt="") & Q(we_say__gt=""), name="a_reply_says_something"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False)),
                name="a_reply_is_sent_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.number}"

    @property
    def name(self) -> str:
        return _("Reply %(number)s") % {"number": self.number}


class Wording(models.Model):
    """The same reply in another language."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=12)
    you_said = models.TextField()
    we_say = models.TextField()
    cannot_yet = models.TextField(blank=True)
    next_says = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "language"], name="one_wording_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.reply_id} in {self.language}"


class Recipient(models.Model):
    """One person to whom a reply goes, however often they spoke; or one whom it cannot reach."""

    class State(models.TextChoices):
        TO_CONFIRM = "to_confirm", _lazy("To be confirmed by a person")
        READY = "ready", _lazy("Ready")
        HELD = "held", _lazy("Held back")
        UNMET = "unmet", _lazy("Asked for what we cannot do yet")
        NOTICE = "notice", _lazy("By the public page and a notice")
        SENT = "sent", _lazy("Sent")
        BOUNCED = "bounced", _lazy("Came back")
        LEFT_OUT = "left_out", _lazy("Left out by a person")

    class Hold(models.TextChoices):
        NONE = "", _lazy("Not held")
        BEREAVED = "bereaved", _lazy("Bereaved")
        DO_NOT_CONTACT = "do_not_contact", _lazy("Asked not to be contacted")
        OPEN_COMPLAINT = "open_complaint", _lazy("Has an open complaint")
        OTHER = "other", _lazy("Held for another reason")

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="recipients")
    # Who it is: a digest of how they are reached, or of the contribution where that is not known.
    person = models.CharField(max_length=64)
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The way, language and format in which it went: kept when the contact is forgotten.
    way = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=12, blank=True)
    format = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=10, choices=State)
    # Who said that this is theirs, where only the classifier had.
    confirmed_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # When their letter was last printed; it is sent when somebody says that it was posted.
    printed_at = models.DateTimeField(null=True, blank=True)
    hold = models.CharField(max_length=14, choices=Hold, default=Hold.NONE, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    # The key of its message in the outbox.
    message_key = models.CharField(max_length=120, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "person"], name="one_reply_a_person"),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(hold__gt=""), name="who_is_held_is_held_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["reply"], condition=Q(state="ready"), name="recipients_still_to_send"
            )
        ]

    def __str__(self) -> str:
        return f"recipient {self.pk}: {self.state}"


class Code(models.Model):
    """A second key to somebody's own words, sent by the way in which they asked to be told.

    Others may use the same telephone: the link alone shows no words.
    """

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=clock.now)
    wrong = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "sent_at"], name="codes_of_a_recipient")]

    def __str__(self) -> str:
        return f"code of {self.recipient_id}"


class Behind(models.Model):
    """A contribution of a recipient's. Its place stays when the words are gone."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="behind")
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="answered_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "contribution"], name="behind_a_recipient_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} behind {self.recipient_id}"


class Hold(models.Model):
    """That nobody is written to because of this contribution, until it is lifted."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="holds")
    reason = models.CharField(max_length=14, choices=Recipient.Hold)
    set_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=clock.now)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "reason"],
                condition=Q(lifted_at=None),
                name="one_hold_a_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_hold_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} on {self.contribution_id}"


class PutRight(models.Model):
    """What somebody says through their link: whether it is put right."""

    class Says(models.TextChoices):
        YES = "yes", noop("Yes")
        NO = "no", noop("No, look at it again")
        NOT_BACK = "not_back", noop("I have not been back")

    recipient = models.OneToOneField(Recipient, on_delete=models.CASCADE, related_name="put_right")
    says = models.CharField(max_length=8, choices=Says)
    # What they wrote with it went through the one door, as whatever people say.
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.recipient_id}: {self.says}"


class ToStaff(models.Model):
    """Staff who are told: those who were praised, and those who must know."""

    class Why(models.TextChoices):
        PRAISED = "praised", _lazy("Praised")
        MUST_KNOW = "must_know", _lazy("Must know")

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="to_staff")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=9, choices=Why)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "account"], name="staff_are_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.why}"
