"""Bots: players without judgement, who must not pass, and an expert, who must.

A policy (`policies`) picks among the answers that are offered; all else is the same for every
bot (`phases`): everything is opened, nothing is pinned, compared, asked late or hinted at, and
grids and sheets are filled in by one random hand that depends on the seed alone. What bots differ
in is conversation.
"""
