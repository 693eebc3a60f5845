# SPDX-License-Identifier: MIT
"""What import-linter cannot see: relations, addresses and templates keep the order of the rooms."""

from __future__ import annotations

import ast
from itertools import chain

import pytest
from django.apps import apps

from baton.people.permissions import PUBLIC, SIGNED_IN, TOKEN
from baton.people.roles import CAPABILITIES
from tests.harness import rooms

NAMED = (
    r"""\b(?:url|reverse|reverse_lazy|redirect|resolve_url|link|entry)\([^)]*?["'](\w+:\w+)["']"""
)
TEMPLATE = r"""{%-?\s*(?:extends|include|import|from)\s+["']([\w./-]+)["']"""
RENDERED = r"""["']([\w-]+(?:/[\w-]+)+\.(?:html|txt))["']"""


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("baton.")]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_record_points_only_at_its_own_room_or_below(model):
    room = rooms.of_module(model.__module__)
    relations = [
        field for field in model._meta.get_fields() if field.is_relation and field.concrete
    ]
    pointed_at = [field.related_model.__module__ for field in relations if field.related_model]
    upward = [
        module
        for module in pointed_at
        if module.startswith("baton.") and not rooms.may_lean_on(room, rooms.of_module(module))
    ]
    assert upward == []


def test_pages_lead_only_to_addresses_of_their_own_room_or_below():
    owners = {name: room for name, _, room in rooms.routes()}
    named = list(rooms.found(NAMED))
    assert named
    unknown = {(str(path), name) for path, name in named if name not in owners}
    assert unknown == set(), "no such address"
    upward = {
        (str(path.relative_to(rooms.ROOT)), name)
        for path, name in named
        if not rooms.may_lean_on(rooms.of_path(path), owners[name])
    }
    assert upward == set()


def test_templates_are_taken_only_from_the_own_room_or_below():
    owners = {
        path.as_posix().partition("/templates/")[2]: rooms.of_path(path)
        for path in rooms.sources()
        if "templates" in path.parts
    }
    taken = list(chain(rooms.found(TEMPLATE, ".html", ".txt"), rooms.found(RENDERED, ".py")))
    assert taken
    upward = {
        (str(path.relative_to(rooms.ROOT)), name)
        for path, name in taken
        if name in owners and not rooms.may_lean_on(rooms.of_path(path), owners[name])
    }
    assert upward == set()


def test_every_template_that_is_asked_for_is_there():
    ours = tuple(f"{room.name}/" for room in rooms.PACKAGE.iterdir() if room.is_dir())
    there = {path.as_posix().partition("/templates/")[2] for path in rooms.sources()}
    asked = chain(rooms.found(TEMPLATE, ".html", ".txt"), rooms.found(RENDERED, ".py"))
    missing = {name for _, name in asked if name.startswith(ours)} - there
    assert missing == set()


def views():
    return [path for path in rooms.sources() if path.stem == "views" or path.parent.name == "views"]


@pytest.mark.parametrize("path", views(), ids=lambda path: str(path.relative_to(rooms.PACKAGE)))
def test_a_view_starts_from_the_organisation_of_its_request(path):
    reached = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}
    ]
    assert reached == [], "it reaches everybody's records"


# The room of these stands below the one that knows people; they are the same for everybody.
THE_SAME_FOR_ALL = {"ui:brand", "ui:mark"}


def test_every_page_says_who_may_see_it():
    known = {PUBLIC, SIGNED_IN, TOKEN, *CAPABILITIES}
    silent = {
        name
        for name, pattern, _ in rooms.routes()
        if getattr(pattern.callback, "access", None) not in known
    }
    assert silent == THE_SAME_FOR_ALL
