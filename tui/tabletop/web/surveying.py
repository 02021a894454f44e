"""The lessons survey on a phone: anonymous, apart from the log, once for each participant."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.problems import SimulatorError
from tui.tabletop.pages.section import Ask, Choice, Field, Section, Words
from tui.tabletop.review.survey import keep_answer, survey_questions
from tui.tabletop.web.drawing import section_html
from tui.tabletop.web.visiting import Visitor, page, to, visitor, wants_data
from tui.words import say

WHEN = ("debrief", "closed")
"""Phases in which the survey is open."""


async def survey(request: Request) -> Response:
    """The questions, or thanks."""
    found = visitor(request)
    if found is None or found.room.standing.phase not in WHEN:
        return _closed(request)
    if wants_data(request):
        return JSONResponse({"survey": None if found.participant in found.room.surveyed else _section()})
    return _shown(found)


async def answer(request: Request) -> Response:
    """Keep what was answered. Who it was is remembered apart from it, and only as long as the host runs."""
    found = visitor(request)
    if found is None or found.room.standing.phase not in WHEN:
        return _closed(request)
    room, participant = found
    if participant not in room.surveyed:
        try:
            keep_answer(room.store, room.id, _answers(await request.form(max_files=0, max_fields=100)))
        except SimulatorError as error:
            if wants_data(request):
                return JSONResponse({"problem": str(error)}, 400)
            return _shown(found, str(error), 400)
        room.surveyed.add(participant)
    return JSONResponse({}) if wants_data(request) else to("/survey")


def _closed(request: Request) -> Response:
    return JSONResponse({}, 403) if wants_data(request) else to("/")


def _answers(form: FormData) -> dict[str, int | str]:
    kinds = {question.id: question.kind for question in survey_questions()}
    given = {id: str(form[id]) for id in kinds if id in form}
    return {id: int(text) if kinds[id] == "scale" and text.isdecimal() else text for id, text in given.items()}


def _shown(found: Visitor, problem: str = "", status: int = 200) -> Response:
    done = found.participant in found.room.surveyed
    html = "" if done else section_html(_section())
    return page("survey.html", status, title=found.room.scenario.title, html=html, problem=problem)


def _section() -> Section:
    return Section("survey", say("tabletop.survey.title"), (), (_ask(),))


def _ask() -> Ask:
    """All questions in one form; none of them has to be answered."""
    questions = survey_questions()
    fields = tuple(
        Field(each.id, each.text, tuple(Choice(str(n), words) for n, words in each.steps), required=False)
        for each in questions
        if each.kind == "scale"
    )
    words = tuple(Words(each.id, each.text, lines=3) for each in questions if each.kind == "text")
    return Ask("survey", fields, words, say("tabletop.ask.send"), hint=say("tabletop.survey.about"))
