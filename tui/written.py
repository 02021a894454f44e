"""What the player wrote: notes, answers to what makes them reflect, what they meant, and free text of forms."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from simulator.database.notes import Note
from simulator.run import Record
from simulator.scenario import Scenario
from tui.keeping import CHANGE
from tui.words import say

MEANT = "@meant"
"""The field under which a note keeps what the player meant by a decision. It is never scored."""

REFLECT = "@reflect"
"""The field under which a note keeps the answer to what a scene asks the player to think about."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text of the player's, and what it is."""

    label: str
    text: str


def written_at(notes: Iterable[Note], scenario: Scenario, record: Record) -> tuple[Written, ...]:
    """What was written at the decision that this record answers; what was changed later stands as it was last."""
    here = {note.field: note for note in notes if note.number == record.n and note.field not in (None, CHANGE)}
    own = [note for note in notes if note.number == record.n and note.field is None]
    shown = [*own, *here.values()]
    return tuple(Written(_label(note.field, scenario, record.scene), note.text) for note in shown if note.text.strip())


def written_outside(notes: Iterable[Note], numbers: Set[int]) -> tuple[Written, ...]:
    """The player's own notes that belong to none of these records: written at the end."""
    found = (note for note in notes if note.field is None and note.number not in numbers)
    return tuple(Written(say("debrief.note"), note.text) for note in found)


def _label(field: str | None, scenario: Scenario, scene: str) -> str:
    if field is None:
        return say("debrief.note")
    if field == MEANT:
        return say("debrief.meant")
    file = scenario.scenes[scene].file
    if field == REFLECT:
        return file.reflect or say("debrief.note")
    form = file.form
    return form.fields[field].label if form is not None and field in form.fields else say("debrief.note")
