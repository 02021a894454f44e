"""What a state holds besides its scene, minute and values: injects that wait or have fired, parts, events seen.

Of these there are few, so that each gets a number, and what happens to one is worked out once and looked up for all
states that share it. Injects with a fixed time wait while it is ahead: the minute says so, and they are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from simulator.exploration.fields import Column

NEVER = 1 << 40
"""Minutes until something that does not come."""


class Context(NamedTuple):
    """Injects on call with the minutes until they are due, how often each inject fired, parts, events seen."""

    pending: tuple[tuple[int, int], ...]
    fired: tuple[int, ...]
    stack: tuple[str, ...]
    seen: int


Change = Callable[..., Any]


class Numbers:
    """Gives each thing a number, from 0 in the order of their coming."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self._numbers: dict[Any, int] = {}
        self._table: Column | None = None

    def of(self, thing: Any) -> int:
        """The number of this thing."""
        number = self._numbers.get(thing)
        if number is None:
            number = self._numbers[thing] = len(self.things)
            self.things.append(thing)
        return number

    def table(self, width: int) -> Column:
        """The things, where each is so many whole numbers, as rows of a table; only what is new is put into it."""
        known = np.empty((0, width), dtype=np.int64) if self._table is None else self._table
        if len(known) < len(self.things):
            fresh = np.array(self.things[len(known) :], dtype=np.int64)
            known = self._table = np.concatenate([known, fresh])
        return known

    def __len__(self) -> int:
        return len(self.things)


class Contexts(Numbers):
    """All contexts met so far. `changed` applies a change to many at once."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Any, dict[int, int]] = {}

    def changed(self, key: Any, change: Change, contexts: Column, by: Column | int = 0) -> Column:
        """The numbers that `change(context, by)` gives, a context's own number where it gives a context.

        `key` names the change, so that what was worked out is kept.
        """
        known = self._known.setdefault(key, {})
        return looked_up(contexts, by, lambda context, other: self._once(known, change, context, other))

    def _once(self, known: dict[int, int], change: Change, context: int, by: int) -> int:
        at = context << 32 | by
        if at not in known:
            result = change(self.things[context], by)
            known[at] = self.of(result) if isinstance(result, Context) else int(result)
        return known[at]


def looked_up(first: Column, second: Column | int, work: Callable[[int, int], int]) -> Column:
    """`work` for each pair, done once for each different pair. Both are numbers below 2³¹; OverflowError else."""
    if len(first) and (int(np.max(first)) >> 31 or int(np.max(second)) >> 31):
        raise OverflowError("numbers to look up take 31 bits at most")
    pairs = first << 32 | second
    if len(pairs) and (pairs[0] == pairs).all():
        return np.full(len(pairs), work(int(pairs[0]) >> 32, int(pairs[0]) & 0xFFFFFFFF))
    different, places = np.unique(pairs, return_inverse=True)
    found = np.array([work(int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in different], dtype=np.int64)
    return found[places]


def scheduled(index: int) -> Change:
    """Let an inject wait for some minutes; an earlier time stands, and what has fired waits no more."""

    def change(context: Context, due: int) -> Context:
        if context.fired[index]:
            return context
        earlier = next((when for when, other in context.pending if other == index), None)
        if earlier is not None and earlier <= due:
            return context
        others = [item for item in context.pending if item[1] != index]
        return context._replace(pending=tuple(sorted([*others, (due, index)])))

    return change


def without_first(context: Context, by: int) -> Context:
    """Without the inject that waits for the shortest time."""
    return context._replace(pending=context.pending[1:])


def first_due(context: Context, by: int) -> int:
    """Minutes until the first inject that waits, doubled up with its place: minutes times 64 plus the inject."""
    return context.pending[0][0] * 64 + context.pending[0][1] if context.pending else NEVER


def fired(index: int) -> Change:
    """An inject has fired once more."""
    return lambda context, by: context._replace(
        fired=(*context.fired[:index], context.fired[index] + 1, *context.fired[index + 1 :])
    )


def has_fired(index: int) -> Change:
    """How often an inject has fired."""
    return lambda context, by: context.fired[index]


def without_parts(context: Context, by: int) -> Context:
    """Out of all parts."""
    return context._replace(stack=())


def later(context: Context, minutes: int) -> Context:
    """After some minutes, in which nothing was due."""
    return context._replace(pending=tuple((due - minutes, index) for due, index in context.pending))


def has_seen(bits: int) -> Change:
    """Events that occur once have occurred."""
    return lambda context, by: context._replace(seen=context.seen | bits)
