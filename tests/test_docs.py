# SPDX-License-Identifier: MIT
"""What an installer or a developer may use has a heading in docs/reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest
import yaml
from django.dispatch import Signal

from baton.cli import main
from baton.config.environment import SETTINGS
from baton.listening.channels import CHANNELS
from baton.listening.channels.upload.mapping import from_dict
from tests.harness.rooms import PACKAGE, ROOT, sources

REFERENCE = ROOT / "docs" / "reference"


def headings(page: str) -> set[str]:
    text = (REFERENCE / f"{page}.md").read_text()
    return {
        line.replace("`", "").strip() for line in re.findall(r"^#{2,4} (.+)$", text, re.MULTILINE)
    }


def commands(group: click.Group, prefix: str) -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        elif command is not None and not command.hidden:
            yield f"{prefix} {name}"


def signals() -> Iterator[str]:
    for path in sources():
        if path.suffix == ".py" and path.stem == "signals":
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for name, value in vars(import_module(module)).items():
                if isinstance(value, Signal):
                    yield f"{module}.{name}"


def test_every_setting_has_its_heading_and_no_heading_is_left_over():
    assert headings("settings") == set(SETTINGS)


def test_every_command_has_its_heading_and_no_heading_is_left_over():
    assert headings("commands") == set(commands(main, "baton"))


def test_every_channel_has_its_heading_and_no_heading_is_left_over():
    assert headings("channels") == {channel.rpartition(".")[2] for channel in CHANNELS}


def test_every_signal_has_its_heading_and_no_heading_is_left_over():
    assert headings("signals") == set(signals())


def test_the_example_of_a_mapping_is_one_that_the_upload_understands():
    text = (REFERENCE / "channels.md").read_text()
    example = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    chosen = from_dict(yaml.safe_load(example[0]))
    assert [comment.column for comment in chosen.comments] == [
        "What was good?",
        "What could we do better?",
    ]


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_of_the_docs_links_to_what_is_not_there(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    missing = [link for link in local if not (page.parent / link).exists()]
    assert missing == []


def test_a_setting_is_read_only_where_settings_are_declared():
    """So that none can be missing from the list, and from the docs."""
    read = {
        str(path.relative_to(PACKAGE))
        for path, text in sources().items()
        if path.suffix == ".py" and re.search(r"environ\b[^\n]*[\"']BATON_", text)
    }
    assert read <= {"config/environment.py"}
