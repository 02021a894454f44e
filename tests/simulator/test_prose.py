"""Texts for people: paragraphs, bold and italic, and no markup of any other kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import limits
from simulator.problems import Place, Problems
from simulator.prose import (
    Span,
    check_improvised,
    check_lines,
    check_text,
    check_texts,
    paragraphs,
    plain,
    word_count,
)
from simulator.source import read_source

START = Place("x.yaml", 1, 1)
WORDS = st.lists(st.text("abcü’", min_size=1, max_size=5), min_size=1, max_size=4).map(" ".join)
SPANS = st.lists(st.builds(Span, WORDS, st.booleans(), st.booleans()), min_size=1, max_size=5)


def found_in(text: str, check: object = check_text) -> list[tuple[str, int | None]]:
    """Code and column of each problem in a text."""
    problems = Problems()
    (check_lines if check is check_lines else check_text)(text, START, problems)
    return [(problem.code, problem.place.column) for problem in problems]


def written(span: Span) -> str:
    """A span as an author writes it."""
    stars = "*" * (2 * span.bold + span.italic)
    return f"{stars}{span.text}{stars}"


def joined(spans: list[Span]) -> list[Span]:
    """The spans of a paragraph, with a plain space between each two, neighbours of one kind as one."""
    found: list[Span] = []
    for span in [each for one in spans for each in (Span(" "), one)][1:]:
        if found and found[-1][1:] == span[1:] and not (span.bold or span.italic):
            found[-1] = Span(found[-1].text + span.text)
        else:
            found.append(span)
    return found


@given(st.lists(SPANS, min_size=1, max_size=3), st.sampled_from(["\n\n", "\n \n", "\n\n\n\n"]))
def test_emphasis_is_read_as_it_was_written(texts: list[list[Span]], between: str) -> None:
    """Each paragraph comes out as its spans, bold or italic or both, and loading finds nothing wrong."""
    text = between.join(" ".join(written(span) for span in spans) for spans in texts)
    assert paragraphs(text) == [joined(spans) for spans in texts]
    assert found_in(text) == []


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3))
def test_line_breaks_inside_a_paragraph_are_spaces(texts: list[list[str]]) -> None:
    """An author may break lines anywhere; an empty line begins a paragraph."""
    text = "\n\n".join("\n".join(lines) for lines in texts) + "\n"
    assert paragraphs(text) == [[Span(" ".join(lines))] for lines in texts]
    assert word_count(text) == len(text.split())


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a **b *c* d** e", [("a ",), ("b ", True), ("c", True, True), (" d", True), (" e",)]),
        ("***a* b**", [("a", True, True), (" b", True)]),
        ("sub*li*me", [("sub",), ("li", False, True), ("me",)]),
        ("2 * 3 * 4", [("2 * 3 * 4",)]),
        ("**a *b", [("**a *b",)]),
        ("****a****", [("****a****",)]),
    ],
)
def test_emphasis_by_example(text: str, spans: list[tuple[str]]) -> None:
    """Emphasis may stand in emphasis; stars that have no partner stay stars."""
    assert paragraphs(text) == [[Span(*span) for span in spans]]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n"])
def test_nothing_is_no_paragraph(text: str) -> None:
    """A text of blanks has no paragraphs and no words."""
    assert paragraphs(text) == []
    assert word_count(text) == 0


def test_plain_text_has_no_stars() -> None:
    """What a screen reader or a log shows is the text without emphasis."""
    assert plain("The *women*\nwait.\n\n**Now** they shout.") == "The women wait.\n\nNow they shout."


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("The [b]women[/b] shout.", "S121", 5),
        ("See [the map](x).", "S121", 5),
        ("[@click=app.quit]here[/]", "S121", 1),
        ("The <b>women</b> shout.", "S121", 5),
        ("</div>", "S121", 1),
        ("<!-- hidden -->", "S121", 1),
        ("Fish &amp; chips", "S121", 6),
        ("&#8238;", "S121", 1),
        ("Run `this`.", "S121", 5),
        ("See https://example.org.", "S121", 5),
        ("See www.example.org.", "S121", 5),
        ("mailto:a@example.org", "S121", 1),
        ("javascript:alert(1)", "S121", 1),
        ("# Situation", "S121", 1),
        ("- water", "S121", 1),
        ("Bring\n* water", "S121", 7),
        ("> said he", "S121", 1),
        ("The **women shout.", "S122", 5),
        ("The *women\n\nshout*.", "S122", 5),
        ("The women* shout.", "S122", 10),
        ("The ** women ** *shout", "S122", 17),
        ("The ****women****.", "S122", 5),
        ("Good *one*.\n\nGood *one*.\n\nBad *one.", "S122", 31),
    ],
)
def test_markup_is_refused_where_it_stands(text: str, code: str, column: int) -> None:
    """Markup of terminals, web pages and other formats is told with the column at which it begins."""
    assert (code, column) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bottles with rags, left side. Kids in the way.",
        "06:41  your interpreter: “They say the last convoy sold the food.”",
        "Under 5 & over 65; 3 < 4 > 2; R&D, AT&T.",
        "It is 2 * 3 metres - about - and costs 5 +/- 1.",
        "Ratio 3:1. Note: wait. awwward.",
        "– A dialogue with dashes.\n— Another.",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Signs that people use in sentences are no markup."""
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("+--[ ]--+\n| * N * |\n<------>\n- - - -\n# #", []),
        ("[==] (depot) [1]", []),
        ("[bold]x[/bold]", ["S121"]),
        ("[@click=app.quit]", ["S121"]),
        ("<script>", ["S121"]),
        ("https://example.org", ["S121"]),
    ],
)
def test_drawings_are_free_to_use_signs(text: str, codes: list[str]) -> None:
    """A map may be drawn with brackets, stars and lines, but not with what a screen library would obey."""
    assert [code for code, _ in found_in(text, check_lines)] == codes


@given(st.text(max_size=80) | st.text("ab *\n[<`-#", max_size=40))
def test_any_text_can_be_checked_and_shown(text: str) -> None:
    """No text makes the check or the reading fail; no word is lost, and spans are never empty."""
    found = found_in(text)
    spans = [span for paragraph in paragraphs(text) for span in paragraph]
    assert all(span.text for span in spans)
    assert "".join("".join(s.text for s in spans).replace("*", "").split()) == "".join(text.replace("*", "").split())
    if not found:
        assert word_count(text) <= len(text.split())


def test_each_kind_of_markup_is_told_once_in_a_text() -> None:
    """A text full of mistakes of one kind gives one problem, at the first of them."""
    assert found_in("Bad *one.\n\n" * 500) == [("S122", 5)]
    assert found_in("[x] " * 500) == [("S121", 1)]


FILE = """
title: The [b]depot[/b]
map: |
  [==]--(N)
scenes:
  gate:
    when: tension < 5 and hands * 2 > 3
    text: |
      Forty women sit.

      They **shout.
    '<i>x</i>': {when: {label: a `b`}}
documents:
  sketch: {title: Sketch, text: "* N *"}
"""


def test_all_texts_of_a_file_are_checked_and_its_conditions_are_not() -> None:
    """Values and keys at any depth are texts; conditions compare and multiply; maps and documents draw."""
    problems = Problems()
    source = read_source("x.yaml", problems, text=FILE)
    assert source is not None
    check_texts(source, problems)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("S121", 2, 12),
        ("S122", 11, 12),
        ("S121", 12, 5),
        ("S121", 12, 34),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The governor calls. **Now**.", None),
        ("The governor\u202e calls.", "S104"),
        ("The governor\x1b[2J calls.", "S104"),
        ("The [blink]governor[/] calls.", "S121"),
        ("x" * (limits.TEXT_LENGTH + 1), "S205"),
    ],
)
def test_improvised_text_passes_the_same_gate(text: str, code: str | None) -> None:
    """What a facilitator types during play is refused for the same reasons as what stands in a file."""
    problems = Problems()
    assert check_improvised(text, problems) is (code is None)
    assert [problem.code for problem in problems][:1] == ([code] if code else [])
