# SPDX-License-Identifier: MIT
"""A PostgreSQL of the tests' own: in a temporary folder, on a Unix socket, thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

# What is lost in a crash is not missed here.
QUICK = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=200 -c shared_buffers=64MB"
)


class ServerMissing(RuntimeError):
    """This machine has no PostgreSQL server. The message says how to get one."""


@dataclass(frozen=True, slots=True)
class Cluster:
    folder: Path
    programs: Path

    def url(self, database: str) -> str:
        """Where a database of this cluster is, as BATON_DATABASE_URL says it."""
        return f"postgresql://baton@{quote(str(self.folder), safe='')}/{database}"

    def create(self, database: str) -> str:
        """A new empty database; returns its address."""
        _run(self.programs / "createdb", "-h", self.folder, "-U", "baton", database, at=self.folder)
        return self.url(database)

    def stop(self) -> None:
        data = self.folder / "data"
        _run(self.programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", at=self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)


def start() -> Cluster:
    """Make a cluster and start it: about a second."""
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="baton-pg-")), _programs())
    folder, data = cluster.folder, cluster.folder / "data"
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root; Debian's package brings a user for it.
        shutil.chown(folder, "postgres", "postgres")
    _run(
        *(cluster.programs / "initdb", "-D", data, "-U", "baton", "-A", "trust", "-E", "UTF8"),
        *("--locale=C.UTF-8", "--no-sync"),
        at=folder,
    )
    options = f"{QUICK} -k {folder}"
    log = folder / "log"
    _run(
        cluster.programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start", at=folder
    )
    return cluster


def at(url: str) -> Cluster:
    """The cluster that another of our processes started, by the address of a database in it."""
    host = urlsplit(url).hostname or ""
    return Cluster(Path(unquote(host)), _programs())


def _programs() -> Path:
    """Where initdb and pg_ctl are: Debian keeps them off the path, one folder a version."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if not versions:
        raise ServerMissing("No PostgreSQL here. Type:  sudo apt-get install -y postgresql")
    return versions[-1].parent


def _run(*command: str | Path, at: Path) -> None:
    as_root = os.geteuid() == 0
    done = subprocess.run(
        [str(part) for part in command],
        cwd=at,
        user="postgres" if as_root else None,
        group="postgres" if as_root else None,
        extra_groups=[] if as_root else None,
        stdin=subprocess.DEVNULL,
        # Not a pipe: the server that pg_ctl starts would hold it open for ever.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        log = at / "log"
        said = log.read_text() if log.exists() else ""
        raise RuntimeError(f"{Path(command[0]).name} failed ({done.returncode}).\n{said}")
