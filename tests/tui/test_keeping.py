"""Plays that outlive their process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.database import Database, DatabaseError
from simulator.database.errors import Conflict, DamagedDatabase
from simulator.errors import Illegal
from simulator.moves import moves
from simulator.run import Run
from tests.tui.playing import WHOLE, gate, kept_after
from tui import keeping


def test_a_play_resumes_where_it_stood(database: Database) -> None:
    """After any decision, the run comes back from the database at the same state."""
    kept = keeping.begin(database, gate(), seed=7)
    assert keeping.resume(database, kept.id).play.phase == "briefing"
    kept.play.begin()
    for move in WHOLE:
        assert keeping.resume(database, kept.id).run.state == kept.run.state
        kept.play.decide(move)
    again = keeping.resume(database, kept.id)
    assert (again.play.phase, again.run.records) == ("debrief", kept.run.records)


def test_a_record_is_durable_before_the_play_moves_on(tmp_path: Path) -> None:
    """What another connection reads right after a decision has that decision."""
    with Database.open(tmp_path / "a.db") as first, Database.open(tmp_path / "a.db") as second:
        kept = kept_after(first, [])
        for count, move in enumerate(WHOLE, 2):
            kept.play.decide(move)
            assert len(keeping.records_of(second, kept.id)) == count


def test_what_cannot_be_kept_does_not_happen(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the database refuses a record, the play stands where it stood, and the decision can be made again."""
    kept = kept_after(database, WHOLE[:2])
    before = kept.run.state

    def refuse(*values: object) -> None:
        raise DatabaseError(file="x", reason="y")

    with monkeypatch.context() as patch:
        patch.setattr(database.runs, "append", refuse)
        with pytest.raises(DatabaseError):
            kept.play.decide(("gas",))
    assert kept.run.state == before
    kept.play.decide(("gas",))
    assert keeping.resume(database, kept.id).run.state == kept.run.state


def test_a_run_in_two_windows_is_noticed(tmp_path: Path) -> None:
    """The second window to decide is refused, and the first one's decision stays."""
    with Database.open(tmp_path / "a.db") as first, Database.open(tmp_path / "a.db") as second:
        here = kept_after(first, [])
        there = keeping.resume(second, here.id)
        here.play.decide(("talk",))
        with pytest.raises(Conflict):
            there.play.decide(("fire",))
        assert keeping.resume(second, here.id).run.state == here.run.state


def test_an_end_closes_the_run(database: Database) -> None:
    """A run that came to an ending is finished, one that was given up is abandoned."""
    whole, given_up = kept_after(database, WHOLE), kept_after(database, WHOLE[:1])
    given_up.play.stop()
    row = keeping.row_of(database, whole.id)
    assert (row.status, row.ending) == ("finished", "gate-open")
    assert keeping.row_of(database, given_up.id).status == "abandoned"


def test_an_end_whose_closing_failed_is_closed_when_it_comes_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last decision counts even where the run could not be closed; resuming closes it."""
    kept = kept_after(database, WHOLE[:-1])

    def refuse(*values: object) -> None:
        raise DatabaseError(file="x", reason="y")

    with monkeypatch.context() as patch:
        patch.setattr(database.runs, "finish", refuse)
        kept.play.decide(WHOLE[-1])
    assert keeping.row_of(database, kept.id).status == "open"
    assert keeping.resume(database, kept.id).play.phase == "debrief"
    assert keeping.row_of(database, kept.id).status == "finished"


def test_a_fork_decides_anew_and_leaves_the_first_run_alone(database: Database) -> None:
    """Rewind is a new run with the same beginning and the same luck."""
    kept = kept_after(database, WHOLE)
    fork = keeping.fork(database, kept.id, 3)
    assert fork.run.records == kept.run.records[:3]
    fork.play.decide(("hold",))
    assert keeping.row_of(database, fork.id).forked_from == (kept.id, 3)
    assert keeping.resume(database, kept.id).run.records == kept.run.records


def test_a_guest_leaves_no_name(database: Database) -> None:
    """Without a name nobody is kept; with one the same name is the same person, and no record holds it."""
    kept_after(database, WHOLE)
    assert database.people.list() == []
    first, second = kept_after(database, WHOLE, name="Ana"), kept_after(database, [], name="Ana")
    assert first.person == second.person
    assert [person.name for person in database.people.list()] == ["Ana"]
    assert not any("Ana" in line for line in database.runs.records(first.id))


def test_free_text_stays_outside_the_log(database: Database) -> None:
    """Notes and the free text of forms are kept beside the run, at their decision."""
    kept = kept_after(database, WHOLE[:1])
    kept.note("Why is the wire so low?")
    kept.note("None.", field="remarks", decision=4)
    found = [(note.number, note.field, note.text) for note in database.notes.list(kept.id)]
    assert found == [(2, None, "Why is the wire so low?"), (4, "remarks", "None.")]


def test_runs_are_found_by_the_beginning_of_their_id(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id may be cut short as long as it names one run; without one, it is the last that is open."""
    ids = iter(["aa11", "aa22"])
    monkeypatch.setattr(keeping, "_new_id", lambda: next(ids))
    first = kept_after(database, WHOLE[:1])
    kept_after(database, WHOLE)
    assert keeping.find_run(database, "aa1").id == first.id
    assert keeping.find_run(database).id == first.id
    for wrong in ("", "a", "aa", "no-such-run", "aa111"):
        with pytest.raises(keeping.RunNotFound):
            keeping.find_run(database, wrong)


def test_without_an_open_run_there_is_none_to_carry_on_with(database: Database) -> None:
    """Runs that are over are not offered."""
    kept_after(database, WHOLE)
    with pytest.raises(keeping.RunNotFound, match="no open run"):
        keeping.find_run(database)


@pytest.mark.parametrize("harm", ["replace(data, 'scenes', 'scones')", "'{}'", "replace(data, '06:30', 'soon')"])
def test_a_version_that_was_tampered_with_is_damage(harm: str, database: Database) -> None:
    """What the database holds of a scenario is not trusted blindly: damage is told as such."""
    kept = kept_after(database, WHOLE[:1])
    with database.connection.write() as sqlite:
        sqlite.execute(f"update scenarios set data = {harm}")
    with pytest.raises(DamagedDatabase):
        keeping.resume(database, kept.id)


def test_the_database_that_is_named_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The option before the environment, the environment before the data folder."""
    monkeypatch.setenv(keeping.VARIABLE, "from-environment.db")
    assert keeping.database_place("given.db") == Path("given.db")
    assert keeping.database_place() == Path("from-environment.db")
    monkeypatch.delenv(keeping.VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    place = keeping.database_place()
    assert isinstance(place, Path)
    assert place.is_relative_to(tmp_path)
    assert place.name == keeping.DATABASE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_play_comes_back_whole(database: Database, data: st.DataObject) -> None:
    """Whatever is played, and wherever it stops, the log replays to the same state."""
    kept = keeping.begin(database, gate(), seed=data.draw(st.integers(-5, 10**30)))
    kept.play.begin()
    for _ in range(data.draw(st.integers(0, 8))):
        if kept.run.finished:
            break
        kept.play.decide(data.draw(st.sampled_from(list(moves(gate(), kept.run.state)))))
    back = keeping.resume(database, kept.id)
    assert (back.run.state, back.run.records) == (kept.run.state, kept.run.records)
    assert Run.replay(gate(), kept.run.seed, back.run.records).state == kept.run.state


def test_a_paused_play_decides_nothing(database: Database) -> None:
    """While it is paused the play refuses decisions, and goes on afterwards."""
    kept = kept_after(database, [])
    kept.play.pause()
    with pytest.raises(Illegal):
        kept.play.decide(("talk",))
    kept.play.resume()
    kept.play.decide(("talk",))
