"""The scenario file as a trainer writes it: one block for each block of docs/format.md.

Nothing here knows other files or checks a name against another; `simulator.build` does that.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from simulator import limits
from simulator.block import Block, Bounds, Shaped, StrictBool, StrictInt, StrictStr
from simulator.exercise_model import Criterion, InjectSheet, Seat
from simulator.written import Condition, Count, Id, Line, Minutes, Prose, Scalar


def _word_use(value: object) -> object:
    """`word`, `{word: }` and `{word: target}`, with `once: true` for events, as one shape."""
    if isinstance(value, str):
        return {"word": value}
    if not isinstance(value, dict) or {"word", "about"} & value.keys():
        return value
    words = [key for key in value if key != "once"]
    if len(words) != 1:
        raise ValueError("an act or event is one word, alone or with the one whom it is about")
    rest = {"once": value["once"]} if "once" in value else {}
    return {"word": words[0], "about": value[words[0]], **rest}


class WordUse(Block):
    """One act or event: a word of the vocabulary and whom it is about."""

    word: StrictStr
    about: StrictStr | None = None


class EventUse(WordUse):
    """An event; with `once` it occurs on the first entry of its scene only."""

    once: StrictBool = False


Act = Annotated[WordUse, Shaped(_word_use)]
Event = Annotated[EventUse, Shaped(_word_use)]


class Case(Block):
    """One way on: `to` a scene, where `when` holds before the move."""

    when: Condition | None = None
    to: StrictStr


def _cases(value: object) -> object:
    return [{"to": value}] if isinstance(value, str) else value


Then = Annotated[tuple[Case, ...], Bounds(min_length=1), Shaped(_cases)]


class Effects(Block):
    """What a course of action, a draw or an inject changes."""

    set: dict[StrictStr, Scalar] = {}
    add: dict[StrictStr, StrictInt] = {}
    ledger: dict[StrictStr, StrictInt] = {}
    schedule: dict[StrictStr, Minutes] = {}


class Feedback(Block):
    """The two sides of feedback that authors write, and where they and the law pull apart."""

    tactical: Prose | None = None
    political: Prose | None = None
    pulls_apart: Prose | None = None


def _scenes(value: object) -> object:
    return [value] if isinstance(value, str) else value


Scenes = Annotated[tuple[StrictStr, ...], Shaped(_scenes)]
"""Full ids of scenes; one alone needs no list."""


class Branch(Effects):
    """One outcome of chance, with its integer weight."""

    weight: Annotated[StrictInt, Bounds(ge=1, le=limits.WEIGHT)]
    then: Then | None = None
    play: Id | None = None
    consequence: Prose | None = None


class Course(Block):
    """What belongs to a whole move: its time, its end and where it leads."""

    takes: Minutes = 1
    ends_with: tuple[Act, ...] = ()
    then: Then | None = None
    play: Id | None = None
    chance: Annotated[tuple[Branch, ...], Bounds(max_length=limits.BRANCHES)] = ()
    consequence: Prose | None = None


class Choice(Effects, Feedback):
    """What every option has, in a choice, a selection or a form."""

    label: Line
    when: Condition | None = None
    acts: Annotated[tuple[Act, ...], Bounds(max_length=limits.ACTS)] = ()
    consequence: Prose | None = None


class Option(Choice, Course):
    """One course of action in a scene of the kind *choose*."""


class SelectOption(Choice):
    """One thing to take within a budget."""

    costs: Count = 1


class Select(Course):
    """Some options within a budget."""

    budget: Count
    unit: Line
    at_least: Count = 1
    options: Annotated[dict[Id, SelectOption], Bounds(min_length=1, max_length=limits.SELECT_OPTIONS)]


class FormField(Block):
    """One field of a form: options to choose from, or free text that is kept and never scored."""

    label: Line
    options: Annotated[dict[Id, Choice], Bounds(max_length=limits.OPTIONS)] = {}
    free_text: StrictBool = False


class Form(Course):
    """A form: one option for each field."""

    title: Line
    fields: Annotated[dict[Id, FormField], Bounds(min_length=1, max_length=limits.FIELDS)]


class Ending(Block):
    """The end of a run, and the duties that the relief takes on."""

    title: Line
    hands_over: tuple[StrictStr, ...] = ()


class Also(Block):
    """A paragraph that is shown only where its condition holds on entry."""

    when: Condition
    text: Prose


class Scene(Block):
    """A situation: what the player sees, and what may be done now."""

    title: Line
    text: Prose
    also: Annotated[tuple[Also, ...], Bounds(max_length=limits.PARAGRAPHS)] = ()
    set: dict[StrictStr, Scalar] = {}
    events: tuple[Event, ...] = ()
    ledger: dict[StrictStr, StrictInt] = {}
    documents: tuple[Id, ...] = ()
    decided_by: Id | None = None
    told_to: dict[Id, Prose] = {}
    decide_within: Annotated[StrictStr, Bounds(pattern=r"^[1-9][0-9]{0,3} s$")] | None = None
    by_default: StrictStr | tuple[StrictStr, ...] | None = None
    reflect: Line | None = None
    options: Annotated[dict[Id, Option], Bounds(max_length=limits.OPTIONS)] = {}
    select: Select | None = None
    form: Form | None = None
    ending: Ending | None = None


class ByHand(Block):
    """When and how often a facilitator may play an inject."""

    from_: Minutes = 0
    to: Minutes = limits.MINUTES
    at_most: Annotated[StrictInt, Bounds(ge=1, le=limits.BY_HAND)] = 1


class Inject(Effects):
    """Something that arrives during play: at a time, on call, on a condition, or by hand."""

    at: Minutes | None = None
    on_call: Literal[True] | None = None
    when: Condition | None = None
    by_hand: ByHand | None = None
    if_: Condition | None = None
    title: Line | None = None
    text: Prose | None = None
    events: tuple[Act, ...] = ()
    documents: tuple[Id, ...] = ()
    then: Then | None = None
    sheet: InjectSheet | None = None


class Variable(Block):
    """Something that the scenario remembers: a gauge, a range, a flag or one of a list."""

    title: Line | None = None
    gauge: tuple[StrictInt, StrictInt] | None = None
    range: tuple[StrictInt, StrictInt] | None = None
    flag: StrictBool | None = None
    one_of: Annotated[tuple[StrictStr, ...], Bounds(max_length=limits.LIST_VALUES)] | None = None
    start: StrictInt | StrictStr | None = None


class Target(Block):
    """Somebody or something that acts, events and facts are about; `of` makes it part of a group."""

    name: Line | None = None
    of: Id | None = None


def _target(value: object) -> object:
    return {} if value is None else value


class Objective(Block):
    """What the scenario trains; it rests on rules. `for_tomorrow` is what to take along where it was missed."""

    id: Id
    text: Line
    rules: Annotated[tuple[StrictStr, ...], Bounds(min_length=1)]
    criteria: Annotated[tuple[Criterion, ...], Bounds(max_length=limits.CRITERIA)] = ()
    for_tomorrow: Line | None = None


class Briefing(Block):
    """The briefing in orders format."""

    situation: Prose
    mission: Prose
    execution: Prose
    support: Prose
    command: Prose


class Document(Block):
    """Something to look at: a map in text, a letter, a radio log, a note. Its lines are kept."""

    title: Line
    kind: Literal["map", "letter", "radio log", "note"]
    text: Prose


ParameterKind = Literal["a target", "a number", "a text", "an act", "an event", "a variable"]


class Part(Block):
    """A small graph of scenes that several scenes share. `with` names its parameters, filled in before all else."""

    with_: dict[Id, ParameterKind] = {}
    start: Id
    scenes: Annotated[dict[Id, Scene], Bounds(min_length=1, max_length=limits.SCENES)]


class PartHead(Block):
    """What a part says of itself in a file of its own, `parts/casevac.yaml` beside the scenarios that use it."""

    format: Literal[1]
    id: Id
    title: Line
    about: Prose | None = None


class PartFile(PartHead):
    """The file of a part. Its scenes are looked at once its parameters are filled in, as part of a scenario."""

    with_: dict[Id, ParameterKind] = {}
    start: StrictStr
    scenes: dict[StrictStr, Any]


class Variant(Block):
    """The same scenario with other start values or another card."""

    title: Line
    set: dict[StrictStr, Scalar] = {}
    card: Id | None = None


class Property(Block):
    """What a trainer wants to hold of every game; `check` proves it. It has exactly one of its three kinds."""

    text: Line | None = None
    never: Condition | None = None
    in_: Scenes = ()
    always_reachable: Scenes = ()
    at_least_one_of: Scenes = ()
    when: Condition | None = None


class Dilemma(Block):
    """What the author owns to: at these scenes no way on keeps all of these rules, and why that is so."""

    scenes: Annotated[Scenes, Bounds(min_length=1)]
    rules: Annotated[tuple[StrictStr, ...], Bounds(min_length=1)]
    why: Prose


def _dilemma(value: object) -> object:
    """`scene: one` for `scenes: [one]`."""
    if not isinstance(value, dict) or "scene" not in value or "scenes" in value:
        return value
    return {("scenes" if key == "scene" else key): [v] if key == "scene" else v for key, v in value.items()}


class ScenarioFile(Block):
    """One scenario file, see docs/format.md."""

    format: Literal[1]
    id: Id
    title: Line
    summary: Prose
    level: Literal["tactical", "operational", "leadership"]
    themes: tuple[Line, ...] = ()
    role: Line
    component: Literal["military", "police", "civilian"]
    mission_area: Id
    card: Id
    play_minutes: Annotated[StrictInt, Bounds(ge=1, le=240)]
    starts: Annotated[StrictStr, Bounds(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    horizon: Annotated[StrictInt, Bounds(ge=1, le=limits.MINUTES)]
    at_the_horizon: Id
    content_note: Line | None = None
    sources: tuple[Line, ...] = ()
    who: Annotated[dict[Id, Annotated[Target, Shaped(_target)]], Bounds(max_length=limits.TARGETS)] = {}
    objectives: tuple[Objective, ...] = ()
    for_tomorrow: Line | None = None
    briefing: Briefing
    documents: dict[Id, Document] = {}
    state: Annotated[dict[Id, Variable], Bounds(max_length=limits.VARIABLES)] = {}
    facts: dict[StrictStr, Scalar] = {}
    seats: Annotated[dict[Id, Seat], Bounds(max_length=limits.SEATS)] = {}
    debrief_questions: Annotated[tuple[Line, ...], Bounds(max_length=limits.QUESTIONS)] = ()
    ledger_gauges: tuple[Id, ...] = ()
    start: Id
    scenes: Annotated[dict[Id, Scene], Bounds(min_length=1, max_length=limits.SCENES)]
    injects: Annotated[dict[Id, Inject], Bounds(max_length=limits.INJECTS)] = {}
    uses: tuple[Id, ...] = ()
    parts: dict[Id, Part] = {}
    variants: dict[Id, Variant] = {}
    properties: Annotated[dict[Id, Property], Bounds(max_length=limits.PROPERTIES)] = {}
    dilemmas: Annotated[dict[Id, Annotated[Dilemma, Shaped(_dilemma)]], Bounds(max_length=limits.PROPERTIES)] = {}

    @property
    def start_of_day(self) -> int:
        """Minute of the day at minute 0."""
        return int(self.starts[:2]) * 60 + int(self.starts[3:])
