"""The language of conditions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.conditions import MAX_DEPTH, METERS, RESERVED, ConditionFault, parse, spell
from engine import conditions as c
from engine.conditions import Condition

names = st.from_regex(r"[a-z][a-z0-9_-]{0,12}", fullmatch=True).filter(
    lambda name: name not in RESERVED
)
filenames = st.from_regex(r"[a-z][a-z0-9_-]{0,8}\.(pdf|txt|xlsx)", fullmatch=True)

atoms: st.SearchStrategy[Condition] = st.one_of(
    st.builds(c.Known, fact=names),
    st.builds(c.Flagged, flag=names),
    st.builds(c.Promised, promise=names),
    st.builds(c.Opened, source=names | filenames),
    st.builds(c.Chosen, node=names, option=st.none() | names | names.map("floor:{}".format)),
    st.builds(c.Floor, person=names),
    st.builds(c.Opens, person=names, trust=st.integers(-999, 999)),
    st.builds(
        c.Meter,
        meter=st.sampled_from(METERS),
        op=st.sampled_from([">=", "<"]),
        value=st.integers(-9999, 9999),
    ),
)


def _compound(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(c.Not, inner=inner),
        st.builds(c.AllOf, inner=several),
        st.builds(c.AnyOf, inner=several),
    )


conditions = st.just(c.Always()) | st.recursive(atoms, _compound, max_leaves=12)


@given(conditions)
def test_what_is_spelled_is_parsed_to_the_same(condition: Condition) -> None:
    text = spell(condition)
    if len(text) <= 500:
        assert parse(text) == condition


@given(st.text(max_size=60))
def test_any_text_is_a_condition_or_a_fault_within_it(text: str) -> None:
    try:
        parse(text)
    except ConditionFault as fault:
        assert 0 <= fault.offset <= len(text)
        assert fault.message


@given(st.lists(st.sampled_from(["a", "not", "(", ")", "and", "or", "flag", ",", ">=", "5"])))
def test_any_jumble_of_words_is_a_condition_or_a_fault(words: list[str]) -> None:
    try:
        condition = parse(" ".join(words))
    except ConditionFault:
        return
    assert parse(spell(condition)) == condition


def test_and_binds_tighter_than_or_and_not_tighter_than_and() -> None:
    a, b, d = (c.Known(fact=name) for name in "abd")
    assert parse("a or not b and d") == c.AnyOf(inner=(a, c.AllOf(inner=(c.Not(inner=b), d))))


def test_otherwise_always_holds() -> None:
    assert parse("otherwise") == c.Always()


@pytest.mark.parametrize(
    ("text", "offset", "part"),
    [
        ("trust > 50", 6, ">="),
        ("flg(x)", 0, "flg"),
        ("a b", 2, "'b'"),
        ("(a or b", 7, "')'"),
        ("", 0, "missing"),
        ("a and", 5, "missing"),
        ("a @ b", 2, "'@'"),
        ("opens(lotte)", 11, "','"),
        ("opens(lotte, x)", 13, "whole number"),
        ("floor", 0, "alone"),
        ("a and otherwise", 6, "alone"),
    ],
)
def test_a_fault_names_its_place(text: str, offset: int, part: str) -> None:
    with pytest.raises(ConditionFault) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert part in caught.value.message


def test_a_misspelt_word_gets_a_suggestion() -> None:
    with pytest.raises(ConditionFault) as caught:
        parse("promise(quote)")
    assert caught.value.remedy == "Did you mean 'promised'?"


def test_deep_nesting_is_refused_before_it_hurts() -> None:
    with pytest.raises(ConditionFault, match=str(MAX_DEPTH)):
        parse("(" * 200 + "a" + ")" * 200)
    with pytest.raises(ConditionFault, match="characters"):
        parse("a or " * 5000 + "a")
