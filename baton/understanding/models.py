# SPDX-License-Identifier: MIT
"""What people talk about: the codebook, and what each contribution was found to say."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.listening.models import Contribution
from baton.people.models import Account, Organisation
from baton.ui.wording import _lazy
from baton.understanding.measures import models as _measures  # noqa: F401 - for Django to find


class Codebook(models.Model):
    """An organisation's tree of themes, in one version."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="codebooks"
    )
    title = models.CharField(max_length=200)
    version = models.CharField(max_length=40)
    source = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(retired_at=None),
                name="one_codebook_in_use",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Theme(models.Model):
    """Something people talk about. A theme without a parent is a category of themes."""

    public_id = PublicIdField()
    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="themes")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=120)
    definition = models.CharField(max_length=500, blank=True)
    is_local = models.BooleanField(default=False)
    # Thanks without detail, or a label that says something of the words and not of care: true,
    # but nothing that a sentence about what people speak of should name.
    is_specific = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["codebook", "slug"], name="one_theme_of_a_slug"),
        ]

    def __str__(self) -> str:
        return self.title


#: Neither English nor without a language: what few comments are, and their own index holds.
FOREIGN = ~Q(language__in=["", "en"])
#: How somebody feels is known.
FELT = ~Q(coded_from=3)
#: The classifier could not read the words, nor a translation: they wait for one.
UNREAD = Q(coded_from__gte=3)


class Reading(models.Model):
    """How one contribution reads as a whole: its sentiment and language, and who says so.

    The organisation and the moment it was said are repeated here (neither ever changes), so that
    a list filtered by sentiment is read from one index.
    """

    class CodedFrom(models.IntegerChoices):
        """What the classifier read. Where it could read nothing, how somebody feels may still be
        known: they had said so, or a person did."""

        ORIGINAL = 1, _lazy("the original")
        TRANSLATION = 2, _lazy("the translation")
        NOTHING = 3, _lazy("nothing: it does not read this language")
        FELT = 4, _lazy("nothing: a person said how it feels")

    class Sentiment(models.IntegerChoices):
        VERY_POSITIVE = 1, _lazy("very positive")
        POSITIVE = 2, _lazy("positive")
        NEUTRAL = 3, _lazy("neutral or mixed")
        NEGATIVE = 4, _lazy("negative")
        VERY_NEGATIVE = 5, _lazy("very negative")

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="reading"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    sentiment = models.PositiveSmallIntegerField(choices=Sentiment)
    sentiment_confidence = models.FloatField(null=True)
    sentiment_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12, blank=True)
    # Who corrected the language: that outranks what a program finds.
    language_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # Never null: that the column may be spares a million rows from being written anew.
    coded_from = models.PositiveSmallIntegerField(
        choices=CodedFrom, null=True, db_default=models.Value(1)
    )
    classifier = models.CharField(max_length=60, blank=True)
    # The classifier's best theme is so uncertain that a person should look.
    is_unsure = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                F("organisation"),
                F("sentiment"),
                F("said_at").desc(),
                F("contribution").desc(),
                name="readings_by_sentiment",
            ),
            models.Index(
                F("organisation"),
                F("said_at").desc(),
                F("contribution").desc(),
                condition=Q(is_unsure=True, checked_at=None),
                name="readings_to_check",
            ),
            models.Index(
                F("organisation"),
                F("language"),
                F("said_at").desc(),
                F("contribution").desc(),
                condition=FOREIGN,
                name="readings_in_other_languages",
            ),
            models.Index(
                F("organisation"),
                F("said_at").desc(),
                F("contribution").desc(),
                condition=UNREAD,
                name="readings_to_translate",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sentiment__range=(1, 5)), name="sentiment_from_one_to_five"
            )
        ]

    def __str__(self) -> str:
        return f"reading of {self.contribution_id}"

    @property
    def is_unread(self) -> bool:
        return self.coded_from in (self.CodedFrom.NOTHING, self.CodedFrom.FELT)

    @property
    def is_felt(self) -> bool:
        """Whether it is known how somebody feels."""
        return self.coded_from != self.CodedFrom.NOTHING


class CodingQuerySet(models.QuerySet["Coding"]):
    def counted(self) -> CodingQuerySet:
        """All but those that a person took away."""
        return self.exclude(verdict=Coding.Verdict.REMOVED)


class Coding(models.Model):
    """One theme on one span of one contribution, by the classifier or by a person.

    A person's verdict always outranks the classifier: it may suggest a theme, a person confirms,
    removes or adds one, and a later classifier leaves what a person decided as it is.
    """

    class Verdict(models.TextChoices):
        SUGGESTED = "suggested", _lazy("suggested by the classifier")
        STATED = "stated", _lazy("stated in the file")
        CONFIRMED = "confirmed", _lazy("confirmed by a person")
        ADDED = "added", _lazy("added by a person")
        REMOVED = "removed", _lazy("removed by a person")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    # Repeated from the contribution, where they never change: a list of one theme's comments is
    # then read from one index, newest first, however deep.
    said_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    confidence = models.FloatField(null=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    # Whether the span is one of the translation. Null is no: so no row was written anew.
    in_translation = models.BooleanField(null=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    classifier = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = CodingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "theme"], name="one_coding_a_theme_and_contribution"
            ),
            models.CheckConstraint(
                condition=Q(verdict="suggested", by=None, confidence__isnull=False)
                | Q(verdict="stated", by=None)
                | (Q(verdict__in=["confirmed", "added", "removed"]) & Q(by__isnull=False)),
                name="a_verdict_has_its_giver",
            ),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="span_runs_forward"),
        ]
        indexes = [
            models.Index(
                F("theme"),
                F("said_at").desc(),
                F("contribution").desc(),
                condition=~Q(verdict="removed"),
                name="newest_first_of_a_theme",
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme_id} on {self.contribution_id}: {self.verdict}"

    @property
    def is_by_a_person(self) -> bool:
        return self.by_id is not None


class Review(models.Model):
    """That a person looked whether somebody could be recognised by a comment's words.

    Only what was looked at may be shown outside the team; and the person's own permission is asked
    again each time, so that nothing here can outrank it.
    """

    class Outcome(models.TextChoices):
        SHOW = "show", _lazy("may be shown")
        KEEP = "keep", _lazy("must not be shown")

    class Reason(models.TextChoices):
        NAME = "name", _lazy("A name, or a post that only one person holds")
        RARE = "rare", _lazy("A rare illness, accident or family")
        MOMENT = "moment", _lazy("An exact day, time or place")
        STAFF = "staff", _lazy("A member of staff who could be recognised")
        OTHER = "other", _lazy("Something else that tells who it is")

    contribution = models.OneToOneField(
        Contribution, primary_key=True, on_delete=models.CASCADE, related_name="review"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reviews")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=4, choices=Outcome)
    reason = models.CharField(max_length=6, choices=Reason, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="show", reason="") | (Q(outcome="keep") & ~Q(reason="")),
                name="what_is_kept_back_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.contribution_id}: {self.outcome}"


class SavedSearch(models.Model):
    """A view that somebody wants again, by the name that they gave it: a page, its filters and how
    it was laid out.

    What it finds is not kept: the address is read anew each time it is opened.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="saved_searches"
    )
    owner = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    # The name of the page's address in this room.
    page = models.CharField(max_length=20, default="comments")
    # As it stands in the address, from the question mark on.
    query = models.CharField(max_length=2000)
    is_shared = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("organisation"), F("owner"), Lower("name"), name="one_search_of_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & Q(query__startswith="?"), name="a_search_asks_something"
            ),
        ]

    def __str__(self) -> str:
        return f"saved search {self.pk}"


class Subscription(models.Model):
    """Somebody who hears once a week, by e-mail, what a view tells."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="subscriptions")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    # The changes that the last e-mail told, as themes and directions ("parking+"), so that the next
    # says what is new; None before the first.
    told = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "account"], name="one_subscription_a_view")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} hears of {self.search_id}"
