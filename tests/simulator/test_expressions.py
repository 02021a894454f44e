"""Conditions: they mean what they say, and what has no meaning is told at its column with what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, itemgetter, le, lt, ne
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator import limits
from simulator.expressions import Choice, Expression, ExpressionError, Flag, Name, Number, Type, parse
from simulator.problems import Place, Problems

MOOD = Choice(("calm", "angry"))
REGIME = Choice(("law enforcement", "conduct of hostilities"))
DECLARED: dict[Name, Type] = {
    Name("interpreter"): Flag(),
    Name("children.present"): Flag(),
    Name("surrender", "throwers"): Flag(),
    Name("tension"): Number(),
    Name("hands"): Number(),
    Name("card.flash-report"): Number(),
    Name("mood"): MOOD,
    Name("their-mood"): MOOD,
    Name("regime"): REGIME,
}
NAMES = [str(name) for name in DECLARED]


def refused(text: str) -> ExpressionError:
    """The error of a condition that has one."""
    with pytest.raises(ExpressionError) as caught:
        parse(text, DECLARED.get, lambda: NAMES)
    return caught.value


def parsed(text: str) -> Expression | ExpressionError:
    """What any text comes out as."""
    try:
        return parse(text, DECLARED.get, lambda: NAMES)
    except ExpressionError as error:
        return error


def value_of(text: str, values: dict[str, Any]) -> bool:
    """What a condition comes out as for these values."""
    return parse(text, DECLARED.get).bind(lambda name: itemgetter(str(name)))(values)


# A condition as text together with what it means, built by another way than the parser's.


@dataclass(frozen=True)
class Meant:
    """`text` is safe to put into brackets; `bare` says that it needs none beside other operands."""

    text: str
    value: Callable[[dict[str, Any]], Any]
    bare: bool = False

    def __str__(self) -> str:
        return self.text if self.bare else f"({self.text})"


def read(name: Name) -> Meant:
    return Meant(str(name), lambda values: values[str(name)], bare=True)


def of_type(type_: Type) -> st.SearchStrategy[Meant]:
    return st.sampled_from([read(name) for name, declared in DECLARED.items() if declared == type_])


def joined(sign: str, way: Callable[[Any, Any], Any]) -> Callable[[Meant, Meant], Meant]:
    return lambda a, b: Meant(f"{a} {sign} {b}", lambda v: way(a.value(v), b.value(v)))


def quoted(value: str) -> Meant:
    return Meant(f'"{value}"', lambda values: value, bare=True)


SUMS = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b)]
ORDERS = [("<", lt), ("<=", le), (">", gt), (">=", ge), ("==", eq), ("!=", ne), ("is", eq), ("is not", ne)]

NUMBERS = st.recursive(
    st.integers(0, 9).map(lambda n: Meant(str(n), lambda values: n, bare=True)) | of_type(Number()),
    lambda inner: (
        st.tuples(inner, st.sampled_from(SUMS), inner).map(lambda t: joined(*t[1])(t[0], t[2]))
        | inner.map(lambda a: Meant(f"- {a}", lambda v: -a.value(v)))
    ),
    max_leaves=3,
)
COMPARISONS = st.one_of(
    st.tuples(NUMBERS, st.sampled_from(ORDERS), NUMBERS).map(lambda t: joined(*t[1])(t[0], t[2])),
    st.tuples(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(ORDERS), st.sampled_from(ORDERS)).map(
        lambda t: Meant(
            f"{t[0]} {t[3][0]} {t[1]} {t[4][0]} {t[2]}",
            lambda v: t[3][1](t[0].value(v), t[1].value(v)) and t[4][1](t[1].value(v), t[2].value(v)),
        )
    ),
    st.tuples(of_type(MOOD), st.sampled_from(ORDERS[4:]), st.sampled_from(MOOD.values)).map(
        lambda t: joined(*t[1])(t[0], quoted(t[2]))
    ),
    st.tuples(of_type(MOOD), st.sampled_from(ORDERS[4:]), of_type(MOOD)).map(lambda t: joined(*t[1])(t[0], t[2])),
)
CONDITIONS = st.recursive(
    of_type(Flag()) | COMPARISONS | st.sampled_from(["true", "false"]).map(lambda word: constant(word)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda t: joined("and", lambda a, b: a and b)(*t)),
        st.tuples(inner, inner).map(lambda t: joined("or", lambda a, b: a or b)(*t)),
        st.lists(inner, min_size=3, max_size=4).map(
            lambda parts: Meant(" and ".join(map(str, parts)), lambda v: all(p.value(v) for p in parts))
        ),
        st.lists(inner, min_size=3, max_size=4).map(
            lambda parts: Meant(" or ".join(map(str, parts)), lambda v: any(p.value(v) for p in parts))
        ),
        inner.map(lambda a: Meant(f"not {a}", lambda v: not a.value(v))),
        st.tuples(inner, st.sampled_from(ORDERS[4:]), inner).map(lambda t: joined(*t[1])(t[0], t[2])),
    ),
    max_leaves=5,
).filter(lambda meant: fits(meant.text))


def fits(text: str) -> bool:
    """Whether a condition is within the limits."""
    deep, depth = 0, 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deep = max(deep, depth)
    terms = len(re.findall(r"[^\s()]+|[()]", text))
    return deep <= limits.CONDITION_DEPTH and terms <= limits.CONDITION_TERMS and len(text) <= limits.CONDITION_LENGTH


def constant(word: str) -> Meant:
    return Meant(word, lambda values: word == "true", bare=True)


def values_for(type_: Type) -> st.SearchStrategy[Any]:
    if isinstance(type_, Choice):
        return st.sampled_from(type_.values)
    return st.booleans() if isinstance(type_, Flag) else st.integers(-9, 9)


VALUES = st.fixed_dictionaries({str(name): values_for(type_) for name, type_ in DECLARED.items()})


@given(CONDITIONS, VALUES)
def test_a_condition_means_what_it_says(meant: Meant, values: dict[str, Any]) -> None:
    """A condition comes out as the values that its words stand for, joined as its words say."""
    assert value_of(meant.text, values) is bool(meant.value(values))


@given(CONDITIONS, VALUES)
def test_a_condition_reads_the_names_that_it_tells(meant: Meant, values: dict[str, Any]) -> None:
    """`reads` holds names from the text: exactly those that are asked for, and all that it needs."""
    expression = parse(meant.text, DECLARED.get)
    asked: set[Name] = set()

    def getter(name: Name) -> Callable[[dict[str, Any]], Any]:
        asked.add(name)
        return itemgetter(str(name))

    holds = expression.bind(getter)
    assert asked == expression.reads
    assert all(str(name) in meant.text for name in asked)
    assert holds({str(name): values[str(name)] for name in asked}) is bool(meant.value(values))


@pytest.mark.parametrize(
    ("text", "true_for"),
    [
        ("interpreter and tension < 5", {"interpreter": True, "tension": 4}),
        ("not children.present", {"children.present": False}),
        ("surrender(throwers)", {"surrender(throwers)": True}),
        ("surrender ( throwers )", {"surrender(throwers)": True}),
        ('mood == "angry"', {"mood": "angry"}),
        ("mood is 'angry'", {"mood": "angry"}),
        ('mood is  not "angry"', {"mood": "calm"}),
        ('"angry" == mood', {"mood": "angry"}),
        ("hands - 4 >= 6", {"hands": 10}),
        ("hands -4 >= 6", {"hands": 10}),
        ("1 < tension < 4", {"tension": 2}),
        ("1 < tension <= hands < 9", {"tension": 2, "hands": 2}),
        ("tension == -1", {"tension": -1}),
        ("2 + 3 * tension == 8", {"tension": 2}),
        ("not interpreter or tension > 3 and hands > 3", {"interpreter": False, "tension": 0, "hands": 0}),
        ("not interpreter == children.present", {"interpreter": True, "children.present": False}),
        ("(interpreter)", {"interpreter": True}),
        ("interpreter\n  and tension < 5", {"interpreter": True, "tension": 4}),
        ("card.flash-report >= 030", {"card.flash-report": 30}),
        ("interpreter is false", {"interpreter": False}),
    ],
)
def test_conditions_that_people_write(text: str, true_for: dict[str, Any]) -> None:
    """Conditions from the documentation, and their near relatives, hold where they should."""
    assert value_of(text, true_for) is True


@pytest.mark.parametrize(
    ("text", "code", "offset", "words"),
    [
        ("tension = 3", "S403", 8, "=="),
        ("interpreter && children.present", "S403", 12, "`and`"),
        ("interpreter || children.present", "S403", 12, "`or`"),
        ("!interpreter", "S403", 0, "`not`"),
        ("interpreter AND tension > 3", "S403", 12, "`and`"),
        ("interpreter is True", "S403", 15, "`true`"),
        ("tension => 3", "S403", 8, ">="),
        ("tension ≥ 3", "S403", 8, ">="),
        ("tension <> 3", "S403", 8, "!="),
        ("tension / 2 > 1", "S403", 8, "Multiply"),
        ("tension ** 2 > 1", "S403", 8, "powers"),
        ("tension % 2 == 1", "S403", 8, "remainders"),
        ("mood == “angry”", "S403", 8, '"angry"'),
        ("tension-1 > 2", "S402", 0, "`tension - 1`"),
        ("1 < hands-tension", "S402", 4, "`hands - tension`"),
        ("intrepreter", "S402", 0, "Did you mean 'interpreter'?"),
        ("tension > 3 and Interpreter", "S402", 16, "Did you mean 'interpreter'?"),
        ("children_present", "S402", 0, "Did you mean 'children.present'?"),
        ("mood == angry", "S405", 8, '"angry"'),
        ("angry is mood", "S405", 0, '"angry"'),
        ("regime == law enforcement", "S405", 10, '"law enforcement"'),
        ("interpreter or regime is not conduct of hostilities", "S405", 29, '"conduct of hostilities"'),
        ("regime == law enforcment", "S406", 10, "Did you mean 'law enforcement'?"),
        ("mood == angri", "S406", 8, "Did you mean 'angry'?"),
        ('mood == "angri"', "S406", 8, "Did you mean 'angry'?"),
        ('mood == "x"', "S406", 8, '"calm", "angry"'),
        ("tension", "S404", 0, "`tension > 0`"),
        ("interpreter and tension", "S404", 16, "`tension > 0`"),
        ("not hands", "S404", 4, "`hands > 0`"),
        ("mood", "S404", 0, '`mood == "calm"`'),
        ("interpreter > 3", "S404", 0, "`not interpreter`"),
        ("3 < mood", "S404", 4, '`mood == "calm"`'),
        ("tension + interpreter > 3", "S404", 10, "whole numbers"),
        ("-interpreter == 3", "S404", 1, "whole numbers"),
        ("interpreter == 1", "S404", 15, "one kind"),
        ("mood == regime", "S404", 8, "one kind"),
        ('tension == "3"', "S404", 11, "one kind"),
        ('"a" == "a"', "S404", 7, "one kind"),
        ("surrender", "S310", 0, "`surrender(crowd)`"),
        ("surrender(thrower)", "S305", 10, "Did you mean 'throwers'?"),
        ("tension > 2 and interpreter(throwers)", "S311", 16, "Leave the target out"),
        ("", "S401", 0, "empty"),
        ("  ", "S401", 0, "empty"),
        ("tension >", "S401", 8, "nothing follows '>'"),
        ("> 3", "S401", 0, "nothing before"),
        ("interpreter and or tension", "S401", 16, "'or' cannot stand after 'and'"),
        ("interpreter tension > 3", "S401", 12, "side by side"),
        ('mood in ("angry")', "S401", 5, "There is no `in`"),
        ("(interpreter", "S401", 0, "never closed"),
        ("interpreter)", "S401", 11, "never opened"),
        ("()", "S401", 1, "nothing before"),
        ("interpreter == not interpreter", "S401", 15, "`is not`"),
        ('mood == "angry', "S401", 8, "never closed"),
        ("tension > 1.5", "S401", 10, "not a whole number"),
        ("tension > 3x", "S401", 10, "not a whole number"),
        ("tension > 3;", "S401", 11, "no meaning"),
        ("tension > 1234567890", "S116", 10, "digits"),
        ("(" * 9 + "interpreter" + ")" * 9, "S407", 8, "brackets"),
        ("interpreter" + " " * limits.CONDITION_LENGTH, "S407", 0, "characters"),
        ("1<" * 60 + "1", "S407", limits.CONDITION_TERMS, "words and signs"),
    ],
)
def test_what_has_no_meaning_is_told_where_it_stands(text: str, code: str, offset: int, words: str) -> None:
    """Each mistake has its code, the column where it stands, and what to do or what was meant."""
    error = refused(text)
    assert (error.code, error.offset) == (code, offset)
    problems = Problems()
    problems.add_expression(error, Place("x.yaml", 7, 11))
    (problem,) = problems
    assert problem.place == Place("x.yaml", 7, 11 + offset)
    assert words in str(problem)


@given(CONDITIONS, CONDITIONS)
def test_an_unknown_name_is_found_at_its_column(left: Meant, right: Meant) -> None:
    """Wherever a name that nobody declared stands, the error points at its first character."""
    text = f"{left} and nobody and {right}"
    assume(fits(text))
    error = refused(text)
    assert (error.code, error.name, text[error.offset :][:6]) == ("S402", "nobody", "nobody")


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "interpreter if tension > 3 else children.present",
        "lambda: 0",
        "[x for x in hands]",
        "interpreter := 3",
        "f'{tension}' == 'x'",
        "hands[0] > 1",
        "print(hands)",
        "interpreter; import os",
        "tension > 1e9",
        "tension > 0x10",
        "interpreter # and more",
        "interpreter and\\\ntension > 3",
        "mood == 'a' 'b'",
        "mood == '''angry'''",
        "await interpreter",
        "not" * 100,
    ],
)
def test_nothing_but_conditions_is_read(text: str) -> None:
    """What would be a program elsewhere is only a condition that cannot be read."""
    assert refused(text).code in {"S401", "S402", "S403", "S405", "S406"}


WORDS = [
    *NAMES,
    "and",
    "or",
    "not",
    "is",
    "is not",
    "true",
    "in",
    "angry",
    "(",
    ")",
    "<",
    "==",
    "-",
    "*",
    "3",
    '"angry"',
]


@given(st.text(max_size=100) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_text_makes_parsing_fail(text: str) -> None:
    """Any text is a condition or an error with a sentence and a place in the text.

    What the order of words lets through, Python's parser always understands.
    """
    found = parsed(text)
    if isinstance(found, ExpressionError):
        assert 0 <= found.offset <= len(text)
        assert str(found).isprintable()
        assert "words do not fit together" not in str(found)
    else:
        assert found.text == text
        assert found.reads <= DECLARED.keys()


def test_a_condition_is_parsed_once_and_bound_often() -> None:
    """One parsed condition serves many layouts of the values."""
    expression = parse("interpreter and tension < 5", DECLARED.get)
    by_name = expression.bind(lambda name: itemgetter(name.name))
    by_index = expression.bind(lambda name: itemgetter(["tension", "interpreter"].index(name.name)))
    assert by_name({"interpreter": True, "tension": 4}) is True
    assert by_index((5, True)) is False
