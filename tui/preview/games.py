"""What is known from games that were played silently: where they came, and how one gets to each scene."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from simulator.problems import Place
from simulator.scenario import Move
from tui.proof_finding import Finding
from tui.words import say


@dataclass(frozen=True)
class Way:
    """A game that comes to a scene: the seed with which it is played, and its moves."""

    seed: int
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Games:
    """What came of so many games of chance.

    `scenes` counts the games that entered each scene, `options` those that took each option (`scene.option`).
    `minutes` is what one of them takes a slow reader, in the middle. `ways` has a short game to each scene that can be
    come to. `never` are scenes to which no game leads, which is proved. `broken` is the mistake that a game ran into.
    `found` is what the proofs say, None until they are made; with `proving` they are being made. With `over`, nothing
    more is looked for.
    """

    played: int = 0
    scenes: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, int] = field(default_factory=dict)
    minutes: int = 0
    ways: Mapping[str, Way] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    broken: str = ""
    found: tuple[Finding, ...] | None = None
    proving: bool = False
    over: bool = False

    @property
    def findings(self) -> Mapping[str, tuple[str, ...]]:
        """What the proofs say of each scene."""
        scenes = dict.fromkeys(each.scene for each in self.found or () if each.scene is not None)
        return {id: tuple(told(each) for each in self.found or () if each.scene == id) for id in scenes}


def told(found: Finding) -> str:
    """A finding in a line: how grave it is, its code, what is so, and what to do."""
    weight = say(f"proofs.weight.{found.weight}")
    return say("preview.finding", weight=weight, code=found.code, said=f"{found.message} {found.advice}")


def written(games: Games) -> str:
    """One line for another process."""
    return json.dumps(asdict(games), ensure_ascii=True)


def read(line: str | bytes) -> Games:
    """The games of such a line. Raises ValueError where it is none."""
    try:
        data = json.loads(line)
        ways = {
            scene: Way(way["seed"], tuple(tuple(move) for move in way["moves"])) for scene, way in data["ways"].items()
        }
        found = None if data["found"] is None else tuple(map(_finding, data["found"]))
        return Games(**{**data, "ways": ways, "never": tuple(data["never"]), "found": found})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no games: {error}") from error


def _finding(data: Any) -> Finding:
    moves = None if data["moves"] is None else tuple(tuple(move) for move in data["moves"])
    return Finding(**{**data, "place": Place(**data["place"]), "moves": moves})
