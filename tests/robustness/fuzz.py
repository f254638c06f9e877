"""A fuzz campaign of its own: `python -m tests.robustness.fuzz --seconds 60 --seed 1`.

Changes bytes, lines and words of the real files at random and validates them. What ends in a traceback, or
takes longer than two seconds, is kept in a folder and ends the campaign with status 1.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
import traceback
from pathlib import Path

from briefgen import open_workspace, validate
from briefgen.report import text
from tests.conftest import ROOT

FILES = ("virtual-alliance/brief.yaml", "virtual-alliance/source.yaml", "virtual-alliance/ko.po")
FRAGMENTS = (
    b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!", b"|", b">", b"- ", b": ", b"\n", b"\t", b'"', b"'",
    b"#, fuzzy\n", b"msgid", b"msgctxt \"title\"\n", b"\xff", b"\0", b"\xe2\x80\xa8", b"\\", b"null",
    b"F1", b"p1.9", b"1998-99", b"{a: b}", b"---\n", b"%", b"1e999", b"\xef\xbb\xbf", b"TODO",
)  # fmt: skip


def mutated(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a few random changes."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        at, end = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
        end = min(end, at + dice.choice((0, 1, 3, 20, 400)))
        lines = data.split(b"\n")
        match dice.randrange(6):
            case 0:
                data = data[:at] + dice.choice(FRAGMENTS) + data[at:]
            case 1:
                data = data[:at] + data[end:]
            case 2:
                data = data[:at] + dice.randbytes(end - at) + data[end:]
            case 3:
                first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
                lines[first], lines[second] = lines[second], lines[first]
                data = b"\n".join(lines)
            case 4:
                del lines[dice.randrange(len(lines))]
                data = b"\n".join(lines)
            case _:
                data = data[:end] + data[at:end] + data[end:]
    return data


def main() -> int:
    """Run for some seconds; 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)  # noqa: S311
    folder = Path(tempfile.mkdtemp(prefix="briefgen-fuzz-"))
    content = folder / "content"
    shutil.copytree(ROOT / "seeds", content)
    originals = {name: (content / name).read_bytes() for name in FILES}
    until, count, bad = time.monotonic() + asked.seconds, 0, 0
    while time.monotonic() < until:
        name = dice.choice(FILES)
        data = mutated(originals[name], dice)
        (content / name).write_bytes(data)
        begun = time.process_time()
        try:
            report = validate(open_workspace(content))
            for one in report.diagnostics[:50]:
                text.full(one, report.lines)
        except Exception:
            traceback.print_exc()
            bad += _keep(folder, name, count, data)
        else:
            if time.process_time() - begun > 2:
                bad += _keep(folder, name, count, data)
        (content / name).write_bytes(originals[name])
        count += 1
    print(f"{count} files, {bad} of them bad{f', kept in {folder}' if bad else ''}")
    if not bad:
        shutil.rmtree(folder)
    return int(bad > 0)


def _keep(folder: Path, name: str, count: int, data: bytes) -> int:
    (folder / f"{count}-{Path(name).name}").write_bytes(data)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
