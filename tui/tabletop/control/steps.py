"""The next step of an exercise: one key leads from the lobby to the end."""

from __future__ import annotations

from typing import Literal

from simulator.exercise.phases import Phase
from tui.tabletop.hosting.room import Room

Step = Literal["brief", "begin", "ask", "reveal", "decide", "go_on", "resume", "close", "none"]

NEXT: dict[Phase, Step] = {
    "lobby": "brief",
    "briefing": "begin",
    "situation": "ask",
    "recommending": "reveal",
    "revealed": "decide",
    "decided": "go_on",
    "paused": "resume",
    "debrief": "close",
    "closed": "none",
}


def next_step(room: Room) -> Step:
    """What comes next."""
    return NEXT[room.standing.phase]


def take(room: Room, step: Step) -> None:
    """Take a step that needs no words. Raises Refused."""
    exercise = room.exercise
    steps = {
        "brief": exercise.brief,
        "begin": exercise.begin,
        "ask": exercise.ask,
        "reveal": exercise.reveal,
        "go_on": exercise.go_on,
        "resume": exercise.resume,
    }
    if step in steps:
        room.act(lambda _: steps[step]())
