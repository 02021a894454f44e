"""The language server's one place with state: the buffers that are open. Nothing that a buffer holds ends it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from simulator.problems import Problem
from tui.language_server.buffer import Buffer
from tui.language_server.places import Places
from tui.language_server.problems import diagnostics
from tui.language_server.watching import Watch
from tui.words import say

DEBUG = "PEACEKEEPER_DEBUG"
REFUSED = types.LSPErrorCodes.RequestFailed.value
"""What the protocol calls a question that was understood, and whose answer is no."""


class Asked(Protocol):
    """A question about a place in a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier:
        """The document."""

    @property
    def position(self) -> types.Position:
        """The place in it."""


class Server(LanguageServer):
    """Holds the buffers that are open in the editor."""

    def __init__(self) -> None:
        # Whole texts, not changes: an editor and we need not agree on what ends a line.
        super().__init__("peacekeeper", version("peacekeeper"), types.TextDocumentSyncKind.Full)
        self.watch = Watch(self._publish, self.tell_failure)

    def buffer(self, uri: str) -> tuple[Buffer, Places]:
        """The buffer of a document, and its places in the editor's units."""
        known = self.watch.watched.get(uri)
        buffer = known.buffer if known else self.read(uri)
        return buffer, self._places(buffer)

    def read(self, uri: str) -> Buffer:
        """A buffer from what the editor says of a document; one that is no file is none of ours."""
        document = self.workspace.get_text_document(uri)
        text = document.source.replace("\r\n", "\n")
        return Buffer(Path(uris.to_fs_path(uri) or "untitled"), text, document.version)

    def at(self, asked: Asked) -> tuple[Buffer, Places, int]:
        """The buffer, its places, and the offset that is asked about."""
        buffer, places = self.buffer(asked.text_document.uri)
        return buffer, places, places.offset(asked.position)

    def tell_failure(self, error: BaseException) -> None:
        """Our mistake goes to the editor's log; the person goes on writing."""
        message = say("lsp.failed", kind=type(error).__name__, reason=str(error)[:200], variable=DEBUG)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def report_server_error(self, error: Exception, source: object) -> None:
        """A message that cannot be read, or an answer that cannot be sent: only logged. What was refused was told."""
        if getattr(error, "code", None) != REFUSED:
            self.tell_failure(error)

    def _publish(self, uri: str, buffer: Buffer, problems: Iterable[Problem]) -> None:
        found = diagnostics(problems, buffer, self._places(buffer))
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, buffer.version))

    def _places(self, buffer: Buffer) -> Places:
        return Places(buffer.text, PositionCodec(self.workspace.position_encoding))
