"""Names in a script that stand for nothing in the pack are told before anything is played."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import Pack
from content.packs import builtin
from content.playthrough import read_script
from content.script_names import names_of, needs_all, unknown_names

MISSION = "format: 1\nmission: kettle-protocol\n"
OPEN = "expect: {status: open}\n"


def told(folder: Path, pack: Pack, text: str) -> list[str]:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    found = unknown_names(read_script(path), names_of(pack))
    return [f"{p.place.line}:{p.place.column} {p.code} {p.message} {p.remedy}" for p in found]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("format: 1\nmission: ketle-protocol\n" + OPEN, "2:10", "'kettle-protocol'?"),
        ("format: 1\nmission: the-whistle\n" + OPEN, "2:10", "is not written yet"),
        (f"format: 1\nmissions: [{{mission: ketle}}]\n{OPEN}", "2:22", "no mission 'ketle'"),
        (MISSION + "start: {flags: [yusra_heard, yusra_hear]}\n" + OPEN, "3:30", "yusra_heard"),
        (MISSION + "start: {skills: {discovry: 2}}\n" + OPEN, "3:18", "'discovery'?"),
        (MISSION + "start: {trust: {coblway: 40}}\n" + OPEN, "3:17", "'cobbleway'?"),
        (MISSION + "start: {completed: {urgent-perf: 4}}\n" + OPEN, "3:21", "urgent-performance"),
        (MISSION + "start: {promises: {parade-mop: open}}\n" + OPEN, "3:20", "'parade-map'?"),
        (MISSION + "expect: {unlocks: [kettle]}\n", "3:20", "no mission 'kettle'"),
        (MISSION + "expect: {not_unlocks: [parade]}\n", "3:24", "no mission 'parade'"),
        (MISSION + "expect: {completed: {parade: 3}}\n", "3:22", "no mission 'parade'"),
        (MISSION + "expect: {skills: {discovry: 3}}\n", "3:19", "'discovery'?"),
        (MISSION + "steps: [{expect: {unlocks: [parade]}}]\n", "3:9", "no mission 'parade'"),
        (
            MISSION + "steps: [offline: [hint, {expect: {unlocks: [parade]}}]]\n",
            "3:25",
            "no mission 'parade'",
        ),
        (
            "format: 1\nmissions: [{mission: kettle-protocol, expect: {unlocks: [x]}}]\n",
            "2:58",
            "no mission 'x'",
        ),
    ],
)
def test_a_name_that_is_nowhere_is_told_with_its_place(
    text: str, place: str, words: str, tmp_path: Path, pack: Pack
) -> None:
    (one,) = told(tmp_path, pack, text)
    assert one.startswith(f"{place} unknown-")
    assert words in one


def test_names_of_other_missions_are_known(tmp_path: Path, pack: Pack) -> None:
    start = (
        "start: {flags: [emeka_blamed, change_order_signed], trust: {Cobbleway: 40},"
        " completed: {parade-night: 80, the-whistle: 50}, promises: {parade-map: kept}}\n"
    )
    assert told(tmp_path, pack, MISSION + start + "expect: {not_unlocks: [the-whistle]}\n") == []


def test_the_scripts_that_the_game_comes_with_name_what_there_is(pack: Pack) -> None:
    row = [read_script(path) for path in (builtin() / "playtests").glob("*.yaml")]
    names = names_of(pack)
    assert row
    assert [p for one in (*pack.walkthroughs, *row) for p in unknown_names(one, names)] == []


def test_it_takes_all_missions_only_where_something_of_any_may_be_brought_along(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(MISSION + OPEN, encoding="utf-8")
    assert not needs_all(read_script(path))
    path.write_text(MISSION + "start: {flags: [x]}\n" + OPEN, encoding="utf-8")
    assert needs_all(read_script(path))
