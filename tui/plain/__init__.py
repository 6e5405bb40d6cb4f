"""The game as plain lines and numbered choices, for screen readers and dumb terminals.

The same engine, session and database as the screens; no colour, no cursor, nothing redrawn.
"""
