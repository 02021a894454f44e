"""The debrief in plain mode: one question first, then page one, then whatever the player wants to read or do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.problems import SimulatorError
from tui import debrief_lines as lines
from tui import still_possible
from tui.debrief import Debrief, DecisionPage
from tui.debrief_lines import Line
from tui.keeping import CHANGE, Kept
from tui.page_one import chosen
from tui.plain.cards import talk_cards
from tui.plain.listening import Left, Listener
from tui.plain.page import Page
from tui.plain.papers import show_care
from tui.plain.playing import debrief_of
from tui.words import say
from tui.written import MEANT


def tell_debrief(kept: Kept, page: Page) -> None:
    """The whole debrief, for a script or a pipe."""
    known = still_possible.kept(kept.database, kept.id)
    page.show(lines.lines(debrief_of(kept, still_possible.sentences(known, kept.scenario))))
    page.flush()


def talk_debrief(kept: Kept, listener: Listener) -> DecisionPage | None:
    """The debrief with its question and choices; the decision to play on from, if the player wants to.

    Where the input ends, everything that is left is told.
    """
    talk = Talk(kept, listener)
    rest = [lines.first_page, lines.rest]
    try:
        talk.ask_for_change()
        listener.page.show(rest.pop(0)(talk.view))
        talk.offer_care()
        return talk.choose()
    except Left:
        for part in rest:
            listener.page.show(part(talk.view))
        return None
    finally:
        talk.stop()
        listener.page.flush()


class Talk:
    """One debrief as a conversation: what is asked, and what each answer does."""

    def __init__(self, kept: Kept, listener: Listener) -> None:
        self._kept, self._listener, self._page = kept, listener, listener.page
        self._looking = still_possible.Looking(kept.run, lambda: None)
        if listener.at_terminal:  # who pipes answers in does not wait for more
            self._looking.look(kept)
        self.view: Debrief = debrief_of(kept, still_possible.sentences(self._looking.found, self._kept.scenario))

    def stop(self) -> None:
        """The end of it: what was looked for and found is kept."""
        self._looking.finish(self._kept)

    def _look_again(self) -> None:
        """The debrief with all that is known by now."""
        self.view = debrief_of(self._kept, still_possible.sentences(self._looking.found, self._kept.scenario))

    def ask_for_change(self) -> None:
        """Which decision the player would change; kept as a note, and never judged."""
        if not self.view.decisions:
            return
        self._page.heading(say("debrief.which"))
        for decided in self.view.decisions:
            self._page.line(chosen(decided), str(decided.n))
        answer = self._listener.ask(say("plain.which", count=len(self.view.decisions)))
        page = self._decision(answer)
        if page is not None:
            self._kept.note(str(page.n), field=CHANGE, decision=page.record)

    def offer_care(self) -> None:
        """One sentence after what is hard to carry."""
        if self.view.content_note:
            self._page.line()
            self._page.line(say("debrief.page.care"))

    def choose(self) -> DecisionPage | None:
        """Do what the player wants until they go; the decision to play on from, where they want that."""
        again = self.view.mattered
        prompt = say("plain.after-again", time=again.moment.time) if again else say("plain.after")
        while True:
            answer, _, rest = self._listener.ask(prompt).casefold().partition(" ")
            if answer == "q":
                return None
            page = self._decision(rest)
            if answer == "r" and (page or (again and not rest)):
                return page or again
            self._answer(answer, page)

    def _answer(self, answer: str, page: DecisionPage | None) -> None:
        parts: dict[str, Callable[[Debrief], Iterator[Line]]] = {"": lines.decisions, "1": lines.first_page}
        if answer in parts:
            self._look_again()
            self._page.show(parts[answer](self.view))
        elif answer == "l":
            self._page.show(lines.people(self.view))
            self._page.show(lines.result(self.view))
        elif answer == "w":
            show_care(self._page)
        elif answer == "c":
            talk_cards(self._listener, self._kept.scenario)
        elif answer == "p":
            self._export()
        elif answer == "m" and page is not None:
            self._ask_what_was_meant(page)
        else:
            self._page.line(say("plain.after-help"))

    def _decision(self, text: str) -> DecisionPage | None:
        """The decision whose number this is."""
        return next((page for page in self.view.decisions if str(page.n) == text.strip()), None)

    def _ask_what_was_meant(self, page: DecisionPage) -> None:
        self._page.show(lines.meaning(page))
        text = self._listener.ask(say("plain.write-meant"))
        if text:
            self._kept.note(text, field=MEANT, decision=page.record)
            self._look_again()
            self._page.line(say("plain.noted"))

    def _export(self) -> None:
        from tui.exporting import export, written_to

        self._looking.keep(self._kept)
        try:
            self._page.show(written_to(export(self._kept.database, self._kept.id)))
        except SimulatorError as error:
            self._page.line(str(error))
