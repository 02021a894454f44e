"""Looking back: the list of runs, a run again as it was seen, and two runs side by side."""

from __future__ import annotations

import pytest

from simulator.database import Database
from tests.tui.playing import WHOLE, gate, kept_after, played, two_words
from tui import keeping
from tui.compare_lines import lines
from tui.comparing import Comparison, NotComparable, compare
from tui.history import entries, label, scenarios
from tui.judging import debrief_of_run
from tui.replaying import pages

OTHER = (*WHOLE[:2], ("back",), ("unknown", "no-cause"), ("open",))


def compared(database: Database, a: str, b: str) -> Comparison:
    return compare(database, keeping.row_of(database, a), keeping.row_of(database, b))


def test_every_run_is_listed_with_how_it_went(database: Database) -> None:
    """The last begun first; ended runs with their ending and, once assessed, their objectives; exams are marked."""
    done = kept_after(database, WHOLE, name="Ana")
    kept_after(database, WHOLE[:1], mode="exam")
    going_on, finished = entries(database)
    assert (finished.ending, finished.met, finished.name, finished.over) == ("The gate opens", None, "Ana", True)
    assert (going_on.ending, going_on.name, going_on.over) == (None, "guest", False)
    assert "EXAM · open · guest" in label(going_on)
    debrief_of_run(database, keeping.row_of(database, done.id))
    assert entries(database)[1].met == (1, 1)
    assert label(entries(database)[1]).endswith("The gate opens, 1 of 1 objectives met · Ana")
    assert scenarios(entries(database)) == [("the-gate", "The gate")]


def test_a_run_that_plays_on_from_another_says_so(database: Database) -> None:
    """Its origin is known as long as the origin is there."""
    first = kept_after(database, WHOLE)
    again = keeping.fork(database, first.id, 3)
    entry = next(entry for entry in entries(database) if entry.id == again.id)
    assert entry.origin == first.id
    assert "played on" in label(entry)


def test_a_replay_has_a_page_for_each_decision_and_the_end() -> None:
    """What was seen, what was chosen, and what came of it, in order; the ending has nothing to choose."""
    run = played(gate(), WHOLE)
    found = pages(gate(), 1, run.records)
    assert [page.record for page in found] == [1, 2, 3, 4, 5, None]
    assert [page.situation.title for page in found][-1] == "The gate opens"
    assert found[2].consequence is not None
    assert found[2].consequence.done == ("Fire tear gas at the throwers",)
    assert [document.id for page in found for document in page.documents] == ["sketch", "letter"]


def test_a_replay_of_a_stopped_run_says_where_it_stopped() -> None:
    """The last page is the one on which the run was given up."""
    run = played(gate(), WHOLE[:2])
    run.stop()
    found = pages(gate(), 1, run.records)
    assert [page.stopped for page in found] == [False, False, True]
    assert found[-1].record is None
    assert pages(gate(), 1, []) == ()


def test_two_runs_are_compared_from_where_they_part(database: Database) -> None:
    """The common beginning is told once, then each step of both, then people, objectives and findings."""
    first = kept_after(database, WHOLE)
    again = keeping.fork(database, first.id, 3)
    for move in OTHER[2:]:
        again.play.decide(move)
    view = compared(database, first.id, again.id)
    assert len(view.together) == 2
    assert [step.n for step in view.steps] == [3, 4, 5]
    assert "Fire tear gas" in view.steps[0].a[0]
    assert "Step back" in view.steps[0].b[0]
    assert {found.title: (found.a, found.b) for found in view.people}["boys"] == ("1 gassed", "nobody was hurt")
    assert any("T18" in found.title and found.a == "breached" for found in view.findings)
    assert view.cautions == ()


def test_a_run_that_is_shorter_says_that_nothing_more_was_decided(database: Database) -> None:
    """Where one run has no decision, its side says so."""
    first, second = kept_after(database, WHOLE), kept_after(database, WHOLE[:3], seed=2)
    view = compared(database, first.id, second.id)
    assert (view.steps[-1].a != (), view.steps[-1].b) == (True, ())
    texts = [line.text for line in lines(view)]
    assert "nothing more was decided" in texts
    assert "Chance was not the same for both: their seeds differ." in texts


def test_a_run_is_the_same_as_itself(database: Database) -> None:
    """No step parts, no finding differs, and the comparison says so."""
    kept = kept_after(database, WHOLE)
    view = compared(database, kept.id, kept.id)
    assert (view.steps, view.findings) == ((), ())
    assert "Both runs decided the same throughout." in [line.text for line in lines(view)]


def test_runs_of_different_scenarios_are_not_compared(database: Database) -> None:
    """One sentence says why."""
    first, other = kept_after(database, WHOLE), keeping.begin(database, two_words(), seed=1)
    with pytest.raises(NotComparable, match="different scenarios"):
        compared(database, first.id, other.id)
