"""Every screen of the app, by name: how to get there. Its picture as plain text stands in snapshots/, in two sizes.

To add a screen, add one line to SCREENS and run `make snapshots`:

    "settings": Way("s", ("Colours", "esc back")),

The keys are Textual's names, set apart by blanks, pressed from the library or from where `opening` opens. `seen` are
words that stand on the screen once it is there, in both sizes: take one from the footer too, which is filled last.
Then look at what was drawn, at 80x24 and at 200x60, before it is kept: a snapshot is a promise that the screen looks
right. The clock, the time zone and the ids of runs stand still while snapshots are taken, so dates may be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.database import Database
from tests.tui.playing import WHOLE, gate, kept_after
from tui import keeping
from tui.app.opening import Opening

SIZES = ((80, 24), (200, 60))
"""Columns and rows: a usual terminal, and one that fills a large screen."""


@dataclass(frozen=True)
class Way:
    """How to get to a screen: keys, words to see there, and what the app opens at (None: the library)."""

    keys: str
    seen: tuple[str, ...]
    opening: Callable[[Database], Opening | None] = lambda database: None


def briefing_of_an_exam(database: Database) -> Opening:
    """The briefing, where Enter begins an exam."""
    return Opening(gate(), mode="exam")


def at_decision(number: int, **more: str) -> Callable[[Database], Opening]:
    """A run of the gate at its decision with this number: 1 choose, 2 select, 3 timed, 4 form, 5 choose."""
    return lambda database: Opening(kept=kept_after(database, WHOLE[: number - 1], **more))


def left_open(database: Database) -> None:
    """The library, with a run that was left open."""
    kept_after(database, WHOLE[:2])


def all_played(database: Database) -> Opening:
    """The debrief of a run that came to its end."""
    return Opening(kept=kept_after(database, WHOLE))


def several(database: Database) -> None:
    """Three runs to look back at: one that ended, an exam that was left open, and one that plays on from the first."""
    first = kept_after(database, WHOLE, name="Ana")
    kept_after(database, WHOLE[:1], mode="exam")
    again = keeping.fork(database, first.id, 3)
    for move in (("back",), ("unknown", "no-cause"), ("open",)):
        again.play.decide(move)


ended = "escape 3 2"
"""Keys that stop a run; the debrief's question follows."""

SCREENS: Mapping[str, Way] = {
    "library": Way("", ("Stones are thrown.", "? help")),
    "library-open-run": Way("", ("Carry on: The gate", "? help"), left_open),
    "library-help": Way("question_mark", ("Enter", "esc close")),
    "briefing": Way("enter", ("Enter begin", "g glossary")),
    "briefing-exam": Way("", ("This is an exam.", "Enter begin", "g glossary"), briefing_of_an_exam),
    "decision": Way("", ("AT THE GATE", "f2 orders"), at_decision(1)),
    "consequence": Way("1", ("the last convoy sold the food.", "f2 orders"), at_decision(1)),
    "consequence-exam": Way("1", ("the last convoy sold the food.", "f2 orders"), at_decision(1, mode="exam")),
    "select": Way("1", ("[x] Medic", "f2 orders"), at_decision(2)),
    "decision-timed": Way("", ("Step back thirty metres", "f2 orders"), at_decision(3)),
    "form-field": Way("", ("1 of 3: Casualties", "f2 orders"), at_decision(4)),
    "form-free-text": Way("1 1", ("3 of 3: Remarks",), at_decision(4)),
    "form-filled": Way("1 1 o k enter", ("1 Send it",), at_decision(4)),
    "ending": Way("1 enter", ("THE GATE OPENS", "To the debrief"), at_decision(5)),
    "pause": Way("escape", ("2 To the library", "esc go on"), at_decision(1)),
    "pause-stopping": Way("escape 3", ("2 Stop", "esc go on"), at_decision(1)),
    "play-help": Way("question_mark", ("Choose with the number keys", "esc close"), at_decision(1)),
    "card": Way("f1", ("[1 Your card]", "esc close"), at_decision(1)),
    "cards-conduct": Way("f1 3", ("[3 Conduct]", "esc close"), at_decision(1)),
    "cards-hrddp": Way("f1 8", ("[8 HRDDP]", "esc close"), at_decision(1)),
    "cards-care": Way("f1 0", ("[0 Care]", "esc close"), at_decision(1)),
    "cards-glossary": Way("f1 8 g", ("ACRONYMS ON THIS PAGE", "esc close"), at_decision(1)),
    "cards-help": Way("f1 question_mark", ("Pocket cards say", "esc close"), at_decision(1)),
    "orders": Way("f2", ("SITUATION", "esc close"), at_decision(1)),
    "map": Way("f3", ("river", "esc close"), at_decision(1)),
    "documents": Way("d", ("gate====|road|", "esc close"), at_decision(1)),
    "glossary": Way("g", ("10-1-2", "esc close"), at_decision(1)),
    "note": Way("n o k", ("Your note", "ok", "esc close"), at_decision(1)),
    "debrief-question": Way("1 enter enter", ("Which decision would you change?", "esc skip"), at_decision(5)),
    "debrief": Way("1 enter enter 3", ("WHAT HAPPENED TO PEOPLE", "Enter decisions"), at_decision(5)),
    "debrief-stopped": Way(f"{ended} 2", ("WHAT HAPPENED TO PEOPLE", "Enter decisions"), at_decision(2)),
    "debrief-decision": Way("escape enter", ("Decision 3, 06:37: Stones", "m I meant"), all_played),
    "debrief-meant": Way("escape enter m", ("This was recorded as", "esc close"), all_played),
    "debrief-ledger": Way("escape l", ("WHAT THIS SCENARIO TRAINS", "esc page one"), all_played),
    "debrief-help": Way("escape question_mark", ("R plays on", "esc close"), all_played),
    "history": Way("h", ("What you have played", "esc back"), several),
    "history-marked": Way("h space down space", ("2 runs marked", "c compare"), several),
    "history-deleting": Way("h x", ("Delete this run for good", "esc back"), several),
    "history-empty": Way("h", ("Nothing was played yet.", "esc back")),
    "replay": Way("h p n", ("WHAT CAME OF IT", "esc back"), several),
    "compare": Way("h c", ("WHERE THEY PART", "esc back"), several),
}
