"""The rules about shares of nodes, as data: what a player could learn from many of them."""

from content.problem import Rule

LONGEST_SHARE = 0.25
"""Share of nodes, at most, whose best option is the longest."""
SHORTEST_SHARE = 0.20
"""Share of nodes, at least, whose best option is the shortest."""
QUESTION_SHARE = 0.35
"""Share of nodes, at most, whose best option is a question."""
COST_SHARE = 0.30
"""Share of nodes, at least, whose best option visibly costs something now."""
CHANGING_SHARE = 0.40
"""Share of nodes, at least, whose best option depends on facts, trust or flags."""
CERTAINTY = 0.01
"""A share over one mission is an outlier if chance gives it less often than this."""
TONE_SHARES = {"warm": 0.30, "plain": 0.40, "firm": 0.30}
"""Share of nodes whose best option has this tone."""
TONE_ROOM = 0.10
"""How far a tone's share over an act may lie from it."""
ACT_NODES = 100
"""Nodes from which on the shares of an act are held as they stand."""
TWICE = 2
"""How often each tactic is the best of its node over an act, and how often the worst."""

BEST_LONGEST = Rule(
    "best-longest",
    "warning",
    "The best option is the longest in at most a quarter of the nodes.",
    "Shorten some best options.",
)
BEST_NEVER_SHORTEST = Rule(
    "best-never-shortest",
    "warning",
    "The best option is the shortest in at least a fifth of the nodes.",
    "Shorten some best options.",
)
BEST_ASKS = Rule(
    "best-asks",
    "warning",
    "The best option is a question in at most 35 % of the nodes.",
    "Let some best options commit, decline, trade, disclose or stay silent.",
)
BEST_IS_FREE = Rule(
    "best-is-free",
    "warning",
    "The best option costs trust, money, days or energy in at least 30 % of the nodes.",
    "Let some best options cost something now.",
)
FIXED_BEST = Rule(
    "fixed-best",
    "warning",
    "In at least 40 % of the nodes the best option depends on what is known.",
    "Give some nodes a `best` by condition.",
)
BEST_SLOT = Rule(
    "best-slot",
    "warning",
    "As written, the best option stands in no place more often than chance would put it there.",
    "Write the options of some nodes in another order.",
)
BEST_TONE = Rule(
    "best-tone",
    "warning",
    "Of the best options 30 % are warm, 40 % plain and 30 % firm.",
    "Let options of another tone be best in some nodes.",
)
BEST_ECHOES = Rule(
    "best-echoes",
    "warning",
    "The best option repeats most of the prompt's words no more often than chance would have it.",
    "Say some best options in other words than the client's.",
)
TACTIC_BALANCE = Rule(
    "tactic-balance",
    "warning",
    "Over an act, every tactic is the best of its node at least twice, and the worst at least "
    "twice.",
    "Let it be wise somewhere and careless somewhere, or call it by another tactic's name.",
)
SILENCE_COUNTS = Rule(
    "silence-counts",
    "warning",
    "Over an act, silence is best in some node, and worth least in some other.",
    "Let a pause be the answer somewhere, and the worst one elsewhere.",
)
