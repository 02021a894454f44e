"""Times as exercise staff write them, each read for itself: `H+10`, `0910`, `D+1 09:10`, `300910ZNOV26`, a date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

DAY_MINUTES = 24 * 60
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
USUAL_YEAR = 2000
"""For times that name no year: only what lies between them counts."""

Kind = Literal["since start", "time of day", "date", "number"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time. `minutes` count since the start, since midnight, or since the first day of the calendar.

    `day` is the day of the exercise for a time of day, 0 for the first, None where it is not told. A `number` stands
    alone: 910 may be minutes or ten past nine, which only the other rows tell.
    """

    kind: Kind
    minutes: int
    day: int | None = None


OPEN = re.compile(
    r"(?:t\.?b\.?[acdn]\.?|n/?a|on call|on order|on request|as required|as needed|when ready|when needed|any ?time"
    r"|by hand|ad hoc|floating|flexible|reserve|spare|-+|–|—|\?+)$",
    re.IGNORECASE,
)
"""What says that an inject has no time of its own."""

DTG = re.compile(r"(\d{2})\s*(\d{2}):?(\d{2})\s*([A-Z])?\s*([A-Z]{3})[A-Z]*\.?\s*(\d{4}|\d{2})?(?!\d)", re.IGNORECASE)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMBERED_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})\b")
NAMED_DATE = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Z]{3})[A-Z]*\.?[\s,-]*(\d{4}|\d{2}(?!\d|:))?", re.IGNORECASE
)
DAY = re.compile(r"\bD(?:-?day)?\s*([+-])\s*(\d{1,2})\b|\b(?:EX\s*)?D(?:ay)?\s*(\d{1,2})\b", re.IGNORECASE)
SINCE_START = re.compile(r"^(?:H|T|S|E|START(?:EX)?|H-?hour)\s*([+-])\s*(.+)$|^(\+)\s*(.+)$", re.IGNORECASE)
START = re.compile(r"^(?:STARTEX|START OF (?:THE )?EXERCISE|H|H-?hour|T|H\s*[+-]?\s*0+)$", re.IGNORECASE)
CLOCK = re.compile(
    r"\b(\d{1,2})\s*[:.hH]\s*(\d{2})(?::\d{2})?\s*([ap]\.?m\b)?|\b(\d{1,2})\s*([ap]\.?m\b)|\b(\d{3,4})(?:\s*(?:hrs?|hours|h|[A-Z]))?\b",
    re.IGNORECASE,
)
LENGTHS = (
    re.compile(r"(\d{1,3})\s*(?:h|hrs?|hours?)\s*(?:(\d{1,2})\s*(?:m|min|mins|minutes)?)?$", re.IGNORECASE),
    re.compile(r"(\d{1,3}):(\d{2})(?::00)?(?:\s*(?:h|hrs?|hours?))?$", re.IGNORECASE),
    re.compile(r"(\d{2})(\d{2})(?:\s*(?:h|hrs?))?$", re.IGNORECASE),
)
"""Hours and minutes."""

MINUTES = re.compile(r"(\d{1,5})\s*(m|min|mins|minutes?|'|′)?\.?$", re.IGNORECASE)


def moment(text: str, value: object = None, *, elapsed: bool = False) -> Moment | None:
    """The time in a cell; None where it cannot be read. In an `elapsed` column, times count from the start."""
    told = _of_value(value, elapsed=elapsed)
    if told is not None:
        return told
    text = " ".join(text.split()).strip(" ()[]")
    if START.match(text):
        return Moment("since start", 0)
    since = SINCE_START.match(text)
    if since:
        length = _length(since[2] or since[4])
        return Moment("since start", -length if since[1] == "-" else length) if length is not None else None
    if elapsed and (length := int(text) if _is_count(text) else _length(text)) is not None:
        return Moment("since start", length)
    return _dated(text) or _of_day(text) or _alone(text)


def is_open(text: str) -> bool:
    """Whether a cell says that there is no time yet."""
    return not text.strip() or bool(OPEN.match(text.strip()))


def _of_value(value: object, *, elapsed: bool) -> Moment | None:
    """What a cell of a workbook held, where that was more than text."""
    if isinstance(value, datetime.datetime) and value.year > 1901:
        return Moment("date", value.toordinal() * DAY_MINUTES + value.hour * 60 + value.minute)
    if isinstance(value, datetime.timedelta):
        return Moment("since start", round(value.total_seconds() / 60))
    if isinstance(value, datetime.datetime | datetime.time):
        return Moment("since start" if elapsed else "time of day", value.hour * 60 + value.minute)
    if isinstance(value, float) and 0 < value < 1:
        return Moment("time of day", round(value * DAY_MINUTES) % DAY_MINUTES)
    return None


def _is_count(text: str) -> bool:
    """Whether a number has no zero in front of it, as a time of day may have."""
    return text.isascii() and text.isdigit() and len(text) < 6 and (text == "0" or not text.startswith("0"))


def _length(text: str) -> int | None:
    """Minutes that a length of time has: `1h30`, `90 min`, `1:30`, `0130`, `10`."""
    text = text.strip()
    for pattern in LENGTHS:
        found = pattern.match(text)
        if found:
            return int(found[1]) * 60 + int(found[2] or 0)
    found = MINUTES.match(text)
    return int(found[1]) if found else None


def _dated(text: str) -> Moment | None:
    """A group of date and time, or a date with a time of day behind it."""
    group = DTG.match(text)
    if group and (day := _day(group[6], _month(group[5]), int(group[1]))) is not None:
        return _at(day, int(group[2]), int(group[3]))
    for pattern, order in ((ISO, (1, 2, 3)), (NUMBERED_DATE, (3, 2, 1)), (NAMED_DATE, (3, 2, 1))):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, number = (found[n] for n in order)
        day = _day(year, int(month) if month.isdigit() else _month(month), int(number))
        rest = _clock(text[: found.start()] + " " + text[found.end() :])
        if day is not None:
            return Moment("date", day * DAY_MINUTES + (rest or 0))
    return None


def _of_day(text: str) -> Moment | None:
    """A time of day, perhaps with the day of the exercise: `D+1 0910`, `Day 2, 09:10`."""
    day = None
    found = DAY.search(text)
    if found:
        signed = int(found[2]) * (-1 if found[1] == "-" else 1) if found[2] else int(found[3]) - 1
        day, text = signed, text[: found.start()] + " " + text[found.end() :]
    elif _is_count(text):
        return None  # it may be minutes
    time = _clock(text)
    if time is None:
        return Moment("time of day", 0, day) if found and not text.strip(" ,:/-") else None
    return Moment("time of day", time, day)


def _alone(text: str) -> Moment | None:
    found = MINUTES.match(text)
    if found is None:
        return None
    return Moment("since start" if found[2] else "number", int(found[1]))


def _clock(text: str) -> int | None:
    """Minutes since midnight of the first time in a text."""
    found = CLOCK.search(text)
    if found is None:
        return None
    half = (found[3] or found[5] or "").lower()
    joined = found[6].zfill(4) if found[6] else ""
    hours, minutes = int(found[1] or found[4] or joined[:2]), int(found[2] or joined[2:] or 0)
    if half:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    return hours * 60 + minutes


def _at(day: int, hours: int, minutes: int) -> Moment | None:
    return Moment("date", day * DAY_MINUTES + hours * 60 + minutes) if hours < 25 and minutes < 60 else None


def _month(name: str) -> int:
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _day(year: str | None, month: int, day: int) -> int | None:
    """The number of a day in the calendar; None where there is none such."""
    number = int(year) if year else USUAL_YEAR
    try:
        return datetime.date(number + 2000 if number < 100 else number, month, day).toordinal()
    except ValueError:
        return None
