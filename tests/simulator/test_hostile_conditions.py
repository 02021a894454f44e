"""Conditions in numbers: whatever is written, it has a meaning or is told at its place, soon and in little room."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from simulator.expressions import Expression, ExpressionError, parse
from simulator.problem_codes import CODES
from simulator.problems import Place, Problems
from tests.hostile import SIGNS, bounded, memory_for, timeout, tried
from tests.simulator.test_expressions import DECLARED, NAMES

LIKE_WORDS = ("аnd", "Or", "nοt", "ｉｓ", "trսe", "False", "ınterpreter", "intеrpreter", "mood\u200b", "tension\u0301")
"""Words with a letter of another alphabet, another width, or a mark: they look right and are not."""

NUMBERS = (
    "0",
    "7",
    "-1",
    "007",
    "1e9",
    "0x1f",
    "1_000",
    "9" * 9,
    "9" * 10,
    "9" * 399,
    "٣",
    "Ⅷ",
    "½",
    "1.5",
    "²",
    "NaN",
)
TOKENS = (
    *(*NAMES, *LIKE_WORDS, *NUMBERS),
    *("and", "or", "not", "is", "is not", "true", "false", "in", "angry", '"angry"', "'calm'", '"', "'"),
    *("(", ")", "((((", "))))", "<", "<=", "==", "!=", "=", "=>", "-", "- -", "+", "*", "**", "//", "->", "≥", "−"),
    *("surrender(throwers)", "surrender(", "card.", "lambda", "__import__", "\n", "\t", "\0", "\ud800", "\u202e", ""),
)
SOUPS = st.binary(max_size=60).map(lambda data: " ".join(TOKENS[n % len(TOKENS)] for n in data))
GLUED = st.binary(max_size=60).map(lambda data: "".join(TOKENS[n % len(TOKENS)] for n in data))
MEANT = (
    *("interpreter", "children.present", "surrender(throwers)", "tension < 3", "1 <= hands < 9", "mood is angry"),
    *('regime is "law enforcement"', "mood is not their-mood", "hands + 2 * tension > card.flash-report", "true"),
)


def sentence(data: bytes) -> str:
    """A condition, built from its pieces up; it has a meaning unless it came out too long, too deep or mixed."""
    whole: list[str] = []
    for n in data:
        match n % 8 if len(whole) > 1 else 0:
            case 5:
                whole.append(f"({whole.pop()} and {whole.pop()})")
            case 6:
                whole.append(f"{whole.pop()} or {whole.pop()}")
            case 7:
                whole.append(f"not ({whole.pop()})")
            case _:
                whole.append(MEANT[n // 8 % len(MEANT)])
    return " and ".join(whole)


def marred(text: str, at: int, token: int) -> str:
    """A text into which a word, a number or a sign has slipped, in place of one of its own letters."""
    return text[: at % (len(text) + 1)] + TOKENS[token % len(TOKENS)] + text[at % (len(text) + 1) + 1 :]


SENTENCES = st.binary(min_size=1, max_size=24).map(sentence)
MARRED = st.builds(marred, SENTENCES, st.integers(0, 400), st.integers(0, 999))
SPELLED = st.binary(max_size=120).map(lambda data: "".join(SIGNS[n % len(SIGNS)] for n in data))
NESTS = st.tuples(
    st.sampled_from(["(", "not ", "- ", "not(", "(-", "(1<", "surrender("]),
    st.integers(0, 500),
    st.sampled_from(["interpreter", "tension", "1", "", "tension > 1"]),
    st.sampled_from([")", "", ") and (", " - 1"]),
).map(lambda t: t[0] * t[1] + t[2] + t[3] * t[1])
CHAINS = st.tuples(
    st.sampled_from(["tension < ", "interpreter and ", "1 + ", "not ", "2 * ", "mood == ", "x or "]),
    st.integers(0, 500),
).map(lambda t: t[0] * t[1] + "tension")

PEAK = 300_000
"""Bytes for one condition. The longest that has a meaning needs a fifth of it."""


def read(text: str) -> Expression | ExpressionError:
    """What a text comes out as. Whatever else it raises is a crash."""
    with bounded():
        try:
            return parse(text, DECLARED.get, lambda: NAMES)
        except ExpressionError as error:
            return error


def check(text: str) -> None:
    """A condition of known names, or an error with a code, a sentence and a place inside the text."""
    found = read(text)
    if isinstance(found, Expression):
        assert found.text == text
        assert found.reads <= DECLARED.keys()
        return
    assert found.code in CODES
    assert 0 <= found.offset <= len(text)
    problems = Problems()
    problems.add_expression(found, Place("x.yaml", 3, 5))
    (problem,) = problems
    assert problem.place == Place("x.yaml", 3, 5 + found.offset)
    assert str(problem).isprintable()
    assert len(str(problem)) < 1_000


@timeout
@tried(1_000)
@given(st.text(max_size=80) | SPELLED)
def test_any_text_is_a_condition_or_told(text: str) -> None:
    """Letters and signs of all the world, in any order."""
    check(text)


@timeout
@tried(1_500)
@given(SOUPS | GLUED)
def test_any_row_of_words_is_a_condition_or_told(text: str) -> None:
    """Words of conditions and what looks like them, huge numbers, quotation marks: with and without blanks between."""
    check(text)


@timeout
@tried(1_500)
@given(SENTENCES | MARRED)
def test_any_condition_with_a_slip_is_a_condition_or_told(text: str) -> None:
    """What has a meaning as it stands, and what had one until something slipped in."""
    check(text)


@timeout
@tried(1_000)
@given(NESTS | CHAINS)
def test_any_depth_and_length_is_a_condition_or_told(text: str) -> None:
    """Hundreds of brackets, of `not`, of comparisons in a row."""
    check(text)


def test_no_condition_needs_much_memory() -> None:
    """A million of anything is told without being taken apart."""
    for text in ("(" * 10**6, "not " * 10**6, "9" * 10**6, '"' + "a" * 10**6, "tension<" * 10**5, "\u0301" * 10**6):
        assert memory_for(partial(read, text)) < PEAK
        assert isinstance(read(text), ExpressionError)
    for text in ("1<" * 39 + "1", "not " * 79 + "interpreter", "- " * 77 + "1 < 2", "((((((((1))))))))<2"):
        assert memory_for(partial(read, text)) < PEAK
        assert isinstance(read(text), Expression)
