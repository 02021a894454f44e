"""A room: an exercise that is being held, its door, who is in it, and who listens. Everything goes through `act`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from simulator.database.errors import ExerciseConflict
from simulator.database.exercises import Door, Exercises
from simulator.exercise.entries import Entry
from simulator.exercise.exercise import Exercise
from simulator.exercise.refused import Refused
from simulator.exercise.sight import Sight
from simulator.exercise.sights import Sights
from tui.tabletop.hosting.kept import Kept
from tui.tabletop.naming import Naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.exercise.standing import Standing
    from simulator.scenario import Scenario

Done = TypeVar("Done")


class Knock(NamedTuple):
    """Somebody who asked for a seat and waits to be let in."""

    participant: int
    name: str
    seat: str


class Room:
    """One table. `carried` are commitments of an earlier exercise, `surveyed` those who have answered the survey.

    `seen_keys` are the forms that were taken, by their keys: one that is sent twice counts once.

    `names` is another mapping after each change, never the same one with other names in it.
    """

    def __init__(self, store: Exercises, exercise: Exercise, door: Door) -> None:
        self.store, self.exercise, self.door = store, exercise, door
        self.knocks: dict[int, Knock] = {}
        self.connected: Counter[int] = Counter()
        self.seen_keys = keys_of(exercise.entries)
        self.surveyed: set[int] = set()
        self.carried: tuple[str, ...] = ()
        self.kept = Kept()
        self.version = 0
        self._listeners: dict[int, Callable[[], None]] = {}
        self._watchers: dict[int, Callable[[], None]] = {}
        self._next_listener = 0
        self.names = store.names(self.id)
        self._sights = Sights(self.scenario)

    @property
    def id(self) -> str:
        """The exercise's id."""
        opened = self.exercise.standing.opened
        assert opened is not None
        return opened.exercise

    @property
    def scenario(self) -> Scenario:
        """The scenario version that is played."""
        return self.exercise.scenario

    @property
    def standing(self) -> Standing:
        """Where the exercise stands."""
        return self.exercise.standing

    @property
    def naming(self) -> Naming:
        """How people are called."""
        return Naming(self.scenario, self.standing, self.names)

    @property
    def called(self) -> tuple[object, ...]:
        """What it follows from how people are called, besides the scenario."""
        return self.names, self.standing.seats, self.standing.opened

    def sight(self, seat: str) -> Sight:
        """What a seat may see now; with `NOBODY`, what everybody may see."""
        return self._sights.of(self.standing, seat)

    def act(self, do: Callable[[Exercise], Done]) -> Done:
        """Do something with the exercise, and tell everybody.

        Raises Refused; and DatabaseError where it could not be kept: then it has not happened.
        """
        before = self.standing.length
        try:
            done = do(self.exercise)
        except ExerciseConflict:
            self.catch_up()
            raise Refused("overtaken", self.standing.phase) from None
        self.seen_keys |= keys_of(self.exercise.entries[before:])
        self.changed()
        return done

    def catch_up(self) -> bool:
        """Take in what another window has added to the log; whether there was something."""
        lines = self.store.entries(self.id)[self.standing.length :]
        if not lines:
            return False
        entries = [*map(Entry.from_json, lines)]
        self.exercise.catch_up(entries)
        self.seen_keys |= keys_of(entries)
        self.names = self.store.names(self.id)
        self.changed()
        return True

    def go_to(self, exercise: Exercise) -> None:
        """Play on in another exercise, a fork or its origin, with the same people behind the same door."""
        seats, names = dict(self.standing.seats), self.names
        self.exercise = exercise
        self._sights = Sights(self.scenario)
        self.seen_keys |= keys_of(exercise.entries)
        for number, name in names.items():
            self.store.call(self.id, number, name)
        self.names = self.store.names(self.id)
        self.store.set_door(self.id, self.door)
        for seat, participant in seats.items():
            if self.standing.seats.get(seat) != participant and self.standing.phase != "closed":
                exercise.seat(seat, participant)
        self.changed()

    # Participants

    def arrive(self, name: str) -> int:
        """A new participant, by whatever name; the number, which nobody had before."""
        seated = (entry.what.participant for entry in self.exercise.entries if hasattr(entry.what, "participant"))
        number = 1 + max([0, *self.names, *seated, *self.knocks])
        self.store.call(self.id, number, name)
        self.names = {**self.names, number: name}
        return number

    def ask_for(self, participant: int, seat: str) -> None:
        """Take a free seat, or wait for exercise control to let one in. Raises Refused where somebody sits there."""
        if self.standing.seats.get(seat, participant) != participant:
            raise Refused("seat-taken", self.standing.phase)
        if self.standing.opened is not None and self.standing.opened.admits:
            if seat not in self.scenario.file.seats:
                raise Refused("no-such-seat", self.standing.phase)
            self.knocks[participant] = Knock(participant, self.names.get(participant, ""), seat)
            self._tell_watchers()
            return
        if self.standing.seats.get(seat) != participant:
            self.act(lambda exercise: exercise.seat(seat, participant))

    def admit(self, participant: int) -> None:
        """Let somebody in who knocked. Raises Refused where the seat is taken by now."""
        knock = self.knocks.pop(participant)
        if knock.seat in self.standing.seats:
            self.changed()
            raise Refused("seat-taken", self.standing.phase)
        self.act(lambda exercise: exercise.seat(knock.seat, participant))

    def turn_away(self, participant: int) -> None:
        """Do not let somebody in."""
        self.knocks.pop(participant, None)
        self._tell_watchers()

    def forget(self, participant: int) -> None:
        """Erase a name; the log goes on with the number. Raises NotFound, ErasureUnfinished."""
        self.store.forget(self.id, participant)
        self.names = {number: name for number, name in self.names.items() if number != participant}
        self.changed()

    def sits(self, participant: int, seat: str) -> bool:
        """Whether somebody sits in a seat."""
        return seat in self.scenario.file.seats and self.standing.seats.get(seat) == participant

    def seats_of(self, participant: int) -> tuple[str, ...]:
        """The seats in which somebody sits, in the scenario's order."""
        taken = self.standing.seats
        return tuple(id for id in self.scenario.file.seats if taken.get(id) == participant)

    def is_here(self, seat: str) -> bool:
        """Whether a phone or terminal of this seat is connected."""
        return self.connected[self.standing.seats.get(seat, 0)] > 0

    # Listening

    def changed(self) -> None:
        """Tell everybody who listens that the exercise has changed."""
        self.version += 1
        for listener in tuple(self._listeners.values()):
            listener()
        self._tell_watchers()

    def _tell_watchers(self) -> None:
        for watcher in tuple(self._watchers.values()):
            watcher()

    @contextmanager
    def listening(self, listener: Callable[[], None], *, to_people: bool = False) -> Iterator[None]:
        """Have `listener` called after each change in the context; `to_people` when people come and go too."""
        among = self._watchers if to_people else self._listeners
        self._next_listener += 1
        mine = self._next_listener
        among[mine] = listener
        try:
            yield
        finally:
            del among[mine]

    @contextmanager
    def connection(self, participant: int) -> Iterator[None]:
        """Count a connection of a participant, and tell exercise control when one comes or goes."""
        self.connected[participant] += 1
        self._tell_watchers()
        try:
            yield
        finally:
            self.connected[participant] -= 1
            self._tell_watchers()


def keys_of(entries: Iterable[Entry]) -> set[str]:
    """The keys of the forms that entries came in."""
    return {entry.key for entry in entries if entry.key is not None}
