"""`peacekeeper lsp` over pipes, with a real client: what a trainer sees while they write."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.tui.language_server.editor import PROGRAM, WAIT, Editor, edited, editor, name
from tests.tui.playing import GATE, SMALL, TWO_WORDS

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXT = GATE.read_text(encoding="utf-8")
WRONG = TEXT.replace("then: stones", "then: stonse")
MISSING = TEXT.replace("then: stones", "then: the-convoy-leaves")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def window() -> AsyncIterator[Editor]:
    """One program for all these tests; it must outlive each of them."""
    async with editor() as opened:
        yield opened
        assert opened.log == []
        assert await opened.end() == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The gate in a folder of its own, with its mission area."""
    shutil.copy(SMALL / "area.yaml", tmp_path)
    return Path(shutil.copy(GATE, tmp_path))


async def test_a_good_file_has_no_problems(window: Editor, file: Path) -> None:
    """A scenario without problems is opened without a mark in it."""
    window.open(file)
    assert await window.problems(file) == ()


async def test_a_wrong_name_is_underlined(window: Editor, file: Path) -> None:
    """A scene that is not there is underlined, word for word, with what was meant, the code, and its page."""
    window.open(file, WRONG)
    (problem,) = await window.problems(file)
    assert problem.message.startswith("There is no scene 'stonse'. Did you mean 'stones'?")
    assert problem.code == "S301"
    assert problem.code_description is not None
    assert problem.code_description.href.endswith("/docs/problems/S301.md")
    start, end = problem.range.start, problem.range.end
    assert WRONG.split("\n")[start.line][start.character : end.character] == "stonse"


async def test_problems_follow_what_is_typed(window: Editor, file: Path) -> None:
    """They come and go with the text in the editor, which is not on the disk."""
    window.open(file)
    assert await window.problems(file) == ()
    window.write(file, WRONG)
    assert [problem.code for problem in await window.problems(file)] == ["S301"]
    window.write(file, TEXT)
    assert await window.problems(file) == ()


async def test_only_the_last_text_is_checked(window: Editor, file: Path) -> None:
    """While one types, what is out of date is never shown: of many texts in a row the last one is told."""
    window.open(file)
    assert await window.problems(file) == ()
    for n in range(30):
        window.write(file, WRONG.replace("stonse", f"stons{n}"))
    window.write(file, TEXT)
    shown = [await asyncio.wait_for(window.shown.get(), WAIT)]
    while shown[-1].version != window.versions[file]:
        shown.append(await asyncio.wait_for(window.shown.get(), WAIT))
    assert shown[-1].diagnostics == ()
    assert [found.version for found in shown if found.diagnostics] == []


async def test_a_wrong_rule_and_condition_are_underlined(window: Editor, file: Path) -> None:
    """Within a condition the one wrong word is underlined; rules that there are not are told too."""
    window.open(file, TEXT.replace("when: tension >= 5", "when: tension >= 5 and tlaked"))
    (problem,) = await window.problems(file)
    line = window.texts[file].split("\n")[problem.range.start.line]
    assert line[problem.range.start.character : problem.range.end.character] == "tlaked"
    window.write(file, TEXT.replace("rules: [T01]", "rules: [T99]"))
    assert [problem.code for problem in await window.problems(file)] == ["R901"]


async def test_a_signs_width_does_not_move_the_mark(window: Editor, file: Path) -> None:
    """What comes after signs outside the basic plane is underlined where the editor shows it."""
    water = "{label: Four with water for the crowd, costs: 4,"
    window.open(file, TEXT.replace(water, '{label: "𝔉our 🚰 with water", when: nosuch, costs: 4,'))
    (problem,) = await window.problems(file)
    units = window.texts[file].split("\n")[problem.range.start.line].encode("utf-16-le")
    assert units[2 * problem.range.start.character : 2 * problem.range.end.character].decode("utf-16-le") == "nosuch"


async def test_the_one_meant_is_one_action_away(window: Editor, file: Path) -> None:
    """Taking what was meant mends the file."""
    window.open(file, WRONG)
    problems = await window.problems(file)
    actions = await _actions(window, file, problems)
    assert [action.title for action in actions] == ["Change to 'stones'", "Create the scene 'stonse'"]
    window.write(file, edited(WRONG, _edits(actions[0], file)))
    assert await window.problems(file) == ()
    assert window.texts[file] == TEXT


async def test_a_missing_scene_is_one_action_away(window: Editor, file: Path) -> None:
    """A scene that is not there is created after the one that leads to it, and what is written checks."""
    window.open(file, MISSING)
    (create,) = await _actions(window, file, await window.problems(file))
    assert create.title == "Create the scene 'the-convoy-leaves'"
    window.write(file, edited(MISSING, _edits(create, file)))
    assert "\n  the-convoy-leaves:\n    title: The convoy leaves\n" in window.texts[file]
    assert {problem.code for problem in await window.problems(file)} <= {"S518", "S519", "S523"}


async def test_completion_over_the_wire(window: Editor, file: Path) -> None:
    """A scene completes in a file that cannot be read at this moment."""
    window.open(file, TEXT.replace("takes: 4\n", "then: st\n").replace("acts: [{crowd.dialogue: crowd}]", "acts: [{"))
    found = await window.ask("completion", file, "then: st¦\n")
    assert "stones" in [item.label for item in found.items]
    found = await window.ask("completion", file, "acts: [{¦\n")
    assert "crowd.dialogue" in [item.label for item in found.items]


async def test_hover_definition_and_references(window: Editor, file: Path) -> None:
    """A rule explains itself with its provisions; a scene is found where it is declared, and wherever it is named."""
    window.open(file)
    rule = await window.ask("hover", file, "rules: [T¦01]")
    assert "Warn before deadly force" in rule.contents.value
    assert "Basic Principles" in rule.contents.value
    there = await window.ask("definition", file, "then: st¦ones")
    assert TEXT.split("\n")[there.range.start.line] == "  stones:"
    assert len(await window.ask("references", file, "then: the-re¦port")) == TEXT.count("the-report")
    card = await window.ask("definition", file, "card: r¦oe")
    assert card.uri == (file.parent / "area.yaml").as_uri()
    assert (SMALL / "area.yaml").read_text().split("\n")[card.range.start.line].strip() == "roe:"


async def test_rename_over_the_wire(window: Editor, file: Path) -> None:
    """Another name for a scene is written everywhere at once; what cannot be is refused with the reason."""
    window.open(file)
    asked = await window.ask("prepare_rename", file, "then: st¦ones")
    assert asked.placeholder == "stones"
    found = await window.ask("rename", file, "then: st¦ones", new_name="bottles")
    window.write(file, edited(TEXT, found.changes[file.as_uri()]))
    assert await window.problems(file) == ()
    with pytest.raises(JsonRpcException, match="taken"):
        await window.ask("rename", file, "then: bot¦tles", new_name="the-report")


async def test_the_outline_lists_scenes_with_options(window: Editor, file: Path) -> None:
    """The editor's outline has the scenes by name and title, and under each its options."""
    window.open(file)
    asked = window.client.text_document_document_symbol_async(types.DocumentSymbolParams(name(file)))
    found = await asyncio.wait_for(asked, WAIT)
    blocks = {symbol.name: symbol for symbol in found or () if isinstance(symbol, types.DocumentSymbol)}
    scenes = {scene.name: scene for scene in blocks["scenes"].children or ()}
    assert scenes["stones"].detail == "Stones"
    assert [option.name for option in scenes["stones"].children or ()] == ["back", "gas", "hold"]
    assert "injects" in blocks


async def test_a_mission_area_is_checked_too(window: Editor, file: Path) -> None:
    """area.yaml is checked as it stands in the editor; when it is saved, its scenarios are looked at again."""
    area = file.parent / "area.yaml"
    window.open(file)
    assert await window.problems(file) == ()
    window.open(area, area.read_text().replace("id: lowland", "id: highland"))
    assert await window.problems(area) == ()
    window.save(area)
    (problem,) = await window.problems(file)
    assert problem.code == "S309"


async def test_a_closed_file_has_no_marks(window: Editor, file: Path) -> None:
    """What was closed is not underlined any more."""
    window.open(file, WRONG)
    assert len(await window.problems(file)) == 1
    window.close(file)
    assert await window.problems(file) == ()


async def test_other_yaml_is_left_alone(window: Editor, tmp_path: Path) -> None:
    """A file that is no scenario gets no marks and no offers."""
    other = tmp_path / "compose.yaml"
    window.open(other, "services:\n  web: {image: nginx}\n  - broken\n")
    assert await window.problems(other) == ()
    assert (await window.ask("completion", other, "services:")).items == ()


HOSTILE = {
    "nothing": "",
    "brackets": "format: 1\n" + "[" * 200_000,
    "braces": "scenes: " + "{a: " * 50_000,
    "quotation marks": 'format: "' + "x\n" * 20_000,
    "aliases": "a: &a [x]\nformat: *a\n",
    "controls": "format: 1\x00\x1b[2J\u202e\u2028\r\r\n",
    "an endless line": "format: 1\nscenes: " + "x" * 900_000,
    "more than is read": "format: 1\n" + "# x\n" * 300_000,
    "many keys": "format: 1\nscenes:\n" + "".join(f"  s{n}: {{title: x, text: y}}\n" for n in range(5_000)),
    "lone surrogates": "format: 1\ntitle: \\ud800\n",
}


@pytest.mark.parametrize("case", HOSTILE)
async def test_no_text_ends_the_server(window: Editor, file: Path, case: str) -> None:
    """Whatever is in a buffer, it is answered with problems, every question is answered, and then all goes on."""
    window.open(file, HOSTILE[case])
    assert await window.problems(file)
    for question in ("completion", "hover", "definition"):
        await window.ask(question, file, "format" if "format" in HOSTILE[case] else "")
    window.write(file, TEXT)
    assert await window.problems(file) == ()


async def test_no_message_ends_the_server() -> None:
    """What is no message, or one that nobody knows, is passed over."""
    process = await asyncio.create_subprocess_exec(
        *PROGRAM, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
    nonsense = (b"{]", b"[1, 2]", b'{"jsonrpc": "2.0", "method": "no/such"}', b"\xff\xfe", body)
    wire = b"".join(b"nonsense\r\nContent-Length: %d\r\n\r\n%s" % (len(each), each) for each in nonsense)
    answer, errors = await asyncio.wait_for(process.communicate(wire), WAIT)
    assert b'"completionProvider"' in answer
    assert errors == b""
    assert process.returncode == 0


def _edits(action: types.CodeAction, file: Path) -> list[types.TextEdit]:
    assert action.edit is not None
    assert action.edit.changes is not None
    return list(action.edit.changes[file.as_uri()])


async def _actions(window: Editor, file: Path, problems: object) -> list[types.CodeAction]:
    assert isinstance(problems, tuple)
    asked = types.CodeActionParams(name(file), problems[0].range, types.CodeActionContext(problems))
    found = await asyncio.wait_for(window.client.text_document_code_action_async(asked), WAIT)
    return [action for action in found or () if isinstance(action, types.CodeAction)]


async def test_what_proofs_find_is_told_after_saving(window: Editor, tmp_path: Path) -> None:
    """A claim stands at its word with its weight, its code and its page; the next edit takes it away."""
    shutil.copy(SMALL / "area.yaml", tmp_path)
    file = tmp_path / TWO_WORDS.name
    text = TWO_WORDS.read_text(encoding="utf-8").replace(
        "start: the-call", "state: {tired: {flag: false}}\nstart: the-call"
    )
    text += "properties:\n  by-way-of-the-drill: {at least one of: the-drill}\n"
    window.open(file, text)
    assert await window.problems(file) == ()
    window.save(file)
    found = {str(problem.code): problem for problem in await window.problems(file)}
    assert found["P302"].severity == types.DiagnosticSeverity.Error
    assert found["P108"].severity == types.DiagnosticSeverity.Warning
    for code, word in (("P302", "by-way-of-the-drill"), ("P108", "tired")):
        start, end = found[code].range.start, found[code].range.end
        assert text.split("\n")[start.line][start.character : end.character] == word
        page = found[code].code_description
        assert page is not None
        assert page.href.endswith(f"/docs/problems/{code}.md")
    window.write(file, text + "# more\n")
    assert await window.problems(file) == ()
