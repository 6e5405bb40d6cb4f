"""The description of the content format keeps up with the code."""

import re
from pathlib import Path

import click

from content.expected import Expectation
from content.verbs import BARE, OTHERS, WITH_DETAIL
from engine.design.rules import KINDS, RuleBase
from engine.unlocks import FORMS
from tui.cli import cli

DOCS = Path(__file__).parents[2] / "docs"
INSTRUCTORS = DOCS / "instructors.md"
DOCUMENT = (Path(__file__).parents[2] / "docs" / "content-format.md").read_text(encoding="utf-8")


def test_every_verb_and_expectation_is_in_the_document() -> None:
    for verb in [*BARE, *WITH_DETAIL, *OTHERS]:
        assert f"`{verb}" in DOCUMENT, verb
    for field in Expectation.model_fields:
        name = field.removeprefix("not_")
        assert f"`{name}" in DOCUMENT, field


def test_every_unlock_condition_is_in_the_document_with_its_fields() -> None:
    for form in FORMS.values():
        row = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| `{form.type}` |"))
        for field in form.fields:
            assert f"`{field}`" in row, form.type


def test_every_rule_of_a_design_is_in_the_document_with_its_fields() -> None:
    shared = {*RuleBase.model_fields, "kind"}
    for kind, rule in KINDS.items():
        row = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| `{kind}` |"))
        for field in rule.model_fields.keys() - shared:
            assert f"`{field}" in row, f"{kind}: {field}"


def test_every_command_that_instructors_are_told_exists_with_its_options() -> None:
    told = INSTRUCTORS.read_text(encoding="utf-8")
    lines = re.findall(
        r"^    (scopecreep [^\n]*?)(?:   .*)?$|`(scopecreep [^`]*)`", told, re.MULTILINE
    )
    written = {line for pair in lines for line in pair if line}
    assert len(written) > 20
    for line in written:
        _, name, *words = line.split()
        command: click.Command | None = cli
        if name.startswith("-"):
            words = [name, *words]
        else:
            command = cli.get_command(click.Context(cli), name)
        assert command is not None, line
        known = {name for option in command.params for name in option.opts}
        used = {word for word in words if word.startswith("-")}
        assert used <= known, f"{line}: {used - known}"
