"""The same hash table as in `hashed`, worked on key by key in machine code, where numba is installed.

Used by `hashed` when a table has become large: to import numba takes as long as many thousand states.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from simulator.exploration.fields import Column
from simulator.exploration.hashed import SPREAD, Numbers

LookUp = Callable[[Column, Column, Numbers, int, int, Numbers, Column], int]
Move = Callable[[Column, Numbers, Column, Numbers, int], None]


@cache
def compiled() -> tuple[LookUp, Move]:
    """`look_up` and `move` in machine code; from the second process on they are read from files beside this one."""
    import numba  # type: ignore[import-not-found, import-untyped, unused-ignore]

    made = numba.njit(cache=True)
    return made(look_up), made(move)


def look_up(keys: Column, table: Column, numbers: Numbers, shift: int, count: int, found: Numbers, new: Column) -> int:
    """Write the number of each key to `found`, and the places of new ones to `new`; how many those are."""
    last, fresh = len(table) - 1, 0
    for n in range(len(keys)):
        key = keys[n]
        at = np.int64((np.uint64(key) * SPREAD) >> np.uint64(shift))
        while table[at] != key and table[at] >= 0:
            at = at + 1 & last
        if table[at] < 0:
            table[at] = key
            numbers[at] = count + fresh
            new[fresh] = n
            fresh += 1
        found[n] = numbers[at]
    return fresh


def move(old: Column, old_numbers: Numbers, table: Column, numbers: Numbers, shift: int) -> None:
    """Put what stands in an old table into a new one, which is empty."""
    last = len(table) - 1
    for n in range(len(old)):
        key = old[n]
        if key >= 0:
            at = np.int64((np.uint64(key) * SPREAD) >> np.uint64(shift))
            while table[at] >= 0:
                at = at + 1 & last
            table[at] = key
            numbers[at] = old_numbers[n]
