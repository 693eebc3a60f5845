# SPDX-License-Identifier: MIT
"""Web server and worker as two processes under one roof."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import click

#: Seconds that a process gets to stop by itself.
GRACE = 8


def run(*, demo: bool, web_processes: int) -> int:
    """Prepare the database, start both processes, and keep them until a signal ends them."""
    from baton.cli import collecting, django

    django()
    from django.conf import settings
    from django.core.management import call_command

    from baton.places.areas import operations as areas

    collecting.check_collected()
    call_command("migrate", verbosity=0)
    areas.take_shipped()
    from baton.demo import build

    if demo:
        build.ensure(say=click.echo)
    host, port = _bind(settings.BATON_ADDRESS, settings.BATON_BIND)
    if _is_taken(host, port):
        raise click.ClickException(
            f"Something else listens on {host}:{port}. Stop it, or give another address: "
            f"BATON_ADDRESS=http://127.0.0.1:{port + 1}"
        )
    household = _Household(_web_command(host, port, web_processes))
    household.start()
    if not _answers(port, household):
        household.stop()
        click.echo("The web server did not start. What it said stands above.", err=True)
        return 1
    click.echo(f"\n{settings.BATON_NAME} is ready: {settings.BATON_ADDRESS}\n")
    if demo:
        click.echo(build.sign_ins())
    click.echo("Stop it with Ctrl-C.")
    return household.keep()


def _bind(address: str, bind: str) -> tuple[str, int]:
    parts = urlsplit(f"//{bind}" if bind else address)
    default = 443 if parts.scheme == "https" else 8000
    return parts.hostname or "127.0.0.1", parts.port or default


#: Requests at once in each web process. Python runs one at a time: with more, each waits for its
#: turn several times over, and all of them are answered late.
_AT_ONCE = "4"


def _web_command(host: str, port: int, processes: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(processes), "--blocking-threads", _AT_ONCE, "--no-ws",
        "--log-level", "error", "--respawn-failed-workers",
        "--workers-kill-timeout", str(GRACE - 2),
        "baton.config.wsgi:application",
    ]  # fmt: skip


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            return problem.errno == errno.EADDRINUSE
    return False


def _answers(port: int, household: _Household, limit: float = 60) -> bool:
    """Wait until the web server answers, or has ended.

    It may listen on every interface; this machine's own is always among the hosts it knows.
    """
    until = time.monotonic() + limit
    while time.monotonic() < until and household.web_lives():
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/health", timeout=2):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    return False


#: Threads share two heaps: with one for each, glibc keeps memory in all that only one needs.
_MEMORY = {"MALLOC_ARENA_MAX": "2"}


class _Household:
    """The two processes. A worker that dies is started again; a web server that dies ends all."""

    def __init__(self, web: list[str]) -> None:
        self._web_command = web
        self._worker_command = [
            sys.executable,
            "-c",
            "from baton.cli import main; main()",
            "worker",
        ]
        self._stopping = False
        self._web: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        signal.signal(signal.SIGINT, self._asked_to_stop)
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        self._web = self._spawn(self._web_command)
        self._worker = self._spawn(self._worker_command)

    def _spawn(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches us only, and we stop them in order.
        return subprocess.Popen(  # noqa: S603 - our own commands
            command, start_new_session=True, env={**_MEMORY, **os.environ}
        )

    def _asked_to_stop(self, *_signal: object) -> None:
        self._stopping = True

    def web_lives(self) -> bool:
        return not self._stopping and self._web is not None and self._web.poll() is None

    def keep(self) -> int:
        """Stay until asked to stop; the exit code."""
        while not self._stopping:
            time.sleep(0.2)
            if self._web is not None and self._web.poll() is not None:
                click.echo("The web server ended; stopping.", err=True)
                self.stop()
                return 1
            if self._worker is not None and self._worker.poll() is not None and not self._stopping:
                click.echo("The worker ended; starting it again.", err=True)
                self._worker = self._spawn(self._worker_command)
                time.sleep(1)
        self.stop()
        click.echo("Stopped.")
        return 0

    def stop(self) -> None:
        """Ask both to end, and end those that do not."""
        alive = [each for each in (self._web, self._worker) if each and each.poll() is None]
        for process in alive:
            process.terminate()
        until = time.monotonic() + GRACE
        for process in alive:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
