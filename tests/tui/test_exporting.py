"""A run as files: self-contained, escaped, and honest about what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.database import Database
from simulator.database.runs import RunRow
from tests.tui.playing import WHOLE, gate, kept_after
from tests.tui.test_debrief import view
from tui.completion import completion
from tui.exporting import VARIABLE, NotWritten, export, export_folder
from tui.report_html import completion_html, debrief_html
from tui.written import MEANT


class Outline(HTMLParser):
    """What a page consists of: its tags, its attributes, its headings by level, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.levels: list[int] = []
        self.text = ""
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {f"{tag}.{name}": value for name, value in attrs}
        self._style = tag == "style"
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._style else data


def test_a_debrief_is_one_file_with_everything_in_it() -> None:
    """No script, nothing fetched, a language, and headings that go down one level at a time."""
    html = debrief_html(view(), "Made of this.")
    page = Outline(html)
    assert not {"script", "link", "img", "iframe", "base"} & set(page.tags)
    assert not re.search(r"https?:|url\(|@import", html)
    assert page.attributes["html.lang"] == "en"
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(page.levels, page.levels[1:], strict=False))
    for words in ("This is training.", "Decision 3, 06:37: Stones", "What the provisions say", "Made of this."):
        assert words in page.text


@given(st.text(alphabet="a<>&\"'/{}%#=", min_size=1, max_size=20))
def test_nothing_that_was_written_becomes_markup(text: str) -> None:
    """Whatever stands in a title or a note is shown as it is."""
    usual, page = Outline(debrief_html(view())), Outline(debrief_html(replace(view(), title=text)))
    assert page.tags == usual.tags
    assert text in page.text


def test_a_run_that_ended_is_written_as_debrief_and_completion_sheet(database: Database, tmp_path: Path) -> None:
    """HTML and Markdown of the debrief with what the player wrote, and the sheet with the name."""
    kept = kept_after(database, WHOLE, name="Ana <b>")
    kept.note("I did not see him.", decision=3)
    kept.note("I meant to <stop> them.", field=MEANT, decision=3)
    files = export(database, kept.id, tmp_path / "new" / "folder")
    texts = {file.name.rsplit("-", 1)[1]: file.read_text(encoding="utf-8") for file in files}
    assert set(texts) == {"debrief.html", "debrief.md", "completion.html"}
    for words in ("I did not see him.", "I meant to <stop> them.", "This was recorded as"):
        assert words in Outline(texts["debrief.html"]).text
    assert "Ana <b>" in Outline(texts["completion.html"]).text
    assert "Ana" not in texts["debrief.html"] + texts["debrief.md"]


def test_the_sheet_says_what_it_is_not() -> None:
    """No certificate of the United Nations; lines to sign; a line for the name of a guest."""
    with_name, without = (Outline(completion_html(completion(row(), gate(), name))) for name in ("Ana", ""))
    assert "not a certificate of the United Nations" in with_name.text
    assert "Trainee: date and signature" in with_name.text
    assert without.attributes["span.class"] == "line"
    assert "span.class" not in with_name.attributes


def row() -> RunRow:
    """A run that took half an hour."""
    return RunRow(
        "abc", gate().hash, "the-gate", "The gate", 1, None, "exam", None, None,
        "2026-01-02T03:04:05+00:00", "finished", "gate-open", "2026-01-02T03:34:05+00:00", 6,
    )  # fmt: skip


def test_the_sheet_has_what_was_played_and_for_how_long() -> None:
    """Scenario, short version, mode, day, minutes, decisions and ending."""
    facts = dict(completion(row(), gate()).facts)
    assert (facts["Exercise"], facts["Mode"], facts["Decisions"]) == ("The gate", "exam", "5")
    assert facts["From beginning to end"] == "30 minutes"
    assert gate().hash[:12] in facts["Version"]
    assert facts["Ending"] == "The gate opens"


def test_a_run_that_was_stopped_has_no_completion_sheet(database: Database, tmp_path: Path) -> None:
    """What was not played to its end is not called completed."""
    kept = kept_after(database, WHOLE[:2])
    kept.play.stop()
    assert [file.suffix for file in export(database, kept.id, tmp_path)] == [".html", ".md"]


def test_a_folder_that_cannot_be_written_is_told(database: Database, tmp_path: Path) -> None:
    """One sentence with the file and the reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match="could not be written"):
        export(database, kept_after(database, WHOLE).id, tmp_path / "file")


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the option first, then by the environment, else among the user's documents."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert export_folder().name == "peacekeeper"
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert export_folder() == tmp_path
    assert export_folder(str(tmp_path / "other")) == tmp_path / "other"
