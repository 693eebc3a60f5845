# SPDX-License-Identifier: MIT
"""Other people's stylesheets, made ours: fetched at build time, never committed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

NHSUK = "nhsuk-frontend-10.6.1.min.css"
_CHARSET = '@charset "UTF-8";'
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")


class AssetsMissing(FileNotFoundError):
    """The front-end packages have not been fetched."""


def prepare(packages: Path, target: Path) -> None:
    """Write nhsuk-frontend's stylesheet to `target` without the typeface of NHS bodies.

    `packages` is the folder that npm fills. Raises AssetsMissing where npm has not run.
    """
    source = packages / "nhsuk-frontend" / "dist" / "nhsuk"
    if not (source / NHSUK).is_file():
        raise AssetsMissing(f"{source / NHSUK} is not there. Run: npm ci")
    css = _FONT_FACE.sub("", (source / NHSUK).read_text())
    # The typeface and the images of nhs.uk's own server: ours are the system's and beside it.
    css = css.replace("Frutiger W01,", "").replace("/assets/images/", "")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = css.replace(_CHARSET, f"{_CHARSET}/*! nhsuk-frontend, NHS England, MIT licence */", 1)
    target.mkdir(parents=True, exist_ok=True)
    (target / NHSUK).write_text(css)
    for icon in (source / "assets" / "images").glob("nhsuk-icon-*.svg"):
        shutil.copy(icon, target / icon.name)
