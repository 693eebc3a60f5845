# SPDX-License-Identifier: MIT
"""May this be done now? Each function raises, explaining itself."""

from __future__ import annotations

from baton.programmes import closing, queries
from baton.programmes.models import Programme, Stage, Step
from baton.ui.wording import _, _many
from baton.ui.words import listed

#: Checks that a sentence names; a page lists them all.
_NAMED = 3


class NotNow(ValueError):
    """It cannot be done as things stand."""


class NeedsReason(NotNow):
    """A stage is not done: it closes only if somebody says why."""


class StillLies(NeedsReason):
    """Something lies in a stage, of which nobody has said what becomes of it."""

    def __init__(self, stage: Stage, left: list[closing.Lying]) -> None:
        super().__init__(
            _(
                "%(said)s in %(stage)s. Say what becomes of each, or say why the stage closes over "
                "them."
            )
            % {"said": listed([each.says for each in left]), "stage": stage.name}
        )


class ChecksAreOpen(NeedsReason):
    """A stage has checks that are not met."""

    def __init__(self, checks: list[Step]) -> None:
        named = listed([f"“{each.title}”" for each in checks[:_NAMED]])
        if len(checks) > _NAMED:
            more = {"named": named, "number": len(checks) - _NAMED}
            named = _("%(named)s and %(number)s more") % more
        told = _many(
            "%(n)s check is open: %(named)s. Meet them, or say why the stage closes without them.",
            "%(n)s checks are open: %(named)s. Meet them, or say why the stage closes without "
            "them.",
            len(checks),
        )
        super().__init__(told % {"n": len(checks), "named": named})
        self.checks = checks


def check_is_open(programme: Programme) -> None:
    """An ended programme stays as it was."""
    if programme.is_ended:
        raise NotNow(_("This programme has ended. It can be read, and stays as it is."))


def check_can_open(stage: Stage) -> None:
    check_is_open(stage.programme)
    if not stage.takes_part:
        raise NotNow(_("%(stage)s was left out. Take it back in first.") % {"stage": stage.name})
    if stage.state == Stage.State.OPEN:
        raise NotNow(_("%(stage)s is open already.") % {"stage": stage.name})


def check_can_close(stage: Stage, why: str = "") -> None:
    """What lies in it and open checks need a reason. Raises StillLies, ChecksAreOpen."""
    check_is_open(stage.programme)
    if stage.state != Stage.State.OPEN:
        raise NotNow(
            _("%(stage)s is not open, so there is nothing to close.") % {"stage": stage.name}
        )
    left = closing.lying(stage)
    if left and not why.strip():
        raise StillLies(stage, left)
    checks = list(queries.open_checks(stage))
    if checks and not why.strip():
        raise ChecksAreOpen(checks)


def check_can_end(programme: Programme) -> None:
    """Of an ended programme nothing is due any more: so nothing may lie in it."""
    check_is_open(programme)
    left = closing.lying_in(programme)
    if left:
        said = listed([each.says for each in left])
        raise NotNow(
            _("%(said)s in this programme. Hand each on, or end it with its reason.")
            % {"said": said}
        )


def check_can_leave_out(stage: Stage) -> None:
    check_is_open(stage.programme)
    left = closing.lying(stage)
    if left:
        said = listed([each.says for each in left])
        raise NotNow(
            _("%(said)s in %(stage)s. Hand each on, or end it with its reason.")
            % {"said": said, "stage": stage.name}
        )
    if not stage.takes_part:
        raise NotNow(_("%(stage)s is left out already.") % {"stage": stage.name})
    others = stage.programme.stages.exclude(pk=stage.pk).exclude(state=Stage.State.LEFT_OUT)
    if not others.exists():
        raise NotNow(_("A programme keeps one stage at least. Take another back in first."))
    if stage.programme.activities.filter(stage=stage.kind).exists():
        raise NotNow(
            _("There are activities in %(stage)s. Move them to another stage, then leave it out.")
            % {"stage": stage.name}
        )
