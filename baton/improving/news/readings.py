# SPDX-License-Identifier: MIT
"""Sentences of the public page, and of the page on which it is written."""

from __future__ import annotations

from typing import Any

from baton.improving.decisions.models import Action
from baton.improving.news import queries
from baton.improving.news.models import Published
from baton.improving.news.queries import Page
from baton.programmes.models import Programme
from baton.ui import speech
from baton.ui.languages import ENGLISH
from baton.ui.speech import gettext, ngettext, noop
from baton.ui.wording import _, _many
from baton.ui.words import capitalised, count, listed

#: Fewer are not told: who knows the place would know who they are.
FEWEST = 5
_IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

#: How an action stands, as everybody reads it.
STATES = {
    Action.State.TO_DO: noop("To be done"),
    Action.State.DOING: noop("Being done"),
    Action.State.DONE: noop("Done"),
    Action.State.NOT_DOING: noop("We will not do this"),
    Action.State.NOT_FIXED: noop("Done, but not put right yet"),
}


def times(number: int) -> str:
    """How often something was said, never so that few could be told apart.

    >>> times(3), times(68), times(5)
    ('Few people said so. It counts all the same.', 'Said to us 65 times or more.', \
'Said to us 5 times or more.')
    """
    if number < FEWEST:
        return gettext("Few people said so. It counts all the same.")
    # Down to a multiple of five, so that two readings do not tell who was added between them.
    told = number - number % FEWEST
    said = ngettext("Said to us %(num)s times or more.", "Said to us %(num)s times or more.", told)
    return said % {"num": speech.number(told)}


def _in_words(number: int) -> str:
    is_word = speech.speaking() == ENGLISH and number < len(_IN_WORDS)
    return _IN_WORDS[number] if is_word else speech.number(number)


def of_page(page: Page) -> str:
    """What has come of it, in a sentence; it counts what is told, and nothing else."""
    parts = []
    if page.heard:
        heard = len(page.heard)
        said = ngettext("we heard %(num)s thing", "we heard %(num)s things", heard)
        parts.append(said % {"num": _in_words(heard)})
    if page.decided:
        decided = len(page.decided)
        said = ngettext("%(num)s thing was decided", "%(num)s things were decided", decided)
        parts.append(said % {"num": _in_words(decided)})
    if page.done:
        done = len(page.done)
        said = ngettext("%(num)s thing was done", "%(num)s things were done", done)
        parts.append(said % {"num": _in_words(done)})
    return gettext("So far %(parts)s.") % {"parts": listed(parts)} if parts else ""


def shown(published: Published) -> dict[str, Any]:
    """All that the public page is made of."""
    programme = published.programme
    page = queries.page(programme)
    return {
        "programme": programme,
        "published": published,
        "host": programme.organisation,
        "page": page,
        "reading": of_page(page),
        "times": times,
        "states": {state: gettext(words) for state, words in STATES.items()},
    }


def of_editor(programme: Programme) -> str:
    """What everybody sees of it now, and what is not told."""
    published = queries.published(programme)
    if published is None:
        first = _("Nobody outside can read this page yet.")
    else:
        readers = queries.subscribed(programme)
        first = _many(
            "Everybody can read this page; %(n)s person gets its news by e-mail.",
            "Everybody can read this page; %(n)s people get its news by e-mail.",
            readers,
        ) % {"n": speech.number(readers)}
    untold = _untold(programme)
    if not untold:
        return first
    rest = _("%(things)s not told on it.") % {"things": capitalised(listed(untold))}
    return f"{first} {rest}"


def _untold(programme: Programme) -> list[str]:
    """How much of what there is stands on no public page."""
    concluded = queries.findings(programme).filter(concluded_at__isnull=False)
    told = []
    if findings := concluded.filter(told="").count():
        told.append(count(findings, "finding"))
    if decisions := queries.decisions(programme).filter(told="").count():
        told.append(count(decisions, "decision"))
    if actions := queries.actions(programme).filter(told="").count():
        told.append(count(actions, "action"))
    return told
