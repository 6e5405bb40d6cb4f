"""The pack with its ninth mission played in a few lines: what was said about the map comes back.

The mission itself is not written yet; this stands for it, so that what the third one leaves behind
is seen to arrive: the flag, the promise in the ledger, the trust.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from content.playthrough import Script, parse_script

PACK = Path(__file__).parents[2] / "content" / "packs" / "scope_creep"
NIGHT = "parade-night"
MISSION = """\
slug: parade-night
code: M09
title: "The Announcement Returns"
order_index: 9
difficulty: intermediate
act: 2
client: brackwater
map_title: ["Announcement", "Returns"]
short_title: "Announced Again"
teaser: "The parade is days away."
estimated_duration: 5
prerequisites: {type: missions_completed, mission_ids: [lantern-parade-promise]}
scored: false
meters: [trust, days]
people: [delphine, harold, imke, mina]
client_contact: delphine
phases:
  - {kind: video_call, begins: {day: 1, at: "09:00"}, brief: "She has kept what you wrote."}
  - {kind: client_feedback, begins: {day: 10, at: "22:00"}}
facts:
  - {id: the-letter, title: "The letter with the 'if'", must: false, phase: video_call, who: harold,
     says: "Harold has kept the sentence, with its 'if'.", where: "the call", missed: "He kept it."}
dues:
  - {promise: parade-map, from: lantern-parade-promise, kept_when: "kept(public-map)"}
  - {promise: parade-map-if, from: lantern-parade-promise,
     kept_when: "kept(public-map) or chose(her-wording, unvoted)"}
flags: [promise_kept, promise_broken, quay_closed_in_time]
debrief: {reader: mina, question: "Who kept it?", answer: "Harold.", take_with_you: "Write down."}
"""
CALL = """\
participants: [delphine, harold, imke]
exchanges:
  - id: her-wording
    lines:
      - {when: "flag(parade_map_promised) and owed(parade-map)", who: delphine, effects: {days: -4},
         say: "A live crowd map, on the night. Your words. Six days."}
      - {when: "flag(parade_map_conditional) and owed(parade-map-if)", who: harold,
         effects: {facts: [the-letter]},
         say: "I have the letter.¹ ¹ It begins with 'if', and there are ten days."}
      - {when: flag(parade_map_declined), who: delphine, effects: {trust: -4},
         say: "Grandeur's map. On your register. Make it fit."}
      - {when: otherwise, who: narrator, say: "Nobody has said anything about a map."}
    signal: "What was said in September is on the table."
    best: draw-it
    options:
      - {id: draw-it, say: "The map is on the page tonight, as it was said.", tactic: commit,
         tone: plain, after: {happened: "You drew it.", why: "It was said."}}
      - {id: unvoted, say: "The 6,000 was not voted, so there is no map now.", tactic: decline,
         tone: firm, lure: rigour, worth: 50,
         after: {happened: "You named the vote.", why: "It was a condition."}}
      - {id: next-year, say: "A map comes next year, when there is more time.", tactic: defer,
         tone: warm, lure: harmony, worth: 0,
         after: {happened: "You put it off.", why: "It was due."}}
"""
FEEDBACK = """\
requirements:
  - id: public-map
    title: A map on the night
    owner: delphine
    holds: chose(her-wording, draw-it)
    limit: "on the night"
    kept: {word: "live", say: "See The Crowd Live."}
    broken: {word: "no map", say: "They looked. There was a form."}
"""
SCRIPT = """\
format: 1
mission: parade-night
player: {name: Somebody}
steps:
  - say: OPTION
  - finish: video_call
  - hear: public-map
  - finish: client_feedback
expect: {status: completed}
"""


def night(option: str) -> Script:
    """A run of the ninth mission in which this is said."""
    return parse_script(SCRIPT.replace("OPTION", option))


def write_with_the_night(folder: Path) -> Path:
    """Writes the pack with a ninth mission that is played, and gives its folder."""
    pack = folder / "scope_creep"
    shutil.copytree(PACK, pack)
    there = pack / "missions" / NIGHT
    files = {
        "mission.yaml": MISSION,
        "call.yaml": CALL,
        "feedback.yaml": FEEDBACK,
        "walkthroughs/draw-it.yaml": SCRIPT.replace("OPTION", "draw-it"),
    }
    for name, text in files.items():
        (there / name).parent.mkdir(exist_ok=True)
        (there / name).write_text(text, encoding="utf-8")
    return pack
