"""The machine equals the step, and refuses every illegal trigger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Illegal
from simulator.lifecycle import TRIGGERS, Lifecycle, state_name
from simulator.play import Play
from simulator.run import Record, Run, history
from tests.random_scenarios import walks
from tests.small import scene, small


@given(walks())
def test_the_machine_equals_the_step_on_random_walks(run: Run) -> None:
    """On random walks the machine ends in the phase and scene that the step computed, and can be rebuilt anywhere."""
    states = history(run.scenario, run.seed, run.records)
    machine = Lifecycle(run.scenario, states[0])
    for record, state in zip(run.records, states[1:], strict=True):
        machine.follow("begin" if record.n == 0 else "decide", state)
        assert machine.state == state_name(state.phase, state.scene)
        assert machine.state == Lifecycle(run.scenario, state).state


@given(walks(), st.data())
def test_the_machine_refuses_every_illegal_trigger(run: Run, data: st.DataObject) -> None:
    """Every trigger that the phase does not allow is refused and changes nothing."""
    allowed = {
        "briefing": {"begin"},
        "play": {"decide", "pause", "stop"},
        "paused": {"resume", "stop"},
        "debrief": set[str](),
    }
    states = history(run.scenario, run.seed, run.records)
    machine = Lifecycle(run.scenario, data.draw(st.sampled_from(states)))
    if machine.phase == "play" and data.draw(st.booleans()):
        machine.follow("pause")
    for trigger in TRIGGERS:
        assert machine.may(trigger) == (trigger in allowed[machine.phase])
        if not machine.may(trigger):
            before = machine.state
            with pytest.raises(Illegal):
                machine.follow(trigger, states[-1])
            assert machine.state == before


@given(walks(), st.data())
def test_the_machine_refuses_scenes_that_no_edge_leads_to(run: Run, data: st.DataObject) -> None:
    """Edges admit only what the step computed: a scene that cannot follow is refused."""
    scenario = small(
        {"a": scene({"go": {"then": "b"}}), "b": scene({"on": {"then": "c"}}), "c": scene({"x": {"then": "end"}})}
    )
    short = Run.start(scenario, 1)
    machine = Lifecycle(scenario, short.state)
    with pytest.raises(Illegal, match="No edge"):
        machine.follow("decide", short.state._replace(scene="c"))
    assert machine.scene == "a"


def test_play_does_not_move_when_a_record_cannot_be_kept() -> None:
    """A decision is durable before the screen moves on: where it cannot be kept, the play stays where it was."""
    kept: list[Record] = []

    def keep(record: Record) -> None:
        if record.n == 2:
            raise OSError("the disk is full")
        kept.append(record)

    play = Play(Run(small({"a": scene({"go": {"then": "a"}})}), 1), keep)
    play.begin()
    play.decide(("go",))
    before = (play.run.state, play.lifecycle.state)
    with pytest.raises(OSError):
        play.decide(("go",))
    assert (play.run.state, play.lifecycle.state) == before
    assert [record.n for record in kept] == [0, 1]
    assert play.run.records == kept


def test_nothing_can_be_decided_while_paused_or_before_the_briefing_ends() -> None:
    """What a phase does not allow is refused by the machine."""
    play = Play(Run(small({"a": scene({"go": {"then": "a"}})}), 1))
    with pytest.raises(Illegal):
        play.decide(("go",))
    play.begin()
    play.pause()
    with pytest.raises(Illegal):
        play.decide(("go",))
    play.resume()
    play.decide(("go",))
    assert play.phase == "play"
