"""The pages about problems, for `check --explain`, for docs/problems and for editors; `make reference` writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from simulator.problems import SimulatorError, nearest, shown
from tui.explaining.mistakes import Group, all_codes, groups, mistakes
from tui.explaining.trying import tried
from tui.words import say

FENCE = "```"
CELL = re.compile(r"[A-Z]\w+( [A-Z]+[0-9]+)?: ")
"""How a cell of a workbook begins; keys of files begin with small letters."""


class UnknownCode(SimulatorError):
    """No problem has this code."""


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say about one code.

    `wrong` is a piece of a file that has the problem, `said` what is told of it there, `right` the piece without it.
    """

    code: str
    title: str
    about: str | None
    wrong: str
    said: tuple[str, str]
    right: str


@cache
def page(code: str) -> Page:
    """The page about a code. Raises UnknownCode."""
    known = all_codes().get(code.upper())
    if known is None:
        meant = nearest(code.upper(), all_codes())
        raise UnknownCode(say("explain.unknown-meant" if meant else "explain.unknown", code=shown(code), meant=meant))
    mistake = mistakes()[code.upper()]
    found = tried(mistake)
    problem = found.problem
    assert problem is not None, code  # a test tries each
    meant = f" {say('explain.meant', name=problem.suggestion)}" if problem.suggestion else ""
    return Page(
        code=mistake.code,
        title=known.title,
        about=mistake.about,
        wrong=found.wrong or known.example,
        said=(problem.message + meant, problem.advice),
        right=found.right,
    )


def as_text(page: Page) -> str:
    """A page for a terminal."""
    parts = [f"{page.code}  {page.title}", page.about or "", say("explain.wrong"), _indented(page.wrong)]
    parts += [say("explain.said"), _indented("\n".join(page.said))]
    if page.right:
        parts += [say("explain.right"), _indented(page.right)]
    return "\n\n".join(part for part in parts if part)


def as_markdown(page: Page) -> str:
    """A page as it stands in docs/problems."""
    parts = [f"# {page.code} {page.title}", page.about or "", say("explain.wrong"), _fenced(page.wrong)]
    parts += [say("explain.said"), "\n".join(f"> {line}" for line in page.said)]
    if page.right:
        parts += [say("explain.right"), _fenced(page.right)]
    parts.append(f"[{say('explain.all')}](../problems.md)")
    return "\n\n".join(part for part in parts if part) + "\n"


def index() -> str:
    """docs/problems.md: every code with its title, in groups."""
    parts = [f"# {say('explain.index.title')}", say("explain.index.about").replace("\n", "\n\n")]
    for group in groups():
        parts += [f"## {group.title}", group.about or "", _table(group)]
    return "\n\n".join(part for part in parts if part) + "\n"


def files() -> dict[str, str]:
    """What stands in docs: the index and each page, by path."""
    pages = {f"problems/{code}.md": as_markdown(page(code)) for code in mistakes()}
    return {"problems.md": index(), **pages}


def _table(group: Group) -> str:
    rows = [
        f"| [{mistake.code}](problems/{mistake.code}.md) | {all_codes()[mistake.code].title} |"
        for mistake in group.mistakes
    ]
    return "\n".join([f"| {say('explain.index.code')} | {say('explain.index.problem')} |", "| --- | --- |", *rows])


def _indented(text: str) -> str:
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


def _fenced(text: str) -> str:
    kind = "" if text.startswith(("(", "peacekeeper ")) or CELL.match(text) else "yaml"
    return f"{FENCE}{kind}\n{text}\n{FENCE}"
