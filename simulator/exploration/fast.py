"""The same hash table as in `hashed`, worked on key by key in machine code, where numba is installed.

Imported by `hashed` when a table has become large: to import numba takes as long as many thousand states.
"""

from __future__ import annotations

import numba  # type: ignore[import-not-found, import-untyped, unused-ignore] # it is not required
import numpy as np

from simulator.exploration.fields import Column
from simulator.exploration.hashed import SPREAD, Numbers


@numba.njit(cache=True)  # type: ignore[untyped-decorator, unused-ignore] # numba tells no types
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
