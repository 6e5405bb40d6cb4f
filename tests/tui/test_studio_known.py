"""What the studio tells of the goals: what is known, and nothing that is not."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from content.loader import Pack
from engine.design import graph, links
from engine.design.graph import Cell
from engine.mission import Mission
from engine.phase_config import SystemDesign
from engine.phases import StudioState
from engine.shared import Found, Made, Shared
from tests.content.judged import judged
from tests.content.test_discovery_workshop import BRUTE_FORCE
from tests.tui.stage import session_of
from tests.tui.studio_stage import kettles, shop
from tui.figures import of_rate
from tui.studio import inspector
from tui.studio.drawing import LEAST_WIDTH, fit, size_of
from tui.studio.keys import keys
from tui.studio.known import NOT_BY_DRAWING, Goals, goals, ticks
from tui.studio.metrics import UNKNOWN, metrics, strip
from tui.studio.scene import Scene
from tui.studio.summary import hand_in

OWN = StudioState(phase="grid", design=graph.Design())


def scene_of(
    mission: Mission, *, facts: tuple[str, ...] = (), known: tuple[str, ...] | None = None
) -> Scene:
    """The opening moment of a grid, with facts found and rules stated openly."""
    config = cast(SystemDesign, mission.phases[0])
    if known is not None:
        config = config.model_copy(update={"known_without_asking": known})
    shared: Shared = session_of(mission).state.shared
    found = tuple(Found(fact=fact, via="call", minute=0) for fact in facts)
    shared = shared.model_copy(update={"facts": found})
    return Scene(mission, config, shared, config.initial, Cell(x=0, y=0))


def test_a_goal_that_nobody_stated_is_not_shown(pack: Pack) -> None:
    scene = scene_of(shop(pack), known=("cheap",))
    assert goals(scene) == Goals()
    assert UNKNOWN in metrics(scene, 27).plain
    assert "≤" not in metrics(scene, 27).plain


def test_a_stated_goal_stands_at_its_gauge(pack: Pack) -> None:
    scene = scene_of(shop(pack))
    assert goals(scene) == Goals(p95_ms=400, answered=0.995, availability=0.995)
    assert "≤ 400 ms" in metrics(scene, 27).plain


def test_nobody_answered_is_no_answer_in_time(pack: Pack) -> None:
    scene = scene_of(shop(pack))
    cut_off = scene.design.model_copy(update={"edges": ()})
    scene = Scene(scene.mission, scene.config, scene.shared, cut_off, scene.cursor)
    assert scene.figures.goodput_rps == 0
    first = metrics(scene, 27).plain.splitlines()[0]
    assert first.split() == ["p95", "–"]
    assert "✓ ≤ 400 ms" not in metrics(scene, 27).plain
    assert strip(scene, 78).plain.startswith("p95 –")


def test_a_found_fact_makes_its_requirement_known(pack: Pack) -> None:
    before = [tick.text for tick in ticks(scene_of(kettles(pack)))]
    after = [tick.text for tick in ticks(scene_of(kettles(pack), facts=("odile-decaf",)))]
    assert len(after) == len(before) + 1
    assert any("decaf" in text for text in after)
    assert not any("decaf" in text for text in before)


def grid_of(mission: Mission, *facts: str) -> list[str]:
    """What is told on a mission's grid as it opens, with these facts found."""
    alone = mission.model_copy(update={"phases": (mission.design_phase,)})
    return [tick.text for tick in ticks(scene_of(alone, facts=facts))]


def test_a_rule_that_two_requirements_share_makes_only_the_one_known_that_was_asked_for(
    pack: Pack,
) -> None:
    desk = pack.mission("returns-desk")
    once, later = (
        next(r.limit for r in desk.requirements if r.id == name)
        for name in ("once-a-line", "a-day-later")
    )
    assert not {once, later} & {*grid_of(desk)}
    assert {once, later} & {*grid_of(desk, "tills-resend")} == {once}
    assert {once, later} & {*grid_of(desk, "told-for-a-day")} == {later}
    assert {once, later} <= {*grid_of(desk, "tills-resend", "told-for-a-day")}


def test_a_brief_that_states_a_part_of_a_requirement_tells_that_part_alone(pack: Pack) -> None:
    clinic = pack.mission("quiet-clinic")
    words = next(r.limit for r in clinic.requirements if r.id == "quiet-words")
    assert "records-stay" in clinic.design_phase.known_without_asking  # type: ignore[union-attr]
    assert words not in grid_of(clinic)
    assert any("ersonaliser should not be here" in text for text in grid_of(clinic))
    assert words in grid_of(clinic, "wording-tells")


def test_what_hangs_on_a_promise_is_not_ticked_for_the_drawing_alone(pack: Pack) -> None:
    workshop = pack.mission("client-discovery-workshop")
    mission = workshop.model_copy(update={"phases": (workshop.design_phase,)})
    scene = scene_of(mission, facts=("the-present",))
    text = "something to hand over that is not an app"
    kept = {tick.text: tick for tick in ticks(scene)}[text]
    assert kept.met
    made = Made(promise="an-app-by-the-supper", minute=0)
    promised = scene.shared.model_copy(update={"promises": (made,)})
    broken = {tick.text: tick for tick in ticks(replace(scene, shared=promised))}[text]
    assert not broken.met
    assert broken.why == NOT_BY_DRAWING


def test_every_kind_has_a_name_that_fits_the_smallest_box(pack: Pack) -> None:
    for kind in pack.mission("client-discovery-workshop").catalogue.kinds:
        assert len(kind.short or kind.name) <= LEAST_WIDTH - 2, kind.id


def test_a_name_gives_way_to_the_short_one_before_it_is_cut(pack: Pack) -> None:
    scene = scene_of(shop(pack))
    assert scene.name_within("web2", 12) == "Web server 2"
    assert scene.name_within("web2", 8) == "Web 2"
    assert scene.name_within("web2", 4) == "W… 2"


def test_the_strip_is_one_line_whatever_the_width(pack: Pack) -> None:
    for width in range(30, 120):
        line = strip(scene_of(shop(pack)), width)
        assert line.cell_length <= width
        assert "\n" not in line.plain


def test_every_board_up_to_six_by_four_fits_the_smallest_terminal() -> None:
    for columns in range(1, 7):
        for rows in range(1, 5):
            width, height = size_of(fit(columns, rows, 78, 17), columns, rows)
            assert width <= 78
            assert height <= 17


def test_one_component_has_one_unit_in_its_box_and_in_the_inspector(pack: Pack) -> None:
    scene = replace(scene_of(kettles(pack)), cursor=Cell(x=2, y=1))
    told = "\n".join(line.plain for line in inspector.words(scene, 30))
    assert "2.0/min" in told
    assert "1.8/min" in told
    assert "/s" not in told
    assert of_rate(2 / 60, 1.79 / 60) == "2.0 of 1.8/min"


def test_what_cannot_be_done_is_not_offered(pack: Pack) -> None:
    scene = scene_of(kettles(pack))
    offered = {key.label for key in keys(replace(scene, cursor=Cell(x=0, y=1)), OWN, slim=True)}
    assert "Remove" not in offered, "the floor is the client's own"
    assert "Set" not in offered, "the floor has no knob"
    offered = {key.label for key in keys(replace(scene, cursor=Cell(x=2, y=1)), OWN, slim=True)}
    assert {"Remove", "Set"} <= offered


def test_a_share_of_the_requests_leaves_room_for_the_name(pack: Pack) -> None:
    scene = scene_of(kettles(pack))
    design = graph.place(
        scene.stored,
        scene.mission.catalogue,
        kind="kettle",
        node_id="kettle-1",
        label="",
        cell=Cell(x=2, y=2),
    )
    design = links.connect(design, scene.mission.catalogue, "drinkers", "kettle-1")
    rows = inspector.rows(replace(scene, stored=design, cursor=Cell(x=2, y=1)), 19)
    link = next(row.lines[0].plain for row in rows if row.id == "link:drinkers>kettle")
    assert "← The floor 50% x" in " ".join(link.split())


def test_a_summary_says_what_is_missed_and_over(pack: Pack) -> None:
    mission = pack.mission("client-discovery-workshop")
    design = judged(mission, *BRUTE_FORCE).design
    workshop = mission.model_copy(update={"phases": (mission.design_phase,)})
    text = hand_in(replace(scene_of(workshop), stored=design), 62).plain
    assert "▲ 2,006 a month over the budget of 12,000." in text
    assert "0 of 3 are met, 3 missed." in text
