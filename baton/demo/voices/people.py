# SPDX-License-Identifier: MIT
"""The people who speak in the demonstration: who they are, where they live, how they write.

Proportions are plausible, not measured; men under 35, people with little English and the rural
east are heard less often than they live here, so that a reader has somebody missing to find.
Values are those of the equality monitoring list that Baton ships; a question left unanswered has
no entry, which is not the same as "Prefer not to say".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from baton.demo.voices.areas import AREAS, VOICES_BY_DISTRICT, Area
from baton.demo.voices.speech import Voice
from baton.demo.voices.telling import MIDDLE, OLD, YOUNG_ADULT

NO_ANSWER = "Prefer not to say"
BRITISH = "English, Welsh, Scottish, Northern Irish or British"

#: (age band, women's weight, men's weight)
_AGES = (
    ("16-17", 1.0, 0.5),
    ("18-24", 5.0, 1.2),
    ("25-34", 10.0, 2.2),
    ("35-44", 9.5, 4.5),
    ("45-54", 9.0, 5.5),
    ("55-64", 10.0, 8.0),
    ("65-74", 9.5, 9.0),
    ("75-84", 6.5, 6.0),
    ("85+", 2.4, 1.6),
)
_AGES_OF = {
    "maternity": ("18-24", "25-34", "35-44"),
    "children": ("18-24", "25-34", "35-44"),
    "young": ("16-17", "35-44", "45-54"),
    "older": ("45-54", "55-64", "75-84", "85+"),
    "eye": ("55-64", "65-74", "75-84", "85+"),
    "nursing": ("55-64", "65-74", "75-84", "85+"),
    "transport": ("55-64", "65-74", "75-84", "85+"),
    "mental": ("18-24", "25-34", "35-44", "45-54", "55-64"),
    "mhward": ("18-24", "25-34", "35-44", "45-54"),
}
_ASIAN = (("Indian", 74), ("Pakistani", 11), ("Bangladeshi", 5), ("Chinese", 2),
          ("Any other Asian background", 8))  # fmt: skip
_NOT_ASIAN_CITY = (
    (BRITISH, 62), ("Any other White background", 13), ("Irish", 1.5), ("Roma", 0.5),
    ("Gypsy or Irish Traveller", 0.4), ("African", 8), ("Caribbean", 3.5),
    ("Any other Black, Black British or Caribbean background", 1.2), ("Arab", 2.2),
    ("Any other ethnic group", 2), ("White and Black Caribbean", 2.5), ("White and Asian", 1.6),
    ("White and Black African", 0.8), ("Any other Mixed or Multiple ethnic background", 1),
)  # fmt: skip
_NOT_ASIAN_COUNTY = (
    (BRITISH, 93), ("Any other White background", 3.4), ("Irish", 0.8), ("African", 0.7),
    ("Caribbean", 0.4), ("White and Black Caribbean", 0.6), ("White and Asian", 0.6),
    ("Gypsy or Irish Traveller", 0.2), ("Any other ethnic group", 0.3),
)  # fmt: skip

#: Chance that somebody of this ethnic group answers in another language, and which.
_LANGUAGES: dict[str, tuple[float, tuple[tuple[str, float], ...]]] = {
    "Indian": (0.17, (("gu", 5), ("gu-Latn", 4), ("pa", 2), ("pa-Latn", 1), ("hi", 1.2))),
    "Pakistani": (0.17, (("ur", 3), ("ur-Latn", 3), ("pa-Latn", 1))),
    "Bangladeshi": (0.3, (("bn", 1),)),
    "Any other White background": (0.3, (("pl", 6), ("ro", 4), ("nl", 1))),
    "Roma": (0.5, (("ro", 1),)),
    "Arab": (0.4, (("ar", 1),)),
    "African": (0.22, (("so", 3), ("ar", 1))),
    BRITISH: (0.003, (("cy", 3), ("nl", 1))),
}
_FAITHS: dict[str, tuple[tuple[str, float], ...]] = {
    "Indian": (("Hindu", 60), ("Muslim", 18), ("Sikh", 14), ("No religion", 5),
               ("Any other religion", 2), ("Christian (all denominations)", 1)),
    "Pakistani": (("Muslim", 96), ("No religion", 4)),
    "Bangladeshi": (("Muslim", 96), ("No religion", 4)),
    "Arab": (("Muslim", 94), ("Christian (all denominations)", 6)),
    "African": (("Christian (all denominations)", 55), ("Muslim", 40), ("No religion", 5)),
}  # fmt: skip
_FAITHS_ELSE = (
    ("Christian (all denominations)", 49), ("No religion", 46), ("Any other religion", 2.5),
    ("Buddhist", 1), ("Jewish", 0.6), ("Muslim", 0.9),
)  # fmt: skip
_IMPAIRED = {"16-17": 0.13, "18-24": 0.14, "25-34": 0.14, "35-44": 0.17, "45-54": 0.23,
             "55-64": 0.3, "65-74": 0.38, "75-84": 0.52, "85+": 0.7}  # fmt: skip
_HOURS = (("9 hours or less", 45), ("10-19", 15), ("20-34", 10), ("35-49", 8), ("50 or more", 22))
_ORIENTATION = (
    ("Straight or heterosexual", 92), ("Gay or lesbian", 2.4), ("Bisexual", 2.2),
    ("Other - write in", 0.6),
)  # fmt: skip


@dataclass(slots=True)
class Persona:
    """One invented person.

    `language` is empty for English; `visits` counts how often they spoke, of `kinds` of service.
    """

    key: str
    area: Area
    age: str
    sex: str
    language: str
    voice: Voice
    carer: bool
    characteristics: dict[str, str]
    visits: int = 0
    kinds: set[str] = field(default_factory=set)

    @property
    def generation(self) -> str:
        """Young adult, middle or old: whom they are likely to speak for."""
        if self.age in ("16-17", "18-24", "25-34"):
            return YOUNG_ADULT
        return OLD if self.age in ("75-84", "85+") else MIDDLE


def pick(rng: Random, weighted: tuple[tuple[str, float], ...]) -> str:
    """One name, as often as its weight says."""
    names, weights = zip(*weighted, strict=True)
    return rng.choices(names, weights)[0]


def persona(rng: Random, key: str, kind: str, districts: tuple[str, ...] = ()) -> Persona:
    """Somebody new who uses a service of this kind; from these districts, where it has any."""
    area = _area(rng, districts)
    age, sex = _age_and_sex(rng, kind)
    asian = rng.random() < area.asian
    others = _NOT_ASIAN_CITY if area.district == "Leicester" else _NOT_ASIAN_COUNTY
    ethnicity = pick(rng, _ASIAN if asian else others)
    chance, tongues = _LANGUAGES.get(ethnicity, (0.0, ()))
    language = pick(rng, tongues) if rng.random() < chance else ""
    hours = pick(rng, _HOURS) if rng.random() < 0.13 else "no"
    told = {
        "age_band": age,
        "sex": sex,
        "ethnicity": ethnicity,
        "disability": _disability(rng, age),
        "carer": hours,
        "sexual_orientation": pick(rng, _ORIENTATION),
        "religion": pick(rng, _FAITHS.get(ethnicity, _FAITHS_ELSE)),
    }
    return Persona(
        key=key,
        area=area,
        age=age,
        sex=sex,
        language=language,
        voice=_voice(rng, age),
        carer=hours != "no",
        characteristics=_as_answered(rng, told),
    )


def _area(rng: Random, districts: tuple[str, ...]) -> Area:
    district = rng.choice(districts) if districts else pick(rng, tuple(VOICES_BY_DISTRICT.items()))
    return rng.choice([area for area in AREAS if area.district == district])


def _age_and_sex(rng: Random, kind: str) -> tuple[str, str]:
    bands = _AGES_OF.get(kind, tuple(band for band, _, _ in _AGES))
    options = [
        (band, sex, weight)
        for band, women, men in _AGES
        if band in bands
        for sex, weight in (("Female", women), ("Male", men * (kind != "maternity")))
    ]
    age, sex, _ = rng.choices(options, [weight for _, _, weight in options])[0]
    return age, sex


def _disability(rng: Random, age: str) -> str:
    if rng.random() >= _IMPAIRED[age]:
        return "not at all"
    return "a lot" if rng.random() < 0.4 else "a little"


def _as_answered(rng: Random, told: dict[str, str]) -> dict[str, str]:
    """What a person lets us know: one in six nothing, others most, some questions declined."""
    if rng.random() < 0.16:
        return {}
    declines = {"sexual_orientation": 0.12, "religion": 0.09, "ethnicity": 0.03, "sex": 0.015}
    skips = {"sexual_orientation": 0.2, "religion": 0.17, "carer": 0.12}
    answered = {}
    for question, answer in told.items():
        if rng.random() < skips.get(question, 0.05):
            continue
        declined = rng.random() < declines.get(question, 0.02)
        answered[question] = NO_ANSWER if declined else answer
    return answered


def _voice(rng: Random, age: str) -> Voice:
    if rng.random() < 0.008:
        return "capitals"
    if age in ("16-17", "18-24"):
        return rng.choices(("young", "phone", "plain"), (0.4, 0.35, 0.25))[0]
    if age in ("75-84", "85+"):
        return rng.choices(("formal", "plain", "phone"), (0.3, 0.62, 0.08))[0]
    phone = 0.3 if age in ("25-34", "35-44", "45-54") else 0.17
    return "phone" if rng.random() < phone else "plain"
