# SPDX-License-Identifier: MIT
"""Somebody at a browser: what they do, what they read, and what is wrong with each page."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response, expect

from tests.harness.rooms import ROOT
from tests.harness.seed import PASSWORD

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
#: Seconds that a worker gets for what it does at its own pace.
PATIENCE = 90
#: A journey with scripts, and without. Without, the pages are the same on every database.
SCRIPTS = [
    pytest.param(True, id="with scripts"),
    pytest.param(False, id="without scripts", marks=pytest.mark.one_database),
]
#: What a page says to one browser alone.
_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


#: Pages that were looked at and found sound: the same page need not be looked at again.
_sound: set[str] = set()


class Visitor:
    """A person at a browser. Each page that they come to is looked at, at two widths; or not so
    `closely`, where the same pages are looked at elsewhere."""

    def __init__(
        self,
        page: Page,
        address: str,
        *,
        scripts: bool = True,
        closely: bool = True,
        thorough: bool = False,
    ) -> None:
        self.page = page
        # Without scripts nobody can ask a page how it is.
        self._closely = closely and scripts
        # Whether a page's accessibility is looked at on a phone as well as on a desk.
        self._thorough = thorough
        self.scripts = scripts
        self._address = address
        self._troubles: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda problem: self._troubles.append(f"script error: {problem}"))
        page.on("response", self._on_response)

    # What they do.

    def goes_to(self, path: str) -> None:
        self.page.goto(f"{self._address}{path}")
        self.looks()

    def signs_in(self, address: str, password: str = PASSWORD) -> None:
        if "/sign-in" not in self.page.url:
            self.goes_to("/sign-in")
        self.fills("E-mail address", address)
        self.fills("Password", password)
        self.presses("Sign in")

    def signs_out(self) -> None:
        self.goes_to("/account")
        self.presses("Sign out")

    def fills(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def chooses(self, label: str, option: str) -> None:
        """From a list, or of some buttons."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def ticks(self, label: str) -> None:
        self.page.get_by_label(label).check()

    def brings(self, label: str, file: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(file)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.looks()

    def presses_and_goes(self, name: str, path: str) -> None:
        """Press a button whose script asks the browser first, and only then sends the page on."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_url(self._address + path)
        self.looks()

    def follows(self, name: str) -> None:
        link = self.page.get_by_role("link", name=name, exact=True).first
        menu = self.page.locator(".bt-menu")
        if not link.is_visible() and menu.is_visible():
            menu.click()  # on a phone the menu is folded
        link.click()
        self.looks()

    def types(self, *keys: str) -> None:
        """On the keyboard, wherever they are."""
        for key in keys:
            self.page.keyboard.press(key)

    # What they read.

    def reads(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def waits_to_read(self, words: str) -> None:
        """Look again until a worker has done what it takes."""
        self._looks_again(lambda text: words in text)
        self.reads(words)

    def waits_until_gone(self, words: str) -> None:
        """Look again until a worker has done what makes a page say something no more."""
        self._looks_again(lambda text: words not in text)
        expect(self.page.locator("main")).not_to_contain_text(words)

    def _looks_again(self, is_done: Callable[[str], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not is_done(self.page.locator("main").inner_text()) and time.monotonic() < until:
            time.sleep(0.5)
            self.page.reload()
        self.looks()

    def reads_nowhere(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def stands_at(self, path: str) -> None:
        expect(self.page).to_have_url(re.compile(f"^{re.escape(self._address + path)}"))

    # What is wrong with the page.

    def looks(self) -> None:
        """Fail when the page is not accessible, does not fit a phone, or breaks its own rules."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator("h1")).to_have_count(1)
        if self._closely and (here := self._as_it_stands()) not in _sound:
            self._fits_a_phone()
            self._is_accessible()
            _sound.add(here)
        assert self._troubles == [], f"{self.page.url}: {self._troubles}"

    def _as_it_stands(self) -> str:
        """The page, by all that may make it look otherwise."""
        dark = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        around = f"{dark} {self.page.viewport_size} {self._thorough}"
        return hashlib.sha256((around + _TOKEN.sub("", self.page.content())).encode()).hexdigest()

    def _is_accessible(self) -> None:
        self.page.evaluate(_axe())
        found = self.page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, "
            "resultTypes: ['violations']})",
            STANDARDS,
        )
        violations = [
            f"{each['id']} ({each['help']}): {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]
        assert violations == [], f"{self.page.url}: {violations}"

    def _fits_a_phone(self) -> None:
        before = self.page.viewport_size
        self.page.set_viewport_size(NARROW)
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if self._thorough:
            self._is_accessible()
        self.page.set_viewport_size(before or WIDE)
        assert width <= NARROW["width"], f"{self.page.url} is {width} px wide on a phone of 320"

    def _on_console(self, message: ConsoleMessage) -> None:
        # Which answers are faults is for _on_response to say; the browser counts every 4xx.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self._troubles.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self._troubles.append(f"{response.status} {response.url}")
