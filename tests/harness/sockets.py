# SPDX-License-Identifier: MIT
"""Tests talk to nobody but this machine."""

from __future__ import annotations

import sys
from ipaddress import ip_address


class SocketClosed(AssertionError):
    """A test tried to reach another machine."""


def keep_to_this_machine() -> None:
    """From now on, a connection to anywhere but loopback is an error. It cannot be undone."""
    sys.addaudithook(_refuse_elsewhere)


def _refuse_elsewhere(event: str, about: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = about[1]
        # A Unix socket's address is a path.
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise SocketClosed(f"a test connects to {address[0]}")
    elif event == "socket.getaddrinfo" and about[0] and not _is_here(_text(about[0])):
        raise SocketClosed(f"a test asks where {_text(about[0])} is")


def _text(host: object) -> str:
    return host.decode() if isinstance(host, bytes) else str(host)


def _is_here(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
