"""The times of all injects together, as minutes of play since the start of the exercise or the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulator import limits
from simulator.problems import Problems
from tui.inject_sheets.entries import Entry
from tui.inject_sheets.grids import Found
from tui.inject_sheets.moments import DAY_MINUTES, Moment, is_open, moment

STARTEX = re.compile(r"\bSTARTEX\b(?:\s*(?:is|at|time|on|[:=–-]))*\s*(\S.{2,29})?", re.IGNORECASE)
BACK = DAY_MINUTES // 3
"""A time of day that is earlier by more than this belongs to the next day."""


@dataclass(frozen=True)
class Timing:
    """Minutes of play of each inject, None where it has no time; `starts` is the minute of the day at the start."""

    planned: tuple[int | None, ...]
    starts: int | None = None


def timing_of(entries: Sequence[Entry], lines: Iterable[Found], problems: Problems) -> Timing:
    """Read all times, and report those that cannot be read or lie before the start."""
    unread: set[str] = set()
    moments = _as_meant([_read(entry, problems, unread) for entry in entries])
    days = _on_days(moments)
    start = _start(entries, days, lines)
    return Timing(
        tuple(_since(found, start, entry, problems) for found, entry in zip(days, entries, strict=True)),
        start % DAY_MINUTES if start is not None else None,
    )


def _read(entry: Entry, problems: Problems, unread: set[str]) -> Moment | None:
    """The moment of one inject. A day that cannot be read is told once: a whole column may hold days of the week."""
    found, day = entry.fields.get("planned"), entry.fields.get("day")
    if found is None and day is None:
        return None
    text = found.text if found else ""
    if is_open(text) and day is None:
        return None
    read = moment(text, found.value if found else None, elapsed=entry.elapsed)
    named = day.text.split(" 00:00")[0] if day else entry.day
    if named and (read is None or (read.kind == "time of day" and read.day is None) or read.kind == "number"):
        number = f"Day {named}" if named.strip().isdigit() and len(named.strip()) < 3 else named
        dated = moment(f"{number} {text.zfill(4) if text.isdigit() else text}")
        timed = read is not None or is_open(text)  # otherwise nothing is read at all, which is told of the time
        if day is not None and timed and _without_day(dated) and not is_open(named) and named not in unread:
            problems.add("X930", entry.at("day"), name=named)
            unread.add(named)
        read = dated or read
    if read is None and not is_open(text):
        problems.add("X924", entry.at("planned" if found else "day"), name=text)
    return read


def _without_day(found: Moment | None) -> bool:
    """Whether a day was not understood."""
    return found is None or (found.kind == "time of day" and found.day is None) or found.kind == "number"


def _as_meant(moments: Sequence[Moment | None]) -> list[Moment | None]:
    """Numbers that stand alone: times of day where all of them may be, and otherwise minutes."""
    numbers = [found.minutes for found in moments if found is not None and found.kind == "number"]
    clocks = any(found is not None and found.kind == "time of day" for found in moments)
    are_times = all(number % 100 < 60 and number < 2400 for number in numbers) and (
        clocks or min(numbers, default=0) >= 100
    )
    return [_meant(found, are_times) for found in moments]


def _meant(found: Moment | None, is_time: bool) -> Moment | None:
    if found is None or found.kind != "number":
        return found
    if is_time:
        return Moment("time of day", found.minutes // 100 * 60 + found.minutes % 100)
    return Moment("since start", found.minutes)


def _on_days(moments: Sequence[Moment | None]) -> list[Moment | None]:
    """Times of day on their day: that which is told, that of the row above, or the next where midnight has passed."""
    days: list[Moment | None] = []
    base = next((found.minutes // DAY_MINUTES for found in moments if found and found.kind == "date"), 0)
    day, last = base, -1
    for found in moments:
        if found is not None and found.kind == "date":
            day, last = found.minutes // DAY_MINUTES, found.minutes % DAY_MINUTES
        elif found is not None and found.kind == "time of day":
            if found.day is not None:
                day = base + found.day
            elif last - found.minutes > BACK:
                day += 1
            last = found.minutes
            found = Moment("date", day * DAY_MINUTES + found.minutes)
        days.append(found)
    return days


def _start(entries: Sequence[Entry], days: Sequence[Moment | None], lines: Iterable[Found]) -> int | None:
    """The start of the exercise where it is told, and otherwise the first time that has a date or time of day."""
    dated = [found.minutes for found in days if found is not None and found.kind == "date"]
    for entry, found in zip(entries, days, strict=True):
        what = f"{entry.text('title')} {entry.text('text')}".strip()
        if what.upper().startswith("STARTEX") and found is not None and found.kind == "date":
            return found.minutes
    for line in lines:
        told = STARTEX.search(line.text)
        read = moment(told[1].strip(" .")) if told and told[1] else None
        if read is not None and read.kind == "number":
            read = _meant(read, True)
        if read is not None and read.kind in ("date", "time of day"):
            return _on_first_day(read, dated)
    return min(dated, default=None)


def _on_first_day(start: Moment, dated: Sequence[int]) -> int:
    """A start that is told as a time of day is on the day of the first inject."""
    if start.kind == "date":
        return start.minutes
    day = min(dated, default=0) // DAY_MINUTES
    return replace(start, minutes=day * DAY_MINUTES + start.minutes).minutes


def _since(found: Moment | None, start: int | None, entry: Entry, problems: Problems) -> int | None:
    if found is None:
        return None
    minutes = found.minutes - (start or 0) if found.kind == "date" else found.minutes
    if not 0 <= minutes <= limits.MINUTES:
        told = "planned" if entry.text("planned") else "day"
        problems.add("X925", entry.at(told), name=entry.text(told))
    return max(0, min(minutes, limits.MINUTES))
