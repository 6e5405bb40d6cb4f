"""`scopecreep run --next`: what is named can be written down and is taken."""

from __future__ import annotations

import asyncio
from pathlib import Path

from content.playthrough import parse_script
from engine.mission import Mission
from tests.cli.test_run import GUIDED, loaded_once, run
from tests.content.small_pack import GOLD
from tui.headless import engine
from tui.headless.following import MOST, following

__all__ = ["loaded_once"]


def test_every_step_that_is_named_is_taken_at_every_stand_of_a_playthrough(small: Mission) -> None:
    head, _, rest = GOLD.partition("steps:\n")
    head += "steps:\n"
    steps, end = rest.partition("\nexpect:")[0].splitlines(), "\nexpect: {status: open}\n"
    verbs = set()
    for number in range(1, len(steps) + 1):
        if number < len(steps) and not steps[number].startswith("  - "):
            continue
        played = "\n".join([head.rstrip(), *steps[:number]])
        script = parse_script(played + end)
        result = asyncio.run(engine.run(script, small))
        for line in following(small, result.rows):
            if line.startswith("  # ..."):
                continue
            verbs.add(line.split()[1].strip(":"))
            further = asyncio.run(engine.run(parse_script(f"{played}\n{line}{end}"), small))
            assert not [f for f in further.failures if f.step], line
            assert further.actions > result.actions, line
    assert {"open", "reply", "say", "place", "finish", "abandon"} <= verbs


def test_answers_have_their_words_beside_them_and_many_of_a_sort_are_counted(
    tmp_path: Path,
) -> None:
    script = tmp_path / "mine.yaml"
    lines = GUIDED.read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if "reply:" in line)
    script.write_text("\n".join([*lines[:first], "expect: {status: open}"]), encoding="utf-8")
    done = run(script, "--next")
    assert done.exit_code == 0, done.output
    replies = [line for line in done.stdout.splitlines() if line.startswith("  - reply: {to:")]
    assert replies
    assert all(len(line.partition("    # ")[2]) > 10 for line in replies)
    assert len(replies) <= MOST


def test_nothing_follows_a_playthrough_that_is_over() -> None:
    assert run(GUIDED, "--next").stdout.splitlines()[-1] == "  is over; nothing can follow."
