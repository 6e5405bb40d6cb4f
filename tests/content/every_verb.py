"""A mission in which every action can be taken that the sheet of the weir does not ask for, and
scripts that take each of them."""

from __future__ import annotations

from pathlib import Path

from tests.content.small_pack import FILES, HERE, in_its_place, write_files

SLUG = "every-verb"
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    f"{HERE}/mission.yaml": (
        ('hints: ["Look."]', 'hints: ["Look.", "Ask Ben.", "Half of it comes before seven."]'),
        ("code: T01", "code: T07"),
        ("order_index: 1", "order_index: 7"),
        ("flags: [ben_heard]", "flags: [ben_counted]"),
        ("- {id: list-by-noon", "- {id: list-by-dusk"),
    ),
    f"{HERE}/emails/first-order.md": (
        ("metadata: {", "may_leave: true\nmetadata: {"),
        ("promises: [list-by-noon]", "promises: [list-by-dusk]"),
    ),
    f"{HERE}/call.yaml": (("flags: [ben_heard]", "flags: [ben_counted]"),),
    "components/app_server.yaml": (
        (
            "knobs:\n",
            "knobs:\n  - {name: zone, label: Zone, kind: choice, choices: [A, B], default: A}\n",
        ),
    ),
}
EXCHANGE = """\
  - id: {name}
    lines: [{{who: ada, say: "And how late may they come?"}}]
    best: interrupt
    options:
      - {{id: {name}-six, say: "By six, as your mail says.", tactic: ask, tone: plain, worth: 50,
         after: {{happened: "You said six.", why: "It is late."}}}}
      - {{id: {name}-ten, say: "By ten, as the log has it.", tactic: ask, tone: warm, worth: 50,
         after: {{happened: "You said ten.", why: "It is later."}}}}
      - {{id: {name}-one, say: "By one, as nobody says.", tactic: ask, tone: firm, worth: 50,
         after: {{happened: "You said one.", why: "It is early."}}}}
    silence:
      worth: 50
      brings: [{{who: ben, say: "Late."}}]
      after: {{happened: "It sat.", why: "Late."}}
    interrupt:
      worth: 60
      brings: [{{who: ada, say: "Oh."}}]
      after: {{happened: "You cut in.", why: "She was not done."}}
"""
REST = "  - id: goodbye\n"

BUILT = """\
format: 1
mission: every-verb
player: {name: Test Pilot}
seed: 7
steps:
  - open: first-order
  - open: {attachment: oven_log.txt}
  - pin: {in: first-order, quote: "Three ovens", as: three}
  - pin: {in: oven_log.txt, quote: "ovens: 2", as: two}
  - compare: [three, two]
  - unpin: two
  - hint
  - hint
  - hint
  - refused: hint
  - reply: {to: first-order, with: ask-hours}
  - finish: email_discovery
  - say: say-three
  - silent
  - interrupt
  - floor: ben
  - finish: video_call
  - place: {kind: app_server, as: app_server-1, at: [1, 0]}
  - move: {app_server-1: [2, 0]}
  - configure: {app_server-1: {replicas: 3, zone: B}}
  - connect: [customers, app_server-1]
  - connect: [app_server-1, orders]
  - duplicate: {node: app_server-1, as: app_server-2, at: [3, 0]}
  - disconnect: [app_server-2, orders]
  - remove: app_server-2
  - undo
  - redo
  - frame: {as: frame-1, label: Shop, from: [1, 0], to: [2, 1]}
  - unframe: frame-1
  - keep: A
  - remove: app_server-1
  - restore: A
  - traffic
  - fail: {node: shop}
  - restore: {node: shop}
  - fail: {zone: B}
  - restore: {zone: B}
  - submit
  - hear: rush-served
  - hear: counted
  - finish: client_feedback
expect: {status: completed}
"""
LEFT = """\
format: 1
mission: every-verb
player: {name: Test Pilot}
seed: 8
steps:
  - open: first-order
  - leave: first-order
  - expect: {trust: 45}
  - abandon
expect: {status: abandoned}
"""
DECIDED = """\
format: 1
mission: weir-offer
player: {name: Test Pilot}
seed: 9
steps:
  - open: the-weir
  - open: {attachment: grant.txt}
  - compare:
      - {in: the-weir, quote: "permits for residents"}
      - {in: grant.txt, quote: "parking renewals"}
  - reply: {to: the-weir, with: ask-who}
  - finish
  - ask_late: late-supper
  - hint
  - set: {shape: capped, discovery: 18, cap: 62}
  - pick: {scope: {legal: theirs}}
  - own: {rights: {go-on: gwil, pass-cap: saskia, stop: nkechi}}
  - set: {notice.route: committee, notice.redaction: names, uptime: 97.5}
  - join: {year: [parking, permits]}
  - order: {year: {q1: [sensors, registry], q2: [permit-desk], not-now: [drones]}}
  - undo
  - redo
  - set: {year.permit-desk: split, cap: null}
  - undo
  - hand_in
  - hear: signed
  - hear: sensors-in-time
  - hear: somebody-awake
  - finish
expect: {status: completed}
"""
SCRIPTS = {"built": BUILT, "left": LEFT, "decided": DECIDED}


def write(folder: Path) -> Path:
    """Writes the pack of the mission that is built."""
    files = dict(FILES)
    for name, changes in CHANGES.items():
        for old, new in changes:
            files[name] = in_its_place(files[name], old, new, name)
    call = f"{HERE}/call.yaml"
    more = "".join(EXCHANGE.format(name=name) for name in ("how-late", "how-long", "how-soon"))
    files[call] = in_its_place(files[call], REST, more + REST, call)
    del files["missions/later-order/mission.yaml"]
    named = {
        path.replace("small-order", SLUG): text.replace("small-order", SLUG)
        .replace(", later-order", "")
        .replace(", due: later-order", "")
        for path, text in files.items()
    }
    return write_files(folder, named)
