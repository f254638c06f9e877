"""Diagnostics as text: place, excerpt with the very words underlined, and advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.diagnostics import Diagnostic, Severity, Span
from briefgen.layers import BUILT_IN
from briefgen.locations import package_data
from briefgen.outcome import Report
from briefgen.report.terminal import escaped, on_a_line, paint

COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
MAX_WIDTH = 110
"""Columns of an excerpt; a longer line is cut around the place."""


def full(
    diagnostic: Diagnostic, lines: Mapping[str, Sequence[str]], *, colour: bool = False
) -> str:
    """One diagnostic with its excerpt. `lines` has the lines of each file that was read."""
    tone = COLOURS[diagnostic.severity]
    head = paint(f"{diagnostic.severity}[{diagnostic.code}]", tone, colour)
    parts = [
        f"{head}: {on_a_line(diagnostic.message)}",
        *_excerpt(diagnostic.span, lines, "^", tone, colour),
    ]
    for related in diagnostic.related:
        parts += _excerpt(related.span, lines, "-", "1;34", colour, related.message)
    if diagnostic.hint:
        parts.append(f"   {paint('= help:', '1;32', colour)} {diagnostic.hint}")
    return "\n".join(parts)


def place(file: str) -> str:
    """A file as people read its name: briefgen's own templates, wherever these are, under built-in/."""
    folder = package_data("templates").resolve().as_posix()
    inside = file.removeprefix(f"{folder}/")
    return file if inside == file else f"{BUILT_IN}{inside}"


def concise(diagnostic: Diagnostic) -> str:
    """One diagnostic on one line."""
    span = diagnostic.span
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    place = f"{span.file}:{span.line}:{span.column}"
    said = f"{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}{hint}"
    return on_a_line(f"{place}: {said}")


def _excerpt(
    span: Span,
    lines: Mapping[str, Sequence[str]],
    mark: str,
    tone: str,
    colour: bool,
    message: str = "",
) -> list[str]:
    bar = paint("|", "1;34", colour)
    arrow = paint("-->", "1;34", colour)
    text = lines.get(span.file, ())
    if not 0 < span.line <= len(text):
        return [f"  {arrow} {on_a_line(place(span.file))}"]
    number = str(span.line)
    gutter = " " * len(number)
    line, column, end = _cut(text[span.line - 1].rstrip("\r"), span)
    before, under = escaped(line[: column - 1]), escaped(line[column - 1 : end - 1])
    underline = " " * _width(before) + mark * max(_width(under), 1)
    return [
        f"{gutter} {arrow} {on_a_line(place(span.file))}:{span.line}:{span.column}",
        f"{gutter} {bar}",
        f"{paint(number, '1;34', colour)} {bar} {escaped(line)}",
        f"{gutter} {bar} {paint(f'{underline} {on_a_line(message)}'.rstrip(), tone, colour)}",
    ]


def excerpt(span: Span, lines: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """The line of a place, cut around it if it is long: what is before, at and after the place."""
    text = lines.get(span.file, ())
    if not 0 < span.line <= len(text):
        return "", "", ""
    line, column, end = _cut(text[span.line - 1].rstrip("\r"), span)
    return line[: column - 1], line[column - 1 : end - 1], line[end - 1 :]


def _cut(line: str, span: Span) -> tuple[str, int, int]:
    """The line without tabs, cut around the place if it is long, with the columns in it."""
    column = min(span.column, len(line) + 1)
    end = span.end_column if span.end_line == span.line else len(line) + 1
    end = max(min(end, len(line) + 1), column)
    line = line.replace("\t", " ")
    if _width(line) > MAX_WIDTH:
        start = max(0, column - 1 - 30)
        kept = line[start : start + MAX_WIDTH - 2]
        while _width(kept) > MAX_WIDTH - 2:
            kept = kept[:-1]
        lead = "…" if start else ""
        tail = "…" if start + len(kept) < len(line) else ""
        column, end = column - start + len(lead), end - start + len(lead)
        line = f"{lead}{kept}{tail}"
        end = min(end, len(line) + 1)
    return line, column, end


def _width(text: str) -> int:
    """Columns on a terminal; Korean and Japanese characters take two."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def count(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity: «2 errors, 1 warning»."""
    found = list(diagnostics)
    parts = []
    for severity in Severity:
        if number := sum(d.severity is severity for d in found):
            parts.append(f"{number} {severity}{'s' if number > 1 else ''}")
    return ", ".join(parts) or "no problems"


def summary(report: Report, *, built: bool) -> str:
    """The one line at the end of a run."""
    briefs = _plural(len(report.briefs), "brief")
    if not built:
        silenced = f", {len(report.silenced)} silenced" if report.silenced else ""
        briefs = f"{briefs} checked" if report.briefs else "checked"
        return f"{briefs}: {count(report.diagnostics)}{silenced}"
    made = _plural(len(report.briefs) - len(report.faulty), "brief")
    files = _plural(len(report.written), "file")
    if report.ok:
        tail = f" ({count(report.diagnostics)})" if report.diagnostics else ""
        if report.unchanged and not report.written:
            return f"{made} up to date, nothing written{tail}"
        same = f", {len(report.unchanged)} unchanged" if report.unchanged else ""
        return f"{made} built, {files} written{same}{tail}"
    kept = ", ".join(f"`{slug}`" for slug in report.faulty) or "nothing"
    return f"{count(report.diagnostics)}; not built: {kept}; {files} written"


def held(report: Report) -> list[str]:
    """Why briefs are not built, edition by edition, and what can be."""
    lines = []
    for one in report.held:
        lines.append(f"no edition of `{one.brief}` is built:")
        for language, names in one.waiting.items():
            listed = ", ".join(f"`{name}`" for name in names)
            verb = "waits" if len(names) == 1 else "wait"
            lines.append(f"  {listed} {verb} for `{language}.po`")
        if one.free:
            named = ", ".join(f"`{name}`" for name in one.free)
            alone = "by itself" if len(one.free) == 1 else "by themselves"
            command = " ".join(["briefgen build", one.brief, *(f"-a {name}" for name in one.free)])
            lines.append(f"  {named} can be built {alone}: `{command}`")
        if one.drafted:
            lines.append("  `briefgen build --draft` shows it as far as it is translated")
    return lines


def explained(report: Report) -> list[str]:
    """Of each file, what was done about it, and why."""
    width = max((len(str(one.path)) for one in report.explained), default=0)
    lines = []
    for one in report.explained:
        done = {"kept": "kept", "copied": "from the store", "made": "made"}[one.fate]
        same = ", as it was" if one.fate == "made" and not one.changed else ""
        lines.append(f"{one.path!s:<{width}}  {done}{same}: {'; '.join(one.reasons)}")
    return lines


def older(report: Report) -> list[str]:
    """The files that a build of some editions has left behind, and the line that mends it."""
    lines = []
    for one in report.older:
        named = ", ".join(f"`{name}`" for name in one.files)
        verb = "is" if len(one.files) == 1 else "are"
        place = f"`{one.folder}`"
        if one.audiences:
            lines.append(f"warning: {named} in {place} {verb} older than the brief")
            parts = ["briefgen build", one.brief, *(f"-a {name}" for name in one.audiences)]
            out = one.folder.parent.as_posix()
            parts += [f"-o {out}"] if out != "out" else []
            lines.append(f"  = help: `{' '.join(parts)}` brings them up to date")
        else:
            lines.append(f"warning: {named} in {place} {verb} of no edition that the brief plans")
            lines.append("  = help: take them away, or name the edition under `editions`")
    return lines


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
