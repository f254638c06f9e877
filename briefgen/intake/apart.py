"""Reading PDFs in a process of its own: the library may take any memory and time, and end its process.

The process is given the bytes of a document by standard input, and answers with JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from briefgen.diagnostics import Span
from briefgen.intake import Block, Unreadable
from briefgen.limits import (
    Exceeded,
    Limits,
    is_for_want_of_memory,
    limit_of,
    memory_taken,
    worker_kept,
)
from briefgen.rules import syntax

LIMITS = Limits(seconds=60, memory=1_000)
"""What reading one document may take."""
_CODE = "import sys; from briefgen.intake.apart import main; main(*sys.argv[1:])"
_RULES = {rule.code: rule for rule in syntax.RULES}


def read(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a PDF. Raises `Unreadable`."""
    done = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-P", "-c", _CODE, name, str(LIMITS.seconds), str(LIMITS.memory)],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(one or os.curdir for one in sys.path)},
        check=False,
    )
    if done.returncode:
        raise _died(done.returncode, name)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "code" in answer:
        raise Unreadable(_RULES[answer["code"]].at(Span(name), answer["message"]))
    return tuple(Block(*one) for one in answer["blocks"])


def _died(status: int, name: str) -> Unreadable:
    """What is said of a document whose process has ended so; a status below 0 is a signal's number."""
    limit = "memory" if is_for_want_of_memory(-status) else limit_of(-status)
    if limit is None:
        message = f"`{name}` is not a PDF that can be read"
        return Unreadable(syntax.UNREADABLE.at(Span(name), message))
    excess = Exceeded(limit, getattr(LIMITS, limit))
    message = f"`{name}` is too much to read: {excess}"
    return Unreadable(syntax.TOO_LARGE.at(Span(name), message))


def main(name: str, seconds: str, memory: str) -> None:
    """Read the document on standard input, within limits, and print what is in it."""
    from briefgen.intake.pdf import read_here

    data = sys.stdin.buffer.read()
    limits = Limits(seconds=int(seconds), memory=int(memory))
    with worker_kept(limits, memory_taken()):
        try:
            answer: dict[str, Any] = {
                "blocks": [(one.text, one.kind, one.page) for one in read_here(data, name)]
            }
        except Unreadable as fault:
            answer = {"code": fault.diagnostic.code, "message": fault.diagnostic.message}
        except MemoryError:
            message = f"`{name}` is too much to read: {Exceeded('memory', limits.memory)}"
            answer = {"code": syntax.TOO_LARGE.code, "message": message}
    sys.stdout.write(json.dumps(answer))
