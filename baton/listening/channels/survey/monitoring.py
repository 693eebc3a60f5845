# SPDX-License-Identifier: MIT
"""The equality-monitoring page: what may be asked of people about themselves, and why it is.

Categories are those of the Census of 2021 and of the Government Statistical Service's harmonised
standards; the characteristics are those of the Equality Act 2010, section 4, with carers and the
armed forces as the NHS asks of them. Codes are those by which uploads keep them, so that all count
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from baton.ui.wording import _lazy

#: Kept apart: the question was shown and left empty; or answered so. One that was not asked is
#: not kept at all.
NOT_ANSWERED, PREFER_NOT = "Not answered", "Prefer not to say"


@dataclass(frozen=True, slots=True)
class Asked:
    """One characteristic: the question, why it is asked, and the answers to choose from."""

    name: str
    words: str
    why: str
    answers: tuple[str, ...]


ASKED: Mapping[str, Asked] = {
    "age": Asked(
        _lazy("Age group"),
        "How old are you?",
        "Care differs by age. We look whether we hear the young and the old.",
        (
            *("0 to 15", "16 to 17", "18 to 24", "25 to 34", "35 to 44", "45 to 54"),
            *("55 to 64", "65 to 74", "75 to 84", "85 or over"),
        ),
    ),
    "sex": Asked(
        _lazy("Sex"),
        "What is your sex?",
        "Women and men tell us of different experiences. We look whether we hear both.",
        ("Female", "Male"),
    ),
    "gender_identity": Asked(
        _lazy("Gender identity"),
        "Is your gender the same as the sex you were registered with at birth?",
        "The law protects people whose gender is not. We look whether we hear them.",
        ("Yes", "No"),
    ),
    "ethnicity": Asked(
        _lazy("Ethnic group"),
        "What is your ethnic group?",
        "Some groups wait longer or are heard less. We look for that, so that it can be put right.",
        (
            "White: English, Welsh, Scottish, Northern Irish or British",
            *("White: Irish", "White: Gypsy or Irish Traveller", "White: Roma", "White: other"),
            *("Mixed: White and Black Caribbean", "Mixed: White and Black African"),
            *("Mixed: White and Asian", "Mixed: other"),
            *("Asian: Indian", "Asian: Pakistani", "Asian: Bangladeshi", "Asian: Chinese"),
            *("Asian: other", "Black: African", "Black: Caribbean", "Black: other"),
            *("Arab", "Another ethnic group"),
        ),
    ),
    "religion": Asked(
        _lazy("Religion or belief"),
        "What is your religion?",
        "It may matter for food, prayer or who cares for you.",
        (
            *("No religion", "Christian", "Buddhist", "Hindu", "Jewish", "Muslim", "Sikh"),
            "Another religion",
        ),
    ),
    "sexual_orientation": Asked(
        _lazy("Sexual orientation"),
        "Which of these describes you best?",
        "Some people are treated worse because of it. We look for that.",
        ("Straight or heterosexual", "Gay or lesbian", "Bisexual", "Another orientation"),
    ),
    "disability": Asked(
        _lazy("Disability"),
        "Does a condition or illness that lasts, or will, for a year or more limit what you do?",
        "Disabled people meet barriers that others do not see.",
        ("Yes, a lot", "Yes, a little", "No"),
    ),
    "carer": Asked(
        _lazy("Carer"),
        "Do you look after somebody who could not do without you, unpaid?",
        "Carers are often asked last.",
        ("Yes", "No"),
    ),
    "pregnancy": Asked(
        _lazy("Pregnancy or maternity"),
        "Are you pregnant, or have you given birth in the last 26 weeks?",
        "The law protects people who are. We look whether we hear them.",
        ("Yes", "No"),
    ),
    "marriage": Asked(
        _lazy("Marriage or civil partnership"),
        "Are you married or in a civil partnership?",
        "The law names it among what must not lead to worse treatment.",
        ("Married", "In a civil partnership", "Neither"),
    ),
    "armed_forces": Asked(
        _lazy("Armed forces"),
        "Have you served in the armed forces?",
        "The NHS has promised veterans that they are not at a disadvantage.",
        ("Yes", "No"),
    ),
}


def name_of(question: str, characteristic: str) -> str:
    """Under which key an answer is saved until the response is finished."""
    return f"{question}-{characteristic}"
