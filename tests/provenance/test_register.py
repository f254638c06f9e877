"""`briefgen source register`: new registers, and old ones brought up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from briefgen import fingerprint
from briefgen.cli import cli
from briefgen.source.essay import sentences, word_count
from tests import cases

PARAGRAPHS = [
    "The lamp on the pier is lit by hand each evening. Nobody remembers who began it, or why it was begun.",
    "Fog comes in from the north in autumn, and the ferries wait for hours. The towns have grown used to "
    "waiting; some say that they have grown fond of it.",
    "A second timetable for the winter was printed once, in blue. It was a failure, since nobody could "
    "find it under the old one.",
    "What remains is a habit: to ask the pilot. He knows the tide, the fog and the moods of both councils.",
]
OLD = """\
# A comment at the head.
bibliography: {{id: x-2001, type: article, title: Lamps, author: [{{family: X, given: Y.}}],
  author-note: Pilot, language: en}} # in one line
file: old.txt # the name
digest: {whole}

passages:
{passages}
# Notes are for readers.
notes:
  - Kept as it is.
"""


def old_register(order: list[int]) -> str:
    parts = []
    for number, index in enumerate(order, 1):
        text = PARAGRAPHS[index]
        parts.append(
            f"  # on paragraph {index}\n  - id: p{number}\n    words: {word_count(text)}\n"
            f"    sentences: {len(sentences(text))} # counted\n    gist: >-\n      Gist of\n      {index}.\n"
            f"    digest: {fingerprint.digest(text)}\n"
            f'    bigrams: "{fingerprint.shingles(text, 2)}"\n'
            f"    tetragrams: {fingerprint.shingles(text, 4)}\n"
        )
    whole = fingerprint.digest(" ".join(PARAGRAPHS[n] for n in order))
    return OLD.format(whole=whole, passages="\n".join(parts))


def register(folder: Path, text: str, *options: str) -> Result:
    (folder / "old.txt").write_text(text, "utf-8")
    arguments = ["source", "register", str(folder / "old.txt"), "-o", str(folder / "source.yaml")]
    return CliRunner().invoke(cli, [*arguments, *options])


def test_a_new_register_describes_the_text_and_does_not_hold_it(tmp_path: Path) -> None:
    text = "On Lamps\n\nby Jane Roe and J. B. Poe\n\n" + "\n\n".join(PARAGRAPHS)
    done = register(tmp_path, text)
    assert done.exit_code == 0, done.output
    assert "4 passages" in done.output
    written = (tmp_path / "source.yaml").read_text("utf-8")
    made = yaml.safe_load(written)
    assert made["bibliography"]["title"] == "On Lamps"
    authors = [(a["given"], a["family"]) for a in made["bibliography"]["author"]]
    assert authors == [("Jane", "Roe"), ("J. B.", "Poe")]
    assert made["digest"] == fingerprint.digest(" ".join(PARAGRAPHS))
    for passage, paragraph in zip(made["passages"], PARAGRAPHS, strict=True):
        assert passage["gist"] == "TODO"
        assert passage["digest"] == fingerprint.digest(paragraph)
        assert "".join(passage["bigrams"].split()) == fingerprint.shingles(paragraph, 2)
        assert passage["sentences"] == 2
    for paragraph in PARAGRAPHS:
        words = paragraph.split()
        assert not any(" ".join(words[n : n + 4]) in written for n in range(len(words) - 3))


def test_a_register_that_holds_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "source.yaml").write_text(old_register([0, 1, 2, 3]), "utf-8")
    before = (tmp_path / "source.yaml").stat().st_mtime_ns
    done = register(tmp_path, "\n\n".join(PARAGRAPHS))
    assert done.exit_code == 0
    assert "4 same, 0 changed, 0 new, 0 gone; nothing to write" in done.output
    assert (tmp_path / "source.yaml").stat().st_mtime_ns == before


def test_gists_stay_with_their_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "source.yaml").write_text(old_register([0, 1, 2]), "utf-8")
    edited = PARAGRAPHS[1].replace("in autumn", "in late autumn")
    done = register(tmp_path, "\n\n".join([PARAGRAPHS[3], edited, PARAGRAPHS[0]]))
    assert done.exit_code == 0, done.output
    assert "1 same, 1 changed, 1 new, 1 gone; refreshed" in done.output
    assert "gone      p3, whose gist was: Gist of 2." in done.output
    assert "moved     p1 is p3 now" in done.output
    written = (tmp_path / "source.yaml").read_text("utf-8")
    made = yaml.safe_load(written)
    assert [p["gist"] for p in made["passages"]] == ["TODO", "Gist of 1.", "Gist of 0."]
    assert [p["id"] for p in made["passages"]] == ["p1", "p2", "p3"]
    assert made["passages"][1]["digest"] == fingerprint.digest(edited)
    assert made["notes"] == ["Kept as it is."]
    for kept in (
        "# A comment at the head.",
        "# in one line",
        "# the name",
        "# on paragraph 0",
        "# Notes are",
    ):
        assert written.count(kept) == 1
    assert written.count("# counted") == 2
    again = register(tmp_path, "\n\n".join([PARAGRAPHS[3], edited, PARAGRAPHS[0]]))
    assert "3 same, 0 changed, 0 new, 0 gone; nothing to write" in again.output


def test_a_paragraph_that_a_blank_line_splits_is_joined_and_said(tmp_path: Path) -> None:
    parts = list(PARAGRAPHS)
    parts[1] = parts[1].replace("and the ferries", "\n\nand the ferries")
    done = register(tmp_path, "\n\n".join(parts))
    assert "4 passages" in done.output
    assert (
        "joined    p2: a blank line stood before “and the ferries wait for hours. …”" in done.output
    )
    made = yaml.safe_load((tmp_path / "source.yaml").read_text("utf-8"))
    assert made["passages"][1]["digest"] == fingerprint.digest(PARAGRAPHS[1])
    assert "Paragraph 2 is split" in made["notes"][0]


def test_what_cannot_be_edited_by_lines_is_refused(tmp_path: Path) -> None:
    flow = "passages: [{id: p1, gist: x, words: 1, sentences: 1, digest: x, bigrams: '', tetragrams: ''}]\n"
    (tmp_path / "source.yaml").write_text(flow, "utf-8")
    done = register(tmp_path, "\n\n".join(PARAGRAPHS))
    assert done.exit_code == 2
    assert (tmp_path / "source.yaml").read_text("utf-8") == flow


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("old.txt", b"Two towns share one bay \x96 at last.", 1, "--encoding"),
        ("old.txt", b"\n \n", 1, "no text"),
        ("old.rtf", b"{\\rtf1}", 2, "not read"),
        ("old.pdf", b"%PDF-1.4 nothing", 1, "not a PDF"),
        ("old.docx", b"PK nothing", 1, "not a DOCX"),
    ],
)
def test_unreadable(name: str, data: bytes, status: int, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    out = tmp_path / "source.yaml"
    done = CliRunner().invoke(cli, ["source", "register", str(tmp_path / name), "-o", str(out)])
    assert done.exit_code == status
    assert said in done.output
    assert "Traceback" not in done.output
    assert not out.exists()


def test_the_register_of_the_sample_is_refreshed_to_itself(tmp_path: Path) -> None:
    shutil.copy(cases.CONTENT / "harbour" / "source.yaml", tmp_path / "source.yaml")
    essay = cases.CONTENT / "essay.txt"
    done = CliRunner().invoke(
        cli, ["source", "register", str(essay), "-o", str(tmp_path / "source.yaml")]
    )
    assert "2 same, 0 changed, 0 new, 0 gone; nothing to write" in done.output


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Mr. Kim. It ended in the U.S. The rest was 3.5 percent.", 3),
        ("An old proverb says: “Wait; or wait twice.” The time has come.", 2),
        ("Written by J. B. Poe of the U.S. Harbour Office.", 1),
        ("Was it? (Yes.) No. 3 men came. 4 left.", 4),
        ("No end", 1),
        ("霧が出る。船は待つ。", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
