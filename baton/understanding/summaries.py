# SPDX-License-Identifier: MIT
"""Any view on one page for a team meeting: what its page and its Word document both say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from baton.core import clock
from baton.people.models import Organisation
from baton.ui import words
from baton.ui.wording import _, _lazy
from baton.understanding import quotes, readings
from baton.understanding.counting import layout, places, spans
from baton.understanding.counting.overview import Overview, ThemeFigure
from baton.understanding.counting.spans import Span
from baton.understanding.filters import SENTIMENTS, Filters
from baton.warehouse import engine

FOR_THE_TEAM = _lazy("For the team: people’s words are not for passing on")
#: So many themes have room.
THEMES = 8
#: Filters that the title and the line below it say by themselves.
_IN_THE_TITLE = {"theme", "service", "from", "to", "against"}


@dataclass(frozen=True, slots=True)
class Summary:
    """One page: its words and figures, in the order in which it shows them."""

    organisation: Organisation
    title: str
    #: Of when, of how many, by which other filters.
    about: list[str]
    as_at: datetime
    reading: str
    seen: Overview
    figures: list[ThemeFigure]
    months: list[layout.Month]
    quotes: list[quotes.Quote]
    #: What is not on the page, a sentence each.
    left_out: list[str]


def summary(seen: Overview, reader: engine.Reader, *, with_words: bool) -> Summary:
    """All that the page says; without anybody's words for whoever may not read them."""
    chosen = quotes.for_the_team(seen) if with_words else quotes.Chosen()
    specific = [each for each in seen.figures if each.theme.is_specific]
    return Summary(
        organisation=seen.asked.organisation,
        title=title(seen.asked.filters),
        about=about(seen),
        as_at=as_at(reader),
        reading=readings.of_overview(seen, places.where_most_changed(seen, reader)),
        seen=seen,
        figures=specific[:THEMES],
        months=layout.months(seen),
        quotes=chosen.quotes,
        left_out=[*_of_themes(seen), *_of_words(seen, chosen, with_words=with_words)],
    )


def as_at(reader: engine.Reader) -> datetime:
    """The moment of which the figures tell: now, unless something waits to be counted."""
    return reader.as_at if reader.is_behind and reader.as_at else clock.now()


def title(filters: Filters) -> str:
    """What it is about, and where."""
    named = [str(each) for each in (filters.theme, filters.service) if each]
    if not named:
        return _("What people say")
    return _("What people say: %(named)s") % {"named": ", ".join(named)}


def about(seen: Overview) -> list[str]:
    """When it was said, how many said it, and the filters that the title does not name."""
    filters = seen.asked.filters
    chips = [each for each in filters.chips() if each.key not in _IN_THE_TITLE]
    return [
        when(seen),
        words.count(int(seen.shade.total), "coded comment"),
        *(f"{each.name}: {each.value}" for each in chips),
    ]


def when(seen: Overview) -> str:
    """The days that are counted, in words; where no filter names them, the months of the oldest and
    of the newest comment."""
    if seen.span != spans.EVER or not seen.by_month:
        return words.capitalised(spans.in_words(seen.span))
    first, last = min(seen.by_month), max(seen.by_month)
    return spans.in_words(Span(spans.first_of(first), spans.first_of(last + 1)))


def _of_themes(seen: Overview) -> Iterator[str]:
    specific = [each for each in seen.figures if each.theme.is_specific]
    if len(specific) > THEMES:
        more = {"themes": words.count(len(specific) - THEMES, "theme")}
        yield _("%(themes)s of which people spoke less than of those in the table.") % more
    vague = [
        f"{each.theme.title.lower()}, {words.percent(each.share.estimate)}"
        for each in seen.figures
        if not each.theme.is_specific
    ]
    if vague:
        yield _("What names nothing in particular (%(themes)s).") % {"themes": "; ".join(vague)}
    if seen.uncoded:
        uncoded = {"comments": words.count(int(seen.uncoded), "comment")}
        yield _("%(comments)s not coded yet.") % uncoded


def _of_words(seen: Overview, chosen: quotes.Chosen, *, with_words: bool) -> Iterator[str]:
    filters = seen.asked.filters
    if not with_words:
        yield _("What people said in their own words: your role sees figures only.")
        return
    if filters.tree:
        yield _("The words of comments that other bodies share: only our own are quoted.")
    for feeling, number in chosen.seats.items():
        said = getattr(seen.shade, feeling)
        if said and not number:
            told = {"feeling": SENTIMENTS[feeling][0].lower()}
            yield (
                _("Words of those who were %(feeling)s: too few to be quoted in proportion.") % told
            )
    if chosen.missing():
        missing = sum(chosen.missing().values())
        yield _("%(quotes)s for which nothing fit to be shown was found among the newest.") % {
            "quotes": words.count(missing, "quote")
        }
