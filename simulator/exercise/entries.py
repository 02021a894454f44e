"""What an exercise's log holds. One entry is one thing that somebody did, as a typed block with its kind.

Names of people are not in it: a participant is a number, and who that is stands outside, where it can be erased.
"""

from __future__ import annotations

import json
from typing import Any, Literal, NamedTuple

from simulator.block import Block, Misread, StrictBool, StrictInt, StrictStr, plain, read
from simulator.run import Record
from simulator.scenario import Move

CONTROL = "control"
"""Exercise control, where others are seats. No seat may have this id."""

Attribution = Literal["by name", "by role", "not at all"]
Result = Literal["seen", "partly seen", "not seen"]
Lesson = Literal["sustain", "improve"]


class Opened(Block):
    """The exercise begins to be: which scenario version, and how people are named. `forked_from` is its origin.

    With `admits`, exercise control lets each participant in. `scale` names how objectives are rated, `group` a group of
    several at once. `fork_at` counts the entries that a fork took over.
    """

    exercise: StrictStr
    scenario: StrictStr
    seed: StrictInt
    variant: StrictStr | None = None
    attribution: Attribution = "by role"
    admits: StrictBool = False
    scale: StrictStr | None = None
    group: StrictStr | None = None
    forked_from: StrictStr | None = None
    fork_at: StrictInt | None = None


class Seated(Block):
    """A participant takes a seat; who sat there before has left it."""

    seat: StrictStr
    participant: StrictInt


class Vacated(Block):
    """A seat stands empty from now on."""

    seat: StrictStr


class Briefed(Block):
    """The briefing is on the table."""


class Stepped(Block):
    """A step of the run: what was played, and what the engine logged of it. The moves in these are the run."""

    move: tuple[StrictStr, ...]
    record: StrictStr


class Asked(Block):
    """Each seat is asked for a recommendation, unseen by the others."""


class Recommended(Block):
    """What a seat recommends. Until the reveal a later one replaces an earlier one."""

    move: tuple[StrictStr, ...]
    reason: StrictStr | None = None


class Revealed(Block):
    """All recommendations are shown."""


class Decided(Block):
    """The decision, with its reason, and the seats that dissented with theirs. A scribe may type one in words.

    `instead_of` is exercise control's reason for deciding in place of the seat whose decision it is.
    """

    move: tuple[StrictStr, ...] = ()
    words: StrictStr | None = None
    reason: StrictStr | None = None
    dissent: dict[StrictStr, StrictStr] = {}
    instead_of: StrictStr | None = None


class Dissented(Block):
    """A seat puts its dissent from the last decision on record, in its own words."""

    reason: StrictStr


class WentOn(Block):
    """The next situation is on the table."""


class Injected(Block):
    """An inject reached its seats: a planned one by its id, or one on the spot in the facilitator's words."""

    inject: StrictStr | None = None
    title: StrictStr | None = None
    text: StrictStr | None = None
    to: tuple[StrictStr, ...] = ()


class Moved(Block):
    """A planned inject was put off, or brought forward, by so many minutes of play."""

    inject: StrictStr
    minutes: StrictInt


class Held(Block):
    """A planned inject waits for exercise control's word; with `off`, no longer."""

    inject: StrictStr
    off: StrictBool = False


class Skipped(Block):
    """A planned inject will not come; with `off`, it may again."""

    inject: StrictStr
    off: StrictBool = False


class Paused(Block):
    """Play stops. `real` is a real emergency, in which nothing of the exercise counts."""

    real: StrictBool = False


class Resumed(Block):
    """Play goes on where it was."""


class Said(Block):
    """A message between exercise control and a seat."""

    to: StrictStr
    text: StrictStr


class Noted(Block):
    """A note of exercise control or of an observer; a public one is read by all."""

    text: StrictStr
    public: StrictBool = False


class Marked(Block):
    """An evaluator's observation of a criterion, with the entries that it rests on."""

    objective: StrictStr
    criterion: StrictStr
    result: Result
    note: StrictStr | None = None
    entries: tuple[StrictInt, ...] = ()


class Spoke(Block):
    """A seat was heard in the room, as exercise control notes."""

    seat: StrictStr


class Rated(Block):
    """How an evaluator rates an objective, on the scale of the exercise."""

    objective: StrictStr
    rating: StrictStr
    note: StrictStr | None = None


class Learned(Block):
    """Something to sustain or to improve, with what it rests on, whose it is and by when."""

    kind: Lesson
    text: StrictStr
    objective: StrictStr | None = None
    provisions: tuple[StrictStr, ...] = ()
    entries: tuple[StrictInt, ...] = ()
    owner: StrictStr | None = None
    due: StrictStr | None = None


class Committed(Block):
    """What somebody commits to in writing; the next exercise opens with it."""

    text: StrictStr
    owner: StrictStr | None = None
    due: StrictStr | None = None


class TakenBack(Block):
    """A note, mark, rating, lesson or commitment no longer counts. It stays in the log."""

    entry: StrictInt


class Ended(Block):
    """Play is over, and the debrief begins."""

    why: StrictStr | None = None


class Closed(Block):
    """Nothing is added any more."""


What = (
    Opened
    | Seated
    | Vacated
    | Briefed
    | Stepped
    | Asked
    | Recommended
    | Revealed
    | Decided
    | Dissented
    | WentOn
    | Injected
    | Moved
    | Held
    | Skipped
    | Paused
    | Resumed
    | Said
    | Noted
    | Marked
    | Spoke
    | Rated
    | Learned
    | Committed
    | TakenBack
    | Ended
    | Closed
)

KINDS: dict[str, type[Block]] = {each.__name__.lower(): each for each in What.__args__}
"""Each kind by its name in the log."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Entry(NamedTuple):
    """One line of the log: its number from 0, seconds of play so far, the time of day in UTC (ISO 8601), by whom.

    `by` is a seat, or `CONTROL`. The time of day is for people; nothing is worked out from it. `key` names the form
    that it came in, so that the same form counts once, also after the host has been away.
    """

    n: int
    played: int
    at: str
    by: str
    what: What
    key: str | None = None

    @property
    def minute(self) -> int:
        """Whole minutes of play."""
        return self.played // 60

    def to_json(self) -> str:
        """One line of JSON, always the same bytes for the same entry."""
        kind = type(self.what).__name__.lower()
        sent = [] if self.key is None else [self.key]
        return _encode([self.n, self.played, self.at, self.by, kind, plain(self.what), *sent])

    @classmethod
    def from_json(cls, line: str) -> Entry:
        """Read one line of a log. Raises Misread where it is none."""
        try:
            n, played, at, by, kind, data, *sent = json.loads(line)
            what: Any = read(KINDS[kind], data)
            (key,) = sent or [""]
        except (ValueError, KeyError, TypeError) as error:
            raise Misread(f"A line of the exercise's log cannot be read: {error}") from error
        if [type(each) for each in (n, played, at, by, key)] != [int, int, str, str, str]:
            raise Misread("A line of the exercise's log has something else where number, time or name belong.")
        return cls(n, played, at, by, what, key or None)


def stepped(move: Move, record: Record) -> Stepped:
    """A step of the run as the log keeps it."""
    return Stepped(move=move, record=record.to_json())
