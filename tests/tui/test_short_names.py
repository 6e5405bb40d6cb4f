"""Names of components where columns are few."""

from __future__ import annotations

import pytest

from content.loader import Pack
from engine.design.graph import Cell, Design, Node
from tui.studio.names import short_names


@pytest.mark.parametrize(
    ("kind", "label", "short"),
    [
        ("load_balancer", "Load Balancer", "Balancer"),
        ("read_copy", "Emeka's copy", "Emeka's"),
        ("read_copy", "Read copy", "Copy"),
        ("read_copy", "Copy", "Copy"),
        ("friday_servers", "Friday's servers", "Friday"),
        ("main_database", "Main DB", "Main DB"),
    ],
)
def test_a_name_is_short_where_the_kind_is_told_beside_it(
    pack: Pack, kind: str, label: str, short: str
) -> None:
    mission = next(m for m in pack.missions if m.card.slug == "urgent-performance")
    design = Design(nodes=(Node(id="one", kind=kind, label=label, cell=Cell(x=0, y=0)),))
    assert short_names(design, mission.catalogue) == {"one": short}
