"""Pocket cards: one page each, resting on provisions that exist, with our own times marked as ours."""

from __future__ import annotations

import re

import pytest
from rich.console import Console

from tests.tui.playing import gate
from tui import pocket_cards, texts
from tui.app.card_drawing import card_text, sources_text
from tui.pocket_cards import Card, cards, sources
from tui.policy import provisions
from tui.story import text_of
from tui.words import DEFAULT, FOLDER, has

COLUMNS, ROWS = 75, 19
"""What 80 columns and 24 rows leave for a card, under the title and the list and over the keys."""

NOT_OURS = {
    "casevac": ("10 minutes", "1 hour", "2 hours"),  # the aims of the policy on casualty evacuation
    "sea": ("72 hours",),  # after which some medical help comes too late: crsv.referral
}
TIME = re.compile(r"\b\d+ (?:minutes?|hours?|days?)\b")
OURS = "exercise standard"

each_card = pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)


def test_every_card_that_is_written_is_listed() -> None:
    """No text of a card lies about unread, and each card has its short name."""
    assert {file.stem for file in (FOLDER / DEFAULT / "cards").glob("*.md")} == {card.id for card in cards()}
    assert all(has(f"cards.name.{card.id}") for card in cards())


@each_card
def test_a_card_rests_on_provisions_that_exist(card: Card) -> None:
    """Each card names what it rests on, each provision once, and none that the reference lacks."""
    assert card.provisions
    assert len(set(card.provisions)) == len(card.provisions)
    assert [id for id in card.provisions if id not in provisions()] == []


@each_card
def test_a_card_fits_one_page(card: Card) -> None:
    """The whole card is seen at once in a usual terminal."""
    console = Console(width=COLUMNS)
    assert len(card_text(card, COLUMNS, console).wrap(console, COLUMNS)) <= ROWS


@each_card
def test_a_time_that_is_ours_says_so(card: Card) -> None:
    """A limit that no instrument sets is marked as a standard of this exercise, on its line or for the whole card."""
    for words in (text_of(line.words) for line in card.lines):
        ours = [time for time in TIME.findall(words) if time not in NOT_OURS.get(card.id, ())]
        assert not ours or OURS in words or card.id == "reports"
    assert card.id != "reports" or OURS in text_of(card.lines[0].words)


@each_card
def test_a_citation_says_no_more_than_was_verified(card: Card) -> None:
    """What stands under a card is what the house's own citations say, each instrument once."""
    shown = " ".join(sources(card))
    for id in card.provisions:
        assert all(part in shown for part in re.split(r"(?<=\(\d{4}\)): ", provisions().cite(id)))
    names = [source.split("): ")[0] for source in sources(card)]
    assert len(set(names)) == len(names)


def test_the_players_own_card_comes_first() -> None:
    """With a scenario: the card of the role, marked as fictional, then the procedures, then the same cards as ever."""
    own, procedures, *rest = cards(gate())
    assert (own.id, procedures.id) == (pocket_cards.OWN, pocket_cards.PROCEDURES)
    assert "Fictional" in text_of(own.lines[0].words)
    assert tuple(rest) == cards()
    assert sources_text(own).plain == ""


def test_items_wrap_under_themselves() -> None:
    """A second line begins where the words of the first do, and emphasis stays."""
    conduct = cards()[0]
    text = card_text(conduct, 40, Console(width=40))
    items = [line for line in text.plain.splitlines() if not line.isupper()]
    assert all(len(line) <= 40 and line.startswith(("· ", "  ")) for line in items)
    assert any(span.style == "italic" for span in text.spans)


def test_a_text_that_a_translation_lacks_is_english() -> None:
    """Half a translation is no hole."""
    assert texts._read("cards/care", "xx") == texts._read("cards/care", DEFAULT)
