"""What may be done now: the options on offer, the legal moves, and the course that a move takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from simulator.errors import Illegal
from simulator.scenario import Change, Course, Effects, Inject, Move, Option, Scenario, Scene
from simulator.state import State, Values

BEGIN: Move = ("@begin",)
TIMEOUT: Move = ("@timeout",)
STOP: Move = ("@stop",)
INJECT = "@inject"


def offered(scenario: Scenario, state: State) -> tuple[str, ...]:
    """Ids of the options on offer, in file order; none outside play."""
    return on_offer(scenario.scenes[state.scene], state.values) if state.phase == "play" else ()


def on_offer(scene: Scene, values: Values) -> tuple[str, ...]:
    """Ids of the scene's options whose conditions hold; nothing at all where no legal move is left."""
    if scene.always is not None:
        return scene.always
    found = tuple([id for id, o in scene.options.items() if o.test is None or o.test(values)])
    if scene.kind != "choose" and not can_answer(scene, found):
        return ()
    return found


def can_answer(scene: Scene, found: Move) -> bool:
    """Whether a selection or form can be answered where these options are on offer."""
    if scene.kind == "form":
        return {scene.options[id].field for id in found} == set(scene.fields)
    cheapest = sorted(scene.options[id].costs for id in found)[: scene.at_least]
    return len(cheapest) == scene.at_least and sum(cheapest) <= scene.budget


def moves(scenario: Scenario, state: State) -> Iterator[Move]:
    """Every legal answer to the decision on offer, without timeouts and world moves. Lazy: selections can be many."""
    if state.phase == "play":
        yield from moves_among(scenario.scenes[state.scene], offered(scenario, state))


def moves_among(scene: Scene, found: Move) -> Iterator[Move]:
    """Every answer to the scene's decision where these options are on offer."""
    if scene.kind == "choose":
        yield from ((id,) for id in found)
    elif scene.kind == "form":
        by_field = [[id for id in found if scene.options[id].field == name] for name in scene.fields]
        yield from product(*by_field)
    elif scene.kind == "select":
        yield from (move for move in _subsets(scene, found) if len(move) >= scene.at_least)


def _subsets(scene: Scene, found: Move) -> Iterator[Move]:
    """All selections within the budget, depth first, options in file order."""

    def extend(chosen: Move, rest: Move, left: int) -> Iterator[Move]:
        yield chosen
        for at, id in enumerate(rest):
            cost = scene.options[id].costs
            if cost <= left:
                yield from extend((*chosen, id), rest[at + 1 :], left - cost)

    yield from extend((), found, scene.budget)


def unasked(scenario: Scenario, state: State, injects: Iterable[Inject]) -> Iterator[Move]:
    """What may come without the player's doing: the time runs out, or a facilitator plays one of these injects."""
    if scenario.scenes[state.scene].default is not None:
        yield TIMEOUT
    yield from ((INJECT, each.id) for each in injects if may_be_played(each, state.minute, state.fired))


def may_be_played(inject: Inject, minute: int, fired: Sequence[int]) -> bool:
    """Whether a facilitator may play an inject now; `fired` is how often each inject was."""
    window = inject.file.by_hand
    return window is not None and window.from_ <= minute <= window.to and fired[inject.index] < window.at_most


def course_of(scene: Scene, values: Values, move: Move) -> Course:
    """The course that `move` takes. Raises Illegal where the scene does not offer it."""
    if scene.kind == "choose" and len(move) == 1:
        option = scene.options.get(move[0])
        if option is not None and (option.test is None or option.test(values)):
            return option.course
        raise Illegal(f"'{move[0]}' is not on offer in the scene '{scene.id}'.")
    if scene.kind in ("select", "form"):
        _check_together(scene, move, on_offer(scene, values))
        return taken(scene, move)
    raise Illegal(f"The scene '{scene.id}' takes no such answer.")


def _check_together(scene: Scene, move: Move, found: Move) -> None:
    if move != tuple(id for id in found if id in set(move)):
        raise Illegal(f"{', '.join(move)}: not all of these are on offer in '{scene.id}', each once, in order.")
    chosen = [scene.options[id] for id in move]
    if scene.kind == "form":
        if [option.field for option in chosen] != list(scene.fields):
            raise Illegal(f"The form '{scene.id}' takes one answer for each field.")
    elif len(chosen) < scene.at_least or sum(option.costs for option in chosen) > scene.budget:
        raise Illegal(f"'{scene.id}' takes at least {scene.at_least}, within a budget of {scene.budget}.")


def options_taken(scene: Scene, move: Move) -> Move:
    """The options that a move takes: the move itself, or the default where the time ran out."""
    return scene.default or () if move == TIMEOUT else move


def taken(scene: Scene, move: Move) -> Course:
    """The course of a move that is on offer."""
    if scene.kind == "choose":
        return scene.options[move[0]].course
    return scene.courses.get(move) or _put_together(scene, move)


def _put_together(scene: Scene, move: Move) -> Course:
    shared = scene.shared
    assert shared is not None  # the loader gives every selection and form its shared course
    chosen = [scene.options[id] for id in move]
    course = Course(
        acts=tuple(use for option in chosen for use in option.course.acts),
        effects=merged([option.course.effects for option in chosen]),
        takes=shared.takes,
        closing=shared.closing,
        way=shared.way,
        branches=shared.branches,
        total=shared.total,
    )
    scene.courses[move] = course
    return course


def merged(parts: list[Effects]) -> Effects:
    """Effects that apply together: several `add` of one variable count as one sum, before any gauge clamps."""
    changes: dict[int, Change] = {}
    for change in (change for part in parts for change in part.changes):
        earlier = changes.get(change.slot)
        if earlier is not None and earlier.adds and change.adds:
            change = change._replace(value=int(earlier.value) + int(change.value))
        changes[change.slot] = change
    return Effects(
        changes=tuple(changes.values()),
        ledger=tuple(item for part in parts for item in part.ledger),
        schedule=tuple(item for part in parts for item in part.schedule),
    )


def in_file_order(scene: Scene, chosen: set[str]) -> Move:
    """The move that takes these options, in the order of the file."""
    return tuple(id for id in scene.options if id in chosen)


__all__ = [
    "BEGIN",
    "INJECT",
    "STOP",
    "TIMEOUT",
    "Option",
    "can_answer",
    "course_of",
    "in_file_order",
    "merged",
    "moves",
    "moves_among",
    "offered",
    "on_offer",
    "options_taken",
    "taken",
]
