# SPDX-License-Identifier: MIT
"""What is said in each language now, and whether somebody who speaks it has approved that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from babel.messages.catalog import Catalog

from baton.people.speakers.models import Approval, Wording
from baton.ui import catalogues
from baton.ui.catalogues import Sentence
from baton.ui.languages import TRANSLATED, name_of
from baton.ui.speech import Known
from baton.ui.wording import _lazy

#: The pages that sentences stand on, by the folder that says them; the first that fits.
PAGES = (
    ("baton/ui/", _lazy("On every page")),
    ("baton/listening/channels/survey/", _lazy("Answering a survey")),
    ("baton/listening/channels/partner/", _lazy("A partner’s pages")),
    ("baton/listening/channels/event/", _lazy("Signing in at an event")),
    ("baton/programmes/activities/", _lazy("Signing up for an activity")),
    ("baton/listening/", _lazy("How we use what you tell us")),
    ("baton/people/templates/people/mail/", _lazy("In letters and texts")),
    ("", _lazy("When something is not there")),
)


def digest_of(english: str) -> str:
    """By which a sentence is named in an address."""
    return hashlib.sha256(english.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it is said now, and whether that was approved."""

    sentence: Sentence
    is_mended: bool
    is_approved: bool = False

    @property
    def digest(self) -> str:
        return digest_of(self.sentence.english)

    @property
    def seal(self) -> str:
        """Changes with the sentence or its translation."""
        parts = (self.sentence.english, self.sentence.of_many, *self.sentence.words)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def page(self) -> str:
        source = self.sentence.sources[0] if self.sentence.sources else ""
        return next(name for folder, name in PAGES if source.startswith(folder))


@dataclass(frozen=True, slots=True)
class Language:
    """One language: what it says, and the last approval of that."""

    code: str
    said: Sequence[Said]
    approval: Approval | None

    @property
    def name(self) -> str:
        return name_of(self.code)

    @property
    def changed(self) -> int:
        """How many sentences nobody has approved as they stand now."""
        return sum(1 for each in self.said if not each.is_approved)

    @property
    def mended(self) -> int:
        return sum(1 for each in self.said if each.is_mended)

    @property
    def is_approved(self) -> bool:
        return self.approval is not None and not self.changed

    @property
    def pages(self) -> list[tuple[str, list[Said]]]:
        """The sentences by the page that says them."""
        order = [name for _, name in PAGES]
        ordered = sorted(self.said, key=lambda each: order.index(each.page))
        return [(page, list(said)) for page, said in groupby(ordered, key=lambda each: each.page)]

    def find(self, digest: str) -> Said | None:
        return next((each for each in self.said if each.digest == digest), None)


def language(code: str) -> Language:
    mended = _mended(code)
    approval = Approval.objects.filter(language=code).select_related("organisation", "recorded_by")
    newest = approval.order_by("-at", "-pk").first()
    approved = set(newest.digests) if newest else set()
    said = []
    for each in catalogues.sentences(code):
        words = mended.get(each.english)
        now = Said(replace(each, words=words) if words else each, is_mended=bool(words))
        said.append(replace(now, is_approved=now.seal in approved))
    return Language(code, said, newest)


def languages() -> list[Language]:
    return [language(each) for each in TRANSLATED]


def _mended(code: str) -> dict[str, tuple[str, ...]]:
    found = Wording.objects.filter(language=code).values_list("english", "words")
    return {english: tuple(words) for english, words in found}


def known(code: str) -> Known:
    """What a public page asks: what was mended, and whether all is approved. Staff may work in a
    language that no public page speaks: of that nothing is."""
    if code not in TRANSLATED:
        return Known()
    found = language(code)
    mended = {each.sentence.english: each.sentence.words for each in found.said if each.is_mended}
    return Known(mended, found.is_approved)


def taken_home(code: str) -> Catalog:
    """The catalogue with what was mended in it."""
    catalogue = catalogues.read(code)
    for english, words in _mended(code).items():
        message = catalogue.get(english)
        if message is not None:
            message.string = words if message.pluralizable else words[0]
    return catalogue
