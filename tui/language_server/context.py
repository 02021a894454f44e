"""Where a person is typing: in which block, at a key or at a value, and what of the word stands there already."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.yaml_reader import Path
from tui.language_server.outline import Token
from tui.language_server.outline_reader import Frame, OutlineReader

DASHES = re.compile(r"\s*(?:- *)+")
WORD = re.compile(r"[\w.()/-]*")


@dataclass(frozen=True, slots=True)
class Context:
    """What is being typed.

    `block` is the path of the block in which a key may stand here, `value` the path of a value that may; each None
    where it cannot. `typed` is what stands before the cursor, from offset `start`; a condition as a whole. `end` is
    where the word under the cursor ends. `blank` says whether a blank must come first, as right after a colon.
    """

    block: Path | None
    value: Path | None
    start: int
    end: int
    typed: str = ""
    blank: bool = False
    in_brackets: bool = False
    quote: str = ""


def context(text: str, offset: int) -> Context | None:
    """What is being typed at an offset; None inside a text of many lines, and in a comment."""
    before = text[:offset]
    reader = OutlineReader(before)
    reader.read()
    line = before[before.rfind("\n") + 1 :]
    if "#" in line and re.search(r"(?:^|\s)#", line):
        return None
    found = _of_token(reader, before) or _of_frames(reader, before, line)
    if found is None:
        return None
    block, value, start, quote = found
    tail = WORD.match(text, offset)
    end = tail.end() if tail else offset
    blank = not quote and before[-1:] == ":" and value is not None
    return Context(block, value, start, end, before[start:], blank, reader.in_brackets, quote)


_Found = tuple[Path | None, Path | None, int, str]


def _of_token(reader: OutlineReader, before: str) -> _Found | None:
    """Where the last token reaches to the cursor."""
    last = reader.tokens[-1] if reader.tokens else None
    if last is None or last.style in ("|", ">") or not _reaches(last, before):
        return None
    if last.kind == "half":
        return last.path[:-1], None, last.start, ""
    if last.kind == "key":
        return (last.path[:-1], None, last.start, last.style) if before[last.end :] == "" else None
    alone = not reader.in_brackets and _stands_alone(last, before)
    return (last.path if alone else None), last.path, last.start, last.style


def _reaches(token: Token, before: str) -> bool:
    rest = before[token.end :]
    if token.style:
        return rest == ""
    return not rest.strip(" ") and (token.kind == "value" or not rest)


def _stands_alone(token: Token, before: str) -> bool:
    """Whether nothing but blanks and dashes stands before a value in its line: it may become a key."""
    line = before[before.rfind("\n", 0, token.start) + 1 : token.start]
    return not line.strip(" -") and "\n" not in token.text


def _of_frames(reader: OutlineReader, before: str, line: str) -> _Found | None:
    """Where no word is begun yet."""
    offset = len(before)
    if reader.in_brackets:
        return _in_brackets(reader.frames[-1], offset)
    if not line.strip(" "):
        return _on_empty_line(reader, offset, len(line))
    top = reader.frames[-1] if reader.frames else None
    if top is None or top.filled:
        return None
    if DASHES.fullmatch(line):
        return top.here, top.here, offset, ""
    return None, top.here, offset, ""


def _in_brackets(top: Frame, offset: int) -> _Found | None:
    if top.mapping and top.key is None:
        return top.path, None, offset, ""
    if top.filled:
        return None
    return None if top.mapping else top.here, top.here, offset, ""


def _on_empty_line(reader: OutlineReader, offset: int, column: int) -> _Found | None:
    last = reader.tokens[-1] if reader.tokens else None
    if last is not None and last.style in ("|", ">") and last.end >= offset - column:
        around = reader.frames[-1].indent if reader.frames else -1
        if column > around:
            return None  # the text goes on
    reader.close(column)
    top = reader.frames[-1] if reader.frames else None
    if top is None:
        return (), None, offset, ""
    if not top.mapping:
        return None
    if top.indent == column:
        return top.path, None, offset, ""
    return None if top.filled else (top.here, top.here, offset, "")
