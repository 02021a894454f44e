"""The decision record: a page for each decision, for the scribe; what is on record already is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from simulator.exercise.standing import Outcome, Recommendation
from simulator.prose import plain
from simulator.scenario import Scene
from tui.tabletop.paper.injects import numbered
from tui.tabletop.paper.lettering import Group, groups, letters_of
from tui.tabletop.paper.table import Table
from tui.words import say

MOST = 12
"""Blank forms of a situation that comes again and again; more can be copied."""

MINUTE = 60
"""Seconds."""


class Form(NamedTuple):
    """A blank form. `rows` are seats that recommend, or empty lines where people are not named."""

    number: int
    scene: str
    title: str
    decider: str | None
    groups: tuple[Group, ...]
    rows: tuple[str, ...]
    copy: int
    copies: int


class Voice(NamedTuple):
    """What somebody recommended or said against a decision: who, the letters and labels, the words."""

    called: str
    move: str
    words: str | None


class Taken(NamedTuple):
    """A decision on record, at this minute of play."""

    number: int
    scene: str
    title: str
    minute: int
    move: str
    words: str | None
    reason: str | None
    instead_of: str | None
    recommendations: tuple[Voice, ...]
    dissent: tuple[Voice, ...]


def taken(table: Table) -> tuple[Taken, ...]:
    """The decisions that the exercise has on record, in order."""
    return tuple(_taken(table, outcome) for outcome in table.standing.outcomes)


def forms(table: Table) -> tuple[Form, ...]:
    """A blank form for each decision that may come, in file order; more where a situation leads back to itself."""
    done = {outcome.scene for outcome in table.standing.outcomes} - {table.standing.scene}
    waiting = (scene for scene in table.decisions() if scene.id not in done)
    return tuple(form for scene in waiting for form in _forms(table, scene))


def move_words(scene: Scene, move: tuple[str, ...]) -> str:
    """The options of a move with letters and labels."""
    found = letters_of(scene, move)
    return "; ".join(say("paper.option", letter=each.letter, label=plain(each.label)) for each in found)


def in_voices(table: Table, found: tuple[Recommendation, ...]) -> Iterator[Voice]:
    """Recommendations as they may be told; without names, in an order that gives nobody away."""
    scene = table.scenario.scenes.get(table.standing.scene or "")
    return _voices(table, scene, found) if scene else iter(())


def _voices(table: Table, scene: Scene, found: tuple[Recommendation, ...]) -> Iterator[Voice]:
    in_order = sorted(found, key=lambda r: (r.entry,) if table.attributes else (r.move, r.reason or ""))
    for each in in_order:
        yield Voice(table.named_or_nobody(each.seat), move_words(scene, each.move), each.reason)


def _taken(table: Table, outcome: Outcome) -> Taken:
    scene, decided = table.scenario.scenes[outcome.scene], outcome.decided
    against = [Voice(table.named_or_nobody(seat), "", text) for seat, text in decided.dissent.items()]
    return Taken(
        number=table.numbers[scene.id],
        scene=scene.id,
        title=scene.file.title,
        minute=outcome.played // MINUTE,
        move=move_words(scene, decided.move),
        words=decided.words,
        reason=decided.reason,
        instead_of=decided.instead_of,
        recommendations=tuple(_voices(table, scene, outcome.recommendations)),
        dissent=tuple(against if table.attributes else sorted(against, key=lambda voice: voice.words or "")),
    )


def _forms(table: Table, scene: Scene) -> Iterator[Form]:
    decider, copies = table.decider(scene), _copies(table, scene)
    recommending = [id for id, seat in table.seats.items() if seat.post != "observer"]
    for copy in range(1, copies + 1):
        yield Form(
            number=table.numbers[scene.id],
            scene=scene.id,
            title=scene.file.title,
            decider=table.called(decider) if decider else None,
            groups=groups(scene),
            rows=tuple(table.called(id) if table.attributes else "" for id in recommending),
            copy=copy,
            copies=copies,
        )


def _copies(table: Table, scene: Scene) -> int:
    """In a list of injects each of them may ask for a decision."""
    back = any(case.scene == scene.id for option in scene.options.values() for case in option.course.way.cases)
    return min(MOST, max(1, len(numbered(table)))) if back else 1
