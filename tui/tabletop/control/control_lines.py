"""Exercise control's overview as lines on a screen. Nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from simulator.exercise_model import InjectSheet
from simulator.prose import plain
from tui.tabletop.control.overview import AgendaRow, Overview, SeatRow, overview
from tui.tabletop.hosting.room import Room
from tui.words import say

NEWS = 4
"""Messages in sight; all of them are behind a key."""

MARKS = {"come": "✓", "held": "‖", "skipped": "–", "planned": " ", "now": "!"}


def where(view: Overview, address: str, exposed: str = "") -> Text:
    """Where things stand, what comes next, and what should not be overlooked."""
    minutes = say("tabletop.control-screen.minutes", played=view.played, planned=view.planned)
    lines = [" · ".join(part for part in (view.phase, view.scene, view.time, minutes) if part)]
    if view.origin:
        lines.append(say("tabletop.control-screen.fork", origin=view.origin))
    asked = [seat for seat in view.seats if seat.asked is not None]
    step = say(f"tabletop.step.{view.step}")
    if asked:
        step += " " + say("tabletop.recommended-so-far", done=sum(bool(seat.asked) for seat in asked), count=len(asked))
    lines.append(step)
    if view.behind:
        behind = say("tabletop.control-screen.behind", count=view.behind)
        if view.left_out:
            behind += " " + say("tabletop.control-screen.leave-out", injects="; ".join(view.left_out))
        lines.append(behind)
    lines += [say("tabletop.plain.knock", n=each.participant, name=each.name, seat=each.seat) for each in view.knocks]
    if view.step in ("brief", "begin"):
        lines.append(say("tabletop.plain.way-in", address=address, code=view.code))
        lines += [exposed] if exposed else []
    return Text("\n".join(lines))


def groups(views: Sequence[Overview], at: int) -> Text:
    """Several groups, a line for each; the one in hand is marked."""
    return Text("\n").join(_group(view, n == at) for n, view in enumerate(views))


def _group(view: Overview, here: bool) -> Text:
    asked = [seat for seat in view.seats if seat.asked is not None]
    parts = [
        view.group,
        view.phase,
        view.scene,
        say("tabletop.control-screen.minutes", played=view.played, planned=view.planned),
    ]
    if asked:
        parts.append(say("tabletop.recommended-so-far", done=sum(bool(seat.asked) for seat in asked), count=len(asked)))
    if view.behind:
        parts.append(say("tabletop.control-screen.behind", count=view.behind))
    return Text(("▸ " if here else "  ") + " · ".join(part for part in parts if part), style="bold" if here else "")


def agenda_line(row: AgendaRow) -> Text:
    """An inject: whether it has come, its number, minute and title, and to whom it goes."""
    mark = "now" if row.now else row.stands
    due = f"{row.due:>3}" if row.due is not None else "  -"
    changes = say("tabletop.control-screen.changes") if row.changes else " "
    text = Text(f"{MARKS[mark]} {row.number:>2} {due} {changes}{row.title}", style="bold" if row.now else "")
    text.append(f" → {row.to}")
    return text


def seat_line(row: SeatRow) -> Text:
    """A seat: whether somebody is there, and what it has and has not done."""
    mark = "●" if row.here else "○" if row.taken else "·"
    done = "" if row.asked is None else "✓ " if row.asked else "… "
    return Text(f"{mark} {done}{row.called}") + Text(f"  {', '.join(_marks(row))}", style="italic")


def _marks(row: SeatRow) -> list[str]:
    """How a seat stands, in words."""
    found = [say("tabletop.seat.decides")] if row.decides else []
    if row.asked is not None:
        found.append(say(f"tabletop.seat.{'answered' if row.asked else 'open'}"))
    if not row.taken:
        found.append(say("tabletop.seat.empty"))
    elif not row.here:
        found.append(say("tabletop.seat.away"))
    if row.taken and not row.spoken and not row.observer:
        found.append(say("tabletop.seat.silent"))
    return found


def news(view: Overview, count: int = NEWS) -> Text:
    """The last messages and notes, the last one lowest."""
    return Text("\n").join(_news(view, count))


def _news(view: Overview, count: int) -> Iterator[Text]:
    for each in view.messages[-count:]:
        arrow = "→ " if each.mine else ""
        yield Text(f"{each.minute:>3}  {arrow}") + Text(each.who, style="bold") + Text(f"  {each.text}")


def inject_told(room: Room, id: str) -> Text:
    """An inject as it is on its sheet: what arrives, what is expected, and what evaluators look at."""
    inject = room.scenario.inject(id)
    if inject is None:
        return Text()
    sheet = inject.file.sheet or InjectSheet()
    parts = [
        (say("tabletop.sheet.text"), inject.file.text),
        (say("tabletop.sheet.expected"), sheet.expected),
        (say("tabletop.sheet.for-evaluators"), sheet.for_evaluators),
    ]
    head = (inject.file.title, sheet.type, sheet.means, sheet.from_, ", ".join(sheet.to))
    return Text("\n").join([Text(" · ".join(part for part in head if part), style="bold"), *_labelled(parts)])


def seat_told(room: Room, id: str) -> Text:
    """A seat: how it stands, and what it alone was told before play."""
    row = next(row for row in overview(room).seats if row.seat == id)
    parts = [(say("tabletop.section.told"), room.scenario.file.seats[id].told)]
    return Text("\n").join([Text(", ".join([row.called, *_marks(row)]), style="bold"), *_labelled(parts)])


def _labelled(parts: list[tuple[str, str | None]]) -> Iterator[Text]:
    for label, text in parts:
        if text:
            yield Text(f"{label} ", style="bold") + Text(" ".join(plain(text).split()))
