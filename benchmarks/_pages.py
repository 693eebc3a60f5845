# SPDX-License-Identifier: MIT
"""The page of themes as a browser gets it from a running Baton, and the memory that this takes."""

from __future__ import annotations

import os
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks._asking import Dice
from tests.harness import browser
from tests.harness.instance import Instance, children

if TYPE_CHECKING:
    from benchmarks._filling import Body

LOADS = 20


def report(board: Body) -> None:
    """Print how long whole pages take over HTTP, the first one after the start too."""
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse
    from playwright.sync_api import sync_playwright

    client = Client(SERVER_NAME="localhost")
    client.force_login(board.analyst, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    instance = Instance(Path(os.environ["BATON_HOME"]), os.environ.get("BATON_DATABASE_URL", ""))
    themes, dice = instance.address + reverse("understanding:themes"), Dice(board, seed=13)
    # Drawn before: the browser's thread may not ask the database.
    plain = [themes + dice.some().query() for _ in range(LOADS)]
    sought = [themes + dice.some("words").query() for _ in range(LOADS)]
    instance.start()
    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(
                executable_path=browser.executable(), args=browser.flags()
            )
            context = opened.new_context()
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": themes}]
            )
            page = context.new_page()
            load = os.getloadavg()[0]
            first = _loaded(page, themes)
            times = [_loaded(page, address) for address in plain]
            words = [_loaded(page, address) for address in sought]
            opened.close()
        memory, own = _most_memory(instance, b"granian", b"multiprocessing")
        charts, _ = _most_memory(instance, b"baton.ui.vega")
    finally:
        instance.stop()
    print(f"the page of themes in Chromium, load {load:.1f}:")
    print(f"  first after the start {first / 1000:.2f} s (wanted: 2 s)")
    for name, each in (("", times), (" with words", words)):
        p95 = statistics.quantiles(each, n=20, method="inclusive")[-1]
        print(f"  filters{name}: {statistics.median(each):.0f} ms, p95 {p95:.0f} ms (wanted: 400)")
    print(f"  memory of the web process, at most: {memory:.0f} MB (wanted: 400); ", end="")
    print(f"at the end {own:.0f} MB of its own, beside what it shares with the database's file")
    print(f"  memory of the process that draws its charts: {charts:.0f} MB")


def _loaded(page: Any, address: str) -> float:
    """Milliseconds until the page and all that it shows has been loaded."""
    answer = page.goto(address, wait_until="load")
    assert answer.status == 200, f"{address}: {answer.status}"
    assert page.locator("table").count(), "there are no figures"
    found = page.evaluate("performance.getEntriesByType('navigation')[0].duration")
    return float(found)


def _most_memory(instance: Instance, *named: bytes) -> tuple[float, float]:
    """Megabytes: the largest process of such a command at its highest, and what is its own now."""
    below = [instance.pid]
    for process in below:
        below += children(process)
    most = []
    for process in below:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
        if any(name in command for name in named):
            status = Path(f"/proc/{process}/status").read_text()
            highest, own = (status.split(f"{name}:")[1].split()[0] for name in ("VmHWM", "RssAnon"))
            most.append((int(highest) / 1024, int(own) / 1024))
    return max(most)
