"""What an editor offers to do about a problem: take what was probably meant, or create the scene that is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from simulator.written import ID_PATTERN
from simulator.yaml_reader import Path
from tui.language_server.buffer import Buffer
from tui.language_server.places import Places
from tui.words import say

UNKNOWN_SCENE = "S301"


def mendings(
    buffer: Buffer, places: Places, uri: str, problems: Iterable[types.Diagnostic]
) -> Iterator[types.CodeAction]:
    """What can be done about these problems, the likeliest first."""
    for problem in problems:
        suggestion = problem.data.get("suggestion") if isinstance(problem.data, dict) else None
        if isinstance(suggestion, str):
            edit = types.TextEdit(problem.range, suggestion)
            yield _action(say("lsp.change", name=suggestion), uri, edit, problem, preferred=True)
        scene = _missing_scene(buffer, places, problem) if problem.code == UNKNOWN_SCENE else None
        if scene is not None:
            yield _action(say("lsp.create", name=_scene_id(buffer, places, problem)), uri, scene, problem)


def _action(
    title: str, uri: str, edit: types.TextEdit, problem: types.Diagnostic, *, preferred: bool = False
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[problem],
        is_preferred=preferred,
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
    )


def _scene_id(buffer: Buffer, places: Places, problem: types.Diagnostic) -> str:
    return buffer.text[places.offset(problem.range.start) : places.offset(problem.range.end)]


def _missing_scene(buffer: Buffer, places: Places, problem: types.Diagnostic) -> types.TextEdit | None:
    """A scene that can be played at once: an ending, after the scene that leads to it."""
    found = buffer.name_at(places.offset(problem.range.start))
    if found is None or found.name.thing != "scene" or not re.match(ID_PATTERN, found.name.id):
        return None
    scope: Path = ("parts", *found.name.scope, "scenes") if found.name.scope else ("scenes",)
    scenes = buffer.outline.keys(scope)
    if not scenes or found.name.id in scenes:
        return None
    around = str(found.path[len(scope)]) if found.path[: len(scope)] == scope else scenes[-1]
    key = buffer.outline.key((*scope, around))
    if key is None or _in_brackets(buffer, key.start):
        return None
    at = _end_of(buffer, (*scope, around), places)
    column = key.start - (buffer.text.rfind("\n", 0, key.start) + 1)
    break_first = "" if at == 0 or buffer.text[at - 1 : at] == "\n" else "\n"
    return types.TextEdit(places.range(at, at), break_first + _scene(found.name.id, column))


def _in_brackets(buffer: Buffer, start: int) -> bool:
    """Whether a key does not start its line, as in braces."""
    return bool(buffer.text[buffer.text.rfind("\n", 0, start) + 1 : start].strip())


def _end_of(buffer: Buffer, path: Path, places: Places) -> int:
    """The start of the line after an entry."""
    last = max(token.end for token in buffer.outline.inside(path))
    if buffer.text[last - 1 : last] == "\n":
        return last
    return min(places.end_of_line(last) + 1, len(buffer.text))


def _scene(id: str, column: int) -> str:
    lines = [f"{id}:", f"  title: {id.replace('-', ' ').capitalize()}", f"  text: {say('lsp.scene.text')}"]
    lines.append(f"  ending: {{title: {say('lsp.scene.ending')}}}")
    return "".join(f"{' ' * column}{line}\n" for line in lines)
