# SPDX-License-Identifier: MIT
"""Which services a file would add to the tree, before any of it is read."""

from __future__ import annotations

from baton.people.models import Organisation
from baton.places import queries
from baton.places.models import Service
from baton.places.operations import Finder


class Foreseer(Finder):
    """Walks as a `Finder` does, through a tree that was loaded once, and writes nothing.

    `added` holds the services that a finder would add, as the names on the way to each.
    """

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(organisation, "system:foreseeing")
        self.added: list[tuple[str, ...]] = []
        self._tree = queries.tree(organisation)
        self._roots = [each for each in self._tree if each.parent_id is None]
        self._by_name: dict[str, list[Service]] = {}
        # Services that are not in the database have no keys: these are by their places here.
        self._ways: dict[int, tuple[str, ...]] = {}
        self._children: dict[tuple[int | None, str], Service] = {}
        by_key = {each.pk: each for each in self._tree}
        for each in self._tree:
            self._by_name.setdefault(each.name.casefold(), []).append(each)
            parent = by_key.get(each.parent_id) if each.parent_id else None
            self._put(parent, each)

    def _put(self, parent: Service | None, service: Service) -> None:
        above = self._ways[id(parent)] if parent else ()
        self._ways[id(service)] = (*above, service.name)
        self._children[id(parent) if parent else None, service.name.casefold()] = service

    def _start(self, name: str) -> Service | None:
        if root := self._children.get((None, name.casefold())):
            return root
        same = self._by_name.get(name.casefold(), ())
        if len(same) == 1:
            return same[0]
        is_board = len(self._roots) == 1 and self._roots[0].kind == Service.Kind.BOARD
        return self._roots[0] if is_board else None

    def _below(self, parent: Service | None, name: str, kind: str) -> Service:
        found = self._children.get((id(parent) if parent else None, name.casefold()))
        if found is None:
            found = Service(name=name, kind=kind)
            self._put(parent, found)
            self.added.append(self._ways[id(found)])
        return found
