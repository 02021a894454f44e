"""The lifecycle of a play as a state machine: briefing, play, paused, debrief, with the scenes as states inside.

The machine holds nothing but phase and scene and can be built from a state at any time. What a phase does not allow,
it refuses; its edges admit only what the step computed. It accepts unknown names silently, so it is built from a
scenario that has been loaded, never from a file.
"""

from __future__ import annotations

from typing import Any

from transitions import Machine, MachineError

from simulator.errors import Illegal
from simulator.graph import edges
from simulator.scenario import Scenario
from simulator.state import State

BRIEFING = "briefing"
TRIGGERS = ("begin", "decide", "pause", "resume", "stop")
LEADING = ("begin", "decide")
"""Triggers that lead where the step says; the machine has one event for each scene that they may lead to."""


def state_name(phase: str, scene: str) -> str:
    """The machine's name for a phase and scene: `briefing`, or `play:at-the-wire`."""
    return BRIEFING if phase == BRIEFING else f"{phase}:{scene}"


class Lifecycle:
    """Phase and scene of one play. Every method raises Illegal where the phase does not allow it."""

    state: str

    def __init__(self, scenario: Scenario, state: State) -> None:
        self._machine = Machine(
            model=self,
            states=_states(scenario),
            transitions=_transitions(scenario),
            initial=state_name(state.phase, state.scene),
            auto_transitions=False,
            model_override=False,
        )
        self._allowed: dict[str, frozenset[str]] = {}

    @property
    def phase(self) -> str:
        """`briefing`, `play`, `paused` or `debrief`."""
        return self.state.split(":", 1)[0]

    @property
    def scene(self) -> str | None:
        """The scene's id; None in the briefing."""
        return self.state.split(":", 1)[1] if ":" in self.state else None

    def may(self, trigger: str) -> bool:
        """Whether the phase allows this trigger at all."""
        if self.state not in self._allowed:  # the machine goes through all its edges to tell
            events = self._machine.get_triggers(self.state)
            self._allowed[self.state] = frozenset(event.split(" ", 1)[0] for event in events)
        return trigger in self._allowed[self.state]

    def require(self, trigger: str) -> None:
        """Raise Illegal unless the phase allows this trigger."""
        if not self.may(trigger):
            raise Illegal(f"'{trigger}' is not possible in the {self.phase}.")

    def follow(self, trigger: str, to: State | None = None) -> None:
        """Take a trigger. For `begin` and `decide`, `to` is the state that the step computed."""
        self.require(trigger)
        dest = to and state_name(to.phase, to.scene)
        event = self._machine.events.get(f"{trigger} {dest}" if trigger in LEADING else trigger)
        try:
            if event is not None:
                event.trigger(self)
                return
        except MachineError:
            pass  # the edge leads from another scene
        raise Illegal(f"No edge leads from {self.state} to {dest}.")


def _states(scenario: Scenario) -> list[str]:
    played = [
        f"{phase}:{id}" for id, s in scenario.scenes.items() if s.kind != "ending" for phase in ("play", "paused")
    ]
    return [BRIEFING, *played, *(f"debrief:{id}" for id in scenario.scenes)]


def _transitions(scenario: Scenario) -> list[dict[str, Any]]:
    def edge(trigger: str, source: str, dest: str) -> dict[str, Any]:
        return {"trigger": f"{trigger} {dest}" if trigger in LEADING else trigger, "source": source, "dest": dest}

    anywhere = _injected(scenario)
    found = [edge("begin", BRIEFING, _entered(scenario, id)) for id in {scenario.file.start: 0, **anywhere}]
    following = _following(scenario)
    for id in (id for id, scene in scenario.scenes.items() if scene.kind != "ending"):
        targets = {**following.get(id, {}), **anywhere, scenario.at_the_horizon: 0, id: 0}
        found += [edge("decide", f"play:{id}", _entered(scenario, target)) for target in targets]
        found += [edge("pause", f"play:{id}", f"paused:{id}"), edge("resume", f"paused:{id}", f"play:{id}")]
        found += [edge("stop", f"{phase}:{id}", f"debrief:{id}") for phase in ("play", "paused")]
    return found


def _entered(scenario: Scenario, id: str) -> str:
    return f"{'debrief' if scenario.scenes[id].kind == 'ending' else 'play'}:{id}"


def _injected(scenario: Scenario) -> dict[str, int]:
    return {case.scene: 0 for inject in scenario.injects if inject.way for case in inject.way.cases}


def _following(scenario: Scenario) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for edge in edges(scenario):
        found.setdefault(edge.source, {})[edge.target] = 0
    return found
