"""What the YAML parser says when it cannot go on, in plain words."""

from __future__ import annotations

from typing import Any

import yaml

from simulator.problems import Place, Problems

QUOTES = "Put quotation marks around texts that have a colon and a space, # or brackets in them."
INDENT = "Check the indentation: the keys of one block start in the same column."
BRACKETS = "Close each [ with ] and each { with }, and put a comma between entries."
CHECK = "Check indentation, quotation marks and brackets here and in the line above."

PLAIN_WORDS = {
    "mapping values are not allowed": ("a colon stands where no key can be", f"{QUOTES} {INDENT}"),
    "could not find expected ':'": (
        "a key without a colon",
        f"Put a colon and a space after the key. {INDENT}",
    ),
    "did not find expected key": ("this does not fit into the block that it stands in", f"{INDENT} {QUOTES}"),
    "did not find expected '-'": (
        "an entry of a list should begin here",
        f"Start entries with '- '. {INDENT}",
    ),
    "did not find expected ','": ("a bracket is not closed, or a comma is missing", f"{BRACKETS} {QUOTES}"),
    "did not find expected the": ("a bracket is not closed, or a comma is missing", f"{BRACKETS} {QUOTES}"),
    "found unexpected end of stream": (
        "a quotation mark is opened and never closed",
        "Close it with the same kind of mark.",
    ),
    "cannot start any token": ("a value cannot start with this sign", "Put quotation marks around the text."),
    "found unknown escape": (
        "a backslash in double quotation marks is followed by a letter that means nothing",
        "Use single quotation marks, or write two backslashes.",
    ),
    "block sequence entries are not allowed": (
        "a list cannot begin on the line of its key",
        "Begin the list on a new line.",
    ),
    "did not find expected alphabetic": (
        "a text cannot start with * or & here",
        "Put quotation marks around the text.",
    ),
    "expected comment or line break": (
        "there is something after the | or >",
        "Start the text on the next line, indented.",
    ),
    "document start": ("this belongs to nothing above it", f"{BRACKETS} {INDENT}"),
}
"""A piece of the parser's message, and what it means for a person: what is wrong, and what to do."""

NO_KEY = ("this key cannot stand here", f"Put a colon and a space after the key in the line above. {INDENT}")
"""A colon where no key can be, and none before it in its line: the mistake is in the line above."""

QUOTED = (
    "the text goes on after the quotation mark that closes it",
    "Put the whole text into one pair of marks. Inside '...' write '' for an apostrophe, inside \"...\" write \\\".",
)
"""A quoted text, and more after it in its line."""

ELSEWHERE = {"directive": "S112", "incompatible YAML": "S112", "undefined tag": "S109", "a tag": "S109"}
"""Pieces of messages about what has a problem code of its own."""


def report_yaml_error(error: yaml.YAMLError, file: str, text: str, problems: Problems, last: Any = None) -> None:
    """Report why the parser stopped, at the place where a person should look. `last` is what it read before."""
    said = getattr(error, "problem", None) or "it is not text"
    context = getattr(error, "context", None) or ""
    place = _place(error, file, text)
    for piece, code in ELSEWHERE.items():
        if piece in f"{context} {said}":
            problems.add(code, place, name="!")
            return
    if _goes_on_after(last, error):
        _report_quoted(last, file, place, problems)
        return
    what, advice = next((words for piece, words in PLAIN_WORDS.items() if piece in said), (said, CHECK))
    if "mapping values" in said and place.line and place.column:
        before = text.split("\n")[place.line - 1][: place.column - 1]
        what, advice = (what, advice) if ": " in before else NO_KEY
    problems.add("S105", place, what=what, advice=advice)


def _goes_on_after(last: Any, error: yaml.YAMLError) -> bool:
    """Whether the parser stopped behind a quoted text, in the line in which it ends."""
    mark = getattr(error, "problem_mark", None)
    quoted = getattr(last, "style", None) in ("'", '"')
    return quoted and mark is not None and bool(last.end_mark.line == mark.line)


def _report_quoted(last: Any, file: str, place: Place, problems: Problems) -> None:
    start, end = last.start_mark, last.end_mark
    if start.line == end.line:
        problems.add("S105", place, what=QUOTED[0], advice=QUOTED[1])
        return
    what = f"the quotation mark that is opened here is closed in line {end.line + 1}, and the text goes on there"
    place = Place(file, start.line + 1, start.column + 1)
    problems.add("S105", place, what=what, advice="Close it where the text ends.")


def _place(error: yaml.YAMLError, file: str, text: str) -> Place:
    """Where the parser stopped; for what is never closed, where it was opened."""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if opened is not None and mark is not None and _counts_from_start(error, mark.line - opened.line):
        mark = opened
    if mark is None:
        return Place(file)
    lines = text.split("\n")
    if mark.line >= len(lines):
        return Place(file, len(lines), len(lines[-1]) + 1)
    return Place(file, mark.line + 1, mark.column + 1)


def _counts_from_start(error: yaml.YAMLError, lines: int) -> bool:
    """Whether a person should look where the thing began: a bracket or quotation left open, a wrong start."""
    context = getattr(error, "context", None) or ""
    left_open = lines > 0 and ("flow" in context or "quoted" in context)
    return left_open or "alias" in context or "anchor" in context
