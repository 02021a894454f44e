"""A play in plain mode, from the briefing to the debrief: the player's answers, or those of a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum

from simulator.errors import Illegal
from simulator.moves import STOP, TIMEOUT
from simulator.run import Record
from tui import colleagues, story
from tui.debrief import NOTHING_KNOWN, Debrief, debrief, decision_pages
from tui.debrief_lines import feedback
from tui.judging import assessment_of
from tui.keeping import Kept
from tui.plain.asking import Abandoned, Answer, Asker
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.plain.papers import show_briefing
from tui.plain.telling import offer, report, tell
from tui.policy import assessed
from tui.proof_sheets.told import told_of
from tui.script import BadMove, move_of, refusal
from tui.settings import Timing
from tui.story import Situation
from tui.words import say
from tui.written import REFLECT


class Outcome(Enum):
    """How a play ended: at an ending, by giving up, or by going away; then the run can be resumed."""

    FINISHED = "finished"
    ABANDONED = "abandoned"
    LEFT = "left"


Source = Callable[[Kept, Situation], Answer]
"""Gives the answer to a situation. Raises Left, Abandoned."""


Pondering = Callable[[Kept, Record, str], None]
"""Asks a question to think about after a decision. Raises Left."""


def asking(listener: Listener, *, timing: Timing) -> Source:
    """Answers from the person."""
    return lambda kept, situation: Asker(kept, listener, situation, timing=timing).ask()


def pondering(listener: Listener) -> Pondering:
    """Asks the person, and keeps what was written, if anything was."""

    def ask(kept: Kept, record: Record, question: str) -> None:
        listener.page.line(question, say("plain.reflect"))
        text = listener.ask(say("plain.reflect-write"))
        if text:
            kept.note(text, field=REFLECT, decision=record.n)

    return ask


def scripted(page: Page, moves: Sequence[str]) -> Source:
    """Answers from a script. Raises BadMove where one is not on offer."""
    rest: Iterator[str] = iter(moves)

    def answer(kept: Kept, situation: Situation) -> Answer:
        text = next(rest, None)
        if text is None:
            raise Left
        page.line(text, say("plain.scripted"))
        return Answer(move_of(text, kept.run))

    return answer


def play(kept: Kept, page: Page, source: Source, *, resumed: bool = False, ponder: Pondering | None = None) -> Outcome:
    """Play from where the run stands to its end, or until the answers end. Every record is kept before it is told."""
    if kept.play.phase == "briefing":
        show_briefing(page, colleagues.briefing(kept.scenario))
        kept.play.begin()
    tell_now(kept, page, arrivals=resumed or len(kept.run.records) == 1)
    while not kept.run.finished:
        situation = colleagues.situation(kept.scenario, kept.run.state, kept.run.records)
        offer(page, situation)
        try:
            record = _decide(kept, source(kept, situation))
            _tell_record(kept, page, record, ponder)
        except Left:
            return Outcome.LEFT
        except Abandoned:
            kept.play.stop()
            return Outcome.ABANDONED
    return Outcome.ABANDONED if kept.run.abandoned else Outcome.FINISHED


def tell_now(kept: Kept, page: Page, *, arrivals: bool = False) -> None:
    """The situation as it stands."""
    records = kept.run.records
    seen = {document.id for document in story.documents_seen(kept.scenario, records[:-1])}
    tell(page, colleagues.situation(kept.scenario, kept.run.state, records), arrivals=arrivals, seen=seen)


def debrief_of(kept: Kept, still: Mapping[int, str] = NOTHING_KNOWN) -> Debrief:
    """The debrief of the run as it stands, with what is known of what was still possible."""
    found = assessment_of(kept.database, kept.id, kept.scenario, kept.run.seed, kept.run.records)
    notes, proved = kept.database.notes.list(kept.id), told_of(kept.scenario, kept.database)
    return debrief(found, kept.scenario, kept.run.records, mode=kept.mode, notes=notes, still=still, proved=proved)


def _decide(kept: Kept, answer: Answer) -> Record:
    """Make the decision durable, then its free text."""
    record = _advance(kept, answer)
    for field, text in answer.texts:
        kept.note(text, field=field, decision=record.n)
    return record


def _advance(kept: Kept, answer: Answer) -> Record:
    if answer.move == STOP:
        return kept.play.stop()
    try:
        return kept.play.timeout() if answer.move == TIMEOUT else kept.play.decide(answer.move)
    except Illegal as error:
        raise BadMove(refusal("+".join(answer.move), kept.run)) from error


def _tell_record(kept: Kept, page: Page, record: Record, ponder: Pondering | None) -> None:
    if record.move == STOP:
        return
    report(page, record.n, story.consequence(kept.scenario, record))
    if kept.mode == "coached":
        _coach(kept, page, record)
        question = kept.scenario.scenes[record.scene].file.reflect
        if question is not None and ponder is not None:
            ponder(kept, record, question)
    tell_now(kept, page)


def _coach(kept: Kept, page: Page, record: Record) -> None:
    """The three sides of feedback on a decision that was just made."""
    records = kept.run.records
    found = assessed(kept.scenario, kept.run.seed, records, explain=False)
    for decided in decision_pages(found, kept.scenario, records, since=record.n):
        page.show(feedback(decided))
    page.flush()
