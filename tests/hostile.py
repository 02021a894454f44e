"""Files and texts that somebody made to do harm, in numbers: how many are tried, and what each may cost.

A case is made from few bytes, so that ten thousand cost little more than what is tested, and a case that fails
shrinks to a short one.
"""

from __future__ import annotations

import signal
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

SOAK = settings().max_examples >= 5_000
"""Whether this is `make soak`."""

LONGER = 40
"""How many times as many cases `make soak` tries: 200,000 for the 5,000 of `make test`."""

SECONDS = 10
"""Seconds of the processor after which a case counts as one that hangs; the slowest takes a tenth of one."""

timeout = pytest.mark.timeout(5_400 if SOAK else 300)
"""What a whole test may take, on a machine that others use too."""


def tried(times: int) -> settings:
    """As many cases in `make test`, more in `make soak`. Nothing is filtered, so no health check is of use."""
    skipped = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    count = times * LONGER if SOAK else times
    return settings(max_examples=count, deadline=None, suppress_health_check=skipped, database=None)


class Hangs(BaseException):
    """A case did not come to its end. No `except Exception` of the program can swallow it."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raise Hangs where what is done inside takes longer than any case should, by the processor's time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def memory_for(work: Callable[[], object]) -> int:
    """Bytes that the work needed at its peak, beyond what was there before. It is done once before, for caches."""
    work()
    running = tracemalloc.is_tracing()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        if not running:
            tracemalloc.stop()


SIGNS = (
    *"abz019 :-#'\"[]{}()|>&*!%@`,.?\n\t=<~_\\/$;^+",
    *("\r", "\0", "é", "\u200b", "\U0001f600", "\ud800", "\u2028", "\ufeff", "а", "٣", "Ⅷ", "ﬁ", "\x1b[2J", "\u202e"),
)
"""Signs that mean something to a reader of files, look like others, or cannot be seen."""

PROGRAMS = st.binary(min_size=4, max_size=24)
"""What is to be done to a text or data: from one change to six, four bytes for each."""

ODD_BYTES = (
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\x1a",
    b"\xf4\x90\x80\x80",
    b"\x85",
)
"""Bytes that are no text, or the beginning of one; marks of other encodings."""


def changes(program: bytes) -> Iterator[tuple[int, int, int]]:
    """The changes of a program: what kind, a number for where, and a number for what."""
    for n in range(0, len(program) - 3, 4):
        kind, high, low, what = program[n : n + 4]
        yield kind, high << 8 | low, what


def changed_text(text: str, program: bytes, odd: Sequence[str]) -> str:
    """A text with lines deleted, doubled, swapped, moved, indented, cut, or with odd signs and values."""
    lines = text.split("\n")
    for kind, where, what in changes(program):
        at, other = where % len(lines), (where * 31 + what) % len(lines)
        line = lines[at]
        column = what % (len(line) + 1)
        match kind % 9:
            case 0:
                lines[at : at + 1 + what % 3] = []
            case 1:
                lines.insert(at, line)
            case 2:
                lines[at], lines[other] = lines[other], line
            case 3:
                lines.insert(other, lines.pop(at))
            case 4:
                lines[at] = f"  {line}"
            case 5:
                lines[at] = line[2:]
            case 6:
                lines[at] = line[:column] + SIGNS[what % len(SIGNS)] + line[column + kind % 2 :]
            case 7:
                lines[at] = line.split(":")[0] + ": " + odd[what % len(odd)]
            case _:
                lines[at:] = [line[:column]]
        lines = lines or [""]
    return "\n".join(lines)


def changed_bytes(data: bytes, program: bytes) -> bytes:
    """Bytes of a file of which some are turned, put in, doubled, lost, or cut off with all that follows."""
    for kind, where, what in changes(program):
        at = where % (len(data) + 1)
        before, after = data[:at], data[at:]
        match kind % 5:
            case 0:
                data = before + bytes(byte ^ (what or 1) for byte in after[:1]) + after[1:]
            case 1:
                data = before + ODD_BYTES[what % len(ODD_BYTES)] + after
            case 2:
                data = before + after[: 4 * what] + after
            case 3:
                data = before + after[what:]
            case _:
                data = before
    return data


def blocks(data: Any) -> list[tuple[Any, Any]]:
    """Everything in plain data but its top: the block that it stands in, and its key or number there."""
    found, left = [], [data]
    while left:
        block = left.pop()
        keys = list(block) if isinstance(block, dict) else range(len(block)) if isinstance(block, list) else ()
        found += [(block, key) for key in keys]
        left += [block[key] for key in keys]
    return found


def changed_data(data: Any, program: bytes, odd: Sequence[Any], copied: Callable[[Any], Any]) -> Any:
    """Plain data, which is changed, with some of its values taken out, or replaced by odd ones or by others of it."""
    for kind, where, what in changes(program):
        if not (places := blocks(data)):
            break
        block, key = places[where % len(places)]
        other, there = places[(where * 31 + what) % len(places)]
        match kind % 4:
            case 0:
                del block[key]
            case 1:
                block[key] = copied(other[there])
            case 2 if isinstance(block, dict):
                block[str(odd[what % len(odd)])] = copied(block.pop(key))
            case _:
                block[key] = copied(odd[what % len(odd)])
    return data
