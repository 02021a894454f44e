"""The benchmark's generated story is what the benchmark says it is."""

from __future__ import annotations

from pathlib import Path

from benchmarks import plain_walk, story_as_scenario
from benchmarks.bulk_play import path_of, play
from benchmarks.story import OPTIONS, SCENES, generate, numbers
from simulator.scenario import Scenario


def generated(folder: Path) -> Scenario:
    return story_as_scenario.read(story_as_scenario.write(generate(), folder))


def test_the_generated_story_has_the_size_that_is_claimed(tmp_path: Path) -> None:
    """The generated scenario loads without a problem and has 30 scenes, 109 options and 5 variables."""
    scenario = generated(tmp_path)
    assert (len(scenario.scenes), sum(len(scene.options) for scene in scenario.scenes.values())) == (30, 109)
    assert (SCENES, OPTIONS, len(scenario.names)) == (30, 109, 5)


def test_about_a_third_of_the_options_are_conditional() -> None:
    """About a third of the options have a condition."""
    conditional = sum(o.condition is not None for scene in generate().scenes.values() for o in scene.options)
    assert 0.28 < conditional / OPTIONS < 0.40


def test_the_story_is_the_same_for_one_seed() -> None:
    """One seed gives one story, another seed another."""
    assert generate(1) == generate(1)
    assert generate(1) != generate(2)


def test_the_plain_walk_goes_where_the_scenario_goes(tmp_path: Path) -> None:
    """The scenario file and the plain dictionaries lead through the same scenes with the same values."""
    story, walk = generate(), numbers(1, 500)
    plain = plain_walk.path(plain_walk.graph_of(story), story.start, walk)
    assert list(path_of(story, play(generated(tmp_path), walk))) == list(plain)


def test_the_walk_that_is_timed_is_the_walk_that_is_compared() -> None:
    """The plain walk without words ends where the one with words ends."""
    story = generate()
    graph = plain_walk.graph_of(story)
    for n in range(1, 40):
        walk = numbers(n, n)
        *_, last = plain_walk.path(graph, story.start, [*walk, 0])
        assert last.split()[0] == plain_walk.walk(graph, story.start, walk)
