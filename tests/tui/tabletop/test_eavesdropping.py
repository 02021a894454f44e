"""What a seat may not see never leaves the host: every byte that seats and the projector receive is read."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from simulator.exercise.entries import CONTROL, Attribution
from simulator.exercise.exercise import Exercise
from simulator.exercise.refused import Refused
from simulator.scenario import Scenario
from tests.simulator.exercise.tables import by_hand
from tests.small import scene, small
from tests.tui.tabletop.served import Ear, Served, served

SEATS = ("head", "force", "legal", "watcher")
POSTS = ("head of mission", "force commander", "legal", "observer")
ALL = frozenset((*SEATS, "screen"))
STEPS = 60


class Secrets:
    """Words that stand nowhere else, and who may have heard each of them by now."""

    def __init__(self) -> None:
        self.may_hear: dict[str, frozenset[str]] = {}

    def new(self, *seats: str) -> str:
        """A word for these alone."""
        word = f"qz{len(self.may_hear):04}x"
        self.may_hear[word] = frozenset(seats)
        return word

    def told_to_all(self, word: str) -> None:
        """From now on everybody may know it."""
        self.may_hear[word] = ALL

    def leaked_to(self, who: str, heard: bytes) -> list[str]:
        """The words in these bytes that are not for this one."""
        return [word for word, seats in self.may_hear.items() if who not in seats and word.encode() in heard]


def scenario_with(secrets: Secrets) -> Scenario:
    """Every place where a file says something to some and not to others."""
    seats = {}
    documents = {}
    for id, post in zip(SEATS, POSTS, strict=True):
        documents[f"{id}-paper"] = {"title": secrets.new(id), "kind": "note", "text": secrets.new(id)}
        told = {"told": secrets.new(id), "documents": [f"{id}-paper"]}
        seats[id] = {"title": id, "post": post, "role": secrets.new(id), "may stand empty": True, **told}
    nobody, watcher = partial(secrets.new), partial(secrets.new, "watcher")

    def sheet(*to: str) -> dict[str, Any]:
        return {"to": list(to), "expected": nobody(), "for evaluators": nobody(), "activity": nobody(), "planned": 3}

    injects = {
        "to-force": {**by_hand(secrets.new("force")), "text": secrets.new("force"), "sheet": sheet("force")},
        "to-two": {**by_hand(secrets.new("head", "legal")), "sheet": sheet("head", "legal")},
        "by-clock": {"at": 3, "title": secrets.new("legal"), "text": secrets.new("legal"), "sheet": sheet("legal")},
        "never": {"by hand": {"from": 100}, "title": nobody(), "text": nobody()},
    }
    for name in ("to-force", "to-two"):
        injects[name]["by hand"] = {"at most": 5}
    questions: dict[str, Any] = {"debrief questions": [nobody()]}
    criteria = [{"id": "asked", "text": watcher(), "evidence": watcher()}]
    told = {"force": secrets.new("force"), "legal": secrets.new("legal")}
    return small(
        {
            "first": scene({"wait": {"takes": 1, "then": "second"}, "go": {"takes": 1, "then": "second"}}),
            "second": scene({"wait": {"takes": 1, "then": "first"}}, **{"told to": told}),
        },
        seats=seats,
        documents=documents,
        injects=injects,
        objectives=[{"id": "one", "text": watcher(), "rules": ["T01"], "criteria": criteria}],
        **questions,
    )


class Table:
    """Everybody sits, listens in both ways, and opens pages; what each receives is kept."""

    def __init__(self, found: Served, secrets: Secrets, stack: ExitStack) -> None:
        self.found, self.secrets = found, secrets
        self.clients = {seat: stack.enter_context(found.seated(seat)) for seat in SEATS}
        self.clients["screen"] = stack.enter_context(found.client())
        self.ears = {who: [self._ear(stack, who, form) for form in ("html", "data")] for who in self.clients}
        self.pages: dict[str, bytes] = dict.fromkeys(self.clients, b"")
        self.marks = 0

    def _ear(self, stack: ExitStack, who: str, form: str) -> Ear:
        path = "/screen/events" if who == "screen" else f"/seat/{who}/events"
        return stack.enter_context(Ear(self.clients[who], f"{path}?as={form}"))

    def listen(self) -> None:
        """Wait until everybody has heard all that was sent so far, and look at every byte."""
        self.marks += 1
        mark = f"mark{self.marks:04}"
        self.found.on_loop(lambda: self.found.room.act(lambda e: e.note(CONTROL, mark, public=True)))
        for who, ears in self.ears.items():
            for ear in ears:
                ear.wait_for(mark)
            for path in (
                "/",
                "/seats",
                "/screen" if who == "screen" else f"/seat/{who}",
                *map("/seat/{}".format, SEATS),
            ):
                self.pages[who] += self.clients[who].get(path).content
            heard = b"".join([self.pages[who], *(ear.heard for ear in ears)])
            assert self.secrets.leaked_to(who, heard) == [], who

    def send(self, seat: str, **form: Any) -> httpx.Response:
        """Send a form as a seat."""
        turn = str(self.found.room.standing.asked)
        return self.clients[seat].post(f"/seat/{seat}", data={"turn": turn, **form})


def anything(choice: random.Random, table: Table) -> Callable[[], object]:
    """One thing that control or a seat may do, with a word that is for some alone."""
    secrets, act = table.secrets, table.found.act
    seat = choice.choice(SEATS)
    lead: list[Callable[[Exercise], object]] = [Exercise.ask, Exercise.go_on, Exercise.pause, Exercise.resume]
    return choice.choice(
        [
            lambda: act(choice.choice(lead)),
            lambda: act(choice.choice(lead)),
            lambda: reveal(table),
            lambda: act(lambda e: e.decide(CONTROL, ("wait",), instead_of="Because.")),
            lambda: act(lambda e: e.inject(choice.choice(["to-force", "to-two"]))),
            lambda: act(lambda e: e.improvise("News", secrets.new(seat), [seat])),
            lambda: act(lambda e: e.say(CONTROL, seat, secrets.new(seat))),
            lambda: act(lambda e: e.note(CONTROL, secrets.new())),
            lambda: act(lambda e: e.mark(CONTROL, "one", "asked", "seen", secrets.new())),
            lambda: act(lambda e: e.learn(CONTROL, "improve", secrets.new())),
            lambda: table.send(seat, action="say", text=secrets.new(seat)),
            lambda: table.send("watcher", action="note", text=secrets.new()),
            lambda: table.send("watcher", action="mark", note=secrets.new("watcher"), **{"one/asked": "seen"}),
            lambda: recommend(table, choice.choice(SEATS[:3])),
            lambda: recommend(table, choice.choice(SEATS[:3])),
        ]
    )


def recommend(table: Table, seat: str) -> None:
    """A recommendation, whose reason only that seat may see."""
    table.send(seat, action="recommend", move="wait", reason=table.secrets.new(seat))


def reveal(table: Table) -> None:
    """Look at every byte first; then all that is revealed is for all."""
    table.listen()
    table.found.act(Exercise.reveal)
    for each in table.found.room.standing.recommendations.values():
        table.secrets.told_to_all(each.reason or "")


@pytest.mark.parametrize(("seed", "attribution"), [(1, "by role"), (2, "not at all"), (3, "by name")])
def test_no_byte_for_others_leaves_the_host(tmp_path: Path, seed: int, attribution: Attribution) -> None:
    """In whatever exercise, on pages and streams: nothing that is for another seat, for control, or not shown yet."""
    choice, secrets = random.Random(seed), Secrets()
    with served(tmp_path, scenario_with(secrets), attribution=attribution) as found, ExitStack() as stack:
        table = Table(found, secrets, stack)
        table.listen()
        found.act(Exercise.brief)
        table.listen()
        found.act(Exercise.begin)
        for n in range(STEPS):
            try:
                anything(choice, table)()
            except Refused:
                continue
            if n % 15 == 0:
                table.listen()
        table.listen()
        heard = b"".join(ear.heard for ears in table.ears.values() for ear in ears)
        told = [word for word, seats in secrets.may_hear.items() if seats and word.encode() in heard]
        assert len(told) > 10  # what is for somebody does arrive


def test_without_names_nothing_says_whose_it_was(tmp_path: Path) -> None:
    """Neither the seat nor the participant's number stands beside a recommendation that is shown."""
    secrets = Secrets()
    with served(tmp_path, scenario_with(secrets), attribution="not at all") as found, ExitStack() as stack:
        table = Table(found, secrets, stack)
        for step in (Exercise.brief, Exercise.begin, Exercise.ask):
            found.act(step)
        table.send("legal", action="recommend", move="go", reason="Go now")
        found.act(Exercise.reveal)
        table.listen()
        heard = b"".join(ear.heard for ear in table.ears["force"])
        shown = heard[heard.index(b"Go now") - 400 : heard.index(b"Go now") + 200]
        assert b"One seat" in shown
        assert b"legal" not in shown
