"""`scopecreep design`: a design in a file, evaluated or drawn."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import click

from content.design_file import DesignFile, FileFaults, read_design
from content.loader import Pack, load_pack
from content.packs import builtin
from content.problem import PackFaults, did_you_mean
from engine.design.kind import Catalogue
from engine.design.load import Load
from engine.design.outage import ALL_UP
from engine.design.react_flow import document
from engine.design.rules import judge, total
from engine.design.traffic import evaluate
from engine.mission import Mission
from engine.phases.changes import changed
from engine.phases.design_edits import off_limits
from tui.cli import fail
from tui.figures import marks, milliseconds, percent
from tui.machine import DesignFigures, DesignNode, DesignProblem, DesignReport, DesignRule
from tui.safety import one_line

PERCENTILES = ("p50", "p95", "p99")
MOST_DRAWN = 100
"""Links that a drawing in text may have: a line must still be found among the others."""
UNTOLD = Load(rps=100)
"""The load where neither file nor mission names one: reads alone."""


@click.command(
    epilog="Examples: scopecreep design portal.json --load 500; scopecreep design shop.json "
    "--mission M01 --json; scopecreep design shop.json --as mermaid. Exit codes: 1 where a rule "
    "is not met, 2 where the file holds no design."
)
@click.argument("file", type=click.Path(allow_dash=True), metavar="FILE.json")
@click.option("--mission", "name", metavar="MISSION", help="Under its load, by its rules.")
@click.option(
    "--change",
    "changes",
    multiple=True,
    metavar="ID",
    help="With a change of the mission's grid, as choices bring it; may be given again.",
)
@click.option("--load", "rps", type=float, metavar="RPS", help="Requests a second at the peak.")
@click.option("--json", "as_data", is_flag=True, help="Print the evaluation as JSON.")
@click.option(
    "--as", "form", type=click.Choice(("text", "mermaid", "react-flow")), help="Draw it instead."
)
def command(
    file: str,
    name: str | None,
    changes: tuple[str, ...],
    rps: float | None,
    as_data: bool,
    form: str | None,
) -> None:
    """Evaluate the design of a React Flow FILE (- is standard input)."""
    if rps is not None and not (math.isfinite(rps) and 0 < rps <= 1e9):
        fail("--load is a number of requests a second, over 0 and up to 1,000,000,000.", 2)
    pack = _pack()
    if changes and name is None:
        fail("--change needs --mission: changes are a mission's.", 2)
    mission = _changed(_mission(pack, name), changes) if name is not None else None
    catalogue = mission.catalogue if mission else pack.catalogue
    read = _read(file, catalogue)
    load = read.load or UNTOLD
    if mission and mission.design_phase:
        load = mission.design_phase.load
    load = load.at(rps) if rps else load
    if form:
        click.echo(
            _drawn(form, read, pack.missions[0].model_copy(update={"catalogue": catalogue}), load),
            nl=False,
        )
        return
    report = _report(file, read, catalogue, mission, load)
    click.echo(report.text() if as_data else _told(report))
    sound = all(rule.met for rule in report.rules) and not (mission and report.problems)
    sys.exit(0 if sound else 1)


def _pack() -> Pack:
    try:
        return load_pack(builtin())
    except PackFaults as faults:
        fail("\n".join(str(problem) for problem in faults.problems), 2)


def _mission(pack: Pack, name: str) -> Mission:
    """The mission of a slug or code, which has a grid."""
    grids = [mission for mission in pack.missions if mission.design_phase]
    found = [m for m in grids if name.lower() in (m.slug, m.card.code.lower())]
    if not found:
        remedy = did_you_mean(name, [mission.slug for mission in grids])
        fail(f"There is no playable mission '{name}' with a grid. {remedy}".strip(), 2)
    return found[0]


def _changed(mission: Mission, names: tuple[str, ...]) -> Mission:
    """The mission with its grid as these changes leave it, one after the other."""
    grid = mission.design_phase
    if grid is None or not names:
        return mission
    known = [change.id for change in grid.changes]
    for name in names:
        if name not in known:
            remedy = did_you_mean(name, known) or f"There is {', '.join(known) or 'none'}."
            fail(f"{mission.slug} has no change '{name}'. {remedy}", 2)
    applied = tuple((name, True) for name in dict.fromkeys(names))
    after = changed(mission, grid, applied)
    phases = tuple(after if phase is grid else phase for phase in mission.phases)
    return mission.model_copy(update={"phases": phases})


def _read(file: str, catalogue: Catalogue) -> DesignFile:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read_design(data, catalogue)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}.", 2)
    except FileFaults as faults:
        fail("\n".join(f"{file}: {one_line(told)}" for told in faults.faults), 2)


def _drawn(form: str, read: DesignFile, mission: Mission, load: Load) -> str:
    if form == "mermaid":
        from tui.export.mermaid import mermaid

        return mermaid(read.design, mission.catalogue)
    if form == "text":
        if len(read.design.edges) > MOST_DRAWN:
            told = f"It has {len(read.design.edges)} links; a drawing in text takes {MOST_DRAWN}."
            fail(f"{told} --as mermaid draws any.", 2)
        from tui.export.text_art import text_art

        return text_art(read.design, mission, load)
    return json.dumps(document(read.stored), indent=2) + "\n"


def _report(
    name: str, read: DesignFile, catalogue: Catalogue, mission: Mission | None, load: Load
) -> DesignReport:
    design = read.design
    grid = mission.design_phase if mission else None
    down = grid.down(design) if grid else ALL_UP
    figures = evaluate(design, catalogue, load, down)
    problems = [
        DesignProblem(message=problem.message, nodes=list(problem.nodes))
        for problem in figures.problems
    ]
    rules = read.rules
    if mission and grid:
        rules = grid.rules
        for message, nodes in off_limits(mission, grid, design):
            problems.append(DesignProblem(message=message, nodes=list(nodes)))
    verdicts = judge(rules, design, catalogue, load, 0, down)
    return DesignReport(
        file=name,
        mission=mission.slug if mission else None,
        load_rps=load.rps,
        figures=DesignFigures(
            **{field: getattr(figures, field) for field in DesignFigures.model_fields}
        ),
        nodes=[
            DesignNode(
                id=node.id,
                kind=node.kind,
                label=design.names[node.id],
                **{
                    field: getattr(figures.nodes[node.id], field)
                    for field in DesignNode.model_fields
                    if field not in ("id", "kind", "label")
                },
            )
            for node in design.nodes
        ],
        problems=problems,
        rules=[
            DesignRule(
                id=rule.id,
                kind=rule.kind,
                score=verdict.score,
                weight=verdict.weight,
                required=verdict.required,
                met=verdict.met,
                says=verdict.text,
                nodes=list(verdict.nodes),
            )
            for rule, verdict in zip(rules, verdicts, strict=True)
        ],
        score=round(total(verdicts)) if rules else None,
    )


def _told(report: DesignReport) -> str:
    """The evaluation in lines for people."""
    figures = report.figures
    done = percent(1 - figures.error_share)
    times = [f"{name} {milliseconds(getattr(figures, f'{name}_ms'))}" for name in PERCENTILES]
    lines = [
        f"At {report.load_rps:,.6g} a second {done} are answered and done: {', '.join(times)}.",
        f"Up {percent(figures.availability, 2)}, for {marks(figures.monthly_cost)} marks a month.",
    ]
    if report.nodes:
        lines += ["", f"  {'':<26} {'load':>6} {'p95':>9} {'marks':>9}"]
    for node in report.nodes:
        mark = "▲" if node.state == "saturated" else " "
        lines.append(
            f"{mark} {one_line(node.label)[:26]:<26} {percent(node.utilisation, 0):>6} "
            f"{milliseconds(node.p95_ms):>9} {marks(node.monthly_cost):>9}"
        )
    if report.problems:
        lines.append("")
        lines += [f"! {one_line(problem.message)}" for problem in report.problems]
    if report.rules:
        lines.append("")
    for rule in report.rules:
        share = "" if rule.met else f" ({percent(rule.score, 0)})"
        lines.append(f"{'✓' if rule.met else '✗'} {rule.id}{share}: {one_line(rule.says)}")
    if report.score is not None:
        lines += ["", f"Score: {report.score} of 100."]
    return "\n".join(lines)
