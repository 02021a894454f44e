"""The after-action review as lines and tables: the same words for HTML, Markdown and screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.debrief_lines import Line
from tui.durations import in_words
from tui.tabletop.review.decision_lines import decision_lines, provision_lines
from tui.tabletop.review.first_page import first_page
from tui.tabletop.review.lesson_lines import carried_lines, commitment_lines, lesson_lines, plan_of_improvement
from tui.tabletop.review.objective_lines import objective_lines
from tui.tabletop.review.pieces import Piece, Row, Table
from tui.tabletop.review.plan import Planned, Sat
from tui.tabletop.review.review import Review
from tui.tabletop.review.survey import Surveyed
from tui.tabletop.review.timeline import Happening
from tui.words import say


def review_lines(view: Review) -> Iterator[Piece]:
    """The whole review."""
    yield Line("title", say("review.title", title=view.about.title))
    yield from _about(view)
    yield from first_page(view)
    yield from carried_lines(view.carried)
    yield from _supposed(view)
    yield from _happened(view)
    yield from decision_lines(view.decisions)
    yield from _people(view)
    yield from objective_lines(view)
    yield from lesson_lines(view.lessons)
    yield from plan_of_improvement(view.lessons)
    yield from commitment_lines(view.commitments)
    yield from _survey(view.survey)
    yield from _seats(view)
    yield from provision_lines(view.decisions)
    yield from _notes(view)


def _about(view: Review) -> Iterator[Piece]:
    about = view.about
    yield Line("text", say(f"review.for.{about.reader}"))
    facts = [
        (say("review.about.held"), about.opened[:10]),
        (say("review.about.played"), in_words(about.minutes)),
        (say("review.about.ending"), about.ending),
        (say("review.about.because"), about.ended_because or ""),
        (say("review.about.attribution"), say(f"review.attribution.{about.attribution}")),
        (say("review.about.group"), about.group or ""),
    ]
    if about.forked_from:
        origin = say("review.about.origin", exercise=about.forked_from[0], count=about.forked_from[1])
        facts.append((say("review.about.forked"), origin))
    yield from (Line("item", text, label) for label, text in facts if text)
    if not about.closed:
        yield Line("text", say("review.not-closed"))


def _supposed(view: Review) -> Iterator[Piece]:
    yield Line("heading", say("review.supposed"))
    yield Line("text", say("review.trains"))
    yield from (Line("item", aim.text) for aim in view.objectives)
    if not view.objectives:
        yield Line("text", say("review.no-objectives"))
    if view.planned:
        yield Line("subheading", say("review.plan.title"))
        yield _planned_table(view.planned)
    if view.not_come and view.about.reader != "control":
        yield Line("text", say("review.plan.not-come", count=view.not_come))
    if not (view.planned or view.not_come):
        yield Line("text", say("review.plan.none"))


def _planned_table(planned: Iterable[Planned]) -> Table:
    heads = tuple(say(f"review.plan.head.{each}") for each in ("number", "planned", "came", "what"))
    return Table(heads, tuple(_planned_row(each) for each in planned))


def _planned_row(each: Planned) -> Row:
    more = (
        (say("review.plan.for", seats=each.to) if each.to else None),
        (say("review.plan.expected", text=each.expected.strip()) if each.expected else None),
        (say("review.plan.evaluators", text=each.for_evaluators.strip()) if each.for_evaluators else None),
    )
    came = _minute(each.came) if each.came is not None else each.stands
    number = str(each.number) if each.number is not None else ""
    return Row((number, _minute(each.planned), came, "\n".join([each.title, *filter(None, more)])))


def _minute(minute: int | None) -> str:
    return say("review.minute", minute=minute) if minute is not None else ""


def _happened(view: Review) -> Iterator[Piece]:
    yield Line("heading", say("review.happened"))
    if not view.timeline:
        yield Line("text", say("review.timeline.nothing"))
        return
    heads = tuple(say(f"review.timeline.head.{each}") for each in ("minute", "story", "what"))
    yield Table(heads, tuple(_happening(each) for each in view.timeline))


def _happening(each: Happening) -> Row:
    story = say("review.timeline.story", day=each.day, time=each.time) if each.time else ""
    return Row((_minute(each.minute), story, "\n".join((each.text, *each.more))), (each.entry,))


def _people(view: Review) -> Iterator[Piece]:
    yield Line("heading", say("debrief.people"))
    for group in view.people:
        yield Line("item", ", ".join(group.outcomes) or say("ledger.nothing"), group.group)
    for gauge in view.gauges:
        text = say("debrief.gauge", start=gauge.start, end=gauge.end, low=gauge.low, high=gauge.high)
        yield Line("item", text, gauge.title)


def _survey(found: Surveyed) -> Iterator[Piece]:
    yield Line("heading", say("review.survey.title"))
    if not found.enough:
        yield Line("text", say("review.survey.too-few"))
        return
    yield Line("text", say("review.survey.about", count=found.answers))
    steps = [words for words, _ in next((each.counts for each in found.questions if each.counts), ())]
    rows = [Row((each.text, *(str(n) for _, n in each.counts))) for each in found.questions if each.counts]
    yield Table((say("review.survey.asked"), *steps), tuple(rows))
    for each in found.questions:
        if each.texts:
            yield Line("subheading", each.text)
            yield from (Line("item", text) for text in each.texts)


def _seats(view: Review) -> Iterator[Piece]:
    yield Line("heading", say("review.seats.title"))
    if not view.seats:
        yield Line("text", say("review.seats.unnamed", count=view.seats_taken))
        return
    yield from (Line("item", _sat(each), each.title) for each in view.seats)


def _sat(each: Sat) -> str:
    if each.who:
        return say("review.seats.then").join(each.who)
    return say("review.seats.taken" if each.taken else "review.seats.empty")


def _notes(view: Review) -> Iterator[Piece]:
    if not view.notes:
        return
    yield Line("heading", say("review.notes.title"))
    yield Line("text", say("review.notes.about"))
    for note in view.notes:
        kind = say("review.notes.public" if note.public else "review.notes.private")
        yield Line("item", note.text, say("review.notes.one", minute=note.minute, who=note.who, kind=kind))
