"""What it costs, as ratios to a floor or a peer of the same run. `make bench` prints them."""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from content.bots.policies import POLICIES
from content.bots.table import table_of
from content.loader import Pack
from content.playthrough import PinNames
from content.script import Doing
from db.folders import DataFolder
from db.play import PlayConnection
from db.server import GAME, SUPERUSER, EmbeddedServer, ServerAddress
from engine.actions import AnyAction, Pin
from engine.design.graph import Design, configure
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.traffic import evaluate, ramp
from engine.game import step
from engine.log import Row, read_row, state_of
from engine.mission import Mission
from engine.notebook import whole
from engine.state import State
from tests.benchmarks import peers
from tests.engine.design.kinds import CATALOGUE, design, load
from tests.engine.design.proof.topologies import topologies
from tests.engine.plays import random_play, started
from tui.headless import engine

pytestmark = pytest.mark.bench
ONE_CLASS, THREE_CLASSES = 1.5, 2.0
"""Milliseconds within which the quickest evaluation of an edited design is, with room for a busy
machine, which slows even the quickest by half."""
ANEW = 2.5
"""How many times an evaluation at another rate one of an edited design may take."""
BY_CHANCE = ("client-discovery-workshop", "urgent-performance", "lantern-parade-promise")
BOTS, PLAYED_TO_READ = 500, 5.0


def median(
    call: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Median seconds of a call. By `time.process_time` they are of the processor: what is about as
    long as a turn on a busy machine is then not told by who else had one."""
    times = []
    for _ in range(runs):
        begun = clock()
        call()
        times.append(clock() - begun)
    return statistics.median(times)


def spent(call: Callable[[], object]) -> float:
    """Seconds of the processor that a call takes."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def told(name: str, value: float, unit: str) -> None:
    print(f"\n{name}: {value:,.2f} {unit}")  # noqa: T201 - a benchmark's result


FIFTEEN = design(
    "client", "balancer", *[f"eight{n}" for n in range(1, 6)],
    "cache", *[f"db{n}" for n in range(1, 4)], "queue", "worker1", "worker2", "worker3",
    links=(
        ("client", "balancer"),
        *[("balancer", f"eight{n}") for n in range(1, 6)],
        *[(f"eight{n}", "cache") for n in range(1, 6)],
        *[(f"eight{n}", f"db{n % 3 + 1}") for n in range(1, 6)],
        ("eight1", "queue"), ("queue", "worker1"), ("queue", "worker2"), ("queue", "worker3"),
    ),
)  # fmt: skip


def evaluated(design: Design, catalogue: Catalogue, under: Load) -> float:
    """Median seconds of an evaluation of a design that is known, each under a rate of its own."""
    evaluate.cache_clear()
    rates = (under.rps * (1 + n * 1e-6) for n in itertools.count())

    def once() -> float:
        return evaluate(design, catalogue, under.at(next(rates))).p95_ms

    return median(once, 200, time.process_time)


@dataclass(frozen=True)
class Taken:
    """Milliseconds of evaluations."""

    least: float
    """Which is what a busy machine has not added to."""
    median: float


def edited(design: Design, catalogue: Catalogue, under: Load, nodes: tuple[str, ...]) -> Taken:
    """What an evaluation takes after an edit: each is of a design that has not been seen before,
    one of whose components has another number of copies than the last one's."""
    evaluate.cache_clear()
    times = []
    for node, copies in itertools.product(nodes, range(2, 41)):
        design = configure(design, catalogue, node, "replicas", copies)
        begun = time.process_time()
        evaluate(design, catalogue, under).p95_ms  # noqa: B018 - it is reckoned when asked for
        times.append((time.process_time() - begun) * 1000)
    return Taken(min(times), statistics.median(times))


def test_an_evaluation_takes_less_than_a_millisecond() -> None:
    taken = evaluated(FIFTEEN, CATALOGUE, load(100)) * 1000
    told("traffic model, 15 components, at another rate", taken, "ms an evaluation")
    assert taken < 1


def test_an_evaluation_of_an_edited_design_takes_about_a_millisecond() -> None:
    proof = next(t for t in topologies() if t.name == "fifteen")
    servers = tuple(f"eight{n}" for n in range(1, 6))
    apps = ("app1", "app2", "app3")
    for name, most, drawn, under, nodes in (
        ("one class", ONE_CLASS, (FIFTEEN, CATALOGUE), load(100), servers),
        ("three classes", THREE_CLASSES, (proof.design, proof.catalogue), proof.load(0.7), apps),
    ):
        known = evaluated(*drawn, under.at(under.rps * 0.9)) * 1000
        taken = edited(*drawn, under, nodes)
        told(f"traffic model, 15 components, {name}, at another rate", known, "ms")
        told(f"traffic model, 15 components, {name}, edited: least", taken.least, "ms")
        told(f"traffic model, 15 components, {name}, edited: median", taken.median, "ms")
        assert taken.least < most, name
        assert taken.median / known < ANEW, name


def test_an_evaluation_against_simulations_of_equal_precision() -> None:
    """Three components at 70%: as many requests as tell p95 to two per cent, in 95 of 100 runs."""
    model = evaluated(peers.DESIGN, peers.CATALOGUE, load(peers.RPS))
    told("traffic model, 3 components, at another rate", model * 1000, "ms an evaluation")
    anew = edited(peers.DESIGN, peers.CATALOGUE, load(peers.RPS), ("app", "store")).median / 1000
    told("traffic model, 3 components, edited", anew * 1000, "ms an evaluation")
    runs = [peers.by_simpy(seed) for seed in range(12)]
    middle = statistics.mean(runs)
    half = 1.96 * statistics.stdev(runs) / middle
    told("a simulation of as many requests knows p95 to", half * 100, "per cent, 19 times of 20")
    assert 0.01 < half < 0.03
    known = evaluate(peers.DESIGN, peers.CATALOGUE, load(peers.RPS)).p95_ms
    told("the model's p95 is off theirs by", (known / middle - 1) * 100, "per cent")
    assert abs(known / middle - 1) < 0.02
    assert abs(peers.by_ciw(1) / middle - 1) < 0.05, "Ciw simulates the same"
    for name, simulate in (("SimPy", peers.by_simpy), ("Ciw", peers.by_ciw)):
        seeds = itertools.count()
        seconds = median(lambda s=seeds, run=simulate: run(next(s)), 3, time.process_time)  # type: ignore[misc]
        told(f"against {name} at equal precision", seconds / model, "times faster")
        told(f"and where the design was edited, against {name}", seconds / anew, "times faster")
        assert seconds / model >= 1_000, name
        assert seconds / anew >= 500, name


RETRIES = {f"eight{n}": {"timeout": 100, "retries": 3} for n in range(1, 6)}
IMPATIENT = design(
    *FIFTEEN.by_id, links=tuple((edge.source, edge.target) for edge in FIFTEEN.edges), **RETRIES
)


@pytest.mark.parametrize(
    ("drawn", "words"), [(FIFTEEN, "none tried again"), (IMPATIENT, "retries")]
)
def test_a_climb_of_forty_points_against_one_evaluation(drawn: Design, words: str) -> None:
    rates = iter(range(2_500, 10_000, 75))

    def once() -> None:
        evaluate(drawn, CATALOGUE, load(next(rates) / 10))

    def climbed() -> None:
        ramp(drawn, CATALOGUE, load(1_000.5), points=40)

    def seconds(call: Callable[[], object], runs: int) -> float:
        """Of the processor: a busy machine meets what takes long oftener than what is short."""
        begun = time.process_time()
        for _ in range(runs):
            call()
        return (time.process_time() - begun) / runs

    evaluate.cache_clear()
    gc.collect()
    gc.disable()  # what the collector has to look through here is mostly the tests'
    try:
        one, forty = seconds(once, 100), seconds(climbed, 1)
    finally:
        gc.enable()
    told(f"a climb of 40 points, 15 components, {words}", forty * 1000, "ms")
    told(f"against one evaluation on its way ({one * 1000:.2f} ms)", forty / one, "times as long")
    assert forty / one < 80


def test_playthroughs_a_second(pack: Pack) -> None:
    script = pack.walkthroughs_of("kettle-protocol")[0]
    mission = pack.mission(script.mission)
    once = median(lambda: asyncio.run(engine.run(script, mission)), 30)
    told("scripted playthroughs of the tutorial", 1 / once, "a second")
    walk = median(lambda: random_play(mission, 5, most=40), 10)
    told("random plays with all legal actions listed", 1 / walk, "a second")


def test_playing_a_mission_against_reading_its_log(pack: Pack) -> None:
    """The gold walkthrough of every mission to its end, score and all. What is held is how much
    longer it takes to play than to read what was played: JSON, made into values."""
    for mission in graded(pack):
        actions, rows = gold(pack, mission)
        stored = [row.model_dump_json() for row in rows]

        def play(
            mission: Mission = mission, begun: Row = rows[0], actions: list[AnyAction] = actions
        ) -> State:
            state = state_of(mission, [begun])
            for action in actions:
                state, _ = step(mission, state, action)
            return state

        assert play().status == "completed"
        # In turns, for what slows the machine is to slow both.
        times = [
            (spent(play), spent(lambda log=stored: [read_row(json.loads(row)) for row in log]))  # type: ignore[misc]
            for _ in range(100)
        ]
        seconds, read = (statistics.median(of_one) for of_one in zip(*times, strict=True))
        told(f"{mission.slug}, {len(actions)} actions: gold playthroughs", 1 / seconds, "a second")
        told(f"{mission.slug}: against reading its log", seconds / read, "times as long")
        assert seconds / read < PLAYED_TO_READ, mission.slug


def test_playthroughs_by_chance_a_second(pack: Pack) -> None:
    for slug in BY_CHANCE:
        table, seeds = table_of(pack, slug), itertools.count()
        begun = time.process_time()
        for _ in range(BOTS):
            table.run(POLICIES["random"], next(seeds))
        bot = (time.process_time() - begun) / BOTS
        told(f"{slug}: playthroughs by chance, of {BOTS}", 1 / bot, "a second")


def graded(pack: Pack) -> list[Mission]:
    """The missions that have a gold walkthrough, in their order."""
    names = {s.mission for s in pack.walkthroughs if s.name == "gold"}
    return [mission for mission in pack.missions if mission.slug in names]


def gold(pack: Pack, mission: Mission) -> tuple[list[AnyAction], list[Row]]:
    """The gold walkthrough's actions, and the log that they come to."""
    script = next(s for s in pack.walkthroughs_of(mission.slug) if s.name == "gold")
    names, rows, actions = PinNames(), [started(mission, 0)], list[AnyAction]()
    state = state_of(mission, rows)
    for entry in script.steps:
        for action in names.actions(entry, state.shared) if isinstance(entry, Doing) else ():
            whole_action = whole(mission, action) if isinstance(action, Pin) else action
            state, events = step(mission, state, whole_action)
            actions.append(whole_action)
            rows.append(Row(seq=len(rows) + 1, action=whole_action, events=events))
    return actions, rows


@pytest.fixture
def syncing(tmp_path: Path) -> Iterator[ServerAddress]:
    """A server that syncs what it commits: no scratch server, so that it is removed here."""
    server = EmbeddedServer(DataFolder(tmp_path / "bench"))
    try:
        yield server.start(lambda step: None)
    finally:
        server.leave()
        shutil.rmtree(server.account.home, ignore_errors=True)


def test_saving_an_action_against_a_bare_commit(syncing: ServerAddress) -> None:
    from content.loader import load_pack
    from content.packs import builtin
    from db import migrate, publish
    from engine import actions as ac
    from tui.office import Office

    admin = syncing.conninfo(SUPERUSER)
    pack = load_pack(builtin())
    migrate.upgrade(admin)
    publish.publish(pack.cards, pack.missions, admin)

    async def save() -> float:
        office = Office(await PlayConnection.open(syncing.conninfo(GAME)), None, None)
        await office.sign_in("Bench")
        row = next(r for r in await office.board() if r.card.slug == "kettle-protocol")
        session = await office.start(row)
        await session.act(ac.FinishPhase())
        while session.state.phases[-1].kind == "video_call":
            ended = getattr(session.state.phases[-1], "ended", False)
            await session.act(ac.FinishPhase() if ended else ac.StaySilent())
        times = []
        for _ in range(200):
            begun = time.perf_counter()
            await session.act(ac.RunTraffic())
            await session.settle()
            times.append(time.perf_counter() - begun)
        await office.close()
        return statistics.median(times)

    saved = asyncio.run(save())
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CREATE TABLE public.bare (n integer)")
        bare = median(lambda: connection.execute("INSERT INTO public.bare VALUES (1)"), 200)
    told("saving an action, with the engine's part", saved / bare, "bare one-row commits")
    assert saved / bare < 10


HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self): yield Static("hello")
    def on_mount(self): self.call_after_refresh(self.exit)
Hello().run(headless=True)
"""
GAME_START = """
from pathlib import Path
from tui.cli import cli
from tui.app import ScopeCreepApp, Visit
from tui.place import Place
from db.folders import DataFolder
class First(ScopeCreepApp):
    def on_mount(self):
        from tui.screens.welcome import WelcomeScreen
        from tui.app import OPENING_STEPS
        self.push_screen(WelcomeScreen(OPENING_STEPS))
        self.call_after_refresh(self.exit)
First(Place(DataFolder(Path("/nowhere")))).run(headless=True)
"""


def test_the_first_paint_against_a_hello_world() -> None:
    def start(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)

    hello, game = median(start(HELLO), 7), median(start(GAME_START), 7)
    told("start to first paint", game / hello, "times a hello-world Textual application")
    run = "from tui.cli import cli; cli(standalone_mode=False)"
    help_text = median(start(f"import sys; sys.argv = ['x', '--help']; {run}"), 9)
    bare = median(start("pass"), 9)
    told("--help beyond bare Python", (help_text - bare) * 1000, "ms")
    assert game / hello < 2.5
