# SPDX-License-Identifier: MIT
"""`make screenshots`: the demonstration as a phone, a tablet and a desk show it.

Everything in them is invented. They are kept in docs/screenshots for the README.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness import browser as chromium
from tests.harness.instance import Instance
from tests.harness.rooms import ROOT

FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = {320: 640, 768: 1024, 1280: 900}
#: Pages with words or figures are worth seeing in the dark as well.
DARK = {"today", "themes", "comment", "programmes", "stakeholders"}
PAGES = {
    "today": "/",
    "comments": "/comments/",
    "themes": "/themes/",
    "uploads": "/uploads/",
    "alerts": "/alerts",
    "services": "/services",
    "programmes": "/programmes/",
    "activities": "/activities/",
    "stakeholders": "/stakeholders/",
    "groups": "/groups/",
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        instance = Instance(Path(home))
        instance.start("--demo")
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.flags()
        )
        for width, height in WIDTHS.items():
            _take_all(browser, instance, width, height)
        _take_all(browser, instance, 1280, WIDTHS[1280], dark=True)
        browser.close()
        instance.stop()


def _take_all(
    browser: Browser, instance: Instance, width: int, height: int, *, dark: bool = False
) -> None:
    context = browser.new_context(
        base_url=instance.address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        device_scale_factor=2 if width == 320 else 1,
    )
    page = context.new_page()
    suffix = f"{width}-dark" if dark else str(width)
    page.goto("/sign-in")
    if not dark:
        _take(page, f"sign-in-{suffix}")
    _sign_in(page, instance.said())
    for name, path in PAGES.items():
        if not dark or name in DARK:
            page.goto(path)
            _take(page, f"{name}-{suffix}")
    # One that speaks of several things.
    page.goto("/comments/?theme=information-directly-from-staff-during-care&q=explained")
    page.locator(".bt-comments a").first.click()
    _take(page, f"comment-{suffix}")
    page.goto("/programmes/")
    page.get_by_role("link", name="Redesign musculoskeletal physiotherapy").click()
    _take(page, f"programme-{suffix}")
    context.close()


def _sign_in(page: Page, said: str) -> None:
    """As the engagement lead, with what `baton run` printed."""
    address = re.findall(r"(\S+@\S+) +Engagement lead", said)[0]
    password = re.findall(r"password “(.+?)”", said)[0]
    page.get_by_label("E-mail address", exact=True).fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/")


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    # Long lists are cut: a picture shows how a page begins, not how long it is.
    height = min(page.evaluate("document.documentElement.scrollHeight"), 1600)
    width = (page.viewport_size or {"width": 1280})["width"]
    page.screenshot(
        path=FOLDER / f"{name}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": width, "height": height},
    )


if __name__ == "__main__":
    main()
