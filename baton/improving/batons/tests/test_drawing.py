# SPDX-License-Identifier: MIT
"""The wheel draws each baton once, and beyond three in a gap it says how many there are."""

from __future__ import annotations

from baton.improving.batons import drawing
from baton.improving.batons.queries import Stood
from baton.programmes.models import Programme, Stage


def wheel(**about):
    """A wheel of five stages, of which Plan stands so."""
    numbers = dict.fromkeys(("handed_on", "ended", "open", "dropped", "on_the_way"), 0) | about
    nothing = dict.fromkeys(("handed_on", "ended", "open", "dropped", "on_the_way"), 0)
    found = [
        Stood(
            Stage(kind=kind, state="open"), findings=1, **(numbers if kind == "plan" else nothing)
        )
        for kind in ("needs", "plan", "improve", "procure", "monitor")
    ]
    return str(drawing.of_programme(Programme(title="Urgent care"), found))


def test_dots_are_handed_on_worked_on_and_ended():
    shown = wheel(handed_on=3, open=2, ended=1)
    assert shown.count('<circle class="f-own"') == 3
    assert shown.count('<circle class="f-paper s-own"') == 2
    assert shown.count("h9.2") == 1


def test_bars_cross_the_gap_and_a_number_stands_for_more_than_three():
    assert wheel(on_the_way=2).count('stroke-linecap="round" d="M') >= 2
    assert ">7</text>" in wheel(on_the_way=7)
    assert ">3</text>" not in wheel(on_the_way=3)


def test_what_was_dropped_lies_outside_broken_and_says_so():
    shown = wheel(dropped=2)
    assert shown.count("M-13 0H-2.5M2.5 0H13") == 2
    assert "2 dropped" in shown
    assert "Plan: 0 handed on, 0 open, 0 ended, 2 dropped" in shown
    assert wheel(dropped=1).count("M-13 0H-2.5M2.5 0H13") == 1
    assert "M-13 0H" not in wheel()
