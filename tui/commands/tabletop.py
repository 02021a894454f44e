"""`peacekeeper tabletop`: exercises for several people at one table."""

from __future__ import annotations

import click

from tui.commands.by_name import CommandsByName
from tui.words import say

TABLETOP: dict[str, str] = {
    "host": "tui.commands.tabletop_host:host",
    "join": "tui.commands.tabletop_join:join",
    "screen": "tui.commands.tabletop_screen:screen",
    "list": "tui.commands.tabletop_list:list_",
    "delete": "tui.commands.tabletop_delete:delete",
    "print": "tui.commands.tabletop_print:print_",
    "report": "tui.commands.tabletop_report:report",
}


@click.command(
    cls=CommandsByName,
    commands_by_name=TABLETOP,
    within="tabletop.",
    help=say("help.tabletop.long"),
    short_help=say("help.tabletop.short"),
)
def tabletop() -> None:
    """Commands about exercises."""
