"""What every test stands on: no motion, a real scratch server a worker, the built-in pack."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("SCOPECREEP_DATABASE_URL", None)
os.environ.setdefault("SCOPECREEP_CACHE", str(Path(__file__).parents[1] / ".pytest_cache"))

from content.collecting import collect_seldom
from content.loader import Pack, load_pack
from db.folders import DataFolder
from db.server import SUPERUSER, EmbeddedServer, ServerAddress
from engine.mission import Mission
from tests.content import board_pack
from tests.content.small_pack import write
from tests.databases import admit_every_login, fill, fresh, keep_pristine
from tests.properties import THOROUGH
from tests.shipped import shipped
from tui import settings as settings_of_players

# How long a case takes is the machine's affair; only what comes out is judged. The quick run
# tries the same cases each time, so that it tells of the change at hand; test-all goes looking.
settings.register_profile(
    "unhurried", deadline=None, derandomize=THOROUGH not in os.environ, database=None
)
settings.load_profile("unhurried")
collect_seldom()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts long tests first, for each worker begins at one end and takes from the other's; and
    leaves the further sizes of what is done by keys and mouse to `make test-all`: looks are
    taken at both sizes of the team's pictures, all else at the first that a test names."""
    sizes: dict[str, list[object]] = {}
    for item in items:
        size = item.callspec.params.get("size") if hasattr(item, "callspec") else None
        if size is None:
            continue
        function = item.nodeid.partition("[")[0]
        named = sizes.setdefault(function, [])
        if size not in named:
            named.append(size)
        if named.index(size) > (1 if "look" in function else 0):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that the game comes with."""
    return shipped()


@pytest.fixture(scope="session")
def kettle(pack: Pack) -> Mission:
    """The tutorial: small, and with every kind of phase."""
    return pack.mission("kettle-protocol")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Mission:
    """The mission of the small pack: one of each kind of phase, in a few lines."""
    return load_pack(write(tmp_path_factory.mktemp("small"))).mission("small-order")


@pytest.fixture(scope="session")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack of one mission, decided on a sheet with every kind of field."""
    return load_pack(board_pack.write(tmp_path_factory.mktemp("sheets")))


@pytest.fixture(scope="session")
def weir(sheets: Pack) -> Mission:
    """The mission of that pack."""
    return sheets.mission("weir-offer")


@pytest.fixture(scope="session")
def scratch_folder() -> Iterator[DataFolder]:
    """A data folder with a blank in its name, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="scope creep ") as name:
        yield DataFolder(Path(name))


@pytest.fixture(autouse=True)
def nobody_was_taught(request: pytest.FixtureRequest) -> None:
    """Each test meets players who were told of nothing yet, whichever test ran before it."""
    if "scratch_folder" in request.fixturenames:
        folder: DataFolder = request.getfixturevalue("scratch_folder")
        (folder.root / settings_of_players.FILE).unlink(missing_ok=True)


@pytest.fixture(scope="session")
def embedded(scratch_folder: DataFolder, pack: Pack) -> Iterator[ServerAddress]:
    """The embedded PostgreSQL with schema and missions, one a worker; nothing on it is kept."""
    server = EmbeddedServer(scratch_folder, scratch=True)
    address = server.start(lambda step: None)
    admit_every_login(server)
    fill(address, pack)
    keep_pristine(address)
    yield address
    server.leave()
    server.remove()


@pytest.fixture(scope="session")
def server(embedded: ServerAddress) -> ServerAddress:
    """The database that a game in the scratch folder plays on."""
    return embedded


@pytest.fixture
def own_database(server: ServerAddress) -> Iterator[ServerAddress]:
    """A database of its own, for tests that publish or migrate."""
    with fresh(server) as own:
        yield own


@pytest.fixture
def admin(server: ServerAddress) -> Iterator[psycopg.Connection]:
    """A superuser's connection; players that a test made are gone after it."""
    with psycopg.connect(server.conninfo(SUPERUSER), autocommit=True) as connection:
        yield connection
        connection.execute("DELETE FROM auth.users")
