# SPDX-License-Identifier: MIT
"""Where all tests run: a folder of their own, one of two databases, sockets closed.

A plugin rather than a conftest.py, because it must speak before Django reads its settings, which
is before any conftest.py is read.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.harness import postgresql, sockets

CLUSTER = pytest.StashKey[postgresql.Cluster]()
FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="what the tests keep their data in; postgresql starts a private cluster",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Say where home and database are.

    The first process makes them; xdist's workers inherit them, each with a folder of its own.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        _make_ready(early_config)
    os.environ["BATON_HOME"] = str(Path(os.environ["BATON_TESTS"]) / (worker or "first"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.harness.settings"
    sockets.keep_to_this_machine()
    try:
        return (yield)
    except BaseException:
        # Nothing is configured yet, so nothing would be unconfigured either.
        pytest_unconfigure(early_config)
        raise


def _make_ready(config: pytest.Config) -> None:
    # What this machine's own Baton is told must not change what the tests say.
    for name in [name for name in os.environ if name.startswith("BATON_")]:
        del os.environ[name]
    config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="baton-tests-"))
    os.environ["BATON_TESTS"] = str(config.stash[FOLDER])
    if config.known_args_namespace.database == "postgresql":
        config.stash[CLUSTER] = postgresql.start()
        os.environ["BATON_DATABASE_URL"] = config.stash[CLUSTER].url("baton")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what cannot differ there and takes long."""
    if config.getoption("--database") == "sqlite":
        return
    left_out = [item for item in items if item.get_closest_marker("one_database")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def copy(transactional_db, settings, tmp_path):
    """Brings a columnar copy of the test's own up to what the database says now."""
    from baton.warehouse import writing

    settings.BATON_WAREHOUSE = str(tmp_path / "warehouse")
    return writing.refresh


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print how many sentences of people at risk the screening finds: a figure to be watched."""
    if os.environ.get("PYTEST_XDIST_WORKER") or not _ran_the_screening(terminalreporter):
        return
    from baton.analysis.safeguarding import measuring

    terminalreporter.section("safety screening, measured on sentences written for it")
    sentences = config.rootpath / "baton/analysis/tests/safeguarding_sentences.yaml"
    terminalreporter.write_line(measuring.table(measuring.measure(sentences)))


def _ran_the_screening(reporter: pytest.TerminalReporter) -> bool:
    reports = (each for group in reporter.stats.values() for each in group)
    return any("test_safeguarding" in getattr(each, "nodeid", "") for each in reports)


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster := config.stash.get(CLUSTER, None):
        cluster.stop()
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)
