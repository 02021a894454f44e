"""The scales on which evaluators rate objectives, as data. Nothing here rates anything: only an evaluator does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rating_scales.json")


@dataclass(frozen=True)
class Rating:
    """One step of a scale: its id in logs, and its words."""

    id: str
    text: str


@dataclass(frozen=True)
class Scale:
    """A scale, its best step first. `source` names the text that it comes from; None where it is our own."""

    id: str
    title: str
    source: str | None
    ratings: tuple[Rating, ...]

    def rating(self, id: str) -> Rating | None:
        """The step with this id; None where the scale has none."""
        return next((each for each in self.ratings if each.id == id), None)


@cache
def scales() -> dict[str, Scale]:
    """All scales by id, the usual one first."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    found = [
        Scale(each["id"], each["title"], each["source"], tuple(Rating(**rating) for rating in each["ratings"]))
        for each in data["scales"]
    ]
    found.sort(key=lambda scale: scale.id != data["usual"])
    return {scale.id: scale for scale in found}


def scale_named(id: str | None) -> Scale | None:
    """The scale that an exercise names; the usual one where it names none, None for one that is not known."""
    return next(iter(scales().values())) if id is None else scales().get(id)
