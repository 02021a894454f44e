"""Defects in the graph: ways that lead elsewhere or nowhere, options that are gone, circles, dead ends."""

from __future__ import annotations

from random import Random

from tests.mutants.draft import Data, courses, goes_to, led_to, spots, ways
from tests.mutants.seeded import (
    OFTEN,
    Expected,
    Original,
    Seeded,
    hosts,
    infeasible,
    narrowed,
    new_scene,
    option,
    spare,
)

RARE = 999
"""The weight of the usual outcome beside one of weight 1."""


def retargeted(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A way leads to another scene."""
    found = [way for way in ways(data) if way.value != "return"]
    way = chance.choice(found)
    other = chance.choice(sorted(set(data["scenes"]) - {way.value, way.scene}))
    what = f"{way.where}: {way.value} -> {other}"
    way.put(other)
    return Seeded(what)


def orphaned(original: Original, data: Data, chance: Random) -> Seeded | None:
    """All ways to a scene lead elsewhere."""
    kept = {data["start"], data["at the horizon"]} | {str(way.value) for way in ways(data) if way.scene is None}
    scene = chance.choice(sorted(led_to(data) - kept))
    other = chance.choice(sorted(set(data["scenes"]) - {scene}))
    for way in ways(data):
        if way.value == scene:
            way.put(other)
    if scene in led_to(data):
        return None
    return Seeded(f"all ways to {scene} -> {other}", Expected(("S518",), (scene,), ("scenes", scene)))


def deleted(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option is gone."""
    found = [spot for spot in spots(data) if spare(data, spot)]
    spot = chance.choice(found)
    del spot.among[spot.option]
    return Seeded(f"{spot.name} deleted")


def hidden(original: Original, data: Data, chance: Random) -> Seeded | None:
    """A scene or ending stands behind a condition that never holds; else comes another ending, or what follows it."""
    met = original.met
    endings = [id for id, scene in data["scenes"].items() if "ending" in scene and id != data["at the horizon"]]
    inner = [id for id in data["scenes"] if id not in (*endings, data["start"], data["at the horizon"])]
    pool = [id for id in (endings if chance.random() < 0.7 else inner) if met.scenes[id] >= OFTEN * met.games]
    if not pool:
        return None
    scene, closed = chance.choice(pool), infeasible(data, chance)
    instead = set(endings) if scene in endings else {str(way.value) for way in ways(data) if way.scene == scene}
    other = chance.choice(sorted(instead & set(data["scenes"]) - {scene}))
    for _, course in courses(data):
        then = course.get("then")
        if then == scene:
            course["then"] = [{"when": closed, "to": scene}, {"to": other}]
        elif isinstance(then, list):
            course["then"] = [closed_case for case in then for closed_case in _closed(case, scene, closed, other)]
    code = "P105" if "ending" in data["scenes"][scene] else "P101"
    return Seeded(f"{scene} only where {closed}", Expected((code,), (scene,)))


def _closed(case: Data, scene: str, closed: str, other: str) -> list[Data]:
    if case["to"] != scene:
        return [case]
    shut = {**case, "when": narrowed(case.get("when"), closed)}
    return [shut] if "when" in case else [shut, {"to": other}]


def withheld(original: Original, data: Data, chance: Random) -> Seeded | None:
    """An option has a condition that never holds."""
    met = original.met
    found = [s for s in spots(data) if spare(data, s) and met.offered[s.name] >= OFTEN * met.games]
    spot, closed = chance.choice(found), infeasible(data, chance)
    spot.block["when"] = narrowed(spot.block.get("when"), closed)
    return Seeded(f"{spot.name} only where {closed}", Expected(("P102",), (spot.name,)))


def rare_dead_end(original: Original, data: Data, chance: Random) -> Seeded | None:
    """One game in a million comes to a scene that offers nothing."""
    found = hosts(original, data)
    if not found:
        return None
    spot, closed = chance.choice(found), infeasible(data, chance)
    then = spot.block["then"]
    spot.block["chance"] = [{"weight": RARE}, {"weight": 1, "then": "narrow-lane"}]
    luck = [{"weight": RARE}, {"weight": 1, "then": "cul-de-sac"}]
    new_scene(data, "narrow-lane", {"on": {**option("On", then), "chance": luck}})
    new_scene(data, "cul-de-sac", {"over-the-wall": option("Over the wall", then, when=closed)})
    return Seeded(f"{spot.name}: one in a million comes to cul-de-sac", Expected(("P103",), ("cul-de-sac",)))


def dead_end(original: Original, data: Data, chance: Random) -> Seeded | None:
    """All options of a scene wait for something that has not always happened."""
    scenes = sorted({spot.scene for spot in hosts(original, data)})
    scenes = [id for id in scenes if "by default" not in data["scenes"][id]]
    flags = [id for id, variable in data["state"].items() if "flag" in variable]
    if not scenes or not flags:
        return None
    scene, flag = chance.choice(scenes), chance.choice(flags)
    for spot in spots(data):
        if spot.scene == scene:
            spot.block["when"] = narrowed(spot.block.get("when"), flag)
    return Seeded(f"{scene}: all options only where {flag}")


def livelocked(original: Original, data: Data, chance: Random) -> Seeded | None:
    """Two scenes lead to each other and nowhere else, and only the clock ends the game."""
    found = hosts(original, data)
    if not found or any("then" in inject for inject in data.get("injects", {}).values()):
        return None
    spot, takes = chance.choice(found), max(1, data["horizon"] // 12)
    for here, there in (("to-the-bridge", "to-the-ford"), ("to-the-ford", "to-the-bridge")):
        new_scene(data, here, {"on": {**option("On", there), "takes": takes}})
    if chance.random() < 0.5:
        spot.block["then"] = "to-the-bridge"
    else:
        spot.block["chance"] = [{"weight": RARE}, {"weight": 1, "then": "to-the-bridge"}]
    places = ("to-the-bridge", "to-the-ford", spot.scene)
    return Seeded(f"{spot.name} leads into a circle", Expected(("P106",), places))


def too_short(original: Original, data: Data, chance: Random) -> Seeded | None:
    """The horizon comes before anything can be done."""
    start = data["scenes"][data["start"]]
    takes = min(each.get("takes", 1) for each in start.get("options", {}).values())
    data["horizon"] = takes
    following = tuple(sorted(goes_to(data)[data["start"]] - {data["at the horizon"]}))
    return Seeded(f"horizon: {takes}", Expected(("P101", "P105"), following))
