"""docs/trainer-guide.md: who does what it says, step by step, sees what it shows and has the files that it shows."""

from __future__ import annotations

import io
import re
import shlex
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from simulator.block import plain
from simulator.database import Database
from simulator.loading import load
from tests.tui.guide.pieces import Piece, copied, pieces, says
from tests.tui.playing import ROOT
from tests.tui.preview.opened import Trainer, Watched
from tui.commands import run
from tui.commands.check import check
from tui.heads import shipped_folder
from tui.policy import vocabulary
from tui.shelf import areas

GUIDE = (ROOT / "docs" / "trainer-guide.md").read_text(encoding="utf-8")
PIECES = pieces(GUIDE)
EXAMPLE = ROOT / "docs" / "examples" / "the-well"
FILE, PLANS = "the-well.yaml", "the-well.plans.yaml"
PREVIEW = "peacekeeper preview the-well.yaml"

WORDS = {"trainer-guide.md": 2_500, "writing-options.md": 1_200}
"""What is read in an hour beside the work, and in a quarter of one; files and screens not counted."""


@dataclass
class Reader:
    """Somebody who follows the guide in a folder of their own."""

    folder: Path
    file: list[str] = field(default_factory=list)
    below: int = 0

    def copies(self, piece: Piece) -> None:
        """Copy a piece to where the guide says."""
        if piece.lines[0] == "format: 1":
            (self.folder / PLANS).write_text(piece.text, encoding="utf-8")
            return
        self.file, self.below = copied(self.file, piece, self.below)
        (self.folder / FILE).write_text("\n".join(self.file) + "\n", encoding="utf-8")

    def types(self, command: str) -> None:
        """Type a command; what asks is answered as the guide says, and what fills the screen is tried elsewhere."""
        program, *words = shlex.split(command)
        assert program == "peacekeeper"
        if words[0] == "play" and "--moves" not in words:
            words.append("--plain")
        if words[0] == "check" and any(each.opts == ["--proofs"] and not each.secondary_opts for each in check.params):
            words.append("--proofs")  # until a check proves without being asked
        if words[0] != "preview":
            assert run(words) in (0, 1), command
        if words[0] == "new":
            self.file = (self.folder / FILE).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader at the beginning, with the answers to the questions of `peacekeeper new` at hand."""
    asked = GUIDE.partition("## 2.")[2].partition("## 3.")[0]
    answers = re.findall(r"^\d\. (.+)$", asked, flags=re.MULTILINE)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    monkeypatch.chdir(tmp_path)
    return Reader(tmp_path)


def test_whoever_follows_the_guide_sees_what_it_shows(reader: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command works at its place, each screen is real, and the files in the end are those of the example."""
    command, said = "", ""
    for piece in PIECES:
        if piece.kind == "yaml":
            reader.copies(piece)
        elif piece.kind == "sh":
            capsys.readouterr()
            command = piece.text.strip()
            reader.types(command)
            said = capsys.readouterr().out
        elif command != PREVIEW:
            assert says(piece, said), f"{command} does not say this any more:\n{piece.text}\nbut:\n{said}"
    for name in (FILE, PLANS):
        assert loaded(reader.folder / name) == loaded(EXAMPLE / name)


def loaded(file: Path) -> object:
    """What a file says, however it is laid out."""
    if file.name == PLANS:
        return file.read_text(encoding="utf-8")
    return plain(load(file, vocabulary(), areas=areas(shipped_folder())).file)


async def test_the_preview_shows_what_the_guide_shows(tmp_path: Path) -> None:
    """The lines of the preview in the guide stand on its screen, in that order."""
    (tmp_path / FILE).write_bytes((EXAMPLE / FILE).read_bytes())
    shown = next(after for before, after in pairwise(PIECES) if before.text.strip() == PREVIEW)
    with Database.in_memory(tmp_path / "preview.db") as database:
        app = Watched(tmp_path / FILE, database)
        async with app.run_test(size=(100, 34)) as pilot:
            trainer = Trainer(app, pilot)
            await trainer.reads()
            screen = "\n".join(line.removesuffix("ending").strip() for line in trainer.screen.splitlines())
    assert says(Piece("text", "…\n" + "".join(f"{line.strip()}\n" for line in shown.lines) + "…\n"), screen + "\n")


def test_the_example_is_whole() -> None:
    """Its plans hold and its note is there, so that it can be sent to somebody."""
    assert run(["test", str(EXAMPLE / FILE)]) == 0
    assert (EXAMPLE / "the-well.note.md").is_file()


def test_an_hour_suffices() -> None:
    """The minutes of the steps come to an hour at most."""
    minutes = [int(n) for n in re.findall(r"^## \d+\. .*\((\d+) minutes", GUIDE, flags=re.MULTILINE)]
    assert len(minutes) == 10
    assert sum(minutes) <= 60


@pytest.mark.parametrize("name", WORDS)
def test_there_is_not_too_much_to_read(name: str) -> None:
    """Whoever begins gets to the end."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert len(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).split()) <= WORDS[name]


@pytest.mark.parametrize("name", WORDS)
def test_every_link_leads_somewhere(name: str) -> None:
    """Each file that is linked is there, also without a network."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    files = set(re.findall(r"\]\((?!https?:)([^#)]+)", text))
    assert [file for file in files if not (ROOT / "docs" / file).is_file()] == []


@pytest.mark.parametrize("command", re.findall(r"`(peacekeeper [^`]+)`", GUIDE))
def test_what_is_named_beside_the_steps_is_a_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A command in the middle of a sentence exists too."""
    words = shlex.split(command)[1:]
    names = words[: 2 if words[0] in ("library", "rules") else 1]
    assert run([*names, "--help"]) == 0
    options = [word for word in words if word.startswith("-")]
    said = capsys.readouterr().out
    assert [option for option in options if not re.search(rf"(?<!\S){option}\b", said)] == []
