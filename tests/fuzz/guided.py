"""A fuzzer that is guided by the lines that a case reaches: `python -m tests.fuzz.guided TARGET [options]`.

It needs `pip install atheris` (Linux). TARGET is one of those of `tests.fuzz`, such as catalog; the options
are libFuzzer's: -runs=100000, -max_total_time=600. It begins with the real files and what was found before,
and keeps what reaches further in out/fuzz/corpus/TARGET; a case that fails is printed, and kept as crash-….
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def main() -> None:
    """Run until a case fails, or the options say that it is enough."""
    import atheris

    with atheris.instrument_imports(include=["briefgen"]):
        from tests.fuzz.targets import REAL, TARGETS, attempt
    name = sys.argv[1]
    corpus = ROOT / "out" / "fuzz" / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for path in (*REAL[name], *(Path(__file__).parent / "found" / name).glob("*")):
        data = (ROOT / path).read_bytes()
        (corpus / Path(path).name).write_bytes(data)
    assert name in TARGETS

    def case(data: bytes) -> None:
        attempt(
            name, data.decode("utf-8", "replace").encode()
        )  # else most cases end at the first byte

    atheris.Setup([sys.argv[0], *sys.argv[2:], str(corpus)], case)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
