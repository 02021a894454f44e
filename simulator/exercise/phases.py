"""The lifecycle of an exercise as a state machine. It holds the phase and nothing else."""

from __future__ import annotations

from typing import Any, Literal, cast, get_args

from transitions import Machine, MachineError

Phase = Literal["lobby", "briefing", "situation", "recommending", "revealed", "decided", "paused", "debrief", "closed"]
Trigger = Literal[
    "brief", "begin", "ask", "reveal", "decide", "go_on", "turn", "finish", "pause", "resume", "end", "close"
]

RUNNING: tuple[Phase, ...] = ("situation", "recommending", "revealed", "decided")
"""Phases in which the clock of play runs."""

PAUSABLE: tuple[Phase, ...] = ("briefing", *RUNNING)
BEFORE_THE_END: tuple[Phase, ...] = ("lobby", *PAUSABLE, "paused")


class Phases:
    """The phase of one exercise. What a phase does not allow is refused here, and nowhere else."""

    state: str

    def __init__(self, phase: Phase = "lobby", before_pause: Phase | None = None) -> None:
        """`before_pause` is the phase to which a paused exercise returns."""
        self.before_pause = before_pause
        self._machine = Machine(
            model=self,
            states=list(get_args(Phase)),
            transitions=_transitions(),
            initial=phase,
            auto_transitions=False,
            model_override=False,
        )

    @property
    def phase(self) -> Phase:
        """Where the exercise stands."""
        return cast(Phase, self.state)

    def may(self, trigger: Trigger) -> bool:
        """Whether the phase allows this trigger."""
        wanted = _event(trigger, self.before_pause)
        return wanted is not None and wanted in self._machine.get_triggers(self.state)

    def follow(self, trigger: Trigger) -> bool:
        """Take a trigger; False where the phase does not allow it."""
        event = _event(trigger, self.before_pause)
        if event is None or event not in self._machine.events:
            return False
        before = self.phase
        try:
            self._machine.events[event].trigger(self)
        except MachineError:
            return False
        self.before_pause = before if trigger == "pause" else None
        return True


def _event(trigger: Trigger, before_pause: Phase | None) -> str | None:
    """The machine's name of an event: there is one `resume` for each phase that it leads back to."""
    if trigger != "resume":
        return trigger
    return None if before_pause is None else f"resume {before_pause}"


def _transitions() -> list[dict[str, Any]]:
    edges: list[tuple[str, Phase | tuple[Phase, ...], Phase]] = [
        ("brief", "lobby", "briefing"),
        ("begin", "briefing", "situation"),
        ("ask", "situation", "recommending"),
        ("reveal", "recommending", "revealed"),
        ("decide", ("situation", "recommending", "revealed"), "decided"),
        ("go_on", "decided", "situation"),
        ("turn", ("recommending", "revealed"), "situation"),
        ("finish", (*RUNNING, "paused"), "debrief"),
        ("pause", PAUSABLE, "paused"),
        ("end", BEFORE_THE_END, "debrief"),
        ("close", "debrief", "closed"),
    ]
    edges += [(f"resume {phase}", "paused", phase) for phase in PAUSABLE]
    return [
        {"trigger": trigger, "source": [source] if isinstance(source, str) else list(source), "dest": dest}
        for trigger, source, dest in edges
    ]
