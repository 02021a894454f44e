"""What a state holds besides its scene, minute and values: injects that wait or have fired, parts, events seen.

Of these there are few, so that each gets a number, and what happens to one is worked out once and looked up for all
states that share it. Injects with a fixed time wait while it is ahead: the minute says so, and they are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from simulator.exploration.fields import Column
from simulator.exploration.lookup import Lookup, one_by_one

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
        self._known: dict[Any, Lookup] = {}

    def changed(self, key: Any, change: Change, contexts: Column, by: Column | int = 0) -> Column:
        """The numbers that `change(context, by)` gives, a context's own number where it gives a context.

        `key` names the change, so that what was worked out is kept.
        """
        if key not in self._known:
            self._known[key] = Lookup(one_by_one(lambda context, by: self._once(change, context, by)))
        return self._known[key].of(contexts, by)

    def _once(self, change: Change, context: int, by: int) -> int:
        result = change(self.things[context], by)
        return self.of(result) if isinstance(result, Context) else int(result)


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
