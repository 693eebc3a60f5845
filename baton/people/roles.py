# SPDX-License-Identifier: MIT
"""Who may do what: roles, and the capabilities each of them carries."""

from __future__ import annotations

from django.db import models

from baton.ui.wording import _lazy


class Role(models.TextChoices):
    """The part a person plays in an organisation; one person may play several."""

    ADMINISTRATOR = "administrator", _lazy("Administrator")
    ENGAGEMENT_LEAD = "engagement_lead", _lazy("Engagement lead")
    ANALYST = "analyst", _lazy("Analyst")
    COMPLAINTS_OFFICER = "complaints_officer", _lazy("Complaints or PALS officer")
    FRONTLINE = "frontline", _lazy("Frontline")
    PARTNER = "partner", _lazy("Partner")
    PATIENT_PARTNER = "patient_partner", _lazy("Patient partner")
    BOARD_MEMBER = "board_member", _lazy("Board member")


_ADMIN, _LEAD, _ANALYST = Role.ADMINISTRATOR, Role.ENGAGEMENT_LEAD, Role.ANALYST
_COMPLAINTS, _FRONTLINE, _PARTNER = Role.COMPLAINTS_OFFICER, Role.FRONTLINE, Role.PARTNER
_PATIENT, _BOARD = Role.PATIENT_PARTNER, Role.BOARD_MEMBER

#: Capability → the roles that carry it. Views ask for capabilities, never for roles.
CAPABILITIES: dict[str, frozenset[Role]] = {
    "see_figures": frozenset({_ADMIN, _LEAD, _ANALYST, _COMPLAINTS, _FRONTLINE, _PATIENT, _BOARD}),
    "read_words": frozenset({_ADMIN, _LEAD, _ANALYST, _COMPLAINTS, _FRONTLINE, _BOARD}),
    "see_identifiers": frozenset({_COMPLAINTS}),
    "code": frozenset({_LEAD, _ANALYST}),
    "manage_measures": frozenset({_ADMIN, _LEAD, _ANALYST}),
    "upload": frozenset({_ADMIN, _LEAD, _ANALYST, _PARTNER}),
    "see_all_uploads": frozenset({_ADMIN, _LEAD, _ANALYST}),
    "download": frozenset({_LEAD, _ANALYST}),
    "withdraw": frozenset({_ADMIN, _LEAD, _COMPLAINTS}),
    "answer_alerts": frozenset({_ADMIN, _LEAD, _COMPLAINTS}),
    "manage_services": frozenset({_ADMIN, _LEAD}),
    "manage_people": frozenset({_ADMIN}),
    "manage_sharing": frozenset({_ADMIN}),
    "manage_safety": frozenset({_ADMIN}),
    "see_outbox": frozenset({_ADMIN}),
    "see_programmes": frozenset(
        {_ADMIN, _LEAD, _ANALYST, _COMPLAINTS, _FRONTLINE, _PATIENT, _BOARD}
    ),
    "manage_programmes": frozenset({_ADMIN, _LEAD}),
    "manage_activities": frozenset({_ADMIN, _LEAD, _ANALYST}),
    "take_notes": frozenset({_LEAD, _ANALYST, _COMPLAINTS, _FRONTLINE}),
    "see_stakeholders": frozenset({_ADMIN, _LEAD, _ANALYST, _BOARD}),
    "manage_stakeholders": frozenset({_ADMIN, _LEAD, _ANALYST}),
    "manage_groups": frozenset({_ADMIN, _LEAD}),
    "see_findings": frozenset({_ADMIN, _LEAD, _ANALYST, _COMPLAINTS, _FRONTLINE, _PATIENT, _BOARD}),
    "make_findings": frozenset({_LEAD, _ANALYST}),
    "check_findings": frozenset({_PATIENT}),
    "carry_batons": frozenset({_ADMIN, _LEAD, _ANALYST, _COMPLAINTS}),
    "record_decisions": frozenset({_ADMIN, _LEAD, _ANALYST}),
    "answer_people": frozenset({_LEAD, _COMPLAINTS}),
}

#: What an administrator reads before giving a role away.
MEANINGS: dict[Role, str] = {
    _ADMIN: _lazy(
        "Invites people, agrees what is shared, keeps the tree of services, says who is "
        "alerted when a life may be at risk, and may upload, withdraw and keep measures, "
        "programmes, groups and stakeholders. Carries batons and records decisions. Reads words, "
        "codes none."
    ),
    _LEAD: _lazy(
        "Uploads, reads, codes, downloads and withdraws; keeps programmes, activities, groups, "
        "stakeholders, measures and the tree of services, makes findings, carries batons, records "
        "decisions, answers people, and answers alerts."
    ),
    _ANALYST: _lazy(
        "Uploads, reads, codes and downloads; keeps measures, activities and stakeholders; "
        "makes findings, carries batons and records decisions."
    ),
    _COMPLAINTS: _lazy(
        "Reads words with names and numbers left in, withdraws what people take back, "
        "answers alerts, writes down what patients say, carries batons and answers people."
    ),
    _FRONTLINE: _lazy("Reads words and figures, and writes down what patients say."),
    _PARTNER: _lazy("Uploads, and sees what became of their own uploads."),
    _PATIENT: _lazy(
        "Sees figures, programmes and findings, and says whether people were heard right."
    ),
    _BOARD: _lazy("Reads words, figures, programmes, findings and the register of stakeholders."),
}


def capabilities_of(roles: frozenset[Role]) -> frozenset[str]:
    """Everything that somebody with these roles may do.

    >>> "code" in capabilities_of(frozenset({Role.FRONTLINE}))
    False
    """
    return frozenset(name for name, allowed in CAPABILITIES.items() if allowed & roles)
