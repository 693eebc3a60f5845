# SPDX-License-Identifier: MIT
"""The process that sets a paper as PDF: asked on its standard input, it answers on its output.

    python -m baton.ui.compositor

`typeset` runs it for each paper. Typst and the letters that it looks through take tens of megabytes
that nobody needs between two papers. It needs no Django.
"""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

import typst


def main(asked: BinaryIO, answers: BinaryIO) -> int:
    """Answer one question: `template`, the folder beside and above which it may read, what it says.

    The answer is a PDF, or a sentence of Typst's, with which the exit code is 1.
    """
    question = json.load(asked)
    try:
        answers.write(
            typst.compile(
                question["template"],
                root=question["root"],
                format="pdf",
                # PDF/UA: read aloud, an order to read in, letters for every word.
                pdf_standards="ua-1",
                sys_inputs={"said": json.dumps(question["said"])},
            )
        )
    except typst.TypstError as problem:
        answers.write(problem.message.encode())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
