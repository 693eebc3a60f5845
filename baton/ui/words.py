# SPDX-License-Identifier: MIT
"""How figures, days and lists are written on screens; on public pages, in the page's language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.utils import timezone

from baton.core import clock
from baton.ui import speech
from baton.ui.languages import ENGLISH
from baton.ui.speech import gettext, ngettext, speaking
from baton.ui.wording import _


def number(value: int | float) -> str:
    """With commas: 12,345.

    >>> number(12345)
    '12,345'
    """
    return speech.number(value)


def count(value: int, one: str, many: str = "") -> str:
    """A number with its noun, whose forms are marked for translation by standing here.

    >>> count(1, "comment"), count(2, "comment"), count(0, "reply", "replies")
    ('1 comment', '2 comments', '0 replies')
    """
    return f"{number(value)} {ngettext(one, many or one + 's', value)}"


def percent(share: float | None) -> str:
    """A share from 0 to 1 as whole per cent; never "0%" for something that was said.

    >>> percent(0.136), percent(0.005), percent(0.0)
    ('14%', 'under 1%', '0%')
    """
    if share is None:
        return "–"
    rounded = f"{share * 100:.0f}%"
    return _("under 1%") if share > 0 and rounded == "0%" else rounded


def points(difference: float) -> str:
    """A difference of two shares, in points of per cent, with its sign.

    >>> points(0.049), points(-0.0173), points(0.0001)
    ('+4.9', '−1.7', '0.0')
    """
    rounded = round(difference * 100, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):.1f}"


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def day(value: date | datetime) -> str:
    """19 February 2026."""
    value = local(value).date() if isinstance(value, datetime) else value
    if (language := speaking()) != ENGLISH:
        return format_date(value, "long", locale=language)
    return f"{value.day} {value:%B %Y}"


def month(value: date | datetime, *, with_year: bool = True) -> str:
    """February 2026; or the month alone."""
    if (language := speaking()) != ENGLISH:
        return format_skeleton("yMMMM" if with_year else "MMMM", value, locale=language)
    return f"{value:%B %Y}" if with_year else f"{value:%B}"


def short_day(value: date | datetime) -> str:
    """19 Feb, with the year when it is not this one."""
    value = local(value).date() if isinstance(value, datetime) else value
    year = "" if value.year == clock.today().year else f" {value:%Y}"
    return f"{value.day} {value:%b}{year}"


def long_day(value: date | datetime) -> str:
    """Thursday 19 February 2026."""
    value = local(value).date() if isinstance(value, datetime) else value
    if (language := speaking()) != ENGLISH:
        return format_date(value, "full", locale=language)
    return f"{value:%A} {day(value)}"


def moment(value: datetime) -> str:
    """19 February 2026 at 08:42."""
    told = {"day": day(value), "time": f"{local(value):%H:%M}"}
    return gettext("%(day)s at %(time)s") % told


def duration(seconds: int) -> str:
    """About how long, in words.

    >>> duration(40), duration(100), duration(7200)
    ('about 40 seconds', 'about 2 minutes', 'about 2 hours')
    """
    if seconds < 60:
        told = count(max(seconds, 1), "second")
    elif seconds < 5400:
        told = count(round(seconds / 60), "minute")
    else:
        told = count(round(seconds / 3600), "hour")
    return _("about %(time)s") % {"time": told}


def listed(parts: Sequence[str]) -> str:
    """One, two and three.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    said = [str(part) for part in parts]
    if len(said) < 2:
        return "".join(said)
    if (language := speaking()) != ENGLISH:
        return format_list(said, locale=language)
    return f"{', '.join(said[:-1])} and {said[-1]}"


def one_of(parts: Sequence[str]) -> str:
    """One, two or three.

    >>> one_of(["one", "two", "three"])
    'one, two or three'
    """
    return format_list(parts, style="or", locale=speaking().replace("en", "en_GB"))


def capitalised(text: str) -> str:
    """With a capital, and the rest as it is.

    >>> capitalised("since March")
    'Since March'
    """
    return text[:1].upper() + text[1:]


FILTERS = {
    function.__name__: function
    for function in (
        number,
        count,
        percent,
        points,
        day,
        short_day,
        long_day,
        moment,
        duration,
        listed,
    )
}
