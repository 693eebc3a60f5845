# SPDX-License-Identifier: MIT
"""Whoever installs the wheel needs neither Node nor a checkout."""

from __future__ import annotations

import ast
import csv
import http.cookiejar
import json
import re
import shutil
import subprocess
import tarfile
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from tests.harness import packages
from tests.harness.instance import Instance

pytestmark = pytest.mark.one_database

BATON = packages.CHECKOUT / "baton"


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    text: str
    headers: Message


Open = Callable[..., Page]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packages.wheel(packages.CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which the wheel was installed."""
    return packages.install(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="module")
def started(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """Baton as somebody starts it who has the wheel only: no Node, no checkout, nothing told."""
    home = tmp_path_factory.mktemp("home")
    instance = Instance(home, program=installed / "baton")
    instance.environment = {
        "PATH": str(installed),
        "HOME": str(home),
        "BATON_HOME": str(home),
        "BATON_ADDRESS": instance.address,
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("nowhere"))
        instance.start()
        yield instance
        assert instance.stop() == 0, instance.said()


@pytest.fixture
def browse(started: Instance) -> Open:
    """Opens pages of it, keeping cookies as a browser keeps them."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    def opened(path: str, **form: str) -> Page:
        data = urllib.parse.urlencode(form).encode() if form else None
        with opener.open(urllib.parse.urljoin(started.address, path), data, timeout=20) as answer:
            return Page(answer.status, answer.read().decode(), answer.headers)

    return opened


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_the_wheel_holds_baton_and_nothing_of_whoever_made_it(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("baton/ui/assets/staticfiles.json"))
    assets = {name for name in names if name.startswith("baton/ui/assets/")}
    ours = {name for name in names if ".dist-info/" not in name} - assets
    assert ours == {
        str(path.relative_to(BATON.parent))
        for path in BATON.rglob("*")
        if path.is_file() and not {"tests", "__pycache__", "assets"} & set(path.parts)
    }
    collected = {f"baton/ui/assets/{name}" for name in manifest["paths"].values()}
    assert collected <= assets
    for kind in (r"nhsuk/nhsuk-frontend-[\d.]+\w+\.min\.\w+\.css", r"ui/baton\.\w+\.css"):
        assert any(re.fullmatch(f"baton/ui/assets/{kind}", name) for name in collected), kind


def test_baton_runs_from_the_wheel_alone(installed):
    where = subprocess.run(
        [installed / "python", "-c", "import baton; print(baton.__file__)"],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert Path(where.strip()).is_relative_to(installed.parent)
    assert not shutil.which("node", path=str(installed))


def test_the_sign_in_page_comes_with_its_stylesheets_and_scripts(browse):
    page = browse("/sign-in")
    wanted = {
        "text/css": re.findall(r'<link[^>]+href="([^"]+\.css)"', page.text),
        "text/javascript": re.findall(r'<script[^>]+src="([^"]+)"', page.text),
    }
    for kind, paths in wanted.items():
        assert paths, kind
        for path in paths:
            asset = browse(path)
            assert asset.status == 200
            assert asset.headers.get_content_type() == kind
            assert len(asset.text) > 500


def test_the_first_administrator_is_made_and_chooses_a_password(started, browse):
    done = started.command_line(
        *("organisation", "Example Trust", "--kind", "trust"),
        *("--administrator", "karen.toone@example.org", "--person", "Karen Toone"),
    )
    assert done.returncode == 0, done.stderr
    link = re.search(r"http://\S+", done.stdout)
    assert link
    assert "password" in browse(link[0]).text


def test_the_wheel_asks_for_every_library_that_baton_imports(installed):
    imported = {
        name.split(".")[0]
        for path in BATON.rglob("*.py")
        if "tests" not in path.parts
        for name in _imports(path)
    }
    look = (
        "import sys, importlib.util as it; print(*[n for n in sys.argv[1:] if not it.find_spec(n)])"
    )
    done = subprocess.run(
        [installed / "python", "-c", look, *imported],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    # Spark is an extra, for a body that has outgrown one machine.
    assert done.stdout.split() == ["pyspark"]


def test_two_sentences_are_coded_by_the_classifier_inside(started, tmp_path):
    comments, coded = tmp_path / "comments.csv", tmp_path / "coded.csv"
    comments.write_text(
        "said\nThe nurses were kind and listened to me\nWe waited four hours and nobody said why\n"
    )
    done = started.command_line("code", comments, "-o", coded, "--text-column", "said")
    assert done.returncode == 0, done.stderr
    kind, waited = csv.DictReader(coded.read_text(encoding="utf-8-sig").splitlines())
    assert kind["sentiment3"] == "positive"
    assert "Staff manner & personal attributes" in json.loads(kind["themes"])
    assert waited["sentiment3"] == "negative"


def test_the_installed_baton_tells_its_commands_and_its_version(started, wheel):
    assert "Start everything" in started.command_line("--help").stdout
    assert wheel.name.split("-")[1] in started.command_line("--version").stdout
    again = started.command_line("assets")
    assert again.returncode == 1
    assert "installed from a wheel, which carries them" in again.stderr


def test_a_source_archive_gives_the_same_wheel_without_npm(wheel, tmp_path):
    archive = packages.source_archive(tmp_path)
    with tarfile.open(archive) as tar:
        assert not any(
            {"node_modules", "var", ".venv"} & set(Path(name).parts) for name in tar.getnames()
        )
    again = packages.wheel(archive, tmp_path / "again", PATH=str(tmp_path))
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert set(first.namelist()) == set(second.namelist())


def test_no_wheel_is_made_without_its_stylesheets(tmp_path):
    for name in ("pyproject.toml", "README.md", "LICENSE", "package.json"):
        shutil.copy(packages.CHECKOUT / name, tmp_path)
    for name in ("baton", "tools"):
        (tmp_path / name).symlink_to(packages.CHECKOUT / name)
    without = r"fetched with npm, and there is none\. .*make wheel"
    with pytest.raises(packages.NotBuilt, match=without):
        packages.wheel(tmp_path, tmp_path / "wheel", PATH=str(tmp_path))
