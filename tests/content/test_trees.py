"""What was parsed once is not parsed again, and says the same, place by place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import reader, trees
from content.problem import Report
from content.reader import Unreadable, parse_yaml
from content.source import Mapping, Node, Place, Scalar, Sequence
from tests.shipped import shipped

TEXT = """\
# a note
id: one
says: "a \\"quoted\\" line"
number: 3
half: .5
nothing:
yes: true
folded: >-
  two lines
  of text
list: [a, {b: c}, ~]
"""
START = Place("some.yaml", 7)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(trees.FOLDER_VARIABLE, str(tmp_path))
    return tmp_path / "trees"


@pytest.fixture
def unparsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, nothing can be parsed."""

    def refuse(*_: object) -> Node:
        raise AssertionError("This was parsed again.")

    monkeypatch.setattr(reader, "_parsed", refuse)


def test_a_text_that_was_read_is_read_again_without_the_parser(
    request: pytest.FixtureRequest,
) -> None:
    first = parse_yaml(TEXT, START, Report())
    request.getfixturevalue("unparsed")
    assert parse_yaml(TEXT, START, Report()) == first


def test_the_same_text_elsewhere_bears_its_own_places(request: pytest.FixtureRequest) -> None:
    parse_yaml(TEXT, START, Report())
    there = Place("other.yaml", 1)
    request.getfixturevalue("unparsed")
    again = parse_yaml(TEXT, there, Report())
    assert again.place == Place("other.yaml", 2)


def test_a_changed_text_is_parsed_anew() -> None:
    parse_yaml(TEXT, START, Report())
    changed = parse_yaml(TEXT.replace("number: 3", "number: 4"), START, Report())
    assert changed.plain()["number"] == 4


def test_what_has_a_fault_is_told_each_time_it_is_read(folder: Path) -> None:
    report = Report()
    for _ in range(2):
        parse_yaml("a: 1\na: 2\n", START, report)
        again = Report()
        parse_yaml("a: 1\na: 2\n", START, again)
        assert [problem.code for problem in again.problems] == ["repeated-key"]
    assert not folder.exists()


def test_what_cannot_be_read_is_told_each_time(folder: Path) -> None:
    for _ in range(2):
        report = Report()
        with pytest.raises(Unreadable):
            parse_yaml("a: [1\n", START, report)
        assert len(report.problems) == 1


@pytest.mark.parametrize("rubbish", [b"", b"[", b"[9]", b"[1,0,1,[0]]", b"\xff\xfe", b"{}", b"7"])
def test_a_kept_tree_that_cannot_be_read_is_made_anew(folder: Path, rubbish: bytes) -> None:
    first = parse_yaml(TEXT, START, Report())
    (kept,) = folder.iterdir()
    kept.write_bytes(rubbish)
    assert parse_yaml(TEXT, START, Report()) == first
    assert kept.read_bytes() != rubbish


def test_another_release_does_not_meet_what_an_older_one_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse_yaml(TEXT, START, Report())
    monkeypatch.setattr(trees, "_maker", lambda: b"another")
    parse_yaml(TEXT, START, Report())
    assert len(list(folder.iterdir())) == 2


def test_where_nothing_can_be_kept_everything_is_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    for named in (str(tmp_path / "file"), ""):
        monkeypatch.setenv(trees.FOLDER_VARIABLE, named)
        assert parse_yaml(TEXT, START, Report()).plain()["id"] == "one"


def test_the_longest_unused_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "MOST", 4)
    for number in range(9):
        parse_yaml(f"number: {number}\n", START, Report())
    assert 0 < len(list(folder.iterdir())) <= 4


@pytest.mark.slow
def test_the_pack_says_the_same_from_kept_trees(request: pytest.FixtureRequest) -> None:
    from content.loader import load_pack
    from content.packs import builtin

    first = load_pack(builtin())
    request.getfixturevalue("unparsed")
    assert load_pack(builtin()) == first == shipped()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc_é", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES, st.integers(1, 9))
def test_any_tree_comes_back_as_it_was(value: Any, line: int) -> None:
    node = _node(value, line)
    written = trees._written(node, 1)
    assert trees._read(written, "some.yaml", 1) == node


def _node(value: Any, line: int) -> Node:
    place = Place("some.yaml", line, 3)
    if isinstance(value, dict):
        return Mapping(
            tuple((_scalar(key, line), _node(one, line + 1)) for key, one in value.items()), place
        )
    if isinstance(value, list):
        return Sequence(tuple(_node(one, line + 1) for one in value), place)
    return _scalar(value, line)


def _scalar(value: Any, line: int) -> Scalar:
    text = value if isinstance(value, str) else repr(value)
    return Scalar(value, text, Place("some.yaml", line, 3), line % 3 - 1)
