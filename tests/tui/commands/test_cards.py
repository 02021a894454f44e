"""`peacekeeper cards`: for people, for paper and for programs."""

from __future__ import annotations

import json

import pytest

from tui.commands import HOLDS, UNUSABLE, run
from tui.pocket_cards import cards


def test_cards_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Every card is in the list, and each can be shown by its id in any case."""
    assert run(["cards", "list"]) == HOLDS
    listed = capsys.readouterr().out
    for card in cards():
        assert f"{card.id} " in listed
        assert run(["cards", "show", card.id.upper()]) == HOLDS
        assert card.title.upper() in " ".join(capsys.readouterr().out.split())


def test_cards_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The shapes that docs/commands.md promises."""
    assert run(["cards", "list", "--json"]) == HOLDS
    assert [entry["id"] for entry in json.loads(capsys.readouterr().out)["cards"]] == [card.id for card in cards()]
    assert run(["cards", "show", "casevac", "--json"]) == HOLDS
    shown = json.loads(capsys.readouterr().out)
    assert shown["format"] == 1
    assert set(shown["card"]) == {"id", "title", "lines", "provisions", "sources"}
    assert {"kind": "item", "mark": "4", "text": "Pick-up point."} in shown["card"]["lines"]


def test_a_card_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip is answered with what may have been meant."""
    assert run(["cards", "show", "carre"]) == UNUSABLE
    assert "Did you mean 'care'?" in capsys.readouterr().err
