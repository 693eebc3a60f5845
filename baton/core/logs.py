# SPDX-License-Identifier: MIT
"""How a log is written: what went wrong and where, but never a person's words."""

from __future__ import annotations

import copy
import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Tells an exception by its type and frames.

    Its message is left out, because it may quote what somebody said: PostgreSQL's names the whole
    row that it refused. So are the lines of source, which tell nothing that file and line do not.
    """

    def format(self, record: logging.LogRecord) -> str:
        told = copy.copy(record)
        # Another handler may have left its own account of the exception here.
        told.exc_text = None
        if isinstance(told.args, tuple):
            told.args = tuple(_without_message(each) for each in told.args)
        elif told.args:
            told.args = {name: _without_message(each) for name, each in told.args.items()}
        told.msg = _without_message(told.msg)
        return super().format(told)

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 - logging's own name
        """Each exception of the chain, the first cause first: its type, then file:line function."""
        if ei[1] is None:
            return ""
        return "\n".join(line for each in reversed(list(_chain(ei[1]))) for line in _lines(each))

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        """The stack's frames, without their lines of source."""
        frames = (line for line in stack_info.splitlines() if line.startswith('  File "'))
        return "\n".join(frames)


def _without_message(told: object) -> object:
    return _name(told) if isinstance(told, BaseException) else told


def _name(problem: BaseException) -> str:
    kind = type(problem)
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")


def _chain(problem: BaseException) -> Iterator[BaseException]:
    """The exception, what it came from, what that came from, …; each once."""
    seen: set[int] = set()
    following: BaseException | None = problem
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        came_from = None if following.__suppress_context__ else following.__context__
        following = following.__cause__ or came_from


def _lines(problem: BaseException) -> Iterator[str]:
    yield _name(problem)
    for frame, line in traceback.walk_tb(problem.__traceback__):
        code = frame.f_code
        yield f"  {code.co_filename}:{line} {code.co_name}"
