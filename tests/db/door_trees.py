"""Unlock trees and players as Hypothesis draws them, the well-formed and the malformed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from engine.unlocks import Facts

MISSIONS = ("intro-1", "intro-2", "third", 'odd "name" \\ $ü☂\n')
SKILLS = ("data", "ethics_of_care", "a.b")
FLAGS = ("heard", "emeka_blamed", "it's %s")

leaves = st.one_of(
    st.builds(
        lambda ids, least, kind: {**kind, "mission_ids": ids, **least},
        st.lists(st.sampled_from(MISSIONS), max_size=3),
        st.one_of(st.just({}), st.integers(0, 100).map(lambda n: {"minimum_score": n})),
        st.sampled_from(({}, {"type": "missions_completed"}, {"logic": "missions_completed"})),
    ),
    st.builds(lambda n: {"type": "player_level", "minimum": n}, st.integers(0, 6)),
    st.builds(lambda n: {"type": "simple", "required_level": n}, st.integers(0, 6)),
    st.builds(
        lambda skills, levels: {"type": "skills_unlocked", "skills": skills, **levels},
        st.lists(st.sampled_from(SKILLS), max_size=3),
        st.one_of(
            st.just({}),
            st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 4)).map(
                lambda levels: {"levels": levels}
            ),
        ),
    ),
    st.builds(lambda flag: {"type": "flag_set", "flag": flag}, st.sampled_from(FLAGS)),
    st.builds(lambda n: {"type": "energy", "minimum": n}, st.integers(0, 100)),
    st.just({}),
)


def _named(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.builds(
        lambda key, name: {key: name}, st.sampled_from(("type", "logic")), st.sampled_from(names)
    )


def _groups(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, max_size=4)
    counted = st.one_of(several, st.lists(inner, min_size=3, max_size=4))
    return st.one_of(
        st.builds(
            lambda name, c: {**name, "conditions": c},
            st.one_of(_named(("AND", "And", "OR", "or")), st.just({})),
            several,
        ),
        st.builds(
            lambda name, c: {**name, "conditions": c},
            _named(("NOT", "not")),
            st.lists(inner, min_size=1, max_size=2),
        ),
        counted.flatmap(
            lambda c: st.builds(
                lambda name, n: {**name, "count": n, "conditions": c},
                _named(("AT_LEAST", "at_least")),
                st.integers(0, len(c)),
            )
        ),
    )


def _nested(depth: int) -> st.SearchStrategy[Any]:
    if depth == 0:
        return leaves
    deeper = _groups(_nested(depth - 1))
    return st.booleans().flatmap(lambda group: deeper if group else leaves)


trees = _nested(6)
"""Well-formed trees, nested to depth 6."""

facts = st.builds(
    lambda done, level, skills, flags, energy: Facts(
        completed=tuple(sorted(done.items())),
        level=level,
        skills=tuple(sorted(skills.items())),
        flags=tuple(sorted(flags)),
        energy=energy,
    ),
    st.dictionaries(st.sampled_from(MISSIONS), st.integers(0, 100)),
    st.integers(1, 6),
    st.dictionaries(st.sampled_from(SKILLS), st.integers(0, 4)),
    st.sets(st.sampled_from(FLAGS)),
    st.integers(0, 100),
)

_NOTHING: tuple[Any, ...] = (None, True, False, "", "x" * 201, [], {}, [[]], [None], ["", "a"])
_NUMBERS: tuple[Any, ...] = (-1, 0, 1, 1.0, 0.5, -0.0, 1e16, 10**6, 10**6 + 1, 2**31, 10**40, "5")
_NAMES: tuple[Any, ...] = ("nonsense", "AT_LEAſT", "simple ", "SIMPLE", "xor'", "ü" * 41, 7)
_LISTS: tuple[Any, ...] = (["a"] * 100, ["a"] * 101, {"a": 1}, {"a": 1.0}, {"a": True}, {"": 1})
oddities = st.sampled_from((*_NOTHING, *_NUMBERS, *_NAMES, *_LISTS)).map(deepcopy)
_FIELDS = (
    *("type", "logic", "conditions", "count", "mission_ids", "minimum_score"),
    *("minimum", "required_level", "skills", "levels", "flag"),
)


def _places(tree: Any) -> list[dict[str, Any]]:
    """Every node of a document, whether it is well-formed or not."""
    if not isinstance(tree, dict):
        return []
    inner = tree.get("conditions")
    below = inner if isinstance(inner, list) else []
    return [tree, *(place for node in below for place in _places(node))]


@st.composite
def spoilt(draw: st.DrawFn) -> Any:
    """A tree in which some fields were set, dropped or swapped for something odd."""
    tree = deepcopy(draw(trees))
    for _ in range(draw(st.integers(1, 3))):
        places = _places(tree)
        if not places:
            return draw(oddities)
        node = draw(st.sampled_from(places))
        field = draw(st.one_of(st.sampled_from(_FIELDS), st.sampled_from(list(node) or _FIELDS)))
        match draw(st.sampled_from(("set", "drop", "child"))):
            case "set":
                node[field] = draw(oddities)
            case "drop":
                node.pop(field, None)
            case _:
                inner = node.get("conditions")
                if isinstance(inner, list):
                    inner.append(draw(oddities))
    return tree
