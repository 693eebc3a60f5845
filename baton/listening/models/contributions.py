# SPDX-License-Identifier: MIT
"""What people told us, and what they allowed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.heard import MODES, WAYS
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.programmes.activities.models import Activity
from baton.ui.wording import _, _lazy


class Characteristics(models.Model):
    """What people stated about themselves, frozen when they said it.

    One row for each distinct set of answers in an organisation: contributions point at it, so it
    serves aggregates and never stands beside words.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32)
    stated = models.JSONField()
    area = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="one_row_a_set_of_characteristics"
            )
        ]

    def __str__(self) -> str:
        return f"characteristics {self.pk}"


class Delivery(models.Model):
    """Contributions that arrived together: one upload, one batch from a partner, what was noted at
    one table of an activity."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    brought_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    # The act of engagement in which they were said, where it is known.
    activity = models.ForeignKey(
        Activity, null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.label


class Question(models.Model):
    """The question that was put to people, as it was worded."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    wording = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, default="nonspecific")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "wording"], name="one_row_a_question_wording"
            )
        ]

    def __str__(self) -> str:
        return self.wording


# So that a list can ask for long comments: `words__length__gte`.
models.TextField.register_lookup(Length)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def speaking(self) -> ContributionQuerySet:
        """Those that still have their words: not withdrawn, and not a bare score."""
        return self.filter(withdrawn_at=None).exclude(words="")

    def in_their_own_words(self) -> ContributionQuerySet:
        """Those that may stand between quotation marks: no paraphrase, nothing relayed."""
        return self.filter(manner="verbatim")

    def unscreened(self) -> ContributionQuerySet:
        return self.filter(screened_at=None)


class NotedWrongly(models.IntegerChoices):
    """What became of words that somebody wrote down for others, and wrongly."""

    ANEW = 1, _lazy("noted anew, because it was written down wrongly")
    OUT = 2, _lazy("taken out by those who had noted it")


class Contribution(models.Model):
    """What a person told us, in their own words and answers, by any channel, once.

    `words` are the redacted words, which everybody with a right to read sees and searches; where
    identifiers were taken out, `OriginalWords` keeps what was said for those with the right.
    """

    class Manner(models.TextChoices):
        VERBATIM = "verbatim", _lazy("in their own words")
        PARAPHRASE = "paraphrase", _lazy("paraphrased")
        RELAYED = "relayed", _lazy("relayed by staff")

    class Precision(models.TextChoices):
        MOMENT = "moment", _lazy("to the moment")
        DAY = "day", _lazy("to the day")
        MONTH = "month", _lazy("to the month")
        UNKNOWN = "unknown", _lazy("not known")

    class Basis(models.TextChoices):
        PUBLIC_TASK = "public_task", _lazy("Public task")
        CONSENT = "consent", _lazy("Consent")
        LEGAL_OBLIGATION = "legal_obligation", _lazy("Legal obligation")
        NOT_STATED = "not_stated", _lazy("Not stated")

    class Contact(models.TextChoices):
        NO = "no", _lazy("No")
        EMAIL = "email", _lazy("By e-mail")
        PHONE = "phone", _lazy("By phone")
        SMS = "sms", _lazy("By text")
        POST = "post", _lazy("By post")

    class Share(models.TextChoices):
        NOBODY = "nobody", _lazy("With nobody else")
        ORGANISATION = "organisation", _lazy("Within the organisation")
        PARTNERS = "partners", _lazy("With partners")
        PUBLIC = "public", _lazy("With everybody")

    public_id = PublicIdField()
    # These four have no index but those below: each makes a million rows slower to take in, and
    # what they point at is never deleted.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contributions", db_index=False
    )
    channel = models.CharField(max_length=20)
    source_ref = models.CharField(max_length=200)
    delivery = models.ForeignKey(
        Delivery,
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions",
        db_index=False,
    )

    words = models.TextField(blank=True)
    manner = models.CharField(max_length=12, choices=Manner, default=Manner.VERBATIM)
    question = models.ForeignKey(
        Question, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    score = models.PositiveSmallIntegerField(null=True)
    stated_sentiment = models.PositiveSmallIntegerField(null=True)
    # How it was collected, where that is known. Without a constraint of its own: adding one would
    # write a million rows anew, and the door takes nothing else in.
    mode = models.PositiveSmallIntegerField(null=True, choices=list(MODES.items()))
    # In which way they spoke; null for by themselves. It has no constraint either.
    way = models.PositiveSmallIntegerField(null=True, choices=list(WAYS.items()))
    language = models.CharField(max_length=12, blank=True)

    said_at = models.DateTimeField()
    said_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    received_at = models.DateTimeField(default=clock.now)
    service = models.ForeignKey(
        Service,
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions",
        db_index=False,
    )
    respondent = models.CharField(max_length=64, blank=True)
    characteristics = models.ForeignKey(
        Characteristics, null=True, on_delete=models.PROTECT, related_name="+"
    )

    lawful_basis = models.CharField(max_length=20, choices=Basis, default=Basis.PUBLIC_TASK)
    may_quote = models.BooleanField(default=False)
    may_contact = models.CharField(max_length=8, choices=Contact, default=Contact.NO)
    contact_format = models.CharField(max_length=40, blank=True)
    may_share = models.CharField(max_length=14, choices=Share, default=Share.ORGANISATION)
    notice_version = models.CharField(max_length=20, blank=True)

    # When it was screened for risk, and when it was coded: null while that is still to do.
    screened_at = models.DateTimeField(null=True)
    coded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # Why, if not at the person's request.
    withdrawn_as = models.PositiveSmallIntegerField(choices=NotedWrongly, null=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "channel", "source_ref"], name="contribution_received_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(words=""),
                name="withdrawn_contribution_has_no_words",
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 6)), name="score_is_an_fft_answer"
            ),
            models.CheckConstraint(
                condition=~Q(may_quote=True) | Q(manner="verbatim"),
                name="only_own_words_may_be_quoted",
            ),
        ]
        indexes = [
            models.Index(
                F("organisation"), F("said_at").desc(), F("id").desc(), name="newest_first"
            ),
            models.Index(
                F("organisation"),
                F("service"),
                F("said_at").desc(),
                F("id").desc(),
                name="newest_first_of_a_service",
            ),
            models.Index(fields=["id"], condition=Q(screened_at=None), name="still_to_screen"),
            models.Index(
                fields=["organisation", "id"], condition=Q(coded_at=None), name="still_to_code"
            ),
            models.Index(fields=["delivery", "id"], name="of_a_delivery"),
            models.Index(fields=["organisation", "received_at"], name="arrivals"),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    @property
    def why_withdrawn(self) -> str:
        return self.get_withdrawn_as_display() or _("at the person’s request")


class OriginalWords(models.Model):
    """The words as they were said, where identifiers had to be taken out of what is shown."""

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="original"
    )
    words = models.TextField()
    identifiers = models.JSONField()

    def __str__(self) -> str:
        return f"original of {self.contribution_id}"


class Label(models.Model):
    """A label that people gave comments in a file, as it stood there."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="one_row_a_label")
        ]

    def __str__(self) -> str:
        return self.text


class StatedLabel(models.Model):
    """A label that somebody had given this contribution before it reached us."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="stated_labels"
    )
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "label"], name="a_label_is_stated_once")
        ]

    def __str__(self) -> str:
        return f"{self.label_id} on {self.contribution_id}"


class Erasure(models.Model):
    """That something was erased: only a digest of its identity, so that a file sent again does
    not bring it back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="erased_once")
        ]

    def __str__(self) -> str:
        return f"erasure {self.pk}"


class Pepper(models.Model):
    """The random key of an organisation's digests, made when it is first needed.

    Whoever changes it divides people's answers and lets what was erased return.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"pepper of {self.organisation_id}"
