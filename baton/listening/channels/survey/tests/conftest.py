# SPDX-License-Identifier: MIT
"""Soar Care Board asks people of the walk-in centre: a score, words, a postcode, who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from baton.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from baton.listening.channels.survey.definition import Definition
    from baton.listening.channels.survey.models import Place, Survey, Version
    from baton.people.models import Account, Organisation
    from baton.places.models import Service


@pytest.fixture(autouse=True)
def calm() -> None:
    """Nobody was counted by the brake before."""
    cache.clear()


@pytest.fixture
def board(db) -> Organisation:
    from baton.people import operations as people

    return people.create_organisation("Soar Care Board", "icb", by="test")


@pytest.fixture
def meena(board) -> Account:
    from baton.people import operations as people
    from baton.people.models import Account

    account = Account.objects.create_account("meena@example.org", "Meena", None)
    people.give_role(board, account, Role.ENGAGEMENT_LEAD, by="test")
    return account


@pytest.fixture
def hers(meena) -> Client:
    from django.test import Client

    browser = Client()
    browser.force_login(meena, backend="django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def centre(board) -> Service:
    from baton.places import operations as places

    return places.add_service(board, "Walk-in centre", kind="site", by="test")


@pytest.fixture
def asked() -> Definition:
    from baton.listening.channels.survey.definition import (
        FFT_WORDS,
        Choice,
        Definition,
        Question,
        ShowIf,
    )

    return Definition(
        questions=(
            Question("q1", "fft", {"en": FFT_WORDS}),
            Question("q2", "text", {"en": "What was good?"}, about="what_good"),
            Question(
                "q3",
                "text",
                {"en": "What could we do better?"},
                about="could_improve",
                show_if=ShowIf("q1", ("3", "4", "5")),
            ),
            Question(
                "q4",
                "many",
                {"en": "How did you come?"},
                choices=(Choice("bus", {"en": "By bus"}), Choice("foot", {"en": "On foot"})),
            ),
            Question("q5", "postcode", {"en": "What is your postcode?"}),
            Question("q6", "monitoring", {"en": "About you"}, asks=("age", "sex")),
        )
    )


@pytest.fixture
def survey(board, meena, centre, asked) -> Survey:
    from baton.listening.channels.survey.operations import editing

    return editing.begin(
        board, "How was the walk-in centre?", by=meena, draft=asked, service=centre
    )


@pytest.fixture
def published(survey, meena) -> Version:
    from baton.listening.channels.survey.operations import editing

    return editing.publish(survey, by=meena)


@pytest.fixture
def poster(survey, published) -> Place:
    return survey.places.get()


@pytest.fixture
def postcode(db) -> Callable[[], str]:
    """One that is known, in the small area E01000001."""
    from baton.places.areas.models import Area, Postcode

    def made() -> str:
        district = Area.objects.create(code="E06000016", kind="district", name="Leicester")
        small = Area.objects.create(code="E01000001", kind="small", within=district)
        Postcode.objects.create(code="LE1 6GE", area=small, longitude=-1.1, latitude=52.6)
        return "LE1 6GE"

    return made
