"""The answers that a scene admits: counted without listing them, and whether a default is one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import limits
from simulator.answers import answers
from simulator.moves import moves
from simulator.problems import LoadError
from simulator.scenario import Scenario
from simulator.step import initial
from tests.random_scenarios import scenarios
from tests.small import small


def selection(costs: list[int], budget: int, at_least: int, **more: Any) -> dict[str, Any]:
    """A scene to select from, with options `a`, `b` ... of these costs."""
    options = {id: {"label": id, "costs": cost} for id, cost in zip("abcdefghij", costs, strict=False)}
    select = {"budget": budget, "unit": "people", "at least": at_least, "then": "end", "options": options}
    return {"title": "T", "text": "T.", "select": select, **more}


def form(*sizes: int, **more: Any) -> dict[str, Any]:
    """A form with so many options in each of its fields."""
    fields = {
        f"f{n}": {"label": "F", "options": {f"f{n}-{m}": {"label": "O"} for m in range(size)}}
        for n, size in enumerate(sizes)
    }
    return {"title": "T", "text": "T.", "form": {"title": "F", "then": "end", "fields": fields}, **more}


def listed(scenario: Scenario, scene: str) -> int:
    """How many moves the scene has where it is played."""
    return len(list(moves(scenario, initial(scenario)._replace(phase="play", scene=scene))))


@given(scenarios())
def test_answers_are_counted_as_they_are_played(scenario: Scenario) -> None:
    """Where every option is on offer there are as many moves as were counted."""
    for id, scene in scenario.scenes.items():
        options = {id: replace(option, test=None) for id, option in scene.options.items()}
        free = replace(scene, options=options, always=tuple(options) if scene.kind == "choose" else None)
        open_scenario = replace(scenario, scenes={**scenario.scenes, id: free})
        assert answers(scene) == listed(open_scenario, id)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=10), st.integers(0, 12), st.integers(0, 4))
def test_a_selection_is_loaded_where_it_can_be_answered(costs: list[int], budget: int, at_least: int) -> None:
    """A selection whose least costs more than its budget is refused; any other has as many moves as are counted."""
    scene = selection(costs, budget, at_least)
    if len(costs) < at_least or sum(sorted(costs)[:at_least]) > budget:
        with pytest.raises(LoadError, match="S527"):
            small({"a": scene})
    else:
        scenario = small({"a": scene})
        assert answers(scenario.scenes["a"]) == listed(scenario, "a") <= limits.MOVES


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_a_form_has_a_most_of_possible_answers(sizes: list[int]) -> None:
    """The options of its fields multiply; beyond the limit the form is refused."""
    product = 1
    for size in sizes:
        product *= size
    if product > limits.MOVES:
        with pytest.raises(LoadError, match=f"S525 .* in {product} ways; {limits.MOVES} are the most"):
            small({"a": form(*sizes)})
    else:
        assert answers(small({"a": form(*sizes)}).scenes["a"]) == product


def test_a_form_of_free_text_alone_is_no_decision() -> None:
    """Where there is nothing but free text, nothing can be answered that counts."""
    fields = {"remarks": {"label": "Remarks", "free text": True}}
    scene = {"title": "T", "text": "T.", "form": {"title": "F", "then": "end", "fields": fields}}
    with pytest.raises(LoadError, match="S527"):
        small({"a": scene})


TIMED = {"decide within": "30 s"}


@pytest.mark.parametrize(
    ("scene", "default", "good"),
    [
        (selection([1, 1, 2], 3, 1), ["a", "c"], True),
        (selection([1, 1, 2], 3, 1), "c", True),
        (selection([1, 1, 2], 3, 0), [], True),
        (selection([1, 1, 2], 3, 1), [], False),
        (selection([1, 1, 2], 3, 1), ["c", "a"], False),
        (selection([1, 1, 2], 3, 1), ["a", "a"], False),
        (selection([1, 1, 2], 3, 1), ["a", "b", "c"], False),
        (form(2, 2), ["f0-1", "f1-0"], True),
        (form(2, 2), ["f0-1"], False),
        (form(2, 2), ["f0-0", "f0-1"], False),
        (form(2, 2), ["f1-0", "f0-1"], False),
    ],
)
def test_a_default_is_a_full_answer(scene: dict[str, Any], default: Any, good: bool) -> None:
    """A default may select within the budget or fill every field, each once and in file order."""
    timed = {**scene, **TIMED, "by default": default}
    if good:
        assert small({"a": timed}).scenes["a"].default is not None
    else:
        with pytest.raises(LoadError, match="S522"):
            small({"a": timed})
