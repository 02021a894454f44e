"""What a player sees, as pure views: the situation with what may be done now, and what came of a move.

Plain mode and the app draw these same values. Nothing here asks the clock, the disk or the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal, NamedTuple

from simulator.model import Choice, FormField, Option
from simulator.moves import TIMEOUT, offered, options_taken
from simulator.prose import Span, paragraphs, plain, word_count
from simulator.run import Record
from simulator.scenario import Move, Scenario, Scene
from simulator.state import State

Paragraph = tuple[Span, ...]
Kind = Literal["choose", "select", "form", "ending"]

WORDS_A_MINUTE = 130
"""Reading speed for the time before a timed decision starts: slow enough for a second language, and for a listener."""

LEAST_READING = 5
"""Seconds of reading time at least: to see that something has changed takes a moment."""


class Moment(NamedTuple):
    """A point of scenario time: the day from 1, the time of day, and the minutes since the start."""

    day: int
    time: str
    minute: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Something to look at; `text` keeps its lines. `kind` is map, letter, radio log or note."""

    id: str
    title: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """An inject as it reached the player."""

    id: str
    moment: Moment
    title: str | None
    paragraphs: tuple[Paragraph, ...]
    documents: tuple[DocumentView, ...]


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option on offer. `number` counts from 1 in its scene or field; `minutes` is None where the scene says it."""

    id: str
    number: int
    label: str
    minutes: int | None = None
    costs: int | None = None


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a form: options, or free text that is kept and never scored."""

    id: str
    label: str
    free_text: bool
    options: tuple[OptionView, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """What a selection may use, in which unit, and how many options it needs at least."""

    total: int
    unit: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Real seconds to decide, the seconds of reading before they count, and the move that follows if they run out."""

    seconds: int
    reading: int
    default: Move


@dataclass(frozen=True, slots=True)
class Situation:
    """A scene as it is put before the player, with everything that may be answered.

    `title` is the ending's where the scene is one. `arrivals` are the injects of the last step. `minutes` is what a
    selection or form takes, None elsewhere; `form` is the form's own title.
    """

    scene: str
    title: str
    moment: Moment
    kind: Kind
    paragraphs: tuple[Paragraph, ...]
    arrivals: tuple[Arrival, ...]
    documents: tuple[DocumentView, ...]
    options: tuple[OptionView, ...] = ()
    fields: tuple[FieldView, ...] = ()
    budget: Budget | None = None
    minutes: int | None = None
    form: str | None = None
    limit: Limit | None = None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What came of one move: what was done (labels), what followed, what arrived, and how long it took.

    `timed_out` says that time ran out and the default was played; `done` then holds the default's labels.
    """

    done: tuple[str, ...]
    timed_out: bool
    paragraphs: tuple[Paragraph, ...]
    arrivals: tuple[Arrival, ...]
    begun: Moment
    ended: Moment


@dataclass(frozen=True, slots=True)
class Advice:
    """The author's two sides of feedback on a move, and where they and the law pull apart; without emphasis."""

    tactical: tuple[str, ...] = ()
    political: tuple[str, ...] = ()
    pulls_apart: tuple[str, ...] = ()


def moment(scenario: Scenario, minute: int) -> Moment:
    """Scenario time at so many minutes after the start."""
    days, of_day = divmod(scenario.file.start_of_day + minute, 24 * 60)
    return Moment(days + 1, f"{of_day // 60:02}:{of_day % 60:02}", minute)


def situation(scenario: Scenario, state: State, records: Sequence[Record]) -> Situation:
    """What the player sees at `state`, to which the last of `records` led."""
    scene = scenario.scenes[state.scene]
    found = tuple([scene.options[id] for id in offered(scenario, state)])
    ids = [option.id for option in found]
    arrivals = _arrivals(scenario, records[-1]) if records else ()
    shown = _prose([scene.file.text, *(text for test, text in scene.also if test(state.values))])
    form, select, ending = scene.file.form, scene.file.select, scene.file.ending
    view = Situation(
        scene=scene.id,
        title=ending.title if ending else scene.file.title,
        moment=moment(scenario, state.minute),
        kind=scene.kind,
        paragraphs=shown,
        arrivals=arrivals,
        documents=documents(scenario, scene.file.documents),
        options=() if form else _options(scene, ids),
        fields=_fields(scene, ids),
        budget=Budget(select.budget, select.unit, select.at_least) if select else None,
        minutes=scene.shared.takes if scene.shared else None,
        form=form.title if form else None,
    )
    return _with_limit(view, scene, records, scenario)


def consequence(scenario: Scenario, record: Record) -> Consequence:
    """What came of the move in this record. For `@begin`, `@stop` and a facilitator's inject nothing was `done`."""
    scene = scenario.scenes[record.scene]
    move = options_taken(scene, record.move)
    texts = [choice.consequence for choice in choices(scene, move)]
    course = scene.file.select or scene.file.form
    texts.append(course.consequence if course and move else None)
    texts.append(_drawn_text(scene, move, record))
    last = max((int(entry[1] or 0) for entry in record.entries), default=record.minute)
    return Consequence(
        done=tuple(choice.label for choice in choices(scene, move)),
        timed_out=record.move == TIMEOUT,
        paragraphs=_prose([text for text in texts if text]),
        arrivals=_arrivals(scenario, record),
        begun=moment(scenario, record.minute),
        ended=moment(scenario, last),
    )


def advice(scenario: Scenario, record: Record) -> Advice:
    """The author's feedback on the move in this record."""
    scene = scenario.scenes[record.scene]
    chosen = choices(scene, options_taken(scene, record.move))
    return Advice(
        tactical=_said([(choice.label, choice.tactical) for choice in chosen]),
        political=_said([(choice.label, choice.political) for choice in chosen]),
        pulls_apart=_said([(choice.label, choice.pulls_apart) for choice in chosen]),
    )


def _said(texts: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """What there is to say of the options of a move; of several, each under its own label."""
    return tuple(plain(text) if len(texts) == 1 else f"{label}: {plain(text)}" for label, text in texts if text)


def labels(scenario: Scenario, scene: str, move: Iterable[str]) -> tuple[str, ...]:
    """The labels of options of a scene, in the order given; a timeout has those of the default."""
    found = scenario.scenes[scene]
    return tuple(choice.label for choice in choices(found, options_taken(found, tuple(move))))


def choices(scene: Scene, move: Iterable[str]) -> tuple[Choice, ...]:
    """The options of a move as the author wrote them; ids that are no option of the scene are left out."""
    written = _written(scene)
    return tuple(written[id] for id in move if id in written)


def documents(scenario: Scenario, ids: Iterable[str]) -> tuple[DocumentView, ...]:
    """Documents of the scenario by id."""
    known = scenario.file.documents
    return tuple(DocumentView(id, known[id].title, known[id].kind, known[id].text.rstrip("\n")) for id in ids)


def documents_seen(scenario: Scenario, records: Iterable[Record]) -> tuple[DocumentView, ...]:
    """All documents that came before somebody who plays alone, each once, in the order in which they came."""
    records = tuple(records)
    theirs = (id for seat in scenario.file.seats.values() for id in seat.documents) if records else ()
    ids: dict[str, None] = dict.fromkeys(theirs)
    for kind, _, *rest in (entry for record in records for entry in record.entries):
        if kind == "enter":
            ids |= dict.fromkeys(scenario.scenes[str(rest[0])].file.documents)
        elif kind == "inject" and (inject := scenario.inject(str(rest[0]))):
            ids |= dict.fromkeys(inject.file.documents)
    return documents(scenario, ids)


def text_of(paragraph: Paragraph) -> str:
    """A paragraph as plain words."""
    return "".join(span.text for span in paragraph)


def reading_seconds(words: int) -> int:
    """Seconds that a slow reader needs for so many words."""
    return max(LEAST_READING, ceil(words * 60 / WORDS_A_MINUTE))


def _options(scene: Scene, ids: Iterable[str]) -> tuple[OptionView, ...]:
    written = _written(scene)
    return tuple(_option(id, number, written[id], scene) for number, id in enumerate(ids, 1))


def _option(id: str, number: int, choice: Choice, scene: Scene) -> OptionView:
    minutes = choice.takes if isinstance(choice, Option) else None
    costs = scene.options[id].costs if scene.kind == "select" else None
    return OptionView(id, number, choice.label, minutes, costs)


def _fields(scene: Scene, ids: Sequence[str]) -> tuple[FieldView, ...]:
    fields: dict[str, FormField] = scene.file.form.fields if scene.file.form else {}
    return tuple(
        FieldView(name, field.label, field.free_text, _options(scene, [id for id in ids if id in field.options]))
        for name, field in fields.items()
    )


def _written(scene: Scene) -> dict[str, Choice]:
    """All options of a scene as the author wrote them, whichever kind it is."""
    file = scene.file
    found: dict[str, Choice] = dict(file.options)
    if file.select:
        found |= file.select.options
    for field in file.form.fields.values() if file.form else ():
        found |= field.options
    return found


def _drawn_text(scene: Scene, move: Move, record: Record) -> str | None:
    """The consequence of the branch that chance took."""
    index = next((int(entry[2] or 0) for entry in record.entries if entry[0] == "chance"), None)
    if index is None:
        return None
    course = scene.file.select or scene.file.form or scene.file.options[move[0]]
    return course.chance[index].consequence


def _arrivals(scenario: Scenario, record: Record) -> tuple[Arrival, ...]:
    """The injects of a step that have something to tell."""
    found = []
    for entry in record.entries:
        inject = scenario.inject(str(entry[2])) if entry[0] == "inject" else None
        if inject is not None and (inject.file.text or inject.file.title or inject.file.documents):
            file = inject.file
            text = _prose([file.text] if file.text else [])
            at = moment(scenario, int(entry[1] or 0))
            found.append(Arrival(inject.id, at, file.title, text, documents(scenario, file.documents)))
    return tuple(found)


def _prose(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(tuple(paragraph) for text in texts for paragraph in paragraphs(text))


def _with_limit(view: Situation, scene: Scene, records: Sequence[Record], scenario: Scenario) -> Situation:
    if scene.file.decide_within is None or scene.default is None or not (view.options or view.fields):
        return view
    before = consequence(scenario, records[-1]) if records else None
    seconds = int(scene.file.decide_within.removesuffix(" s"))
    return replace(view, limit=Limit(seconds, reading_seconds(_words(view, before)), scene.default))


def _words(view: Situation, before: Consequence | None) -> int:
    """How many words are new to the player: the consequence, what arrived, the situation and its options."""
    prose = [
        *(before.paragraphs if before else ()),
        *view.paragraphs,
        *(p for a in view.arrivals for p in a.paragraphs),
    ]
    offers = [*view.options, *(option for field in view.fields for option in field.options)]
    texts = [*(text_of(paragraph) for paragraph in prose), *(option.label for option in offers)]
    return sum(word_count(text) for text in [*texts, *(document.text for document in view.documents)])
