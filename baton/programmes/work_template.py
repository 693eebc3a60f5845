# SPDX-License-Identifier: MIT
"""What a programme may begin from: its steps, checks, roles and stages, kept as data.

A file in `work_templates/` is one template; days in it are counted from the programme's beginning.

>>> [each.code for each in templates()][:2]
['redesign', 'consultation']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from baton.programmes.models import Stage, StageKind, StageRole, Step

FOLDER = Path(__file__).with_name("work_templates")
#: In the order in which the page offers them.
CODES = ("redesign", "consultation", "strategy", "procurement", "monitoring", "co_design")

_PLAN = ("who", "methods", "questions")
_PARTS = tuple(part.value for part in StageRole.Part)
_OF_A_STAGE = {"opens", "closes", "left_out", "steps", *_PLAN, *_PARTS}
_OF_A_STEP = {"day", "step", "check", "says", "basis", "post"}


class TemplateUnreadable(ValueError):
    """A file says something that a programme cannot begin from."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step or check, so many days after the beginning."""

    kind: Step.Kind
    title: str
    day: int
    says: str
    basis: str
    post: str


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """How a stage is gone through, by whom; or why it is left out."""

    kind: StageKind
    opens: int | None
    closes: int | None
    left_out: str
    who: str
    methods: str
    questions: str
    #: Posts by the part that they have.
    roles: Mapping[str, tuple[str, ...]]
    steps: tuple[PlannedStep, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of work, as it is usually done well."""

    code: str
    title: str
    says: str
    stages: tuple[PlannedStage, ...]

    @property
    def steps(self) -> Iterator[PlannedStep]:
        return (step for stage in self.stages for step in stage.steps)

    def number(self, kind: Step.Kind) -> int:
        return sum(step.kind == kind for step in self.steps)

    @property
    def days(self) -> int:
        """How long it takes as planned."""
        return max(stage.closes or stage.opens or 0 for stage in self.stages)


@cache
def templates() -> tuple[Template, ...]:
    """All of them."""
    return tuple(_read(FOLDER / f"{code}.yaml") for code in CODES)


def template(code: str) -> Template:
    """The template of this code. Raises KeyError."""
    return {each.code: each for each in templates()}[code]


@cache
def usual_stages() -> tuple[PlannedStage, ...]:
    """The five stages as they are gone through where nothing more is known."""
    given = _loaded(FOLDER / "stages.yaml")
    return tuple(_stage("stages", kind, given.get(kind.value, {}), {}) for kind in StageKind)


def _loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _read(path: Path) -> Template:
    usual = {stage.kind: {name: getattr(stage, name) for name in _PLAN} for stage in usual_stages()}
    return understood(path.stem, _loaded(path), usual)


def understood(code: str, given: Any, usual: Mapping[StageKind, Mapping[str, str]]) -> Template:
    """A template as its file gives it. Raises TemplateUnreadable, saying what and where."""
    if not isinstance(given, dict) or not {"title", "says", "stages"} <= set(given):
        raise TemplateUnreadable(f"{code}: it needs a title, says and stages.")
    unknown = set(given["stages"]) - set(StageKind.values)
    if unknown:
        raise TemplateUnreadable(f"{code}: there is no stage {min(unknown)}.")
    stages = tuple(
        _stage(code, kind, given["stages"].get(kind.value), usual.get(kind, {}))
        for kind in StageKind
    )
    if all(stage.left_out for stage in stages):
        raise TemplateUnreadable(f"{code}: every stage is left out.")
    return Template(code, given["title"], _line(given["says"]), stages)


def _stage(code: str, kind: StageKind, given: Any, usual: Mapping[str, str]) -> PlannedStage:
    where = f"{code}, stage {kind.value}"
    if not isinstance(given, dict):
        raise TemplateUnreadable(f"{where}: say how it is gone through, or why it is left out.")
    unknown = set(given) - _OF_A_STAGE
    if unknown:
        raise TemplateUnreadable(f"{where}: {min(unknown)} is not known.")
    opens, closes = given.get("opens"), given.get("closes")
    if opens is not None and closes is not None and closes < opens:
        raise TemplateUnreadable(f"{where}: it closes before it opens.")
    plan = {name: _line(given.get(name, usual.get(name, ""))) for name in _PLAN}
    return PlannedStage(
        kind=kind,
        opens=opens,
        closes=closes,
        left_out=_line(given.get("left_out", "")),
        roles=_roles(where, given),
        steps=tuple(_step(where, each) for each in given.get("steps", ())),
        **plan,
    )


def _roles(where: str, given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    roles = {}
    for part in _PARTS:
        posts = given.get(part, ())
        roles[part] = (posts,) if isinstance(posts, str) else tuple(posts)
    if len(roles[StageRole.Part.ACCOUNTABLE]) > 1:
        raise TemplateUnreadable(f"{where}: one is accountable.")
    return roles


def _step(where: str, given: Mapping[str, Any]) -> PlannedStep:
    unknown = set(given) - _OF_A_STEP
    if unknown:
        raise TemplateUnreadable(f"{where}: {min(unknown)} is not known of a step.")
    kind = Step.Kind.CHECK if "check" in given else Step.Kind.STEP
    title = given.get(kind.value)
    if not title or len(title) > 200:
        raise TemplateUnreadable(f"{where}: a step needs a title of at most 200 letters.")
    if not isinstance(given.get("day"), int):
        raise TemplateUnreadable(f"{where}, “{title}”: say how many days after the beginning.")
    if kind == Step.Kind.CHECK and not given.get("says"):
        raise TemplateUnreadable(f"{where}, “{title}”: say what shows that it was done well.")
    return PlannedStep(
        kind=kind,
        title=title,
        day=given["day"],
        says=_line(given.get("says", "")),
        basis=given.get("basis", ""),
        post=given.get("post", ""),
    )


def _line(text: str) -> str:
    """Folded over several lines in the file, one paragraph on the page."""
    return " ".join(text.split())


def takes_part(stage: PlannedStage) -> Stage.State:
    return Stage.State.LEFT_OUT if stage.left_out else Stage.State.WAITING
