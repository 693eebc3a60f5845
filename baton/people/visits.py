# SPDX-License-Identifier: MIT
"""Writing: where people are signed in. A visit lasts as long as its session, and ends with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef

from baton.core import audit, clock
from baton.people.models import Account, Organisation, Visit
from baton.ui.wording import _, _lazy

#: A visit is written at most this often, however many pages it opens.
SEEN_EVERY = timedelta(minutes=1)
#: For so long nobody is asked again who they are before they change how they sign in.
FRESH_FOR = timedelta(minutes=10)

# The first that is in the browser's own description: they all claim to be those after them.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_DEVICES = (
    ("iPhone", _lazy("an iPhone")),
    ("iPad", _lazy("an iPad")),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", _lazy("a Chromebook")),
    ("Macintosh", _lazy("a Mac")),
    ("Linux", "Linux"),
)


def device_in_words(description: str) -> str:
    """The browser and device of a User-Agent header, as its owner would name them.

    >>> device_in_words("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox on Windows'
    >>> device_in_words("curl/8.5")
    'Another program'
    """
    browser = next((name for mark, name in _BROWSERS if mark in description), "")
    device = next((name for mark, name in _DEVICES if mark in description), "")
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    if device:
        return _("A browser on %(device)s") % {"device": device}
    return browser or _("Another program")


def shortened(address: str | None) -> str:
    """The part of an address that says where from, and not which computer.

    >>> shortened("203.0.113.77"), shortened("2001:db8:12:34::9"), shortened(None)
    ('203.0.113.…', '2001:db8:12:…', '')
    """
    if not address:
        return ""
    sign, kept = (":", 3) if ":" in address else (".", 3)
    return sign.join([*address.split(sign)[:kept], "…"])


def begin(
    session: SessionBase,
    account: Account,
    *,
    description: str,
    address: str | None,
    means: str = Visit.Means.PASSWORD,
    steps: int = 1,
    is_fresh: bool = True,
) -> Visit:
    """Write down that a person is signed in by this session."""
    visit, _ = Visit.objects.update_or_create(
        session_key=session.session_key or "",
        defaults={
            "account": account,
            "device": device_in_words(description),
            "address": shortened(address),
            "means": means,
            "steps": steps,
            "proved_at": clock.now() if is_fresh else None,
        },
    )
    return visit


def present(
    session: SessionBase, account: Account, *, description: str, address: str | None
) -> Visit:
    """The visit that this session is; one that was open before visits were kept begins now."""
    key = session.session_key or ""
    visit = Visit.objects.filter(session_key=key, account=account).first()
    if visit is None:
        return begin(session, account, description=description, address=address, is_fresh=False)
    now = clock.now()
    if now - visit.last_seen_at >= SEEN_EVERY:
        _write(visit, last_seen_at=now, address=shortened(address))
    return visit


def _write(visit: Visit, **changed: object) -> None:
    """Nothing happens to a visit that has been ended meanwhile."""
    for name, value in changed.items():
        setattr(visit, name, value)
    Visit.objects.filter(pk=visit.pk).update(**changed)


def is_fresh(visit: Visit) -> bool:
    """Whether the person proved who they are a short while ago."""
    return visit.proved_at is not None and clock.now() - visit.proved_at < FRESH_FOR


def prove(visit: Visit, *, steps: int) -> None:
    """The person has just proved again who they are, by as many steps in all."""
    _write(visit, proved_at=clock.now(), steps=max(visit.steps, steps))


def follow(visit: Visit, session: SessionBase) -> None:
    """The session goes on under a new key, as it does after a new password."""
    _write(visit, session_key=session.session_key or "")


def leave(session: SessionBase) -> None:
    """The person signs out here; the session itself is ended by whoever calls."""
    Visit.objects.filter(session_key=session.session_key or "").delete()


@transaction.atomic
def end(visit: Visit, *, by: Account) -> None:
    """Sign a person out in one browser: at its next request nobody is there."""
    _end([visit])
    audit.record("visits.ended", visit.account, by=by, organisation=None, count=1)


@transaction.atomic
def end_all(
    account: Account,
    *,
    by: Account | str,
    but: Visit | None = None,
    organisation: Organisation | None = None,
) -> int:
    """Sign a person out everywhere (but here); returns in how many browsers they were."""
    theirs = Visit.objects.filter(account=account)
    if but is not None:
        theirs = theirs.exclude(pk=but.pk)
    ended = _end(theirs)
    if ended:
        where = organisation.pk if organisation else None
        audit.record("visits.ended", account, by=by, organisation=where, count=ended)
    return ended


def _end(visits: Iterable[Visit]) -> int:
    rows = {visit.pk: visit.session_key for visit in visits}
    Session.objects.filter(session_key__in=rows.values()).delete()
    Visit.objects.filter(pk__in=rows).delete()
    return len(rows)


def forget_ended() -> int:
    """Delete sessions that are over, and the visits that they were."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    gone = Visit.objects.exclude(Exists(Session.objects.filter(pk=OuterRef("session_key"))))
    return gone.delete()[0]
