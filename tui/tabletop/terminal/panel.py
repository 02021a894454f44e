"""What a seat is asked now, and what may be chosen or written, pure: a form part by part, or nothing but to wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.app.offer_list import KEYS, Item
from tui.app.offers import DONE, Offer
from tui.tabletop.pages.section import Ask, Field, Section
from tui.tabletop.terminal.filling import Filling
from tui.words import say

SEND, BACK, NEXT, CHANGE = "@send", "@back", "@next", "@change"
"""What may be chosen beside what a form offers. No id of a scenario begins like this."""

OF_LIST = "@form "
"""Begins what stands for a form in a list of forms."""


def filled_in(filling: Filling, at: int | None = None) -> Offer:
    """What is asked at this point of a form; `at` is where the cursor stood."""
    asked = filling.current
    back = [Item(BACK, say("terminal.back"))] if filling.step else []
    if isinstance(asked, Field):
        return _chosen(filling, asked, back, at)
    if asked is not None:
        may = () if asked.required else (say("terminal.may-stay-empty"),)
        sends = filling.step == len(filling.parts) - 1 and not filling.asks_twice
        leads = say("terminal.enter-sends", send=filling.ask.send) if sends else say("terminal.enter-goes-on")
        return Offer((asked.label, " ".join((*may, leads))), free=filling.text(asked))
    return Offer(tuple(summary(filling)), (Item(SEND, filling.ask.send, 1), Item(BACK, say("terminal.back"), 2)))


def closed(filling: Filling, told: Iterable[str]) -> Offer:
    """What stands in place of a form that was sent, or is only to be written: little, with room to read, and with all
    keys free.
    """
    asked = filling.ask
    taken = [labels(each, filling.taken(each)) for each in asked.fields]
    line = say("terminal.you-recommend", what="; ".join(taken)) if taken else asked.words[0].label
    return Offer((*told, line), (Item(CHANGE, asked.send, 1),))


def waiting(lines: Iterable[str]) -> Offer:
    """Nothing to do but to read and to talk."""
    return Offer(tuple(lines))


def listed(asks: Sequence[Ask], labels: Sequence[str]) -> Offer:
    """Several forms, one of which is to be chosen."""
    items = (Item(f"{OF_LIST}{n}", label, _key(n)) for n, label in enumerate(labels, 1))
    return Offer((say("terminal.which-form", count=len(asks)),), tuple(items), at=0)


def named(ask: Ask) -> str:
    """What a form is called in a list: what is to be marked, or what is to be written, and how it was marked."""
    if not ask.fields:
        return ask.words[0].label if ask.words else ask.send
    marked = [each.label for each in ask.fields[0].choices if each.chosen]
    return say("terminal.marked", what=ask.fields[0].label, result=marked[0]) if marked else ask.fields[0].label


def summary(filling: Filling) -> Iterator[str]:
    """A form that is filled in, to be read once more."""
    yield say("terminal.read-again")
    for field in filling.ask.fields:
        taken = filling.taken(field)
        yield say("terminal.filled", what=field.label, text=labels(field, taken))
    for words in filling.ask.words:
        yield say("terminal.filled", what=words.label, text=filling.text(words) or say("terminal.nothing"))


def labels(field: Field, taken: Iterable[str]) -> str:
    """What was chosen, as it is labelled."""
    wanted = set(taken)
    return "; ".join(each.label for each in field.choices if each.id in wanted) or say("terminal.nothing")


def answer_lines(section: Section | None) -> tuple[str, ...]:
    """What is told where the answers are: whose decision it is, whether one's own is in."""
    return tuple(line.text for line in section.lines) if section else ()


def _chosen(filling: Filling, asked: Field, back: list[Item], at: int | None) -> Offer:
    taken = filling.taken(asked)
    ticks = asked.many or bool(taken)
    items = [
        Item(each.id, each.label, _key(n), each.more, each.id in taken if ticks else None)
        for n, each in enumerate(asked.choices, 1)
    ]
    if asked.many or not asked.required:
        items.append(Item(NEXT, say("terminal.chosen-all" if asked.many else "terminal.no-answer"), DONE))
    ask = (asked.label, *([filling.ask.hint] if filling.ask.hint else []))
    return Offer(ask, (*items, *back), at=at if asked.many else None)


def _key(number: int) -> int | None:
    return number if number <= KEYS else None
