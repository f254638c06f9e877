"""How records are signed off, as the sheet shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen import signoff
from briefgen.content import Content
from briefgen.sheet.model import Signature, SignatureState, Signing

_STATES: dict[signoff.State, SignatureState] = {
    "signed": "signed",
    "void": "changed",
    "unsigned": "unsigned",
}


class Signatures:
    """Knows how records stand, where anything is signed and the files are sound enough to tell."""

    def __init__(self, content: Content, languages: Sequence[str]) -> None:
        register = content.register
        is_sound = content.brief.sound and register is not None and register.sound
        known = languages if is_sound and content.signoffs else ()
        self.standings = {one: signoff.of_content(content, one) for one in known}

    def of(self, contexts: Iterable[str]) -> tuple[Signature, ...]:
        """How a record with these texts stands in each language whose readers see it."""
        names = dict.fromkeys(signoff.record_of(context) for context in contexts)
        return tuple(
            _signature(standing, seen)
            for standing in self.standings.values()
            if (seen := [name for name in names if name in standing.digests])
        )

    def summary(self, language: str) -> Signing | None:
        """How the records of a language stand together; None if that is not known."""
        standing = self.standings.get(language)
        if standing is None:
            return None
        there = {one.name for one in standing.records}
        signers = {
            (one.reviewer, one.date) for name, one in standing.signatures.items() if name in there
        }
        return Signing(
            signed=len(standing.names("signed")),
            changed=len(standing.names("void")),
            unsigned=len(standing.names("unsigned")),
            signers=tuple(sorted(signers, key=lambda one: (one[1], one[0]), reverse=True)),
        )


def _signature(standing: signoff.Standing, names: list[str]) -> Signature:
    """The least that can be said of some records, and who has signed one of them last."""
    states = {_STATES[standing.state(name)] for name in names}
    order: tuple[SignatureState, ...] = ("changed", "unsigned", "signed")
    state = next(one for one in order if one in states)
    signed = [one for name in names if (one := standing.signature(name))]
    last = max(signed, key=lambda one: one.date, default=None)
    if last is None:
        return Signature(standing.language, state)
    notes = dict.fromkeys(one.note for one in signed if one.note)
    return Signature(standing.language, state, last.reviewer, last.date, "; ".join(notes))
