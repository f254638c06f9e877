"""Sign-offs are edited line by line: what people wrote stays."""

from __future__ import annotations

import pytest

from briefgen.load import load
from briefgen.model.signoff import SignOff
from briefgen.signoff import edit
from briefgen.source import yaml
from briefgen.source.files import TextFile
from briefgen.source.tree import Tree

DAY = "2026-11-20"
ONE, TWO, THREE = (f"sha256:{digit * 64}" for digit in "123")


def read(text: str) -> tuple[Tree, SignOff]:
    tree, problems = yaml.parse(TextFile("ja.signed.yaml", text, ""))
    assert tree is not None
    assert not problems
    loaded, problems = load(SignOff, tree)
    assert not problems
    return tree, loaded.value


def signing(
    *records: str, reviewer: str = "Yoko Tanaka", digest: str = TWO, note: str | None = None
) -> edit.Signing:
    return edit.Signing(reviewer, "2026-11-22", note, dict.fromkeys(records, digest))


def signed(text: str, new: edit.Signing) -> str:
    return edit.signed(text, read(text)[0], new)


def said(text: str) -> dict[str, tuple[str, str]]:
    found = read(text)[1].signatures
    return {name: (one.reviewer, digest) for one in found for name, digest in one.records.items()}


BLOCK = f"""\
# Kept as it is.
language: ja
signatures:
  # the first reading
  - reviewer: Hanako Sato
    date: "2026-11-20"
    records:
      title: {ONE} # twice
      # not sure of this one
      findings/F1: {ONE}

  - reviewer: Yoko Tanaka
    date: "2026-11-22"
    records:
      "findings/F2": "{ONE}"
# the end
"""


def test_what_is_begun_can_be_read_and_names_its_schema() -> None:
    new = signing("title", "findings/F1", reviewer="김민수: 감수", note='a "remark"')
    text = edit.begun("ja", new, "../../schemas/signoff.schema.json")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/signoff.schema.json\n")
    (signature,) = read(text)[1].signatures
    assert (signature.reviewer, signature.note) == ("김민수: 감수", 'a "remark"')
    assert list(signature.records) == ["title", "findings/F1"]
    assert all(len(line) <= 100 for line in text.splitlines())


def test_only_the_lines_of_what_is_signed_change() -> None:
    made = signed(BLOCK, signing("title", "findings/F3"))
    assert said(made) == {
        "findings/F1": ("Hanako Sato", ONE),
        "findings/F2": ("Yoko Tanaka", ONE),
        "title": ("Yoko Tanaka", TWO),
        "findings/F3": ("Yoko Tanaka", TWO),
    }
    lines = BLOCK.splitlines()
    lines.remove(f"      title: {ONE} # twice")
    at = lines.index("# the end")
    lines[at:at] = [f"      title: {TWO} # twice", f"      findings/F3: {TWO}"]
    assert made.splitlines() == lines


def test_a_signature_under_nothing_goes_and_its_comments_stay() -> None:
    made = signed(BLOCK, signing("title", "findings/F1", reviewer="K. Ito"))
    assert {one.reviewer for one in read(made)[1].signatures} == {"Yoko Tanaka", "K. Ito"}
    for comment in (
        "# Kept as it is.",
        "# the first reading",
        "# not sure",
        "# twice",
        "# the end",
    ):
        assert comment in made
    assert made.index("K. Ito") > made.index("findings/F2")


def test_another_day_or_remark_is_another_signature() -> None:
    made = signed(BLOCK, signing("findings/F4", note="in print"))
    assert [one.note for one in read(made)[1].signatures] == [None, None, "in print"]


@pytest.mark.parametrize(
    "text",
    [
        "language: ja\n",
        "language: ja\nsignatures:\n",
        "language: ja\nsignatures: []\n",
        "signatures:\n# none yet\nlanguage: ja\n",
        'language: ja\nsignatures:\n- reviewer: A\n  date: "2026-11-20"\n  records:\n',
        'language: ja\nsignatures:\n- reviewer: Yoko Tanaka\n  date: "2026-11-22"\n  records:\n',
        "signatures:\n    -   reviewer: A\n        date: 2026-11-20\n        records: {}\nlanguage: ja\n",
    ],
)
def test_the_first_signature_of_a_file_that_is_there(text: str) -> None:
    made = signed(text, signing("title"))
    assert said(made) == {"title": ("Yoko Tanaka", TWO)}
    assert said(signed(made, signing("title", digest=THREE))) == {"title": ("Yoko Tanaka", THREE)}


@pytest.mark.parametrize(
    "text",
    [
        f"language: ja\nsignatures:\n  - {{reviewer: A, date: {DAY}, records: {{title: {ONE}}}}}\n",
        f"language: ja\nsignatures: [{{reviewer: A, date: {DAY}, records: {{title: {ONE}}}}}]\n",
        f"{{language: ja, signatures: [{{reviewer: A, date: {DAY}, records: {{title: {ONE}}}}}]}}\n",
        f"language: ja\nsignatures:\n  - reviewer: A\n    date: {DAY}\n    records:\n"
        f"      title:\n        {ONE}\n",
    ],
)
def test_what_is_not_written_line_by_line_is_left_alone(text: str) -> None:
    with pytest.raises(edit.NotBlockStyle):
        signed(text, signing("title"))


def test_more_records_than_one_signature_can_hold() -> None:
    many = [f"findings/F{number}" for number in range(2_500)]
    text = edit.begun("ja", signing(*many), None)
    assert [len(one.records) for one in read(text)[1].signatures] == [1000, 1000, 500]
    more = [f"risks/K{number}" for number in range(600)]
    made = signed(text, signing(*more))
    assert len(said(made)) == 3_100
