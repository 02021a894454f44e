"""Exercises for tests of the review: the gate with seats, criteria and injects, held from end to end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from simulator.compiling import from_data, to_data
from simulator.exercise.entries import CONTROL, Attribution, Entry, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import first_entry
from simulator.exercise.standing import standing_of
from simulator.scenario import Move, Scenario
from tests.tui.playing import gate
from tui.policy import assessed
from tui.tabletop.review.copy import Reader
from tui.tabletop.review.html import html_of_pieces
from tui.tabletop.review.markdown import markdown_of_pieces
from tui.tabletop.review.review import Review, review
from tui.tabletop.review.review_lines import review_lines

SEATS: dict[str, Any] = {
    "head": {"title": "Head of Office", "post": "head of mission", "role": "You decide.", "told": "hush-head"},
    "force": {"title": "Commander", "post": "force commander", "role": "You command.", "told": "hush-force"},
    "rights": {"title": "Human rights", "post": "human rights", "role": "You know.", "may stand empty": True},
    "watcher": {"title": "Evaluator", "post": "observer", "role": "You watch.", "may stand empty": True},
    "other": {"title": "Another evaluator", "post": "observer", "role": "You watch.", "may stand empty": True},
}
NAMES = {0: "Amara", 1: "Jun", 2: "Hanne", 3: "Emil", 4: "Rosa", 5: "Noor"}
CRITERIA = [{"id": id, "text": f"Criterion {id}"} for id in ("asks", "warns", "waits", "tells")]
SHEET = {"number": 1, "planned": 10, "to": ["head"], "expected": "hush-expected", "for evaluators": "hush-evaluators"}
PRIVATE = ("hush-", "PRIVATE", "CHAT", "GONE")
"""How what no participant may read begins, or what it has in it."""


@cache
def scenario() -> Scenario:
    """The gate for a table."""
    data = to_data(gate())
    file = data["scenario"]
    file["seats"] = SEATS
    file["objectives"][0]["criteria"] = CRITERIA
    file["injects"]["secret"] = {"by hand": {"at most": 1}, "title": "hush-title", "text": "hush-text", "sheet": SHEET}
    file["injects"]["open"] = {"by hand": {"at most": 1}, "title": "For all", "sheet": {"planned": 5}}
    file["scenes"]["at-the-gate"]["told to"] = {"force": "hush-scene"}
    file["debrief questions"] = ["Who spoke about the crowd?", "Why did nobody warn?"]
    return from_data(data)


@cache
def inject_list() -> Scenario:
    """The gate as a list of injects: one situation in which there is nothing to choose from."""
    data = to_data(scenario())
    scene = data["scenario"]["scenes"]["at-the-gate"]
    scene["options"] = {"decided": {"label": "Decided", "takes": 5, "then": [{"to": "at-the-gate"}]}}
    kept = ("at-the-gate", "relieved")
    data["scenario"]["scenes"] = {id: data["scenario"]["scenes"][id] for id in kept}
    return from_data(data)


class Table:
    """An exercise that is held in memory, with a clock that goes on when it is told to."""

    def __init__(self, attribution: Attribution = "by name", scale: str | None = None, on: Scenario | None = None):
        self.scenario, self.seconds = on or scenario(), 0.0
        opened = Opened(exercise="x", scenario=self.scenario.hash, seed=1, attribution=attribution, scale=scale)
        first = [first_entry(opened, self.clock)]
        self.run = Exercise(self.scenario, first, self.clock, lambda entries: None)

    def clock(self) -> tuple[float, str]:
        """Now."""
        return self.seconds, "2026-11-30T09:00:00+00:00"

    def sit(self, seats: Sequence[str] = ("head", "force", "rights", "watcher", "other")) -> Exercise:
        """Give these seats to people, and put the first situation on the table."""
        for number, seat in enumerate(seats):
            self.run.seat(seat, number)
        self.run.brief()
        self.run.begin()
        return self.run

    def decide(self, move: Move, **more: Any) -> Entry:
        """Have the seat decide whose decision it is, after a reveal without recommendations."""
        self.run.ask()
        self.run.reveal()
        entry = self.run.decide("head", move, **more)
        self.run.go_on()
        return entry


def held(attribution: Attribution = "by name", words: str = "", scale: str | None = None) -> list[Entry]:
    """A whole exercise, with `words` in everything that is typed in it."""
    table = Table(attribution, scale)
    run = table.sit()
    run.note(CONTROL, f"PRIVATE {words}")
    run.note(CONTROL, f"public {words}", public=True)
    run.say(CONTROL, "force", f"CHAT {words}")
    run.inject("secret")
    run.improvise(f"PRIVATE title {words}", f"PRIVATE text {words}", ["force"])
    run.improvise(f"Spot {words}", f"Told to all {words}")
    run.ask()
    run.recommend("force", ("fire",), f"reason of force {words}")
    run.recommend("rights", ("talk",), f"reason of rights {words}")
    run.reveal()
    table.seconds += 600
    decided = run.decide("head", ("fire",), f"why {words}", {"rights": f"against {words}"})
    run.go_on()
    run.pause()
    run.resume()
    run.pause(real=True)
    run.resume()
    run.decide(CONTROL, ("unknown", "no-cause"), None, None, f"instead {words}")
    run.end(f"time {words}")
    run.mark("watcher", "warn-first", "asks", "seen", f"note {words}", [decided.n])
    run.rate("watcher", "warn-first", f"M {words}".strip(), f"rated {words}")
    run.learn(CONTROL, "sustain", f"keep {words}", provisions=[f"no.such {words}"], entries=[decided.n])
    run.learn(CONTROL, "improve", f"mend {words}", owner=f"owner {words}", due=f"tomorrow {words}")
    run.commit("head", f"I will {words}", f"me {words}")
    gone = run.note(CONTROL, "GONE")
    run.take_back(CONTROL, gone.n)
    run.close()
    return list(run.entries)


def reviewed(
    entries: Sequence[Entry], reader: Reader = "participants", on: Scenario | None = None, **more: Any
) -> Review:
    """The review of an exercise."""
    used = on or scenario()
    found = assessed(used, 1, standing_of(entries).records)
    names: Mapping[int, str] = more.pop("names", NAMES)
    return review(used, entries, found, names=names, reader=reader, **more)


def as_html(view: Review) -> str:
    """The review as HTML."""
    return html_of_pieces(review_lines(view), "made of")


def as_markdown(view: Review) -> str:
    """The review as Markdown."""
    return markdown_of_pieces(review_lines(view), "made of")
