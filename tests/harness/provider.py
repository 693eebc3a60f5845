# SPDX-License-Identifier: MIT
"""An OpenID Connect provider of the tests' own, on loopback, where anybody is whoever they say."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode


class Provider:
    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}"

    def knows(self, subject: str, **claims: object) -> None:
        """From now on it says this of the person."""
        self._ask(f"/users/{quote(subject)}", "PUT", json.dumps(claims).encode())

    def signs_in(self, address: str, subject: str) -> str:
        """Press “Authorize” on the page at that address; returns where the browser is sent."""
        return self._ask(
            address.removeprefix(self.issuer), "POST", urlencode({"sub": subject}).encode()
        )

    def _ask(self, path: str, method: str, body: bytes) -> str:
        kind = "application/json" if method == "PUT" else "application/x-www-form-urlencoded"
        request = urllib.request.Request(
            self.issuer + path, data=body, method=method, headers={"Content-Type": kind}
        )
        opener = urllib.request.build_opener(_StayHere)
        try:
            with opener.open(request, timeout=10):
                return ""
        except urllib.error.HTTPError as answer:
            with answer:
                if answer.status != 302:
                    raise RuntimeError(answer.read().decode()) from answer
                return answer.headers["Location"]


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@contextmanager
def running() -> Iterator[Provider]:
    """In a process of its own: it warns of what it uses, and warnings are errors in ours."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "oidc_provider_mock",
            "--port",
            str(port),
            "--require-nonce",
            "true",
        ],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield Provider(port)
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the provider did not start")
