"""Test packs on one server of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from content.loader import Pack, load_pack
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from tests.content import every_verb
from tests.content.two_orders import write_two
from tests.databases import own_folder
from tui.filing import note_pack
from tui.headless.house import Campaign
from tui.headless.scratch import lay_out

WANTS = (
    "unlock_conditions: {type: simple, required_level: 1}",
    """\
unlock_conditions: {type: simple, required_level: 1}
prerequisites: {type: missions_completed, mission_ids: [small-order], minimum_score: 50}""",
)
"""What the door of the second order asks for."""


@pytest.fixture(scope="session")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack of two missions, of which the second judges what was promised in the first."""
    return load_pack(write_two(tmp_path_factory.mktemp("orders"), WANTS))


@pytest.fixture(scope="session")
def trials(tmp_path_factory: pytest.TempPathFactory, orders: Pack, sheets: Pack) -> Campaign:
    """The missions of all test packs as one campaign."""
    verbs = load_pack(every_verb.write(tmp_path_factory.mktemp("verbs")))
    packs = (orders, sheets, verbs)
    missions = {mission.slug: mission for pack in packs for mission in pack.missions}
    return Campaign(missions, tuple(card for pack in packs for card in pack.cards))


@pytest.fixture(scope="session")
def office(trials: Campaign) -> Iterator[tuple[DataFolder, ServerAddress]]:
    """A server of its own that holds them."""
    with own_folder("scopecreep-") as folder:
        server = EmbeddedServer(folder, scratch=True)
        address = server.start(lambda step: None)
        lay_out(address, tuple(trials.cards), tuple(trials.missions.values()))
        note_pack(address.conninfo(SUPERUSER), "small")
        yield folder, address
        server.leave()
