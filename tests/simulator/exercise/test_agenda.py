"""The agenda: what is due, what is late, and what may be left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.exercise.agenda import Item, agenda, behind, due_now, may_be_left_out
from simulator.exercise.standing import Plan
from tests.simulator.exercise.test_exercise import seated

PLANS: list[Plan] = ["planned", "held", "skipped", "come"]


def test_exercise_control_moves_holds_and_skips() -> None:
    """Running and paused; what has come is no longer due."""
    table = seated()
    run = table.exercise
    run.begin()
    run.move("news", 5)
    run.pause()
    run.move("news", -1)
    run.hold("call")
    run.skip("over")
    found = {item.inject: (item.due, item.stands) for item in agenda(run.scenario, run.standing)}
    assert found == {"news": (14, "planned"), "call": (20, "held"), "over": (None, "skipped")}
    items = agenda(run.scenario, run.standing)
    assert [item.inject for item in due_now(items, 25 * 60)] == ["news"]
    assert behind(items, 25 * 60) == 11
    run.hold("call", off=True)
    run.inject("news")
    items = agenda(run.scenario, run.standing)
    assert [item.inject for item in due_now(items, 25 * 60)] == ["call"]


def test_what_is_left_out_leaves_each_objective_something() -> None:
    """The last of those that serve what others serve too."""
    items = [
        Item("a", 1, None, 10, "planned", (), ("one",)),
        Item("b", 2, None, 20, "planned", (), ("one", "two")),
        Item("c", 3, None, 50, "planned", (), ("one",)),
        Item("d", 4, None, 60, "planned", (), ("two",)),
        Item("e", 5, None, 65, "planned", (), ("three",)),
    ]
    assert may_be_left_out(items, 10 * 60, 70) == ()
    assert [item.inject for item in may_be_left_out(items, 22 * 60, 70)] == ["c", "d"]


ITEMS = st.lists(
    st.builds(
        Item,
        inject=st.just("i"),
        number=st.none(),
        title=st.none(),
        due=st.one_of(st.none(), st.integers(0, 90)),
        stands=st.sampled_from(PLANS),
        to=st.just(()),
        objectives=st.lists(st.sampled_from(["one", "two", "three"]), unique=True, max_size=3).map(tuple),
    ),
    max_size=12,
)


@given(ITEMS, st.integers(0, 100), st.integers(30, 90))
def test_no_objective_is_left_without_an_inject(items: list[Item], minutes: int, play: int) -> None:
    """Whatever is left out still waits, and every objective that was served is served by another."""
    found = may_be_left_out(items, minutes * 60, play)
    assert all(item.waits for item in found)
    rest = [item for item in items if item.stands != "skipped"]
    for item in found:
        rest.remove(item)
    served = {id for item in items if item.stands != "skipped" for id in item.objectives}
    assert served == {id for item in rest for id in item.objectives}
