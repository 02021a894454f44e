"""docs/facilitator-guide.md: it names each key and each command, what it names exists, and it is read in a break."""

from __future__ import annotations

import re
import shlex
from typing import cast

import pytest
from textual.binding import Binding

from tests.tui.playing import ROOT
from tui.commands import run
from tui.commands.tabletop import TABLETOP
from tui.tabletop.control.control_app import ControlApp
from tui.tabletop.control.control_screen import ControlScreen
from tui.tabletop.control.plain_commands import COMMANDS

FILE = ROOT / "docs" / "facilitator-guide.md"
GUIDE = FILE.read_text(encoding="utf-8")
CODE = re.findall(r"`([^`\n]+)`", GUIDE)
"""What is typed, and what is quoted from a screen."""
LINES = [line for block in re.findall(r"^```\n(.*?)^```$", GUIDE, re.M | re.S) for line in block.splitlines()]
COMMANDS_TYPED = [line for line in (*LINES, *CODE) if line.startswith("peacekeeper ")]

WORDS = 1_800
"""What somebody reads who holds an exercise tomorrow."""

CALLED = {
    "enter": "Enter",
    "space": "Space",
    "exclamation_mark": "`!`",
    "f12": "F12",
    "plus": "`+`",
    "minus": "`-`",
    "right_square_bracket": "`]`",
    "left_square_bracket": "`[`",
    "G": "Shift+`G`",
    "question_mark": "`?`",
    "ctrl+q": "Ctrl+Q",
}
"""How the guide calls the keys that are no letters."""


def keys() -> list[str]:
    """Every key of exercise control."""
    bindings = cast("list[Binding]", [*ControlScreen.BINDINGS, *ControlApp.BINDINGS])
    return [key for binding in bindings for key in binding.key.split(",")]


@pytest.mark.parametrize("key", keys())
def test_each_key_of_exercise_control_has_its_line(key: str) -> None:
    """In the table of keys, so that nobody has to try one out in front of a general."""
    rows = [row.split("|")[1] for row in GUIDE.splitlines() if row.startswith("|")]
    assert any(CALLED.get(key, f"`{key.upper()}`") in row for row in rows)


def test_each_word_of_plain_control_is_named() -> None:
    """Whoever types knows all that can be typed."""
    assert [word for word in COMMANDS if word not in CODE] == []


def test_each_command_for_a_table_is_named() -> None:
    """Hosting, coming in, the projector, the list, paper and the review."""
    named = {shlex.split(command)[2] for command in COMMANDS_TYPED if command.startswith("peacekeeper tabletop ")}
    assert named == {*TABLETOP}


@pytest.mark.parametrize("command", sorted({*COMMANDS_TYPED}))
def test_each_command_and_option_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What the guide has people type is known to the program."""
    words = shlex.split(command)[1:]
    assert run([*words[: 2 if words[0] in ("tabletop", "library") else 1], "--help"]) == 0
    options = [word for word in words if word.startswith("-")]
    said = capsys.readouterr().out
    assert [option for option in options if not re.search(rf"(?<!\S){option}\b", said)] == []


def test_two_hours_are_two_hours() -> None:
    """The timetable leaves no minute out and counts none twice."""
    spans = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+) to (\d+) \|", GUIDE, flags=re.MULTILINE)]
    assert [begin for begin, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == 120
    assert [end - begin for begin, end in spans] == [10, 70, 30, 10]


def test_there_is_not_too_much_to_read() -> None:
    """Whoever begins gets to the end."""
    assert len(re.sub(r"^```.*?^```$", "", GUIDE, flags=re.MULTILINE | re.DOTALL).split()) <= WORDS


def test_every_link_leads_somewhere() -> None:
    """Each file that is linked is there, also without a network."""
    files = set(re.findall(r"\]\((?!https?:)([^#)]+)", GUIDE))
    assert [file for file in files if not (FILE.parent / file).is_file()] == []
