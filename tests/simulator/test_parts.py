"""Parts with parameters: each distinct call becomes a part of its own; what is wrong is told where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from simulator.compiling import from_data, to_data
from simulator.loading import load
from simulator.model import ScenarioFile
from simulator.part_calls import fill_parts
from simulator.problems import LoadError, Problems
from simulator.run import Run
from simulator.source import read_source
from tests.simulator.test_loading_of_anything import changes
from tests.simulator.writing import FILE, VOCABULARY, Mistake, changed, expected, loaded, mistake, problems_of, told
from tests.simulator.writing import written as write

PART = """\
  search:
    with:
      whom: a target
      minutes: a number
      means: an act
      found: a variable
      where: a text
    start: frisk
    scenes:
      frisk:
        title: A search at {where}
        text: You search {whom} at {where}.
        options:
          hands:
            label: Search {whom}
            when: "{found} and not threat({whom})"
            acts: [{aid: {whom}}, {"{means}": {whom}}]
            takes: {minutes}
            set: {"{found}": false}
            then: return
          leave: {label: "Let {whom} pass", takes: "{minutes}", acts: [{means}], then: return}
"""
CALL = """\
      find:
        label: Search
        play: {search: {whom: thrower, minutes: 7, means: talk, found: interpreter, where: the gate}}
        then: who-goes
"""
OPTION, LAST = "      hold:\n", "variants:\n"
BOTH = {OPTION: CALL + OPTION, LAST: PART + LAST}


def written(folder: Path, changes: dict[str, str]) -> Path:
    """The file with these changes."""
    return write(folder, changed(FILE, changes))


def test_a_call_makes_a_part_with_its_values(tmp_path: Path) -> None:
    """In acts and conditions a target stands as its id, in texts by its name; numbers stay numbers."""
    scenario = loaded(written(tmp_path, BOTH))
    scene = scenario.scenes["search-thrower/frisk"]
    assert (scene.file.title, scene.file.text) == ("A search at the gate", "You search the thrower at the gate.")
    hands, leave = scene.options.values()
    assert hands.course.acts == (("aid", "thrower"), ("talk", "thrower"))
    assert (hands.course.takes, leave.course.takes, leave.course.acts) == (7, 7, (("talk", None),))
    assert hands.test is not None
    assert scenario.expressions[hands.test].text == "interpreter and not threat(thrower)"
    assert [change.name for change in hands.course.effects.changes] == ["interpreter"]


def test_it_is_played_as_any_part(tmp_path: Path) -> None:
    """The log names its scenes, and it goes on where the call says."""
    run = Run.start(loaded(written(tmp_path, BOTH)), 1)
    run.decide(("find",))
    assert run.state.scene == "search-thrower/frisk"
    run.decide(("hands",))
    assert (run.state.scene, run.state.minute) == ("who-goes", 8)


def test_the_version_knows_nothing_of_parameters(tmp_path: Path) -> None:
    """What is stored has the parts as they were made, and stands alone."""
    scenario = loaded(written(tmp_path, BOTH))
    again = from_data(to_data(scenario), hash=scenario.hash)
    assert list(again.scenes) == list(scenario.scenes)
    assert list(scenario.file.parts) == ["medevac", "search-thrower"]


def test_the_same_call_is_the_same_part_and_another_is_another(tmp_path: Path) -> None:
    """Parts are named for their targets; where these are the same, they are counted in the order of the file."""
    again = CALL.replace("find:", "find-again:")
    longer = CALL.replace("find:", "find-more:").replace("minutes: 7", "minutes: 9")
    crowd = CALL.replace("find:", "find-all:").replace("whom: thrower", "whom: crowd")
    scenario = loaded(written(tmp_path, {**BOTH, OPTION: CALL + again + longer + crowd + OPTION}))
    assert list(scenario.file.parts) == ["medevac", "search-thrower", "search-thrower-2", "search-crowd"]
    assert scenario.scenes["search-thrower-2/frisk"].options["hands"].course.takes == 9


def test_a_part_may_hand_its_values_on(tmp_path: Path) -> None:
    """A part with parameters plays another one with what it was given itself."""
    outer = PART.replace("search:", "cordon:", 1).replace(
        "takes: {minutes}\n            set",
        "play: {search: {whom: {whom}, minutes: 3, means: {means}, found: {found}, where: {where}}}\n            set",
        1,
    )
    changes = {OPTION: CALL.replace("{search:", "{cordon:") + OPTION, LAST: outer + PART + LAST}
    scenario = loaded(written(tmp_path, changes))
    assert {"cordon-thrower/frisk", "search-thrower/frisk"} <= scenario.scenes.keys()
    assert scenario.scenes["search-thrower/frisk"].options["hands"].course.takes == 3


def test_names_of_the_author_are_no_calls(tmp_path: Path) -> None:
    """An option may be called `play`, and a variable may be set that has the name of a part."""
    option = "      play: {label: Play, set: {play: search}, then: who-goes}\n"
    variable = "state:\n  play: {one of: [search, none], start: none}\n"
    scenario = loaded(written(tmp_path, {**BOTH, OPTION: CALL + option + OPTION, "state:\n": variable}))
    assert scenario.scenes["at-the-gate"].options["play"].course.effects.changes[0].value == "search"


def test_a_part_without_parameters_is_played_as_before(tmp_path: Path) -> None:
    """`play: medevac` and `play: {medevac: }` are the same."""
    plain = loaded(written(tmp_path, {"play: medevac": "play: {medevac: }"}))
    assert plain.hash == loaded(write(tmp_path)).hash


def wrong(code: str, old: str, new: str, near: str | None = None) -> Mistake:
    """A mistake in the part or its call."""
    text = changed(PART + CALL, {old: new})
    return Mistake(
        code,
        {
            OPTION: text[-len(text) + text.index("      find:") :] + OPTION,
            LAST: text[: text.index("      find:")] + LAST,
        },
        near,
    )


MISTAKES = [
    wrong("S531", "{search: {whom: thrower, minutes: 7,", "{▸search: {whom: thrower,"),
    wrong("S532", "minutes: 7,", "minutes: 7, ▸minute: 7,", "minutes"),
    wrong("S532", "You search {whom}", "You search ▸{hwom}", "whom"),
    wrong("S305", "whom: thrower", "whom: ▸throwr", "thrower"),
    wrong("S304", "means: talk", "means: ▸tolk", "talk"),
    wrong("S306", "found: interpreter", "found: ▸interpretr", "interpreter"),
    wrong("S203", "minutes: 7", "minutes: ▸seven"),
    wrong("S203", "where: the gate", "where: ▸[the gate]"),
    wrong("S204", "minutes: a number", "minutes: ▸a nubmer", "a number"),
    wrong("S308", "{search:", "{▸serch:", "search"),
    wrong("S209", "play: {search:", "play: ▸{other: , search:"),
    wrong("S301", '{minutes}", acts: [{means}], then: return', '{minutes}", acts: [{means}], then: ▸frsk', "frisk"),
    wrong("S402", '"{found} and not threat({whom})"', '▸"{found} and tenson > 2"', "tension"),
    wrong("S402", '"{found} and not threat({whom})"', "interpreter and ▸tenson > 2", "tension"),
    mistake("S533", LAST, PART.replace("search:", "▸search:", 1) + LAST),
    mistake("S532", "play: medevac", "play: {medevac: {▸whom: crowd}}"),
]


def test_a_part_that_plays_itself_is_told(tmp_path: Path) -> None:
    """With the same values it is too deep; with ever longer ones it would never end."""
    values = "whom: {whom}, minutes: 7, means: talk, found: interpreter, where: WHERE"
    inner = f"{{label: Again, play: {{search: {{{values}}}}}, then: return}}"
    leave = PART.splitlines()[-1].split("leave: ")[1]
    for where, code in (("the gate", "S523"), ('"{where} on"', "S534")):
        part = PART.replace(leave, inner.replace("WHERE", where))
        found = problems_of(written(tmp_path, {OPTION: CALL + OPTION, LAST: part + LAST}))
        assert code in {problem.code for problem in found}


def test_a_part_of_its_own_file_is_told_there(tmp_path: Path) -> None:
    """`uses` brings a part from the folder `parts`; what is wrong in it has the place in its file."""
    body = "\n".join(line[4:] for line in PART.splitlines()[1:])
    head = "format: 1\nid: search\ntitle: A search\n"
    file = written(tmp_path, {OPTION: CALL + OPTION, "start: at-the-gate": "uses: [search]\nstart: at-the-gate"})
    (tmp_path / "parts").mkdir()
    shared = tmp_path / "parts" / "search.yaml"
    shared.write_text(head + body + "\n")
    scenario = loaded(file)
    assert "search-thrower/frisk" in scenario.scenes
    assert scenario.file.uses == ()
    shared.write_text((head + body).replace("[{means}], then: return", "[{means}], then: frsk") + "\n")
    (problem,) = problems_of(file)
    line = next(n for n, text in enumerate((head + body).splitlines(), 1) if "leave:" in text)
    assert (problem.code, problem.place.file, problem.place.line) == ("S301", str(shared), line)
    shared.write_text("format: 1\nid: serch\ntitel: A search\n" + body + "\n")
    assert {problem.code for problem in problems_of(file)} == {"S202", "S201"} & {"S202"}
    shared.unlink()
    (problem,) = problems_of(file)
    assert (problem.code, problem.place.file) == ("S308", str(file))


@pytest.mark.parametrize("name", ["../gate", "/etc/passwd", "a b", "x" * 99])
def test_a_part_is_looked_for_nowhere_else(tmp_path: Path, name: str) -> None:
    """What is no id is no name of a file."""
    file = written(tmp_path, {"start: at-the-gate": f"uses: [{name}]\nstart: at-the-gate"})
    assert {problem.code for problem in problems_of(file)} <= {"S208", "S205", "S308"}
    with pytest.raises(LoadError):
        load(file, VOCABULARY, problems=Problems())


@given(changes(changed(FILE, BOTH)))
def test_whatever_is_done_to_a_part_it_is_filled_in_or_told(text: str) -> None:
    """Lines deleted, doubled, swapped or with other signs and values: a scenario, or problems with a place."""
    problems = Problems()
    source = read_source("gate.yaml", problems, text=text)
    filled = fill_parts(source, [], VOCABULARY, problems) if source else None
    assert filled is not None or problems
    assert all(problem.place.line is not None for problem in problems)


@pytest.mark.parametrize("slip", MISTAKES, ids=lambda slip: slip.code)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, slip: Mistake) -> None:
    """In the part where it stands there, at the call where it was given there."""
    assert told(tmp_path, slip) == [expected(slip)]


def test_the_models_own_parameters(tmp_path: Path) -> None:
    """A file without parts has none, and nothing is added to its version."""
    assert ScenarioFile.__dataclass_fields__["uses"].default == ()
    assert loaded(write(tmp_path)).file.parts["medevac"].with_ == {}
