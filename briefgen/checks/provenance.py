"""Where statement and source must agree. Gives BG301 to BG306."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen import fingerprint
from briefgen.content import Content, identifiers
from briefgen.diagnostics import Diagnostic, Span
from briefgen.model.register import Passage
from briefgen.rules import provenance as rules
from briefgen.source import essay, tree
from briefgen.source.tree import Path, Scalar, Sequence, Tree
from briefgen.text import quotations as quoted

MAX_WORDS = 15
"""Longest quotation, in words."""


def passages(content: Content) -> Iterator[Diagnostic]:
    """Every anchor names a passage of the register, and a sentence that it has."""
    if content.register is None:
        return
    known = [name for name, _ in identifiers(content.register.tree, ("passages",))]
    sentences = {p.id: p.sentences for p in content.register.value.passages if p.id and p.sentences}
    for item in _anchors(content.brief.tree):
        paragraph, _, sentence = item.text.partition(".")
        if not paragraph.startswith("p"):
            continue
        if paragraph not in known:
            message = f"the register has no passage `{paragraph}`"
            yield rules.UNKNOWN_PASSAGE.at(item.span, message, _range(known))
        elif sentence.isdigit() and int(sentence) > sentences.get(paragraph, 999):
            message = (
                f"passage `{paragraph}` has {sentences[paragraph]} sentences, found `{item.text}`"
            )
            yield rules.UNKNOWN_SENTENCE.at(item.span, message)


def _range(known: list[str]) -> str | None:
    return f"there are `{known[0]}` to `{known[-1]}`" if known else None


def _anchors(where: Tree) -> Iterator[Scalar]:
    for path, node in tree.walk(where.root):
        if path[-1:] == ("passages",) and isinstance(node, Sequence):
            yield from (item for item in node.items if isinstance(item, Scalar))


def quotations(content: Content) -> Iterator[Diagnostic]:
    """Every quotation is short, anchored, and stands in its passages word for word."""
    if content.register is None:
        return
    register = {p.id: p for p in content.register.value.passages if p.id and p.bigrams}
    originals = source_texts(content)
    for message, where in content.messages:
        if where is not content.brief.tree:
            continue
        for phrase in quoted(message.text):
            span = text_span(where, message.path, phrase)
            count = len(fingerprint.words(phrase))
            if count > MAX_WORDS:
                text = f"the quotation has {count} words, expected at most {MAX_WORDS}"
                yield rules.LONG_QUOTATION.at(
                    span, text, "quote less, and say the rest in your own words"
                )
            if not message.passages:
                text = "a quotation in a text without passages"
                advice = "take the quotation marks away, or anchor the text"
                yield rules.UNANCHORED_QUOTATION.at(span, text, advice)
                continue
            yield from _verify(phrase, message.passages, register, originals, span)


def source_texts(content: Content) -> Mapping[str, str]:
    """The paragraphs of the source by passage, where the text is at hand and unchanged."""
    if content.essay is None or content.register is None:
        return {}
    digests = {p.id: p.digest for p in content.register.value.passages if p.id and p.digest}
    return essay.match(content.essay, digests)


def _verify(
    phrase: str,
    anchors: tuple[str, ...],
    register: Mapping[str, Passage],
    originals: Mapping[str, str],
    span: Span,
) -> Iterator[Diagnostic]:
    named = [a.partition(".")[0] for a in anchors]
    if not all(name in register for name in named):
        return  # an unknown or broken passage has its own diagnostic
    if any(_stands_in(phrase, register[name], originals.get(name)) for name in named):
        return
    elsewhere = [n for n, p in register.items() if _stands_in(phrase, p, originals.get(n))]
    short = phrase if len(phrase) <= 40 else phrase[:39] + "…"
    message = f"“{short}” does not stand in {', '.join(f'`{n}`' for n in dict.fromkeys(named))}"
    advice = (
        f"it stands in `{elsewhere[0]}`" if elsewhere else "quote word for word, or drop the marks"
    )
    yield rules.ALTERED_QUOTATION.at(span, message, advice)


def _stands_in(phrase: str, passage: Passage, original: str | None) -> bool:
    wanted = fingerprint.words(phrase)
    if original is not None:
        text = " ".join(fingerprint.words(original))
        return f" {' '.join(wanted)} " in f" {text} "
    if len(wanted) >= 4:
        return fingerprint.contains(passage.tetragrams, phrase, 4)
    return len(wanted) < 2 or fingerprint.contains(passage.bigrams, phrase, 2)


def source(content: Content) -> Iterator[Diagnostic]:
    """The text at hand is the one that the register was made from."""
    if content.essay is None or content.register is None:
        return
    register = content.register
    absent = [
        (index, p.id)
        for index, p in enumerate(register.value.passages)
        if p.id and p.digest and p.id not in source_texts(content)
    ]
    for index, name in absent:
        message = f"passage `{name}` is not in `{register.value.file}` as it was registered"
        advice = "compare the texts, and make the register anew"
        span = register.tree.span(("passages", index, "digest"))
        yield rules.SOURCE_CHANGED.at(span, message, advice)


def text_span(where: Tree, path: Path, phrase: str) -> Span:
    """Where a phrase stands in a text, or the text's beginning if it is folded over lines."""
    span = where.span(path)
    last = min(span.line + 60, len(where.lines))
    for number in range(span.line, last + 1):
        line = where.lines[number - 1]
        column = line.find(phrase, span.column - 1 if number == span.line else 0)
        if column >= 0:
            return Span(span.file, number, column + 1, number, column + 1 + len(phrase))
        if (
            number > span.line
            and line.strip()
            and _indent(line) <= _indent(where.lines[span.line - 1])
        ):
            break
    return span


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
