# SPDX-License-Identifier: MIT
"""People and bodies with a stake: who they are, how they stand, and what passes between us.

A register is disclosable: anybody named here may ask to read it. So it holds levels, facts and
reasons in neutral words, and no judgement of a person.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from baton.core import clock, periods
from baton.core.keys import PublicIdField
from baton.people.models import Account, Organisation
from baton.ui.wording import _lazy


class Register(models.Model):
    """Those with a stake in one thing: in all the work of a body, or in a piece of it.

    Rooms above point at theirs; this one only knows its title.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="registers"
    )
    title = models.CharField(max_length=200)
    is_overall = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(is_overall=True),
                name="one_overall_register_a_body",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Kind(models.TextChoices):
    """What a stakeholder is."""

    PATIENTS = "patients", _lazy("Patients’ or carers’ group")
    COMMUNITY = "community", _lazy("Seldom-heard community")
    PUBLIC = "public", _lazy("Public or residents")
    VOLUNTARY = "voluntary", _lazy("Voluntary or community organisation")
    HEALTHWATCH = "healthwatch", _lazy("Healthwatch")
    PRACTICE = "practice", _lazy("Practice or primary care network")
    TRUST = "trust", _lazy("Trust")
    BOARD = "board", _lazy("Integrated care board or place partner")
    COUNCIL = "council", _lazy("Council")
    SCRUTINY = "scrutiny", _lazy("Scrutiny committee")
    WELLBEING = "wellbeing", _lazy("Health and Wellbeing Board")
    ELECTED = "elected", _lazy("Elected member")
    NATIONAL = "national", _lazy("NHS England or a regulator")
    STAFF = "staff", _lazy("Staff group")
    UNION = "union", _lazy("Union")
    RESEARCH = "research", _lazy("Education or research")
    SUPPLIER = "supplier", _lazy("Supplier")
    MEDIA = "media", _lazy("Media")
    OTHER_SERVICES = "other_services", _lazy("Police, fire or housing")
    COMMITTEE = "committee", _lazy("Committee or group of our own")
    OTHER = "other", _lazy("Other")


class Engagement(models.IntegerChoices):
    """How somebody stands to the work. Ordinal: levels are told as a pair, never averaged."""

    UNAWARE = 0, _lazy("Unaware")
    OPPOSED = 1, _lazy("Opposed so far")
    NEUTRAL = 2, _lazy("Neutral")
    SUPPORTIVE = 3, _lazy("Supportive")
    LEADING = 4, _lazy("Leading")


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def current(self) -> StakeholderQuerySet:
        return self.filter(ended_on=None)

    def overdue(self) -> StakeholderQuerySet:
        """Whose next contact should have been before today."""
        return self.current().filter(next_contact_on__lt=clock.today())


class Stakeholder(models.Model):
    """A person or body with a stake, once for all registers of an organisation."""

    class Basis(models.TextChoices):
        PUBLIC_TASK = "public_task", _lazy("Our public task")
        CONSENT = "consent", _lazy("They agreed")
        INTEREST = "interest", _lazy("A legitimate interest")
        PUBLISHED = "published", _lazy("Published by them")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="stakeholders"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind)
    about = models.CharField(max_length=500, blank=True)
    faces_inequality = models.BooleanField(default=False)
    inequality = models.CharField(max_length=300, blank=True)
    # A person who has an account, or the name of a post.
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    post = models.CharField(max_length=120, blank=True)

    # Their own words on how best to engage their members; who gave them and when.
    advice = models.TextField(blank=True)
    advice_from = models.CharField(max_length=120, blank=True)
    advice_on = models.DateField(null=True, blank=True)
    access_needs = models.TextField(blank=True)

    # Whom to reach there, and what lets us keep it.
    contact_name = models.CharField(max_length=150, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=12, choices=Basis, blank=True)

    next_contact_on = models.DateField(null=True, blank=True)
    contact_every_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    links = models.ManyToManyField("self", symmetrical=True, blank=True)
    added_at = models.DateTimeField(default=clock.now)
    ended_on = models.DateField(null=True, blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(ended_on=None),
                name="one_stakeholder_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(basis__gt="") | Q(contact_name="", contact_email="", contact_phone=""),
                name="contact_details_have_a_basis",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "next_contact_on"],
                condition=Q(ended_on=None),
                name="contacts_by_due_day",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_overdue(self) -> bool:
        return self.next_contact_on is not None and self.next_contact_on < clock.today()


_SCALE = (1, 5)


class Assessment(models.Model):
    """How somebody stands in one register, from a moment until it was judged anew."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="assessments")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="assessments"
    )
    # 1 to 5; high from 4 (the register's scale is high from 3.5).
    power = models.PositiveSmallIntegerField()
    interest = models.PositiveSmallIntegerField()
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    power_reason = models.CharField(max_length=300, blank=True)
    interest_reason = models.CharField(max_length=300, blank=True)
    influence_reason = models.CharField(max_length=300, blank=True)
    has_legitimacy = models.BooleanField(default=False)
    has_urgency = models.BooleanField(default=False)
    current = models.PositiveSmallIntegerField(choices=Engagement)
    desired = models.PositiveSmallIntegerField(choices=Engagement)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "stakeholder"],
                condition=Q(superseded_at=None),
                name="one_assessment_holds",
            ),
            models.CheckConstraint(
                condition=Q(power__range=_SCALE)
                & Q(interest__range=_SCALE)
                & (Q(influence=None) | Q(influence__range=_SCALE)),
                name="assessment_from_one_to_five",
            ),
            models.CheckConstraint(
                condition=Q(current__range=(0, 4)) & Q(desired__range=(0, 4)),
                name="assessment_by_known_levels",
            ),
        ]
        indexes = [models.Index(fields=["stakeholder", "register", "made_at"], name="how_it_moved")]

    def __str__(self) -> str:
        return f"{self.stakeholder} in {self.register}"


class ContactKind(models.TextChoices):
    """A way of being in contact."""

    EMAIL = "email", _lazy("E-mail or letter")
    CALL = "call", _lazy("Call")
    BRIEFING = "briefing", _lazy("Briefing")
    MEETING = "meeting", _lazy("Meeting")
    VISIT = "visit", _lazy("Visit to them")
    EVENT = "event", _lazy("Event together")


#: Minutes that each kind takes, with getting ready and writing up, until a body says otherwise.
USUAL_MINUTES: dict[str, int] = {
    ContactKind.EMAIL: 15,
    ContactKind.CALL: 30,
    ContactKind.BRIEFING: 60,
    ContactKind.MEETING: 90,
    ContactKind.VISIT: 150,
    ContactKind.EVENT: 240,
}


class Contact(models.Model):
    """One time that we were in contact: what we gave, and what we got."""

    public_id = PublicIdField()
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="contacts")
    register = models.ForeignKey(
        Register, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    on = models.DateField(default=clock.today)
    kind = models.CharField(max_length=10, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    gave = models.TextField(blank=True)
    got = models.TextField(blank=True)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["stakeholder", "-on"], name="contacts_newest_first")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} with {self.stakeholder} on {self.on}"


class KindMinutes(models.Model):
    """How many minutes a kind of contact takes a body."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ContactKind)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="one_length_a_kind"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="a_contact_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.minutes} minutes"


class Allocation(models.Model):
    """So many hours of a quarter, shared out over the relationships of a register.

    The newest of a quarter holds; those before it stay, to be compared.
    """

    public_id = PublicIdField()
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="allocations")
    begins = models.DateField()
    minutes = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["register", "-begins", "-id"], name="allocations_newest")]

    def __str__(self) -> str:
        return f"{self.register} from {self.begins}"

    @property
    def ends(self) -> date:
        """The last day of its quarter."""
        return periods.last_day(self.begins, "quarter")

    @property
    def quarter(self) -> str:
        """How its quarter is called."""
        return periods.brief(self.begins, "quarter")


class AllocationLine(models.Model):
    """So many contacts of a kind with somebody; chosen by a person, or by the plan."""

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="lines")
    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ContactKind)
    contacts = models.PositiveSmallIntegerField()
    minutes = models.PositiveIntegerField()
    # A person said how many, whatever the plan would say.
    is_chosen = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["allocation", "stakeholder"], name="one_line_a_relationship"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contacts} × {self.get_kind_display()} with {self.stakeholder}"
