"""An editor, as far as a language server can tell: a real client that starts the real program and speaks over pipes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PROGRAM = (sys.executable, "-c", "from tui.commands import main; main()", "lsp", "--stdio")
WAIT = 60
"""Seconds after which an answer is not coming; the machine may be busy."""


class Editor:
    """One window. Documents are open by their path; `shown` has every list of problems that came for each."""

    def __init__(self) -> None:
        self.client = LanguageClient("editor", "1")
        self.shown: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.log: list[str] = []
        self.texts: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda told: self.shown.put_nowait(told))
        self.client.feature(types.WINDOW_LOG_MESSAGE)(lambda said: self.log.append(said.message))

    async def begin(self) -> types.InitializeResult:
        """Start the program and agree on what both can do."""
        await self.client.start_io(*PROGRAM)
        asked = types.InitializeParams(capabilities=types.ClientCapabilities(), process_id=None)
        found = await asyncio.wait_for(self.client.initialize_async(asked), WAIT)
        self.client.initialized(types.InitializedParams())
        return found

    async def end(self) -> int | None:
        """Say good-bye; the program's exit status."""
        await asyncio.wait_for(self.client.shutdown_async(None), WAIT)
        self.client.exit(None)
        process = self.client._server
        assert process is not None
        return await asyncio.wait_for(process.wait(), WAIT)

    def open(self, file: Path, text: str | None = None) -> None:
        """Open a file, with its text on the disk or another."""
        self.texts[file] = file.read_text(encoding="utf-8") if text is None else text
        self.versions[file] = 1
        item = types.TextDocumentItem(file.as_uri(), "yaml", 1, self.texts[file])
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def write(self, file: Path, text: str) -> None:
        """Change the text of an open file."""
        self.texts[file], self.versions[file] = text, self.versions[file] + 1
        name = types.VersionedTextDocumentIdentifier(version=self.versions[file], uri=file.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(name, [change]))

    def save(self, file: Path) -> None:
        """Write the text to the disk."""
        file.write_text(self.texts[file], encoding="utf-8")
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(name(file)))

    def close(self, file: Path) -> None:
        """Close a file."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(name(file)))

    async def problems(self, file: Path) -> Sequence[types.Diagnostic]:
        """The problems of the text as it stands now, once they come; those of earlier texts are passed over."""
        while True:
            found = await asyncio.wait_for(self.shown.get(), WAIT)
            if found.uri == file.as_uri() and found.version == self.versions[file]:
                return found.diagnostics

    async def ask(self, question: str, file: Path, word: str, **more: Any) -> Any:
        """Ask something about the first place in a file where a word stands; a mark in it stands for the cursor."""
        at = place(self.texts[file], word)
        asked = getattr(self.client, f"text_document_{question}_async")
        return await asyncio.wait_for(asked(QUESTIONS[question](name(file), at, **more)), WAIT)


QUESTIONS: dict[str, Any] = {
    "completion": types.CompletionParams,
    "definition": types.DefinitionParams,
    "hover": types.HoverParams,
    "prepare_rename": types.PrepareRenameParams,
    "references": lambda document, at: types.ReferenceParams(types.ReferenceContext(True), document, at),
    "rename": types.RenameParams,
}


def name(file: Path) -> types.TextDocumentIdentifier:
    """A file as the protocol names it."""
    return types.TextDocumentIdentifier(file.as_uri())


def place(text: str, word: str, mark: str = "¦") -> types.Position:
    """Where a word stands, in the units of the protocol; the mark in it is where the cursor is."""
    offset = text.index(word.replace(mark, "")) + max(word.find(mark), 0)
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return types.Position(text.count("\n", 0, offset), len(line.encode("utf-16-le")) // 2)


def edited(text: str, edits: Sequence[types.TextEdit]) -> str:
    """A text after the editor has made some edits."""
    lines = text.split("\n")

    def offset(at: types.Position) -> int:
        units = lines[at.line].encode("utf-16-le")[: 2 * at.character]
        return sum(len(line) + 1 for line in lines[: at.line]) + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda edit: offset(edit.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


@asynccontextmanager
async def editor() -> AsyncIterator[Editor]:
    """An editor that is closed in the end, whatever happened."""
    window = Editor()
    await window.begin()
    try:
        yield window
    finally:
        process = window.client._server
        if process is not None and process.returncode is None:
            process.kill()
        await window.client.stop()  # type: ignore[no-untyped-call]
