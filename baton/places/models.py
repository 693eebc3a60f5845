# SPDX-License-Identifier: MIT
"""Where care happens: one tree, board → trust or practice → site → service or ward."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from baton.core import clock
from baton.core.keys import PublicIdField
from baton.people.models import Organisation
from baton.ui.wording import _lazy


class Service(models.Model):
    """A place in an organisation's tree of care. Its `path` lists the keys from the root to it.

    The path is written by operations, so that a service and all below it are found without
    walking the tree: "/1/4/" begins the paths of all that lies in service 4.
    """

    class Kind(models.TextChoices):
        BOARD = "board", _lazy("Board")
        TRUST = "trust", _lazy("Trust")
        PRACTICE = "practice", _lazy("Practice")
        SITE = "site", _lazy("Site")
        SERVICE = "service", _lazy("Service")
        WARD = "ward", _lazy("Ward")

    public_id = PublicIdField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=20, blank=True)
    path = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(default=clock.today)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "parent", Lower("name"), name="one_service_of_a_name_below_a_parent"
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(parent=None),
                name="one_root_service_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=~Q(code=""),
                name="one_service_of_a_code",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "path"], name="services_by_path")]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for a root."""
        return max(self.path.count("/") - 2, 0)
