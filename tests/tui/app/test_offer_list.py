"""An item of the list: number, box and amount in their columns, and every word of the label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import kept_after
from tui.app.offer_list import Item, rows
from tui.app.opening import Opening

WORDS = st.lists(st.text(st.characters(categories=["L", "P"]), min_size=1, max_size=12), min_size=1, max_size=12)
ITEMS = st.builds(
    Item,
    st.just("id"),
    WORDS.map(" ".join),
    st.none() | st.integers(1, 12),
    st.sampled_from(["", "4 min", "takes 12"]),
    st.none() | st.booleans(),
)


def lines_of(item: Item, width: int) -> list[str]:
    """The item as a terminal of this width shows it."""
    return [line.rstrip() for line in rows(item, Console(), width)]


def test_a_long_label_wraps_under_itself() -> None:
    """The number stands alone in its column, and the amount at the right of the first line."""
    item = Item("id", "Pull the section back thirty metres", 2, "3 min", False)
    assert lines_of(item, 32) == [" 2 [ ] Pull the section    3 min", "       back thirty metres"]


@given(ITEMS, st.integers(28, 120))
def test_no_word_is_lost_and_no_line_is_too_long(item: Item, width: int) -> None:
    """Whatever the label and the width; square brackets and other signs stay what they are."""
    first, *rest = lines_of(item, width)
    assert first.endswith(item.amount)
    shown = "".join([first.removesuffix(item.amount), *rest])
    assert "".join(item.label.split()) in "".join(shown.split())
    assert all(cell_len(line) <= width for line in (first, *rest))


async def test_an_item_is_chosen_with_the_mouse(database: Database) -> None:
    """A click on any of its lines chooses it."""
    async with opened(database, Opening(kept=kept_after(database, ()))) as person:
        row = next(n for n, line in enumerate(person.screen.splitlines()) if line.startswith("  1 Walk"))
        await person.pilot.click(offset=(20, row))
        await person.sees("You: Walk to the gate", "Go on")


async def test_arrows_go_round_and_what_is_chosen_stays_in_sight(database: Database) -> None:
    """Also where only some of the items are in sight."""
    async with opened(database, Opening(kept=kept_after(database, ())), size=(40, 12)) as person:
        await person.press("up")
        await person.sees("  4 Hold")
        await person.press("down")
        await person.sees("  1 Walk")
        await person.press("end", "enter")
        await person.sees("You: Hold, and watch")
