"""Groups of commands that are imported when they are called: a help page costs no more than click itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from tui.words import say


class CommandsByName(click.Group):
    """Commands by name, each with the module and name where it stands. `within` is the group that they
    belong to, with a dot, as the catalogue has it."""

    def __init__(self, *more: Any, commands_by_name: Mapping[str, str], within: str = "", **options: Any) -> None:
        super().__init__(*more, **options)
        self._by_name, self._within = commands_by_name, within

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._by_name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._by_name:
            return None
        module, name = self._by_name[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, say(f"help.{self._within}{name}.short")) for name in self._by_name])
