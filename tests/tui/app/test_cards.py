"""Cards and papers over the play: opened and closed by one key, turned over by another, and no time passes."""

from __future__ import annotations

import pytest

from simulator.database import Database
from simulator.problems import SimulatorError
from tests.tui.app.person import Person, Watch, opened
from tests.tui.app.screens import at_decision
from tests.tui.playing import gate
from tui import papers
from tui.app.cards_screen import CardsScreen
from tui.app.looking_up import care, glossary, message
from tui.app.paper_screen import PaperScreen
from tui.pocket_cards import Card, cards
from tui.story import text_of


async def with_cards(person: Person, screen: CardsScreen) -> None:
    """Put the cards over what is shown."""
    person.app.push_screen(screen)
    await person.settled()


async def test_one_key_shows_the_players_own_card_and_puts_it_away(database: Database) -> None:
    """The card that says when force may be used is one key away, and the same key leads back to the decision."""
    async with opened(database, at_decision(1)(database)) as person:
        await person.press("f1")
        await person.sees("ROE card", "1 of 10", "[1 Your card]", "Warn first.")
        await person.press("f1")
        await person.sees("AT THE GATE")


@pytest.mark.parametrize(
    ("keys", "title"),
    [("3", "Conduct:"), ("0", "Care:"), ("right right", "Conduct:"), ("left", "Care:"), ("9 right right", "ROE card")],
)
async def test_cards_are_turned_over(keys: str, title: str, database: Database) -> None:
    """A number shows its card, 0 the tenth; arrows go on and come round."""
    async with opened(database) as person:
        await with_cards(person, CardsScreen(gate()))
        await person.press(*keys.split())
        assert person.screen.lstrip().startswith(title)


async def test_the_mouse_turns_cards_over(database: Database) -> None:
    """The names are there to be clicked."""
    async with opened(database) as person:
        await with_cards(person, CardsScreen())
        column = person.screen.splitlines()[1].index("Reports")
        await person.pilot.click(offset=(column, 1))
        await person.sees("[4 Reports]", "Flash report")


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
async def test_a_whole_card_stands_on_the_screen(card: Card, database: Database) -> None:
    """In a usual terminal the last line of every card is seen without scrolling; its sources follow below."""
    async with opened(database) as person:
        await with_cards(person, CardsScreen(gate(), card.id))
        last = text_of(card.lines[-1].words).split()[-1]
        assert last in person.screen
        if "WHAT THIS CARD RESTS ON" not in person.screen:
            await person.press("pagedown")
        await person.sees("WHAT THIS CARD RESTS ON")


async def test_no_time_passes_while_cards_are_read(database: Database) -> None:
    """A timed decision waits as long as somebody reads a card, however long that is."""
    watch = Watch()
    async with opened(database, at_decision(3)(database), watch=watch) as person:
        await person.press("f1", "5")
        watch.now += 10_000
        await person.press("escape")
        await person.sees("Step back thirty metres")
        assert "Time ran out" not in person.screen


async def test_a_card_and_a_paper_explain_their_own_acronyms_first(database: Database) -> None:
    """On the card on support, what HRDDP and IHL mean stands before everything else."""
    async with opened(database) as person:
        await with_cards(person, CardsScreen(first="hrddp"))
        await person.press("g")
        await person.sees("ACRONYMS ON THIS PAGE", "HRDDP  human rights due diligence", "esc close")
        assert person.screen.index("IHL ") < person.screen.index("ALL OTHER WORDS")
        await person.press("g")
        await person.sees("Support to other forces")
        await person.press("question_mark", "g")
        await person.sees("WORDS AND ACRONYMS")


async def test_what_opened_a_paper_closes_it_whichever_key_it_is(database: Database) -> None:
    """Keys that a person chose open and close alike; what opened nothing below closes nothing."""
    async with opened(database, at_decision(1)(database)) as person:
        person.app.set_keymap({"papers.orders": "f7", "papers.cards": "f8"})
        for key, seen in (("f7", "SITUATION"), ("f8", "[1 Your card]")):
            await person.press(key)
            await person.sees(seen)
            await person.press("f9")
            await person.sees(seen)
            await person.press(key)
            await person.sees("AT THE GATE")


async def test_care_and_words_can_be_read_without_a_scenario(database: Database) -> None:
    """The page on care says who is there, keeps nothing, and ends; the glossary has the program's own words."""
    async with opened(database) as person:
        person.app.push_screen(PaperScreen(care()))
        await person.settled()
        await person.sees("Nothing here is a test, nothing is kept")
        await person.press("escape")
    assert [section.title for section in papers.care()][:3] == ["Care", "What may come", "What helps"]
    assert "**" not in care().text.plain
    assert "CASEVAC" in glossary(None).text.plain
    assert message(SimulatorError("no")).terms == ()
