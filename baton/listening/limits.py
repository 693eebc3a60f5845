# SPDX-License-Identifier: MIT
"""What the door takes in at most, the same on every database."""

from __future__ import annotations

from operator import gt

from baton.listening import agreed
from baton.listening.heard import LONGEST_WORDS, Heard


class NotStorable(ValueError):
    """Something heard cannot be stored as it is; the message names the field."""


class TooLong(NotStorable):
    """A field is longer than the door takes in."""


#: Characters of the fields that are kept whole; the door cuts a question, services and labels.
LONGEST = {
    "words": LONGEST_WORDS,
    "source_ref": 200,
    "channel": 20,
    "area": 20,
    "language": 12,
    "contact_format": 40,
    "notice_version": 20,
}
_CUT = ("question", "service_path", "labels", "characteristics")


def check(heard: Heard) -> None:
    """Raise TooLong or NotStorable where `heard` cannot be kept whole."""
    if heard.agreed is not None:
        _check_agreed(heard.agreed)
    if _fits(heard):
        return  # a million times for each time that it does not
    texts = _texts(heard)
    if any(map(gt, map(len, texts), LONGEST.values())):
        name, text = next(
            each for each in zip(LONGEST, texts, strict=False) if len(each[1]) > LONGEST[each[0]]
        )
        raise TooLong(f"{name} has {len(text):,} characters and may have {LONGEST[name]:,}.")
    if "\0" in "".join(texts):
        name = next(
            name for name, text in zip((*LONGEST, *_CUT), texts, strict=True) if "\0" in text
        )
        raise NotStorable(f"{name} holds a NUL character (a zero byte). Take it out.")


def _check_agreed(given: agreed.Agreed) -> None:
    try:
        agreed.check(given)
    except agreed.NotTogether as problem:
        raise NotStorable(str(problem)) from None
    if len(given.relation) > agreed.LONGEST_RELATION:
        raise TooLong(
            f"relation has {len(given.relation):,} characters and may have "
            f"{agreed.LONGEST_RELATION:,}."
        )
    if "\0" in given.relation:
        raise NotStorable("relation holds a NUL character (a zero byte). Take it out.")


def _fits(heard: Heard) -> bool:
    """Whether there is nothing to refuse: the same, without finding out what it would be."""
    permission, stated = heard.permission, heard.characteristics
    most = LONGEST
    if (
        len(heard.words) > most["words"]
        or len(heard.source_ref) > most["source_ref"]
        or len(heard.channel) > most["channel"]
        or len(heard.area) > most["area"]
        or len(heard.language) > most["language"]
        or len(permission.contact_format) > most["contact_format"]
        or len(permission.notice_version) > most["notice_version"]
    ):
        return False
    texts = (
        *(heard.words, heard.source_ref, heard.channel, heard.area, heard.language),
        *(permission.contact_format, permission.notice_version, heard.question),
        *heard.service_path,
        *heard.labels,
        *stated,
        *stated.values(),
    )
    return "\0" not in "".join(texts)


def _texts(heard: Heard) -> tuple[str, ...]:
    """Every text of it, in the order of LONGEST and `_CUT`."""
    permission, stated = heard.permission, heard.characteristics
    return (
        heard.words,
        heard.source_ref,
        heard.channel,
        heard.area,
        heard.language,
        permission.contact_format,
        permission.notice_version,
        heard.question,
        "".join(heard.service_path),
        "".join(heard.labels),
        "".join((*stated, *stated.values())),
    )
