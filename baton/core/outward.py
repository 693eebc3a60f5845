# SPDX-License-Identifier: MIT
"""A call to an address that somebody typed: never to our own network, and never anywhere else
than to the address that was looked at.

The name is asked for once. What it stands for is looked at, and the connection goes to exactly
that: a name that says something else a moment later leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter

from baton.core.wording import _

#: Seconds to connect, and to wait for each part of the answer.
TIMEOUTS = (5, 10)
LONGEST = 500
#: Addresses that carry one of another kind within them.
_CARRIERS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))


class NotAllowed(ValueError):
    """An address to which nothing is sent; the message says why."""


class NotReached(Exception):
    """Nobody answered there; the message says what went wrong."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked at: its parts, and where its name leads."""

    parts: SplitResult
    host: str
    port: int
    address: str


def check(url: str, *, inside: bool) -> SplitResult:
    """The parts of an address that may be called. Raises NotAllowed. Asks no name server."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise NotAllowed(_("Write the whole address, like https://example.org/baton.")) from problem
    if len(url) > LONGEST or any(not 32 < ord(letter) < 127 for letter in url):
        raise NotAllowed(_("The address may hold Latin letters, digits and signs, 500 at most."))
    if parts.scheme != "https" and not (inside and parts.scheme == "http"):
        raise NotAllowed(_("The address begins with https://, so that nobody can listen in."))
    if not parts.hostname or port == 0:
        raise NotAllowed(_("Write the whole address, like https://example.org/baton."))
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise NotAllowed(_("Leave out what stands before an @ or after a #."))
    _refuse_inside(parts.hostname, inside=inside)
    return parts


def _refuse_inside(host: str, *, inside: bool) -> None:
    """Where an address is written in numbers, or as this machine, it is looked at already here."""
    if inside:
        return
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        raise NotAllowed(_("That is an address inside a network, to which Baton sends nothing."))
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return
    if not is_outside(host):
        raise NotAllowed(_("That is an address inside a network, to which Baton sends nothing."))


def is_outside(address: str) -> bool:
    """Whether an IP address lies in the public internet.

    >>> [is_outside(each) for each in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    >>> is_outside("::ffff:10.0.0.1"), is_outside("fe80::1"), is_outside("64:ff9b::a00:1")
    (False, False, False)
    """
    found: Any = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6:
        if found.ipv4_mapped:
            return is_outside(str(found.ipv4_mapped))
        if any(found in each for each in _CARRIERS):
            return False
    return bool(found.is_global) and not found.is_multicast


def look_at(url: str, *, inside: bool) -> Target:
    """Where an address leads now. Raises NotAllowed and NotReached."""
    parts = check(url, inside=inside)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise NotReached(
            _("There is no address of the name %(host)s.") % {"host": host}
        ) from problem
    addresses = [str(each[4][0]) for each in found]
    if not inside and not all(map(is_outside, addresses)):
        raise NotAllowed(
            _("%(host)s leads inside a network, to which Baton sends nothing.") % {"host": host}
        )
    return Target(parts, host, port, addresses[0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes


class _Pinned(HTTPAdapter):
    """Connects to one address, and asks there for the certificate of the name."""

    def __init__(self, target: Target) -> None:
        self._target = target
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        if self._target.parts.scheme == "https":
            options |= {"server_hostname": self._target.host, "assert_hostname": self._target.host}
        super().init_poolmanager(*args, **options)


def post(url: str, body: bytes, headers: dict[str, str], *, inside: bool = False) -> int:
    """Send something; the status of the answer. A redirect is not followed.

    Raises NotAllowed and NotReached.
    """
    with _sent(url, body, headers, inside=inside, patience=TIMEOUTS) as answer:
        return answer.status_code


def ask(
    url: str,
    body: bytes,
    headers: dict[str, str],
    *,
    inside: bool,
    most: int,
    patience: tuple[int, int] = TIMEOUTS,
) -> Answer:
    """Send something, and read what is answered, up to `most` bytes. Raises as `post` does."""
    with _sent(url, body, headers, inside=inside, patience=patience) as answer:
        read = b""
        try:
            for piece in answer.iter_content(65_536):
                read += piece
                if len(read) > most:
                    host = {"host": urlsplit(url).hostname}
                    raise NotReached(_("%(host)s answered with more than it should.") % host)
        except requests.RequestException as problem:
            raise NotReached(_why(problem, urlsplit(url).hostname or "")) from problem
        return Answer(answer.status_code, read)


@contextmanager
def _sent(
    url: str, body: bytes, headers: dict[str, str], *, inside: bool, patience: tuple[int, int]
) -> Iterator[requests.Response]:
    target = look_at(url, inside=inside)
    address = f"[{target.address}]" if ":" in target.address else target.address
    pinned = target.parts._replace(netloc=f"{address}:{target.port}").geturl()
    with requests.Session() as session:
        # No proxy and no password of the machine's own comes into it.
        session.trust_env = False
        session.mount(f"{target.parts.scheme}://", _Pinned(target))
        try:
            answer = session.post(
                pinned,
                data=body,
                headers={**headers, "Host": target.parts.netloc},
                timeout=patience,
                allow_redirects=False,
                stream=True,
            )
        except requests.RequestException as problem:
            raise NotReached(_why(problem, target.host)) from problem
        with answer:
            yield answer


def _why(problem: requests.RequestException, host: str) -> str:
    if isinstance(problem, requests.exceptions.SSLError):
        told = _("The certificate of %(host)s is not one that can be trusted.")
    elif isinstance(problem, requests.Timeout):
        told = _("%(host)s did not answer in time.")
    else:
        told = _("%(host)s could not be reached.")
    return told % {"host": host}
