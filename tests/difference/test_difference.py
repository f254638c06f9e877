"""What changed: by record and audience, from folders and from git, in all three forms."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from briefgen.cli import cli
from briefgen.difference.compare import _moved
from briefgen.schemas import schema
from tests import cases

SOUND = cases.CONTENT / cases.BRIEF
REWORDED = ("claim: A common authority looks unlikely", "claim: A common authority seems unlikely")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        shutil.copytree(SOUND, tmp_path / name)
    return tmp_path / "old", tmp_path / "new"


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *(str(one) for one in arguments)])


def compared(folders: tuple[Path, Path]) -> dict[str, Any]:
    done = run(*folders, "--output-format", "json")
    assert done.exit_code == 0, done.output
    document: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(document, schema("difference"))
    return document


def changes(document: dict[str, Any], record: str) -> list[tuple[str, str, list[str]]]:
    return [
        (change["change"], change["field"], change["audiences"])
        for one in document["records"]
        if one["id"] == record
        for change in one["changes"]
    ]


def test_nothing(folders: tuple[Path, Path]) -> None:
    assert compared(folders)["records"] == []
    done = run(*folders)
    assert done.exit_code == 0
    assert "Nothing changed." in done.output


@pytest.mark.parametrize(
    ("old", "new", "record", "expected"),
    [
        (*REWORDED, "F2", [("reworded", "claim", ["us"]), ("stale", "claim", ["jp"])]),
        (
            "addressees: [US, JP, ROK]",
            "addressees: [US, JP]",
            "R1",
            [("addressed", "addressees", [])],
        ),
        ("passages: [p1.2]", "passages: [p1.1]", "F1a", [("anchored", "passages", [])]),
        ("state: firm", "state: weak", "L1", [("state", "state", [])]),
        ("value: 1998-03", "value: 1998-04", "E1", [("dated", "external/value", [])]),
        ("horizon: [continuing]", "horizon: [near]", "R1", [("changed", "horizon", [])]),
        (
            "leads: {findings: [F2], recommendations: [R1]}",
            "leads: {findings: [F1], recommendations: [R1]}",
            "F2",
            [("moved", "findings", ["jp"]), ("moved", "summary findings", ["jp"])],
        ),
        (
            "text: The bay is not real.",
            "text: The bay is real.",
            "us",
            [("reworded", "note/text", ["us"])],
        ),
        ('number: "7"', 'number: "8"', "brief", [("changed", "publication/number", [])]),
    ],
)
def test_a_change(
    folders: tuple[Path, Path],
    old: str,
    new: str,
    record: str,
    expected: list[tuple[str, str, list[str]]],
) -> None:
    """No audiences stand for all of them."""
    edit(folders[1], "brief.yaml", old, new)
    found = changes(compared(folders), record)
    for change, field, audiences in expected:
        assert (change, field, audiences or ["us", "jp", "kr"]) in found, found


def test_records_that_come_and_go(folders: tuple[Path, Path]) -> None:
    record = "risks:\n"
    edit(
        folders[1],
        "brief.yaml",
        record,
        record + "  - {id: K9, title: Fog, text: Fog may rise., basis: implied, passages: [p2]}\n",
    )
    edit(
        folders[1],
        "brief.yaml",
        "  - {id: K1, title: A quarrel, text: The towns may quarrel., basis: implied, passages: [p2]}\n",
        "",
    )
    document = compared(folders)
    assert {(one["id"], one["status"]) for one in document["records"]} == {
        ("K9", "added"),
        ("K1", "removed"),
    }
    everybody = ["us", "jp", "kr"]
    assert ("added", "title", everybody) in changes(document, "K9")
    assert ("removed", "text", everybody) in changes(document, "K1")
    shown = run(*folders).output
    assert "+ K9  Fog" in shown
    assert "- K1  A quarrel" in shown


RENAMES = (
    ("{id: K1, ", "{id: K7, "),
    ("id: F2\n", "id: F5\n"),
    ("findings: [F2]", "findings: [F5]"),
)


def rename(folder: Path) -> None:
    """Other identifiers, in the brief and in its catalogs."""
    for old, new in RENAMES:
        edit(folder, "brief.yaml", old, new)
    for path in folder.glob("*.po"):
        text = path.read_text("utf-8").replace("risks/K1/", "risks/K7/")
        path.write_text(text.replace("findings/F2/", "findings/F5/"), "utf-8")


def test_a_record_that_is_renamed(folders: tuple[Path, Path]) -> None:
    """It is told as renamed, and what refers to it has not changed."""
    rename(folders[1])
    document = compared(folders)
    found = {(one["was"], one["id"], one["status"]) for one in document["records"]}
    assert found == {("K1", "K7", "renamed"), ("F2", "F5", "renamed")}
    assert document["totals"] == {"renamed": 2}
    assert [one["changes"] for one in document["audiences"]] == [0, 0, 0]
    shown = run(*folders).output
    assert "2 records renamed\n" in shown
    assert "= F2 → F5  A common authority looks unlikely" in shown
    page = run(*folders, "--output-format", "html").output
    assert "renamed, was F2" in page
    assert page.count("Nothing else has changed.") == 2


def test_a_record_that_is_renamed_and_slightly_reworded(folders: tuple[Path, Path]) -> None:
    rename(folders[1])
    edit(folders[1], "brief.yaml", *REWORDED)
    found = changes(compared(folders), "F5")
    assert found == [
        ("renamed", "id", []),
        ("reworded", "claim", ["us"]),
        ("stale", "claim", ["jp"]),
        ("stale", "claim", ["kr"]),
    ]
    assert "[-looks-]{+seems+}" in run(*folders).output


def test_a_record_of_other_words_is_another_record(folders: tuple[Path, Path]) -> None:
    edit(folders[1], "brief.yaml", "{id: K1, title: A quarrel, text: The towns may quarrel.",
         "{id: K7, title: A storm, text: A storm may close the pier.")  # fmt: skip
    statuses = {(one["id"], one["status"]) for one in compared(folders)["records"]}
    assert {("K1", "removed"), ("K7", "added")} <= statuses


def test_records_that_move_up_by_one(folders: tuple[Path, Path]) -> None:
    """One was put in before them; nobody has been reworded."""
    brief = (folders[1] / "brief.yaml").read_text("utf-8")
    brief = brief.replace("F2", "F3").replace("F1", "F2")
    new = (
        "findings:\n  - id: F1\n    claim: Fog is rare\n    summary: Fog is rare.\n"
        "    explanation: It is.\n    passages: [p1]\n    strength: firm\n"
    )
    (folders[1] / "brief.yaml").write_text(brief.replace("findings:\n", new, 1), "utf-8")
    expected = {("F1", "F2", "renamed"), ("F2", "F3", "renamed"), (None, "F1", "added")}
    assert {*findings(compared(folders))} == expected


def findings(document: dict[str, Any]) -> list[tuple[str | None, str, str]]:
    records = [one for one in document["records"] if one["kind"] == "findings"]
    return [(one["was"], one["id"], one["status"]) for one in records]


def test_records_that_move_down_where_one_is_gone(folders: tuple[Path, Path]) -> None:
    brief = (folders[1] / "brief.yaml").read_text("utf-8")
    begin, end = brief.index("  - id: F1\n"), brief.index("  - id: F2\n")
    brief = brief[:begin] + brief[end:].replace("F2", "F1")
    (folders[1] / "brief.yaml").write_text(brief, "utf-8")
    document = compared(folders)
    found = sorted(findings(document), key=str)
    assert found == [("F2", "F1", "renamed"), (None, "F1", "removed")]
    assert "\0" not in json.dumps(document)
    page = run(*folders, "--output-format", "html").output
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_a_translation_alone(folders: tuple[Path, Path]) -> None:
    edit(
        folders[1], "ko.po", "두 도시가 하나의 만을 나눠 쓴다.", "두 도시가 하나의 만을 함께 쓴다."
    )
    document = compared(folders)
    assert changes(document, "I1") == [("translated", "text", ["kr"])]
    assert "[-나눠-]{+함께+}" in run(*folders).output
    assert [one["changes"] for one in document["audiences"]] == [0, 0, 1]


def test_the_fewest_moves() -> None:
    assert _moved("abcd", "dabc") == ["d"]
    assert _moved("abcd", "abcd") == []
    assert _moved("abc", "acx") == ["x", "b"]
    assert _moved((), ()) == []


def test_the_page(folders: tuple[Path, Path], tmp_path: Path) -> None:
    edit(folders[1], "brief.yaml", *REWORDED)
    path = tmp_path / "diff.html"
    assert run(*folders, "--output-format", "html", "-o", path).exit_code == 0
    page = path.read_text("utf-8")
    assert re.search(r"<del>.*looks.*</del>", page)
    assert re.search(r"<ins>.*seems.*</ins>", page)
    assert "[removed: " in page, "what is gone is said, and not by colour alone"
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|<script""", page)


def test_texts_cannot_become_markup(folders: tuple[Path, Path]) -> None:
    edit(folders[1], "brief.yaml", "It costs little.", "It costs <script>little</script>.")
    page = run(*folders, "--output-format", "html").output
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


# --- git -------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two revisions of the brief, and a third state that is not committed."""

    def git(*arguments: str) -> None:
        names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *names, *arguments], cwd=tmp_path, check=True, capture_output=True)

    shutil.copytree(SOUND, tmp_path / "seeds" / "harbour")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    edit(tmp_path / "seeds" / "harbour", "brief.yaml", *REWORDED)
    git("commit", "-qam", "two")
    edit(tmp_path / "seeds" / "harbour", "brief.yaml", "seems unlikely", "is unlikely")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_revisions(repository: Path) -> None:
    before = (repository / "seeds/harbour/brief.yaml").read_bytes()
    done = run("--brief", "harbour", "HEAD~1", "HEAD")
    assert done.exit_code == 0, done.output
    assert "[-looks-]{+seems+}" in done.output
    assert (repository / "seeds/harbour/brief.yaml").read_bytes() == before


def test_a_revision_and_the_files_as_they_are(repository: Path) -> None:
    assert repository
    assert "[-seems-]{+is+}" in run("--brief", "harbour", "HEAD").output
    assert "[-looks-]{+is+}" in run("HEAD~1:seeds/harbour", "seeds/harbour").output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "seeds/harbour"), "there is no folder `nowhere`"),
        (("seeds", "seeds/harbour"), "there is no brief.yaml in `seeds`"),
        (("seeds/harbour/ko.po", "seeds/harbour"), "is a file"),
        (("v9:seeds/harbour", "seeds/harbour"), "there is no revision `v9`"),
        (("HEAD:seeds", "seeds/harbour"), "there is no brief.yaml in `HEAD:seeds`"),
        (("HEAD:nix", "seeds/harbour"), "revision `HEAD` has no folder `nix`"),
        (("--brief", "nix", "HEAD"), "revision `HEAD` has no folder `seeds/nix`"),
        (("--brief", "harbour", "HEAD:seeds"), "names a folder, and so does --brief"),
        (("--brief", "../x", "HEAD"), "is no name of a brief"),
        (("--brief", "harbour", "--", "--output=x", "HEAD"), "`--output=x` is no revision"),
        (("seeds/harbour",), "there is nothing to compare with"),
    ],
)
def test_wrong_usage(repository: Path, arguments: tuple[str, ...], said: str) -> None:
    assert repository
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SOUND, tmp_path / "harbour")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    done = run("HEAD:harbour", "harbour")
    assert done.exit_code == 2
    assert "this folder is in no git repository" in done.stderr


BAIT = "touch PWNED; git-upload-pack"
HOSTILE: dict[str, dict[str, str]] = {
    "a lazy fetch": {
        "remote.origin.url": "{here}/.",
        "remote.origin.uploadpack": BAIT,
        "protocol.file.allow": "always",
    },
    "a fetch by a helper": {
        "remote.origin.url": "ext::sh -c touch% PWNED",
        "protocol.ext.allow": "always",
    },
    "a fetch by ssh": {"remote.origin.url": "ssh://localhost/x", "core.sshCommand": BAIT},
}
"""Settings of a repository that would run a program, where an object of it is missing."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_repository_runs_no_program(repository: Path, name: str) -> None:
    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=repository, check=True, capture_output=True, text=True
        ).stdout.strip()

    blob = git("rev-parse", "HEAD:seeds/harbour/brief.yaml")
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    partial = {
        "remote.origin.promisor": "true",
        "extensions.partialclone": "origin",
        "core.repositoryformatversion": "1",
    }
    for key, value in {**partial, **HOSTILE[name]}.items():
        git("config", key, value.format(here=repository))
    done = run("--brief", "harbour", "HEAD")
    assert not (repository / "PWNED").exists()
    assert done.exit_code == 2
    assert "cannot read `brief.yaml`" in done.stderr
    assert "nothing is fetched" in done.stderr


def test_a_repository_of_another_user(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    done = run("--brief", "harbour", "HEAD")
    assert done.exit_code == 2
    assert "belongs to another user" in done.stderr
    assert "safe.directory" in done.stderr


def test_a_version_with_errors(folders: tuple[Path, Path]) -> None:
    edit(folders[1], "brief.yaml", "    claim: A common", "    clam: A common")
    done = run(*folders)
    assert done.exit_code == 1
    assert "BG101" in done.stderr
    assert "nothing compared" in done.stderr
    assert done.stdout == ""
