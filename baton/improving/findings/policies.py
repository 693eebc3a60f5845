# SPDX-License-Identifier: MIT
"""May this be done now? Each function raises, explaining itself."""

from __future__ import annotations

from baton.improving.findings.models import Finding
from baton.people.models import Account
from baton.programmes.models import Stage
from baton.ui.wording import _


class NotNow(ValueError):
    """It cannot be done as things stand."""


def check_can_begin(stage: Stage) -> None:
    """A finding is made where work goes on."""
    if stage.programme.is_ended:
        raise NotNow(_("This programme has ended. It can be read, and stays as it is."))
    if not stage.takes_part:
        raise NotNow(
            _("%(stage)s was left out of this programme. Choose another stage.")
            % {"stage": stage.name}
        )
    if stage.state == Stage.State.CLOSED:
        raise NotNow(
            _("%(stage)s is closed. Open it again, or choose another stage.")
            % {"stage": stage.name}
        )


def check_can_change(finding: Finding) -> None:
    """What was concluded stays as it was when others took it up."""
    if not finding.is_draft:
        raise NotNow(
            _("It is concluded, and stays as it was when others took it up. Begin another.")
        )


def check_can_conclude(finding: Finding) -> None:
    if not finding.is_draft:
        raise NotNow(_("It is concluded already."))
    if not finding.supports.exists():
        raise NotNow(_("No contribution stands behind it yet. Gather at least one."))
    if finding.severity == Finding.Severity.NOT_JUDGED:
        raise NotNow(_("Say how severe it is: number, severity and inequality stand side by side."))
    if finding.inequality == Finding.Inequality.NOT_JUDGED:
        raise NotNow(_("Say whether it falls on some more than on others, as far as can be seen."))
    if finding.checks.filter(closed_at=None).exists():
        raise NotNow(
            _("People are still being asked whether we heard them right. Close that first.")
        )


def check_can_be_peer(finding: Finding, peer: Account) -> None:
    if finding.peer_id is not None:
        raise NotNow(_("Somebody has checked it already."))
    if finding.author_id == peer.pk:
        raise NotNow(_("Somebody else checks it: who wrote a finding sees what they meant."))
