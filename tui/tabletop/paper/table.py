"""What is printed: a scenario, what its seats are called, and where an exercise of it stands, if one has begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from simulator.exercise.entries import Entry
from simulator.exercise.sight import NOBODY
from simulator.exercise.standing import Standing
from simulator.exercise_model import Seat
from simulator.scenario import Scenario, Scene
from tui.story import DocumentView, documents
from tui.tabletop.naming import Naming


@dataclass(frozen=True)
class Table:
    """Everything that the stacks are made of. `guide` is the facilitator's guide in Markdown; None where there is none.

    Before an exercise was opened, `naming` has an empty standing and `entries` is empty.
    """

    naming: Naming
    guide: str | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def scenario(self) -> Scenario:
        """The scenario version that is printed."""
        return self.naming.scenario

    @property
    def standing(self) -> Standing:
        """Where the exercise stands."""
        return self.naming.standing

    @property
    def seats(self) -> dict[str, Seat]:
        """All seats, in file order."""
        return self.scenario.file.seats

    @property
    def under_way(self) -> bool:
        """Whether an exercise was opened, so that some of it is on record."""
        return self.standing.opened is not None

    @property
    def attributes(self) -> bool:
        """Whether it is said who recommended what, or dissented."""
        opened = self.standing.opened
        return opened is None or opened.attribution != "not at all"

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of the sheet of each scene, in file order."""
        return {id: n for n, id in enumerate(self.scenario.scenes, 1)}

    @cached_property
    def wall_documents(self) -> dict[str, int]:
        """Documents that all may see, each with its number, in the order in which they come."""
        ids = [id for scene in self.scenario.scenes.values() for id in scene.file.documents]
        return {id: n for n, id in enumerate(dict.fromkeys(ids), 1)}

    def called(self, seat: str) -> str:
        """What a seat is called; nobody in particular is called so."""
        return self.naming.called(seat)

    def named_or_nobody(self, seat: str) -> str:
        """What a seat is called in a record, where it was agreed whether people are named at all."""
        return self.called(seat if self.attributes else NOBODY)

    def decider(self, scene: Scene) -> str | None:
        """The seat whose decision a scene is; None without seats."""
        return scene.file.decided_by or next(iter(self.seats), None)

    def decisions(self) -> tuple[Scene, ...]:
        """All scenes in which something is decided."""
        return tuple(scene for scene in self.scenario.scenes.values() if scene.options)

    def documents(self, ids: Iterable[str]) -> tuple[DocumentView, ...]:
        """Documents of the scenario by id."""
        return documents(self.scenario, ids)
