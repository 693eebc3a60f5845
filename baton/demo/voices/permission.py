# SPDX-License-Identifier: MIT
"""What the people of the demonstration allow to be done with what they said."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import get_args

from baton.demo.voices.people import Persona
from baton.listening.heard import ContactWay, LawfulBasis, Permission, ShareWith

#: The privacy notices, by the day from which people read them. Before the first there was none
#: that asked, so the cautious answers stand.
NOTICES: tuple[tuple[date, str], ...] = (
    (date(2025, 4, 1), "2025-04"),
    (date(2026, 1, 12), "2026-01"),
)

_WAYS: dict[ContactWay, float] = {"no": 77, "email": 10, "sms": 6, "phone": 4, "post": 3}
_SHARES: dict[ShareWith, float] = {"organisation": 50, "partners": 24, "public": 18, "nobody": 8}
_FORMATS = {"": 80, "large print": 6, "Easy Read": 7, "audio": 3, "BSL video": 2}
_TONGUES = {"gu": "Gujarati", "pa": "Punjabi", "pl": "Polish", "ur": "Urdu", "bn": "Bengali"}


def notice_on(day: date) -> str:
    """The version of the privacy notice that a person had before them on a day, or ""."""
    return next((version for since, version in reversed(NOTICES) if day >= since), "")


def permission(rng: Random, person: Persona, day: date) -> Permission:
    """One person's four answers on a day."""
    notice = notice_on(day)
    if not notice:
        return Permission()
    way = rng.choices(get_args(ContactWay), [_WAYS[way] for way in get_args(ContactWay)])[0]
    share = rng.choices(get_args(ShareWith), [_SHARES[share] for share in get_args(ShareWith)])[0]
    basis: LawfulBasis = "consent" if rng.random() < 0.1 else "public_task"
    wanted = ""
    if way != "no":
        own = _TONGUES.get(person.language.split("-")[0], "")
        often = person.age in ("75-84", "85+") and rng.random() < 0.3
        some = rng.choices(list(_FORMATS), list(_FORMATS.values()))[0]
        wanted = own or ("large print" if often else some)
    return Permission(
        lawful_basis=basis,
        may_quote=rng.random() < (0.9 if share == "public" else 0.66),
        may_contact=way,
        contact_format=wanted,
        may_share=share,
        notice_version=notice,
    )
