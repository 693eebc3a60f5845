# SPDX-License-Identifier: MIT
"""People who answer a survey over HTTP, each from an address and a connection of their own.

What they do is due by the clock, whether or not the last thing was answered (an open loop), and is
timed from when it was due: what waits behind something slow counts as slow.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

#: Seconds from one thing that a person does to the next.
THINKS = 1.0
#: Seconds after which an answer is given up.
PATIENCE = 30
ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "q1": {"q1": "4"},
    "q2": {"q2": "The wait was long and nobody said why, person {number}."},
    "q3": {"q3": ["bus", "foot"]},
    "q4": {"q4": "3"},
    "q5": {"q5-age": "25 to 34", "q5-sex": "Female"},
}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Told:
    """What came of all that people did."""

    #: Milliseconds of each answer from when it was due until it was saved, and of each page.
    saved: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)
    #: Person → the questions whose answers were acknowledged; and who was thanked.
    acknowledged: dict[int, list[str]] = field(default_factory=dict)
    thanked: list[int] = field(default_factory=list)


class Wrong(Exception):
    """An answer that is not what somebody who answers should see."""


class Person:
    """One person with a browser that keeps one cookie and one connection."""

    def __init__(self, number: int, address: str, code: str, told: Told) -> None:
        self._number, self._told = number, told
        self._host, self._port = urlsplit(address).hostname or "", urlsplit(address).port or 80
        self._at, self._cookie, self._token = f"/s/{code}", "", ""
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def answer_all(self, due: float) -> None:
        """From the first page to the thanks; `due` is when they come."""
        try:
            await self._connect()
            await self._page(due)
            await self._send({}, due + THINKS)
            await self._page(time.perf_counter())
            while not self._at.endswith("/end"):
                due += THINKS
                await self._answer(due)
            await self._send({"may_quote": "on"}, due + THINKS)
            self._told.thanked.append(self._number)
            await self._page(time.perf_counter())
        except (Wrong, OSError, asyncio.IncompleteReadError, TimeoutError) as problem:
            self._told.problems[f"{type(problem).__name__}: {problem}"[:120]] += 1
        finally:
            if hasattr(self, "_writer"):
                self._writer.close()

    async def _connect(self) -> None:
        # Loopback has sixteen million addresses: as many people come from as many.
        source = f"127.{1 + self._number // 62_500 % 250}.{1 + self._number // 250 % 250}"
        self._reader, self._writer = await asyncio.open_connection(
            self._host, self._port, local_addr=(f"{source}.{1 + self._number % 250}", 0)
        )

    async def _answer(self, due: float) -> None:
        question = self._at.rpartition("/")[2]
        given = {
            name: value.format(number=self._number) if isinstance(value, str) else value
            for name, value in ANSWERS[question].items()
        }
        took = await self._send(given, due)
        self._told.acknowledged.setdefault(self._number, []).append(question)
        self._told.saved.append(took)
        await self._page(time.perf_counter())

    async def _page(self, due: float) -> None:
        status, _, content = await self._ask("GET", b"", due)
        if status != HTTPStatus.OK:
            raise Wrong(f"status {status} of a page")
        self._told.pages.append(1000 * (time.perf_counter() - due))
        if found := _TOKEN.search(content):
            self._token = found[1].decode()

    async def _send(self, given: dict[str, str | list[str]], due: float) -> float:
        """Milliseconds from when it was due until it was saved."""
        body = urlencode({"csrfmiddlewaretoken": self._token, **given}, doseq=True).encode()
        status, location, _ = await self._ask("POST", body, due)
        if status != HTTPStatus.FOUND:
            raise Wrong(f"status {status} of an answer")
        self._at = location
        return 1000 * (time.perf_counter() - due)

    async def _ask(self, method: str, body: bytes, due: float) -> tuple[int, str, bytes]:
        if (early := due - time.perf_counter()) > 0:
            await asyncio.sleep(early)
        head = (
            f"{method} {self._at} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n"
            f"Cookie: {self._cookie}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        self._writer.write(head.encode() + body)
        async with asyncio.timeout(PATIENCE):
            lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {}
            for name, _, value in (line.partition(":") for line in lines[1:] if line):
                headers[name.lower()] = value.strip()
            content = await self._reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("set-cookie", "").startswith("baton_csrf"):
            self._cookie = headers["set-cookie"].partition(";")[0]
        return int(lines[0].split()[1]), headers.get("location", ""), content


async def come(address: str, code: str, *, a_second: float, seconds: float, first: int) -> Told:
    """So many people come every second, for so long, numbered from `first`."""
    told, began = Told(), time.perf_counter()
    async with asyncio.TaskGroup() as everybody:
        for at in range(round(a_second * seconds)):
            due = began + at / a_second
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            person = Person(first + at, address, code, told)
            everybody.create_task(person.answer_all(due))
    return told
