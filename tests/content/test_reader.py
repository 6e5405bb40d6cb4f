"""Reading YAML and Markdown as untrusted text."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.problem import Report
from content.reader import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    Unreadable,
    parse_yaml,
    read_markdown,
    read_yaml,
)
from content.source import Place, place_of, scalar_at

START = Place("file.yaml")


def faults_of(text: str) -> list[tuple[str, int, int]]:
    report = Report()
    try:
        parse_yaml(text, START, report)
    except Unreadable:
        assert report.problems
    return [(p.code, p.place.line, p.place.column) for p in report.problems]


def test_values_follow_the_core_schema_and_nothing_else() -> None:
    text = "{a: 1, b: -2.5, c: true, d: null, e: 09:41, f: 2024-01-02, g: yes, h: '7', i: 0x1F}"
    assert parse_yaml(text, START, Report()).plain() == {
        "a": 1,
        "b": -2.5,
        "c": True,
        "d": None,
        "e": "09:41",
        "f": "2024-01-02",
        "g": "yes",
        "h": "7",
        "i": "0x1F",
    }


def test_every_value_knows_its_place() -> None:
    root = parse_yaml("a:\n  - b: one\n    c: 'two three'\n", START, Report())
    assert place_of(root, ("a", 0, "c")) == Place("file.yaml", 3, 8)
    assert place_of(root, ("a", 0, "c"), key=True) == Place("file.yaml", 3, 5)
    assert place_of(root, ("a", 0, "missing")) == Place("file.yaml", 2, 5)
    scalar = scalar_at(root, ("a", 0, "c"))
    assert scalar is not None
    assert scalar.inside(4) == Place("file.yaml", 3, 13)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1, 2\nb: 3", ("yaml-syntax", 2, 2)),
        ("a: b: c", ("yaml-syntax", 1, 5)),
        ("a: 'open", ("yaml-syntax", 1, 9)),
        ("\ta: 1", ("yaml-syntax", 1, 1)),
        ("", ("yaml-syntax", 1, 1)),
        ("a: 1\n---\nb: 2", ("yaml-syntax", 2, 1)),
        ("a: &x 1\nb: *x", ("yaml-alias", 1, 4)),
        ("a: !!python/object:os.system {}", ("yaml-alias", 1, 4)),
        ("a: 1\nb: 2\na: 3", ("repeated-key", 3, 1)),
        ("? [a]\n: 1", ("yaml-syntax", 1, 3)),
        ('a: "\\e[31m"', ("odd-character", 1, 4)),
        ('a: "\\u202e"', ("odd-character", 1, 4)),
        ('a: "\\U00110000"', ("yaml-syntax", 1, 1)),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, fault: tuple[str, int, int]) -> None:
    assert faults_of(text) == [fault]


def test_a_billion_laughs_end_at_the_first() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*a, *a]\n" for n in "bcdefgh")
    assert [code for code, _, _ in faults_of(laughs)] == ["yaml-alias"]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? "])
def test_deep_nesting_is_refused(opening: str) -> None:
    found = faults_of(opening * 5_000)
    assert [code for code, _, _ in found] == ["too-deep"]
    assert found[0][2] == MAX_DEPTH * len(opening) + 1


def test_too_many_values_are_refused() -> None:
    assert [code for code, _, _ in faults_of(f"[{'1,' * MAX_NODES}1]")] == ["too-many"]


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("[" * (10 * 1024 * 1024))
    report = Report()
    with pytest.raises(Unreadable):
        read_yaml(path, report)
    assert [p.code for p in report.problems] == ["too-large"]
    assert str(MAX_BYTES // 1024) in report.problems[0].message


def test_other_encodings_are_told_with_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"a: ok\nb: caf\xe9\n")
    report = Report()
    with pytest.raises(Unreadable):
        read_yaml(path, report)
    problem = report.problems[0]
    assert (problem.code, problem.place.line, problem.place.column) == ("not-utf8", 2, 7)


def test_direction_marks_and_controls_are_reported_and_emoji_are_not(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text("a: x\u202ey\nb: 👩\u200d🚀 ok\nc: z\u200b\n", encoding="utf-8")
    report = Report()
    read_yaml(path, report)
    places = [(p.place.line, p.place.column) for p in report.problems]
    assert places == [(1, 5), (3, 5)]
    assert "U+202E" in report.problems[0].message


@pytest.mark.parametrize(
    ("written", "place", "words"),
    [
        (b"a:\n\t- b\n", (2, 1), "holds a tab. Put spaces"),
        (b"a: b\rc: d\re: f\r", (1, 5), "old Macs. Save the file with Unix line ends"),
        (b"a: '\x1b[31mred'\n", (1, 5), "U+001B"),
        (b"a: b\n" + b"\0" * 100, (2, 1), "U+0000"),
    ],
    ids=["tab", "carriage returns", "escape", "zeros"],
)
def test_a_character_that_yaml_refuses_is_told_once_where_it_stands(
    written: bytes, place: tuple[int, int], words: str, tmp_path: Path
) -> None:
    path = tmp_path / "odd.yaml"
    path.write_bytes(written)
    report = Report()
    with suppress(Unreadable):
        read_yaml(path, report)
    (problem,) = report.problems
    assert (problem.code, (problem.place.line, problem.place.column)) == ("odd-character", place)
    assert words in f"{problem.message} {problem.remedy}"


def test_a_missing_file_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    report = Report()
    with pytest.raises(Unreadable):
        read_yaml(tmp_path / "none.yaml", report)
    assert [p.code for p in report.problems] == ["missing-file"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    report = Report()
    with pytest.raises(Unreadable):
        read_yaml(pipe, report)
    assert [p.code for p in report.problems] == ["unreadable"]


def test_front_matter_has_the_lines_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "mail.md"
    path.write_text("---\nsubject: One\nbest: [1, 2\n---\n\nBody.\n")
    report = Report()
    with pytest.raises(Unreadable):
        read_markdown(path, report)
    assert report.problems[0].place.line in (3, 4)
    path.write_text("---\nsubject: One\n---\n\nBody  \nmore.\n")
    mail = read_markdown(path, Report())
    assert (mail.body, mail.body_place.line) == ("Body\nmore.", 5)


@pytest.mark.parametrize("text", ["subject: x\n", "---\nsubject: x\n", ""])
def test_front_matter_must_be_fenced(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mail.md"
    path.write_text(text)
    report = Report()
    with pytest.raises(Unreadable):
        read_markdown(path, report)
    assert [p.code for p in report.problems] == ["front-matter"]


@given(st.text(alphabet="ab:-[]{}?!&*|>'\"%@`#,\\ \n\t0.x~", max_size=80))
def test_any_text_is_read_or_reported(text: str) -> None:
    report = Report()
    try:
        parse_yaml(text, START, report).plain()
    except Unreadable:
        assert report.problems


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(raw)
    report = Report()
    try:
        read_yaml(path, report)
    except Unreadable:
        assert report.problems
