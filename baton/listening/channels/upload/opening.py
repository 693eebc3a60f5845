# SPDX-License-Identifier: MIT
"""Opening a file that is not plain text, in a process of its own.

What reads workbooks is native code, and files are made to break it. Here it may take so much
memory, time and disk and no more, and when it falls, only the file is lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from baton.listening.channels.upload.parts import Part, Parts, Told, nobody
from baton.listening.channels.upload.rows import UnreadableFile
from baton.listening.channels.upload.sheets import TOO_LARGE
from baton.ui.speech import speaking

#: Seconds of computing. A million rows take some 30.
MOST_SECONDS = 900

_PROGRAM = "baton.listening.channels.upload.parts"


def open_apart(
    path: Path,
    folder: Path,
    *,
    told: Told = nobody,
    seconds: int = MOST_SECONDS,
) -> Parts:
    """The tables of the file, each written into the folder; `told` hears how many rows are.

    Raises `UnreadableFile` where there is none, or where the file brought the opening to its end.
    """
    command = [sys.executable, "-m", _PROGRAM, str(path), str(folder), str(seconds), speaking()]
    answer: dict[str, Any] = {}
    with subprocess.Popen(  # noqa: S603 - our own program, and paths that we named
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                answer = json.loads(line)
                if "rows" in answer:
                    told(answer["rows"])
        except BaseException:
            process.kill()
            raise
    if "unreadable" in answer:
        raise UnreadableFile(answer["unreadable"])
    if "parts" not in answer:
        raise UnreadableFile(TOO_LARGE)
    found = answer["parts"]
    return Parts(tuple(map(_part, found["tables"])), tuple(found["left_out"]))


def _part(found: dict[str, Any]) -> Part:
    lists = {"header": tuple(found["header"]), "remarks": tuple(found["remarks"])}
    return Part(**{**found, **lists})
