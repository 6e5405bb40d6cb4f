"""Which scripts a command line means: files, and folders that hold some."""

from __future__ import annotations

from pathlib import Path

from content.playthrough import read_script
from content.problem import PackFaults, Problem
from content.script import Script

HOLDERS = ("walkthroughs", "playtests")
"""Folders of a pack that hold scripts."""


class NoScripts(Exception):
    """A folder that holds no script."""


def files_of(path: Path) -> list[Path]:
    """The script files that a path means: itself, or those of a folder.

    Of a mission or a pack, these are its walkthroughs and playtests; of any other folder, its
    YAML files.

    Raises:
        NoScripts: the folder holds none.
    """
    if not path.is_dir():
        return [path]
    held = [file for name in HOLDERS for file in path.rglob(f"{name}/*.yaml")]
    found = sorted(held) or sorted(path.glob("*.yaml"))
    if not found:
        raise NoScripts(f"The folder {path} holds no scripts. Name a file, or a folder with some.")
    return found


def scripts_of(paths: tuple[Path, ...]) -> list[Script]:
    """The scripts that paths mean, each once.

    Raises:
        NoScripts: a folder holds none.
        PackFaults: scripts cannot be read; every fault of every one is named.
    """
    scripts: list[Script] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(file for path in paths for file in files_of(path)):
        try:
            scripts.append(read_script(file))
        except PackFaults as faults:
            problems += faults.problems
    if problems:
        raise PackFaults(problems)
    return scripts
