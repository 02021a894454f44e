"""Measuring side by side: in turn, in short pieces, so that a machine that changes its speed changes it for all."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median

Measure = Callable[[], float]
"""Does a piece of work and returns how long one thing took, in seconds."""


def timed(work: Callable[[], object], things: int) -> Measure:
    """Measures work that does so many things in this process, with the collector paused, as timeit does."""

    def measure() -> float:
        gc.disable()
        try:
            begin = time.perf_counter()
            work()
            return (time.perf_counter() - begin) / things
        finally:
            gc.enable()

    return measure


def interleaved(measures: Mapping[str, Measure], rounds: int, warm_up: int = 1) -> dict[str, list[float]]:
    """Each measure once a round, in turn. The first rounds only warm up: caches, and other engines' compilers."""
    found: dict[str, list[float]] = {name: [] for name in measures}
    for n in range(warm_up + rounds):
        gc.collect()
        for name, measure in measures.items():
            seconds = measure()
            if n >= warm_up:
                found[name].append(seconds)
    return found


@contextmanager
def on_one_core() -> Iterator[None]:
    """Ours and a peer on the same core, where the system can say so: two cores may run at different speeds.

    They take turns, so they are not in each other's way. Only for peers of a single thread.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def ratio(above: list[float], below: list[float]) -> float:
    """The median of the ratios of what was measured in the same round."""
    return median(a / b for a, b in zip(above, below, strict=True))


__all__ = ["Measure", "interleaved", "median", "on_one_core", "ratio", "timed"]
