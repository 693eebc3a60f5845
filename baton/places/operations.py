# SPDX-License-Identifier: MIT
"""Writing the tree of services, and reading it in from a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TextIO

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from baton.core import audit
from baton.people.models import Organisation
from baton.places import files, queries
from baton.places.files import ServicesUnreadable
from baton.places.models import Service
from baton.ui.wording import _

__all__ = [
    "CodeTaken",
    "Finder",
    "NameMissing",
    "ServicesImport",
    "ServicesUnreadable",
    "add_service",
    "import_services",
    "preview_services",
]

#: Rows a transaction.
_CHUNK = 100


class CodeTaken(ValueError):
    """Another service has this code already."""

    def __init__(self, code: str) -> None:
        super().__init__(
            _("The code %(code)s belongs to another service. Give each its own.") % {"code": code}
        )


class NameMissing(ValueError):
    """A service needs a name."""

    def __init__(self) -> None:
        super().__init__(_("Write the name of the service."))


def add_service(
    organisation: Organisation,
    name: str,
    *,
    kind: str,
    parent: Service | None = None,
    code: str = "",
    by: models.Model | str,
) -> Service:
    """Add one service below `parent`, or as a root. Repeating it returns the first.

    Raises NameMissing, or CodeTaken when another service has the code.
    """
    name = " ".join(name.split())[: files.LONGEST_NAME]
    if not name:
        raise NameMissing
    assert parent is None or parent.organisation_id == organisation.pk
    if found := queries.child_named(organisation, parent, name):
        return found
    try:
        with transaction.atomic():
            service = Service.objects.create(
                organisation=organisation, parent=parent, name=name, kind=kind, code=code
            )
            service.path = f"{parent.path if parent else '/'}{service.pk}/"
            service.save(update_fields=["path"])
            audit.record("service.added", service, by=by, organisation=organisation.pk, kind=kind)
    except IntegrityError:
        # Somebody added it between our look and our write, or its code is another's.
        if found := queries.child_named(organisation, parent, name):
            return found
        if code and organisation.services.filter(code=code).exists():
            raise CodeTaken(code) from None
        raise
    return service


class Finder:
    """Finds services by the names on the way to them, adding what is not there yet.

    Keeps what it found: a file of a million rows names the same few places.
    """

    def __init__(self, organisation: Organisation, by: models.Model | str) -> None:
        self._organisation = organisation
        self._by = by
        self._known: dict[tuple[str, ...], Service] = {}

    def find(self, names: Sequence[str]) -> Service | None:
        """The service at the end of `names`, or None for an empty path.

        A path may begin anywhere in the tree as it was before this finder added to it, if only one
        service there has its first name: a survey names the ward, not its trust. Otherwise it
        begins at a root, or below the board where the board is the only root.
        """
        path = _cleaned(names)
        if not path:
            return None
        key = _key(path)
        if key not in self._known:
            _ = self._newest  # known before anything is added
            self._known[key] = self._walk(path)
        return self._known[key]

    def seek(self, names: Sequence[str]) -> int | None:
        """The key of the service that `find` finds, or None where it would have to add one."""
        path = _cleaned(names)
        if not path:
            return None
        if known := self._known.get(_key(path)):
            return known.pk
        if found := queries.key_from_the_root(self._organisation, path):
            return found
        service = self._start(path[0])
        rest = path[1:] if service and service.name.casefold() == path[0].casefold() else path
        for name in rest:
            service = service and queries.child_named(self._organisation, service, name)
        return service.pk if service else None

    @cached_property
    def _newest(self) -> int:
        # By keys, which grow: what is added later does not change where a path begins.
        return self._organisation.services.aggregate(newest=Max("pk"))["newest"] or 0

    def _walk(self, path: tuple[str, ...]) -> Service:
        start = self._start(path[0])
        if start is not None and start.name.casefold() == path[0].casefold():
            service, rest = start, path[1:]
        else:
            kind = Service.Kind.TRUST
            if start is not None and len(path) == 1:
                kind = Service.Kind.SERVICE
            service, rest = self._below(start, path[0], kind), path[1:]
        for left, name in zip(range(len(rest) - 1, -1, -1), rest, strict=True):
            kind = Service.Kind.SITE if left else Service.Kind.SERVICE
            service = self._below(service, name, kind)
        return service

    def _start(self, name: str) -> Service | None:
        """The service of this name, or the only root if that is a board."""
        if root := queries.child_named(self._organisation, None, name):
            return root
        same = self._organisation.services.filter(name__iexact=name, pk__lte=self._newest)
        if len(found := same[:2]) == 1:
            return found[0]
        roots = self._organisation.services.filter(parent=None)[:2]
        is_board = len(roots) == 1 and roots[0].kind == Service.Kind.BOARD
        return roots[0] if is_board else None

    def _below(self, parent: Service | None, name: str, kind: str) -> Service:
        return add_service(self._organisation, name, kind=kind, parent=parent, by=self._by)


def _cleaned(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(cleaned for name in names if (cleaned := " ".join(name.split())))


def _key(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in path)


@dataclass
class ServicesImport:
    """What became of a file of services.

    `added` counts services, `known` rows that named none that was new; `refused` holds row numbers
    with reasons, `new` the names on the way to each service that was added.
    """

    added: int = 0
    known: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    new: list[tuple[str, ...]] = field(default_factory=list)


def import_services(
    source: TextIO | Iterable[str], organisation: Organisation, *, by: models.Model | str
) -> ServicesImport:
    """Read services from CSV with a column for each level: board, trust, practice, site, service,
    ward, and if you have it code (of the lowest level named in the row). Where the board is the
    only root, rows that name no board belong to it.

    Good rows are kept; each refused row is returned with its number and a reason. Raises
    ServicesUnreadable, with nothing kept, when the table as a whole cannot be used.
    """
    plan = _Plan(organisation)
    result = ServicesImport()
    waiting = iter(list(files.rows(source)))
    while chunk := list(islice(waiting, _CHUNK)):
        with transaction.atomic():
            for row in chunk:
                plan.carry_out(row, result, by)
    return result


def preview_services(source: TextIO | Iterable[str], organisation: Organisation) -> ServicesImport:
    """What `import_services` would do; nothing is written."""
    plan = _Plan(organisation)
    result = ServicesImport()
    for row in files.rows(source):
        plan.look_at(row, result)
    return result


class _Plan:
    """The tree as it is, and as the rows so far would make it: names on the way → service."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._services: dict[tuple[str, ...], Service | None] = {}
        self._codes: dict[str, tuple[str, ...]] = {}
        ways: dict[int, tuple[str, ...]] = {}
        tree = queries.tree(organisation)
        for service in tree:
            above = ways[service.parent_id] if service.parent_id else ()
            way = ways[service.pk] = (*above, service.name.casefold())
            self._services[way] = service
            if service.code:
                self._codes[service.code] = way
        roots = [each for each in tree if not each.parent_id]
        is_board = len(roots) == 1 and roots[0].kind == Service.Kind.BOARD
        self._board = roots[0].name if is_board else ""

    def steps(self, row: files.Row) -> tuple[tuple[str, str], ...]:
        """The row's steps; below the board, where that is the only root and the row names none."""
        if not self._board or not row.steps or row.steps[0][0] == Service.Kind.BOARD:
            return row.steps
        return ((Service.Kind.BOARD, self._board), *row.steps)

    def look_at(self, row: files.Row, result: ServicesImport) -> bool:
        """Count what would become of a row; False if it is refused."""
        names = tuple(name for _, name in self.steps(row))
        way = tuple(name.casefold() for name in names)
        problem = row.problem
        if not problem and row.code and self._codes.setdefault(row.code, way) != way:
            problem = str(CodeTaken(row.code))
        if problem:
            result.refused.append((row.number, problem))
            return False
        new = [end for end in range(1, len(way) + 1) if way[:end] not in self._services]
        self._services.update(dict.fromkeys(way[:end] for end in new))
        result.new += [names[:end] for end in new]
        result.added += len(new)
        result.known += not new
        return True

    def carry_out(self, row: files.Row, result: ServicesImport, by: models.Model | str) -> None:
        """Do what `look_at` counts."""
        if not self.look_at(row, result):
            return
        service: Service | None = None
        way: tuple[str, ...] = ()
        for level, name in self.steps(row):
            way = (*way, name.casefold())
            there = self._services[way]
            if there is None:
                there = add_service(self._organisation, name, kind=level, parent=service, by=by)
                self._services[way] = there
            service = there
        if row.code and service is not None and service.code != row.code:
            _give_code(service, row, result, by)


def _give_code(
    service: Service, row: files.Row, result: ServicesImport, by: models.Model | str
) -> None:
    try:
        with transaction.atomic():
            service.code = row.code
            service.save(update_fields=["code"])
            audit.record("service.code_given", service, by=by, organisation=service.organisation_id)
    except IntegrityError:  # somebody gave the code to another meanwhile
        service.refresh_from_db(fields=["code"])
        result.refused.append((row.number, str(CodeTaken(row.code))))
