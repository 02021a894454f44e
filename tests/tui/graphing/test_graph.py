"""`peacekeeper graph`: every scene and way is in the picture, and no label can break its language."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph import edges
from simulator.loading import load
from simulator.problems import Place
from simulator.scenario import Scenario
from tests.random_scenarios import scenarios
from tests.small import scene
from tests.small import small as scenario
from tests.tui.playing import SMALL, TWO_WORDS, gate
from tui.commands import HOLDS, UNUSABLE, run
from tui.explaining.trying import example
from tui.graphing.dot import dot
from tui.graphing.marks import coverage_of, legend_of, marks_of
from tui.graphing.mermaid import mermaid
from tui.graphing.svg import svg
from tui.graphing.view import GraphView, view_of
from tui.heads import scenario_files, shipped_folder
from tui.policy import vocabulary
from tui.proof_finding import Finding
from tui.shelf import areas

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = st.one_of(
    st.sampled_from(
        ['"', "\\", '\\"', "\\N", "]]>", "<script>", "&lt;", "-->", "end", "%%", "#quot;", "|x|", "`", "${x}", "{{x}}",
         'click n0 href "x"', "subgraph", "\n", "\r", "\x00", "\u2028", "\u202e", "日本", "'", "*/", "]", ")", "}", ";"]
    ),
    st.text(max_size=20),
)  # fmt: skip

MERMAID_NODE = re.compile(r'n\d+(\["T"\]|\[/"T"/\]|\[\["T"\]\]|\(\["T"\]\)|>"T"\])|r\d+\(\("T"\)\)')
MERMAID_LINE = re.compile(
    r'flowchart TD|subgraph p\d+\["T"\]|end|[nr]\d+ (?:-->|-\.->)(?:\|"T"\|)? [nr]\d+'
    r"|classDef \w+ [\w:#,-]+|class [\w,]+ \w+"
)
DOT_LINE = re.compile(
    r"digraph scenario \{|subgraph cluster_\d+ \{|\}|T(?: -> T)? \[[\w= T]*\]|label=T[\w= ]*"
    r"|node \[[\w= ]*\] edge \[[\w= ]*\]"
)


def small(title: str, label: str, condition: str = "flag") -> Scenario:
    """A scenario in which these words stand wherever words can stand."""
    options = {
        "go": {"label": label, "then": "end", "when": condition, "takes": 2},
        "stay": {"label": label, "chance": [{"weight": 1, "then": "end"}, {"weight": 2, "then": "first"}]},
    }
    return scenario(
        {"first": {**scene(options), "title": title}},
        title=title,
        state={"flag": {"flag": True}},
        injects={"call": {"when": "not flag", "title": title, "text": label, "then": "end"}},
    )


def view(found: Scenario, findings: Mapping[str, tuple[str, ...]] | None = None) -> GraphView:
    return view_of(found, findings or {})


def drawn(text: str) -> list[ElementTree.Element]:
    """The ways of a picture."""
    return [path for path in ElementTree.fromstring(text).iter(f"{SVG}path") if "way" in path.get("class", "")]


def written(text: str) -> str:
    """All that can be read in a picture."""
    return "\n".join("".join(element.itertext()) for element in ElementTree.fromstring(text).iter(f"{SVG}text"))


def with_parts(tmp_path: Path) -> Scenario:
    """The example of docs/problems, which has a part."""
    file = tmp_path / "crowd-at-the-gate.yaml"
    file.write_text(example("scenario"))
    return load(file, vocabulary(), areas=areas(shipped_folder()))


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_words_break_a_language(title: str, label: str, finding: str) -> None:
    """Whatever stands in titles, labels and findings stays between quotation marks, or is text in the picture."""
    title, label = title or "x", label or "x"
    marks = {"first": (finding,), "first.stay": (finding,)}
    seen = view_of(small(title, label), marks, legend=(finding,))
    for line in mermaid(seen).removesuffix("\n").split("\n"):
        bare = re.sub(r'"[^"]*"', '"T"', line.strip())
        assert MERMAID_NODE.fullmatch(bare) or MERMAID_LINE.fullmatch(bare), line
        assert not re.search(r"[\\<>`{}%]", re.sub(r"<br/>", "", "".join(re.findall(r'"[^"]*"', line)))), line
    for line in re.sub(r'"(?:[^"\\]|\\.)*"', "T", dot(seen), flags=re.DOTALL).removesuffix("\n").split("\n"):
        assert DOT_LINE.fullmatch(line.strip()), line
    assert len(drawn(svg(seen))) == 2


def pairs_in(text: str) -> set[tuple[str, str]]:
    """The edges of a DOT text between scenes, going back from a part taken as one step."""
    pairs = set(re.findall(r'^  "([^"]+)" -> "([^"]+)"', text, flags=re.MULTILINE))
    pairs = {pair for pair in pairs if not pair[0].startswith("inject:")}
    grown = True
    while grown:
        more = {(a, d) for a, b in pairs if b.endswith("/") for c, d in pairs if b == c} - pairs
        pairs, grown = pairs | more, bool(more)
    return {(a, b) for a, b in pairs if not a.endswith("/") and not b.endswith("/")}


@given(scenarios())
def test_every_way_is_an_edge(found: Scenario) -> None:
    """Each way that moves can take is in the picture, and nothing else: through parts and back too."""
    assert pairs_in(dot(view(found))) == {(edge.source, edge.target) for edge in edges(found)}


@pytest.mark.parametrize("file", scenario_files(shipped_folder()), ids=lambda file: str(file.stem))
def test_every_scene_is_in_the_picture(file: Path) -> None:
    """Each scene of a shipped scenario has its box, and each way its line, in each language."""
    found = load(file, vocabulary(), areas=areas(shipped_folder()))
    seen = view(found)
    assert pairs_in(dot(seen)) == {(edge.source, edge.target) for edge in edges(found)}
    lines = re.findall(r" -> ", dot(seen))
    assert len(re.findall(r" -->| -\.->", mermaid(seen))) == len(lines)
    words = written(svg(seen))
    assert all(node.title[:20] in words for node in seen.nodes)
    told = words.count("back to") + words.count("stays here") + words.count("leads to") + words.count("returns")
    assert len(drawn(svg(seen))) + told >= len(lines)


def test_conditions_chance_and_injects_are_told() -> None:
    """An option's condition, the weights of chance and what makes an inject happen stand in each picture."""
    seen = view(small("T", "L", "flag and not children.present"))
    for text in (mermaid(seen), dot(seen), svg(seen)):
        assert "if flag and not children.present" in text
        assert "1 in 3" in text
        assert "if not flag" in text


def test_parts_stand_together(tmp_path: Path) -> None:
    """A part is a group of its own, which is played on the way and returned from."""
    seen = view(with_parts(tmp_path))
    assert 'subgraph cluster_1 {\n    label="Part casevac-drill"' in dot(seen)
    assert '"at-the-gate" -> "casevac-drill/nine-line" [label="call-help"]' in dot(seen)
    assert '"casevac-drill/nine-line" -> "casevac-drill/" [label="send"]' in dot(seen)
    assert '"casevac-drill/" -> "the-elder" [style=dotted]' in dot(seen)
    assert 'subgraph p1["Part casevac-drill"]' in mermaid(seen)
    words = written(svg(seen))
    assert "plays casevac-drill" in words
    assert "returns" in words


def test_findings_are_marked() -> None:
    """What was found in a scene or an option stands in its box or at its way, and what a code means in the legend."""
    found = small("T", "L")
    proved = [
        Finding("P206", "Lost.", Place("x"), "Ask.", weight="warning", scene="first"),
        Finding("P102", "Never.", Place("x"), "Mend.", scene="first", option="stay"),
        Finding("P205", "Luck.", Place("x"), "Look."),
    ]
    marked = view_of(found, marks_of(proved), legend=legend_of(proved))
    assert marked.by_id["first"].findings == ("P206",)
    assert [row.findings for row in marked.by_id["first"].rows] == [(), ("P102",)]
    for text in (mermaid(marked).replace("#33;", "!"), dot(marked), svg(marked)):
        assert "! P206" in text
        assert "! P102" in text
        assert "Everything can be kept only with luck (1)" in text.replace("#40;", "(").replace("#41;", ")")
    assert "! P206<title>! P206: A choice after which something is lost for good (1)</title>" in svg(marked)
    assert 'class="choose starts found"' in svg(marked)
    assert 'class="choose starts found"' not in svg(view(found))


def test_the_legend_says_what_is_yellow() -> None:
    """Where games were played and a scene was seen in none, a reader is told what the colour means."""
    found = small("T", "L")
    seen = view_of(found, {}, {"first": 20, "end": 0, "late": 20}, 20)
    for text in (mermaid(seen), dot(seen), svg(seen)):
        assert "seen in none of 20 random games" in text
    assert view_of(found, {}, dict.fromkeys(found.scenes, 20), 20).legend == ()


def test_the_command_marks_what_proofs_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --findings a scenario is proved for a short time, and what is found stands in the picture."""
    shutil.copy(SMALL / "area.yaml", tmp_path)
    file = tmp_path / TWO_WORDS.name
    shut = TWO_WORDS.read_text(encoding="utf-8").replace("label: Say no,", "label: Say no, when: children.present,")
    file.write_text(shut, encoding="utf-8")
    assert run(["graph", str(file), "--json", "--findings"]) == HOLDS
    graph = json.loads(capsys.readouterr().out)["graph"]
    nodes = {node["id"]: node for node in graph["nodes"]}
    assert nodes["the-drill"]["findings"] == ["P101"]
    assert {row["id"]: row["findings"] for row in nodes["the-call"]["rows"]} == {"yes-sir": [], "no-sir": ["P102"]}
    assert graph["legend"][0].startswith("! P101: ")


def test_coverage_says_what_games_saw() -> None:
    """Where random games come is counted, the same each time, and a scene where none came is marked."""
    options: dict[str, Any] = {
        "go": {"label": "Go", "then": "end"},
        "no": {"label": "No", "then": "rare", "when": "flag"},
    }
    found = scenario(
        {"first": scene(options), "rare": scene({"go": {"label": "Go", "then": "end"}})},
        state={"flag": {"flag": False}},
    )
    seen = coverage_of(found, 20)
    assert seen == coverage_of(found, 20)
    assert (seen["first"], seen["end"], seen["rare"]) == (20, 20, 0)
    marked = view_of(found, {}, seen, 20)
    for text in (mermaid(marked), dot(marked), svg(marked)):
        assert "seen in 20 of 20 games" in text
        assert "never seen in 20 games" in text


def test_every_scene_of_the_gate_is_seen() -> None:
    """The small scenario with every kind of scene is played through by chance alone."""
    seen = coverage_of(gate(), 200)
    assert all(seen.values())


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz")
@pytest.mark.parametrize("title", ['"', "\\", "\\N\\n", "]]>", "a;b", "<b>"])
def test_graphviz_reads_it(title: str, tmp_path: Path) -> None:
    """Graphviz, where there is one, draws it without complaint."""
    for found in (small(title, title), with_parts(tmp_path), gate()):
        done = subprocess.run(["dot", "-Tplain"], input=dot(view(found)), capture_output=True, text=True, check=True)
        assert done.stderr == ""


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-o writes a file that is a picture by itself; without it the text comes out; --json has every node."""
    assert run(["graph", "the-closed-road", "--format", "svg", "-o", str(tmp_path / "a.svg")]) == HOLDS
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag == f"{SVG}svg"
    capsys.readouterr()
    assert run(["graph", "the-closed-road"]) == HOLDS
    assert capsys.readouterr().out.startswith("flowchart TD\n")
    assert run(["graph", "the-closed-road", "--json", "--coverage"]) == HOLDS
    nodes = json.loads(capsys.readouterr().out)["graph"]["nodes"]
    assert {"id", "title", "kind", "part", "rows", "notes", "findings", "seen", "starts"} == set(nodes[0])


def test_a_scenario_that_is_not_there_is_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id, and a file that does not check, are told with what to do."""
    assert run(["graph", "the-closed-raod"]) == UNUSABLE
    assert "Did you mean 'the-closed-road'?" in capsys.readouterr().err
    (tmp_path / "x.yaml").write_text("format: 1")
    assert run(["graph", str(tmp_path / "x.yaml")]) == UNUSABLE
    assert "S201" in capsys.readouterr().err
