# SPDX-License-Identifier: MIT
"""The menu: each room adds the entries that it has pages for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    order: int
    label: str
    url_name: str
    capability: str


@dataclass(frozen=True, slots=True)
class Link:
    """A menu entry as one person sees it."""

    label: str
    href: str
    is_here: bool


_entries: list[Entry] = []
#: Beginnings of addresses, and the menu entry under which their pages stand.
_under: dict[str, str] = {}


def entry(label: str, url_name: str, *, capability: str, order: int) -> None:
    """Add a page to the menu of everybody with `capability`."""
    _entries.append(Entry(order, label, url_name, capability))
    _entries.sort(key=lambda each: each.order)


def under(url_name: str, *beginnings: str) -> None:
    """Pages whose addresses begin like this have no entry of their own: they stand under one."""
    _under.update(dict.fromkeys(beginnings, url_name))


def links(request: HttpRequest, standing: Any) -> list[Link]:
    """The menu for somebody with this standing, the present page's section marked."""
    allowed = [each for each in _entries if standing is not None and standing.may(each.capability)]
    hrefs = [reverse(each.url_name) for each in allowed]
    inside = [href for href in hrefs if request.path == href or request.path.startswith(href)]
    inside += [reverse(name) for path, name in _under.items() if request.path.startswith(path)]
    here = max(inside, key=len) if inside else None
    return [
        Link(each.label, href, href == here and (href != "/" or request.path == "/"))
        for each, href in zip(allowed, hrefs, strict=True)
    ]
