# SPDX-License-Identifier: MIT
"""What is filled in about stakeholders: who they are, how they stand, what passed between us."""

from baton.people.stakeholders.forms.allocation import HoursForm
from baton.people.stakeholders.forms.contacts import ContactForm, MendContactForm
from baton.people.stakeholders.forms.register import FilterForm, JoinForm, JudgeForm, PlaceForm
from baton.people.stakeholders.forms.stakeholder import AddForm, ChangeForm

__all__ = [
    "AddForm",
    "ChangeForm",
    "ContactForm",
    "FilterForm",
    "HoursForm",
    "JoinForm",
    "JudgeForm",
    "MendContactForm",
    "PlaceForm",
]
