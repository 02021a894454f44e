"""Reading the outline of a buffer, line by line in blocks and sign by sign in brackets.

It never fails: what makes no sense is passed over, an open quotation mark or bracket ends where the indentation says
that its block has ended, and no more is read than `simulator.limits` allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator import limits
from simulator.yaml_reader import Path
from tui.language_server.outline import Outline, Token

KEY = re.compile(
    r"""(?:"(?P<double>(?:[^"\\\n]|\\.){0,300})"|'(?P<single>(?:[^'\n]|''){0,300})'
    |(?P<plain>(?:[^\s\-?:,\[\]{}\#&*!|>'"%@`]|[-?:](?=\S))(?:[^\n:\#]|:(?=\S)|(?<=\S)\#){0,300}?))
    [ \t]{0,20}:(?=[ \t\n]|\Z)""",
    re.VERBOSE,
)
"""A key of a block: a text, a colon, and a blank."""

TEXT = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
"""What begins a text of many lines."""

COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
IN_BRACKETS = re.compile(r"(?:[^,\[\]{}:\#\n]|:(?![\s,\[\]{}]|\Z)|(?<=\S)\#)+")
BLANKS = re.compile(r"[ \t]*")
SPACES = re.compile(r" *")


@dataclass(slots=True)
class Frame:
    """A list or mapping that is being read. `indent` is the column of its keys or dashes; -1 in brackets."""

    mapping: bool
    path: Path
    indent: int = -1
    key: str | None = None
    index: int = 0
    filled: bool = False
    """Whether what stands at `key` or `index` has been read."""
    pair: bool = False
    """Whether it is a pair in a list, without braces: `[a: b]`."""

    @property
    def here(self) -> Path:
        """The path of the entry that is being read."""
        return (*self.path, (self.key or "") if self.mapping else self.index)


def outline(text: str) -> Outline:
    """The outline of a text."""
    reader = OutlineReader(text)
    reader.read()
    return Outline(text, tuple(reader.tokens))


class OutlineReader:
    """Reads one text. Afterwards `tokens` holds what stands there, `frames` the blocks that are open at its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        self.frames: list[Frame] = []

    def read(self) -> None:
        """Read the text to its end, or as far as the limits allow."""
        while self.at < len(self.text) and len(self.tokens) < limits.NODES and len(self.frames) < limits.DEPTH:
            start = self.at
            self._line()
            if self.at <= start:  # whatever stands there, reading goes on behind it
                self._next_line(start)

    @property
    def in_brackets(self) -> bool:
        """Whether a bracket is open."""
        return bool(self.frames) and self.frames[-1].indent < 0

    def _line(self) -> None:
        first = _end(SPACES, self.text, self.at)
        column = first - self.at
        if first >= len(self.text) or self.text[first] in "\n#\t" or self.text.startswith(("---", "..."), self.at):
            self._next_line(first)
            return
        self.at = first
        while self._dash(self.at):
            self._item(column)
            begin = self.at
            self.at = _end(BLANKS, self.text, self.at + 1)
            column += self.at - begin
            if len(self.frames) >= limits.DEPTH:
                return
        self._entry(column)

    def _dash(self, at: int) -> bool:
        return self.text[at : at + 1] == "-" and self.text[at + 1 : at + 2] in ("", " ", "\n", "\t")

    def _item(self, column: int) -> None:
        """A dash at a column begins the next item of a list."""
        self.close(column, dash=True)
        top = self.frames[-1] if self.frames else None
        if top is not None and not top.mapping and top.indent == column:
            top.index, top.filled = top.index + 1, False
        else:
            self.frames.append(Frame(False, top.here if top else (), column))

    def close(self, column: int, *, dash: bool = False) -> None:
        """End the blocks that a line which starts at this column does not belong to."""
        while self.frames:
            top = self.frames[-1]
            if top.indent > column or (top.indent == column and not dash and not top.mapping):
                self.frames.pop()
            else:
                return

    def _entry(self, column: int) -> None:
        """A key with what follows it, or a value on a line of its own."""
        found = KEY.match(self.text, self.at)
        in_item = bool(self.frames) and not self.frames[-1].mapping and self.frames[-1].indent < column
        if found is None and self._rest_is_empty():
            self._next_line(self.at)
        elif found is not None:
            self.close(column)
            self._key(found, column)
        elif not in_item:
            self.close(column)
            self._value_or_half(column)
        else:
            self._value(self.frames[-1].indent)

    def _key(self, found: re.Match[str], column: int) -> None:
        top = self.frames[-1] if self.frames else None
        if top is None or top.indent < column:
            top = Frame(True, top.here if top else (), column)
            self.frames.append(top)
        name = found.lastgroup or "plain"
        style = {"double": '"', "single": "'"}.get(name, "")
        top.key, top.filled = found[name], False
        self.tokens.append(Token("key", top.here, found[name], *found.span(name), style))
        self.at = found.end()
        self._value(column)

    def _value_or_half(self, column: int) -> None:
        top = self.frames[-1] if self.frames else None
        if top is not None and top.indent < column and not top.filled:
            self._value(top.indent)
            return
        end = self._end_of_line(self.at)
        self._plain("half", (*top.path, "") if top else ("",), self.at, end)
        self._next_line(self.at)

    def _value(self, indent: int) -> None:
        """What stands after a key or dash; `indent` is the column of the block around it."""
        self.at = _end(BLANKS, self.text, self.at)
        sign = self.text[self.at : self.at + 1]
        top = self.frames[-1] if self.frames else Frame(True, ())
        if self._rest_is_empty():
            self._next_line(self.at)
            return
        top.filled = True
        if sign in "|>" and TEXT.match(self.text, self.at):
            self._text(top.here, indent)
        elif sign in "[{":
            self._brackets(indent)
        elif sign in "'\"":
            self._quoted("value", top.here, indent)
            self._next_line(self.at)
        else:
            self._plain_lines(top.here, indent)

    def _rest_is_empty(self) -> bool:
        rest = self.text[self.at : self.at + 1]
        return rest in ("", "\n", "#")

    def _text(self, path: Path, indent: int) -> None:
        """A text of many lines, as far as they are indented."""
        style, start = self.text[self.at], min(self.text.find("\n", self.at) + 1 or len(self.text), len(self.text))
        self.at = start
        while self.at < len(self.text):
            first = _end(SPACES, self.text, self.at)
            if first - self.at <= indent and self.text[first : first + 1] not in ("\n", ""):
                break
            self._next_line(first)
        self.tokens.append(Token("value", path, self.text[start : self.at], start, self.at, style))
        self.at = max(self.at, start)

    def _plain_lines(self, path: Path, indent: int) -> None:
        """A value without quotes; lines that are indented and hold no key go on with it."""
        start, end = self.at, self._end_of_line(self.at)
        self._next_line(end)
        while end < len(self.text) and not COMMENT.match(self.text, _end(BLANKS, self.text, end)):
            first = _end(SPACES, self.text, self.at)
            if first >= len(self.text) or first - self.at <= indent or self.text[first] in "\n#":
                break
            if KEY.match(self.text, first):
                break
            end = self._end_of_line(first)
            self._next_line(end)
        at, self.at = self.at, start
        self._plain("value", path, start, end)
        self.at = at

    def _plain(self, kind: str, path: Path, start: int, end: int) -> None:
        raw = self.text[start:end].rstrip()
        token = Token("half" if kind == "half" else "value", path, raw, start, start + len(raw))
        self.tokens.append(token)

    def _end_of_line(self, at: int) -> int:
        """Where the line ends, without a comment."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        comment = COMMENT.search(self.text, at, end)
        return comment.start() if comment else end

    def _next_line(self, at: int) -> None:
        self.at = self.text.find("\n", at) + 1 or len(self.text)

    def _quoted(self, kind: str, path: Path, indent: int) -> None:
        """A value in quotation marks; one that is never closed ends with its line."""
        quote, start = self.text[self.at], self.at + 1
        end = _closing(self.text, quote, start, indent)
        closed = self.text[end : end + 1] == quote
        token = Token("key" if kind == "key" else "value", path, self.text[start:end], start, end, quote)
        self.tokens.append(token)
        self.at = end + 1 if closed else end

    def _brackets(self, indent: int) -> None:
        """Lists and mappings in brackets, to where the first bracket closes or the block around it ends."""
        depth = len(self.frames)
        while self.at < len(self.text) and len(self.frames) < limits.DEPTH and len(self.tokens) < limits.NODES:
            sign = self.text[self.at]
            if sign == "\n":
                if not self._goes_on(indent):
                    del self.frames[depth:]
                    return
            elif sign in " \t":
                self.at += 1
            elif sign == "#" and self.text[self.at - 1] in " \t\n":
                self.at = self._after_comment()
            elif sign in "[{":
                self._open(sign)
            elif sign in "]}":
                self._close_bracket()
                if len(self.frames) <= depth:
                    self._next_line(self.at)
                    return
            elif sign == ",":
                self._comma()
            else:
                self._in_brackets(indent)

    def _after_comment(self) -> int:
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    def _goes_on(self, indent: int) -> bool:
        """Go to the next line that is not blank; whether what is in brackets goes on there."""
        while self.at < len(self.text) and self.text[self.at] == "\n":
            self.at += 1
            first = _end(SPACES, self.text, self.at)
            if first < len(self.text) and self.text[first] != "\n":
                return first - self.at > indent or self.text[first] in "]}"
            self.at = first
        return True  # the text ends here: whoever types is still in the brackets

    def _open(self, sign: str) -> None:
        top = self.frames[-1] if self.frames else None
        path = top.here if top else ()
        if top is not None:
            top.filled = True
        self.frames.append(Frame(sign == "{", path))
        self.at += 1

    def _close_bracket(self) -> None:
        if self.frames[-1].pair:
            self.frames.pop()
        self.frames.pop()
        self.at += 1

    def _comma(self) -> None:
        if self.frames[-1].pair:
            self.frames.pop()
        top = self.frames[-1]
        top.filled = False
        if top.mapping:
            top.key = None
        else:
            top.index += 1
        self.at += 1

    def _in_brackets(self, indent: int) -> None:
        """A key or a single value in brackets."""
        top = self.frames[-1]
        as_key = top.mapping and top.key is None
        before = len(self.tokens)
        if self.text[self.at] in "'\"":
            self._quoted("value", top.here, indent)
        else:
            found = IN_BRACKETS.match(self.text, self.at)
            if found is None:  # a colon that stands alone
                self.at += 1
                return
            self._plain("value", top.here, self.at, found.end())
            self.at = found.end()
        self._named(self.tokens.pop(), before, as_key=as_key)

    def _named(self, token: Token, before: int, *, as_key: bool) -> None:
        """Keep a token as the key or the value that it is."""
        top, colon = self.frames[-1], _end(BLANKS, self.text, self.at)
        if self.text[colon : colon + 1] == ":" and (as_key or not top.mapping):
            if not top.mapping:
                top.filled = True
                self.frames.append(Frame(True, top.here, pair=True))
                top = self.frames[-1]
            top.key, self.at = token.text, colon + 1
            self.tokens.append(Token("key", top.here, token.text, token.start, token.end, token.style))
        elif as_key:
            top.key = token.text
            self.tokens.append(Token("key", top.here, token.text, token.start, token.end, token.style))
        else:
            self._kept_value(token, before)

    def _kept_value(self, token: Token, before: int) -> None:
        """A value; one without quotes that goes on in the next line is one value."""
        last = self.tokens[before - 1] if before else None
        if last and last.kind == "value" and last.path == token.path and not (last.style or token.style):
            start, end = last.start, token.end
            token = Token("value", token.path, self.text[start:end], start, end)
            self.tokens.pop()
        self.frames[-1].filled = True
        self.tokens.append(token)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that always fits ends."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _closing(text: str, quote: str, start: int, indent: int) -> int:
    """Where a text in quotation marks ends: before its closing mark, else at the end of its first line."""
    at, first = start, text.find("\n", start)
    first = len(text) if first < 0 else first
    while at < len(text):
        sign = text[at]
        if sign == "\n":
            following = _end(SPACES, text, at + 1)
            if text[following : following + 1] not in ("\n", "") and following - at - 1 <= indent:
                return first
            at = following if following > at else at + 1
        elif text.startswith("\\" if quote == '"' else "''", at):  # a sign that is meant as such
            at += 2
        elif sign == quote:
            return at
        else:
            at += 1
    return first
