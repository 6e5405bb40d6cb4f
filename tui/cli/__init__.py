"""The command line: a table of commands, each imported only when it is used."""

from __future__ import annotations

import importlib
from typing import Any, NoReturn

import click

COMMANDS = {
    "play": "Play (what `scopecreep` alone does).",
    "demo": "Present a mission to a room, without a database.",
    "run": "Play scripts headless and check what they expect.",
    "record": "A saved playthrough as a script.",
    "export": "A learner's results of a mission, as a file to hand in.",
    "report": "The results of a class in one table, from such files.",
    "sheet": "A mission's facilitator's sheet, from its content.",
    "missions": "The board as a table, with why each mission is locked.",
    "bots": "Let bots play: whoever follows cues must not pass, an expert must.",
    "explore": "Search every state of a mission: what cannot happen, and what can be scored.",
    "lint": "Check a content pack.",
    "design": "Evaluate a design, or draw it as text, Mermaid or React Flow.",
    "publish": "Publish a content pack; bring open playthroughs up to date.",
    "db": "The database: url, status, upgrade, backup, restore, psql.",
    "doctor": "Look at terminal, size, colours and database, with advice.",
}


class Table(click.Group):
    """Loads a command's module when the command is asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a fault of its own ends in one sentence and a report, exit code 1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.filename is None:
                raise  # what is printed cannot be written
            from db.folders import data_folder
            from tui.cli.crash import told

            crashes = data_folder((ctx.obj or {}).get("data")).crashes
            fail(f"The command stopped on a fault of its own. {told(crashes, error)}", 1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"tui.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's own lines, so that help imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Table,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: scopecreep play M00 --as Alex. "
    "Exit codes: 0 good, 1 a check failed, 2 wrong use or bad input, 3 the environment.",
)
@click.option("--data", metavar="DIR", help="The data folder (or SCOPECREEP_DATA).")
@click.option(
    "--database",
    metavar="URL",
    help="Another server than the own one (or SCOPECREEP_DATABASE_URL).",
)
@click.option("--plain", is_flag=True, help="As 'play --plain': lines and numbers, no screens.")
@click.version_option(package_name="scopecreep", prog_name="scopecreep")
@click.pass_context
def cli(context: click.Context, data: str | None, database: str | None, plain: bool) -> None:
    """Scope Creep: a consulting simulation. You cannot design for what you did not ask."""
    context.obj = {"data": data, "database": database}
    if plain and context.invoked_subcommand not in (None, "play"):
        fail("'--plain' is for playing: 'scopecreep --plain', or with 'play'.", 2)
    if context.invoked_subcommand is None:
        from tui.cli.play import command

        context.invoke(command, plain=plain)
    elif plain:
        context.default_map = {"play": {"plain": True}}


def fail(message: str, code: int) -> NoReturn:
    """Ends with one plain message on standard error."""
    click.echo(message, err=True)
    raise SystemExit(code)
