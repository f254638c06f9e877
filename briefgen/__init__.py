"""briefgen compiles a policy essay, encoded once as data, into briefs for different readers.

The verbs of the command line, as functions:

- `build(workspace, …)` writes editions and returns a `Report`;
- `review(workspace, …)` writes review sheets and returns a `Report`;
- `validate(workspace, …)` returns a `Report` with every diagnostic;
- `sign(workspace, language, …)` records that a reviewer has read records of briefs in a language;
- `briefs(workspace)` and `audience_names(workspace)` list what there is;
- `open_workspace(content, …)` finds content and templates.

Everything is imported on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.compiler import build
    from briefgen.diagnostics import Diagnostic, Severity, Span
    from briefgen.locations import open_workspace
    from briefgen.pipeline import EnvironmentFault, Report, WrittenFile, validate
    from briefgen.reviewing import review
    from briefgen.settle import Settings
    from briefgen.signing import CannotSign, SignReport, sign
    from briefgen.workspace import Workspace, audience_names, briefs

_PLACES = {
    "CannotSign": "signing",
    "Diagnostic": "diagnostics",
    "EnvironmentFault": "pipeline",
    "Report": "pipeline",
    "Settings": "settle",
    "Severity": "diagnostics",
    "SignReport": "signing",
    "Span": "diagnostics",
    "Workspace": "workspace",
    "WrittenFile": "pipeline",
    "audience_names": "workspace",
    "briefs": "workspace",
    "build": "compiler",
    "open_workspace": "locations",
    "review": "reviewing",
    "sign": "signing",
    "validate": "pipeline",
}

__all__ = [
    "CannotSign",
    "Diagnostic",
    "EnvironmentFault",
    "Report",
    "Settings",
    "Severity",
    "SignReport",
    "Span",
    "Workspace",
    "WrittenFile",
    "audience_names",
    "briefs",
    "build",
    "open_workspace",
    "review",
    "sign",
    "validate",
]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        value = getattr(import_module(f"briefgen.{_PLACES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'briefgen' has no attribute {name!r}")
