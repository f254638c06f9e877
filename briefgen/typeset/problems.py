"""What a rendering complains of, as values instead of log lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_LOGGERS = ("weasyprint", "fontTools")
_MISSING_GLYPH = ".notdef glyph rendered"


class _Recorder(logging.Handler):
    """Hands every log record to a `Problems`."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        arguments = record.args
        if _MISSING_GLYPH in str(record.msg) and isinstance(arguments, tuple):
            self.problems.missing += str(arguments[0])
        else:
            self.problems.add(record.getMessage())


@dataclass(slots=True)
class Problems:
    """The problems of one rendering, each once, in the order of their coming.

    `missing` gathers the characters for which no font had a glyph.
    """

    messages: list[str] = field(default_factory=list)
    missing: str = ""

    def add(self, message: str) -> None:
        """Note a problem; its first letter is put in lower case, a final stop is dropped."""
        text = message.strip().rstrip(".")
        text = text[:1].lower() + text[1:] if text[1:2].islower() else text
        if text not in self.messages:
            self.messages.append(text)

    def result(self) -> tuple[str, ...]:
        """Return all problems; missing characters are named together in one."""
        missing = "".join(sorted(set(self.missing)))
        if not missing:
            return tuple(self.messages)
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing)
        return (*self.messages, f"no font has a glyph for {named}")


@contextmanager
def recorded(problems: Problems) -> Iterator[None]:
    """Send what WeasyPrint and fontTools log to `problems` and nowhere else.

    Logging is shared by all threads: the caller keeps renderings apart.
    """
    recorder = _Recorder(problems)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger, logger.propagate, logger.level, logger.handlers[:]) for logger in loggers]
    try:
        for logger in loggers:
            logger.propagate, logger.handlers = False, [recorder]
            logger.setLevel(logging.WARNING)
        yield
    finally:
        for logger, propagate, level, handlers in before:
            logger.propagate, logger.handlers = propagate, handlers
            logger.setLevel(level)


class _Listener(logging.Handler):
    """Keeps messages of any weight."""

    def __init__(self, heard: list[tuple[bool, str]]) -> None:
        super().__init__(logging.DEBUG)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append((record.levelno >= logging.WARNING, record.getMessage()))


@contextmanager
def listening() -> Iterator[list[tuple[bool, str]]]:
    """Gather all that WeasyPrint logs: each message, and whether it is a warning or worse."""
    heard: list[tuple[bool, str]] = []
    logger = logging.getLogger(_LOGGERS[0])
    before = logger.propagate, logger.level, logger.handlers[:]
    try:
        logger.propagate, logger.handlers = False, [_Listener(heard)]
        logger.setLevel(logging.DEBUG)
        yield heard
    finally:
        logger.propagate, logger.handlers = before[0], before[2]
        logger.setLevel(before[1])
