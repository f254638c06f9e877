"""Where anchors, register and source must agree. Gives BG301, BG302, BG306 and BG313 to BG316."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen import fingerprint
from briefgen.checks import doubt
from briefgen.content import Content, identifiers
from briefgen.diagnostics import Diagnostic, Span
from briefgen.model.register import Passage, Register
from briefgen.rules import provenance as rules
from briefgen.rules import references
from briefgen.source import essay, tree
from briefgen.source.tree import Scalar, Sequence, Tree

REFRESH = "refresh the register: `briefgen source register FILE -o {}`"
MIN_STRANGER = 15
"""Words from which on a block of the text that no passage knows is taken for a paragraph."""


def passages(content: Content) -> Iterator[Diagnostic]:
    """Every anchor names a passage of the register, and a sentence that it has, once."""
    if content.register is None:
        return
    known = dict.fromkeys(name for name, _ in identifiers(content.register.tree, ("passages",)))
    sentences = {p.id: p.sentences for p in content.register.value.passages if p.id and p.sentences}
    doubts = doubt.of_list(content.register.tree, ("passages",), Register)
    for anchors in _anchor_lists(content.brief.tree):
        seen: set[str] = set()
        for item in anchors:
            if item.text in seen:
                message = f"`{item.text}` stands twice in `passages`"
                yield references.REPEATED.at(item.span, message, "name it once")
            elif item.text not in known:
                yield from _anchor(item, list(known), sentences, doubts)
            seen.add(item.text)


def _anchor(
    item: Scalar, known: list[str], sentences: dict[str, int], doubts: tuple[Span, ...]
) -> Iterator[Diagnostic]:
    paragraph, _, sentence = item.text.partition(".")
    if not re.fullmatch(r"p[1-9]\d*", paragraph):
        return  # not the form of an anchor; the schema has said so
    if paragraph not in known:
        message = f"the register has no passage `{paragraph}`"
        yield rules.UNKNOWN_PASSAGE.at(item.span, message, _range(known), (), doubts)
    elif sentence.isdigit() and paragraph in sentences and int(sentence) > sentences[paragraph]:
        count = sentences[paragraph]
        noun = "sentence" if count == 1 else "sentences"
        message = f"passage `{paragraph}` has {count} {noun}, found `{item.text}`"
        yield rules.UNKNOWN_SENTENCE.at(item.span, message)


def _range(known: list[str]) -> str | None:
    return f"there are `{known[0]}` to `{known[-1]}`" if known else None


def _anchor_lists(where: Tree) -> Iterator[list[Scalar]]:
    for path, node in tree.walk(where.root):
        if path[-1:] == ("passages",) and isinstance(node, Sequence):
            yield [item for item in node.items if isinstance(item, Scalar)]


def numbered(content: Content) -> Iterator[Diagnostic]:
    """The passages of the register are p1, p2, … without gap; a gap is said once, where it is."""
    if content.register is None:
        return
    where, before = content.register.tree, 0
    for name, path in identifiers(where, ("passages",)):
        if not re.fullmatch(r"p[1-9]\d{0,3}", name):
            before += 1  # a broken number has its own diagnostic
            continue
        if int(name[1:]) != before + 1:
            message = f"expected passage `p{before + 1}`, found `{name}`"
            doubts = doubt.of_list(where, ("passages",), Register)
            span = where.span(path)
            yield rules.PASSAGE_ORDER.at(span, message, "number passages in order", (), doubts)
        before = int(name[1:])


def fingerprints(content: Content) -> Iterator[Diagnostic]:
    """The fingerprints of a register can be read, and where its text is at hand, they are its."""
    if content.register is None:
        return
    where = content.register.tree
    for index, passage in enumerate(content.register.value.passages):
        original = content.originals.get(passage.id or "")
        for key, n in (("bigrams", 2), ("tetragrams", 4)):
            kept = getattr(passage, key)
            if kept is None:
                continue
            span = where.key_span(("passages", index, key))
            if not fingerprint.readable(kept):
                message = f"the {key} of `{passage.id}` are damaged"
            elif original is not None and "".join(kept.split()) != fingerprint.shingles(
                original, n
            ):
                message = f"the {key} of `{passage.id}` are not those of its text"
            else:
                continue
            yield rules.DAMAGED_FINGERPRINTS.at(span, message, REFRESH.format(where.name))


def counts(content: Content) -> Iterator[Diagnostic]:
    """Where the text is at hand, each passage has the words and sentences that are registered."""
    if content.register is None:
        return
    where = content.register.tree
    for index, passage in enumerate(content.register.value.passages):
        original = content.originals.get(passage.id or "")
        if original is None:
            continue
        for key, right in (
            ("words", essay.word_count(original)),
            ("sentences", len(essay.sentences(original))),
        ):
            kept = getattr(passage, key)
            if kept is not None and kept != right:
                message = f"passage `{passage.id}`: expected {right} {key}, found {kept}"
                span = where.span(("passages", index, key))
                yield rules.MISCOUNTED_PASSAGE.at(span, message, REFRESH.format(where.name))


def source(content: Content) -> Iterator[Diagnostic]:
    """The text at hand is the one that the register was made from, paragraph by paragraph."""
    if content.essay is None or content.register is None:
        return
    register, originals = content.register, content.originals
    known = [p for p in register.value.passages if p.id and p.digest]
    name, where = register.value.file, register.tree
    if known and not originals:
        message = f"no passage of the register is in `{name}`"
        advice = "name the folder of the right text, or make the register anew"
        yield rules.SOURCE_CHANGED.at(where.span(("file",)), message, advice)
        return
    parts = essay.blocks(content.essay)
    for index, passage in enumerate(register.value.passages):
        if passage.id and passage.digest and passage.id not in originals:
            message = f"passage `{passage.id}` is not in `{name}` as it was registered"
            span = where.span(("passages", index, "digest"))
            yield rules.SOURCE_CHANGED.at(span, message, _nearest(passage, parts))
    digests = {p.id: p.digest for p in known}
    for block in essay.strangers(content.essay, digests) if len(originals) == len(known) else ():
        if essay.word_count(block) >= MIN_STRANGER:
            message = f"`{name}` has a paragraph that is not registered: “{_first_words(block)} …”"
            advice = REFRESH.format(where.name)
            yield rules.SOURCE_CHANGED.at(where.span(("file",)), message, advice)
    yield from _whole(content, len(known))


def _whole(content: Content, known: int) -> Iterator[Diagnostic]:
    """The order of the passages and the digest of the whole, once each of them is found."""
    register, originals = content.register, content.originals
    assert register is not None
    ids = [p.id for p in register.value.passages]
    if len(originals) != known or known != len(ids):
        return
    for index, (name, there) in enumerate(zip(ids, originals, strict=True)):
        if name != there:
            message = f"expected the passage that is `{there}`, found `{name}`: the text has another order"
            span = register.tree.span(("passages", index, "id"))
            yield rules.PASSAGE_ORDER.at(span, message, REFRESH.format(register.tree.name))
            return
    whole = fingerprint.digest(" ".join(originals.values()))
    if register.value.digest and register.value.digest != whole:
        message = f"the digest of the whole is not that of `{register.value.file}`"
        advice = f"expected `{whole}`"
        yield rules.WRONG_DIGEST.at(register.tree.span(("digest",)), message, advice)


def _nearest(passage: Passage, parts: tuple[str, ...]) -> str:
    """Which paragraph of the text the registered one may have become."""
    advice = "compare the texts, and refresh the register"
    shared = [
        (fingerprint.alike(passage.bigrams or "", fingerprint.shingles(p, 2)), p) for p in parts
    ]
    best, block = max(shared, key=lambda pair: pair[0], default=(0.0, ""))
    if best < 0.3:
        return f"{advice}; nothing in the text resembles it"
    return f"{advice}; the paragraph “{_first_words(block)} …” shares {best:.0%} of its word pairs"


def _first_words(block: str) -> str:
    return " ".join(block.split()[:6])
