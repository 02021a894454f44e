"""The lifecycle of an exercise as a state machine. It holds the phase and nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple, cast, get_args

from transitions import Machine, MachineError

Phase = Literal["lobby", "briefing", "situation", "recommending", "revealed", "decided", "paused", "debrief", "closed"]
Trigger = Literal[
    "brief", "begin", "ask", "reveal", "decide", "go_on", "turn", "finish", "pause", "resume", "end", "close"
]

RUNNING: tuple[Phase, ...] = ("situation", "recommending", "revealed", "decided")
"""Phases in which the clock of play runs."""

PAUSABLE: tuple[Phase, ...] = ("briefing", *RUNNING)
BEFORE_THE_END: tuple[Phase, ...] = ("lobby", *PAUSABLE, "paused")


class Where(NamedTuple):
    """The phase, and the one to which a paused exercise returns."""

    phase: Phase
    before_pause: Phase | None = None


@cache
def followed(phase: Phase, before_pause: Phase | None, trigger: Trigger) -> Where | None:
    """Where a trigger leads; None where the phase does not allow it. The machine says so, once for each question."""
    event = f"resume {before_pause}" if trigger == "resume" else trigger
    lifecycle = _Lifecycle(phase)
    machine = Machine(
        model=lifecycle,
        states=list(get_args(Phase)),
        transitions=_transitions(),
        initial=phase,
        auto_transitions=False,
        model_override=False,
    )
    if event not in machine.events:
        return None
    try:
        machine.events[event].trigger(lifecycle)
    except MachineError:
        return None
    return Where(cast(Phase, lifecycle.state), phase if trigger == "pause" else None)


class _Lifecycle:
    def __init__(self, state: str) -> None:
        self.state = state


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
