# SPDX-License-Identifier: MIT
"""What `pip wheel .` does before it packs: collects stylesheets and scripts into the package.

They are collected anew each time, outside the source tree, so that a wheel never carries none or
old ones. A source archive carries them too: a wheel made from it needs no npm.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS, LOCALE = "baton/ui/assets", "baton/locale"
INSTEAD = "In a checkout, `make wheel` brings what that takes."


class CollectAssets(BuildHookInterface[Any]):
    """Hatchling's hook: it says what building needs, and puts the assets in."""

    def dependencies(self) -> list[str]:
        """Baton itself, because Django collects; and Node, where this machine has no npm."""
        if self._is_source_archive():
            return []
        needed = list(self.metadata.core.dependencies)
        if not self._node_modules().is_dir() and not _npm_reads_our_lock_file():
            project = tomllib.loads((self._tree / "pyproject.toml").read_text())
            needed += project["dependency-groups"]["node"]
        return needed

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # It serves what `make` collects in the checkout.
        if self._is_source_archive():
            assets = self._tree / ASSETS
        else:
            self._folder = tempfile.TemporaryDirectory(prefix="baton-assets-")
            assets = self._collect(Path(self._folder.name))
        if not (assets / "staticfiles.json").is_file():
            self.app.abort("This source archive was packed without its stylesheets and scripts.")
        build_data["force_include"][str(assets)] = ASSETS
        # Git ignores them too. In an archive they lie among the sources; else beside the assets.
        made = self._tree / LOCALE if self._is_source_archive() else assets.with_name("locale")
        for file in made.rglob("*.mo"):
            build_data["force_include"][str(file)] = f"{LOCALE}/{file.relative_to(made)}"

    def finalize(self, *_: object) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()

    @property
    def _tree(self) -> Path:
        return Path(self.root)

    def _is_source_archive(self) -> bool:
        return (self._tree / "PKG-INFO").is_file()

    def _node_modules(self) -> Path:
        return self._tree / "node_modules" / "nhsuk-frontend"

    def _collect(self, folder: Path) -> Path:
        packages = self._node_modules().parent
        if not self._node_modules().is_dir():
            packages = self._fetch(folder / "npm")
        command = "from baton.cli import main; main()"
        words = ("assets", "--packages", str(packages), "--to", str(folder / "assets"))
        ours = {
            "BATON_HOME": str(folder / "home"),
            "PYTHONPATH": os.pathsep.join([self.root, os.environ.get("PYTHONPATH", "")]),
        }
        foreign = ("BATON_", "DJANGO_")
        others = {key: value for key, value in os.environ.items() if not key.startswith(foreign)}
        self._run(sys.executable, "-c", command, *words, at=self._tree, environment=others | ours)
        return folder / "assets"

    def _fetch(self, folder: Path) -> Path:
        """What npm fetches by our lock file: the folder that it fills."""
        if not shutil.which("npm"):
            self.app.abort(f"The NHS stylesheet is fetched with npm, and there is none. {INSTEAD}")
        folder.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(self._tree / name, folder)
        self._run("npm", "ci", "--omit=dev", "--silent", at=folder, environment=dict(os.environ))
        return folder / "node_modules"

    def _run(self, *command: str, at: Path, environment: dict[str, str]) -> None:
        done = subprocess.run(
            command, cwd=at, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = f"{done.stdout}{done.stderr}".strip()
            self.app.abort(f"{said}\nThe stylesheets and scripts could not be collected. {INSTEAD}")


def _npm_reads_our_lock_file() -> bool:
    """As `tools/npm` asks: the lock file is of npm 7 and later."""
    if not (npm := shutil.which("npm")):
        return False
    said = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False).stdout
    major = said.split(".")[0]
    return major.isdecimal() and int(major) >= 7
