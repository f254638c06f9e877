"""What reviewers have signed. Gives BG105, BG109, BG481 to BG483, and BG480 where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen import signoff
from briefgen.checks import chronology, doubt
from briefgen.content import Content
from briefgen.diagnostics import Diagnostic, Related, Span
from briefgen.rules import schema
from briefgen.rules import signoff as rules
from briefgen.signoff import Standing
from briefgen.source import tree
from briefgen.source.places import extent
from briefgen.source.tree import Mapping, Scalar, Sequence, Tree
from briefgen.spelling import close


def files(content: Content) -> Iterator[Diagnostic]:
    """A sign-off is in the language that it is named for, and the brief has an edition in it."""
    for name, loaded in content.signoffs.items():
        where = loaded.tree
        language = loaded.value.language
        if language and language != name:
            text = f"`language`: expected `{name}`, as in the file's name, found `{language}`"
            yield schema.BAD_FORM.at(where.span(("language",)), text)
        planned = signoff.languages(content)
        if planned and name not in planned:
            named = next((one for one in content.audiences if one == name), None)
            best = signoff.language_read_by(content, named) if named else close(name, planned)
            listed = ", ".join(f"`{one}`" for one in planned)
            advice = f"did you mean `{best}`?" if best else f"there are editions in {listed}"
            text = f"no edition of the brief is in `{name}`"
            doubts = (extent(content.brief.tree, ("editions",)),)
            yield rules.UNREAD_LANGUAGE.at(where.span(("language",)), text, advice, (), doubts)


def signatures(content: Content) -> Iterator[Diagnostic]:
    """Each signature has a day that there is, and names records that there are, each of them once."""
    known: frozenset[str] | None = None
    for language, loaded in content.signoffs.items():
        where = loaded.tree
        for node in _each(where, "date"):
            if isinstance(node, Scalar):
                yield from chronology.of_date(node)
        known = known or frozenset(one.name for one in signoff.records(content))
        shown = frozenset(one.name for one in signoff.shown_to(content, language))
        seen: dict[str, Span] = {}
        for records in _each(where, "records"):
            for name, span in records.keys.items() if isinstance(records, Mapping) else ():
                if name in seen:
                    related = (Related(seen[name], "first here"),)
                    text = f"`{name}` is signed twice"
                    advice = "take one of the two lines away"
                    yield rules.SIGNED_TWICE.at(span, text, advice, related)
                elif name not in known:
                    yield _stranger(content, name, span, known - seen.keys())
                elif shown and name not in shown:
                    text = f"`{name}` stands in no edition in `{language}`"
                    yield rules.UNKNOWN_SIGNED.at(span, text, "take the line away")
                seen.setdefault(name, span)


def _each(where: Tree, key: str) -> Iterator[tree.Node]:
    """The values of a key in every signature."""
    listed = where.find(("signatures",))
    for item in listed.items if isinstance(listed, Sequence) else ():
        node = tree.child(item, key)
        if node is not None:
            yield node


def _stranger(content: Content, name: str, span: Span, free: frozenset[str]) -> Diagnostic:
    text = f"there is no record `{name}`"
    best = close(name, sorted(free))
    advice = f"did you mean `{best}`?" if best else "take the line away"
    return rules.UNKNOWN_SIGNED.at(span, text, advice, (), (span, *doubt.of_context(content, name)))


def unsigned(content: Content) -> Iterator[Diagnostic]:
    """Every record that an edition asked for shows is signed as it is now."""
    if not content.brief.sound or content.register is None or not content.register.sound:
        return  # no edition can be made, and what is signed cannot be told
    for language in content.languages:
        names = [
            one for one in content.wanted if signoff.language_read_by(content, one) == language
        ]
        shown = {r.name for one in names for r in signoff.shown_in(content, one)}
        standing = signoff.of_content(content, language)
        if not standing.signatures:
            yield _nothing_signed(content, language, len(shown))
            continue
        for record in standing.records:
            if record.name in shown and standing.state(record.name) != "signed":
                yield _unsigned(content, standing, record)


def _nothing_signed(content: Content, language: str, count: int) -> Diagnostic:
    file = content.signoffs.get(language)
    place = Span(file.tree.name if file else f"{content.folder}/{language}.signed.yaml")
    text = f"no reviewer has signed any of the {count} records in `{language}`"
    return rules.UNSIGNED.at(place, text, f"review them, then {_command(content, language)}")


def _unsigned(content: Content, standing: Standing, record: signoff.Record) -> Diagnostic:
    name, language = record.name, standing.language
    place = signoff.read_at(content, language, record)
    advice = f"review it, then {_command(content, language, name)}"
    signature = standing.signature(name)
    if signature is None:
        return rules.UNSIGNED.at(place, f"`{name}` is not signed in `{language}`", advice)
    text = f"`{name}` was edited after {signature.reviewer} signed it on {signature.date}"
    line = content.signoffs[language].tree.key_span(signature.path)
    return rules.UNSIGNED.at(line, text, advice, (Related(place, "what is read now"),))


def _command(content: Content, language: str, name: str | None = None) -> str:
    only = f" --record {name}" if name else ""
    return f"`briefgen sign {language} {content.slug}{only} --reviewer NAME`"
