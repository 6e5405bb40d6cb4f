"""The checksums of a bundle: `checksums.py write FOLDER` and `checksums.py check FOLDER`.

Needs nothing but Python, for it runs before anything is installed. Exit code 1: a file is not
what was gathered, or one is missing.
"""

import hashlib
import shutil
import sys
from pathlib import Path

SUMS = "SHA256SUMS"


def digest(path: Path) -> str:
    """A file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(folder: Path) -> None:
    """Notes the checksum of every file, in the format of `sha256sum`."""
    shutil.copyfile(__file__, folder / "checksums.py")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def check(folder: Path) -> list[str]:
    """The files that are not as they were gathered; the list of them, where it cannot be read."""
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        noted = [(wanted, name) for wanted, name in (line.split("  ", 1) for line in lines)]
    except (OSError, ValueError):
        noted = []
    if not noted:
        return [SUMS]
    return [name for wanted, name in noted if not _is(folder / name, wanted)]


def _is(path: Path, wanted: str) -> bool:
    try:
        return path.is_file() and digest(path) == wanted
    except OSError:
        return False


def main() -> int:
    """Does what the command line says."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    if what == "write":
        write(folder)
        return 0
    wrong = check(folder)
    for name in wrong:
        sys.stderr.write(f"{name} is missing or damaged. Copy the bundle again.\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
