# SPDX-License-Identifier: MIT
"""Saying which services a return counts, how many could have answered, and that it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models, transaction

from baton.core import audit, clock
from baton.people.models import Account, Organisation
from baton.places.models import Service
from baton.ui.wording import _
from baton.understanding.fft.layout import Setting
from baton.understanding.fft.models import BoardAbove, Columns, Eligible, Reported, Sent
from baton.understanding.fft.returns import Return

By = models.Model | str
#: Both specialities of a ward, the first first.
Specialities = tuple[str, str]


class AlreadyReported(ValueError):
    """The service has a setting of its own."""

    def __init__(self, found: Reported) -> None:
        super().__init__(
            _("%(service)s is counted in %(setting)s already. Change it there.")
            % {"service": found.service, "setting": found.get_setting_display()}
        )


@transaction.atomic
def report(
    organisation: Organisation,
    service: Service,
    setting: str,
    *,
    by: By,
    specialities: Specialities = ("", ""),
    department: str = "",
) -> Reported:
    """Count a service, and all that lies in it, in the return of a setting.

    `department` is its type, if that is accident and emergency. Raises AlreadyReported.
    """
    there = Reported.objects.select_related("service").filter(service=service).first()
    if there is not None:
        raise AlreadyReported(there)
    first, second = specialities
    made = Reported.objects.create(
        organisation=organisation,
        service=service,
        setting=setting,
        first_speciality=first,
        second_speciality=second,
        department=department,
    )
    about = {"setting": setting, "service": service.pk, "department": department}
    _record("fft.reported", made, by=by, **about)
    return made


@transaction.atomic
def change(
    found: Reported, setting: str, specialities: Specialities, department: str, *, by: By
) -> None:
    """Count it in another setting, under other specialities, or as another type of department."""
    found.setting, found.department = setting, department
    found.first_speciality, found.second_speciality = specialities
    changed = ["setting", "department", "first_speciality", "second_speciality"]
    found.save(update_fields=changed)
    about = {"setting": setting, "service": found.service_id, "department": department}
    _record("fft.report_changed", found, by=by, **about)


@transaction.atomic
def leave_out(found: Reported, *, by: By) -> None:
    """Count it as what it lies in, or not at all. Numbers that were typed are kept."""
    _record("fft.left_out", found, by=by, setting=found.setting, service=found.service_id)
    found.delete()


@transaction.atomic
def name_board(organisation: Organisation, code: str, name: str, *, by: By) -> None:
    """Say which integrated care board stands above, where the tree does not."""
    made, _ = BoardAbove.objects.update_or_create(
        organisation=organisation, defaults={"code": code, "name": name}
    )
    audit.record("fft.board_named", made, by=by, organisation=organisation.pk, code=code)


@transaction.atomic
def put_eligible(
    organisation: Organisation,
    setting: Setting,
    month: date,
    numbers: Mapping[Service, int | None],
    *,
    by: By,
) -> int:
    """Keep how many could have answered; None takes a number away. How many changed."""
    rows = Eligible.objects.filter(organisation=organisation, setting=setting.code, month=month)
    there = dict(rows.values_list("service", "number"))
    changed = {each: new for each, new in numbers.items() if there.get(each.pk) != new}
    if not changed:
        return 0
    rows.filter(service__in=[each for each, new in changed.items() if new is None]).delete()
    Eligible.objects.bulk_create(
        [
            Eligible(
                organisation=organisation,
                service=each,
                setting=setting.code,
                month=month,
                number=new,
            )
            for each, new in changed.items()
            if new is not None
        ],
        update_conflicts=True,
        unique_fields=["service", "setting", "month"],
        update_fields=["number"],
    )
    audit.record(
        "fft.eligible_put",
        by=by,
        organisation=organisation.pk,
        setting=setting.code,
        month=month.isoformat(),
        changed={str(each.pk): [there.get(each.pk), new] for each, new in changed.items()},
    )
    return len(changed)


@transaction.atomic
def put_specialities(
    organisation: Organisation, setting: Setting, given: Mapping[Service, Specialities], *, by: By
) -> int:
    """Keep the specialities of wards; a ward that had no line of its own gets one."""
    there = {
        each.service_id: each
        for each in Reported.objects.filter(organisation=organisation, service__in=list(given))
    }
    changed = 0
    for service, both in given.items():
        found = there.get(service.pk)
        if found is None:
            report(organisation, service, setting.code, specialities=both, by=by)
        elif (found.first_speciality, found.second_speciality) != both:
            change(found, found.setting, both, found.department, by=by)
        else:
            continue
        changed += 1
    return changed


@transaction.atomic
def remember_columns(organisation: Organisation, shape: str, chosen: Mapping[str, str]) -> None:
    """Read files that look like this one in the same way."""
    Columns.objects.update_or_create(
        organisation=organisation, shape=shape, defaults={"chosen": dict(chosen)}
    )


@transaction.atomic
def mark_sent(organisation: Organisation, given: Return, *, by: By) -> Sent:
    """Say that a return was sent as it stands now; again, that a corrected one was."""
    made, _ = Sent.objects.update_or_create(
        organisation=organisation,
        setting=given.setting.code,
        month=given.month,
        defaults={
            "figures": [
                [list(row.path), list(row.answers), list(row.modes), row.eligible]
                for row in given.rows
            ],
            "by": by if isinstance(by, Account) else None,
            "at": clock.now(),
        },
    )
    _record("fft.sent", made, by=by, **_of(made), responses=given.total.responses)
    return made


@transaction.atomic
def unmark_sent(found: Sent, *, by: By) -> None:
    """It was not sent after all."""
    _record("fft.sent_taken_back", found, by=by, **_of(found))
    found.delete()


def record_download(organisation: Organisation, given: Return, *, by: By, **details: Any) -> None:
    """Note who took which return away, and in which way."""
    audit.record(
        "fft.downloaded",
        by=by,
        organisation=organisation.pk,
        setting=given.setting.code,
        month=given.month.isoformat(),
        **details,
    )


def _of(found: Sent) -> dict[str, str]:
    return {"setting": found.setting, "month": found.month.isoformat()}


def _record(verb: str, about: Reported | Sent, *, by: By, **details: Any) -> None:
    audit.record(verb, about, by=by, organisation=about.organisation_id, **details)
