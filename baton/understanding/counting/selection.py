# SPDX-License-Identifier: MIT
"""Which comments are counted: the filters, said of the columnar copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from baton.people.models import Organisation
from baton.places import queries as places
from baton.understanding import queries, stated
from baton.understanding.counting.spans import EVER, Span, month_of
from baton.understanding.filters import COMPLEX, FEELINGS, Filters
from baton.understanding.models import Theme
from baton.warehouse import engine
from baton.warehouse.offers import BITS
from baton.warehouse.shapes import Blanks

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: A theme, or some, as bits: those of the lower places, and of the higher.
Bits = tuple[int, int]
#: Some themes: bodies, and the bits that these themes are in their codebook.
Spoken = tuple[tuple[tuple[int, ...], Bits], ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Some comments of the copy. Equal selections ask the same of it."""

    #: Whose comments; of those that are not the asker's `own`, only what people allowed to share.
    bodies: tuple[int, ...]
    own: int
    span: Span = EVER
    #: Whoever speaks of one of some themes, and of one of some others, and so on.
    themes: tuple[Spoken, ...] = ()
    #: The same by the keys of themes and categories, where these say all of it.
    beside: tuple[int, ...] = ()
    services: tuple[int, ...] | None = None
    feeling: int | None = None
    channel: str = ""
    score: int | None = None
    question: int | None = None
    language: str = ""
    way: int | None = None
    may_be_quoted: bool = False
    is_unsure: bool = False
    is_long: bool = False
    is_unread: bool = False
    #: Only those in the table "said", or by people in the table "they".
    by_words: bool = False
    by_people: bool = False

    @property
    def is_of_many(self) -> bool:
        """Whether it is of several bodies, each with a codebook of its own."""
        return len(self.bodies) > 1

    @property
    def when(self) -> engine.When:
        """The months that matter."""
        return when(self.span)

    def shaped(self, blanks: Blanks) -> Selection:
        """The same with a blank for each value."""
        bodies = {body: blanks.whole(body) for body in dict.fromkeys((self.own, *self.bodies))}
        return replace(
            self,
            bodies=tuple(bodies[body] for body in self.bodies),
            own=bodies[self.own],
            span=self.span.shaped(blanks),
            themes=tuple(
                tuple(
                    (
                        tuple(bodies[body] for body in some),
                        # Of nothing there is nothing to ask.
                        (low and blanks.whole(low), high and blanks.whole(high)),
                    )
                    for some, (low, high) in each
                )
                for each in self.themes
            ),
            beside=tuple(map(blanks.whole, self.beside)),
            services=None if self.services is None else tuple(map(blanks.whole, self.services)),
            feeling=None if self.feeling is None else blanks.whole(self.feeling),
            channel=self.channel and blanks.text(self.channel),
            score=None if self.score is None else blanks.whole(self.score),
            question=None if self.question is None else blanks.whole(self.question),
            language=self.language and blanks.text(self.language),
        )

    def of(self, told: ir.Table) -> ir.Table:
        """Only these, of all that was told."""
        kept = [told.organisation.isin(self.bodies), *_within(told, self.span)]
        if any(body != self.own for body in self.bodies):
            kept.append((told.organisation == self.own) | told.is_shared)
        plain = {
            "feeling": self.feeling,
            "channel": self.channel or None,
            "score": self.score,
            "question": self.question,
            "language": self.language or None,
            "way": self.way,
        }
        kept += [told[name] == value for name, value in plain.items() if value is not None]
        if self.services is not None:
            kept.append(told.service.isin(self.services))
        if self.may_be_quoted:
            kept.append(told.may_quote)
        if self.is_unsure:
            kept.append(told.is_unsure & ~told.is_checked)
        if self.is_unread:
            kept.append(told.is_unread)
        if self.is_long:
            kept.append(told.is_long | (told.themes_number >= COMPLEX))
        if self.beside and "beside" in told.columns:
            kept.append(told.beside.isin(self.beside))
        else:
            kept += [_speaks_of(told, each) for each in self.themes]
        told = told.filter(*kept)
        for asked, name, column in (
            (self.by_words, "said", "contribution"),
            (self.by_people, "they", "stated"),
        ):
            if asked:
                chosen = engine.table(name, "number")
                told = told.semi_join(chosen, told[column] == chosen.number)
        return told


def when(span: Span, *others: Span) -> engine.When:
    """The months in which a span lies, and those that it or one of some others cuts."""
    days = [day for each in (span, *others) for day in each if day is not None and day.day != 1]
    return engine.When(
        month_of(span.since) if span.since else None,
        month_of(span.until - timedelta(days=1)) if span.until else None,
        tuple(sorted(set(map(month_of, days)))),
    )


def _within(told: ir.Table, span: Span) -> Iterable[ir.BooleanValue]:
    if span.is_whole_months:
        if span.since:
            yield told.month >= month_of(span.since)
        if span.until:
            yield told.month < month_of(span.until)
        return
    if span.since:
        yield told.day >= span.since
    if span.until:
        yield told.day < span.until


def _speaks_of(told: ir.Table, themes: Spoken) -> ir.BooleanValue:
    import ibis

    spoken = []
    for bodies, (low, high) in themes:
        has = [(told.themes_low & low) != 0] if low else []
        has += [(told.themes_high & high) != 0] if high else []
        if has:
            spoken.append(told.organisation.isin(bodies) & ibis.or_(*has))
    return ibis.or_(*spoken)


class Asked:
    """What a person asks to see counted: the selection, the tables that it needs, and the themes of
    every body in it."""

    def __init__(self, organisation: Organisation, filters: Filters) -> None:
        self.organisation = organisation
        self.filters = filters
        self.bodies = _bodies(organisation, filters)
        service = filters.service
        self.selection = Selection(
            bodies=tuple(body.pk for body in self.bodies),
            own=organisation.pk,
            span=span_of(filters),
            themes=tuple(map(self._speaking_of, filter(None, (filters.theme, filters.also)))),
            beside=self._keys_of(filters.theme) if filters.theme and not filters.also else (),
            services=tuple(places.within([service]).order_by("pk").values_list("pk", flat=True))
            if service
            else None,
            feeling=FEELINGS.get(filters.sentiment),
            channel=filters.channel,
            score=int(filters.score) if filters.score else None,
            question=filters.question.pk if filters.question else None,
            language=filters.language,
            way=int(filters.way) if filters.way else None,
            may_be_quoted=filters.quote,
            is_unsure=filters.unsure,
            is_long=filters.long,
            is_unread=filters.untranslated,
            by_words=bool(filters.q),
            by_people=filters.who is not None,
        )

    @cached_property
    def themes(self) -> dict[int, Theme]:
        """Every theme of a body's codebook, by its key: the asker's own theme of the same name."""
        own = {each.slug: each for each in self.codebook}
        return {key: own[slug] for key, slug, _, _ in self._every_theme if slug in own}

    @cached_property
    def positions(self) -> engine.Table:
        """What bits a theme is in a body's codebook, with the asker's own theme of that name."""
        rows = [
            (body, *bits_of(position), self.themes[key].pk)
            for key, _, position, body in self._every_theme
            if key in self.themes
        ]
        columns = zip(*rows, strict=True) if rows else ((), (), (), ())
        return dict(zip(("body", "low", "high", "theme"), columns, strict=True))

    @cached_property
    def codebook(self) -> list[Theme]:
        """The asker's own themes and categories, in their order."""
        found = queries.codebook_of(self.organisation)
        return list(found.themes.select_related("parent")) if found else []

    @cached_property
    def _every_theme(self) -> list[tuple[int, str, int, int]]:
        rows = Theme.objects.filter(
            codebook__organisation__in=self.bodies, codebook__retired_at=None
        )
        return list(rows.values_list("pk", "slug", "position", "codebook__organisation"))

    def _keys_of(self, theme: Theme) -> tuple[int, ...]:
        """A theme's or category's keys in the codebooks of all bodies; none where another body's
        category holds other themes than ours."""
        rows = Theme.objects.filter(
            codebook__organisation__in=self.bodies, codebook__retired_at=None
        )
        if theme.parent_id is None and len(self.bodies) > 1:
            within = rows.filter(parent__slug=theme.slug).values_list("codebook", "slug")
            ours = set(theme.children.values_list("slug", flat=True))
            theirs = rows.filter(slug__in=ours).values_list("codebook", "slug")
            if set(within) != set(theirs):
                return ()
        return tuple(rows.filter(slug=theme.slug).order_by("pk").values_list("pk", flat=True))

    def _speaking_of(self, theme: Theme) -> Spoken:
        slugs = {theme.slug, *theme.children.values_list("slug", flat=True)}
        of_body: dict[int, Bits] = {body.pk: (0, 0) for body in self.bodies}
        for _, slug, position, body in self._every_theme:
            if slug in slugs:
                low, high = of_body[body]
                at = bits_of(position)
                of_body[body] = (low | at[0], high | at[1])
        alike: dict[Bits, list[int]] = {}
        for body, bits in of_body.items():
            alike.setdefault(bits, []).append(body)
        return tuple((tuple(bodies), bits) for bits, bodies in alike.items())

    @cached_property
    def tables(self) -> dict[str, engine.Table]:
        """What the selection joins."""
        tables: dict[str, engine.Table] = {}
        if self.selection.is_of_many:
            own = [theme.pk for theme in self.themes.values()]
            tables["own"] = {"number": list(self.themes), "theme": own}
        if self.selection.by_words:
            tables["said"] = {"number": queries.saying(self.bodies, self.filters.q)}
        if self.filters.who is not None:
            name, value = self.filters.who
            keys = stated.keys(self.bodies, name)
            tables["they"] = {"number": [key for key, said in keys.items() if said == value]}
        return tables

    def within(self, span: Span) -> Selection:
        """The same selection of other days."""
        return replace(self.selection, span=span)


def bits_of(position: int) -> Bits:
    """A theme's place in its codebook as bits.

    >>> bits_of(2), bits_of(63)
    ((4, 0), (0, 1))
    """
    return (1 << position, 0) if position < BITS else (0, 1 << (position - BITS))


def span_of(filters: Filters) -> Span:
    """The days that the filters ask for."""
    until = filters.said_to
    return Span(
        filters.said_from, type(until).fromordinal(until.toordinal() + 1) if until else None
    )


def _bodies(organisation: Organisation, filters: Filters) -> list[Organisation]:
    if filters.body is not None:
        return [filters.body]
    return [organisation, *(queries.sharers_of_words(organisation) if filters.tree else ())]
