"""The debrief in plain mode: one question first, then page one, then whatever the player wants to read."""

from __future__ import annotations

from tui import debrief_lines as lines
from tui.debrief import Debrief, DecisionPage
from tui.keeping import CHANGE, Kept
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.plain.playing import debrief_of
from tui.words import say


def tell_debrief(kept: Kept, page: Page) -> None:
    """The whole debrief, for a script or a pipe."""
    page.show(lines.lines(debrief_of(kept)))
    page.flush()


def talk_debrief(kept: Kept, listener: Listener) -> DecisionPage | None:
    """The debrief with its question and choices; the decision to play on from, if the player wants to.

    Where the input ends, everything that is left is told.
    """
    view, page = debrief_of(kept), listener.page
    rest = [lines.first_page, lines.decisions, lines.result]
    try:
        _ask_for_change(kept, view, listener)
        page.show(rest.pop(0)(view))
        return _choose(view, listener)
    except Left:
        for part in rest:
            page.show(part(view))
        return None
    finally:
        page.flush()


def _ask_for_change(kept: Kept, view: Debrief, listener: Listener) -> None:
    """Which decision the player would change; kept as a note, and never judged."""
    if not view.decisions:
        return
    page = listener.page
    page.heading(say("debrief.which"))
    for decided in view.decisions:
        page.line(" + ".join(decided.chosen) or say("debrief.nothing"), str(decided.n))
    answer = listener.ask(say("plain.which", count=len(view.decisions)))
    chosen = next((decided for decided in view.decisions if str(decided.n) == answer), None)
    if chosen is not None:
        kept.note(str(chosen.n), field=CHANGE, decision=chosen.record)


def _choose(view: Debrief, listener: Listener) -> DecisionPage | None:
    page = listener.page
    parts = {"": lines.decisions, "l": lines.result, "1": lines.first_page}
    again = view.mattered
    prompt = say("plain.after-again", time=again.moment.time) if again else say("plain.after")
    while True:
        answer = listener.ask(prompt).casefold()
        if answer == "q":
            return None
        if answer == "r" and again is not None:
            return again
        if answer in parts:
            page.show(parts[answer](view))
        else:
            page.line(say("plain.after-help"))
