# SPDX-License-Identifier: MIT
"""Meena writes what everybody may read of the seats at the walk-in centre."""

from __future__ import annotations

from tests.harness.seats import (  # noqa: F401 - fixtures
    act,
    bea,
    board,
    chain,
    concluded,
    decide,
    hand_on,
    meena,
    olu,
    priya,
    programme,
    say,
    signed_in,
    today,
    welland,
)
