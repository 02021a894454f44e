"""From the pure views to text that Textual draws. No markup is ever parsed: what an author wrote stays text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from simulator.prose import paragraphs
from tui.papers import Section
from tui.story import Advice, Arrival, Consequence, DocumentView, Moment, OptionView, Paragraph, Situation
from tui.words import say

MEASURE = 78
"""Characters of a line of prose: a comfortable measure, however wide the terminal is."""


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


def clock(moment: Moment) -> str:
    """Day and time of the scenario, and how far in."""
    return say("app.clock", day=moment.day, time=moment.time, minute=moment.minute)


def arrival(view: Arrival) -> Text:
    """Something that reached the player, with its time and title."""
    title = say("app.arrival", time=view.moment.time, title=view.title) if view.title else view.moment.time
    return page(
        [Text(title, style="bold"), *(drawn(p) for p in view.paragraphs), *(document(d) for d in view.documents)]
    )


def situation(view: Situation, known: Iterable[str] = ()) -> Text:
    """A scene: title, what is seen, and the documents put before the player that are new."""
    new = [document(d) for d in view.documents if d.id not in set(known)]
    return page([heading(view.title), *(drawn(p) for p in view.paragraphs), *new])


def consequence(view: Consequence, feedback: Iterable[Text] = ()) -> Text:
    """What was done and what came of it, then feedback where the mode gives it."""
    done = [Text(say("app.timed-out"), style="bold")] if view.timed_out else []
    done += [Text(say("app.you-did", label=label), style="bold") for label in view.done]
    shown = [drawn(p) for p in view.paragraphs]
    return page([Text("\n").join(done), *shown, *(arrival(a) for a in view.arrivals), *feedback])


def advice(view: Advice) -> list[Text]:
    """The author's feedback, each side named."""
    sides = (("tactical", view.tactical), ("political", view.political), ("pulls-apart", view.pulls_apart))
    return [labelled(say(f"app.side.{side}"), text) for side, texts in sides for text in texts]


def labelled(label: str, words: str) -> Text:
    """A short label in bold, then words."""
    return Text.assemble((f"{label}  ", "bold"), *(drawn(tuple(p)) for p in paragraphs(words)))


def option(view: OptionView, *, chosen: bool | None = None) -> Text:
    """An option with its number and time or cost; `chosen` shows a box to tick."""
    box = "" if chosen is None else ("[x] " if chosen else "[ ] ")
    amount = say("app.minutes", count=view.minutes) if view.minutes is not None else ""
    cost = say("app.costs", count=view.costs) if view.costs is not None else ""
    return Text(f"{view.number:>2}  {box}{view.label}  ").append(amount or cost, style="dim")
