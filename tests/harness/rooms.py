# SPDX-License-Identifier: MIT
"""The rooms and their order, read from where import-linter reads it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "baton"


@cache
def levels() -> dict[str, int]:
    """Each room's height: higher rooms lean on lower ones; rooms of one height on neither."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    order = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(): height
        for height, layer in enumerate(reversed(order))
        for room in layer.split("|")
    }


def of_module(name: str) -> str:
    """The room of a module: baton.listening.channels.upload.models stands in listening."""
    return name.split(".")[1]


def of_path(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def may_lean_on(upper: str, lower: str) -> bool:
    return upper == lower or levels()[upper] > levels()[lower]


@cache
def sources() -> dict[Path, str]:
    """Baton's own code and templates, with their text; tests and migrations left out."""
    return {
        path: path.read_text()
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in {".py", ".html", ".txt", ".jinja"}
        and not {"tests", "migrations", "assets", "node_modules"} & set(path.parts)
    }


def found(pattern: str, *suffixes: str) -> Iterator[tuple[Path, str]]:
    """Each file with each string in it that the pattern's first group catches."""
    compiled = re.compile(pattern)
    for path, text in sources().items():
        if not suffixes or path.suffix in suffixes:
            yield from ((path, match.group(1)) for match in compiled.finditer(text))


def routes() -> Iterator[tuple[str, URLPattern, str]]:
    """Every address of Baton: its name, like “people:invite”, its pattern and its room."""
    yield from _walk(get_resolver(), "", "config")


def _walk(resolver: URLResolver, space: str, room: str) -> Iterator[tuple[str, URLPattern, str]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            module = getattr(entry.urlconf_name, "__name__", "")
            inside = f"{entry.namespace}:" if entry.namespace else ""
            below = of_module(module) if module.startswith("baton.") else room
            yield from _walk(entry, space + inside, below)
        else:
            yield f"{space}{entry.name}", entry, room
