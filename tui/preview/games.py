"""What is known from games that were played silently: where they came, and how one gets to each scene."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from simulator.scenario import Move


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
    come to. `never` are scenes to which no game leads, which is proved. `findings` is what the proofs say of a scene.
    `broken` is the mistake that a game ran into. With `over`, nothing more is looked for.
    """

    played: int = 0
    scenes: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, int] = field(default_factory=dict)
    minutes: int = 0
    ways: Mapping[str, Way] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broken: str = ""
    over: bool = False


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
        findings = {scene: tuple(found) for scene, found in data["findings"].items()}
        return Games(**{**data, "ways": ways, "never": tuple(data["never"]), "findings": findings})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no games: {error}") from error
