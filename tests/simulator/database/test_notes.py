"""Notes: free text, kept outside the log."""

from __future__ import annotations

from simulator.database import Database
from simulator.database.notes import Note
from tests.simulator.database.stories import begin


def test_notes_come_by_decision_in_the_order_of_writing(db: Database) -> None:
    """A form's field and the player's own notes stand side by side; nothing takes another's place."""
    begin(db, "r1")
    begin(db, "r2")
    db.notes.add("r1", 4, "reason", "They have a mandate.\nAnd\tfuel.")
    db.notes.add("r1", 2, None, "Ask about the interpreter")
    db.notes.add("r1", 4, "reason", "")
    db.notes.add("r2", 1, None, "Another run")
    assert db.notes.list("r1") == [
        Note(2, None, "Ask about the interpreter"),
        Note(4, "reason", "They have a mandate.\nAnd\tfuel."),
        Note(4, "reason", ""),
    ]
    assert db.runs.records("r1") == []
