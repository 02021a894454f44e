"""A generated story that every engine can play: 30 scenes, 109 options, 5 variables, always the same for one seed.

Conditions are spelled in the words that scenario files and ink share, with a Python test for the plain walk. No scene
is a dead end: the first option of each is always on offer. The only ending is the one at the horizon.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

SCENES = 30
OPTIONS = 109
SEED = 109
ENDING = "relieved"
HORIZON = 1000

Value = bool | int | str
Values = Mapping[str, Any]


class Gauge(NamedTuple):
    """A whole number from 0 to `high`, clamped."""

    name: str
    high: int
    start: int


class Condition(NamedTuple):
    """When an option is on offer: as both file formats say it, and as the plain walk tests it."""

    text: str
    test: Callable[[Values], bool]


class Option(NamedTuple):
    """One way on. `adds` is for gauges, `sets` for the flag and the word."""

    id: str
    label: str
    condition: Condition | None
    act: str
    adds: Mapping[str, int]
    sets: Mapping[str, Value]
    then: str
    consequence: str


class Scene(NamedTuple):
    """A situation. Its paragraphs begin with its id, so that all engines can tell where they are."""

    paragraphs: tuple[str, ...]
    options: tuple[Option, ...]


class Story(NamedTuple):
    """Scenes with their options, in order; the first is the start."""

    scenes: Mapping[str, Scene]
    start: Mapping[str, Value]


GAUGES = {gauge.name: gauge for gauge in (Gauge("tension", 9, 2), Gauge("trust", 9, 5), Gauge("fuel", 20, 12))}
MOODS = ("calm", "uneasy", "angry")
ACTS = tuple(f"act.a{n}" for n in range(1, 13))
CONDITIONS = (
    Condition("tension < 5", lambda v: bool(v["tension"] < 5)),
    Condition("trust >= 4", lambda v: bool(v["trust"] >= 4)),
    Condition("fuel > 3", lambda v: bool(v["fuel"] > 3)),
    Condition("interpreter", lambda v: bool(v["interpreter"])),
    Condition("not interpreter", lambda v: not v["interpreter"]),
    Condition('mood == "angry"', lambda v: bool(v["mood"] == "angry")),
    Condition("interpreter and tension < 6", lambda v: bool(v["interpreter"] and v["tension"] < 6)),
    Condition('trust > 2 or mood == "calm"', lambda v: bool(v["trust"] > 2 or v["mood"] == "calm")),
    Condition("tension > 2 and fuel >= 5", lambda v: bool(v["tension"] > 2 and v["fuel"] >= 5)),
)
SITUATIONS = (
    "Forty people stand on the road, and more are on their way from the market.",
    "The barrier is down. A lorry waits behind it with its engine running.",
    "The radio has been silent since first light.",
    "Smoke rises over the houses by the river, and the wind carries it here.",
)
OUTLOOKS = (
    "The interpreter says that they will not move before somebody speaks with them.",
    "Your deputy counts the men at the fence again and comes to a higher number.",
    "The nearest relief is an hour away, if the bridge holds.",
)
LABELS = (
    "Send the interpreter forward to speak with them",
    "Hold where you are and report",
    "Move the vehicles back to the corner",
    "Ask for the elder by name",
    "Put the medics on the east side",
)
CONSEQUENCES = (
    "They look up. One gets to her feet.",
    "Nobody moves for a while.",
    "A shout goes along the fence and dies away.",
)


def generate(seed: int = SEED) -> Story:
    """The story of this seed."""
    chance = random.Random(seed)
    ids = [f"scene-{n:02}" for n in range(1, SCENES)]
    following = [*ids[1:], ids[0]]
    counts = _spread(chance, OPTIONS, len(ids))
    scenes = {
        id: _scene(chance, id, [after, *chance.choices(ids, k=count - 1)])
        for id, after, count in zip(ids, following, counts, strict=True)
    }
    start = {gauge.name: gauge.start for gauge in GAUGES.values()}
    return Story(scenes, {**start, "interpreter": True, "mood": MOODS[0]})


def without_texts(story: Story) -> Story:
    """The same graph with nothing but ids for texts: the least that an engine which shows texts has to do."""
    return story._replace(
        scenes={
            id: Scene((f"{id}:",), tuple(o._replace(label=f"{o.id}:", consequence="") for o in scene.options))
            for id, scene in story.scenes.items()
        }
    )


def numbers(seed: int, count: int) -> list[int]:
    """The seeded sequence that every engine chooses by: the option taken is number `k` modulo the number on offer."""
    found, k = [], seed
    for _ in range(count):
        k = k * 16807 % 2147483647
        found.append(k)
    return found


def _spread(chance: random.Random, total: int, places: int) -> list[int]:
    """The total over the places, as evenly as it goes, in random order."""
    counts = [total // places + (n < total % places) for n in range(places)]
    chance.shuffle(counts)
    return counts


def _scene(chance: random.Random, id: str, ways: list[str]) -> Scene:
    """A scene with an option for each way. The first is always on offer: through it every scene can be reached."""
    paragraphs = (f"{id}: {chance.choice(SITUATIONS)}", chance.choice(OUTLOOKS))
    first, *others = [_option(chance, f"o{n}", then) for n, then in enumerate(ways, 1)]
    guarded = [option._replace(condition=_condition(chance)) for option in others]
    return Scene(paragraphs, (first, *guarded))


def _condition(chance: random.Random) -> Condition | None:
    """A condition for less than half of the options that may have one: a third of all."""
    return chance.choice(CONDITIONS) if chance.random() < 0.45 else None


def _option(chance: random.Random, id: str, then: str) -> Option:
    gauges = chance.sample(list(GAUGES), chance.choice((0, 1, 1, 2)))
    words: dict[str, Value] = {"interpreter": chance.random() < 0.5, "mood": chance.choice(MOODS)}
    return Option(
        id=id,
        label=f"{id}: {chance.choice(LABELS)}",
        condition=None,
        act=chance.choice(ACTS),
        adds={name: chance.choice((-2, -1, 1, 2)) for name in gauges},
        sets={name: words[name] for name in chance.sample(list(words), chance.choice((0, 0, 1)))},
        then=then,
        consequence=chance.choice(CONSEQUENCES),
    )
