"""The table of formats for programs; those for people, full and concise, are in `text`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.pipeline import Report
from briefgen.report import github, records, sarif

MACHINE: Mapping[str, Callable[[Report], str]] = {
    "json": records.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""Each turns a report into the text that standard output then holds, and nothing else."""
