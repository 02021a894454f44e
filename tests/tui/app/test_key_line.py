"""The last line: the keys that do something here and now, whole, and each as good by a click."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database
from tests.tui.app.person import opened
from tests.tui.playing import kept_after
from tui.app.key_line import Key, KeyLine, fitting
from tui.app.opening import Opening
from tui.settings import Settings

SHORT = st.text("abcde", min_size=1, max_size=9)
KEYS = st.lists(st.builds(Key, SHORT, SHORT, SHORT, st.booleans()), max_size=12)


@given(KEYS, st.integers(0, 100))
def test_keys_fit_as_a_whole_and_in_their_order(keys: list[Key], width: int) -> None:
    """Nothing is cut in the middle; help and the way back go last."""
    blank, kept = fitting(keys, width)
    line = "".join(f"{blank}{key.shown} {key.words}{blank or ' '}" for key in kept)
    assert len(line.rstrip()) <= width
    assert [key for key in keys if key in kept] == list(kept) or len(set(keys)) < len(keys)
    assert all(key.stays for key in kept) or all(key in kept for key in keys if key.stays)


def test_all_keys_stand_where_there_is_room() -> None:
    """With air between them, where there is room for that too."""
    keys = [Key("escape", "esc", "back", True), Key("p", "p", "print")]
    assert fitting(keys, 18) == (" ", keys)
    assert fitting(keys, 17) == ("", keys)
    assert fitting(keys, 16) == ("", keys)
    assert fitting(keys, 15) == (" ", keys[:1])


async def test_a_click_is_as_good_as_the_key(database: Database) -> None:
    """Each key stands where it can be clicked."""
    async with opened(database, Opening(kept=kept_after(database, ()))) as person:
        at = person.screen.splitlines()[-1].index("f2 orders")
        await person.pilot.click(KeyLine, offset=(at + 4, 0))
        await person.sees("SITUATION", "esc close")


async def test_keys_are_shown_as_they_were_set(database: Database) -> None:
    """A key that a person gave an action stands in the line instead of the usual one."""
    settings = Settings(keys={"papers.orders": "o"})
    async with opened(database, Opening(kept=kept_after(database, ())), settings=settings) as person:
        await person.sees("o orders")
        assert "f2 orders" not in person.screen
