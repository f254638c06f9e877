"""The order of one side of a two-sided graph in which the fewest of its lines cross."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def crossings(above: Sequence[int], below: Sequence[int]) -> int:
    """How many lines of two nodes cross. Both give the places that their lines lead to, sorted."""
    return sum(bisect_left(below, place) for place in above)


def all_crossings(lines: Sequence[Sequence[int]]) -> int:
    """How many lines cross, with the nodes one below the other as they stand."""
    return sum(
        crossings(above, below) for at, above in enumerate(lines) for below in lines[at + 1 :]
    )


def fewest_crossings(lines: Sequence[Sequence[int]]) -> list[int]:
    """The order of the nodes: by the mean of their places, then neighbours changed about.

    The barycentre heuristic (Sugiyama, Tagawa and Toda 1981), improved by swapping neighbours for as
    long as that saves a crossing. The other side, on which the places stand, is kept. Nodes whose
    order makes no difference stay as given.
    """
    order = sorted(range(len(lines)), key=lambda node: _mean(lines[node]))
    for _ in lines:
        swapped = False
        for at in range(len(order) - 1):
            above, below = lines[order[at]], lines[order[at + 1]]
            if crossings(below, above) < crossings(above, below):
                order[at : at + 2] = order[at + 1], order[at]
                swapped = True
        if not swapped:
            break
    given = list(range(len(lines)))
    return min(order, given, key=lambda one: all_crossings([lines[node] for node in one]))


def _mean(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else 0.0
