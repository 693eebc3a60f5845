# SPDX-License-Identifier: MIT
"""The process that draws charts: asked on its standard input, it answers on its output.

    python -m baton.ui.vega

`drawing` starts it. Vega runs in a JavaScript engine that takes more than a hundred megabytes, and
ends whatever process it is in when it fails: so it has one of its own, which needs no Django.

A question is a line of JSON: `specification` (Vega-Lite, as text) and, for a picture, `scale`. An
answer is the number of bytes on a line, then the bytes: SVG, or PNG; a negative number stands
before a sentence that says what was wrong with the specification.
"""

from __future__ import annotations

import json
import os
import select
import sys
from typing import BinaryIO

import vl_convert

#: Seconds without a question after which it ends, and gives its memory back.
IDLE = 300


def main(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nobody asks any more."""
    # Nobody asks before they are answered: what waits is in the pipe, where `select` sees it.
    while select.select([asked], [], [], IDLE)[0]:
        line = asked.readline()
        if not line:
            return
        try:
            drawn, sign = _drawn(json.loads(line)), ""
        except ValueError as problem:
            drawn, sign = str(problem).encode(), "-"
        answers.write(f"{sign}{len(drawn)}\n".encode() + drawn)
        answers.flush()


def _drawn(question: dict[str, str]) -> bytes:
    specification = question["specification"]
    if "scale" in question:
        return bytes(vl_convert.vegalite_to_png(specification, scale=float(question["scale"])))
    return vl_convert.vegalite_to_svg(specification).encode()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
    # Past the engine's own way out, which ends in an error.
    sys.stdout.flush()
    os._exit(0)
