"""Where boxes stand that lead to one another: in columns from left to right, with few crossings.

Boxes are put into columns by the longest way to them; ways that lead back are left out, and told by the caller in
words. A way that passes over columns keeps a place free in each. Then the order in each column follows the neighbours,
and last each box moves as near to the height of its neighbours as the order allows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

ROUNDS = 12
"""How often columns are put in order after their neighbours: after a few rounds nothing gets better."""

PASSING = 14.0
"""Height that a way keeps free in a column that it passes."""

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Column from 0, and the top of the box."""

    column: int
    top: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each box stands; the heights at which each way passes the columns between its ends; the whole height."""

    places: Mapping[str, Place]
    passing: Mapping[Link, tuple[float, ...]]
    back: frozenset[Link]
    columns: int
    height: float


def laid_out(heights: Mapping[str, float], links: Iterable[Link], gap: float = 24.0) -> Layout:
    """Boxes of these heights, in this order of importance; the first is the start."""
    links = list(dict.fromkeys(links))
    back = back_links(list(heights), links)
    column = _columns(list(heights), [link for link in links if link not in back])
    boxes, follows = dict(heights), list[Link]()
    chains: dict[Link, tuple[str, ...]] = {}
    for link in (link for link in links if link not in back):
        between = tuple(f"{link[0]} > {link[1]} {n}" for n in range(column[link[0]] + 1, column[link[1]]))
        column |= {name: column[link[0]] + 1 + n for n, name in enumerate(between)}
        boxes |= dict.fromkeys(between, PASSING)
        chain = (link[0], *between, link[1])
        follows += pairwise(chain)
        chains[link] = between
    order = _ordered(boxes, column, follows)
    tops = _tops(order, boxes, follows, gap)
    lowest = min(tops.values(), default=0.0)
    return Layout(
        places={name: Place(column[name], tops[name] - lowest) for name in heights},
        passing={
            link: tuple(tops[name] - lowest + PASSING / 2 for name in between) for link, between in chains.items()
        },
        back=back,
        columns=len(order),
        height=max((tops[name] - lowest + boxes[name] for name in boxes), default=0.0),
    )


def back_links(names: Sequence[str], links: Iterable[Link]) -> frozenset[Link]:
    """Links that close a circle, when one follows links from the first name, then from what is left."""
    follows = _grouped(links)
    done, path, found = set[str](), set[str](), set[Link]()
    for start in names:
        stack = [(start, iter(follows.get(start, ())))] if start not in done else []
        path.update([start] if stack else [])
        while stack:
            name, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                stack.pop()
                path.discard(name)
                done.add(name)
            elif target in path:
                found.add((name, target))
            elif target not in done:
                path.add(target)
                stack.append((target, iter(follows.get(target, ()))))
    return frozenset(found)


def _columns(names: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """The length of the longest way to each box. There are no circles in the links."""
    column = dict.fromkeys(names, 0)
    entering = Counter(target for _, target in links)
    waiting = {name: entering[name] for name in names}
    ready, follows = [name for name in names if not waiting[name]], _grouped(links)
    while ready:
        name = ready.pop()
        for target in follows.get(name, ()):
            column[target] = max(column[target], column[name] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    return column


def _ordered(boxes: Iterable[str], column: Mapping[str, int], follows: Sequence[Link]) -> list[list[str]]:
    """The columns, each in the order in which fewest ways cross."""
    order: list[list[str]] = [[] for _ in range(max((column[name] for name in boxes), default=-1) + 1)]
    for name in boxes:
        order[column[name]].append(name)
    onward, backward = _grouped(follows), _grouped((b, a) for a, b in follows)
    best, fewest = [list(names) for names in order], crossings(order, onward)
    for round in range(ROUNDS):
        forwards = round % 2 == 0
        neighbours = backward if forwards else onward
        for n in range(1, len(order)) if forwards else range(len(order) - 2, -1, -1):
            beside = {name: place for place, name in enumerate(order[n - 1 if forwards else n + 1])}
            middle = {
                name: _mean([beside[other] for other in neighbours.get(name, ())], float(place))
                for place, name in enumerate(order[n])
            }
            order[n].sort(key=middle.__getitem__)
        now = crossings(order, onward)
        if now < fewest:
            best, fewest = [list(names) for names in order], now
    return best


def crossings(order: Sequence[Sequence[str]], onward: Mapping[str, Sequence[str]]) -> int:
    """How many pairs of ways cross between neighbouring columns."""
    count = 0
    for left, right in pairwise(order):
        at = {name: place for place, name in enumerate(right)}
        ends = [place for name in left for place in sorted(at[other] for other in onward.get(name, ()))]
        passed: list[int] = []
        for end in ends:
            place = bisect_right(passed, end)
            count += len(passed) - place
            passed.insert(place, end)
    return count


def _tops(
    order: Sequence[Sequence[str]], boxes: Mapping[str, float], follows: Sequence[Link], gap: float
) -> dict[str, float]:
    """The top of each box: in order, apart, and as near as can be to the middle of its neighbours."""
    tops: dict[str, float] = {}
    for names in order:
        below = 0.0
        for name in names:
            tops[name] = below
            below += boxes[name] + gap
    onward, backward = _grouped(follows), _grouped((b, a) for a, b in follows)
    for round in range(ROUNDS):
        neighbours = backward if round % 2 == 0 else onward
        for names in order if round % 2 == 0 else reversed(order):
            here = [
                _mean([tops[o] + boxes[o] / 2 for o in neighbours.get(name, ())], tops[name] + boxes[name] / 2)
                - boxes[name] / 2
                for name in names
            ]
            tops |= dict(zip(names, spread(here, [boxes[name] + gap for name in names]), strict=True))
    return tops


def spread(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Tops in the same order that leave each its height, with the least sum of squares away from those wanted."""
    offsets = list(accumulate(heights, initial=0.0))[:-1]
    blocks: list[tuple[float, int]] = []  # the mean and the number of boxes that move together
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, others = blocks.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        blocks.append((mean, count))
    starts = [mean for mean, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]


def _grouped(links: Iterable[Link]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for source, target in links:
        found.setdefault(source, []).append(target)
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
