# SPDX-License-Identifier: MIT
"""Stylesheets and scripts, collected to where the web server finds them; and catalogues, made."""

from __future__ import annotations

from pathlib import Path

import click

CHECKOUT = Path(__file__).resolve().parents[2]


def collect(packages: Path | None, target: Path | None) -> None:
    """Collect ours and other people's; into `target`, or into the package where that is None.

    `packages` is the folder that npm filled; the checkout's own where that is None.
    """
    from baton.cli import django
    from baton.ui import catalogues, thirdparty

    if not (CHECKOUT / "package.json").is_file():
        raise click.ClickException("This Baton was installed from a wheel, which carries them.")
    prepared = target.with_name("thirdparty") if target else CHECKOUT / "build" / "thirdparty"
    try:
        thirdparty.prepare(packages or CHECKOUT / "node_modules", prepared / "nhsuk")
    except thirdparty.AssetsMissing as problem:
        raise click.ClickException(str(problem)) from problem
    django()
    from django.conf import settings
    from django.core.management import call_command

    settings.STATICFILES_DIRS = [prepared]
    if target:
        settings.STATIC_ROOT = target
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    # A wheel takes them from beside the stylesheets, a checkout from among its sources.
    catalogues.compile_all(*([target.with_name("locale")] if target else []))


def check_collected() -> None:
    """Raise what to type where there are none: every page would fail without them."""
    from django.conf import settings

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        raise click.ClickException(
            "The stylesheets and scripts are not collected. Type:  make .venv/assets"
        )
