# SPDX-License-Identifier: MIT
"""What people type about programmes, their stages and steps, the pathway and objectives."""

from baton.programmes.forms.pathway import PartsForm, PathwayStepForm
from baton.programmes.forms.programmes import BeginForm, ObjectiveForm, ProgrammeForm
from baton.programmes.forms.reasons import ReasonForm
from baton.programmes.forms.stages import DoneForm, PlanForm, RolesForm, StepForm

__all__ = [
    "BeginForm",
    "DoneForm",
    "ObjectiveForm",
    "PartsForm",
    "PathwayStepForm",
    "PlanForm",
    "ProgrammeForm",
    "ReasonForm",
    "RolesForm",
    "StepForm",
]
