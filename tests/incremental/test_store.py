"""The store by itself: what is damaged is not there, processes do not disturb each other, it is bounded."""

from __future__ import annotations

import multiprocessing
import os
import time
from pathlib import Path

from briefgen.store import FORSAKEN, Kept, Store


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "cache")
    assert store.get("a") is None
    store.put("a", Kept(b"one\ntwo\n", 4, "sha256:x"))
    store.refer("b", "a")
    assert store.get("a") == store.get("b") == Kept(b"one\ntwo\n", 4, "sha256:x")
    (tmp_path / "deep" / "cache" / "a.built").unlink()
    assert store.get("b") is None


def test_every_damage_is_seen(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("a", Kept(b"12345"))
    path = tmp_path / "a.built"
    whole = path.read_bytes()
    for damaged in (b"", whole[:10], whole[:-1], whole + b"x", whole[:40] + b"?" + whole[41:]):
        path.write_bytes(damaged)
        assert store.get("a") is None
    path.write_bytes(whole)
    assert store.get("a") == Kept(b"12345")


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)
    store.put("a", Kept(b"1"))
    store.note_surroundings(Path(), {"a": "b"})
    store.prune(0)
    assert store.get("a") is None
    assert store.surroundings(Path()) is None


def test_what_has_not_been_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = [letter * 64 for letter in "abcd"]
    for number, name in enumerate(names):
        store.put(name, Kept(b"0" * 1000))
        os.utime(tmp_path / f"{name}.built", (number + 1, number + 1))
    assert store.get(names[0])  # has just been used
    size = (tmp_path / f"{names[0]}.built").stat().st_size
    store.prune(2 * size)
    assert [name[0] for name in names if store.get(name)] == ["a", "d"]


def test_what_is_not_the_stores_own_is_left_alone(tmp_path: Path) -> None:
    """The folder may be anybody's: the project's, say, or one's home."""
    names = (".env", ".gitignore", ".font-", "notes.txt", "a.built", f"{'a' * 64}.built.txt")
    for name in names:
        (tmp_path / name).write_text("mine")
        os.utime(tmp_path / name, (1, 1))
    store = Store(tmp_path)
    store.put("b" * 64, Kept(b"0"))
    store.prune(0)
    assert {path.name for path in tmp_path.iterdir()} == {*names}


def test_what_a_crash_has_left_in_it_goes_after_a_while(tmp_path: Path) -> None:
    for name, age in ((".font-old_file", FORSAKEN + 60), (".font-new_file", 0)):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    Store(tmp_path).prune(10**9)
    assert [path.name for path in tmp_path.iterdir()] == [".font-new_file"]


def _hammer(folder: Path, seed: int) -> None:
    store = Store(folder)
    for number in range(150):
        name = str((number * seed) % 7) * 64
        store.put(name, Kept(name[:1].encode() * 5000))
        kept = store.get(str(number % 7) * 64)
        assert kept is None or kept.data == str(number % 7).encode() * 5000
        if number % 20 == 0:
            store.prune(20_000)


def test_processes_do_not_disturb_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_hammer, args=(tmp_path, seed)) for seed in (3, 5)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
