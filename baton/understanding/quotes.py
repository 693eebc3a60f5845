# SPDX-License-Identifier: MIT
"""Which comments stand for many on one page: chosen by rule, so that nobody picks them.

Why this is fair. As many of each feeling are quoted as its share of all that was said; a feeling of
a tenth or more always has one. The first comment of a feeling speaks of what most who feel so speak
of, the second of what comes next, and so on; of these one from a service that was not quoted yet.
Nobody is quoted twice, nor the same words, and nothing that others put into words of theirs. What
is left to decide is drawn by lot, and the lot is the same for whoever opens the same view on the
same day.

It looks at the newest some hundred of each feeling, so that it costs the same at a million.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from baton.core import clock
from baton.listening.models import Contribution
from baton.ui import words
from baton.ui.wording import _, _lazy
from baton.understanding import marks, queries, reviews, sources, telling
from baton.understanding.counting.overview import Overview, Shade
from baton.understanding.filters import FEELINGS, SENTIMENTS
from baton.understanding.models import Coding, Theme

#: So many on a page.
MOST = 6
#: The newest so many of each feeling are looked at.
NEWEST = 150
#: A feeling of this share or more is always heard.
HEARD = 0.10
#: Letters of a quote; a longer comment is shown in part. Six of this length fill a sheet.
LONGEST = 280
#: Beside the words of who did not allow to be quoted.
NOT_FOR_OUTSIDE = _lazy("not for outside")


@dataclass(frozen=True, slots=True)
class Quote:
    """What one person said, or a part of it, and what it stands for."""

    contribution: Contribution
    #: "positive", "neutral" or "negative".
    feeling: str
    #: What it was chosen for; None where nothing specific was found in it.
    theme: Theme | None
    text: str
    #: The same in English, where they spoke another language and it was translated.
    translation: str = ""

    @property
    def feels(self) -> str:
        return str(SENTIMENTS[self.feeling][0])

    @property
    def place(self) -> str:
        service = self.contribution.service
        return service.name if service else ""

    @property
    def month(self) -> str:
        """Never the day: together with the place it may tell who spoke."""
        if self.contribution.said_precision == Contribution.Precision.UNKNOWN:
            return ""
        return words.month(words.local(self.contribution.said_at))

    @property
    def language(self) -> str:
        """A language other than English, by its code."""
        reading = getattr(self.contribution, "reading", None)
        return reading.language if reading and reading.language != "en" else ""

    @property
    def translated(self) -> str:
        """How its translation is marked."""
        if not self.translation:
            return ""
        return _("Translation, %(by_whom)s") % {"by_whom": self.contribution.translation.by_whom}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The quotes, and for how many of each feeling there was room."""

    quotes: list[Quote] = field(default_factory=list)
    seats: dict[str, int] = field(default_factory=dict)

    def missing(self) -> dict[str, int]:
        """How many of each feeling could not be quoted, where some are missing."""
        quoted = Counter(each.feeling for each in self.quotes)
        return {
            feeling: seats - quoted[feeling]
            for feeling, seats in self.seats.items()
            if seats > quoted[feeling]
        }


def seats(shade: Shade, most: int = MOST) -> dict[str, int]:
    """How many of each feeling are quoted, by the largest remainder.

    >>> seats(Shade(positive=70, neutral=5, negative=25))
    {'positive': 4, 'neutral': 0, 'negative': 2}
    >>> seats(Shade(positive=88, neutral=1, negative=11))
    {'positive': 5, 'neutral': 0, 'negative': 1}
    >>> seats(Shade(positive=80, neutral=10, negative=10), most=3)
    {'positive': 1, 'neutral': 1, 'negative': 1}
    """
    told = {feeling: int(getattr(shade, feeling)) for feeling in FEELINGS}
    of = sum(told.values())
    most = min(most, of)
    if not most:
        return dict.fromkeys(told, 0)
    given = {feeling: most * number // of for feeling, number in told.items()}
    by_rest = sorted(told, key=lambda feeling: -(most * told[feeling] % of))
    for feeling in by_rest[: most - sum(given.values())]:
        given[feeling] += 1
    for feeling, number in told.items():
        if not given[feeling] and number >= HEARD * of:
            richest = max(given, key=lambda each: given[each])
            if given[richest] > 1:
                given[richest] -= 1
                given[feeling] = 1
    return given


def for_the_team(seen: Overview, most: int = MOST) -> Chosen:
    """What a team reads: of the organisation's own comments, or of those of the body asked for.

    Nothing where the view asks who people are, which never stands beside their words.
    """
    filters, organisation = seen.asked.filters, seen.asked.organisation
    if filters.who is not None:
        return Chosen()
    # Of a whole tree only our own are quoted: others allowed us to read, not to pass on.
    beside = replace(filters.beside_words(), tree=False)

    def newest(feeling: str) -> list[int]:
        if beside.sentiment not in ("", feeling):
            return []
        plan = queries.plan(organisation, replace(beside, sentiment=feeling))
        return [key for _, key in plan.newest(NEWEST)]

    return _chosen(seen, newest, most)


def for_outside(seen: Overview, most: int) -> Chosen:
    """What may be read by everybody: allowed by the person, and looked at by another.

    No feeling has more than its share: where too few of one may be shown, its places stay empty.
    """
    organisation, filters = seen.asked.organisation, seen.asked.filters

    def newest(feeling: str) -> list[int]:
        shown = reviews.shown_of(organisation, replace(filters, sentiment=feeling))
        return list(shown.order_by("-said_at", "-pk").values_list("pk", flat=True)[:NEWEST])

    return _chosen(seen, newest, most)


def _chosen(seen: Overview, newest: Callable[[str], list[int]], most: int) -> Chosen:
    """`newest` gives the keys of the newest of a feeling."""
    given = seats(seen.shade, most)
    draw = _Draw(seen, f"{clock.today()} {seen.asked.organisation.pk} {seen.asked.filters.query()}")
    drawn = [
        (feeling, *each)
        for feeling, number in given.items()
        if number
        for each in draw.some(_candidates(newest(feeling)), feeling, number)
    ]
    numbers = [candidate.number for _, candidate, _ in drawn]
    rows = queries.with_codings(Contribution.objects.filter(pk__in=numbers)).in_bulk()
    # Somebody may have taken theirs back in this moment.
    quoted = [
        _quote(rows[each.number], feeling, theme)
        for feeling, each, theme in drawn
        if each.number in rows
    ]
    return Chosen(quoted, given)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What is asked of a comment before it is chosen."""

    number: int
    words: str
    respondent: str
    service: int | None
    given: Sequence[telling.Given]


def _candidates(keys: Sequence[int]) -> list[_Candidate]:
    own = Contribution.objects.filter(pk__in=keys).in_their_own_words()
    rows = reviews.fit_to_be_shown(own)
    themes = telling.given_to(keys)
    return [
        _Candidate(*each, themes.get(each[0], ()))
        for each in rows.order_by("pk").values_list("pk", "words", "respondent", "service")
    ]


class _Stands(NamedTuple):
    """How well a comment would stand for others: the lowest is taken."""

    says_little: bool
    theme: int
    reach: int
    times_quoted_there: int
    who: int
    themes: int
    lot: str


class _Draw:
    """Chooses one after the other; knows whom and what it chose before."""

    def __init__(self, seen: Overview, seed: str) -> None:
        self._seen, self._seed = seen, seed
        self._people: set[str] = set()
        self._words: set[str] = set()
        self._services: Counter[int | None] = Counter()

    def some(
        self, there: Sequence[_Candidate], feeling: str, number: int
    ) -> Iterator[tuple[_Candidate, str]]:
        """So many of these, if there are so many of different people and words; each with the slug
        of the theme that it was chosen for, or nothing."""
        wanted = self._themes(feeling)
        for _seat in range(number):
            free = [each for each in there if self._is_free(each)]
            if not free:
                return
            best = min(free, key=lambda each: self._stands(each, wanted))
            theme = _about(best, wanted)
            self._people.add(best.respondent)
            self._words.add(_bare(best.words))
            self._services[best.service] += 1
            wanted = [slug for slug in wanted if slug != theme]
            yield best, theme

    def _themes(self, feeling: str) -> list[str]:
        """What most who feel so speak of, by slug; where a theme is asked for, of that alone."""
        asked = self._seen.asked.filters.theme
        told = [
            (getattr(each.shade, feeling), each.theme.slug)
            for each in self._seen.figures
            if each.theme.is_specific
            and (asked is None or asked.pk in (each.theme.pk, each.theme.parent_id))
        ]
        return [slug for number, slug in sorted(told, key=lambda each: -each[0]) if number]

    def _is_free(self, each: _Candidate) -> bool:
        is_new = not each.respondent or each.respondent not in self._people
        return is_new and _bare(each.words) not in self._words

    def _stands(self, each: _Candidate, wanted: Sequence[str]) -> _Stands:
        theme = _about(each, wanted)
        who, reach, themes, _ = telling.rank(len(each.words), each.given, theme)
        return _Stands(
            says_little=reach == 2,
            theme=wanted.index(theme) if theme else len(wanted),
            reach=reach,
            times_quoted_there=self._services[each.service],
            who=who,
            themes=themes,
            lot=hashlib.blake2b(f"{self._seed} {each.number}".encode(), digest_size=8).hexdigest(),
        )


def _about(candidate: _Candidate, wanted: Sequence[str]) -> str:
    """The first wanted theme that it speaks of, or nothing."""
    spoken = {each.slug for each in candidate.given}
    return next((slug for slug in wanted if slug in spoken), "")


def _quote(contribution: Contribution, feeling: str, slug: str) -> Quote:
    codings: list[Coding] = contribution.counted_codings  # type: ignore[attr-defined]
    coding = next((each for each in codings if each.theme.slug == slug), None)
    span = (coding.start, coding.end) if coding else (0, 0)
    inside = bool(coding and coding.in_translation)
    text = marks.excerpt(contribution.words, *((0, 0) if inside else span), most=LONGEST)
    words = sources.translated(contribution)
    translation = marks.excerpt(words, *(span if inside else (0, 0)), most=LONGEST)
    return Quote(contribution, feeling, coding.theme if coding else None, text, translation)


def _bare(text: str) -> str:
    """Words without capitals, spaces and signs: what two people said alike."""
    return "".join(each for each in text.casefold() if each.isalnum())
