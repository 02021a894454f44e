"""Pages as HTML. Jinja2 escapes everything; what is the same is drawn once."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tui.tabletop.naming import exercise_mark
from tui.tabletop.pages.section import Head, Page, Section
from tui.words import language, say

TEMPLATES = Path(__file__).parents[2] / "templates" / "tabletop"

SECTIONS_KEPT = 300
"""Drawn sections that are kept: what many seats see alike is drawn once, and soon seen no more."""


HEADS_KEPT = 200
"""Heads that are kept: the last of many tables."""


@cache
def environment() -> Environment:
    """The templates, with the words that stand on every page."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {"say": say, "language": language(), "mark": exercise_mark()}
    return found


def drawn(name: str, **values: object) -> str:
    """A whole page."""
    return environment().get_template(name).render(**values)


def drawn_page(name: str, page: Page, **values: object) -> str:
    """A page of sections, as it is sent first."""
    sections = {section.id: section_html(section) for section in page.sections}
    return drawn(name, head=page.head, sections=sections, **values)


def section_html(section: Section) -> str:
    """One section; empty where there is nothing in it."""
    if not (section.lines or section.asks):
        return ""
    return environment().get_template("section.html").render(section=section)


@lru_cache(SECTIONS_KEPT)
def section_json(section: Section) -> str:
    """One section's HTML, as a JSON text."""
    return json.dumps(section_html(section))


def head_json(head: Head) -> str:
    """What is always in sight, as JSON; what is the same for all seats is written once."""
    shared = _shared_json(head._replace(seat="", others=()))
    return f"{{{shared},{_own_json(head.seat, head.others)}}}"


@lru_cache(HEADS_KEPT)
def _own_json(seat: str, others: tuple[tuple[str, str], ...]) -> str:
    """Whose page it is, without brackets."""
    return f'"seat":{json.dumps(seat)},"others":{json.dumps(others)}'


@lru_cache(HEADS_KEPT)
def _shared_json(head: Head) -> str:
    """All but whose page it is, without brackets."""
    return json.dumps({name: value for name, value in head._asdict().items() if name not in ("seat", "others")})[1:-1]
