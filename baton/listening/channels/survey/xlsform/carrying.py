# SPDX-License-Identifier: MIT
"""A form that was understood, on its way from its preview to the button below it.

The page itself carries it, signed: until somebody says so nothing is kept, and what they saw is
what they begin.
"""

from __future__ import annotations

from dataclasses import asdict

from django.core import signing

from baton.listening.channels.survey import definition as define
from baton.listening.channels.survey.xlsform.reading import Understood
from baton.listening.channels.survey.xlsform.remarks import Remark
from baton.listening.channels.upload.rows import UnreadableFile
from baton.ui.wording import _, _lazy

#: Seconds for which somebody may look at a preview, and characters that a page may carry.
GOOD_FOR = 24 * 60 * 60
LARGEST = 2_000_000
_SALT = "survey.xlsform"
TOO_OLD = _lazy("This preview is more than a day old, or incomplete. Bring the form again.")


class TooOld(ValueError):
    """The preview is not to be begun from any more."""

    def __init__(self) -> None:
        super().__init__(TOO_OLD)


def packed(found: Understood) -> str:
    """For a hidden box. Raises UnreadableFile for a form that no page could carry."""
    kept = {
        "title": found.title,
        "definition": define.to_json(found.definition),
        "remarks": [asdict(each) for each in found.remarks],
    }
    text = signing.dumps(kept, salt=_SALT, compress=True)
    if len(text) > LARGEST:
        raise UnreadableFile(_("This is far larger than a survey that people would answer."))
    return text


def unpacked(text: str) -> Understood:
    """What `packed` gave. Raises TooOld."""
    try:
        kept = signing.loads(text, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        raise TooOld from None
    definition = define.from_json(kept["definition"])
    remarks = tuple(Remark(**{**each, "rows": tuple(each["rows"])}) for each in kept["remarks"])
    return Understood(kept["title"], definition, remarks)
