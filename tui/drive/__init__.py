"""Plays actions through the real screens by the keys that a player would press."""
