"""Texts that people read: paragraphs with **bold** and *italic*, and nothing else.

What an author writes is never taken for the markup of a terminal, a web page or a screen library: it is refused
here, with its place and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from simulator import limits
from simulator.characters import check_characters
from simulator.problems import Place, Problems, place_at
from simulator.source import Path, Source

At = Place | Callable[[int], Place]
"""Where a text starts, or a function that gives the place of a character in it."""


class Span(NamedTuple):
    """A piece of a paragraph that is set in one way."""

    text: str
    bold: bool = False
    italic: bool = False


class Markup(NamedTuple):
    """A kind of markup that texts may not contain: how to find it, what it is, and what to do."""

    pattern: re.Pattern[str]
    what: str
    advice: str


BRACKETS = Markup(re.compile(r"[\[\]]"), "square brackets", "Write round brackets.")
SCREEN_TAGS = Markup(re.compile(r"\[[A-Za-z/@#$!]"), "words in square brackets", "Write round brackets.")
TAGS = Markup(re.compile(r"<(?:[/?]?[A-Za-z]|!)"), "tags such as <b>", "Write **bold** or *italic*, or take it out.")
ENTITIES = Markup(re.compile(r"&(?:#|[A-Za-z]+;)"), "codes such as &nbsp;", "Write the sign itself.")
BACKTICKS = Markup(re.compile("`"), "backticks", "Write *italic*, or quotation marks.")
LISTS = Markup(
    re.compile(r"^[ ]*(?:#{1,6}|[-+*>])[ ]", re.MULTILINE),
    "headings or lists",
    "Write a paragraph for each item, with an empty line between them.",
)
LINKS = Markup(
    re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\b(?:mailto|javascript|tel):\S", re.IGNORECASE),
    "links",
    "Name the document or the office instead; the program works without a network.",
)
PROSE = (BRACKETS, TAGS, ENTITIES, BACKTICKS, LISTS, LINKS)
KEPT_LINES = (SCREEN_TAGS, TAGS, LINKS)
"""For maps and documents, whose lines are kept and whose signs may be drawings."""

SIGNS = re.compile(r"[][<&`:]|[wW]{2}|[#+*>-] ")
"""What every kind of markup has something of: most texts have none of it, and need no closer look."""

CONDITION_KEYS = frozenset({"when", "if", "when becomes", "pauses while"})
"""Keys that hold conditions, where < and * compare and multiply."""


def check_text(text: str, at: At, problems: Problems) -> None:
    """Report what a text may not contain, each kind once."""
    _check_markup(text, PROSE, at, problems)
    if "*" in text:
        _check_stars(text, at, problems)


def _check_stars(text: str, at: At, problems: Problems) -> None:
    """Report the first stars without a partner."""
    offset = 0
    for paragraph in _split(text):
        offset = text.index(paragraph, offset)
        loose = _scan(paragraph).loose
        if loose is not None:
            problems.add("S122", place_at(at, offset + loose.start()), stars=loose[0])
            return
        offset += len(paragraph)


def check_lines(text: str, at: At, problems: Problems) -> None:
    """Report what a text whose lines are kept (a map, a document) may not contain."""
    _check_markup(text, KEPT_LINES, at, problems)


def check_texts(source: Source, problems: Problems) -> None:
    """Report what the texts of a file may not contain: every string and key that is not a condition."""
    for path, text in _texts(source.data, ()):
        if problems.full:
            return
        check = check_lines if _keeps_lines(path) else check_text
        at = source.key_place(path[:-1]) if path[-1:] == (KEY,) else partial(source.place_at, path)
        check(text, at, problems)


def check_improvised(text: str, problems: Problems, *, name: str = "text") -> bool:
    """Pass a text that somebody types during play through the same gate; True where it may be shown."""
    before = len(problems)
    if len(text) > limits.TEXT_LENGTH:
        problems.add("S205", Place(name), found=len(text), bound=f"{limits.TEXT_LENGTH} are the most")
        return False
    check_text(check_characters(text, name, problems), Place(name, 1, 1), problems)
    return len(problems) == before


def paragraphs(text: str) -> list[list[Span]]:
    """The paragraphs of a text, each as spans; line breaks inside a paragraph are spaces.

    Stars that do not fit together (which loading refuses) stay as they are.
    """
    return [_scan(" ".join(paragraph.split())).spans for paragraph in _split(text)]


def plain(text: str) -> str:
    """The text without emphasis, an empty line between paragraphs."""
    return "\n\n".join("".join(span.text for span in spans) for spans in paragraphs(text))


def word_count(text: str) -> int:
    """How many words there are to read."""
    return len(plain(text).split())


def _check_markup(text: str, kinds: tuple[Markup, ...], at: At, problems: Problems) -> None:
    if not SIGNS.search(text):
        return
    for markup in kinds:
        found = markup.pattern.search(text)
        if found:
            problems.add("S121", place_at(at, found.start()), what=markup.what, advice=markup.advice)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key, KEY), key
            if not (key in CONDITION_KEYS and isinstance(item, str)):
                yield from _texts(item, (*path, key))


KEY = "@key"
"""Stands for the key of an entry itself, as the last step of its path."""


def _keeps_lines(path: Path) -> bool:
    return path == ("map",) or (len(path) == 3 and path[0] == "documents" and path[2] == "text")


def _split(text: str) -> list[str]:
    return [paragraph for paragraph in re.split(r"\n[ ]*(?:\n[ ]*)+", text.strip()) if paragraph]


class _Scanned(NamedTuple):
    spans: list[Span]
    loose: re.Match[str] | None
    """Stars without a partner."""


def _scan(paragraph: str) -> _Scanned:
    """Find the emphasis in one paragraph. Where stars have no partner, all of it is one plain span."""
    spans: list[Span] = []
    opened: dict[str, re.Match[str]] = {}
    start = 0
    for stars in re.finditer(r"\*+", paragraph):
        kinds = {1: "i", 2: "b", 3: "ib"}.get(len(stars[0]), "")
        opens = kinds and not any(kind in opened for kind in kinds) and _solid(paragraph, stars.end())
        closes = kinds and all(kind in opened for kind in kinds) and _solid(paragraph, stars.start() - 1)
        if not opens and not closes:
            if _solid(paragraph, stars.start() - 1) or _solid(paragraph, stars.end()):
                return _Scanned([Span(paragraph)], stars)
            continue  # a star with a space on both sides is a star
        spans.append(Span(paragraph[start : stars.start()], "b" in opened, "i" in opened))
        start = stars.end()
        for kind in kinds:
            if opens:
                opened[kind] = stars
            else:
                del opened[kind]
    if opened:
        return _Scanned([Span(paragraph)], min(opened.values(), key=lambda stars: stars.start()))
    spans.append(Span(paragraph[start:]))
    return _Scanned([span for span in spans if span.text], None)


def _solid(text: str, index: int) -> bool:
    return 0 <= index < len(text) and not text[index].isspace()
