"""One person alone plays a scenario with seats: what the seats are told is what colleagues report."""

from __future__ import annotations

from simulator.run import Run
from simulator.scenario import Scenario
from tests.simulator.exercise.tables import SEATS, table_scenario
from tests.tui.playing import gate
from tui import colleagues, papers, story


def told(scenario: Scenario, run: Run) -> list[str]:
    """The paragraphs of the situation, as one person alone reads them."""
    view = colleagues.situation(scenario, run.state, run.records)
    return [story.text_of(paragraph) for paragraph in view.paragraphs]


def test_whoever_plays_alone_is_told_what_seats_are_told() -> None:
    """Before play in the orders, and with each scene below its text, each under the seat's title."""
    scenario = table_scenario()
    assert papers.orders(scenario)[-1].title != colleagues.orders(scenario)[-1].title
    assert colleagues.orders(scenario)[-1].text == "**Force Commander.** One company."
    run = Run.start(scenario, 1)
    assert len(told(scenario, run)) == 1
    run.decide(("wait",))
    assert told(scenario, run)[-1] == "Force Commander: They fired first."


def test_documents_of_seats_are_there_from_the_first_scene() -> None:
    """And they count as seen afterwards."""
    force = {**SEATS["force"], "documents": ["sketch"]}
    papers_of_force = {"sketch": {"title": "Sketch", "kind": "map", "text": "x"}}
    scenario = table_scenario({**SEATS, "force": force}, documents=papers_of_force)
    run = Run.start(scenario, 1)
    assert [each.id for each in colleagues.situation(scenario, run.state, run.records).documents] == ["sketch"]
    assert story.documents_seen(scenario, run.records) == story.documents(scenario, ["sketch"])
    run.decide(("wait",))
    assert colleagues.situation(scenario, run.state, run.records).documents == ()


def test_without_seats_nothing_is_added() -> None:
    """A scenario for one person is as it was."""
    assert colleagues.orders(gate()) == papers.orders(gate())
