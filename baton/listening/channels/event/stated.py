# SPDX-License-Identifier: MIT
"""What may be stated of those at a table, under the names that uploads keep it by."""

from __future__ import annotations

#: Code → label and example. The codes are those of a file's columns, so that both count together.
WHO = {
    "age": ("Age group", "Such as 65 to 74"),
    "sex": ("Sex", ""),
    "ethnicity": ("Ethnic group", ""),
    "disability": ("Disability", "Such as BSL users"),
    "carer": ("Carers", "Such as Yes, if all of them are carers"),
    "pregnancy": ("Pregnancy or maternity", ""),
    "religion": ("Religion or belief", ""),
    "sexual_orientation": ("Sexual orientation", ""),
    "gender_identity": ("Gender identity", ""),
    "armed_forces": ("Armed forces", ""),
    "deprivation": ("Deprivation", ""),
}
