# SPDX-License-Identifier: MIT
"""The charts of what people say, each as one specification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from baton.ui import charts, words
from baton.ui.wording import _
from baton.understanding.counting.layout import Month, Opens
from baton.understanding.counting.spans import month_of
from baton.understanding.filters import SENTIMENTS

_FEELINGS = {name: label for name, (label, _) in SENTIMENTS.items()}
_COLOURS = ("#2f74b5", "#c3c9c5", "#c75f10")
#: Width and height on a sheet of A4, in CSS pixels.
ON_PAPER = (640, 84)
IN_WORD = (640, 130)


def months(rows: Sequence[Month], opens: Opens) -> Markup:
    """Comments a month, stacked by sentiment; each part opens its comments."""
    specification = months_specification(rows, opens=opens)
    return charts.draw(specification, months_in_words(rows), css_class="bt-fig bt-fig--wide")


def months_on_paper(rows: Sequence[Month]) -> Markup:
    """The same, as wide as a sheet, so that its labels can be read there."""
    specification = months_specification(rows, *ON_PAPER)
    return charts.draw(
        specification, months_in_words(rows), css_class="bt-fig bt-fig--wide bt-fig--sheet"
    )


def months_as_picture(rows: Sequence[Month]) -> bytes:
    """The same as a PNG, for Word; `months_in_words` describes it."""
    return charts.picture(months_specification(rows, *IN_WORD, legend=True))


def months_specification(
    rows: Sequence[Month],
    width: int = 920,
    height: int = 170,
    *,
    legend: bool = False,
    opens: Opens | None = None,
) -> dict[str, Any]:
    """The drawing itself, as Vega-Lite, for a page, paper or Word; with a legend of its own where
    nothing beside it explains the colours, and with what its parts open."""
    labels = [f"{row.first:%b %Y}" for row in rows]
    # A label for each third month, and always the last: eighteen do not fit beside one another.
    shown = [label for n, label in enumerate(labels) if (len(labels) - 1 - n) % 3 == 0]
    return {
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 8},
        "width": width,
        "height": height,
        "data": {"values": _parts(rows, opens)},
        "mark": {"type": "bar"},
        "encoding": {
            "x": {
                "field": "month",
                "type": "ordinal",
                "sort": labels,
                "title": None,
                "scale": {"paddingInner": 0.25, "paddingOuter": 0},
                "axis": {"values": shown, "labelOverlap": False},
            },
            "y": {"field": "comments", "type": "quantitative", "title": _("Comments")},
            "order": {"field": "rank"},
            "href": {"field": "address"},
            "description": {"field": "said"},
            "color": {
                "field": "feeling",
                "type": "nominal",
                "scale": {"domain": list(_FEELINGS.values()), "range": list(_COLOURS)},
                "legend": {"orient": "top", "title": None} if legend else None,
            },
        },
    }


def _parts(rows: Sequence[Month], opens: Opens | None) -> list[dict[str, Any]]:
    """Each feeling of each month: how many, in words, and what it opens."""
    return [
        {
            "month": f"{row.first:%b %Y}",
            "order": position,
            "feeling": feeling,
            "rank": rank,
            "comments": number,
            "said": _said(row.first, feeling, number),
            "address": (opens(month=month_of(row.first), sentiment=key) if opens else "") or None,
        }
        for position, row in enumerate(rows)
        for rank, (key, feeling) in enumerate(_FEELINGS.items())
        for number in [getattr(row.shade, key)]
    ]


def _said(first: date, feeling: str, number: int) -> str:
    told = {"month": words.month(first), "feeling": feeling.lower()}
    return _("%(month)s, %(feeling)s: %(comments)s") % {
        **told,
        "comments": words.count(number, "comment"),
    }


def months_in_words(rows: Sequence[Month]) -> str:
    """What the drawing shows, in a sentence."""
    if not rows:
        return _("No comments yet.")
    totals = [row.shade.total for row in rows]
    return _(
        "Comments a month from %(first)s to %(last)s: between %(least)s and %(most)s, "
        "%(number)s in the last."
    ) % {
        "first": words.month(rows[0].first),
        "last": words.month(rows[-1].first),
        "least": words.number(min(totals)),
        "most": words.number(max(totals)),
        "number": words.number(totals[-1]),
    }
