"""Which scripts a command line means: files, folders and patterns."""

from __future__ import annotations

from glob import glob
from pathlib import Path

from content.playthrough import read_script
from content.problem import PackFaults, Problem
from content.script import Script

HOLDERS = ("walkthroughs", "playtests")
"""Folders of a pack that hold scripts."""


MARKED = "*.playthrough.yaml"
"""How scripts are named among files of other sorts."""


class NoScripts(Exception):
    """A folder or a pattern that holds no script."""


def files_of(path: Path) -> list[Path]:
    """The script files that a path means: itself, those of a folder, or those of a pattern.

    Of a mission or a pack, these are its walkthroughs and playtests; of any other folder, the
    `*.playthrough.yaml` files in and below it, or else its YAML files.

    Raises:
        NoScripts: there are none.
    """
    if path.is_dir():
        held = [file for name in HOLDERS for file in path.rglob(f"{name}/*.yaml")]
        marked = [file for file in path.rglob(MARKED) if file.is_file()]
        found = sorted(held) or sorted(marked) or sorted(path.glob("*.yaml"))
        if not found:
            raise NoScripts(
                f"The folder {path} holds no scripts. Name a file, or a folder with some."
            )
        return found
    if any(sign in str(path) for sign in "*?[") and not path.exists():
        met = sorted(Path(name) for name in glob(str(path), recursive=True))  # noqa: PTH207
        if not met:
            raise NoScripts(f"Nothing is called {path}. Name a file, a folder or a pattern.")
        return [file for one in met for file in (files_of(one) if one.is_dir() else [one])]
    return [path]


def scripts_of(paths: tuple[Path, ...]) -> list[Script]:
    """The scripts that paths mean, each once.

    Raises:
        NoScripts: a folder or a pattern holds none.
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
