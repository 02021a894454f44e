"""The debrief and the completion sheet as HTML: each one file with everything in it, to read on a phone or to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tui.completion import Completion
from tui.debrief import Debrief
from tui.debrief_lines import Line, lines
from tui.words import language, say

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).with_name("templates")


@dataclass
class Block:
    """A paragraph, or items that stand together; `label` says once what all of them are."""

    line: Line | None = None
    items: list[Line] = field(default_factory=list)

    @property
    def label(self) -> str | None:
        """What all items are, where there are several and they are the same."""
        labels = {item.label for item in self.items}
        return labels.pop() if len(self.items) > 1 and len(labels) == 1 else None


@dataclass
class Part:
    """A heading with what stands under it, and parts of its own."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    articles: list[Part] = field(default_factory=list)


def debrief_html(view: Debrief, imprint: str = "") -> str:
    """The whole debrief. The notice that it was training comes first; everything is escaped."""
    return html_of(lines(view), imprint)


def html_of(found: Iterable[Line], imprint: str = "") -> str:
    """Any lines as one HTML file, between the notice and what they were made of."""
    top = _parts(found)
    template = environment().get_template("debrief.html")
    return template.render(
        language=language(),
        notice=say("notice.fictional"),
        title=top.title,
        lead=top.blocks,
        sections=top.articles,
        imprint=imprint,
    )


def completion_html(sheet: Completion) -> str:
    """The completion sheet, on one page of A4."""
    template = environment().get_template("completion.html")
    return template.render(
        language=language(),
        notice=say("notice.fictional"),
        title=say("completion.title"),
        lead=say("completion.lead"),
        facts=sheet.facts,
        no_certificate=say("completion.no-certificate"),
        signatures=[say("completion.trainee"), say("completion.trainer")],
    )


def _parts(found: Iterable[Line]) -> Part:
    """Lines as parts within parts: the title, its sections, their articles."""
    top = Part("")
    here = top
    for line in found:
        if line.kind == "title":
            top.title = line.text
        elif line.kind == "heading":
            here = Part(line.text)
            top.articles.append(here)
        elif line.kind == "subheading":
            here = Part(line.text)
            top.articles[-1].articles.append(here)
        elif line.kind == "item":
            add_item(here.blocks, line)
        else:
            here.blocks.append(Block(line))
    return top


def add_item(blocks: list[Block], item: Line) -> None:
    """An item, beside those before it; after several of one label, another label begins anew."""
    last = blocks[-1] if blocks else None
    if last is None or not last.items or (last.label is not None and last.label != item.label):
        blocks.append(Block())
    blocks[-1].items.append(item)


@cache
def environment() -> Environment:
    """The templates; everything that is filled into them is escaped."""
    # Imported only when something is exported: nothing else needs it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
