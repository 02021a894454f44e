"""What to sustain and to improve, and what people committed to. The next exercise opens with those commitments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from simulator.database import Database
from simulator.database.exercises import ExerciseRow
from simulator.exercise.entries import Committed, Entry, Learned, Lesson
from simulator.exercise.standing import standing_of
from tui.policy import provisions
from tui.tabletop.review.copy import Held
from tui.tabletop.review.evidence import Evidence, Exhibits


@dataclass(frozen=True, slots=True)
class Learnt:
    """Something to sustain or to improve, with its provisions as they may be cited, its owner and its date."""

    kind: Lesson
    text: str
    objective: str | None
    provisions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    owner: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody commits to in writing; `who` is what they are called, None where it is not to be said."""

    text: str
    owner: str | None
    due: str | None
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The commitments of an earlier exercise, with which the next one opens."""

    exercise: str
    title: str
    day: str
    commitments: tuple[Commitment, ...]


def lessons(held: Held, exhibits: Exhibits) -> tuple[Learnt, ...]:
    """Everything learned that was not taken back, in the order in which it was written."""
    texts = {each.id: each.text for each in held.scenario.file.objectives}
    return tuple(
        Learnt(
            kind=each.kind,
            text=each.text,
            objective=texts.get(each.objective or ""),
            provisions=tuple(_cited(each.provisions)),
            evidence=exhibits.of(each.entries),
            owner=each.owner,
            due=each.due,
        )
        for _, each in held.standing.remarked(Learned)
    )


def commitments(held: Held) -> tuple[Commitment, ...]:
    """What people committed to, with who wrote it where people are named at all."""
    return tuple(
        Commitment(each.text, each.owner, each.due, _who(held, entry))
        for entry, each in held.standing.remarked(Committed)
    )


def open_commitments(
    database: Database, scenario_id: str | None = None, opening: ExerciseRow | None = None
) -> Carried | None:
    """The commitments with which an exercise opens: of the last one that was closed and has some, of this scenario.

    Of another scenario where there is none. For an exercise that is there already, `opening`, only what was closed
    before it counts, and nothing that it is a fork of or that was forked from the same. Raises Misread for a log that
    cannot be read.
    """
    rows = database.exercises.list()
    latest, family = (_when(opening.opened), _root(rows, opening.id)) if opening else (None, None)
    closed = [(_when(row.closed), row) for row in rows if row.closed and _root(rows, row.id) != family]
    closed = [(at, row) for at, row in closed if latest is None or at <= latest]
    closed.sort(key=lambda pair: (pair[1].scenario_id == scenario_id, pair[0]), reverse=True)
    for _, row in closed:
        if found := tuple(_committed(database, row)):
            return Carried(row.id, row.title, row.opened[:10], found)
    return None


def _root(rows: Sequence[ExerciseRow], id: str) -> str:
    """The exercise of which this one is a fork, or a fork of a fork."""
    origins = {row.id: row.forked_from[0] for row in rows if row.forked_from}
    while id in origins:
        id = origins[id]
    return id


def _when(text: str) -> datetime:
    """A moment that can be compared; what is no time was long ago."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _committed(database: Database, row: ExerciseRow) -> Iterator[Commitment]:
    standing = standing_of(Entry.from_json(line) for line in database.exercises.entries(row.id))
    yield from (Commitment(each.text, each.owner, each.due) for _, each in standing.remarked(Committed))


def _cited(ids: Sequence[str]) -> Iterable[str]:
    """Provisions as they may be cited; what is not known stands as it was written."""
    for id in ids:
        yield provisions().cite(id) if id in provisions() else id


def _who(held: Held, entry: Entry) -> str | None:
    return held.callers.called(entry.by, entry.n) if held.callers.attributed else None
