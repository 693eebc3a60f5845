# SPDX-License-Identifier: MIT
"""Findings: what is concluded from contributions, how strong it is, and whether we heard right."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.contacts.models import Contact
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.people.stakeholders.models import Stakeholder
from baton.programmes.models import Programme, Stage
from baton.ui.wording import _, _lazy


class Finding(models.Model):
    """One sentence that stands on what people said, in a stage of a programme.

    Its strength is three things side by side, never one score: how many said it (counted from its
    `supports`), how severe it is, and on whom it falls. Nobody deletes a finding.
    """

    class Kind(models.TextChoices):
        INSIGHT = "insight", _lazy("Insight into today")
        FORESIGHT = "foresight", _lazy("Foresight, for planning")

    class Severity(models.IntegerChoices):
        NOT_JUDGED = 0, _lazy("Not judged yet")
        LOW = 1, _lazy("A bother")
        SOME = 2, _lazy("Harm or hardship for some")
        HIGH = 3, _lazy("High for some")
        GRAVE = 4, _lazy("A life or somebody’s safety")

    class Inequality(models.IntegerChoices):
        NOT_JUDGED = 0, _lazy("Not judged yet")
        NONE_SEEN = 1, _lazy("None seen")
        FALLS = 2, _lazy("Falls on some more than on others")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="findings"
    )
    # “Finding 41”: counted up in its organisation.
    number = models.PositiveIntegerField()
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="findings")
    sentence = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.INSIGHT)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.NOT_JUDGED)
    severity_says = models.CharField(max_length=300, blank=True)
    inequality = models.PositiveSmallIntegerField(choices=Inequality, default=Inequality.NOT_JUDGED)
    inequality_says = models.CharField(max_length=300, blank=True)
    # What matches it, as an address's query (“?theme=seating&service=…”): newer contributions that
    # match are proposed. And of which contributions its share is a share.
    looks_for = models.CharField(max_length=2000, blank=True)
    out_of = models.CharField(max_length=2000, blank=True)
    # The share as it was when the finding was concluded: so many of so many.
    said_it = models.PositiveIntegerField(null=True, blank=True)
    of = models.PositiveIntegerField(null=True, blank=True)
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    # A draft until then.
    concluded_at = models.DateTimeField(null=True, blank=True)
    peer = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    peer_at = models.DateTimeField(null=True, blank=True)
    peer_says = models.CharField(max_length=500, blank=True)
    # In plain words on the programme's public page; empty while it is not told there.
    told = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="one_finding_of_a_number"
            ),
            models.CheckConstraint(condition=~Q(sentence=""), name="a_finding_says_something"),
            models.CheckConstraint(
                condition=Q(peer=None) | ~Q(peer=models.F("author")),
                name="a_peer_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(peer=None, peer_at=None) | Q(peer__isnull=False, peer_at__isnull=False),
                name="a_peer_checks_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(said_it=None) | Q(of__gte=models.F("said_it")),
                name="nobody_says_it_who_is_not_counted",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def name(self) -> str:
        return _("Finding %(number)s") % {"number": self.number}

    @property
    def programme(self) -> Programme:
        return self.stage.programme

    @property
    def is_draft(self) -> bool:
        return self.concluded_at is None


class Support(models.Model):
    """A contribution for or against a finding. Its place stays counted when the words are gone.

    Of an erased contribution the row stays without its pointer; of a withdrawn one the pointer
    leads to a contribution without words.
    """

    class Side(models.IntegerChoices):
        FOR = 1, _lazy("for")
        AGAINST = 2, _lazy("against")

    class How(models.IntegerChoices):
        HAND = 1, _lazy("by hand")
        FILTER = 2, _lazy("by filters")
        PROPOSED = 3, _lazy("proposed, then taken in")

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="supports")
    contribution = models.ForeignKey(
        Contribution, null=True, on_delete=models.SET_NULL, related_name="supports"
    )
    side = models.PositiveSmallIntegerField(choices=Side, default=Side.FOR)
    how = models.PositiveSmallIntegerField(choices=How, default=How.HAND)
    # Shown as a quotation, while the person's permission holds.
    is_quoted = models.BooleanField(default=False)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "contribution"], name="a_contribution_supports_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.get_side_display()} {self.finding_id}"


class TurnedDown(models.Model):
    """A contribution that was proposed for a finding, and that a person said does not belong."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="turned_down")
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finding", "contribution"], name="turned_down_once")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} not of {self.finding_id}"


class Check(models.Model):
    """“Did we hear you right?”: one round of asking about a finding before it closes."""

    public_id = PublicIdField()
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="checks")
    # The finding in plain words, as those who are asked read it.
    says = models.CharField(max_length=500)
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(closed_at=None), name="one_open_check_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"check of {self.finding_id}"


class Asked(models.Model):
    """Somebody who is asked: who spoke, a patient partner with an account, or a partner body."""

    class Way(models.TextChoices):
        LINK = "link", _lazy("By a private link")
        SCREEN = "screen", _lazy("On screen, signed in")
        PAPER = "paper", _lazy("On paper")
        PHONE = "phone", _lazy("By phone")

    check_of = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="asked")
    contribution = models.ForeignKey(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stakeholder = models.ForeignKey(
        Stakeholder, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(max_length=6, choices=Way)
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_of", "contribution"],
                condition=Q(contribution__isnull=False),
                name="who_spoke_is_asked_once",
            ),
            models.UniqueConstraint(
                fields=["check_of", "account"],
                condition=Q(account__isnull=False),
                name="a_patient_partner_is_asked_once",
            ),
            models.UniqueConstraint(
                fields=["check_of", "stakeholder"],
                condition=Q(stakeholder__isnull=False),
                name="a_partner_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"

    @property
    def contact(self) -> Contact | None:
        """How who spoke can be reached, while that is known."""
        reachable = getattr(self.contribution, "reachable", None)
        return reachable.contact if reachable else None

    @property
    def language(self) -> str:
        """In which who spoke asked to be told; empty while nobody knows."""
        return self.contact.language if self.contact else ""

    @property
    def waits(self) -> bool:
        """Not answered yet, while it can be."""
        return self.check_of.closed_at is None and not hasattr(self, "answer")


class Answer(models.Model):
    """What somebody says of a finding. A dispute stays visible with it, as far as the board."""

    class Says(models.TextChoices):
        AGREE = "agree", _lazy("Agree")
        ADD = "add", _lazy("Add something")
        DISPUTE = "dispute", _lazy("Dispute")

    asked = models.OneToOneField(Asked, on_delete=models.PROTECT, related_name="answer")
    says = models.CharField(max_length=7, choices=Says)
    # What they say in words goes where all words go; it leaves as these do.
    contribution = models.OneToOneField(
        Contribution, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)
    # Who wrote down what was said by phone or stood on paper.
    noted_by = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.says} of {self.asked_id}"

    @property
    def words(self) -> str:
        """As they may be read; empty for none, or none any more."""
        return self.contribution.words if self.contribution else ""
