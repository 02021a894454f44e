"""What a seat is asked: its recommendation, the decision, its dissent, an evaluator's marks, a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.rating_scales import scale_named
from simulator import limits
from simulator.exercise.entries import Marked, Rated
from simulator.exercise.sight import Sight
from simulator.exercise.standing import Recommendation, Standing
from simulator.scenario import Scenario
from tui.durations import in_short
from tui.story import OptionView, Situation
from tui.tabletop.pages.section import Ask, Choice, Field, Words
from tui.words import say

RESULTS = ("seen", "partly seen", "not seen")
TYPED = limits.TYPED


def recommendation(view: Situation, mine: Recommendation | None, turn: int | None) -> Ask:
    """What a seat would do, and why."""
    words = Words("reason", say("tabletop.ask.why"), (mine.reason if mine else None) or "", 2, _in_words(view))
    send = say("tabletop.ask.change" if mine else "tabletop.ask.recommend")
    return Ask("recommend", fields(view, mine.move if mine else ()), (words,), send, turn, hint(view))


def decision(view: Situation, turn: int | None) -> Ask:
    """The decision, with its reason. Where there is only one option, it is said in words."""
    words = [Words("reason", say("tabletop.ask.reason"), lines=3)]
    if _in_words(view):
        words.insert(0, Words("words", say("tabletop.ask.in-words"), lines=3, required=True))
    return Ask("decide", fields(view, ()), tuple(words), say("tabletop.ask.decide"), turn, hint(view))


def dissent(seat: str, standing: Standing) -> Ask:
    """A seat's dissent from the decision that was just taken."""
    last = standing.outcomes[-1]
    said = last.decided.dissent.get(seat, "")
    words = Words("reason", say("tabletop.ask.dissent"), said, 2, required=True)
    return Ask("dissent", (), (words,), say("tabletop.ask.put-on-record"), last.entry)


def message() -> Ask:
    """A message to exercise control."""
    words = Words("text", say("tabletop.ask.message"), lines=1, required=True)
    return Ask("say", (), (words,), say("tabletop.ask.send"))


def commitment() -> Ask:
    """What somebody commits to, whose it is and by when."""
    words = (
        Words("text", say("tabletop.ask.commit"), lines=2, required=True),
        Words("owner", say("tabletop.ask.owner"), lines=1),
        Words("due", say("tabletop.ask.due"), lines=1),
    )
    return Ask("commit", (), words, say("tabletop.ask.put-down"))


def note() -> Ask:
    """An observer's note for exercise control."""
    words = Words("text", say("tabletop.ask.note"), lines=2, required=True)
    return Ask("note", (), (words,), say("tabletop.ask.put-down"))


def marks(scenario: Scenario, seat: str, standing: Standing) -> Iterator[Ask]:
    """A form for each criterion, with what this evaluator marked last."""
    last = {(what.objective, what.criterion): what for entry, what in standing.remarked(Marked) if entry.by == seat}
    for objective in scenario.file.objectives:
        for criterion in objective.criteria:
            mine = last.get((objective.id, criterion.id))
            choices = tuple(
                Choice(
                    each,
                    say(f"tabletop.result.{each.replace(' ', '-')}"),
                    chosen=mine is not None and mine.result == each,
                )
                for each in RESULTS
            )
            field = Field(f"{objective.id}/{criterion.id}", criterion.text, choices)
            words = Words(
                "note", criterion.evidence or say("tabletop.ask.evidence"), (mine.note if mine else "") or "", 1
            )
            yield Ask("mark", (field,), (words,), say("tabletop.ask.mark"), hint=objective.text)


def ratings(scenario: Scenario, seat: str, standing: Standing) -> Iterator[Ask]:
    """A form for each objective, on the scale of the exercise, with what this evaluator rated last."""
    scale = scale_named(standing.opened.scale if standing.opened else None)
    if scale is None:
        return
    last = {what.objective: what for entry, what in standing.remarked(Rated) if entry.by == seat}
    for objective in scenario.file.objectives:
        mine = last.get(objective.id)
        steps = tuple(
            Choice(each.id, each.text, chosen=mine is not None and mine.rating == each.id) for each in scale.ratings
        )
        words = Words("note", say("tabletop.ask.rests-on"), (mine.note if mine else "") or "", 1)
        yield Ask("rate", (Field(objective.id, objective.text, steps),), (words,), say("tabletop.ask.rate"))


def asked_of(seen: Sight, view: Situation, standing: Standing, *, observer: bool) -> tuple[Ask, ...]:
    """What is asked of a seat about the situation, in the phase of play."""
    if seen.paused or observer:
        return ()
    if seen.phase == "recommending":
        return (recommendation(view, seen.mine, standing.asked),)
    if seen.phase == "revealed" and seen.decides == seen.seat:
        return (decision(view, standing.asked),)
    return ()


def fields(view: Situation, taken: Sequence[str]) -> tuple[Field, ...]:
    """What may be chosen in a scene, whichever kind it is. What is written in a form stays with the reason."""
    if view.kind == "form":
        return tuple(
            Field(field.id, field.label, tuple(_choice(each, taken) for each in field.options))
            for field in view.fields
            if not field.free_text
        )
    choices = tuple(_choice(each, taken) for each in view.options)
    return (Field("move", say("tabletop.ask.what"), choices, many=view.budget is not None),)


def hint(view: Situation) -> str:
    """What a selection may use; nothing elsewhere."""
    budget = view.budget
    return say("tabletop.ask.budget", total=budget.total, unit=budget.unit, count=budget.at_least) if budget else ""


def _choice(view: OptionView, taken: Sequence[str]) -> Choice:
    more = say("tabletop.ask.costs", count=view.costs) if view.costs is not None else ""
    return Choice(view.id, view.label, more or (in_short(view.minutes) if view.minutes else ""), view.id in taken)


def _in_words(view: Situation) -> bool:
    """Whether nothing tells answers apart but what is said: a list of injects without options."""
    return view.kind == "choose" and len(view.options) == 1
