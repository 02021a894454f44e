"""A stack as one HTML file for A4 in black and white. Everything that people wrote is escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from simulator.problems import shown
from simulator.prose import paragraphs
from tui.report_html import TEMPLATES
from tui.tabletop.naming import exercise_mark
from tui.words import language, say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from tui.tabletop.paper.table import Table

IN_A_MARGIN = 44
"""Characters of a title that fit between the mark and the edge of a page, in two lines."""


def page_of(table: Table, name: str, values: dict[str, Any]) -> str:
    """The stack of this name as HTML, made of these values."""
    template = _environment().get_template(f"paper/{name}.html")
    return template.render(
        language=language(),
        mark=exercise_mark(),
        title=say(f"paper.title.{name}"),
        file=table.scenario.file,
        table=table,
        **values,
    )


def words(key: str, /, **values: object) -> str:
    """Words of the catalogue for a template."""
    return say(f"paper.{key}", **values)


def css_text(text: str) -> Markup:
    """A text as a string in a style sheet: every sign but letters and digits of ASCII by its number."""
    from markupsafe import Markup

    signs = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in shown(text, IN_A_MARGIN))
    return Markup(f'"{"".join(signs)}"')


@cache
def _environment() -> Environment:
    # Imported only when something is printed: nothing else needs it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"w": words, "paragraphs": paragraphs, "css": css_text}
    return made
