# SPDX-License-Identifier: MIT
"""Process-control (XmR) charts as NHS boards read them: is this change, or the usual ups and downs?

Usable alone: neither Django nor any library is needed. `docs/reference/spc.md` explains the method.

>>> from datetime import date, timedelta
>>> days = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(14)]
>>> waits = [21, 24, 20, 23, 22, 25, 21, 24, 22, 23, 20, 24, 22, 35]
>>> chart = xmr(days, waits, improvement="decrease", target=32)
>>> last = chart.points[-1]
>>> round(last.mean, 1), round(last.lower, 1), round(last.upper, 1)
(23.3, 16.0, 30.6)
>>> str(last.special_cause), str(last.kind)
('Above UCL', 'special_cause_concern')
>>> str(chart.variation), str(chart.assurance)
('special_cause_concern', 'consistent_pass')
>>> chart.variation_icon, chart.assurance_icon
('concern_high', 'pass')
"""

from baton.analysis.spc.chart import Assurance, Chart, Kind, Point, xmr
from baton.analysis.spc.files import FileProblem, chart_file
from baton.analysis.spc.limits import Limits, xmr_limits
from baton.analysis.spc.rules import RULE_SETS, SpecialCause
from baton.analysis.spc.series import SeriesProblem

__all__ = [
    "RULE_SETS",
    "Assurance",
    "Chart",
    "FileProblem",
    "Kind",
    "Limits",
    "Point",
    "SeriesProblem",
    "SpecialCause",
    "chart_file",
    "xmr",
    "xmr_limits",
]
