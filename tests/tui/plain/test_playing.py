"""A play in plain mode, from the briefing to the debrief."""

from __future__ import annotations

import io

import pytest

from simulator.database import Database
from simulator.database.errors import FullDisk
from tests.tui.playing import WHOLE, WHOLE_TEXT, gate, kept_after, listening, played
from tui import keeping
from tui.keeping import Kept
from tui.plain.debriefing import talk_debrief, tell_debrief
from tui.plain.page import Page
from tui.plain.playing import Outcome, asking, play, scripted
from tui.script import BadMove, read_script

TYPED = ("1", "1 2", "2", "2", "1", "A boy, gassed.", "1")
"""The whole run as a person types it."""


def begun(database: Database, mode: keeping.Mode = "coached") -> Kept:
    return keeping.begin(database, gate(), seed=1, mode=mode)


def typed(kept: Kept, *lines: str) -> tuple[Outcome, str]:
    listener, out = listening(*lines)
    return play(kept, listener.page, asking(listener, timing="off")), out.getvalue()


def told(kept: Kept, script: str) -> tuple[Outcome, str]:
    out = io.StringIO()
    page = Page(out, 78)
    return play(kept, page, scripted(page, read_script(script))), out.getvalue()


def test_a_person_and_a_script_play_the_same_run(database: Database) -> None:
    """What is typed and what is scripted end in the same log."""
    by_hand, by_script = begun(database), begun(database)
    assert typed(by_hand, *TYPED)[0] is told(by_script, WHOLE_TEXT)[0] is Outcome.FINISHED
    assert by_hand.run.records == by_script.run.records == played(gate(), WHOLE).records


def test_the_free_text_of_a_form_is_kept_with_its_decision(database: Database) -> None:
    """It stands in the notes, and the log does not hold it."""
    kept = begun(database)
    typed(kept, *TYPED)
    assert [(n.number, n.field, n.text) for n in database.notes.list(kept.id)] == [(4, "remarks", "A boy, gassed.")]
    assert "gassed." not in "".join(database.runs.records(kept.id))


def test_the_story_comes_in_order(database: Database) -> None:
    """Briefing, situation, options, decision, consequence, what arrived, feedback, next situation."""
    _, out = told(begun(database), "talk")
    order = ["SECTION", "THE GATE", "MISSION", "AT THE GATE", "1: Walk", "Decision 1,", "You: Walk", "She says"]
    order += ["06:33, Radio:", "Tactical: You know", "WHO GOES WHERE"]
    places = [out.find(text) for text in order[1:]]
    assert places == sorted(places)
    assert -1 not in places


def test_an_exam_says_nothing_before_the_debrief(database: Database) -> None:
    """In an exam no feedback follows a decision; the story is the same."""
    coached, exam = told(begun(database), WHOLE_TEXT)[1], told(begun(database, "exam"), WHOLE_TEXT)[1]
    for text in ("Tactical:", "Political:", "Breached", "Kept:"):
        assert text in coached
        assert text not in exam
    assert [line for line in coached.splitlines() if line in exam.splitlines()] == exam.splitlines()


def test_going_away_keeps_the_run(database: Database) -> None:
    """Where the answers end, the run is left open, and carrying on ends as if it had never been left."""
    kept = begun(database)
    assert typed(kept, *TYPED[:3])[0] is Outcome.LEFT
    again = keeping.resume(database, kept.id)
    listener, out = listening(*TYPED[3:])
    assert play(again, listener.page, asking(listener, timing="off"), resumed=True) is Outcome.FINISHED
    assert again.run.records == played(gate(), WHOLE).records
    assert "SITUATION" not in out.getvalue()


def test_leaving_in_the_middle_of_a_form_decides_nothing(database: Database) -> None:
    """A form that was begun and not ended is no decision."""
    kept = begun(database)
    assert typed(kept, *TYPED[:4])[0] is Outcome.LEFT
    assert len(keeping.resume(database, kept.id).run.records) == 4


def test_giving_up_ends_the_run(database: Database) -> None:
    """A run that was given up is over and has findings."""
    kept = begun(database)
    assert typed(kept, "1", "abandon", "yes")[0] is Outcome.ABANDONED
    assert keeping.row_of(database, kept.id).status == "abandoned"
    assert told(begun(database), "talk,@stop")[0] is Outcome.ABANDONED


def test_a_script_may_let_time_run_out(database: Database) -> None:
    """@timeout plays the default, and it is said."""
    kept = begun(database)
    _, out = told(kept, "talk,medic,@timeout")
    assert kept.run.records[-1].move == ("@timeout",)
    assert "Time ran out. This was done:" in out
    assert "You: Hold behind the wall" in out


@pytest.mark.parametrize("script", ["run", "talk,medic+water+shields", "talk,-", "@timeout", "talk,medic,gas,counted"])
def test_a_move_that_is_not_on_offer_is_refused(script: str, database: Database) -> None:
    """The run stays where it was, and the message names what was on offer."""
    kept = begun(database)
    with pytest.raises(BadMove, match="On offer: "):
        told(kept, script)
    assert len(kept.run.records) == len(script.split(","))


def test_what_cannot_be_kept_is_not_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk nothing of a decision is shown, because it did not happen."""
    kept = kept_after(database, WHOLE[:2])

    def refuse(*values: object) -> None:
        raise FullDisk(file="peacekeeper.db")

    monkeypatch.setattr(database.runs, "append", refuse)
    out = io.StringIO()
    page = Page(out, 78)
    with pytest.raises(FullDisk, match="nothing is lost"):
        play(kept, page, scripted(page, ["gas"]), resumed=True)
    assert "The gas drifts" not in out.getvalue()
    assert len(keeping.resume(database, kept.id).run.records) == 3


def test_the_debrief_asks_first(database: Database) -> None:
    """The question comes before any verdict; the answer is a note at its decision."""
    kept = kept_after(database, WHOLE)
    listener, out = listening("3", "q")
    assert talk_debrief(kept, listener) is None
    assert [(n.number, n.field, n.text) for n in database.notes.list(kept.id)] == [(3, keeping.CHANGE, "3")]
    text = out.getvalue()
    assert text.index("Which decision would you change?") < text.index("WHAT HAPPENED TO PEOPLE")
    assert "EVERY DECISION" not in text


def test_the_debrief_goes_on_as_far_as_one_wants(database: Database) -> None:
    """Enter for every decision, l for objectives, 1 for page one; anything else is explained."""
    listener, out = listening("", "", "l", "1", "what", "q")
    talk_debrief(kept_after(database, WHOLE), listener)
    text = out.getvalue()
    assert [text.count(heading) for heading in ("EVERY DECISION", "WHAT THIS SCENARIO TRAINS", "DONE WELL")] == [
        1,
        1,
        2,
    ]
    assert "type one of the letters" in text


def test_playing_on_begins_at_the_decision_that_mattered(database: Database) -> None:
    """r gives the page of the decision that mattered most, from which a fork is played."""
    kept = kept_after(database, WHOLE)
    listener, _ = listening("", "r")
    page = talk_debrief(kept, listener)
    assert page is not None
    fork = keeping.fork(database, kept.id, page.record)
    assert (fork.run.state.scene, fork.run.offered) == ("stones", ("back", "gas", "hold"))


@pytest.mark.parametrize("lines", [[], [""], ["3", ""]])
def test_where_the_input_ends_the_whole_debrief_is_told_once(lines: list[str], database: Database) -> None:
    """From a pipe nothing is missing, and page one comes once."""
    kept = kept_after(database, WHOLE)
    listener, out = listening(*lines)
    talk_debrief(kept, listener)
    text, whole = out.getvalue(), io.StringIO()
    tell_debrief(kept, Page(whole, 78))
    assert all(line in text for line in whole.getvalue().splitlines())
    assert text.count("DONE WELL") == 1
