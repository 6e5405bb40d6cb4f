"""A design in a file of its own: React Flow JSON, alone or as the shared tables hold a phase.

Around `{nodes, edges}` a file may say under which load the design stands and what is asked of
it: `load`, `rules` and `budget` as in design.yaml, or the source schema's `validation_rules`
beside its `initial_state`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from content.problem import did_you_mean
from engine.design import react_flow
from engine.design.cells import is_frame, number
from engine.design.graph import Design
from engine.design.kind import Catalogue, Kind
from engine.design.load import Load
from engine.design.react_flow import DesignFault
from engine.design.rules import Rule

MAX_BYTES = 5_000_000
IMPLIED = ("at_most", "components")
"""Fields of rules that a file gives without their names, outside of `rules`."""
Json = dict[str, Any]
T = TypeVar("T")
_RULES: TypeAdapter[tuple[Rule, ...]] = TypeAdapter(tuple[Rule, ...])


class FileFaults(Exception):
    """A file that holds no design; every fault with its place in it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class DesignFile:
    """A design, and what its file says of it."""

    design: Design
    stored: Design
    """The same with kinds as the file has them."""
    load: Load | None
    rules: tuple[Rule, ...]


def read_design(data: bytes, catalogue: Catalogue) -> DesignFile:
    """The design of a file's bytes.

    Raises:
        FileFaults: it is no JSON, no design, or names what the catalogue does not know.
    """
    whole = _object(data)
    drawn, path = whole, "$"
    if "nodes" not in whole and isinstance(whole.get("initial_state"), dict):
        drawn, path = whole["initial_state"], "$.initial_state"
    try:
        stored = react_flow.parse({"edges": [], **drawn})
    except DesignFault as fault:
        raise FileFaults([f"{path}{told[1:]}" for told in fault.faults]) from fault
    design = react_flow.known(stored, catalogue)
    faults = list(_faults(design, drawn, catalogue, path))
    load = _validated(TypeAdapter(Load), whole.get("load"), "$.load", faults)
    rules = _rules(whole, faults)
    for place, rule in rules:
        for wanted in rule.wanted(catalogue, load or Load(rps=1)):
            if wanted.name not in wanted.known:
                remedy = did_you_mean(wanted.name, wanted.known)
                told = f"{place}: no {wanted.what} is called '{wanted.name}'. {remedy}"
                faults.append(told.strip())
    if faults:
        raise FileFaults(faults)
    return DesignFile(design, stored, load, tuple(rule for _, rule in rules))


def _object(data: bytes) -> Json:
    if len(data) > MAX_BYTES:
        raise FileFaults([f"$: {len(data):,} bytes, at most {MAX_BYTES:,}"])
    try:
        whole = json.loads(
            data.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise FileFaults([f"byte {error.start}: this is no UTF-8 text"]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileFaults([f"{place}: this is no JSON ({error.msg})"]) from error
    except RecursionError as error:
        raise FileFaults(
            ["$: it is nested too deep; no design needs more than a few levels"]
        ) from error
    except _Odd as error:
        raise FileFaults([f"$: {error}"]) from error
    except ValueError as error:
        raise FileFaults(["$: a number in it has thousands of digits"]) from error
    if not isinstance(whole, dict):
        raise FileFaults(["$: a design is an object with 'nodes' and 'edges'"])
    return whole


class _Odd(Exception):
    """What JSON readers let pass, and no two of them alike."""


def _no_constant(name: str) -> None:
    raise _Odd(f"{name} is no number")


def _once(pairs: list[tuple[str, Any]]) -> Json:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Odd(f"the key '{twice}' is there twice in one object; take one of them out")
    return found


def _faults(design: Design, drawn: Json, catalogue: Catalogue, path: str) -> Iterator[str]:
    """What the catalogue does not know, at its place in the file."""
    places = [place for place, raw in enumerate(drawn["nodes"]) if not is_frame(raw)]
    for place, node in zip(places, design.nodes, strict=True):
        where = f"{path}.nodes[{place}].data"
        if node.kind not in catalogue.by_id:
            known = f"There is {', '.join(sorted(catalogue.by_id))}."
            remedy = did_you_mean(node.kind, catalogue.by_id) or known
            yield f"{where}: there is no component kind '{node.kind}'. {remedy}"
            continue
        data = drawn["nodes"][place].get("data")
        config = data.get("config") if isinstance(data, dict) else None
        if isinstance(config, dict):
            yield from _settings(config, catalogue.kind(node.kind), f"{where}.config")
        elif config is not None:
            yield f"{where}.config: settings are an object of names with their values"


def _settings(config: Json, kind: Kind, where: str) -> Iterator[str]:
    """Which settings have no value that their knob takes; what is no knob may be anything."""
    for name, value in config.items():
        knob = kind.knob_by_name.get(name)
        if knob and value is not None:
            plain = isinstance(value, str | bool) or number(value) is not None
            fault = knob.fault(value if plain else "")
            if fault:
                yield f"{where}.{name}: {fault}"


def _rules(whole: Json, faults: list[str]) -> list[tuple[str, Rule]]:
    own = _of_type(whole, "rules", list, "$", faults) or []
    asked = [(f"$.rules[{n}]", rule) for n, rule in enumerate(own)]
    source = _of_type(whole, "validation_rules", dict, "$", faults) or {}
    place = "$.validation_rules"
    if source.get("required_components"):
        rule = {"kind": "required_components", "components": source["required_components"]}
        asked.append((f"{place}.required_components", {"id": "required_components", **rule}))
    target = _of_type(source, "performance_target", dict, place, faults)
    if target:
        rule = {"id": "performance_target", "kind": "performance", **target}
        asked.append((f"{place}.performance_target", rule))
    budget = whole.get("budget")
    own_budget = any(isinstance(r, dict) and r.get("kind") == "budget" for _, r in asked)
    if budget is not None and not own_budget:
        asked.append(("$.budget", {"id": "budget", "kind": "budget", "at_most": budget}))
    found = []
    for where, raw in asked:
        rule_ = _validated(_RULES, [raw], where, faults)
        if rule_:
            found.append((where, rule_[0]))
    return found


def _of_type(whole: Json, name: str, wanted: type[T], path: str, faults: list[str]) -> T | None:
    """What stands under a name, which must be a list or an object where it is there at all."""
    value = whole.get(name)
    if value is None or isinstance(value, wanted):
        return value
    faults.append(f"{path}.{name}: this is {'a list' if wanted is list else 'an object'}")
    return None


def _validated(form: TypeAdapter[T], value: Any, path: str, faults: list[str]) -> T | None:
    if value is None:
        return None
    try:
        return form.validate_json(json.dumps(value))
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False):
            steps = list(one["loc"])
            if form is _RULES:  # its place in a list of one, and which kind of rule it is
                steps = [s for s in steps[2:] if path.startswith("$.rules") or s not in IMPLIED]
            where = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps)
            faults.append(f"{path}{where}: {one['msg'][:1].lower()}{one['msg'][1:]}")
        return None
