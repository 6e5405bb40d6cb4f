"""`make bundle`: what is installed from it on a computer without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.command import ROOT

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
GUIDED = ROOT / "content/packs/scope_creep/missions/kettle-protocol/walkthroughs/guided.yaml"
FILES = ("install.sh", "README.txt")


def cut_off() -> list[str]:
    """What puts a command where there is no network, where the system allows it."""
    own = [] if os.geteuid() == 0 else ["--user", "--map-current-user"]
    alone = ["unshare", *own, "--net"]
    allowed = (
        shutil.which("unshare")
        and not subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    )
    return alone if allowed else []


def offline(
    command: Sequence[str | Path], folder: Path, **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs a command without a network, and with nothing of this checkout in its way."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [*cut_off(), *map(str, command)],
        cwd=folder,
        env={**kept, "HOME": str(folder), "TERM": "xterm", "PYTHONUTF8": "1", **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A bundle with a wheel that is none: enough to be refused."""
    folder = tmp_path / "a bundle"
    (folder / "wheels").mkdir(parents=True)
    for name in FILES:
        shutil.copy(ROOT / ".ci" / "bundle" / name, folder)
    (folder / "wheels" / "x.whl").write_bytes(b"wheel")
    (folder / "pythons").write_text("{}.{}\n".format(*sys.version_info[:2]))
    sums = [sys.executable, ROOT / ".ci" / "bundle" / "checksums.py", "write", folder]
    subprocess.run(sums, check=True)
    return folder


def test_a_damaged_or_missing_wheel_is_named_and_nothing_is_installed(
    small: Path, tmp_path: Path
) -> None:
    for change in ((small / "wheels" / "x.whl").unlink, small.joinpath("README.txt").unlink):
        change()
    done = offline(["sh", small / "install.sh"], tmp_path, PYTHON=sys.executable)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "README.txt is missing or damaged. Copy the bundle again.",
        "wheels/x.whl is missing or damaged. Copy the bundle again.",
    ]
    assert not (tmp_path / "scopecreep").exists()


@pytest.mark.parametrize("damage", [b"", b"no checksum", b"\xff\xfe", None])
def test_a_bundle_whose_checksums_cannot_be_read_is_refused_in_one_line(
    small: Path, tmp_path: Path, damage: bytes | None
) -> None:
    if damage is None:
        (small / "SHA256SUMS").unlink()
    else:
        (small / "SHA256SUMS").write_bytes(damage)
    done = offline(["sh", small / "install.sh"], tmp_path, PYTHON=sys.executable)
    assert done.returncode == 1
    assert done.stderr == "SHA256SUMS is missing or damaged. Copy the bundle again.\n"


def test_a_bundle_that_does_not_say_for_whom_it_is_is_refused(small: Path, tmp_path: Path) -> None:
    (small / "pythons").unlink()
    done = offline(["sh", small / "install.sh"], tmp_path, PYTHON=sys.executable)
    assert done.returncode == 1
    assert done.stderr == "pythons is missing or damaged. Copy the bundle again.\n"


def test_another_python_is_refused_by_its_version(small: Path, tmp_path: Path) -> None:
    (small / "pythons").write_text("3.1 3.2\n")
    done = offline(["sh", small / "install.sh"], tmp_path, PYTHON=sys.executable)
    assert done.returncode == 3
    assert done.stderr.startswith("This bundle is for Python 3.1 3.2, and none is found.")


@pytest.mark.slow
def test_the_game_is_installed_from_a_bundle_and_plays_without_a_network(tmp_path: Path) -> None:
    made = subprocess.run(
        ["sh", ROOT / ".ci/bundle/make.sh", sys.executable, "", "", tmp_path / "dist"],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if made.returncode == 3:
        pytest.skip("the package index is away")
    assert made.returncode == 0, made.stderr
    (bundle,) = (path for path in (tmp_path / "dist").iterdir() if path.is_dir())
    assert (tmp_path / "dist" / f"{bundle.name}.zip").is_file()
    room = tmp_path / "a class room"
    room.mkdir()
    done = offline(["sh", bundle / "install.sh", room / "game"], room, PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    (pack,) = (room / "game/lib").glob("python*/site-packages/content/packs/scope_creep/pack.yaml")
    pack.unlink()
    done = offline(["sh", bundle / "install.sh", room / "game"], room, PYTHON=sys.executable)
    assert done.returncode == 0, done.stderr
    assert pack.is_file(), "a bundle of the same number replaces what is installed"
    game = room / "game/bin/scopecreep"
    assert str(game) in done.stdout
    script = Path(shutil.copy(GUIDED, room))
    for arguments in (["lint"], ["run", script], ["run", script, "--through", "database"]):
        done = offline([game, *arguments], room, SCOPECREEP_DATA=str(room / "data"))
        assert done.returncode == 0, done.stdout + done.stderr
