"""Each question that an editor may ask, and who answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types
from pygls import uris

from simulator.source import AREA_FILE
from tui.language_server.completion import TRIGGERS, complete
from tui.language_server.finding import declared_beside, declared_here, meant_here
from tui.language_server.hover import explained
from tui.language_server.mending import mendings
from tui.language_server.renaming import nameable, renamed
from tui.language_server.server import Server
from tui.language_server.symbols import symbols


def opened(ls: Server, asked: types.DidOpenTextDocumentParams) -> None:
    """A document is opened: check it, in full too."""
    uri = asked.text_document.uri
    ls.watch.changed(uri, ls.read(uri), at_once=True)
    ls.watch.saved(uri)


def changed(ls: Server, asked: types.DidChangeTextDocumentParams) -> None:
    """A document is changed: check it when the typing stops."""
    ls.watch.changed(asked.text_document.uri, ls.read(asked.text_document.uri))


def saved(ls: Server, asked: types.DidSaveTextDocumentParams) -> None:
    """A document is saved: check it in full; scenarios beside a mission area are checked anew with it."""
    ls.watch.saved(asked.text_document.uri)
    buffer, _ = ls.buffer(asked.text_document.uri)
    if buffer.file.name == AREA_FILE:
        ls.watch.again(lambda other: other.file != buffer.file and other.file.parent == buffer.file.parent)


def closed(ls: Server, asked: types.DidCloseTextDocumentParams) -> None:
    """A document is closed: forget it."""
    ls.watch.closed(asked.text_document.uri)


def completion(ls: Server, asked: types.CompletionParams) -> types.CompletionList:
    """What could come next."""
    return types.CompletionList(is_incomplete=False, items=complete(*ls.at(asked)))


def hover(ls: Server, asked: types.HoverParams) -> types.Hover | None:
    """What stands here, explained."""
    buffer, places, offset = ls.at(asked)
    found = explained(buffer, offset)
    if found is None:
        return None
    text, start, end = found
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), places.range(start, end))


def definition(ls: Server, asked: types.DefinitionParams) -> types.Location | None:
    """Where the name here is declared."""
    buffer, places, offset = ls.at(asked)
    here = declared_here(buffer, offset)
    if here is not None:
        return types.Location(asked.text_document.uri, places.range(here.start, here.end))
    beside = declared_beside(buffer, offset)
    uri = uris.from_fs_path(str(beside[0])) if beside else None
    if beside is None or uri is None:
        return None
    place = types.Position(*beside[1:])
    return types.Location(uri, types.Range(place, place))


def references(ls: Server, asked: types.ReferenceParams) -> list[types.Location]:
    """Every place that means the name here."""
    buffer, places, offset = ls.at(asked)
    found = meant_here(buffer, offset)
    wanted = [each for each in found if asked.context.include_declaration or not each.declares]
    return [types.Location(asked.text_document.uri, places.range(each.start, each.end)) for each in wanted]


def highlight(ls: Server, asked: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """The same places, for the eye."""
    buffer, places, offset = ls.at(asked)
    return [types.DocumentHighlight(places.range(each.start, each.end)) for each in meant_here(buffer, offset)]


def prepare_rename(ls: Server, asked: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder:
    """Whether the name here can be another, and what it is."""
    buffer, places, offset = ls.at(asked)
    found = nameable(buffer, offset)
    return types.PrepareRenamePlaceholder(places.range(found.start, found.end), found.name.id)


def rename(ls: Server, asked: types.RenameParams) -> types.WorkspaceEdit:
    """Another name, at every place of the file."""
    buffer, places, offset = ls.at(asked)
    found = renamed(buffer, offset, asked.new_name)
    edits = [types.TextEdit(places.range(each.start, each.end), asked.new_name) for each in found]
    return types.WorkspaceEdit(changes={asked.text_document.uri: edits})


def actions(ls: Server, asked: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the problems here."""
    uri = asked.text_document.uri
    buffer, places = ls.buffer(uri)
    return list(mendings(buffer, places, uri, asked.context.diagnostics))


def contents(ls: Server, asked: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """What the file declares."""
    return symbols(*ls.buffer(asked.text_document.uri))


ANSWERS: Sequence[tuple[str, Callable[[Server, Any], Any], Any]] = (
    (types.TEXT_DOCUMENT_DID_OPEN, opened, None),
    (types.TEXT_DOCUMENT_DID_CHANGE, changed, None),
    (types.TEXT_DOCUMENT_DID_SAVE, saved, None),
    (types.TEXT_DOCUMENT_DID_CLOSE, closed, None),
    (types.TEXT_DOCUMENT_COMPLETION, completion, types.CompletionOptions(trigger_characters=TRIGGERS)),
    (types.TEXT_DOCUMENT_HOVER, hover, None),
    (types.TEXT_DOCUMENT_DEFINITION, definition, None),
    (types.TEXT_DOCUMENT_REFERENCES, references, None),
    (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight, None),
    (types.TEXT_DOCUMENT_PREPARE_RENAME, prepare_rename, None),
    (types.TEXT_DOCUMENT_RENAME, rename, None),
    (types.TEXT_DOCUMENT_CODE_ACTION, actions, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
    (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, contents, None),
)
"""The method, who answers it, and what the editor must know beforehand."""
