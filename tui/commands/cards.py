"""`peacekeeper cards`: pocket cards to read, print or pipe."""

from __future__ import annotations

from typing import Any

import click

from simulator.problems import SimulatorError, nearest, shown
from tui.commands.database import json_option
from tui.commands.output import out_page, put_json, put_table
from tui.plain.cards import show_card
from tui.pocket_cards import Card, sources
from tui.pocket_cards import cards as pocket_cards
from tui.story import text_of
from tui.words import say


class UnknownCard(SimulatorError):
    """There is no card with this id."""


@click.group(help=say("help.cards.long"), short_help=say("help.cards.short"))
def cards() -> None:
    """Commands about pocket cards."""


@cards.command("list", help=say("help.cards.list"))
@json_option
def list_(as_json: bool) -> None:
    """List all cards."""
    found = pocket_cards()
    if as_json:
        put_json(cards=[{"id": card.id, "title": card.title} for card in found])
    else:
        put_table([(card.id, card.title) for card in found])


@cards.command(help=say("help.cards.show"))
@click.argument("id")
@json_option
def show(id: str, as_json: bool) -> None:
    """Show one card, with what it rests on."""
    card = _found(id)
    if as_json:
        put_json(card=_data(card))
    else:
        show_card(out_page(), card)


def _found(id: str) -> Card:
    known = {card.id: card for card in pocket_cards()}
    card = known.get(id.casefold())
    if card is None:
        meant = nearest(id, known)
        raise UnknownCard(say("cards.unknown-meant" if meant else "cards.unknown", id=shown(id), meant=meant))
    return card


def _data(card: Card) -> dict[str, Any]:
    lines = [{"kind": line.kind, "mark": line.mark, "text": text_of(line.words)} for line in card.lines]
    provisions = list(card.provisions)
    return {
        "id": card.id,
        "title": card.title,
        "lines": lines,
        "provisions": provisions,
        "sources": list(sources(card)),
    }
