# SPDX-License-Identifier: MIT
"""Journeys are made in a real Chromium, against a Baton that runs as anybody runs it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.harness import browser as chromium
from tests.harness import postgresql
from tests.harness.instance import Instance
from tests.harness.visitor import WIDE, Visitor


@pytest.fixture(scope="session")
def baton(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A running Baton with nothing in it yet."""
    home = tmp_path_factory.mktemp("baton")
    instance = Instance(home, empty_database("journeys"))
    instance.start()
    yield instance
    assert instance.ended_well(), instance.said()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """A running Baton with the demonstration in it. It is built once, and each process that tests
    runs a copy."""
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent
    built = together / "demonstration"
    with (together / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (built / "ready").exists():
            first = Instance(built)
            first.start("--demo")
            assert first.ended_well(), first.said()
            (built / "ready").touch()
    home = tmp_path_factory.mktemp("demonstration") / "home"
    shutil.copytree(built, home)
    instance = Instance(home)
    instance.start()
    yield instance
    assert instance.ended_well(), instance.said()


def empty_database(name: str) -> str:
    """The address of an empty database beside the one of the other tests; SQLite for none."""
    url = os.environ.get("BATON_DATABASE_URL", "")
    if not url:
        return ""
    return postgresql.at(url).create(f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'first')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.flags()
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def bodies(baton: Instance) -> Iterator[dict[str, str]]:
    """Organisations without end, made ten at a time."""

    def made() -> Iterator[dict[str, str]]:
        for ten in count(1):
            yield from baton.seed(*(f"Wreake Trust {ten}.{number}" for number in range(10)))

    return made()


@pytest.fixture
def body(bodies: Iterator[dict[str, str]]) -> dict[str, str]:
    """An organisation of this journey's own: role → the address of the person who plays it."""
    return next(bodies)


@pytest.fixture
def somebody(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    """Makes visitors, each with a browser of their own."""
    contexts = []

    def arrives(*, scripts: bool = True, dark: bool = False, at: str = "baton") -> Visitor:
        instance = request.getfixturevalue(at)
        context = browser.new_context(
            viewport=WIDE,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(
            context.new_page(),
            instance.address,
            scripts=scripts,
            # The pages are the same on every database.
            closely="BATON_DATABASE_URL" not in os.environ,
            thorough=at == "demonstration",
        )

    yield arrives
    for context in contexts:
        context.close()
