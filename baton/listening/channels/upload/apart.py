# SPDX-License-Identifier: MIT
"""The process that reads a large file: asked on its standard input, it answers on its output.

    python -m baton.listening.channels.upload.apart

`windows.ahead` starts it. It has no database, and ends when nobody takes its answers any more.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from typing import BinaryIO

from baton.listening.channels.upload.windows import Window, windows
from baton.ui.wording import speak


def main(asked: BinaryIO, answers: BinaryIO) -> None:
    """Read the file that is asked for, window after window, as fast as they are taken."""
    gc.disable()  # rows hold no cycles, and looking for some takes a tenth of the time
    if hasattr(os, "nice"):
        os.nice(5)  # pages come first
    try:
        request = pickle.load(asked)  # noqa: S301 - from the process that began us
        speak(request.language)
        for window in windows(request):
            _answer(window, answers)
        _answer(None, answers)
    except BrokenPipeError:
        return  # nobody wants to know any more
    except Exception as problem:  # noqa: BLE001 - told to whoever asked, and raised there
        _answer(problem, answers)


def _answer(what: Window | Exception | None, answers: BinaryIO) -> None:
    answers.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
    answers.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
