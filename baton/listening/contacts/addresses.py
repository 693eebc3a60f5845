# SPDX-License-Identifier: MIT
"""How somebody is reached, as it is kept: one person's address is written in one way."""

from __future__ import annotations

import re

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from baton.listening.contacts.models import Contact
from baton.ui.speech import gettext
from baton.ui.wording import _

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
_MOBILE = (
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
)
#: Lines that show through the window of an envelope.
MOST_LINES = 7
LONGEST = 500


class NotAnAddress(ValueError):
    """Nobody could be reached so; the sentence says how it is written."""


def written(way: str, typed: str) -> str:
    """An address as it is kept. Raises NotAnAddress.

    >>> written("email", " Amina@Example.org"), written("sms", "07700 900 982")
    ('amina@example.org', '+447700900982')
    """
    typed = typed.strip()
    if len(typed) > LONGEST or "\x00" in typed:
        raise NotAnAddress(gettext("Write at most %(most)s characters.") % {"most": LONGEST})
    if way == Contact.Way.EMAIL:
        return _email(typed)
    if way in (Contact.Way.SMS, Contact.Way.PHONE):
        return _number(typed, is_mobile=way == Contact.Way.SMS)
    if way == Contact.Way.POST:
        return _post(typed)
    if not typed:
        raise NotAnAddress(_("Name who passes it on."))
    return " ".join(typed.split())


def _email(typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        raise NotAnAddress(gettext("Write an e-mail address like name@example.org.")) from None
    if len(typed) > 254:
        raise NotAnAddress(gettext("An e-mail address has at most 254 characters."))
    return typed.lower()


def _number(typed: str, *, is_mobile: bool) -> str:
    mend = (
        gettext("Write a mobile number with 11 digits, like 07700 900 982.")
        if is_mobile
        else gettext("Write a telephone number, like 0116 496 0123.")
    )
    try:
        found = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        raise NotAnAddress(mend) from None
    if not phonenumbers.is_possible_number(found):
        raise NotAnAddress(mend)
    # Numbers kept for plays and examples are of no type: what they begin with tells.
    national = str(found.national_number)
    is_example = found.country_code == 44 and national.startswith("7") and len(national) == 10
    if is_mobile and not is_example and phonenumbers.number_type(found) not in _MOBILE:
        raise NotAnAddress(mend)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def _post(typed: str) -> str:
    lines = [line.strip(" ,") for line in re.split(r"[\r\n]+", typed) if line.strip(" ,")]
    if not _POSTCODE.search(typed):
        raise NotAnAddress(
            gettext("Write the whole address with its postcode, each line on its own.")
        )
    if len(lines) > MOST_LINES:
        mend = gettext("Write at most %(most)s lines: no more shows on an envelope.")
        raise NotAnAddress(mend % {"most": MOST_LINES})
    return "\n".join(lines)
