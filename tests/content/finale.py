"""Designs for the finale of Wickerlight, and what each comes to.

`TABLE` holds what each does at eight o'clock; the steps are those of scripts.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.content.judged import Steps

SLUG = "season-finale"

EDGE: Steps = ({"configure": {"edge": {"replicas": 4}}},)
BARRED: Steps = ({"configure": {"edge": {"territory_rule": True}}},)
SHIELD: Steps = (
    {"place": {"kind": "film_shield", "as": "film_shield-1", "at": [2, 0]}},
    {"configure": {"film_shield-1": {"replicas": 2}}},
    {"disconnect": ["edge", "origin"]},
    {"connect": ["edge", "film_shield-1"]},
    {"connect": ["film_shield-1", "origin"]},
    {"configure": {"origin": {"replicas": 2}}},
)
DOOR: Steps = ({"configure": {"door": {"replicas": 4}}},)
PASS: Steps = (
    {"place": {"kind": "pass_signer", "as": "pass_signer-1", "at": [2, 1]}},
    {"configure": {"pass_signer-1": {"replicas": 2}}},
    {"disconnect": ["door", "rows"]},
    {"connect": ["door", "pass_signer-1"]},
)
LATER: Steps = (
    {"place": {"kind": "row_queue", "as": "row_queue-1", "at": [3, 1]}},
    {"connect": ["pass_signer-1", "row_queue-1"]},
    {"connect": ["row_queue-1", "rows"]},
)
AHEAD: Steps = (
    {"place": {"kind": "ad_planner", "as": "ad_planner-1", "at": [1, 2]}},
    {"disconnect": ["viewers", "ads"]},
    {"connect": ["viewers", "ad_planner-1"]},
    {"connect": ["ad_planner-1", "ads"]},
    {"configure": {"ads": {"replicas": 5}}},
)
AWAKE: Steps = ({"configure": {"desk": {"replicas": 2}}},)
FILM: Steps = (*EDGE, *BARRED, *SHIELD)
LOGIN: Steps = (*DOOR, *PASS, *LATER)
REFERENCE: Steps = (*FILM, *LOGIN, *AHEAD, *AWAKE)
ORIGINS: Steps = ({"configure": {"origin": {"replicas": 16}}},)
ADS: Steps = ({"configure": {"ads": {"replicas": 20}}},)
"""As many as one box holds, and no planner."""
GATE: Steps = (
    {"place": {"kind": "segment_gate", "as": "segment_gate-1", "at": [3, 2]}},
    {"configure": {"segment_gate-1": {"replicas": 18}}},
    {"disconnect": ["viewers", "edge"]},
    {"connect": ["viewers", "segment_gate-1"]},
    {"connect": ["segment_gate-1", "edge"]},
)
