"""A smallest example for each thing that a proof sheet can say: it deserves it, and the one beside does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from scoring.proofs.losing import replayed
from scoring.proofs.prove import Asked, prove
from scoring.proofs.sheet import Claim
from scoring.rule import Rule
from scoring.rules import RuleBook
from simulator.exploration.budget import Budget
from simulator.scenario import Scenario
from tests.scoring.test_compliance import RULES, rule
from tests.small import VOCABULARY, scene, small

GAMES = 64
"""Enough for questions that ask for thirty visits of a scene, in a game of two or three decisions."""

A = {each.id: each for each in RULES}
NEVER_FIRE = rule("C01", {"never": "force.fire"}, severity="critical")
WARN_FIRST = A["A03"]
REPORT = A["A06"]
GO: dict[str, Any] = {"then": "end"}
BAD = {"title": "Bad", "text": "It went badly.", "ending": {"title": "Bad"}}


def objective(*rules: str, id: str = "one") -> list[dict[str, Any]]:
    return [{"id": id, "text": "To learn.", "rules": list(rules)}]


class Example(NamedTuple):
    """A scenario, the rules that watch it, and how much may be gone through."""

    made: Scenario
    rules: tuple[Rule, ...] = ()
    states: int = 100_000


def claims(example: Example) -> list[Claim]:
    """All that is said of an example, but that few games last until the horizon."""
    asked = Asked(Budget(states=example.states), GAMES)
    sheet = prove(example.made, RuleBook(example.rules, VOCABULARY), asked, "today")
    return [claim for claim in (*sheet.claims, *sheet.properties) if claim.scene != "late"]


def two_scenes(way: Any, b: Mapping[str, Any], **more: Any) -> Scenario:
    """A scene that leads to the end or to another scene."""
    return small({"a": scene({"go": GO, "in": {"then": way}}), "b": scene(b)}, **more)


def gauge(start: int, low: int = 0, high: int = 5) -> dict[str, Any]:
    return {"state": {"n": {"gauge": [low, high], "start": start}}}


def sometimes(start: int, to: str) -> list[dict[str, Any]]:
    return [{"when": "n > 3", "to": to}, {"to": "end"}]


def behind(start: int) -> Example:
    """A scene behind a condition."""
    return Example(two_scenes(sometimes(start, "b"), {"go": GO}, **gauge(start)))


def ending_behind(start: int) -> Example:
    return Example(
        small({"a": scene({"go": {"then": sometimes(start, "bad")}, "leave": GO}), "bad": BAD}, **gauge(start))
    )


def option_behind(start: int) -> Example:
    return Example(small({"a": scene({"go": GO, "rare": {"when": "n > 3", **GO}})}, **gauge(start)))


def one_way_out(**of_way_in: Any) -> Example:
    """A scene whose only option wants a flag, which one way in sets, and the other as is said here."""
    ways = {"ready": {"set": {"ready": True}, "then": "b"}, "in": {"then": "b", **of_way_in}}
    scenes = {"a": scene(ways), "b": scene({"on": {"when": "ready", **GO}})}
    return Example(small(scenes, state={"ready": {"flag": False}}))


def adding(**declared: Any) -> Example:
    """Two adds to a number from 0."""
    more: dict[str, Any] = {"add": {"n": 2}}
    scenes = {"a": scene({"more": {**more, "then": "b"}}), "b": scene({"more": {**more, **GO}, "go": GO})}
    return Example(small(scenes, state={"n": {"start": 0, **declared}}))


def circle(**more: Any) -> Example:
    scenes = {"a": scene({"go": GO, "in": {"then": "b"}}), "b": scene({"on": {"then": "c"}})}
    return Example(small({**scenes, "c": scene({"back": {"then": "b"}, **more})}))


def growing(start: int) -> Example:
    """A gauge to which the same is added again and again."""
    options = {"more": {"add": {"n": 1}, "then": "a", "takes": 9}, "go": GO}
    more: dict[str, Any] = {**gauge(start, 0, 9), "ledger gauges": ["n"]}
    return Example(small({"a": scene(options)}, **more))


def asking(**options: Any) -> Example:
    return Example(small({"a": scene(options)}, state={"ready": {"flag": True}}))


def arriving(**inject: Any) -> Example:
    return Example(small({"a": scene({"go": {"takes": 9, **GO}})}, injects={"radio": {"at": 3, **inject}}))


def waiting_for(alarm: int) -> Example:
    """An inject on a condition: at a decision, alarm comes to 3."""
    radio = {"when": f"alarm >= {alarm}", "text": "Two, send your status."}
    ways = {"go": GO, "shout": {"add": {"alarm": 2}, "then": "a", "takes": 60}}
    return Example(small({"a": scene(ways)}, injects={"radio": radio}, state={"alarm": {"gauge": [0, 9], "start": 1}}))


def varied(*, is_open: bool) -> Example:
    """A gate that is open in one variant and shut in the other."""
    variants = {"other": {"title": "Other", "set": {"open": not is_open}}}
    options = {"go": GO, "in": {"when": "open", **GO}}
    return Example(small({"a": scene(options)}, state={"open": {"flag": is_open}}, variants=variants))


def warned(states: int) -> Example:
    """More states with the rule than without: whether there was a warning."""
    scenes = {
        "a": scene({"warn": {"acts": ["warn"], "then": "b"}, "on": {"then": "b"}}),
        "b": scene({"go": GO, "push": {"acts": ["force.push"], **GO}}),
    }
    return Example(small(scenes), (WARN_FIRST,), states)


def alarmed(**options: Any) -> Example:
    """A scene in which a duty to report opens, for those who go there."""
    scenes = {"a": scene({"go": GO, "in": {"then": "b"}}), "b": {**scene(options), "events": ["alert"]}}
    return Example(small(scenes, objectives=objective("A06")), (REPORT,))


def chancy(**options: Any) -> Example:
    """Chance leads to a scene or past it."""
    lucky = {"chance": [{"weight": 1, "then": "b"}, {"weight": 1, "then": "end"}]}
    return Example(small({"a": scene({"try": lucky}), "b": scene(options)}), (NEVER_FIRE,))


FIRE: dict[str, Any] = {"acts": ["force.fire"], **GO}
TALK: dict[str, Any] = {"acts": ["talk"], **GO}
PUSH: dict[str, Any] = {"acts": ["force.push"], **GO}
REPORTS: dict[str, Any] = {"acts": ["report"], **GO}


def closing(to: str) -> Example:
    """Who closes without a warning comes to where only force is left, or elsewhere."""
    scenes = {
        "a": scene({"warn": {"acts": ["warn"], "then": "b"}, "close": {"then": to}}),
        "b": scene({"push": PUSH}),
    }
    return Example(small(scenes), (WARN_FIRST,))


AID_AT_ONCE = rule("C02", {"when": "casualty", "must": "aid", "within": 0}, severity="critical")
AID: dict[str, Any] = {"acts": ["aid"], **GO}
WAIT: dict[str, Any] = {"acts": ["wait"], "takes": 9, **GO}


def hurt(**options: Any) -> dict[str, Any]:
    return {**scene(options), "events": ["casualty"]}


def twice(second: list[str]) -> Example:
    """Twice somebody is hurt; the second time the options stand in this order."""
    both = {"aid": AID, "wait": WAIT}
    scenes = {
        "a": hurt(**{id: {**option, "then": "b"} for id, option in both.items()}),
        "b": hurt(**{id: both[id] for id in second}),
    }
    return Example(small(scenes, objectives=objective("C02")), (AID_AT_ONCE,))


def forgiven(to: str) -> Example:
    """Where waiting while somebody is hurt leads."""
    scenes = {"a": hurt(aid=AID, wait={**WAIT, "then": to}, leave={"then": "bad"}), "bad": BAD}
    return Example(small(scenes, objectives=objective("C02")), (AID_AT_ONCE,))


def rare(states: int) -> Example:
    """A duty that opens in one game of a thousand."""
    chance = [{"weight": 1, "then": "b"}, {"weight": 999, "then": "end"}]
    scenes = {
        "a": scene({"go": {"chance": chance}}),
        "b": {**scene({"report": REPORTS, "leave": GO}), "events": ["alert"]},
    }
    return Example(small(scenes, objectives=objective("A06")), (REPORT,), states)


def measured(**of_b: Any) -> Example:
    scenes = {"a": scene({"go": GO, "in": {"then": "b"}}), "b": {**scene({"report": REPORTS, "leave": GO}), **of_b}}
    return Example(small(scenes, objectives=objective("A06")), (REPORT,))


def ordered(*acts: str) -> Example:
    return Example(small({"a": scene({"push": {"acts": list(acts), **GO}, "go": GO})}), (WARN_FIRST,))


def crowded(*, always: bool) -> Example:
    """Force is wrong where children are present: in every game or in some."""
    ways = {
        "quiet": {"set": {"children.present": always}, "then": "b"},
        "school": {"set": {"children.present": True}, "then": "b"},
    }
    scenes = {"a": scene(ways), "b": scene({"talk": TALK, "push": PUSH, "leave": GO})}
    return Example(small(scenes), (A["A02"],))


def helped(**more: Any) -> Example:
    return Example(small({"a": hurt(aid=AID, wait=WAIT, leave=GO, **more)}), (AID_AT_ONCE,))


def promised(most: int) -> Example:
    """A property about a number that comes to 4."""
    more: dict[str, Any] = {"add": {"n": 2}}
    scenes = {"a": scene({"more": {**more, "then": "b"}}), "b": scene({"more": {**more, **GO}})}
    return Example(small(scenes, **gauge(0), properties={"little": {"never": f"n > {most}"}}))


PAIRS: Mapping[str, tuple[Example, Example]] = {
    "P101": (behind(0), behind(4)),
    "P102": (option_behind(0), option_behind(4)),
    "P103": (one_way_out(), one_way_out(set={"ready": True})),
    "P104": (adding(range=[0, 3]), adding(range=[0, 4])),
    "P105": (ending_behind(0), ending_behind(4)),
    "P106": (circle(), circle(out=GO)),
    "P107": (growing(9), growing(0)),
    "P108": (asking(go=GO), asking(go={"when": "ready", **GO})),
    "P109": (arriving(), arriving(text="Two, send your status.")),
    "P110": (varied(is_open=False), varied(is_open=True)),
    "P111": (waiting_for(4), waiting_for(3)),
    "P200": (warned(3), warned(100)),
    "P201": (alarmed(leave=GO), alarmed(leave=GO, report=REPORTS)),
    "P202": (alarmed(report=REPORTS), alarmed(leave=GO, report=REPORTS)),
    "P203": (
        Example(small({"a": scene({"fire": FIRE})}), (NEVER_FIRE,)),
        Example(small({"a": scene({"talk": TALK})}), (NEVER_FIRE,)),
    ),
    "P204": (chancy(fire=FIRE), chancy(fire=FIRE, talk=TALK)),
    "P205": (chancy(fire=FIRE), chancy(fire=FIRE, talk=TALK)),
    "P206": (closing("b"), closing("end")),
    "P207": (twice(["aid", "wait"]), twice(["wait", "aid"])),
    "P208": (forgiven("end"), forgiven("bad")),
    "P209": (rare(2), rare(100)),
    "P210": (measured(), measured(events=["alert"])),
    "P211": (ordered("force.push", "warn"), ordered("force.push", "talk")),
    "P212": (crowded(always=True), crowded(always=False)),
    "P213": (helped(), helped(treat=AID)),
    "P301": (promised(4), promised(3)),
    "P302": (promised(3), promised(4)),
}


ALONG: Mapping[str, set[str]] = {
    "P201": {"P206", "P207"},  # what can be kept can be kept without reading, and lost
    "P202": {"P212"},  # the option that breaks it is seldom reasonable
    "P204": {"P205"},
    "P205": {"P204"},
    "P206": {"P212"},
    "P209": {"P102", "P200", "P201"},  # with so small a budget other things are not known either
    "P210": {"P201", "P212"},
    "P301": {"P302"},
    "P302": {"P301"},
}
"""What else a pair differs in."""

ABOUT: Mapping[str, Claim] = {
    code: Claim(code=code, status="shown", weight="note", **about)  # type: ignore[arg-type]
    for code, about in {
        "P101": {"scene": "b"},
        "P102": {"scene": "a", "option": "rare"},
        "P103": {"scene": "b"},
        "P104": {"scene": "b", "name": "n"},
        "P105": {"scene": "bad"},
        "P106": {"scene": "b"},
        "P107": {"name": "n"},
        "P108": {"name": "ready"},
        "P109": {"name": "radio"},
        "P110": {"scene": "a", "option": "in", "name": "other"},
        "P111": {"name": "radio"},
        "P201": {"rule": "A06"},
        "P202": {"rule": "A06"},
        "P204": {"scene": "a"},
        "P206": {"scene": "a", "option": "close"},
        "P207": {"name": "first"},
        "P208": {"scene": "end", "rule": "C02"},
        "P209": {"rule": "A06"},
        "P210": {"name": "one"},
        "P211": {"scene": "a", "option": "push", "rule": "A03"},
        "P212": {"scene": "b", "option": "push"},
        "P213": {"scene": "a", "option": "aid"},
        "P301": {"name": "little"},
        "P302": {"name": "little"},
    }.items()
}


@cache
def both(code: str) -> tuple[list[Claim], list[Claim]]:
    """What is said of an example, and of the one beside it."""
    one, other = PAIRS[code]
    return claims(one), claims(other)


def test_every_code_has_its_pair() -> None:
    """None of the codes that stand in the proofs is without an example."""
    modules = (Path(__file__).parents[2] / "scoring" / "proofs").rglob("*.py")
    assert set(PAIRS) == {code for file in modules for code in re.findall(r'"(P\d{3})"', file.read_text())}


@pytest.mark.parametrize("code", PAIRS)
def test_an_example_deserves_its_claim_and_the_one_beside_it_does_not(code: str) -> None:
    """What makes the difference between the two is told by this code, and by nothing else that is not named here."""
    one, other = ({claim.code for claim in each} for each in both(code))
    assert code in one
    assert code not in other
    assert one ^ other == {code} | ALONG.get(code, set())


@pytest.mark.parametrize("code", ABOUT)
def test_a_claim_names_what_it_is_about(code: str) -> None:
    """The scene, option, rule or name, so that it gets the right place; once each."""
    wanted = ABOUT[code]
    found = [(claim.scene, claim.option, claim.rule, claim.name) for claim in both(code)[0] if claim.code == code]
    assert found.count((wanted.scene, wanted.option, wanted.rule, wanted.name)) == 1


@pytest.mark.parametrize("code", PAIRS)
def test_what_is_shown_is_shown_by_a_game_that_can_be_played(code: str) -> None:
    """Each game of a claim can be replayed move by move."""
    for claim in both(code)[0]:
        if claim.game is not None:
            made = PAIRS[code][0].made
            assert len(replayed(made, claim.game[:-1])[1]) == len(claim.game)


def test_a_duty_that_nothing_ahead_can_do_is_lost_where_it_was_passed_by() -> None:
    """The scene of the choice is named with the duty, though nothing is broken yet when it is passed by."""
    scenes = {
        "a": {**scene({"tell": {"acts": ["report"], "then": "b"}, "skip": {"then": "b"}}), "events": ["alert"]},
        "b": scene({"wait": {"takes": 5, "then": "end"}, "watch": {"takes": 9, "then": "end"}}),
    }
    (found,) = (claim for claim in claims(Example(small(scenes), (REPORT,))) if claim.code == "P206")
    assert (found.scene, found.fill) == ("a", {"rules": "A06", "move": "skip"})


LAST = scene({"wait": {"takes": 5, "then": "end"}, "watch": {"takes": 9, "then": "end"}})


def losing(first: Mapping[str, Any]) -> list[tuple[str | None, str | None, int]]:
    """Where a duty to report is passed by in the first scene: scene, option, states."""
    scenes = {"a": {**first, "events": ["alert"]}, "b": LAST}
    found = [claim for claim in claims(Example(small(scenes), (REPORT,))) if claim.code == "P206"]
    return [(claim.scene, claim.option, claim.count) for claim in found]


def test_each_option_that_loses_something_is_told() -> None:
    """Two of three pass the duty by."""
    ways = {"tell": {"acts": ["report"], "then": "b"}, "skip": {"then": "b"}, "doze": {"takes": 2, "then": "b"}}
    assert losing(scene(ways)) == [("a", "skip", 1), ("a", "doze", 1)]


def test_a_selection_that_loses_something_is_told_once() -> None:
    """Two of the four selections pass it by: which of them, the game shows."""
    options = {"say": {"label": "Say", "acts": ["report"]}, "rest": {"label": "Rest"}}
    pick = {"budget": 2, "unit": "hands", "at least": 0, "takes": 1, "then": "b", "options": options}
    assert losing({"title": "A", "text": "A.", "select": pick}) == [("a", None, 1)]
