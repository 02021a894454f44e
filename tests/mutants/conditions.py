"""Defects in what decides and what changes: conditions, bounds, numbers, variables, time, chance."""

from __future__ import annotations

import re
from random import Random

from tests.mutants.draft import Data, conditions, courses, spots
from tests.mutants.seeded import MOST_VARIABLES, Expected, Original, Seeded, hosts

NUMBER = re.compile(r"(?<=[<>=] )\d+")


def swapped(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Two cases of a way on lead where the other led."""
    found = [(steps, c["then"]) for steps, c in courses(data) if isinstance(c.get("then"), list)]
    found = [(steps, cases) for steps, cases in found if len({case["to"] for case in cases}) > 1]
    if not found:
        return None
    steps, cases = chance.choice(found)
    first = chance.choice([n for n in range(len(cases) - 1) if cases[n]["to"] != cases[n + 1]["to"]] or [0])
    cases[first]["to"], cases[first + 1]["to"] = cases[first + 1]["to"], cases[first]["to"]
    return Seeded(f"{'/'.join(map(str, steps))}: cases {first + 1} and {first + 2} swapped")


def negated(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A condition is turned into its opposite."""
    found = list(conditions(data))
    if not found:
        return None
    slot = chance.choice(found)
    slot.put(f"not ({slot.value})")
    return Seeded(f"{slot.where}: {slot.value}")


def shifted(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A bound in a condition is one or two off."""
    found = [slot for slot in conditions(data) if NUMBER.search(slot.value)]
    if not found:
        return None
    slot, by = chance.choice(found), chance.choice((-2, -1, 1, 2))
    shifted_by = NUMBER.sub(lambda number: str(max(0, int(number.group()) + by)), slot.value, count=1)
    what = f"{slot.where}: {slot.value} -> {shifted_by}"
    slot.put(shifted_by)
    return None if shifted_by in what.split(" -> ")[0] else Seeded(what)


def dropped_condition(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option is offered always."""
    found = [spot for spot in spots(data) if "when" in spot.block]
    if not found:
        return None
    spot = chance.choice(found)
    return Seeded(f"{spot.name} without {spot.block.pop('when')}")


def dropped_effect(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option does not change something that it changed."""
    found = [(s, key, id) for s in spots(data) for key in ("set", "add") for id in s.block.get(key) or {}]
    if not found:
        return None
    spot, key, id = chance.choice(found)
    del spot.block[key][id]
    return Seeded(f"{spot.name}: {key} {id} dropped")


def longer(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A move takes ten times as long."""
    found = [(steps, course) for steps, course in courses(data) if course.get("takes", 0) > 0]
    steps, course = chance.choice(found)
    course["takes"] = min(course["takes"] * 10, 40_000)
    return Seeded(f"{'/'.join(map(str, steps))} takes {course['takes']}")


def reweighted(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An outcome of chance is likelier by far."""
    found = [(steps, course["chance"]) for steps, course in courses(data) if "chance" in course]
    if not found:
        return None
    steps, branches = chance.choice(found)
    chance.choice(branches)["weight"] = 40
    return Seeded(f"{'/'.join(map(str, steps))}: an outcome has the weight 40")


def left_range(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A number leaves its range: a new count that is too small, or a gauge that does not clamp."""
    gauges = [id for id, variable in data["state"].items() if "gauge" in variable]
    if chance.random() < 0.5 and gauges:
        id = chance.choice(gauges)
        variable = data["state"][id]
        data["state"][id] = {"range": variable["gauge"], "start": variable["start"]}
        data["ledger gauges"] = [other for other in data.get("ledger gauges", ()) if other != id]
        return Seeded(f"{id} is a range, and does not clamp")
    found = hosts(original, data)
    if not found or len(data["state"]) >= MOST_VARIABLES:
        return None
    spot = chance.choice(found)
    data["state"]["cars"] = {"range": [0, 1], "start": 0}
    spot.block.setdefault("add", {})["cars"] = 2
    return Seeded(f"{spot.name} adds 2 to a range of 0 to 1", Expected(("P104",), ("cars",)))


def saturated(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A gauge stands at its top from the start, and everything adds to it."""
    touched = {id for _, course in courses(data) for id in course.get("set") or {}}
    touched |= {id for spot in spots(data) for id in spot.block.get("set") or {}}
    touched |= {id for scene in data["scenes"].values() for id in scene.get("set") or {}}
    gauges = [id for id, variable in data["state"].items() if "gauge" in variable and id not in touched]
    if not gauges:
        return None
    id = chance.choice(gauges)
    data["state"][id]["start"] = data["state"][id]["gauge"][1]
    blocks = [spot.block for spot in spots(data)] + [course for _, course in courses(data)]
    for block in blocks:
        if id in (block.get("add") or {}):
            block["add"][id] = abs(block["add"][id])
    return Seeded(f"everything adds to {id}, which starts at its top", Expected(("P107",), (id,)))


def unread(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Nothing reads a variable any more: another one stands in its place in every condition."""
    flags = [id for id, variable in data["state"].items() if "flag" in variable]
    if len(flags) < 2:
        return None
    id, other = chance.sample(flags, 2)
    word = re.compile(rf"(?<![\w-]){re.escape(id)}(?![\w-])")
    _replace(data, word, other)
    return Seeded(f"{other} is read instead of {id}", Expected(("P108",), (id,)))


def _replace(block: object, word: re.Pattern[str], other: str) -> None:
    """In every condition, of paragraphs and properties as well."""
    if isinstance(block, dict):
        for key, value in block.items():
            if key in ("when", "if", "never") and isinstance(value, str):
                block[key] = word.sub(other, value)
            else:
                _replace(value, word, other)
    for value in block if isinstance(block, list) else ():
        _replace(value, word, other)
