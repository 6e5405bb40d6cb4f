"""The shared schema under a crowd. `make bench` has a million learners and prints the table;
the slow tests hold the same promises on a small one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.loader import Pack
from tests.benchmarks import scales
from tests.benchmarks.crowd import Crowd, crowd, lay_out_source
from tests.benchmarks.measuring import Saves
from tests.benchmarks.scales import Reading

LEARNERS = int(os.environ.get("SCOPECREEP_BENCH_LEARNERS", "20000"))
SMALL, SMALLER = 20_000, 1_000
AT_MOST = {
    "available missions": 3.0,
    "leaderboard, a mission": 1.5,
    "leaderboard, overall": 1.5,
}
"""The targets: how many primary-key look-ups an operation may cost."""
ROOM = 2.0
"""What a small machine that is busy with other things is allowed beyond the targets."""


def told(line: str) -> None:
    print(line)  # noqa: T201 - a benchmark's result


@pytest.mark.bench
def test_the_shared_schema_beside_the_sources(pack: Pack, tmp_path: Path) -> None:
    begun = time.perf_counter()
    with crowd(tmp_path, pack, LEARNERS) as people:
        lay_out_source(people)
        told(f"\n{LEARNERS:,} learners, set up in {time.perf_counter() - begun:,.0f} s")
        tell(people)


def tell(people: Crowd) -> None:
    """Measures everything on a crowd, and prints it."""
    _tell_reading(scales.readings(people, source=True), scales.bare_look_up(people))
    _tell_game(scales.in_the_game(people))
    _tell_refresh(scales.refresh(people), scales.source_refresh(people))
    _tell_indexes("ours", scales.indexes(people, "public"))
    _tell_indexes("the source's", scales.indexes(people, "source"))
    _tell_saves(
        {
            "an action of the game": scales.recorded(people),
            "the source's update, ours": scales.merged(people, source=False),
            "the source's update, its own": scales.merged(people, source=True),
            **scales.without_indexes(people),
        }
    )


def _tell_reading(found: list[Reading], bare: scales.Cost) -> None:
    told(f"{'':26}{'ours':>27}{'the source':>27}{'source/':>10}{'look-ups':>10}")
    heads = f"{'client':>9}{'server':>9}{'pages':>9}"
    told(f"{'':26}{heads}{heads}{'ours':>10}{'each':>10}")
    for reading in found:
        line = f"{reading.operation.name:26}{_cells(reading.ours)}"
        line += _cells(reading.source) if reading.source else " " * 27
        times = reading.source.client / reading.ours.client if reading.source else 0
        told(f"{line}{f'{times:,.1f}' if times else '':>10}{reading.look_ups:>10.2f}")
    told(f"{'a look-up by primary key':26}{_cells(found[-1].look_up)}")
    told(f"{'the same past policies':26}{_cells(bare)}")


def _tell_game(found: dict[str, float]) -> None:
    told(f"{'through the game':26}{'ms':>9}{'look-ups':>10}")
    for name, took in found.items():
        told(f"{name:26}{took:>9.3f}{took / found[scales.LOOK_UP]:>10.2f}")


def _cells(cost: scales.Cost) -> str:
    return f"{cost.client:>9.3f}{cost.server:>9.3f}{cost.pages:>9,.0f}"


def _tell_refresh(ours: float, source: float) -> None:
    told(f"statistics refresh: ours {ours:,.1f} ms, the source's {source:,.0f} ms"
         f" ({source / ours:,.0f} times)")  # fmt: skip


def _tell_indexes(whose: str, found: list[tuple[str, float, int]]) -> None:
    told(f"indexes of user_progress, {whose}: MB, scans so far")
    for name, size, scans in found:
        told(f"    {name:44}{size:>8,.0f}{scans:>9,}")


def _tell_saves(saved: dict[str, Saves]) -> None:
    told(f"{'saving':36}{'ms':>8}{'commits':>9}{'log bytes':>11}{'in page':>9}")
    for name, cost in saved.items():
        told(
            f"{name:36}{cost.client:>8.3f}{cost.commits:>9.2f}"
            f"{cost.log_bytes:>11,.0f}{cost.in_page:>9.0%}"
        )


@pytest.fixture(scope="module")
def small(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with crowd(tmp_path_factory.mktemp("small"), pack, SMALL) as people:
        yield people


@pytest.fixture(scope="module")
def smaller(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with crowd(tmp_path_factory.mktemp("smaller"), pack, SMALLER) as people:
        yield people


@pytest.mark.slow
def test_what_is_read_costs_few_look_ups(small: Crowd) -> None:
    found = {r.operation.name: r for r in scales.readings(small, source=False)}
    for name, most in AT_MOST.items():
        assert found[name].look_ups < most * ROOM, name


@pytest.mark.slow
def test_what_is_read_touches_as_many_pages_whatever_the_crowd(
    small: Crowd, smaller: Crowd
) -> None:
    few = {r.operation.name: r for r in scales.readings(smaller, source=False, runs=100)}
    many = {r.operation.name: r for r in scales.readings(small, source=False, runs=100)}
    for name, reading in many.items():
        assert reading.ours.pages < few[name].ours.pages * 1.5 + 10, name


@pytest.mark.slow
def test_a_refresh_takes_as_long_whatever_the_crowd(small: Crowd, smaller: Crowd) -> None:
    of_few = scales.refresh(smaller, changed=100, share=0)
    assert scales.refresh(small, changed=100, share=0) < of_few * 3


@pytest.mark.slow
def test_saves_stay_in_their_page_and_cost_few_commits(small: Crowd) -> None:
    saved = scales.recorded(small)
    assert saved.in_page > 0.95
    assert saved.commits < 2.5 * ROOM
    assert scales.merged(small, source=False).in_page > 0.95
