"""Tables for tests: a small scenario in which each text is a word that is found nowhere else."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from simulator.exercise.entries import Attribution, Opened
from simulator.exercise.exercise import Exercise
from simulator.exercise.logged import first_entry
from simulator.exercise.standing import Standing
from simulator.scenario import Scenario
from tests.simulator.exercise.tables import Table as Playing
from tests.simulator.exercise.tables import by_hand
from tests.small import scene, small
from tui.tabletop.naming import Naming
from tui.tabletop.paper.stacks import Stack, stacks
from tui.tabletop.paper.table import Table

SEATS: dict[str, Any] = {
    "head": {"title": "Head", "post": "head of mission", "role": "role-head", "told": "told-head"},
    "force": {
        "title": "Force",
        "post": "force commander",
        "role": "role-force",
        "told": "told-force",
        "documents": ["plan"],
    },
    "legal": {"title": "Legal", "post": "legal", "role": "role-legal", "may stand empty": True, "falls to": "head"},
    "watcher": {"title": "Watcher", "post": "observer", "role": "role-watcher", "may stand empty": True},
}
OBJECTIVES = [
    {
        "id": "share",
        "text": "objective-share",
        "rules": ["T01"],
        "criteria": [
            {"id": "asked", "text": "criterion-asked", "evidence": "evidence-asked"},
            {"id": "told", "text": "criterion-told"},
        ],
    },
    {"id": "act", "text": "objective-act", "rules": ["T01"], "criteria": [{"id": "early", "text": "criterion-early"}]},
]
SHEET = {
    "number": 7,
    "planned": 10,
    "type": "type-call",
    "means": "means-call",
    "from": "from-call",
    "to": ["head", "force"],
    "objectives": ["share"],
    "activity": "activity-call",
    "expected": "expected-call",
    "for evaluators": "evaluators-call",
}


class Kept(Playing):
    """A table whose people agreed how they are named."""

    def __init__(self, scenario: Scenario, attribution: Attribution) -> None:
        super().__init__(scenario)
        opened = Opened(exercise="x", scenario=scenario.hash, seed=1, attribution=attribution)
        self.exercise = Exercise(scenario, [first_entry(opened, self.clock)], self.clock, self.keep)


def paper_scenario(**more: Any) -> Scenario:
    """Two decisions with private slips, a strip, chance, and injects for two seats, for all, and for nobody."""
    scenes = {
        "first": scene(
            {
                "wait": {
                    "label": "label-wait",
                    "takes": 5,
                    "then": "second",
                    "consequence": "after-wait",
                    "add": {"trust": -1},
                },
                "go": {
                    "label": "label-go",
                    "takes": 5,
                    "chance": [
                        {"weight": 3, "then": "end", "consequence": "lucky-go"},
                        {"weight": 1, "then": "second", "consequence": "unlucky-go"},
                    ],
                },
                "maybe": {"label": "label-maybe", "when": "trust > 2", "takes": 5, "then": "end"},
            },
            **{
                "title": "title-first",
                "text": "text-first",
                "told to": {"force": "slip-force", "legal": "slip-legal"},
                "also": [{"when": "trust < 2", "text": "strip-first"}],
                "documents": ["map"],
            },
        ),
        "second": scene(
            {"talk": {"label": "label-talk", "takes": 5, "then": [{"when": "trust > 1", "to": "end"}, {"to": "late"}]}},
            **{"title": "title-second", "text": "text-second", "decided by": "force"},
        ),
    }
    given: dict[str, Any] = {
        "seats": SEATS,
        "objectives": OBJECTIVES,
        "state": {"trust": {"gauge": [0, 4], "start": 2, "title": "board-trust"}},
        "documents": {
            "plan": {"title": "document-plan", "kind": "note", "text": "lines-plan"},
            "map": {"title": "document-map", "kind": "map", "text": "lines-map"},
        },
        "debrief questions": [f"question-{n}" for n in range(6)],
        "injects": {
            "call": by_hand("inject-call", text="words-call", sheet=SHEET),
            "radio": by_hand("inject-radio", text="words-radio", sheet={"planned": 3, "objectives": ["act"]}),
            "silent": {"when": "trust < 1", "set": {"trust": 2}},
        },
    }
    return small(scenes, **{**given, **more})


def table(scenario: Scenario | None = None, guide: str | None = None) -> Table:
    """The table before an exercise."""
    return Table(Naming(scenario or paper_scenario(), Standing(), {}), guide)


def table_of(kept: Kept, names: dict[int, str] | None = None) -> Table:
    """The table of an exercise as it stands."""
    naming = Naming(kept.scenario, kept.exercise.standing, names or {})
    return Table(naming, None, tuple(kept.exercise.entries))


def decided(attribution: Attribution = "by role") -> Kept:
    """An exercise in which the first decision was taken, against the force commander."""
    kept = Kept(paper_scenario(), attribution)
    exercise = kept.exercise
    exercise.seat("head", 1)
    exercise.seat("force", 2)
    exercise.brief()
    exercise.begin()
    exercise.inject("call")
    exercise.ask()
    exercise.recommend("head", ("wait",), "because-head")
    exercise.recommend("force", ("go",), "because-force")
    exercise.reveal()
    kept.seconds += 120
    exercise.decide("head", ("wait",), "because-decided", {"force": "dissent-force"})
    exercise.go_on()
    return kept


def printed(found: Table | None = None) -> dict[str, Stack]:
    """All stacks by name."""
    return {stack.name: stack for stack in stacks(found or table())}


def where(text: str, found: dict[str, Stack] | None = None) -> set[str]:
    """The stacks in which this text can be read."""
    return {name for name, stack in (found or printed()).items() if re.search(rf"\b{re.escape(text)}\b", words(stack))}


def words(stack: Stack) -> str:
    """What can be read on a stack: its text without tags and style."""
    body = re.sub(r"<(style|title)>.*?</\1>", " ", stack.html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def pages_of(stack: Stack) -> list[str]:
    """The articles of a stack, each as it can be read."""
    return [words(Stack("", "", part, 1, 1)) for part in re.findall(r"<article.*?</article>", stack.html, re.S)]


def slips_of(stack: Stack) -> list[str]:
    """The pieces of a stack that are cut, each as it can be read."""
    found = re.findall(r'<section class="[^"]*cut[^"]*".*?</section>', stack.html, re.S)
    return [words(Stack("", "", part, 1, 1)) for part in found]
