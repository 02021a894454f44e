"""What somebody in a seat may do: a form that was sent becomes an entry of the log, or is refused. Never trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast, get_args

from scoring.rating_scales import scale_named
from simulator.exercise.entries import CONTROL, Result
from simulator.exercise.refused import Refused
from simulator.scenario import Move
from tui.tabletop.hosting.room import Room

Form = Mapping[str, Sequence[str]]
"""What was sent: each field with its values, all of them text."""

LONGEST_KEY = 64
"""Characters of what a form is called by whoever sends it; a longer one, or one of strange letters, is none."""


def do(room: Room, participant: int, seat: str, form: Form) -> None:
    """Do what a form asks for. Raises Refused, and DatabaseError where it could not be kept.

    A form that was taken already (its `key` is known) changes nothing, however often it comes.
    """
    if not room.sits(participant, seat):
        raise Refused("not-seated", room.standing.phase)
    action, key = _one(form, "action"), _key(participant, form)
    if action not in _ACTIONS:
        raise Refused("not-on-offer", room.standing.phase)
    if key in room.seen_keys:
        return
    try:
        with room.exercise.sent_as(key):
            _ACTIONS[action](room, seat, form)
    except Refused:
        if key in room.seen_keys:  # another host had taken it, which was only learnt now
            return
        raise


def _key(participant: int, form: Form) -> str | None:
    """What a form is called: nobody else's has the same name."""
    key = _one(form, "key")
    fits = 0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    return f"{participant} {key}" if fits else None


def _recommend(room: Room, seat: str, form: Form) -> None:
    _require_turn(room, form)
    move, reason = _move(room, form), _one(form, "reason") or None
    mine = room.standing.recommendations.get(seat)
    if mine is None or (mine.move, mine.reason) != (move, reason):
        room.act(lambda exercise: exercise.recommend(seat, move, reason))


def _decide(room: Room, seat: str, form: Form) -> None:
    _require_turn(room, form)
    move, reason, words = _move(room, form), _one(form, "reason") or None, _one(form, "words") or None
    room.act(lambda exercise: exercise.decide(seat, move, reason, words=words))


def _dissent(room: Room, seat: str, form: Form) -> None:
    if not room.standing.outcomes or _one(form, "turn") != str(room.standing.outcomes[-1].entry):
        raise Refused("late", room.standing.phase)
    room.act(lambda exercise: exercise.dissent(seat, _one(form, "reason")))


def _say(room: Room, seat: str, form: Form) -> None:
    room.act(lambda exercise: exercise.say(seat, CONTROL, _one(form, "text")))


def _mark(room: Room, seat: str, form: Form) -> None:
    names = [name for name in form if "/" in name]
    objective, _, criterion = (names[0] if names else "").partition("/")
    result = _one(form, names[0]) if names else ""
    if result not in get_args(Result):
        raise Refused("no-such-criterion", room.standing.phase)
    note = _one(form, "note") or None
    room.act(lambda exercise: exercise.mark(seat, objective, criterion, cast(Result, result), note))


def _rate(room: Room, seat: str, form: Form) -> None:
    scale = scale_named(room.standing.opened.scale if room.standing.opened else None)
    known = {objective.id for objective in room.scenario.file.objectives}
    objective = next((name for name in form if name in known), "")
    rating = _one(form, objective)
    if scale is None or scale.rating(rating) is None:
        raise Refused("no-such-criterion", room.standing.phase)
    room.act(lambda exercise: exercise.rate(seat, objective, rating, _one(form, "note") or None))


def _commit(room: Room, seat: str, form: Form) -> None:
    text, owner, due = (_one(form, name) for name in ("text", "owner", "due"))
    room.act(lambda exercise: exercise.commit(seat, text, owner or None, due or None))


def _note(room: Room, seat: str, form: Form) -> None:
    room.act(lambda exercise: exercise.note(seat, _one(form, "text")))


_ACTIONS: dict[str, Callable[[Room, str, Form], None]] = {
    "recommend": _recommend,
    "decide": _decide,
    "dissent": _dissent,
    "say": _say,
    "mark": _mark,
    "rate": _rate,
    "commit": _commit,
    "note": _note,
}


def _require_turn(room: Room, form: Form) -> None:
    """An answer to an earlier question is late, however it was held up on its way."""
    if _one(form, "turn") != str(room.standing.asked):
        raise Refused("late", room.standing.phase)


def _move(room: Room, form: Form) -> Move:
    """The move that was chosen, in the order in which the scene has its options."""
    scene = room.scenario.scenes[room.standing.scene or ""]
    if scene.kind == "form":
        return tuple(_one(form, field) for field in scene.fields)
    taken = set(form.get("move", ()))
    return tuple(id for id in scene.options if id in taken) + tuple(sorted(taken - scene.options.keys()))


def _one(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if len(values) == 1 else ""
