# SPDX-License-Identifier: MIT
"""Baton's wheel, and an environment that holds what the wheel asks for and nothing else.

Nothing is fetched: the libraries are those that the tests run with, linked one by one. What the
wheel forgets to ask for is therefore missing, as it would be for whoever installs it.
"""

from __future__ import annotations

import email
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[2]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def wheel(source: Path, into: Path, **environment: str) -> Path:
    """Make the wheel of a checkout or a source archive. Raises NotBuilt with what was said."""
    _run(
        *(*PIP, "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"),
        *("--wheel-dir", into, source),
        environment=environment,
    )
    return next(into.glob("*.whl"))


def source_archive(into: Path) -> Path:
    """Make the source archive of this checkout."""
    _run(sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", into)
    return next(into.glob("*.tar.gz"))


class NotBuilt(RuntimeError):
    """The build ended with an error. The message is what it said."""


def _run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command, cwd=CHECKOUT, env=environment or None, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotBuilt(done.stdout + done.stderr)


def install(package: Path, folder: Path) -> Path:
    """Install a wheel into a new environment; returns the folder of its programs."""
    venv.create(folder, symlinks=True)
    home = next(folder.glob("lib/python*/site-packages"))
    for library in _asked_for_by(package):
        for name in {file.parts[0] for file in library.files or ()} - {"..", "__pycache__"}:
            link = home / name
            if not link.exists():  # Some libraries share a folder.
                link.symlink_to(Path(str(library.locate_file(name))).resolve())
    programs = folder / "bin"
    _run(*PIP, "--python", programs / "python", "install", "-q", "--no-deps", "--no-index", package)
    return programs


def _asked_for_by(package: Path) -> list[Distribution]:
    """Every library that the wheel asks for, and that those ask for."""
    with zipfile.ZipFile(package) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(name))
    waiting = [(text, "") for text in metadata.get_all("Requires-Dist", [])]
    found: dict[tuple[str, str], Distribution] = {}
    while waiting:
        text, extra = waiting.pop()
        requirement = Requirement(text)
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        for each in ("", *requirement.extras):
            key = canonicalize_name(requirement.name), each
            if key not in found:
                found[key] = distribution(requirement.name)
                waiting += [(further, each) for further in found[key].requires or ()]
    return list(found.values())
