"""What is asked of the player now, and what may be chosen, pure: for each kind of scene, and while the play is held."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.app.answering import Answer
from tui.app.offer_list import KEYS, Item
from tui.durations import in_short
from tui.story import Limit, OptionView, Situation
from tui.words import say

GO_ON, SEND, BACK = "@go-on", "@send", "@back"
RESUME, LEAVE, STOP, STOP_NOW = "@resume", "@leave", "@stop", "@stop-now"

DONE = 0
"""The key that ends a selection: the same however many options there are, also while its line is out of sight."""


@dataclass(frozen=True)
class Offer:
    """What is asked, in lines, and what may be chosen. `free` is the text of a free-text field, which is written.

    `at` is where the cursor stands; None keeps Enter from deciding what nobody has read.
    """

    ask: tuple[str, ...]
    items: tuple[Item, ...] = ()
    free: str | None = None
    at: int | None = None


def held(*, lasting: bool = True) -> Offer:
    """What a pause offers, and whether what was played stays."""
    ask = "app.pause.ask" if lasting else "app.pause.not-kept"
    return _listed(ask, {RESUME: "resume", LEAVE: "leave", STOP: "stop"})


def stopping() -> Offer:
    """The question before a run is given up for good."""
    return _listed("app.pause.sure", {RESUME: "resume", STOP_NOW: "stop-now"})


def onward(words: str = "app.go-on") -> Offer:
    """Nothing to decide: one way on."""
    return Offer((), (Item(GO_ON, say(words)),), at=0)


def reflecting(question: str, draft: str = "") -> Offer:
    """A question to think about before the way on; what is written is kept and never scored."""
    return Offer((question, say("app.reflect")), (Item(GO_ON, say("app.go-on")),), free=draft, at=0)


def offer(answer: Answer, at: int | None = None, *, clock: bool = True) -> Offer:
    """What is asked at this point of an answer; `at` is where the cursor stood in a selection."""
    if answer.situation.kind == "ending":
        return onward("app.to-debrief")
    found = _asked(answer, at)
    limit = answer.situation.limit
    return replace(found, ask=(*found.ask, _limited(answer.situation, limit, clock))) if limit else found


def _listed(ask: str, items: dict[str, str]) -> Offer:
    found = (Item(id, say(f"app.pause.{words}"), n) for n, (id, words) in enumerate(items.items(), 1))
    return Offer((say(ask),), tuple(found), at=0)


def _asked(answer: Answer, at: int | None) -> Offer:
    if answer.situation.kind == "form":
        return _field(answer)
    if answer.situation.budget is not None:
        return _selection(answer, at)
    many = len(answer.options) > KEYS
    ask = say("app.what-do-you-do-many" if many else "app.what-do-you-do", count=len(answer.options))
    return Offer((ask,), tuple(_item(option) for option in answer.options))


def _limited(view: Situation, limit: Limit, clock: bool) -> str:
    """What follows if time runs out; or, without a clock, that there would be one."""
    if not clock:
        return say("app.no-clock", count=limit.seconds)
    options = [*view.options, *(option for field in view.fields for option in field.options)]
    labels = "; ".join(option.label for option in options if option.id in limit.default)
    return say("app.by-default", labels=labels or say("debrief.nothing"))


def _selection(answer: Answer, at: int | None) -> Offer:
    budget = answer.situation.budget
    assert budget is not None  # a selection has one
    ask = say("app.select", left=answer.left, total=budget.total, unit=budget.unit)
    least = (say("app.select-least", count=budget.at_least),) if budget.at_least and not answer.complete else ()
    items = [_item(option, option.id in answer.chosen) for option in answer.options]
    if answer.complete:
        items.append(Item(SEND, say("app.send-selection"), DONE, _minutes(answer.situation.minutes)))
    return Offer((ask, *least), tuple(items), at=at)


def _field(answer: Answer) -> Offer:
    field, count = answer.current, len(answer.situation.fields)
    if field is None:
        done = Item(SEND, say("app.send"), 1, _minutes(answer.situation.minutes))
        return Offer((say("app.form-done", title=answer.situation.form),), (done, _back(2)))
    ask = say("app.field", title=answer.situation.form, n=answer.step + 1, count=count, label=field.label)
    back = (_back(len(field.options) + 1),) if answer.step else ()
    if field.free_text:
        return Offer((ask, say("app.free-text")), back, free=answer.texts.get(field.id, ""))
    return Offer((ask,), (*(_item(option) for option in field.options), *back))


def _back(number: int) -> Item:
    return Item(BACK, say("app.back-field"), number)


def _item(view: OptionView, chosen: bool | None = None) -> Item:
    cost = say("app.costs", count=view.costs) if view.costs is not None else ""
    return Item(view.id, view.label, view.number, cost or _minutes(view.minutes), chosen)


def _minutes(count: int | None) -> str:
    return in_short(count) if count is not None else ""
