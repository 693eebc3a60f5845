# SPDX-License-Identifier: MIT
"""Writing programmes: they begin, go from stage to stage, and end.

Each function is one transaction with its entry in the audit trail.
"""

from baton.programmes.operations.objectives import (
    ObjectiveTaken,
    add_objective,
    change_objective,
)
from baton.programmes.operations.pathway import (
    StepTaken,
    Wanted,
    add_pathway_step,
    change_pathway_step,
    remove_pathway_step,
    set_parts,
)
from baton.programmes.operations.programmes import TitleTaken, begin, change, end
from baton.programmes.operations.stages import (
    Part,
    close_stage,
    give_roles,
    leave_out,
    open_stage,
    plan_stage,
    take_back,
)
from baton.programmes.operations.steps import (
    NoEvidence,
    add_step,
    change_step,
    do_step,
    not_needed,
    undo_step,
)

__all__ = [
    "NoEvidence",
    "ObjectiveTaken",
    "Part",
    "StepTaken",
    "TitleTaken",
    "Wanted",
    "add_objective",
    "add_pathway_step",
    "add_step",
    "begin",
    "change",
    "change_objective",
    "change_pathway_step",
    "change_step",
    "close_stage",
    "do_step",
    "end",
    "give_roles",
    "leave_out",
    "not_needed",
    "open_stage",
    "plan_stage",
    "remove_pathway_step",
    "set_parts",
    "take_back",
    "undo_step",
]
