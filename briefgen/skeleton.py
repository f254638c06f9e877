"""The beginning of a brief: register, a commented brief.yaml and catalogs, with TODO for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen import messages, registering
from briefgen.i18n import template
from briefgen.i18n.template import Source
from briefgen.intake.prose import Essay
from briefgen.load import load
from briefgen.model.brief import Brief
from briefgen.model.register import Register
from briefgen.registering import first_words
from briefgen.source import po, yaml
from briefgen.source.files import TextFile


def files(
    slug: str,
    essay: Essay,
    source: str,
    language: str,
    audiences: Mapping[str, str],
    schemas: str | None = None,
) -> dict[str, str]:
    """The files of a new brief by name. `audiences` gives the language of each audience.

    `source` is the name of the essay's file; `schemas` is the way from the folder to the JSON Schemas.
    """
    scheme = f"{schemas}/register.schema.json" if schemas else None
    register = registering.new_register(essay, source, language, scheme)
    scheme = f"{schemas}/brief.schema.json" if schemas else None
    brief = brief_yaml(essay, language, tuple(audiences), scheme)
    made = {"source.yaml": register}
    texts = _messages(brief, register)
    for other in dict.fromkeys(audiences.values()):
        if other != language:
            made[f"{other}.po"] = po.write(template.units(texts, slug, other))
    return made | {"brief.yaml": brief}


def _messages(brief: str, register: str) -> list[Source]:
    brief_tree, _ = yaml.parse(TextFile("brief.yaml", brief, ""))
    register_tree, _ = yaml.parse(TextFile("source.yaml", register, ""))
    assert brief_tree is not None
    assert register_tree is not None
    own = messages.of_brief(load(Brief, brief_tree)[0].value)
    more = messages.of_register(load(Register, register_tree)[0].value)
    return template.of_messages(
        [*((one, brief_tree) for one in own), *((one, register_tree) for one in more)]
    )


def brief_yaml(
    essay: Essay, language: str, audiences: Sequence[str], schema: str | None = None
) -> str:
    """A brief in which everything is still to be written; the passages are listed for reference."""
    head = f"# yaml-language-server: $schema={schema}\n\n" if schema else ""
    listed = "".join(
        f"#   p{number:<3} {first_words(text)}\n" for number, text in enumerate(essay.paragraphs, 1)
    )
    plans = "".join(_PLAN.format(audience=audience) for audience in audiences)
    return head + _BRIEF.format(listed=listed, language=language) + plans


_BRIEF = """\
# The encoding of one essay in the base language. What reads TODO is still to be written; each is one
# diagnostic of `briefgen validate`. Write in your own words: “ and ” stand only around words of the
# source, at most fifteen, in records anchored to the passage they come from.
#
# The passages, by their first words (p2.3 is the third sentence of the second):
{listed}
language: {language}
title: TODO # the brief's own title, as a claim
subtitle: TODO # one line: what the brief is about

publication:
  series: TODO # name of the series
  number: TODO # number in the series, between quotation marks: "1"
  date: TODO # date of issue: 2001-05-31
  publisher: TODO
  contact: TODO # e-mail address or link

bottom_line: TODO # the whole in 40 to 60 words, at the head of every summary

# The question and its background.
introduction:
  - id: I1
    text: TODO # one paragraph
    passages: [TODO] # the passages that carry it: [p1, p2.1]

# What the source holds to be the case. Copy a record for each further finding: F2, F3, …
findings:
  - id: F1
    claim: TODO # the finding as one full sentence, which becomes its heading
    summary: TODO # the finding as one sentence for the summary box
    explanation: TODO # one paragraph that explains the claim
    # evidence: # what the source offers in support; leave it out where it offers none
    #   - {{id: F1a, text: …, passages: [p2.2]}}
    passages: [TODO]
    actors: [A1]
    strength: TODO # how firmly the source holds it: evidenced, firm, asserted or hedged

core: [F1] # findings that stand in every edition's summary

# What the source asks somebody to do.
recommendations:
  - id: R1
    action: TODO # what to do, verb first, without naming the addressee
    explanation: TODO # why and how, in one or two sentences
    addressees: [A1]
    horizon: [TODO] # near, medium, long, continuing
    supports: [F1] # the findings it rests on
    basis: TODO # explicit or implied
    passages: [TODO]

# What may go wrong, ties between actors, what happened, and context from outside the source. Take away
# the # where the source has such.
# risks:
#   - {{id: K1, title: …, text: …, basis: explicit, passages: [p3], actors: [A1]}}
# relationships:
#   - {{id: L1, between: [A1, A2], name: …, state: firm, trend: improving, label: …, text: …, passages: [p3]}}
# events:
#   - {{id: E1, kind: agreement, title: …, stated: since 1998, date: 1998, passages: [p3]}}
# context:
#   - {{id: C1, text: …, about: [F1]}}

# States, organisations and persons that the source speaks of. The identifier is yours to choose (US,
# TCOG); change it everywhere.
actors:
  - id: A1
    kind: TODO # state, organisation or person
    name: TODO # as it stands in running text
    # country: US # the country that it is, or belongs to

# What follows.
conclusion:
  - id: Z1
    text: TODO # one paragraph
    passages: [TODO]

# What differs for each audience: what comes first, and one note that is labelled as the editors'.
editions:
"""

_PLAN = """\
  {audience}:
    leads: {{findings: [F1], recommendations: [R1]}}
    note:
      text: TODO # what these readers should know beside the essay
"""
