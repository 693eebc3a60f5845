# SPDX-License-Identifier: MIT
"""The tree of things people talk about when they talk of care, as data.

>>> default().version
'v7'
>>> theme_for_label("staff continuity").title
'Continuity of care'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

_DEFAULT = Path(__file__).with_name("codebooks") / "px_v7.yaml"

BLANK = "Labelling not possible"
#: Themes that say something of the words, not of care.
NOT_ABOUT_CARE = frozenset({BLANK, "Not assigned"})


@dataclass(frozen=True, slots=True)
class Theme:
    """Something people talk about; `local` where our own, not `learned` where no model gives it."""

    code: str
    title: str
    definition: str
    local: bool = False
    learned: bool = True


@dataclass(frozen=True, slots=True)
class Category:
    """Themes that belong together."""

    code: str
    title: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class Codebook:
    """Categories of themes in one version, and what older labels became."""

    id: str
    title: str
    version: str
    categories: tuple[Category, ...]
    merged_labels: Mapping[str, str]

    @property
    def themes(self) -> Iterator[Theme]:
        """Every theme, in the order of the tree."""
        return (theme for category in self.categories for theme in category.themes)

    def theme_for_label(self, label: str) -> Theme | None:
        """The theme that a label given by people means, however it is spaced or capitalised."""
        return self._by_label.get(_key(label))

    @cached_property
    def _by_label(self) -> Mapping[str, Theme]:
        by_title = {theme.title: theme for theme in self.themes}
        by_label = {_key(title): theme for title, theme in by_title.items()}
        by_label |= {_key(old): by_title[new] for old, new in self.merged_labels.items()}
        return MappingProxyType(by_label)


def load(path: Path) -> Codebook:
    """Read a codebook from a YAML file shaped like `codebooks/px_v7.yaml`."""
    import yaml

    stated = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Codebook(
        id=stated["id"],
        title=stated["title"],
        version=stated["version"],
        categories=tuple(_category(each) for each in stated["categories"]),
        merged_labels=MappingProxyType(stated["merged_labels"]),
    )


@cache
def default() -> Codebook:
    """The framework that ships with Baton: v7, with local themes."""
    return load(_DEFAULT)


def theme_for_label(label: str) -> Theme | None:
    """The default codebook's theme that a label given by people means."""
    return default().theme_for_label(label)


def _category(stated: Mapping[str, Any]) -> Category:
    themes = tuple(Theme(**theme) for theme in stated["themes"])
    return Category(code=stated["code"], title=stated["title"], themes=themes)


def _key(label: str) -> str:
    """Letters and digits only, so that "Food & drink" and "food and  drink" are one."""
    words = label.casefold().replace("&", " and ").split()
    return "".join(letter for word in words if word != "and" for letter in word if letter.isalnum())
