# SPDX-License-Identifier: MIT
"""What may be stated of those at a table, under the names that uploads keep it by."""

from __future__ import annotations

from baton.ui.wording import _lazy

#: Code → label and example. The codes are those of a file's columns, so that both count together.
WHO = {
    "age": (_lazy("Age group"), _lazy("Such as 65 to 74")),
    "sex": (_lazy("Sex"), ""),
    "ethnicity": (_lazy("Ethnic group"), ""),
    "disability": (_lazy("Disability"), _lazy("Such as BSL users")),
    "carer": (_lazy("Carers"), _lazy("Such as Yes, if all of them are carers")),
    "pregnancy": (_lazy("Pregnancy or maternity"), ""),
    "religion": (_lazy("Religion or belief"), ""),
    "sexual_orientation": (_lazy("Sexual orientation"), ""),
    "gender_identity": (_lazy("Gender identity"), ""),
    "armed_forces": (_lazy("Armed forces"), ""),
    "deprivation": (_lazy("Deprivation"), ""),
}
