"""Two versions of a scenario side by side: which of what they remember is the same, and what of a step can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from scoring.proofs.comparing.partings import Unlike, unlike
from scoring.proofs.comparing.touching import WHOLE, Touched
from simulator.exploration.needs import NOTHING, Needs, slots, union
from simulator.exploration.reducing import reduced
from simulator.exploration.remaining import longest
from simulator.moves import moves_among, taken, unasked
from simulator.scenario import Move, Scenario
from simulator.state import State
from simulator.step import Entries, Entry

Key = tuple[object, ...]


class Pair(NamedTuple):
    """Where the same game stands in the old and in the new version."""

    old: State
    new: State


class Side:
    """One version: what of its states may still make a difference in either version."""

    def __init__(self, scenario: Scenario, touched: Touched) -> None:
        self.scenario = scenario
        self.index = {str(name): n for n, name in enumerate(scenario.names)}
        facts = (str(name) for name in scenario.names if name.name in scenario.vocabulary.facts)
        self.seen = frozenset({*facts, *scenario.file.ledger_gauges})
        """What people or rules see of the state: facts, and gauges that the debrief shows."""
        watched = union(1 << self.index[name] for name in touched.names if name in self.index)
        matter = reduced(scenario, NOTHING, watched)
        self.matter = replace(matter, injects=_with_touched(scenario, matter.injects, touched.injects))
        self._needs = Needs(scenario, watched=watched, injects=self.matter.injects)
        self._lasts = longest(scenario)
        self.reach = self._needs.reach
        kept = [inject for inject in scenario.injects if inject.index in self.matter.injects]
        self._counted = [i.index for i in kept if i.file.at is None or i.file.by_hand is not None]
        self.by_hand = [inject for inject in kept if inject.file.by_hand is not None]

    def in_time(self, state: State) -> bool:
        """Whether the game certainly ends before the horizon."""
        return state.minute + self._lasts[state.scene] < self.scenario.horizon

    def pending(self, state: State) -> tuple[tuple[int, int], ...]:
        """The injects that are due before the game must have ended."""
        if not state.pending:
            return ()
        latest, kept = state.minute + self._lasts[state.scene], self.matter.injects
        return tuple([item for item in state.pending if item[0] <= latest and item[1] in kept])

    def unasked(self, state: State) -> Iterator[Move]:
        """What may come without the player's doing, and makes a difference."""
        return unasked(self.scenario, state, self.by_hand)

    def rest(self, state: State, places: tuple[int, ...]) -> Key:
        """What else makes a difference, with the values in these places."""
        values = state.values
        kept = tuple([values[place] if place >= 0 else None for place in places])
        fired = tuple([state.fired[n] for n in self._counted])
        return state.scene, kept, fired, state.stack, state.seen

    def live(self, scene: str) -> frozenset[str]:
        """The names that something ahead of a scene may read."""
        if scene not in self._needs.base:
            return frozenset()
        found = self._needs.base[scene] | union(each[scene] for each in self._needs.of_inject.values())
        names = self.scenario.names
        return frozenset(str(names[slot]) for slot in slots(found))

    @cached_property
    def once(self) -> tuple[object, ...]:
        """How the bits of `State.seen` are given out."""
        scenes = self.scenario.scenes.values()
        return tuple((scene.id, event.use, event.once) for scene in scenes for event in scene.events if event.once)

    @cached_property
    def told(self) -> frozenset[str]:
        """The names on which it depends which passages of texts are shown, and gauges."""
        tests = [test for scene in self.scenario.scenes.values() for test, _ in scene.also]
        read = {str(name) for test in tests for name in self.scenario.expressions[test].reads}
        return frozenset(read | set(self.scenario.file.ledger_gauges))

    def passages(self, scene: str) -> tuple[object, ...]:
        """The conditions of a scene's passages."""
        found = self.scenario.scenes.get(scene)
        return tuple(repr(self.scenario.expressions[test].tree) for test, _ in found.also) if found else ()

    def shown(self, entries: Entries, after: State, *, passages: bool) -> list[Entry]:
        """What of a step can be seen: by players, or by rules. The scenario's own variables cannot."""
        found = [self._shown(entry) for entry in entries if entry[0] != "set" or entry[2] in self.seen]
        if passages:
            also = self.scenario.scenes[after.scene].also
            held = [n for n, (test, _) in enumerate(also, 1) if test(after.values)]
            found += [("passage", after.minute, "also", n) for n in held]
        return found

    def _shown(self, entry: Entry) -> Entry:
        if entry[0] == "chance":
            return entry[:3]  # the weights are compared by themselves
        if entry[0] == "ending":
            ending = self.scenario.scenes[str(entry[2])].file.ending
            return (*entry, *(ending.hands_over if ending else ()))
        return entry


class Sides:
    """Both versions."""

    def __init__(self, old: Scenario, new: Scenario, touched: Touched) -> None:
        self.touched = touched
        self.old, self.new = Side(old, touched), Side(new, touched)
        self._slots: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        both = self.old.index.keys() & self.new.index.keys() & (self.old.told | self.new.told)
        self._told = [(self.old.index[name], self.new.index[name]) for name in sorted(both)]
        self._passages: dict[str, bool] = {}
        self.aligned = self._aligned()
        self.alike = self.aligned and old.names == new.names
        """Whether a state of one version can stand for the same state of the other."""
        self._by_hand = bool(self.old.by_hand or self.new.by_hand)
        self._groups: dict[tuple[str, Move], tuple[Move, ...]] = {}
        self.worth = self._worth()

    def keys(self, pair: Pair) -> tuple[Key, Key]:
        """What makes a difference of both states; equal where the game can go on as the same."""
        one, other = self.slots(pair.old.scene)
        due = self.old.pending(pair.old), self.new.pending(pair.new)
        late = pair.new.minute - pair.old.minute
        minute = None if not (due[0] or due[1]) and self._timeless(pair) else pair.old.minute
        return (
            (minute, 0, *self.old.rest(pair.old, one), due[0], ()),
            (minute, late, *self.new.rest(pair.new, other), due[1], self._told_otherwise(pair)),
        )

    def unlike(self, entries: tuple[Entries, Entries], pair: Pair) -> Unlike | None:
        """What of a step differs for those who see it; passages whose conditions were edited are words."""
        scene = pair.new.scene
        if scene not in self._passages:
            self._passages[scene] = self.old.passages(scene) == self.new.passages(scene) != ()
        passages = self._passages[scene] and pair.old.scene == scene
        one = self.old.shown(entries[0], pair.old, passages=passages)
        return unlike(one, self.new.shown(entries[1], pair.new, passages=passages))

    def _told_otherwise(self, pair: Pair) -> Key:
        """What is seen of the state later, and differs."""
        old, new = pair.old.values, pair.new.values
        return tuple([(one, old[one], new[other]) for one, other in self._told if old[one] != new[other]])

    def slots(self, scene: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places, in each version, of the values that matter from a scene on, in one order."""
        found = self._slots.get(scene)
        if found is None:
            names = sorted(self.old.live(scene) | self.new.live(scene))
            found = self._slots[scene] = (_places(names, self.old.index), _places(names, self.new.index))
        return found

    def is_same(self, keys: tuple[Key, Key]) -> bool:
        """Whether both versions stand at the same place."""
        return self.aligned and keys[0] == keys[1]

    def is_untouched(self, scene: str, move: tuple[str, ...], entries: Entries) -> bool:
        """Whether a move, and all scenes that it led through, are the same in both versions."""
        touched = self.touched
        if touched.injects or touched.everywhere:
            return False
        here = touched.scenes.get(scene)
        if here is not None and (WHOLE in here or move[:1] == ("@timeout",) or not here.isdisjoint(move)):
            return False
        return all(entry[0] != "enter" or entry[2] not in touched.scenes for entry in entries)

    def moves(self, scene: str, ids: Move) -> tuple[Move, ...]:
        """The answers where these options are on offer: of those that come to the same in both versions, one."""
        found = self._groups.get((scene, ids))
        if found is None:
            unlike: dict[object, Move] = {}
            for move in moves_among(self.old.scenario.scenes[scene], ids):
                unlike.setdefault(self._comes_to(scene, move), move)
            found = self._groups[scene, ids] = tuple(unlike.values())
        return found

    def _comes_to(self, scene: str, move: Move) -> object:
        here = self.touched.scenes.get(scene, frozenset())
        if WHOLE in here:
            return move
        return here.intersection(move), self.old.matter.course(taken(self.old.scenario.scenes[scene], move))

    def _aligned(self) -> bool:
        injects = [tuple(inject.id for inject in side.scenario.injects) for side in (self.old, self.new)]
        return injects[0] == injects[1] and self.old.once == self.new.once

    def _worth(self) -> frozenset[str]:
        """The scenes from which a game can still come to something that was touched."""
        scenes = {*self.old.scenario.scenes, *self.new.scenario.scenes}
        if self.touched.injects or self.touched.everywhere:
            return frozenset(scenes)
        ahead = {id: {id, *self.old.reach.get(id, ()), *self.new.reach.get(id, ())} for id in scenes}
        return frozenset(id for id, reached in ahead.items() if not reached.isdisjoint(self.touched.scenes))

    def _timeless(self, pair: Pair) -> bool:
        """Whether the minute makes no difference where nothing is due: no horizon is near, and nothing by hand."""
        return not self._by_hand and self.old.in_time(pair.old) and self.new.in_time(pair.new)


def _with_touched(scenario: Scenario, kept: frozenset[int], touched: frozenset[str]) -> frozenset[int]:
    """The injects that matter, those that were touched, and those that call one of these."""
    kept |= {inject.index for inject in scenario.injects if inject.id in touched}
    while True:
        calling = {i.index for i in scenario.injects if any(index in kept for index, _ in i.effects.schedule)}
        if calling <= kept:
            return kept
        kept |= calling


def _places(names: list[str], index: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(index.get(name, -1) for name in names)
