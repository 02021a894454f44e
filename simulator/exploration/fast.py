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
Move = Callable[[Column, Numbers, int], None]


@cache
def compiled() -> tuple[LookUp, Move]:
    """`look_up` and `move` in machine code; from the second process on they are read from files beside this one."""
    import numba  # type: ignore[import-not-found, import-untyped, unused-ignore]

    made = numba.njit(cache=True)
    return made(look_up), made(move)


def look_up(keys: Column, known: Column, table: Numbers, shift: int, count: int, found: Numbers, new: Column) -> int:
    """Write the number of each key to `found`, and the places of new ones to `new`; how many those are."""
    last, fresh = len(table) - 1, 0
    for n in range(len(keys)):
        key = keys[n]
        at = np.int64((np.uint64(key) * SPREAD) >> np.uint64(shift))
        while table[at] >= 0 and known[table[at]] != key:
            at = at + 1 & last
        if table[at] < 0:
            table[at] = count + fresh
            known[count + fresh] = key
            new[fresh] = n
            fresh += 1
        found[n] = table[at]
    return fresh


def move(known: Column, table: Numbers, shift: int) -> None:
    """Put the numbers of all known keys into a table that is empty."""
    last = len(table) - 1
    for n in range(len(known)):
        at = np.int64((np.uint64(known[n]) * SPREAD) >> np.uint64(shift))
        while table[at] >= 0:
            at = at + 1 & last
        table[at] = n
