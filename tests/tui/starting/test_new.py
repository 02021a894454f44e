"""`peacekeeper new`: whatever is answered, what it writes checks, can be played, and tests the rules that it names."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.verdicts import Verdict, worst
from simulator import limits
from simulator.area import Area
from simulator.loading import load, load_area
from simulator.problems import LoadError
from simulator.run import Run
from simulator.scenario import Scenario
from simulator.source import AREA_FILE
from tests.tui.playing import SMALL
from tui.commands import HOLDS, INTERRUPTED, UNUSABLE, run
from tui.heads import shipped_folder
from tui.policy import assessed, rulebook, vocabulary
from tui.shelf import areas
from tui.starting.answers import COMPONENTS, LEVELS, Answers, NotPossible, file_of, id_of, is_id, line_of, words
from tui.starting.sketch import sketch
from tui.starting.writing import begun

ASHARA = load_area(areas(shipped_folder())["ashara"], vocabulary=vocabulary())
RULES = {rule.id: rule for rule in rulebook().rules}
SKETCHED = [id for id, rule in RULES.items() if sketch(rule, vocabulary())]

HOSTILE = st.one_of(
    st.sampled_from(
        ["- : #", '"', "'", "a: b", "# no", "{x}", "{{ 7*7 }}", "{% if %}", "true", "null", "~", "012", "06:30", "*a",
         "&a", "!x", "%d", "|", ">", "@x", "a\\nb", "\\", "👮🏽 Zoë", "مرحبا", "<b>", "[x]", "`x`", "a" * 301,
         "x" * 9_999, "a\u202eb", "a\u200db", "\x1b[2J", "return", "..", "../x", "?", "yes", "- a", "a #b", "a:", ": a"]
    ),
    st.text(max_size=40),
    st.text(st.sampled_from("ab:#'\"{}[]*&!%@`|>-? ,\\\n\t"), max_size=20),
)  # fmt: skip


def area() -> Area:
    assert ASHARA is not None
    return ASHARA


def answers(*rules: str, title: str = "A road", role: str = "Commander", component: str = "military") -> Answers:
    """Answers with these rules."""
    found = tuple(RULES[id] for id in rules)
    return Answers(title, role, component, "tactical", 20, area(), found)  # type: ignore[arg-type]


def scenario_of(text: str) -> Scenario:
    """The scenario of a text that `begun` made for a-road.yaml. Raises LoadError."""
    return load(Path("a-road.yaml"), vocabulary(), text=text, areas=areas(shipped_folder()))


def written(given: Answers) -> Scenario:
    return scenario_of(begun(given, Path("a-road.yaml"), vocabulary()))


def played(scenario: Scenario, rule: str, *, wrong: bool) -> tuple[Verdict, str | None]:
    """The verdict of a rule, and the ending: on the right way, or on the wrong way as soon as it is open."""
    play = Run.start(scenario, seed=1)
    while not play.finished:
        options = scenario.file.scenes[play.state.scene].options
        harm = [id for id, option in options.items() if option.set]
        right = [id for id in ("go-closer", "one-way", "wait-for-relief") if id in options]
        (move,) = harm if wrong and harm else right
        play.decide((move,))
    found = assessed(scenario, 1, play.records, explain=False).findings
    return worst(finding.verdict for finding in found if finding.rule == rule), play.ending


@given(
    title=HOSTILE, role=HOSTILE, component=st.sampled_from(COMPONENTS), level=st.sampled_from(LEVELS), data=st.data()
)
def test_whatever_is_answered_what_is_written_checks(
    title: str, role: str, component: str, level: str, data: st.DataObject
) -> None:
    """An answer is refused, or it stands in the file as it was typed, and the file has no problem."""
    rules = data.draw(st.lists(st.sampled_from(list(RULES)), min_size=1, max_size=6, unique=True))
    try:
        title, role = line_of(title), line_of(role)
    except NotPossible:
        return
    given = Answers(title, role, component, level, 20, area(), tuple(RULES[id] for id in rules))  # type: ignore[arg-type]
    scenario = written(given)
    assert (scenario.title, scenario.file.role, scenario.file.component) == (title, role, component)
    assert [objective.rules for objective in scenario.file.objectives] == [(id,) for id in rules]


@given(HOSTILE)
def test_every_title_has_an_id(title: str) -> None:
    """Whatever a scenario is called, there is an id for its file."""
    assert is_id(id_of(title))


@given(HOSTILE)
def test_a_text_stands_as_it_was_typed(text: str) -> None:
    """What the loader would refuse is refused first; the rest is read back as it was."""
    try:
        line = line_of(text)
    except NotPossible:
        return
    assert len(line) <= limits.LINE_LENGTH
    assert scenario_of(begun(answers("T21", title=line), Path("a-road.yaml"), vocabulary())).title == line
    assert words(line) in (line, json.dumps(line, ensure_ascii=False))


@pytest.mark.parametrize("id", SKETCHED)
def test_a_rule_is_kept_on_one_way_and_not_on_the_other(id: str) -> None:
    """Each rule that the beginning shows can be kept in it, and can be not kept, as its notes say."""
    scenario = written(answers(id))
    assert played(scenario, id, wrong=False) == (Verdict.KEPT, "ends-well")
    assert played(scenario, id, wrong=True) == (Verdict.NOT_KEPT, "ends-badly")


@pytest.mark.parametrize("id", SKETCHED)
def test_options_can_be_told_apart(id: str) -> None:
    """No two options of a scene read alike: what they do differs, and so do their labels."""
    for block in written(answers(id)).file.scenes.values():
        labels = [option.label for option in block.options.values()]
        assert len(set(labels)) == len(labels)


def test_most_rules_can_be_begun_with() -> None:
    """The examples of nearly all rules tell a story that scenes can show."""
    assert len(SKETCHED) >= 50


def test_a_beginning_has_what_a_trainer_should_see_once() -> None:
    """A timed decision, an inject, two endings, and notes that say what comes next."""
    text = begun(answers("T21", "T33"), Path("a-road.yaml"), vocabulary())
    scenario = scenario_of(text)
    assert sum(scene.kind == "ending" for scene in scenario.scenes.values()) == 2
    assert any(scene.file.decide_within for scene in scenario.scenes.values())
    assert len(scenario.injects) == 1
    assert text.count("NEXT") > 10
    assert "peacekeeper check a-road.yaml" in text
    assert not re.search(r"[ \t]+$", text, flags=re.MULTILINE)


# The command


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to write into."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_enter_is_enough(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody who only presses Enter gets a scenario, named after its title, and is told what comes next."""
    typed(monkeypatch, *[""] * 8)
    assert run(["new"]) == HOLDS
    assert [file.name for file in here.iterdir()] == ["my-first-scenario.yaml"]
    assert "peacekeeper check my-first-scenario.yaml" in capsys.readouterr().out
    assert run(["check", "my-first-scenario.yaml"]) == HOLDS


def test_a_wrong_answer_is_asked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be is told with the reason, and the question comes again."""
    typed(monkeypatch, "[b]", "The bridge", "9", "police", "", "3", "soon", "15", "detention", "T99", "T44 t46")
    assert run(["new"]) == HOLDS
    out = capsys.readouterr().out
    assert "A text may not contain square brackets." in out
    assert "'9' is not one of these" in out
    assert "from 1 to 240" in out
    assert "There is no rule 'T99'." in out
    scenario = load(here / "the-bridge.yaml", vocabulary(), areas=areas(shipped_folder()))
    assert (scenario.file.component, scenario.file.level, scenario.file.play_minutes) == ("police", "leadership", 15)
    assert [objective.rules for objective in scenario.file.objectives] == [("T44",), ("T46",)]
    assert scenario.file.card == "duf"


@pytest.mark.parametrize("name", ["true", "null", "no", "return", "x"])
def test_words_that_mean_something_can_be_names(name: str, here: Path) -> None:
    """A file may be called by a word that YAML would take for something else."""
    assert run(["new", f"{name}.yaml", "--title", name, "--yes"]) == HOLDS
    assert load(here / f"{name}.yaml", vocabulary(), areas=areas(shipped_folder())).id == name


def test_options_answer_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --yes nothing is asked, and what is not given is as usual; --json says what was written."""
    options = [
        "--title",
        "Rope: a game",
        "--role",
        "Head of office",
        "--component",
        "civilian",
        "--level",
        "operational",
    ]
    rules = ["--rule", "T49", "--rule", "T57"]
    assert (
        run(["new", "rope.yaml", *options, "--minutes", "30", "--area", "ashara", *rules, "--yes", "--json"]) == HOLDS
    )
    told = json.loads(capsys.readouterr().out)["new"]
    assert told == {"file": "rope.yaml", "id": "rope", "title": "Rope: a game", "untested": ["T57"]}
    scenario = load(here / "rope.yaml", vocabulary(), areas=areas(shipped_folder()))
    assert (scenario.file.role, scenario.file.card) == ("Head of office", "staff")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["The Road.yaml"], "such as 'the-road.yaml'"),
        (["Null.yaml"], "such as 'null.yaml'"),
        (["road.yml"], "such as 'road-yml.yaml'"),
        (["area.yaml"], "such as 'scenario-area.yaml'"),
        (["nowhere/road.yaml"], "There is no folder 'nowhere'."),
        (["road.yaml", "--component", "navy"], "The component cannot be this."),
        (["road.yaml", "--minutes", "-5"], "The minutes cannot be this."),
        (["road.yaml", "--rule", "T999"], "There is no rule 'T999'."),
        (["road.yaml", "--area", "asharra"], "Did you mean 'ashara'?"),
        (["road.yaml", "--title", "x" * 500], "At most 300 characters"),
        (["road.yaml", "--title", " "], "at least one word"),
    ],
)
def test_what_cannot_be_is_one_message(
    arguments: list[str], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was given and cannot be is told with what to do, and nothing is written."""
    assert run(["new", *arguments, "--yes"]) == UNUSABLE
    assert said in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_file_that_is_there_is_never_changed(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a file of that name, nor one that its title leads to, nor what a link leads to."""
    (here / "road.yaml").write_text("mine")
    (here / "link.yaml").symlink_to(here / "target.yaml")
    for arguments in (["road.yaml"], ["link.yaml"], ["--title", "Road"]):
        assert run(["new", *arguments, "--yes"]) == UNUSABLE
        assert "is there already" in capsys.readouterr().err
    assert (here / "road.yaml").read_text() == "mine"
    assert not (here / "target.yaml").exists()


def test_answers_that_end_early_write_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the input ends before the last question, nothing is written and the way out is said."""
    typed(monkeypatch, "Road")
    assert run(["new"]) == UNUSABLE
    assert "--yes" in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_the_area_beside_the_file_is_taken(here: Path) -> None:
    """Where a mission area stands in the folder, the scenario takes place there."""
    shutil.copy(SMALL / AREA_FILE, here / AREA_FILE)
    assert run(["new", "road.yaml", "--yes"]) == HOLDS
    beside = load_area(here / AREA_FILE)
    assert beside is not None
    assert load(here / "road.yaml", vocabulary()).area.id == beside.id


def test_a_broken_area_is_told_before_anything_is_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mission area that cannot be used is told with its place."""
    (here / AREA_FILE).write_text("format: 1\ntitle: [")
    assert run(["new", "road.yaml"]) == UNUSABLE
    assert "area.yaml:2" in capsys.readouterr().err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(HOSTILE, max_size=12))
def test_no_answers_bring_a_traceback(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is typed, the command writes a file that checks, or says why not."""
    for file in here.iterdir():
        file.unlink()
    typed(monkeypatch, *lines)
    status = run(["new"])
    assert status in (HOLDS, UNUSABLE, INTERRUPTED)
    assert "Traceback" not in capsys.readouterr().err
    made = list(here.iterdir())
    assert len(made) == (status == HOLDS)
    for file in made:
        try:
            load(file, vocabulary(), areas=areas(shipped_folder()))
        except LoadError as error:
            pytest.fail(str(error))


def test_a_name_needs_no_title() -> None:
    """A file is named after the title where none is given."""
    assert file_of(None, "Fuel, again?") == Path("fuel-again.yaml")
