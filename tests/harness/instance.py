# SPDX-License-Identifier: MIT
"""A Baton of the journeys' own: `baton run` as anybody runs it, with its own home and database."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

BATON = Path(sys.executable).parent / "baton"
READY_WITHIN = 120


class DidNotStart(RuntimeError):
    """`baton run` ended, or did not answer in time. The message is what it said."""


class Instance:
    """One running Baton: `address` is where, `home` its folder."""

    def __init__(self, home: Path, database_url: str = "", program: Path = BATON) -> None:
        self.home = home
        self.program = program
        self.address = f"http://127.0.0.1:{_free_port()}"
        self._log = home / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BATON_")},
            "BATON_HOME": str(home),
            "BATON_ADDRESS": self.address,
            "BATON_DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "baton.config.settings",
            # The caller's own strictness is for the caller's own code.
            "PYTHONWARNINGS": "default",
            # Threads that answer requests end and begin within a journey, as they do within a day.
            "GRANIAN_BLOCKING_THREADS_IDLE_TIMEOUT": "5",
        }

    def start(self, *options: str) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [self.program, "run", *options], env=self.environment, stdout=log, stderr=log
            )
        until = time.monotonic() + READY_WITHIN
        while time.monotonic() < until and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        self.stop()
        raise DidNotStart(self.said())

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    @property
    def pid(self) -> int:
        """The process that runs it."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> int:
        """As Ctrl-C stops it; returns its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise

    def ended_well(self) -> bool:
        """Stop it; whether it did so by itself, and no web process was lost before."""
        return self.stop() == 0 and "Unexpected exit" not in self.said()

    def kill_the_worker(self) -> None:
        """As a machine that runs out of memory does it: without a word."""
        assert self._process is not None
        found = [
            int(folder.name)
            for folder in Path("/proc").glob("[0-9]*")
            if _is_worker_of(folder, self._process.pid)
        ]
        assert len(found) == 1, found
        os.kill(found[0], signal.SIGKILL)

    def kill_everything(self) -> None:
        """As a cut of power does it: every process at once, without a word."""
        assert self._process is not None
        found = [self._process.pid]
        for parent in found:
            found += children(parent)
        for process in found:
            os.kill(process, signal.SIGKILL)
        self._process.wait()

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def command_line(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command of this Baton's."""
        return self._run(self.program, *words)

    def seed(self, *names: str) -> list[dict[str, str]]:
        """Make organisations in this Baton's database; returns role → address for each."""
        return json.loads(self._does("seed", *names))

    def begins(self, organisation: str, title: str, *, area: str) -> None:
        """Begin a programme in an organisation, by its slug."""
        self._does("programme", organisation, title, area)

    def reaches(self, organisation: str, words: str, address: str) -> None:
        """Who said these words in an organisation agreed to be asked at this address."""
        self._does("reached", organisation, words, address)

    def concludes(self, organisation: str, title: str, number: int) -> None:
        """Begin a programme in an organisation, by its slug, with so many findings to carry."""
        self._does("carried", organisation, title, str(number))

    def prepares(self, organisation: str, title: str) -> list[str]:
        """Begin a programme in an organisation, by its slug, with a workshop, a survey and a board;
        the identifier of the programme and the survey's code."""
        return self._does("story", organisation, title).split()

    def plans(self, organisation: str, title: str) -> None:
        """Plan an activity of today in an organisation, by its slug."""
        self._does("activity", organisation, title)

    def survey(self, organisation: str, title: str) -> str:
        """Publish a survey of an organisation, by its slug; its identifier."""
        return self._does("survey", organisation, title)

    def survey_in_languages(self, organisation: str, title: str) -> str:
        """Publish one in English, Dutch and Arabic; the address at which it is answered."""
        return self._does("tongues", organisation, title)

    def decided(self, organisation: str, address: str) -> str:
        """Have something heard, concluded, decided and done; the decision's identifier. Who said it
        is told at an address what comes of it."""
        return self._does("heard", organisation, address)

    def comes_full_circle(self, organisation: str) -> list[str]:
        """Two voices of an organisation, by its slug, down to the reply; the identifiers of the
        programme and the decision."""
        return self._does("chain", organisation).split()

    def comes_to_monday(self, *, within: float) -> None:
        """Have the coming Monday's digests sent, once the columnar copy has everything."""
        until = time.monotonic() + within
        while self._run(sys.executable, "-m", "tests.harness.monday").returncode:
            if time.monotonic() > until:
                raise AssertionError("no digest was due")
            time.sleep(0.5)

    def letters_to(self, address: str, *, within: float, holding: str = "") -> list[str]:
        """The e-mails to somebody that hold these words; without a mail server they are files.
        Waits for the first."""
        until = time.monotonic() + within
        while True:
            letters = [file.read_text() for file in sorted((self.home / "mail").glob("*"))]
            theirs = [
                letter
                for letter in letters
                # E-mail breaks long lines.
                if f"To: {address}" in letter and holding in letter.replace("=\n", "")
            ]
            if theirs:
                return theirs
            if time.monotonic() > until:
                raise AssertionError(f"no e-mail to {address}")
            time.sleep(0.2)

    def _does(self, module: str, *about: str) -> str:
        """Have a module of this folder do something in this Baton's database; what it says."""
        done = self._run(sys.executable, "-m", f"tests.harness.{module}", *about)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def _run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(word) for word in command],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )


def _is_worker_of(folder: Path, parent: int) -> bool:
    try:
        state = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        command = (folder / "cmdline").read_bytes()
        return int(state[1]) == parent and command.endswith(b"\0worker\0")
    except OSError:  # it ended while we looked
        return False


def children(parent: int) -> list[int]:
    """The processes that a process started, of those that still run."""
    listed = Path(f"/proc/{parent}/task").glob("*/children")
    return [int(child) for file in listed for child in file.read_text().split()]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
