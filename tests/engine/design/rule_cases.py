"""What each rule says of designs that earn nothing, a part and all: the table of its tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.design.graph import Design
from engine.design.kind import Catalogue, Knob
from engine.design.load import Load, RequestClass
from tests.engine.design.kinds import CATALOGUE, HIT, REPLICAS, chain, design, kind, load

REGION = Knob(
    name="region", label="Region", kind="choice", choices=("home", "away"), default="home"
)
SWITCH = Knob(name="encrypted", label="Encrypted", kind="switch", default=False)
EVERY = Knob(name="every", label="Every", kind="choice", choices=("1 h", "24 h"), default="24 h")
PLACE = (
    Knob(name="zone", label="Zone", kind="choice", choices=("A", "B", "C"), default="A"),
    Knob(name="zones", label="Zones", low=1, high=3, default=1),
)
PATIENCE = (
    Knob(name="timeout", label="Timeout", high=30_000, default=0),
    Knob(name="retries", label="Retries", high=5, default=0),
)
STORE: dict[str, Any] = {"service_ms": 8, "servers": 8, "families": ("database",)}
KINDS_HERE = Catalogue(
    kinds=(
        *(k for k in CATALOGUE.kinds if k.id not in ("db", "cache")),
        kind("db", "store", knobs=(REPLICAS, REGION, SWITCH), availability=0.99, **STORE),
        kind("read_replica", "store", knobs=(REGION, SWITCH), serves=("read",), service_ms=8),
        kind("cache", "cache", service_ms=0.5, servers=8, monthly_cost=100, knobs=(REPLICAS, HIT)),
        kind("auth", service_ms=2, servers=8),
        kind("placed", service_ms=10, knobs=(REPLICAS, *PLACE)),
        kind("till", serves=("write",), service_ms=200),
        kind("patient", service_ms=1, servers=64, knobs=PATIENCE),
        kind(
            "door",
            service_ms=1,
            servers=64,
            knobs=(Knob(name="admit", label="Let in", high=1000, default=0),),
        ),
        kind("monitoring", "bystander"),
        kind("backup", "bystander", knobs=(EVERY,)),
    )
)
BOTH = Load(
    rps=50,
    classes=(
        RequestClass(name="look", kind="read", share=0.8, crowd=2400),
        RequestClass(name="buy", kind="write", share=0.2, data=("personal",)),
    ),
)
FIFTY = load(50)
USUAL = (("client", "server"), ("server", "db"))
GUARDED = (*USUAL, ("server", "auth"))
TWO_DOORS = ("client", "server1", "server2", "db", "auth")
DOORS = (("client", "server1"), ("client", "server2"), ("server1", "db"), ("server2", "db"))
TWINS = (("client", "balancer"), ("balancer", "server1"), ("balancer", "server2"))
PLACED_TWINS = (("client", "balancer"), ("balancer", "placed1"), ("balancer", "placed2"))
WATCH = ("client", "server", "db", "monitoring")
TWO_STORES = ("client", "server", "db1", "db2")
STORES = (("client", "server"), ("server", "db1"), ("server", "db2"))
LOOK_OR_BUY = design(
    "client", "read_replica", "till", links=(("client", "read_replica"), ("client", "till"))
)
COPIED = ("client", "server", "db", "read_replica")

AT_WORK = {"kind": "forbid_setting", "component": "db", "setting": "region", "values": ["away"],
           "at_work": True}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A rule, a design, and what the one says of the other."""

    rule: dict[str, Any]
    drawn: Design
    score: float
    says: str = ""
    nodes: tuple[str, ...] = ()
    load: Load = FIFTY


# fmt: off
CASES = [
    Case({"kind": "required_components", "components": ["server", "database"]},
         chain("client", "server", "db"), 1, "In place and at work: server, database."),
    Case({"kind": "required_components", "components": ["server", "database"]},
         design("client", "server", "db", links=USUAL[:1]), .5, "Carries no traffic: db.", ("db",)),
    Case({"kind": "required_components", "components": ["queue", "database"]},
         design("client", "db"), 0, "Absent: queue. Carries no traffic: db.", ("db",)),
    Case({"kind": "required_components", "components": ["monitoring"]},
         design(*WATCH, links=(*USUAL, ("server", "monitoring"))), 1),
    Case({"kind": "forbid_component", "component": "queue"}, chain("client", "server"), 1),
    Case({"kind": "forbid_component", "component": "queue"}, chain("client", "queue", "server"), 0,
         "queue should not be here.", ("queue",)),
    Case({"kind": "forbid_edge", "source": "client", "target": "database"},
         chain("client", "server", "db"), 1),
    Case({"kind": "forbid_edge", "source": "client", "target": "database"},
         chain("client", "db"), 0, "client calls db directly; put something between.",
         ("client", "db")),
    Case({"kind": "forbid_setting", "component": "db", "setting": "region", "values": ["away"]},
         chain("client", "db"), 1, "'Region' is 'home', as it may be."),
    Case({"kind": "forbid_setting", "component": "db", "setting": "region", "values": ["away"]},
         design(*TWO_STORES, links=STORES, db1={"region": "away"}), .5,
         "db1: 'Region' is 'away', which will not do.", ("db1",)),
    Case({"kind": "forbid_setting", "component": "server", "setting": "replicas", "over": 4},
         chain("client", "server", server={"replicas": 5}), 0,
         "'Copies' is 5, which will not do.", ("server",)),
    Case({"kind": "forbid_setting", "component": "cache", "setting": "hit", "under": .5},
         chain("client", "cache", "db", cache={"hit": .25}), 0,
         "'Hit share' is 0.25, which will not do."),
    Case({"kind": "forbid_setting", "component": "db", "setting": "encrypted", "values": [False]},
         chain("client", "db"), 0, "'Encrypted' is off, and has to be on."),
    Case({"kind": "forbid_setting", "component": "db", "setting": "replicas", "values": [True]},
         chain("client", "db"), 1),
    Case({"kind": "forbid_setting", "component": "db", "setting": "region", "values": ["away"]},
         chain("client", "server"), 1, "region is set nowhere."),
    Case(AT_WORK, chain("client", "db"), 1, "'Region' is 'home', as it may be."),
    Case(AT_WORK, chain("client", "server"), 0, "Db is absent."),
    Case(AT_WORK, design("client", "server", "db", links=USUAL[:1]), 0, "Db carries no traffic.",
         ("db",)),
    Case(AT_WORK, design(*TWO_STORES, links=STORES, db1={"region": "away"}), .5,
         "db1: 'Region' is 'away', which will not do.", ("db1",)),
    Case({"kind": "forbid_setting", "component": "backup", "setting": "every", "values": ["1 h"],
          "at_work": True}, design("client", "db", "backup", links=(("client", "db"),)), 0,
         "Backup carries no traffic.", ("backup",)),
    Case({"kind": "path_exists", "source": "client", "target": "database"},
         chain("client", "server", "db"), 1),
    Case({"kind": "path_exists", "source": "client", "target": "database"},
         design(*TWO_STORES, links=STORES[:2]), .5, "No way from the client to the database.",
         ("db2",)),
    Case({"kind": "path_exists", "source": "client", "target": "database"}, design("client"), 0),
    Case({"kind": "must_pass", "target": "db", "via": "queue"}, chain("client", "queue", "db"), 1),
    Case({"kind": "must_pass", "target": "db", "via": "queue"},
         design("client", "queue", "db1", "db2", links=(("client", "queue"), ("queue", "db1"),
                ("client", "db2"))), .5, "db2 can be reached without the queue.", ("db2",)),
    Case({"kind": "must_pass", "target": "db", "via": "queue"}, chain("client", "db"), 0),
    Case({"kind": "no_spof", "components": ["server", "db"]},
         chain("client", "server", "db", server={"replicas": 2}, db={"replicas": 2}), 1),
    Case({"kind": "no_spof", "components": ["server", "db"]},
         chain("client", "server", "db", server={"replicas": 2}), .5,
         "Losing db stops the service.", ("db",)),
    Case({"kind": "no_spof", "components": ["server", "db"]}, chain("client", "server", "db"), 0),
    Case({"kind": "no_spof", "components": ["db"]},
         design(*TWO_STORES, links=STORES), 0, "Losing db1, db2 stops the service."),
    Case({"kind": "no_spof", "components": ["cache"]}, design("client", "server", "cache", "db",
         links=(*USUAL, ("server", "cache"))), 1, "", (), load(20)),
    Case({"kind": "no_spof", "components": ["server", "db"]},
         design("client", "balancer", "server1", "server2", links=TWINS), 1),
    Case({"kind": "no_spof", "components": ["db"]}, design("client", "server", "db", "worker",
         links=(*USUAL, ("server", "worker"))), 0, "Losing db stops the service."),
    Case({"kind": "multi_zone", "components": ["placed"]},
         chain("client", "placed", placed={"replicas": 2, "zones": 2}), 1),
    Case({"kind": "multi_zone", "components": ["placed"]},
         design("client", "balancer", "placed1", "placed2", links=PLACED_TWINS,
                placed1={"zone": "A"}, placed2={"zone": "B"}), 1),
    Case({"kind": "multi_zone", "components": ["placed", "db"]},
         chain("client", "placed1", "placed2", placed1={"replicas": 2, "zones": 2}), .5,
         "placed2 stands in one zone, and is lost with it.", ("placed2",)),
    Case({"kind": "multi_zone", "components": ["placed"]},
         chain("client", "placed", placed={"replicas": 9}), 0, "", ("placed",)),
    Case({"kind": "survives_any", "of": "node"},
         chain("client", "server", "db", server={"replicas": 2}, db={"replicas": 2}), 1),
    Case({"kind": "survives_any", "of": "node"},
         chain("client", "server", "db", server={"replicas": 2}), .5,
         "Without db 100.0% fail.", ("db",)),
    Case({"kind": "survives_any", "of": "node"},
         chain("client", "server", "db", server={"replicas": 2}, db={"replicas": 2}), .5,
         "Without one copy of server 33", ("server",), load(150)),
    Case({"kind": "survives_any", "of": "node"}, chain("client", "server"), 0),
    Case({"kind": "survives_any", "of": "node", "components": ["cache"], "at_most": .3},
         chain("client", "cache", "worker", cache={"replicas": 2}), 1, "", (), load(150)),
    Case({"kind": "survives_any", "of": "node", "components": ["cache"]},
         chain("client", "cache", "worker", cache={"replicas": 2}), 0,
         "Without one copy of cache", ("cache",), load(240)),
    Case({"kind": "survives_any", "of": "zone", "response_time_ms": 500},
         chain("client", "placed", placed={"replicas": 2, "zones": 2}), 1),
    Case({"kind": "survives_any", "of": "zone", "response_time_ms": 20},
         chain("client", "placed", placed={"replicas": 2, "zones": 2}), 0, "Without zone A 0.0%"),
    Case({"kind": "survives_any", "of": "zone"},
         chain("client", "placed1", "placed2", placed1={"replicas": 2, "zones": 2}), .5,
         "Without zone A 100.0% fail.", ("placed2",)),
    Case({"kind": "survives_any", "of": "zone"}, chain("client", "db"), 0),
    Case({"kind": "retry_safe"}, chain("client", "server"), 1),
    Case({"kind": "retry_safe"}, chain("client", "patient", "worker",
         patient={"retries": 3, "timeout": 1000}), .5, "A short burst will not clear",
         ("patient",), load(60)),
    Case({"kind": "retry_safe"}, chain("client", "patient", "worker",
         patient={"retries": 3, "timeout": 1000}), 0, "times over", ("patient",), load(200)),
    Case({"kind": "performance", "response_time_ms": 200, "throughput_rps": 50},
         chain("client", "server"), 1),
    Case({"kind": "performance", "response_time_ms": 40, "throughput_rps": 50},
         chain("client", "server"), .42, "(goal 40 ms)", ("server",)),
    Case({"kind": "performance", "response_time_ms": 40, "throughput_rps": 50},
         design("client", "server"), 0),
    Case({"kind": "not_saturated", "components": ["worker"]}, chain("client", "worker"), 1),
    Case({"kind": "not_saturated", "components": ["worker"]}, chain("client", "worker"), .5,
         "worker is at 150%", ("worker",), load(120)),
    Case({"kind": "not_saturated", "components": ["worker"]}, chain("client", "server"), 0),
    Case({"kind": "error_rate", "at_most": .01}, chain("client", "server"), 1),
    Case({"kind": "error_rate", "at_most": .05}, chain("client", "server"), .5,
         "50.0% fail, most at server.", ("server",), load(200)),
    Case({"kind": "error_rate", "at_most": .005}, design("client", "server"), 0),
    Case({"kind": "error_rate", "at_most": .05, "request": "buy"}, LOOK_OR_BUY, .5,
         "50.0% of buy fail, most at till.", ("till",), BOTH),
    Case({"kind": "error_rate", "at_most": .05, "request": "look"}, LOOK_OR_BUY, 1,
         "0.00% of look fail.", (), BOTH),
    Case({"kind": "error_rate", "at_most": .05, "request": "buy"}, chain("client", "server"), 1,
         "No buy come."),
    Case({"kind": "available", "at_least": .98}, chain("client", "server", "db"), 1),
    Case({"kind": "available", "at_least": .9999}, chain("client", "server", "db"), .475,
         "db stands alone.", ("db",)),
    Case({"kind": "available", "at_least": .9}, design("client", "server"), 0),
    Case({"kind": "budget", "at_most": 100}, chain("client", "cache", "db"), 1),
    Case({"kind": "budget", "at_most": 80}, chain("client", "cache", "db"), .5,
         "100 of 80 marks a month. The largest part is cache.", ("cache",)),
    Case({"kind": "budget", "at_most": 50}, chain("client", "cache", "db"), 0),
    Case({"kind": "residency", "components": ["database"], "regions": ["home"]},
         chain("client", "db"), 1),
    Case({"kind": "residency", "components": ["database"], "regions": ["home"]},
         design(*TWO_STORES, links=STORES, db2={"region": "away"}), .5,
         "db2 stands away; it has to be home.", ("db2",)),
    Case({"kind": "residency", "components": ["database"], "regions": ["home"]},
         chain("client", "db", db={"region": "away"}), 0),
    Case({"kind": "encrypted", "components": ["database"]},
         chain("client", "db", db={"encrypted": True}), 1),
    Case({"kind": "encrypted", "components": ["database"]},
         design(*TWO_STORES, links=STORES, db2={"encrypted": True}), .5,
         "db1 can be read by whoever takes the disk.", ("db1",)),
    Case({"kind": "encrypted", "components": ["database"]}, chain("client", "db"), 0),
    Case({"kind": "auth_before_store", "components": ["database"]},
         design("client", "server", "db", "auth", links=GUARDED), 1),
    Case({"kind": "auth_before_store", "components": ["database"]},
         chain("client", "auth", "server", "db"), 1),
    Case({"kind": "auth_before_store", "components": ["database"]},
         design(*TWO_DOORS, links=(*DOORS, ("server1", "auth"))), .5,
         "client → server2 → db reaches data, and nobody has signed in.",
         ("client", "server2", "db")),
    Case({"kind": "auth_before_store", "components": ["database"]},
         chain("client", "server", "db"), 0),
    Case({"kind": "data_not_in", "data": "personal", "components": ["db"]},
         chain("client", "server", "db"), 1),
    Case({"kind": "data_not_in", "data": "personal", "components": ["db", "queue"]},
         chain("client", "server", "db"), 0, "db comes to hold personal data.", ("db",), BOTH),
    Case({"kind": "data_not_in", "data": "personal", "components": ["db", "read_replica"]},
         design(*COPIED, links=(*USUAL, ("server", "read_replica"))), .5,
         "db comes to hold personal data.", ("db",), BOTH),
    Case({"kind": "data_not_in", "data": "personal", "components": ["read_replica"]},
         design(*COPIED, links=(*USUAL, ("server", "read_replica"))), 1, "", (), BOTH),
    Case({"kind": "data_not_in", "data": "personal", "components": ["read_replica"]},
         chain(*COPIED), 0, "read_replica comes to hold personal data.", ("read_replica",), BOTH),
    Case({"kind": "rpo_rto", "components": ["database"], "lost_s": 60, "back_s": 60},
         design(*WATCH, links=(*USUAL, ("db", "monitoring")), db={"replicas": 2}), 1,
         "Losing db loses nothing, and it is back in 60 s."),
    Case({"kind": "rpo_rto", "components": ["database"], "lost_s": 60, "back_s": 600},
         chain(*COPIED), .934, "loses 1.0 s of work, and it is back in 25 min.", ("db",)),
    Case({"kind": "rpo_rto", "components": ["database"], "lost_s": 86.4, "back_s": 2700},
         chain("client", "db", "backup"), .5, "loses 24 h of work", ("db",)),
    Case({"kind": "rpo_rto", "components": ["database"], "lost_s": 60, "back_s": 600},
         chain("client", "db"), 0, "Losing db loses everything", ("db",)),
    Case({"kind": "cleared_within", "request": "look", "within_s": 60},
         chain("client", "server"), 1, "2,400 look at 40 a second take 60 s (goal 60 s)",
         (), BOTH),
    Case({"kind": "cleared_within", "request": "look", "within_s": 60},
         chain("client", "door", "server", door={"admit": 40}), .678,
         "2,400 look at 32 a second take 75 s", ("server",), BOTH),
    Case({"kind": "cleared_within", "request": "look", "within_s": 60},
         design("client", "queue", links=(("client", "queue"),)), 0, "None of 2,400 look", (),
         BOTH),
    Case({"kind": "drained_within", "request": "look", "components": ["queue"], "within_s": 80},
         chain("client", "queue", "worker"), 1, "2,400 look that piled up take 80 s", (), BOTH),
    Case({"kind": "drained_within", "request": "look", "components": ["queue"], "within_s": 60},
         chain("client", "queue", "worker"), .585, "worker has least to spare.", ("worker",), BOTH),
    Case({"kind": "drained_within", "request": "look", "components": ["queue"], "within_s": 60},
         design("client", "balancer", "queue1", "queue2", "worker", links=(
             ("client", "balancer"), ("balancer", "queue1"), ("balancer", "queue2"),
             ("queue1", "worker"), ("queue2", "worker"))),
         .585, "2,400 look that piled up take 80 s", ("worker",), BOTH),
    Case({"kind": "drained_within", "request": "look", "components": ["queue"], "within_s": 80},
         chain("client", "queue", "worker"), 0, "worker has nothing to spare", ("worker",),
         BOTH.at(80)),
    Case({"kind": "drained_within", "request": "look", "components": ["queue"], "within_s": 80},
         chain("client", "server"), 0, "Nothing is put aside where it was to wait: queue.", (),
         BOTH),
    Case({"kind": "survives_any", "of": "node", "components": ["worker"], "later_may_wait": True},
         chain("client", "queue", "worker"), 1, "Any one node may be lost."),
    Case({"kind": "survives_any", "of": "node", "components": ["worker"], "later_may_wait": True},
         chain("client", "worker"), 0, "Without worker 100.0% fail"),
    Case({"kind": "async_for", "components": ["worker"]}, chain("client", "queue", "worker"), 1),
    Case({"kind": "async_for", "components": ["worker"]},
         design("client", "queue", "worker1", "worker2", links=(("client", "queue"),
                ("queue", "worker1"), ("client", "worker2"))), .5,
         "Customers wait for worker2; put a queue before it.", ("worker2",)),
    Case({"kind": "async_for", "components": ["worker"]}, chain("client", "worker"), 0),
    Case({"kind": "headroom"}, chain("client", "server", "db"), 1),
    Case({"kind": "headroom", "at_most": .4}, chain("client", "server", "db"), .5,
         "server is at 50%.", ("server",)),
    Case({"kind": "headroom"}, chain("client", "server"), 0, "", ("server",), load(99)),
    Case({"kind": "headroom", "units_lost": 1},
         chain("client", "server", "db", server={"replicas": 2}, db={"replicas": 2}), .5,
         "server is at 45%, with one copy lost it would be at 90%.", ("server",), load(90)),
    Case({"kind": "headroom", "units_lost": 1}, chain("client", "server"), 0,
         "server is at 50%, and nothing is left of it, with one copy lost.", ("server",)),
    Case({"kind": "observed"}, design(*WATCH, links=(*USUAL, ("server", "monitoring"),
         ("monitoring", "db"))), 1),
    Case({"kind": "observed"}, design(*WATCH, links=(*USUAL, ("server", "monitoring"))), .5,
         "Nothing watches db.", ("db",)),
    Case({"kind": "observed"}, design(*WATCH, links=USUAL), 0),
    Case({"kind": "no_waste"}, chain("client", "server"), 1),
    Case({"kind": "no_waste"}, design("client", "server", "db", links=USUAL[:1]), .5,
         "Unused: db.", ("db",)),
    Case({"kind": "no_waste"}, design("client", "server"), 0),
    Case({"kind": "no_waste", "at_least": .3},
         chain("client", "server", "db", server={"replicas": 4}), .5,
         "server is 12% used; fewer copies would do.", ("server",)),
]
# fmt: on
