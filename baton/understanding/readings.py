# SPDX-License-Identifier: MIT
"""Sentences written from the numbers. They name no cause."""

from __future__ import annotations

from collections.abc import Sequence

from baton.analysis.shares import difference, level_of_each, share
from baton.listening import registry
from baton.listening.models import Contribution
from baton.ui import words
from baton.ui.wording import _
from baton.understanding.counting import spans
from baton.understanding.counting.comparing import Comparison
from baton.understanding.counting.overview import Overview, ThemeFigure
from baton.understanding.counting.people import Groups
from baton.understanding.counting.places import Change, Map, Place, Spot
from baton.understanding.counting.selection import span_of
from baton.understanding.counting.together import Pair
from baton.understanding.filters import Filters
from baton.understanding.models import Coding, Reading, Theme
from baton.understanding.steps import Step

#: Below this many comments a most negative theme may be chance: it is not named.
ENOUGH = 20


def of_overview(seen: Overview, change: Change | None) -> str:
    """What has changed, what people speak of most, and what they are least content with."""
    figures = [figure for figure in seen.figures if figure.theme.is_specific]
    if not figures:
        return ""
    most = _of_most(figures, seen.asked.filters.theme)
    if seen.is_of_people:
        return most
    sentences = [_of_change(change), most, _of_least_content(figures)]
    part = words.percent(seen.shade.positive / seen.shade.total)
    positive = _("%(part)s of all comments are positive.") % {"part": part}
    return " ".join((*filter(None, sentences), positive))


def _of_change(change: Change | None) -> str:
    if change is None:
        return _("There is no change that we can be sure of.")
    return of_figure(change.figure, change.service.name if change.service else "")


def of_figure(figure: ThemeFigure, where: str = "") -> str:
    """How the share of a theme has changed, mostly in one service; for one that has."""
    assert figure.lately is not None
    assert figure.before is not None
    before, lately = points_apart(figure.before.estimate, figure.lately.estimate)
    told = {"theme": figure.theme.title, "before": before, "lately": lately, "service": where}
    if figure.lately.estimate > figure.before.estimate:
        rose = _("%(theme)s rose from %(before)s to %(lately)s of comments.")
        there = _(
            "%(theme)s rose from %(before)s to %(lately)s of comments, mostly in %(service)s."
        )
        return (there if where else rose) % told
    fell = _("%(theme)s fell from %(before)s to %(lately)s of comments.")
    there = _("%(theme)s fell from %(before)s to %(lately)s of comments, mostly in %(service)s.")
    return (there if where else fell) % told


def points_apart(before: float, after: float) -> tuple[str, str]:
    """Two shares in per cent, with a decimal where whole numbers would be the same.

    >>> points_apart(0.09, 0.14), points_apart(0.041, 0.044)
    (('9%', '14%'), ('4.1%', '4.4%'))
    """
    whole = words.percent(before), words.percent(after)
    return whole if whole[0] != whole[1] else (f"{before:.1%}", f"{after:.1%}")


def _of_most(figures: Sequence[ThemeFigure], asked: Theme | None) -> str:
    """The most frequent themes; of those who speak of the one that was asked for, the others."""
    others = [each for each in figures if each.theme != asked]
    if not others:
        return ""
    spoken = [
        f"{each.theme.title.lower()} ({words.percent(each.share.estimate)})" for each in others[:3]
    ]
    told = {"themes": words.listed(spoken)}
    if asked is None or len(others) == len(figures):
        return _("People speak most about %(themes)s.") % told
    told["theme"] = asked.title.lower()
    return _("Beside %(theme)s, people speak most about %(themes)s.") % told


def _of_least_content(figures: Sequence[ThemeFigure]) -> str:
    enough = [each for each in figures if each.count >= ENOUGH]
    worst = max(enough, key=lambda each: each.shade.negative / each.count, default=None)
    if worst is None or worst.shade.negative * 2 <= worst.count:
        return ""
    part = words.percent(worst.shade.negative / worst.count)
    return _("They are least content with %(theme)s: %(part)s of it is negative.") % {
        "theme": worst.theme.title.lower(),
        "part": part,
    }


def of_places(found: Map) -> str:
    """What surely stands out anywhere: up to two places, each with its theme."""
    spots = [
        (abs(spot.cell.share - _elsewhere(found, place, number)), place.service.name, theme, spot)
        for place in found.places
        if place.service is not None
        for number, (theme, spot) in enumerate(zip(found.themes, place.spots, strict=True))
        if spot.differs and spot.cell.share is not None
    ]
    if not spots:
        return _("No service differs from the others in a way that we can be sure of.")
    spots.sort(key=lambda each: -each[0])
    said = [_of_spot(name, theme, spot) for _apart, name, theme, spot in spots[:2]]
    return words.capitalised(f"{'; '.join(said)}.")


def _of_spot(service: str, theme: Theme, spot: Spot) -> str:
    told = {
        "theme": theme.title.lower(),
        "service": service,
        "share": words.percent(spot.cell.share),
    }
    if spot.differs > 0:
        return (
            _("%(theme)s is spoken of more often in %(service)s (%(share)s) than elsewhere") % told
        )
    return _("%(theme)s is spoken of less often in %(service)s (%(share)s) than elsewhere") % told


def _elsewhere(found: Map, here: Place, number: int) -> float:
    others = [place for place in found.places if place is not here]
    of = sum(place.shade.total for place in others)
    return sum(place.spots[number].cell.count for place in others) / of if of else 0.0


def of_groups(groups: Groups, seen: Overview) -> str:
    """The group that surely differs most from all others in how often it speaks of a theme, of what
    may be told."""
    told = [
        (group, theme, share(count, group.count), seen.figure_of(theme))
        for group in groups.groups
        for theme, count in zip(groups.themes, group.themes, strict=True)
        if group.count and count is not None
    ]
    level = level_of_each(len(told))
    found = []
    for group, theme, here, all_of_it in told:
        others = share(all_of_it.count - here.count, all_of_it.of - here.of, level=level)
        apart = difference(share(here.count, here.of, level=level), others)
        if apart.is_sure:
            found.append((abs(apart.estimate), group, theme, here, others))
    if not found:
        return _("No group differs from the others in a way that we can be sure of.")
    _apart, group, theme, here, others = max(found, key=lambda each: each[0])
    one, other = points_apart(here.estimate, others.estimate)
    return _(
        "%(theme)s: %(one)s of the comments of “%(group)s” speak of it, %(other)s of others’."
    ) % {"theme": theme.title, "one": one, "group": group.name, "other": other}


def of_pairs(pairs: Sequence[Pair]) -> str:
    """The first of the pairs."""
    if not pairs:
        return _("No two themes meet more often than chance would have it.")
    first = pairs[0]
    rarer, other = first.one, first.other
    if first.of_other < first.of_one:
        rarer, other = other, rarer
    return _("Of those who speak of %(theme)s, %(share)s speak of %(other)s too.") % {
        "theme": rarer.title.lower(),
        "share": words.percent(first.share),
        "other": other.title.lower(),
    }


def sides(one: Filters, other: Filters) -> tuple[str, str]:
    """What each side of a comparison is called: by the filters in which they differ."""

    def called(side: Filters, beside: Filters) -> str:
        theirs = {(chip.name, chip.value) for chip in beside.chips()}
        own = [chip for chip in side.chips() if (chip.name, chip.value) not in theirs]
        days = spans.in_words(span_of(side))
        is_dated = side.said_from or side.said_to
        rest = [chip.value for chip in own if chip.key not in ("from", "to")]
        dated = [days] if is_dated and span_of(side) != span_of(beside) else []
        return ", ".join((*rest, *dated)) or _("All")

    return called(one, other), called(other, one)


def of_comparison(found: Comparison) -> str:
    """What surely differs: up to two themes."""
    if found.overlap:
        return _("The two have comments in common, so no difference can be told for sure.")
    if not found.sure:
        return _("There is no difference that we can be sure of.")
    said = []
    for beside in found.sure[:2]:
        assert beside.one is not None
        assert beside.other is not None
        one, other = points_apart(beside.one.estimate, beside.other.estimate)
        told = {"theme": beside.theme.title, "one": one, "other": other}
        said.append(_("%(theme)s %(one)s against %(other)s") % told)
    return f"{words.listed(said)}."


def trace(
    contribution: Contribution, codings: Sequence[Coding], reading: Reading | None
) -> list[Step]:
    """Said, received, coded, checked or withdrawn: with the days on which it was."""
    channel = registry.name_of(contribution.channel)
    place = f", {contribution.service.name}" if contribution.service else ""
    steps = [
        Step(_("Said"), contribution.said_at, f"{channel}{place}"),
        Step(_("Received"), contribution.received_at, _("kept once, and screened for risk")),
    ]
    if reading is not None:
        themes = words.count(len(codings), "theme")
        if reading.is_unread and not codings:
            waits = _("not read: it waits for a translation")
            steps.append(Step(_("Looked at"), reading.read_at, waits))
        else:
            unknown = _("not known how it feels")
            felt = reading.get_sentiment_display() if reading.is_felt else unknown
            steps.append(Step(_("Coded"), reading.read_at, f"{themes}; {felt}"))
        if reading.checked_at and reading.checked_by:
            by = _("by %(name)s") % {"name": reading.checked_by.name}
            steps.append(Step(_("Checked"), reading.checked_at, by))
    if contribution.withdrawn_at:
        steps.append(Step(_("Withdrawn"), contribution.withdrawn_at, contribution.why_withdrawn))
    return steps
