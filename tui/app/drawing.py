"""From the pure views to text that Textual draws. No markup is ever parsed: what an author wrote stays text."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING

from rich.text import Text

from simulator.prose import paragraphs
from tui.durations import in_words
from tui.words import say

if TYPE_CHECKING:
    from tui.app.answering import SheetLine
    from tui.papers import Section
    from tui.story import Arrival, Consequence, DocumentView, Moment, Paragraph, Situation

BLANK = "." * 40
"""A line of a form where nothing stands yet."""

BAR = 9
"""Columns of a bar."""


def drawn(paragraph: Paragraph) -> Text:
    """One paragraph with its emphasis."""
    text = Text()
    for span in paragraph:
        style = " ".join(name for name, wanted in (("bold", span.bold), ("italic", span.italic)) if wanted)
        text.append(span.text, style=style or None)
    return text


def page(parts: Iterable[Text]) -> Text:
    """Blocks of text with an empty line between them."""
    return Text("\n\n").join([part for part in parts if part.plain])


def prose(text: str) -> list[Text]:
    """Text of a file as drawn paragraphs."""
    return [drawn(tuple(paragraph)) for paragraph in paragraphs(text)]


def heading(words: str) -> Text:
    """A heading: bold capitals, so that it stands out without colour."""
    return Text(words.upper(), style="bold")


def section(paper: Section, *, lines: bool = False) -> Text:
    """A heading with its text; `lines` keeps the author's lines, for maps and letters."""
    body = [Text(paper.text.rstrip("\n"))] if lines else prose(paper.text)
    return page([heading(paper.title), *body])


def document(view: DocumentView) -> Text:
    """A document with its lines kept."""
    return page([heading(view.title), Text(view.text)])


def clock(moment: Moment, left: str | None = None) -> str:
    """Day and time of the scenario, then how far in; where a decision is timed, what is left instead."""
    if left is not None:
        return say("app.clock-timed", day=moment.day, time=moment.time, left=left)
    return say("app.clock", day=moment.day, time=moment.time, since=in_words(moment.minute))


def arrival(view: Arrival) -> Text:
    """Something that reached the player, with its time and title."""
    title = say("app.arrival", time=view.moment.time, title=view.title) if view.title else view.moment.time
    return page(
        [Text(title, style="bold"), *(drawn(p) for p in view.paragraphs), *(document(d) for d in view.documents)]
    )


def situation(view: Situation, known: Iterable[str] = (), *, arrivals: bool = False) -> Text:
    """A scene: title, what is seen, and the documents put before the player that are new.

    `arrivals` tells what arrived with it too, where no consequence has told it.
    """
    new = [document(d) for d in view.documents if d.id not in set(known)]
    arrived = [arrival(a) for a in view.arrivals] if arrivals else []
    return page([heading(view.title), *arrived, *(drawn(p) for p in view.paragraphs), *new])


def consequence(view: Consequence, feedback: Iterable[Text] = ()) -> Text:
    """What was done and what came of it, then feedback where the mode gives it."""
    done = [Text(say("app.timed-out"), style="bold")] if view.timed_out else []
    done += [Text(say("app.you-did", label=label), style="bold") for label in view.done]
    shown = [drawn(p) for p in view.paragraphs]
    return page([Text("\n").join(done), *shown, *(arrival(a) for a in view.arrivals), *feedback])


def sheet(title: str, lines: Iterable[SheetLine]) -> Text:
    """A form on paper: its title, every field with its number, what was filled in, a pen where it goes on."""
    rows = []
    for line in lines:
        mark = "▸" if line.at else " "
        text = line.text if line.text is not None else BLANK
        rows.append(Text.assemble((f"{mark}{line.number:>2}. {line.label}\n", "bold"), f"     {text}"))
    return page([heading(title), Text("\n").join(rows)])


def bar(share: float) -> str:
    """How much is left of something, as a bar; the figure stands beside it."""
    full = min(BAR, max(0, ceil(share * BAR)))
    return "▓" * full + "░" * (BAR - full)


def labelled(label: str, words: str) -> Text:
    """A short label in bold, then words."""
    return Text.assemble((f"{label}  ", "bold"), *(drawn(tuple(p)) for p in paragraphs(words)))
